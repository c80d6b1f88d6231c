"""Makes an edition of the records beside those in use, and puts it into use with one rename.

Owns the writing side of the data folder: that one process at a time changes it, that what is half made is never in use, and
that the former edition stays until the next one comes. editions.py says what lies where.
"""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from occlookup.errors import OutputError, UsageError
from occlookup.folders import DATA_VARIABLE, data_path
from occlookup.index.editions import BUNDLED_NAME, EDITIONS, NAME, POINTER, Pointer, find, read_pointer
from occlookup.index.locate import take_lock

_LOCK = "editions.lock"
_UNFINISHED = ".unfinished-"


@contextmanager
def changing() -> Iterator[Changing]:
    """Hold the data folder against every other process that would change it. What such a one left unfinished is removed.

    Raises:
        UsageError: the environment says that there is no data folder, or another process is changing it.
        OutputError: the folder cannot be written.
    """
    folder = data_path("")
    if folder is None:
        raise UsageError(
            "there is no data folder for imported figures.",
            hint=f"Unset {DATA_VARIABLE}, or set it to a folder." if DATA_VARIABLE in os.environ else f"Set {DATA_VARIABLE}.",
        )
    with reporting(folder):
        (folder / EDITIONS).mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not take_lock(descriptor):
            raise UsageError("another import or rollback is under way.", hint="Wait until it is done, and try again.")
        change = Changing(folder)
        change.tidy()
        yield change
    finally:
        os.close(descriptor)  # gives the lock back


@contextmanager
def reporting(folder: Path) -> Iterator[None]:
    """A fault of the file system inside is one of the data folder."""
    try:
        yield
    except (OSError, sqlite3.OperationalError) as fault:  # of a full disk SQLite has words of its own
        reason = (fault.strerror if isinstance(fault, OSError) else None) or fault
        raise OutputError(
            f"the data folder {folder} could not be written: {reason}.",
            hint=f"Make room or allow for it there, or set {DATA_VARIABLE} to another folder. What was in use is still in use.",
        ) from fault


class Changing:
    """The data folder while this process alone may change it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.before: Pointer = read_pointer()

    @contextmanager
    def unfinished(self) -> Iterator[Path]:
        """A new folder in which an edition is made (its `records` folder and `index.sqlite`), removed at the end where
        `put_in_use` was not told of it."""
        path = self.folder / EDITIONS / f"{_UNFINISHED}{secrets.token_hex(4)}"
        path.mkdir()
        try:
            yield path
        finally:
            shutil.rmtree(path, ignore_errors=True)

    def put_in_use(self, unfinished: Path) -> str:
        """Give the finished edition its name and put it into use; its name. The one in use until now is the former one.

        Raises:
            OSError: the disk is full or the like: what was in use stays in use.
        """
        name = f"{time.strftime('%Y-%m-%d-%H%M%S', time.gmtime())}-{secrets.token_hex(2)}"
        for path in sorted(unfinished.rglob("*")):
            _to_disk(path)
        _to_disk(unfinished)
        os.rename(unfinished, self.folder / EDITIONS / name)
        _to_disk(self.folder / EDITIONS)
        self._point(Pointer(name, self._current()))
        return name

    def roll_back(self) -> tuple[str, str]:
        """Put the former edition into use, and the one in use until now into its place; both names, the one in use first.

        Raises:
            UsageError: there is no former one, or it is lost.
            OSError: as `put_in_use`.
        """
        former = self.before.former
        if former is None:
            raise UsageError(
                "nothing was imported: there is nothing to go back to.", hint="'occlookup data info' says what is in use."
            )
        if find(former) is None:
            raise UsageError(
                f"the former edition {former} is no longer there.", hint="'occlookup data info' says what is in use."
            )
        return self._swap(former)

    def use_bundled(self) -> tuple[str, str]:
        """As `roll_back`, to the records of the package itself."""
        return self._swap(BUNDLED_NAME)

    def tidy(self) -> None:
        """Remove what was left unfinished, and editions that are neither in use nor the former one."""
        kept = {self.before.in_use, self.before.former}
        if self.before.fault is not None:
            return  # the file that would say what is in use is damaged: what it named is somebody's figures
        for partial in self.folder.glob(f".{POINTER}.*.part"):
            partial.unlink(missing_ok=True)
        with os.scandir(self.folder / EDITIONS) as entries:
            for entry in entries:
                if entry.name.startswith(_UNFINISHED) or (NAME.fullmatch(entry.name) and entry.name not in kept):
                    # on Windows a process that still reads it keeps it; the next one removes it
                    shutil.rmtree(entry.path, ignore_errors=True)

    def _current(self) -> str:
        return self.before.in_use if find(self.before.in_use) is not None else BUNDLED_NAME

    def _swap(self, name: str) -> tuple[str, str]:
        current = self._current()
        if name != current:
            self._point(Pointer(name, current))
        return name, current

    def _point(self, pointer: Pointer) -> None:
        path = self.folder / POINTER
        temporary = path.with_name(f".{POINTER}.{secrets.token_hex(4)}.part")
        try:
            with open(temporary, "xb") as stream:
                stream.write(f"{pointer.in_use}\n{pointer.former}\n".encode())
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(temporary, path)
        finally:
            temporary.unlink(missing_ok=True)
        _to_disk(self.folder)
        self.before = pointer


def _to_disk(path: Path) -> None:
    """Wait until a file or the names in a folder have reached the disk: a power cut must not leave a name without content."""
    try:
        descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    except PermissionError:  # Windows does not open folders
        return
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
