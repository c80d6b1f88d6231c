"""The index in use with the own records in it: a copy of the base, kept in the cache folder as long as neither changes.

Owns when a copy is current. There is no state but the files': the same base and the same own files give the same copy, and
without own files the base itself is in use.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path
from zlib import crc32

from occlookup import folders
from occlookup.index import locate
from occlookup.index.own.folder import OwnState, folder_state, read_folder
from occlookup.index.schema import SCHEMA_VERSION

_KIND = "own"
# of a damaged base too: what reads the copy finds out, and says so
_NOT_MADE = (OSError, sqlite3.Error, ValueError)
Layer = tuple[sqlite3.Connection, Path | None]


def layered(
    base: sqlite3.Connection, base_path: Path | None, folder: Path | None, *, distrust: Path | None = None, making: bool = True
) -> Layer | None:
    """The index at `base_path`, open as `base`, with the own records of `folder`, and its file; None where there are none.

    The file is None where the copy is in memory, as it is where the base is or where no folder can be written. `distrust` is a
    copy that turned out damaged. With `making` false a copy is taken where it is ready, and None where it is not.
    """
    state = folder_state(folder)
    if folder is None or state is None:
        return None
    if base_path is None:
        return (_in_memory(base, folder, state), None) if making else None
    try:
        text = _state_text(base_path, state)
    except OSError:
        return (_in_memory(base, folder, state), None) if making else None
    name = f"{_KIND}-{SCHEMA_VERSION}-{crc32(text.encode()):08x}.sqlite"
    likely = folders.cache_path(name)
    if likely is not None and likely != distrust and (ready := _current(locate.try_open(likely), text)) is not None:
        return ready, likely
    if not making:
        return None

    def write(path: Path) -> None:
        _write_copy(base_path, path, folder, state, text)

    kept = locate.keep_index(name, write, distrust=distrust)
    if kept is not None and _current(kept[0], text) is not None:
        return kept
    return _in_memory(base, folder, state), None


def _state_text(base_path: Path, state: OwnState) -> str:
    status = os.stat(base_path)
    return f"{os.path.abspath(base_path)!a} {status.st_size} {status.st_mtime_ns} {status.st_ino}\n{state.text}"


def _current(connection: sqlite3.Connection | None, text: str) -> sqlite3.Connection | None:
    """The connection, where its index was made of just this state; else it is closed."""
    from occlookup.index.own.merging import STATE

    if connection is None:
        return None
    try:
        row = connection.execute("SELECT value FROM meta WHERE name = ?", (STATE,)).fetchone()
    except sqlite3.Error:
        row = None
    if row is not None and row[0] == text:
        return connection
    connection.close()
    return None


def _write_copy(base_path: Path, path: Path, folder: Path, state: OwnState, text: str) -> None:
    """Copy the base and merge the own records into it.

    Raises:
        OSError, sqlite3.Error, ValueError: the file cannot be written, or the base changed meanwhile or is damaged.
    """
    shutil.copyfile(base_path, path)
    os.chmod(path, 0o600)
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        _merge(connection, folder, state, text)
    finally:
        connection.close()
    with open(path, "rb+") as stream:
        os.fsync(stream.fileno())
    if _state_text(base_path, state) != text:
        raise OSError(f"{base_path} was replaced while it was copied")


def _in_memory(base: sqlite3.Connection, folder: Path, state: OwnState) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    base.backup(connection)
    _merge(connection, folder, state, "")
    return connection


def _merge(connection: sqlite3.Connection, folder: Path, state: OwnState, text: str) -> None:
    from occlookup.index.own.merging import merge

    entries, faults = read_folder(folder, state.names)
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;")
    merge(connection, entries, faults, text)
