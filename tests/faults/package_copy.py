"""A copy of the package as a checkout has it, without an index, and the processes that start from it.

Every process gets folders of its own for cache, home and temporary files, so that nothing of the machine's is touched.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from occlookup.index.locate import PACKAGE, RECORDS
from processes import NOBODYS
from small_records import cut_records

# The full run: the real records, and ten times as many faults.
FULL = os.environ.get("OCCLOOKUP_FULL_FAULTS") == "1"

SHOW = ("show", "43-3011", "--json")
_SECONDS = 300

# tempfile falls back to /tmp and to the working folder where TMPDIR cannot be written; its documented `tempdir` does not.
_START = "import runpy, sys, tempfile; tempfile.tempdir = sys.argv.pop(1); runpy.run_module('occlookup', run_name='__main__')"


class Result(NamedTuple):
    """How a process ended; `code` is negative where a signal ended it."""

    code: int
    out: bytes
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """Standard output as the JSON document that it is."""
        document: dict[str, Any] = json.loads(self.out)
        return document


class Folders(NamedTuple):
    """Where one process may write: its cache (XDG_CACHE_HOME), which is its home too, and its temporary folder."""

    cache: Path
    temporary: Path

    def indexes(self) -> list[Path]:
        """The index files, in the cache and in the temporary folder."""
        return [path for path in self._files() if path.suffix == ".sqlite"]

    def leftovers(self) -> list[Path]:
        """Every file but the indexes and the lock: partial files and what SQLite lays beside them."""
        return [path for path in self._files() if path.suffix != ".sqlite" and path.name != "index.lock"]

    def remove(self) -> None:
        """Away with them: an index of the real records takes 27 MB."""
        shutil.rmtree(self.cache.parent)

    def _files(self) -> list[Path]:
        return [path for folder in self for path in folder.rglob("*") if path.is_file()]


class PackageCopy:
    """The copy under `root`: the package's modules, and the records in it. `like`: a copy of that one, as it is."""

    def __init__(self, root: Path, like: PackageCopy | None = None) -> None:
        self.root = root
        self.records = root / "occlookup" / "data"
        if like is not None:
            shutil.copytree(like.root / "occlookup", root / "occlookup")
            return
        left_out = shutil.ignore_patterns("data", "index.sqlite", "__pycache__")
        shutil.copytree(PACKAGE, root / "occlookup", ignore=left_out)
        if FULL:
            shutil.copytree(RECORDS, self.records)
        else:
            cut_records(root / "occlookup")

    def new_folders(self) -> Folders:
        """Empty folders for a process."""
        place = Path(tempfile.mkdtemp(dir=self.root))
        folders = Folders(place / "cache", place / "temporary")
        for folder in folders:
            folder.mkdir()
        return folders

    def start(
        self, folders: Folders, words: Sequence[str] = SHOW, *, largest_file: int | None = None
    ) -> subprocess.Popen[bytes]:
        """Start a command line; `largest_file` in bytes is a limit as a full disk is one."""

        def limit_files() -> None:
            import resource  # POSIX has it

            resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))

        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("OCCLOOKUP_", "PYTHON"))},
            **NOBODYS,
            "XDG_CACHE_HOME": str(folders.cache),
            "HOME": str(folders.cache),
            "PYTHONPATH": str(self.root),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        return subprocess.Popen(
            [sys.executable, "-c", _START, str(folders.temporary), *words],
            cwd=self.root,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            preexec_fn=None if largest_file is None else limit_files,
        )

    def run(self, folders: Folders, words: Sequence[str] = SHOW, *, largest_file: int | None = None) -> Result:
        """Run a command line to its end."""
        return finish(self.start(folders, words, largest_file=largest_file))


def finish(process: subprocess.Popen[bytes]) -> Result:
    """Wait for the process and take what it wrote."""
    out, err = process.communicate(timeout=_SECONDS)
    return Result(process.returncode, out, err.decode(errors="replace"))
