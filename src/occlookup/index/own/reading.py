"""Reads one file of own records safely: whatever the file is, it ends soon, with its content or with a fault.

Owns size, kind and encoding of the file, and what the TOML parser may be given. What the content means is rules.py's.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from typing import Any, NamedTuple

from occlookup.index.own.scanning import ScanFault, scan

MOST_BYTES = 256 * 1024
_BOM = b"\xef\xbb\xbf"
_NOT_UTF8 = ((b"\xff\xfe\x00\x00", "UTF-32"), (b"\x00\x00\xfe\xff", "UTF-32"), (b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))
_WHERE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)\s*$")
_LONGEST_REASON = 160
_NO_VALUE = "Invalid value"


class ReadFault(Exception):
    """The file cannot be read: `reason` in a sentence, at `line` where that can be told."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


class OwnFile(NamedTuple):
    """What a file says, as the TOML parser gives it, and its lines for scanning.line_of."""

    content: dict[str, Any]
    lines: list[str]


def read_own_file(path: str | os.PathLike[str]) -> OwnFile:
    """The content of the file at `path`, whose directory may be a link but which itself may be none.

    Raises:
        ReadFault: it is no regular file, too large, not UTF-8, or not TOML within the bounds of scanning.py.
    """
    text = _decoded(_read_bytes(os.fspath(path)))
    try:
        lines = scan(text)
    except ScanFault as fault:
        raise ReadFault(fault.reason, fault.line) from None
    import tomllib

    try:
        return OwnFile(tomllib.loads(text), lines)
    except (ValueError, RecursionError, OverflowError) as fault:  # ValueError: also of an impossible date or number
        raise _parser_fault(fault, lines) from None


def _read_bytes(path: str) -> bytes:
    """The file's bytes. A link is not followed: it may lead out of the folder, and to what is no file."""
    try:
        if stat.S_ISLNK(os.lstat(path).st_mode):
            raise ReadFault("it is a link, and links are not followed; put the file itself here.")
        # a named pipe would make an open wait for a writer
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        descriptor = os.open(path, flags | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_CLOEXEC", 0))
    except OSError as fault:
        raise ReadFault(_cannot(path, fault)) from None
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise ReadFault("it is a folder." if stat.S_ISDIR(status.st_mode) else "it is no ordinary file.")
        if status.st_size > MOST_BYTES:
            raise ReadFault(f"it has more than {MOST_BYTES // 1024} KiB.")
        with os.fdopen(descriptor, "rb", closefd=False) as stream:
            content = stream.read(MOST_BYTES + 1)
    except OSError as fault:
        raise ReadFault(_cannot(path, fault)) from None
    finally:
        os.close(descriptor)
    if len(content) > MOST_BYTES:  # it grew, or a file system that tells no size
        raise ReadFault(f"it has more than {MOST_BYTES // 1024} KiB.")
    return content


def _cannot(path: str, fault: OSError) -> str:
    if sys.platform == "win32" and os.path.isdir(path):
        return "it is a folder."
    try:
        kind = os.lstat(path).st_mode
    except OSError:
        return f"it cannot be read: {fault.strerror or fault}."
    if not stat.S_ISREG(kind):  # a socket cannot even be opened
        return "it is a folder." if stat.S_ISDIR(kind) else "it is no ordinary file."
    return f"it cannot be read: {fault.strerror or fault}."


def _decoded(content: bytes) -> str:
    for mark, name in _NOT_UTF8:
        if content.startswith(mark):
            raise ReadFault(f"it is written in {name}; save it as UTF-8.", 1)
    content = content.removeprefix(_BOM)  # Windows' editors write it, and the parser takes none
    if not content.strip():
        raise ReadFault("it is empty.")
    null = content.find(b"\0")
    if null >= 0:
        raise ReadFault("it has a null character: it is no text in UTF-8.", content.count(b"\n", 0, null) + 1)
    try:
        return content.decode().replace("\r\n", "\n")
    except UnicodeDecodeError as fault:
        raise ReadFault("it is not UTF-8; save it as UTF-8.", content.count(b"\n", 0, fault.start) + 1) from None


def _parser_fault(fault: Exception, lines: list[str]) -> ReadFault:
    from occlookup.codes import show_text

    if isinstance(fault, RecursionError):
        return ReadFault("it is nested too deep.")
    message = str(fault)
    found = _WHERE.search(message)
    line = None if found is None else int(found[1]) if found[1] else len(lines)
    said = show_text(_WHERE.sub("", message), limit=_LONGEST_REASON).rstrip(".")
    if said == _NO_VALUE:  # what a line of a new record is that nobody filled in
        said = "no value stands behind the =, or a text without its quotes"
    return ReadFault(f"it is not TOML: {said[:1].lower()}{said[1:]}.", line)
