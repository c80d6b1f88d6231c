"""Files that a person asks for: written whole, never over another one unless that is said.

Owns the way in which the commands write a file.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from occlookup.errors import OutputError, UsageError


def write_file(path: Path, content: bytes, *, replace: bool, taken_hint: str = "Name another.") -> None:
    """Write `content` to `path`: all of it under that name, or nothing.

    `taken_hint` is what to do about a file that is there already.

    Raises:
        UsageError: there is a file already and `replace` does not allow for it; or `path` is a folder.
        OutputError: it cannot be written: no such folder, no right, a full disk.
    """
    try:
        if path.is_dir():
            raise UsageError(f"{path} is a folder.", hint="Name a file in it.")
        if not replace and os.path.lexists(path):
            raise FileExistsError(path)
        _write(path, content, replace=replace)
    except FileExistsError:
        raise UsageError(f"there is a file {path} already.", hint=taken_hint) from None
    except OSError as fault:
        raise OutputError(
            f"{path} could not be written: {fault.strerror or fault}.", hint="Name a folder that exists and has room."
        ) from fault


def check_new_file(path: Path) -> None:
    """Hold that `write_file` would find a place for a new file: what takes long before it is written asks first.

    Raises:
        UsageError: there is something of that name.
        OutputError: there is no such folder, or nobody may write there.
    """
    try:
        if path.is_dir():
            raise UsageError(f"{path} is a folder.", hint="Name a file in it.")
        taken = os.path.lexists(path)
        writable = os.access(path.parent, os.W_OK | os.X_OK)
    except OSError:
        taken, writable = False, False
    if taken:
        raise UsageError(f"there is a file {path} already.", hint="Name another.")
    if not writable:
        raise OutputError(f"{path} cannot be written there.", hint="Name a folder that exists and that you may write in.")


def _write(path: Path, content: bytes, *, replace: bool) -> None:
    temporary = path.with_name(f".{path.name[:40]}.{secrets.token_hex(4)}.part")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if replace:
            os.replace(temporary, path)
        else:
            _rename_new(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _rename_new(temporary: Path, path: Path) -> None:
    """Give the file its name, unless somebody has made one of that name meanwhile.

    Raises:
        FileExistsError: somebody has.
    """
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if os.path.lexists(path):
            raise FileExistsError(path) from None
        os.replace(temporary, path)
