"""Compiles the index into the wheel, so that no user ever waits for it. Run by hatchling."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class IndexBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds occlookup/index.sqlite to a wheel; an editable install compiles its own at the first start."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the records of this tree and add the file."""
        if version == "editable":
            return
        source = Path(self.root) / "src"
        sys.path.insert(0, str(source))
        try:
            from occlookup.index.locate import write_index
        finally:
            sys.path.remove(str(source))
        self._folder = tempfile.TemporaryDirectory(prefix="occlookup-index-")
        index = Path(self._folder.name) / "index.sqlite"
        write_index(source / "occlookup" / "data", index)
        build_data["force_include"][str(index)] = "occlookup/index.sqlite"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Drop the compiled file: the wheel has it."""
        if version != "editable":
            self._folder.cleanup()
