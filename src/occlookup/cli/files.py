"""Files that a person asks for: written whole, never over another one unless that is said.

Owns the way in which the commands write a file.
"""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path

from occlookup.cli.signals import leaving_in_order
from occlookup.codes import show_text
from occlookup.errors import OutputError, UsageError

_LONGEST_SHOWN = 200
_ELSEWHERE = "Name another file, in a folder that exists, has room and lets you write."


def write_file(path: Path, content: bytes, *, replace: bool, taken_hint: str = "Name another.", mode: int = 0o644) -> None:
    """Write `content` to `path`: all of it under that name, or nothing.

    `taken_hint` is what to do about a file that is there already; `mode` are the rights of a new one.

    Raises:
        UsageError: there is a file already and `replace` does not allow for it; or `path` is a folder.
        OutputError: it cannot be written: no such folder, no right, a full disk.
    """
    try:
        _refuse(path, replace=replace, taken_hint=taken_hint)
        _write(path, content, replace=replace, mode=mode)
    except FileExistsError:
        raise UsageError(f"there is a file {_shown(path)} already.", hint=taken_hint) from None
    except OSError as fault:
        raise OutputError(f"{_shown(path)} could not be written: {fault.strerror or fault}.", hint=_ELSEWHERE) from fault


def check_new_file(path: Path) -> None:
    """Hold that `write_file` would find a place for a new file: what takes long before it is written asks first.

    Raises:
        UsageError: there is something of that name.
        OutputError: there is no such folder, or nobody may write there.
    """
    try:
        _refuse(path, replace=False, taken_hint="Name another.")
        writable = os.access(path.parent, os.W_OK | os.X_OK)
    except OSError:
        writable = False
    if not writable:
        raise OutputError(f"{_shown(path)} cannot be written there.", hint=_ELSEWHERE)


def _refuse(path: Path, *, replace: bool, taken_hint: str) -> None:
    """Refuse a place that is not one for a new file, nor, with `replace`, a plain file."""
    if path.is_dir():
        raise UsageError(f"{_shown(path)} is a folder.", hint="Name a file in it.")
    if not os.path.lexists(path):
        return
    if not replace:
        raise UsageError(f"there is a file {_shown(path)} already.", hint=taken_hint)
    if path.is_symlink() or not path.is_file():
        raise UsageError(f"{_shown(path)} is a link or no plain file.", hint="Name another.")
    if not os.access(path, os.W_OK):
        raise OutputError(f"{_shown(path)} may not be changed.", hint="Name another, or allow for it.")


def _shown(path: Path) -> str:
    return show_text(str(path), limit=_LONGEST_SHOWN)


def _write(path: Path, content: bytes, *, replace: bool, mode: int) -> None:
    temporary = path.with_name(f".{path.name[:40]}.{secrets.token_hex(4)}.part")
    kept = stat.S_IMODE(path.stat().st_mode) if replace and path.is_file() else None
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with leaving_in_order():
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
                if kept is not None and hasattr(os, "fchmod"):
                    os.fchmod(stream.fileno(), kept)
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
