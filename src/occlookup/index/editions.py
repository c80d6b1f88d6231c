"""Which records answer: the bundled ones, or an edition of them that was made by an import.

Owns the reading side of the data folder. An edition is a folder with all records and the index compiled from them; a file of
two lines beside the editions names the one in use and the one before it. switching.py makes editions and writes that file.
Every start runs through here, so it imports little.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import NamedTuple

from occlookup.folders import data_path
from occlookup.index.locate import BUNDLED, RECORDS

BUNDLED_NAME = "bundled"
POINTER, EDITIONS = "in-use", "editions"
# when it was made, and four characters by chance; nothing that leads out of the folder
NAME = re.compile(r"\d{4}-\d\d-\d\d-\d{6}-[0-9a-f]{4}")
_POINTER_BYTES = 200


class Edition(NamedTuple):
    """All records, and the index compiled from them. `name` is "bundled" for those of the package itself."""

    name: str
    records: Path
    index_file: Path


class Pointer(NamedTuple):
    """The names of the edition in use and of the former one, None where there is none.

    `fault` says why the file that names them cannot be followed; then the bundled records are in use.
    """

    in_use: str
    former: str | None
    fault: str | None = None


NO_POINTER = Pointer(BUNDLED_NAME, None)


def in_use() -> Edition:
    """The edition that answers; where the file that names it or the edition itself is lost, the former or the bundled one."""
    pointer = read_pointer()
    for name in (pointer.in_use, pointer.former):
        if name is not None and (edition := find(name)) is not None:
            return edition
    return bundled_edition()


def lost_line() -> str | None:
    """Why another edition answers than the one that was put into use last, in a sentence; None where it is that one."""
    pointer = read_pointer()
    if pointer.fault is not None:
        return f"The imported figures cannot be found: {pointer.fault}. 'occlookup data import' brings them back."
    if find(pointer.in_use) is not None:
        return None
    instead = in_use().name
    whose = "what came with occlookup" if instead == BUNDLED_NAME else instead
    lost = f"The edition {pointer.in_use} is lost or cannot be read; {whose} is in use."
    return f"{lost} 'occlookup data import' brings the figures back."


def bundled_edition() -> Edition:
    """The records of the package itself."""
    return Edition(BUNDLED_NAME, RECORDS, BUNDLED)


def read_pointer() -> Pointer:
    """What the data folder says is in use; the bundled records where it says nothing."""
    path = data_path(POINTER)
    if path is None:
        return NO_POINTER
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (FileNotFoundError, NotADirectoryError):  # a home that is /dev/null has no folders
        return NO_POINTER
    except OSError as fault:
        return NO_POINTER._replace(fault=f"{path} cannot be read: {fault.strerror or fault}")
    try:
        content = os.read(descriptor, _POINTER_BYTES)
    except OSError as fault:
        return NO_POINTER._replace(fault=f"{path} cannot be read: {fault.strerror or fault}")
    finally:
        os.close(descriptor)
    return _parsed(content, path)


def find(name: str) -> Edition | None:
    """The edition of that name; None where there is none that is whole."""
    if name == BUNDLED_NAME:
        return bundled_edition()
    folder = data_path(EDITIONS)
    if folder is None or not NAME.fullmatch(name):
        return None
    edition = Edition(name, folder / name / "records", folder / name / "index.sqlite")
    return edition if os.path.isdir(edition.records) else None


def _parsed(content: bytes, path: Path) -> Pointer:
    lines = content.decode("ascii", "replace").splitlines()
    whole = len(lines) == 2 and content.endswith(b"\n")
    if not whole or not all(line == BUNDLED_NAME or NAME.fullmatch(line) for line in lines):
        return NO_POINTER._replace(fault=f"{path} does not name an edition")
    return Pointer(*lines)
