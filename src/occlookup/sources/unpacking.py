"""From the files and folders that a person names to the real files that the readers of releases get.

Owns the walk over folders and the writing of what archives hold. What is refused of an archive archives.py knows.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from occlookup.codes import show_text
from occlookup.sources.archives import MOST_BYTES, Archive, Member, check_size, look_like, open_archive, written_name
from occlookup.sources.taking import Progress

# All releases that occlookup is built from are under 100 files; a home folder given by mistake has more than this.
MOST_FILES = 5_000
_MOST_ENTRIES = 50_000
_DEEPEST_FOLDER = 16
_SAYS_ZIP = (".zip", ".xlsx", ".xlsm")
# what Office and LibreOffice lay beside a file that is open, and what systems lay into every folder
_LOCK_FILES = ("~$", ".~lock.")
_OF_SYSTEMS = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
_REPORTED_EVERY = 4 << 20


def expand(paths: Sequence[Path], into: Path, progress: Progress) -> list[Path]:
    """The plain files that `paths` mean: of a folder all below it, of a zip archive its members, unpacked into `into`.

    A workbook (xlsx) stays as it is. An archive within an archive is unpacked too, one within that is not. Links and hidden
    files in folders are passed over, and so are files that lie there twice. `into` is an empty folder of the caller's own; it
    holds what was unpacked, under the members' own names made fit to be written and shown.

    Raises:
        ValueError: something is not there, is no file, or is an archive that is damaged or could do harm: one line that names
            it, and the member.
        OSError: a file cannot be read, or `into` cannot be written.
    """
    found = _Found()
    for path in paths:
        for file in _plain_files(path):
            found.add(file)
    return list(_Unpacking(into, progress).expand(found.files))


class _Found:
    """Files in the order in which they were found, each once."""

    def __init__(self) -> None:
        self.files: list[Path] = []
        self._seen: set[Path] = set()

    def add(self, file: Path) -> None:
        real = file.resolve()
        if real not in self._seen:
            self._seen.add(real)
            self.files.append(file)
        if len(self.files) > MOST_FILES:
            raise ValueError(f"{_shown(file.parent)}: there are more than {MOST_FILES:,} files")


def _plain_files(path: Path) -> Iterator[Path]:
    """The file itself, or the files below the folder. A link that a person names is followed, one that is found is not."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        raise ValueError(f"{_shown(path)}: no such file or folder") from None
    except (OSError, ValueError) as fault:  # a loop of links, a name with a null character
        reason = fault.strerror if isinstance(fault, OSError) else None
        raise ValueError(f"{_shown(path)}: {reason or 'is no name of a file'}") from None
    if stat.S_ISDIR(mode):
        yield from _walk(path)
    elif stat.S_ISREG(mode):
        yield path
    else:
        raise ValueError(f"{_shown(path)}: is neither a file nor a folder")


def _walk(top: Path) -> Iterator[Path]:
    entries = 0
    folders = [(top, 0)]
    while folders:
        folder, depth = folders.pop()
        try:
            with os.scandir(folder) as scan:
                inside = sorted(scan, key=lambda entry: entry.name)
        except OSError as fault:
            raise ValueError(f"{_shown(folder)}: {fault.strerror or fault}") from None
        entries += len(inside)
        if entries > _MOST_ENTRIES:
            raise ValueError(f"{_shown(top)}: there are more than {_MOST_ENTRIES:,} files and folders in it")
        deeper = []
        for entry in inside:
            if _passed_over(entry.name) or _is_junction(entry):
                continue
            # a link is neither
            if entry.is_dir(follow_symlinks=False):
                if depth >= _DEEPEST_FOLDER:
                    raise ValueError(f"{_shown(Path(entry.path))}: lies too deep in {_shown(top)}")
                deeper.append((Path(entry.path), depth + 1))
            elif entry.is_file(follow_symlinks=False):
                yield Path(entry.path)
        folders.extend(reversed(deeper))


def _is_junction(entry: os.DirEntry[str]) -> bool:
    """Whether it is a link as Windows has them for folders; Python before 3.12 does not tell."""
    attributes = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)
    return bool(attributes & getattr(stat, "FILE_ATTRIBUTE_REPARSE_POINT", 0x400))


def _passed_over(name: str) -> bool:
    return name.startswith((".", *_LOCK_FILES)) or name.casefold() in _OF_SYSTEMS


class _Unpacking:
    """One run: the bytes that it has written, and the folders that it has made, count over all archives."""

    def __init__(self, into: Path, progress: Progress) -> None:
        self._into = into
        self._progress = progress
        self._written = 0
        self._files = 0

    def expand(self, files: Sequence[Path]) -> Iterator[Path]:
        """The files themselves, or what is in them."""
        for file in files:
            yield from self._expand(file, file.name, depth=0)

    def _expand(self, file: Path, name: str, *, depth: int) -> Iterator[Path]:
        kind = look_like(file)
        if kind != "zip":
            if file.name.casefold().endswith(_SAYS_ZIP):
                raise ValueError(f"{show_text(name)}: {_no_zip(file, kind)}")
            self._count(name)
            yield file
            return
        with open_archive(file, name) as archive:
            if archive.is_workbook:
                # its reader goes by the directory too, so what that says has been held to the limits
                self._count(name)
                yield file
                return
            if depth > 1:
                raise ValueError(f"{show_text(name)}: is an archive in an archive in an archive")
            unpacked = self._unpack(archive)
        if depth:
            file.unlink()  # ours, and unpacked now
        for inner, member in unpacked:
            yield from self._expand(inner, f"{name}: {member.name}", depth=depth + 1)

    def _unpack(self, archive: Archive) -> list[tuple[Path, Member]]:
        folder = self._new_folder(archive.name)
        wanted = [member for member in archive.members if not any(map(_passed_over, member.path))]
        total, done, step = sum(member.size for member in wanted), 0, f"Unpacking {show_text(archive.name)}"
        for member in wanted:
            target = folder.joinpath(*member.path)
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as stream:
                for piece in archive.pieces(member):
                    before, done = done, done + len(piece)
                    # by what comes out, whatever the archive says
                    check_size(archive.name, done, archive.size)
                    if self._written + done > MOST_BYTES:
                        raise ValueError(f"{show_text(archive.name)}: all that is unpacked is more than {MOST_BYTES >> 30} GiB")
                    stream.write(piece)
                    if before // _REPORTED_EVERY != done // _REPORTED_EVERY:
                        self._progress(step, done, total)
        self._written += done
        return [(folder.joinpath(*member.path), member) for member in wanted]

    def _new_folder(self, name: str) -> Path:
        """A folder of the archive's own, of its name or nearly: two archives may be called the same."""
        plain = written_name(name.rpartition(": ")[2].rpartition("/")[2])
        folder, number = self._into / plain, 1
        while os.path.lexists(folder):
            number += 1
            folder = self._into / f"{number} {plain}"
        folder.mkdir()
        return folder

    def _count(self, name: str) -> None:
        self._files += 1
        if self._files > MOST_FILES:
            raise ValueError(f"{show_text(name)}: there are more than {MOST_FILES:,} files")


def _no_zip(file: Path, kind: str) -> str:
    """Why a file that is called an archive or a workbook is none."""
    what = "an archive" if file.name.casefold().endswith(".zip") else "a workbook"
    found = {"web page": "a web page", "nothing": "empty"}.get(kind, f"no {what.split()[1]}")
    return f"is called {what} but is {found}"


def _shown(path: Path) -> str:
    return show_text(str(path), limit=200)
