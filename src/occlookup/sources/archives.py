"""Zip archives that come from elsewhere: what is in one, whether it is safe to unpack, and its members one by one.

Owns what is refused and why, in one line that names the archive and the member. Writes nothing: unpacking.py does.
"""

from __future__ import annotations

import io
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from occlookup.codes import show_text

# O*NET's archive has about 40 members and BLS's under 10; a folder of all releases since 1997 would have some hundred.
MOST_MEMBERS = 2_000
# All OEWS tables of a year are 80 MB of workbooks, which unpack to about 1 GB of XML; nothing published comes near 4 GiB.
MOST_BYTES = 4 << 30
# The releases unpack to 5 to 11 times their size. Deflate ends at 1032:1, and small archives of much the same text may be
# dense: the ratio counts from a size on that could do harm.
MOST_RATIO = 200
RATIO_FROM = 64 << 20
# An archive's directory is read in one piece: for 2,000 members it has some 200 KB.
_LARGEST_READ = 1 << 20
_CHUNK = 256 << 10
_LONGEST_NAME = 512
_LONGEST_PART = 200
_DEEPEST = 16
_LOCAL_HEADER = 30
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_SNIFFED = 512
_SHOWN = 150
_WORKBOOK_PART = "[Content_Types].xml"
# what zipfile raises on damage, each found in its source; OSError is a seek to a place before the beginning
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError, RuntimeError, OverflowError, ValueError,
    KeyError, IndexError, OSError,
)  # fmt: skip
# what no file may be called on some system that occlookup runs on
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))})
_UNWRITABLE = str.maketrans(dict.fromkeys('<>"|?*', "_"))


class RefusedArchiveError(ValueError):
    """An archive that is damaged, or that would do harm: one line that names it."""


class Member(NamedTuple):
    """A file in an archive; `path` are the parts of its cleaned name, `size` its bytes unpacked as the archive says."""

    path: tuple[str, ...]
    size: int
    info: zipfile.ZipInfo

    @property
    def name(self) -> str:
        """The cleaned name, as a message shows it."""
        return "/".join(self.path)


class Archive:
    """A zip archive that was found safe; `members` are its files in the archive's order, folders left out."""

    def __init__(self, name: str, size: int, opened: zipfile.ZipFile, members: Sequence[Member]) -> None:
        self.name = name
        self.size = size
        self.members = members
        self._opened = opened

    @property
    def is_workbook(self) -> bool:
        """Whether it is an xlsx file, which is to be left as it is."""
        return any(member.name == _WORKBOOK_PART for member in self.members)

    def pieces(self, member: Member) -> Iterator[bytes]:
        """The member's content, piece by piece, to the end and with the right check sum.

        Raises:
            RefusedArchiveError: the content is damaged, or is not as long as the archive says.
        """
        count = 0
        with _damage_told(self.name, member.name), self._opened.open(member.info) as stream:
            while piece := stream.read(_CHUNK):
                count += len(piece)
                yield piece
        if count != member.size:
            raise _refused(self.name, member.name, f"has {count:,} bytes and not the {member.size:,} that the archive says")


class _Bounded(io.BufferedReader):
    """A file that is never read in one large piece: a false directory could ask for gigabytes."""

    def read(self, size: int | None = -1) -> bytes:
        """As a file's; a piece that no honest archive asks for is damage."""
        if size is not None and size > _LARGEST_READ:
            raise zipfile.BadZipFile("its directory is too large")
        return super().read(size)


@contextmanager
def open_archive(path: Path, name: str) -> Iterator[Archive]:
    """The zip archive at `path`, which messages call `name`, looked through by what its directory says.

    Raises:
        RefusedArchiveError: it is none, is damaged, or has what could do harm.
        OSError: the file cannot be opened.
    """
    with path.open("rb", buffering=0) as file:
        size = path.stat().st_size
        with _Bounded(file) as stream:
            with _damage_told(name):
                opened = zipfile.ZipFile(stream)
            with opened:
                yield Archive(name, size, opened, _members(name, size, opened))


def look_like(path: Path) -> str:
    """What the beginning of the file shows: "zip", "web page", "nothing" where it is empty, or "other"."""
    with path.open("rb") as stream:
        head = stream.read(_SNIFFED)
    return looks_like(head)


def looks_like(head: bytes) -> str:
    """As `look_like`, of the first bytes."""
    # an archive without members begins with its end
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<!--", b"<body", b"<script")):
        return "web page"
    return "other" if head else "nothing"


def check_size(name: str, written: int, packed: int) -> None:
    """Hold that an archive of `packed` bytes may unpack to `written`.

    Raises:
        RefusedArchiveError: it is a bomb.
    """
    if written > MOST_BYTES:
        raise _refused(name, "", f"unpacks to more than {MOST_BYTES >> 30} GiB")
    if written > RATIO_FROM and written > MOST_RATIO * packed:
        raise _refused(name, "", f"unpacks to more than {MOST_RATIO} times its size")


def _members(name: str, size: int, opened: zipfile.ZipFile) -> list[Member]:
    """The files of the archive, each looked at by what the directory says of it."""
    infos = opened.infolist()
    if len(infos) > MOST_MEMBERS:
        raise _refused(name, "", f"has {len(infos):,} members, more than {MOST_MEMBERS:,}")
    _hold_apart(name, opened, infos)
    members = []
    for info in infos:
        shown = info.orig_filename
        if fault := _name_fault(shown) or _kind_fault(info):
            raise _refused(name, shown, fault)
        if not info.is_dir():
            path = tuple(written_name(part) for part in info.filename.split("/") if part not in ("", "."))
            if not path:
                raise _refused(name, shown, "has no name")
            members.append(Member(path, info.file_size, info))
    _hold_unique(name, members)
    check_size(name, sum(member.size for member in members), size)
    return members


def _hold_apart(name: str, opened: zipfile.ZipFile, infos: Sequence[zipfile.ZipInfo]) -> None:
    """No two members share bytes: a bomb packs one kernel and lists it a thousand times."""
    ordered = sorted(infos, key=lambda info: info.header_offset)
    ends = [info.header_offset for info in ordered[1:]] + [opened.start_dir]
    for info, end in zip(ordered, ends, strict=True):
        if info.header_offset < 0 or info.header_offset + _LOCAL_HEADER + info.compress_size > end:
            raise _refused(name, info.orig_filename, "overlaps another member")


def _hold_unique(name: str, members: Sequence[Member]) -> None:
    """No two members would be one file, nor one a file and a folder, on a system that takes letters' case for nothing."""
    seen: set[tuple[str, ...]] = set()
    for member in members:
        key = tuple(part.casefold() for part in member.path)
        if key in seen:
            raise _refused(name, member.name, "stands there twice")
        seen.add(key)
    folders = {key[:length] for key in seen for length in range(1, len(key))}
    for member in members:
        if tuple(part.casefold() for part in member.path) in folders:
            raise _refused(name, member.name, "is a file and a folder")


def _name_fault(written: str) -> str:
    """What is wrong with a member's name as it stands in the archive; "" where nothing is."""
    parts = written.rstrip("/").split("/")
    if "\0" in written:
        return "has a null character in its name"
    if "\\" in written:
        return "has a backslash in its name"
    if written.startswith("/"):
        return "has an absolute name"
    if ".." in (part.strip(" ") for part in parts):
        return "has a name that leads out of the archive"
    if ":" in written:
        return "has a name with a drive letter or a colon"
    longest = max(len(part.encode("utf-8", "replace")) for part in parts)
    if len(written) > _LONGEST_NAME or len(parts) > _DEEPEST or longest > _LONGEST_PART:
        return "has a name that is too long"
    return ""


def _kind_fault(info: zipfile.ZipInfo) -> str:
    """What is wrong with a member's kind; "" where nothing is."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind == stat.S_IFLNK:
        return "is a link"
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "is no plain file"
    if info.flag_bits & _ENCRYPTED:
        return "is encrypted"
    # of the other methods Python's reader unpacks a piece at a time without any bound
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "is packed in a way that is not read here"
    return ""


def written_name(part: str) -> str:
    """A part of a name as it can be written on every system, and shown on every terminal."""
    composed = unicodedata.normalize("NFC", part)
    legible = "".join("_" if unicodedata.category(char).startswith("C") else char for char in composed)
    clean = legible.translate(_UNWRITABLE)
    if clean.endswith((".", " ")):
        clean = clean[:-1] + "_"
    return f"_{clean}" if clean.split(".")[0].strip().casefold() in _RESERVED else clean


@contextmanager
def _damage_told(name: str, member: str = "") -> Iterator[None]:
    try:
        yield
    except RefusedArchiveError:
        raise
    except _DAMAGE as fault:
        raise _refused(name, member, f"is damaged: {show_text(str(fault)) or type(fault).__name__}") from fault


def _refused(name: str, member: str, what: str) -> RefusedArchiveError:
    return RefusedArchiveError(f"{show_text(name, limit=_SHOWN)}: {show_text(member) + ' ' if member else ''}{what}")
