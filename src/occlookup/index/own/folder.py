"""The folder of own records: which files are in it, in which state, and what all of them say.

Owns the order of the files, which is that of their names, and how a name is shown.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from occlookup.codes import show_text
from occlookup.own_records import OwnFault

ENDING = ".toml"
_LONGEST_NAME = 80


class OwnEntry(NamedTuple):
    """A record without faults, as rules.normalised writes it, and where it comes from.

    `line` tells the line of a key, for what only a look at the index can find wrong.
    """

    file: str
    content: dict[str, Any]
    line: Callable[[str], int | None]


class OwnState(NamedTuple):
    """The files by name, and a text that another state of the folder has not."""

    names: tuple[str, ...]
    text: str


def folder_state(folder: Path | str | None) -> OwnState | None:
    """The state of the folder's files; None where there is no folder, or no record in it.

    Files whose name begins with a point are left alone: editors and file systems keep their own things so.
    """
    if folder is None:
        return None
    try:
        with os.scandir(folder) as entries:
            named = {
                entry.name: _status(entry)
                for entry in entries
                if entry.name[-len(ENDING) :].casefold() == ENDING and not entry.name.startswith(".")
            }
    except (OSError, ValueError):  # not there, as nearly everywhere
        return None
    if not named:
        return None
    names = sorted(named)
    return OwnState(tuple(names), "\n".join(f"{name!a} {named[name]}" for name in names))


def _status(entry: os.DirEntry[str]) -> str:
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError:
        return "gone"
    # the time of a change of permissions too: what could not be read may be readable now
    return f"{status.st_mode} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"


def shown_name(name: str) -> str:
    """A file's name as it may be shown anywhere: what is no text in it is left out."""
    legible = os.fsencode(name).decode("utf-8", "replace").replace("\ufffd", "?")
    return show_text(legible, limit=_LONGEST_NAME) or "?"


def read_folder(folder: Path | str, names: tuple[str, ...]) -> tuple[list[OwnEntry], list[OwnFault]]:
    """The records of these files of the folder, in their order, and of each that has faults the first."""
    entries: list[OwnEntry] = []
    faults: list[OwnFault] = []
    for name in names:
        entry, found = read_entry(os.path.join(folder, name))
        if entry is None:
            faults.append(found[0])
        else:
            entries.append(entry)
    return entries, faults


def read_entry(path: str | os.PathLike[str]) -> tuple[OwnEntry | None, list[OwnFault]]:
    """The record of one file, or None and all its faults but those that only a look at the index can find."""
    from occlookup.index.own.reading import ReadFault, read_own_file
    from occlookup.index.own.rules import faults_of, normalised
    from occlookup.index.own.scanning import line_of

    file = shown_name(os.path.basename(os.fspath(path)))
    try:
        read = read_own_file(path)
    except ReadFault as fault:
        return None, [OwnFault(file, fault.line, fault.reason)]
    found = faults_of(read.content)
    if found:
        return None, [OwnFault(file, line_of(read.lines, where), reason) for where, reason in found]
    return OwnEntry(file, normalised(read.content), lambda key: line_of(read.lines, (key,))), []
