"""A file that is being downloaded: its bytes so far, what is known of the whole, and the lock on the folder.

Owns that a part is never taken for the whole nor put together of two versions, and that only one process writes. The part and
what is known of it lie hidden beside the place of the whole, which gets its name at the very end.
"""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, NamedTuple

from occlookup.codes import show_text
from occlookup.errors import NetworkError, OutputError
from occlookup.index.locate import take_lock

_LOCK = ".fetch.lock"
_LARGEST_STATE = 8 << 10
# A strong entity tag, or a date as HTTP writes it: what a server can be asked to compare byte for byte.
_VALIDATOR = re.compile(r'"[!#-~]{0,200}"|[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT')
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_BINARY = getattr(os, "O_BINARY", 0)


class Version(NamedTuple):
    """Which version of the file a part is of; `validator` "" where the server gave none, `total` None where unknown."""

    address: str
    validator: str
    total: int | None


class Partial:
    """The part of the file that is to be `folder`/`name`. The caller holds the folder's lock."""

    def __init__(self, folder: Path, name: str) -> None:
        self.path = folder / f".{name}.part"
        self.target = folder / name
        self._state = folder / f".{name}.part.json"
        self._stream: IO[bytes] | None = None

    def known(self, address: str) -> tuple[Version, int] | None:
        """The version and the count of bytes of a part that can be gone on with; None where there is none."""
        try:
            status = self.path.lstat()
            with self._state.open("rb") as stream:
                state = json.loads(stream.read(_LARGEST_STATE))
            version = Version(state["address"], state["validator"], state["total"])
        except (OSError, ValueError, LookupError, TypeError, RecursionError):
            return None
        sound = isinstance(version.validator, str) and _VALIDATOR.fullmatch(version.validator)
        if not stat.S_ISREG(status.st_mode) or version.address != address or not sound:
            return None
        if type(version.total) not in (int, type(None)) or not 0 < status.st_size <= (version.total or status.st_size):
            return None
        return version, status.st_size

    def size(self) -> int:
        """The bytes that are there."""
        try:
            return self.path.lstat().st_size
        except OSError:
            return 0

    def begin(self, version: Version) -> None:
        """Start anew with this version. What is known is taken away before the bytes, and said before new ones come."""
        self.drop()
        state = os.open(self._state, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW | _BINARY, 0o600)
        with os.fdopen(state, "wb") as stream:
            stream.write(json.dumps(version._asdict()).encode())
        self._open(os.O_CREAT | os.O_EXCL)

    def go_on(self) -> None:
        """Write behind what is there."""
        self.close()
        self._open(os.O_APPEND)

    def _open(self, flags: int) -> None:
        # unbuffered: what has come is on its way to the disk whatever ends the process
        descriptor = os.open(self.path, os.O_WRONLY | flags | _NO_FOLLOW | _BINARY, 0o644)
        self._stream = os.fdopen(descriptor, "wb", buffering=0)

    def write(self, piece: bytes) -> None:
        """Add a piece."""
        assert self._stream is not None
        rest = memoryview(piece)
        while rest:
            rest = rest[self._stream.write(rest) :]

    def finish(self, *, replace: bool) -> Path:
        """Give the whole its name; where `replace` is not set, only if nothing has that name.

        Raises:
            OutputError: something has that name.
        """
        assert self._stream is not None
        os.fsync(self._stream.fileno())
        self.close()
        if not replace and os.path.lexists(self.target):
            raise OutputError(f"{show_text(str(self.target), limit=200)} has come to be meanwhile.", hint="Look at it.")
        os.replace(self.path, self.target)
        self._state.unlink(missing_ok=True)
        return self.target

    def drop(self) -> None:
        """Take away the part and what is known of it."""
        self.close()
        self._state.unlink(missing_ok=True)
        self.path.unlink(missing_ok=True)

    def close(self) -> None:
        """Leave the part as it is."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None


def validator_of(entity_tag: str, modified: str) -> str:
    """What a server can be asked to compare, of its headers ETag and Last-Modified; "" where neither will do."""
    return next((each for each in (entity_tag, modified) if _VALIDATOR.fullmatch(each)), "")


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Holds the folder, which is made where it is missing: nobody else downloads there meanwhile.

    Raises:
        NetworkError: another process holds it.
        OSError: the folder cannot be made or written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / _LOCK
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | _NO_FOLLOW, 0o600)
        try:
            if not take_lock(descriptor):
                raise NetworkError(
                    "another fetch is under way.", hint=f"Wait for it to end; it writes to {show_text(str(folder), limit=200)}."
                )
            # who held it before has taken the file away: a lock on what has no name keeps nobody out
            with suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(descriptor), path.stat()):
                    break
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)
    try:
        yield
    finally:
        with suppress(OSError):  # Windows takes no open file away
            path.unlink()
        os.close(descriptor)
