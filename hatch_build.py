"""Compiles the index into the wheel, so that no user ever waits for it. Run by hatchling."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class IndexBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds occlookup/index.sqlite to a wheel; an editable install gets it beside its modules, where git ignores it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the records of this tree and add the file."""
        source = Path(self.root) / "src"
        sys.path.insert(0, str(source))
        try:
            from occlookup.index.locate import write_index
        finally:
            sys.path.remove(str(source))
        package = source / "occlookup"
        self._folder = tempfile.TemporaryDirectory(prefix=".index-", dir=package if version == "editable" else None)
        index = Path(self._folder.name) / "index.sqlite"
        write_index(package / "data", index)
        if version == "editable":
            os.replace(index, package / "index.sqlite")
        else:
            build_data["force_include"][str(index)] = "occlookup/index.sqlite"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Drop the folder of the compiled file: the wheel has it."""
        self._folder.cleanup()
