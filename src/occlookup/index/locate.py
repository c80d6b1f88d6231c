"""Finds a current index, or makes one: bundled, cached, in the temporary folder, or in memory.

Owns freshness, the cache folder, and that no process ever sees a partial file. Every start runs `bundled_index`, so the
module imports little at its top and the rest where it is needed.
"""

from __future__ import annotations

import gc
import os
import sqlite3
import stat
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from occlookup.errors import DamagedDataError
from occlookup.index.schema import SCHEMA_VERSION
from occlookup.index.survey import Progress, survey_records

PACKAGE = Path(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
RECORDS = PACKAGE / "data"
BUNDLED = PACKAGE / "index.sqlite"

# Others wait this long for the one process that compiles; then each helps itself, in memory.
_LOCK_SECONDS = 120.0
_HEADER_BYTES = 100
_KEPT_INDEXES = 3
# ValueError: of a damaged table's name sqlite3 makes a message that is no UTF-8
_NO_INDEX = (OSError, sqlite3.Error, ValueError)


def open_readonly(path: Path | str) -> sqlite3.Connection:
    """A connection that never writes and never looks for a journal: the file is not to change while it is open.

    Raises:
        sqlite3.Error, OSError: the file is missing, cut short, or no index of this version.
    """
    name = os.fspath(path)
    if not stat.S_ISREG(os.stat(name).st_mode):
        raise OSError(f"{name} is no file")  # opening a named pipe would wait for ever
    with open(name, "rb") as stream:
        header = stream.read(_HEADER_BYTES)
        size = os.fstat(stream.fileno()).st_size
    # bytes 16-17 the page size, 28-31 the count of pages: a file cut short would fail only when the lost pages are read
    if size != int.from_bytes(header[16:18], "big") * int.from_bytes(header[28:32], "big") or not size:
        raise sqlite3.DatabaseError(f"{name} is not whole")
    quoted = name.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    connection = sqlite3.connect(f"file:{quoted}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    try:
        version = _meta(connection, "schema_version")
        if version != SCHEMA_VERSION:
            raise sqlite3.DatabaseError(f"{name} has the tables of version {version}, not {SCHEMA_VERSION}")
    except BaseException:
        connection.close()
        raise
    return connection


def bundled_index(bundled: Path = BUNDLED) -> sqlite3.Connection | None:
    """The index shipped in the package, or None where there is none or it is damaged. Whether it is current: `is_current`."""
    try:
        return open_readonly(bundled)
    except _NO_INDEX:
        return None


def is_current(connection: sqlite3.Connection, index: Path, records: Path, paths: Iterable[str] | None = None) -> bool:
    """True where the records are those that the index was compiled from.

    `paths`: only these records are in question; a look at each takes 4 microseconds, at all 1,089 of them 5 ms, which an answer
    about one occupation need not wait for. Of all records count and size tell most changes. A file newer than the index is
    compared by content: installers write files in any order, so a newer time alone says little.
    """
    changed = index.stat().st_mtime_ns
    if paths is None:
        tree = survey_records(records)
        if tree.files == 0:
            return True  # installed without its records: the index is all there is
        counted = _meta(connection, "record_count"), _meta(connection, "record_size")
        if counted != (str(tree.files), str(tree.size)):
            return False
        if tree.newest <= changed:
            return True
        from occlookup.index.survey import list_records

        paths = [record.path for record in list_records(records) if record.mtime_ns > changed]
        return _same_content(connection, records, paths)
    try:
        newer = [path for path in paths if os.stat(os.path.join(records, path)).st_mtime_ns > changed]
    except FileNotFoundError:
        return not os.path.isdir(records)
    return not newer or _same_content(connection, records, newer)


def make_index(
    records: Path = RECORDS, progress: Progress | None = None, *, distrust: Path | None = None
) -> tuple[sqlite3.Connection, Path | None]:
    """A current index compiled from the records, and its file: from the cache folder where one is there already.

    Where neither the cache folder nor the temporary folder can be written it is compiled in memory, and the file is None.
    `distrust` is an index that turned out damaged: it is replaced.

    Raises:
        DamagedDataError: a record cannot be read, or there are none.
    """
    kept = keep_index(_cached_name(records), lambda path: write_index(records, path, progress), distrust=distrust)
    return kept or (compile_in_memory(records, progress), None)


def keep_index(
    name: str, write: Callable[[Path], None], *, distrust: Path | None = None
) -> tuple[sqlite3.Connection, Path] | None:
    """The index called `name` in the cache folder, made by `write` where it is not there; None where none can be kept.

    `name` ends in .sqlite, and what stands before its first hyphen is its kind: of each kind the latest few are kept. `write`
    fills a file that no other process sees; of many processes at once one writes, and the others wait. `distrust` as in
    `make_index`. What `write` raises but for OSError, sqlite3.Error and ValueError is raised.
    """
    for folder in _cache_folders():
        path = folder / name
        try:
            with _lock(folder):
                if path == distrust:
                    path.unlink(missing_ok=True)
                if (connection := try_open(path)) is None:
                    _write_whole(path, write)
                    connection = open_readonly(path)
                return connection, path
        except _NO_INDEX:
            continue  # a full disk, a read-only home, a lock nobody gives back: try the next place
    return None


def cached_index(records: Path = RECORDS) -> tuple[sqlite3.Connection, Path] | None:
    """The index that `make_index` made of the records as they are, and its file; None where it has not made one."""
    name = _cached_name(records)
    for folder in _cache_folders():
        if (connection := try_open(folder / name)) is not None:
            return connection, folder / name
    return None


def _cached_name(records: Path) -> str:
    from occlookup.index.records import fingerprint

    return f"index-{SCHEMA_VERSION}-{fingerprint(records)}.sqlite"


def try_open(path: Path) -> sqlite3.Connection | None:
    """As `open_readonly`, but None where that is not to be had."""
    try:
        return open_readonly(path)
    except _NO_INDEX:
        return None


def _same_content(connection: sqlite3.Connection, records: Path, paths: Iterable[str]) -> bool:
    import hashlib

    known = dict(connection.execute("SELECT path, sha256 FROM record"))
    return all(known.get(path) == hashlib.sha256((records / path).read_bytes()).hexdigest() for path in paths)


def _meta(connection: sqlite3.Connection, name: str) -> str | None:
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return row[0] if row else None


def _cache_folders() -> Iterator[Path]:
    """Folders of this user's own in which an index may be kept, best first; each exists and can be written."""
    import tempfile

    import platformdirs

    try:
        folder = Path(platformdirs.user_cache_dir("occlookup", appauthor=False))
        folder.mkdir(parents=True, exist_ok=True)
        if os.access(folder, os.W_OK):
            yield folder
    except (OSError, RuntimeError):  # RuntimeError: no home folder can be told
        pass
    try:
        user = os.getuid() if hasattr(os, "getuid") else "user"
        folder = Path(tempfile.gettempdir()) / f"occlookup-{user}"
        folder.mkdir(mode=0o700, exist_ok=True)
        status = folder.lstat()
        # The temporary folder is everybody's: what another user laid there could be anything, a link too.
        if not folder.is_symlink() and status.st_uid == user and not status.st_mode & 0o022:
            yield folder
    except OSError:
        pass


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    """Holds the folder's lock, so that of many first starts at once a single one compiles.

    Raises:
        TimeoutError: another process has held it for two minutes.
    """
    descriptor = os.open(folder / "index.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        deadline = time.monotonic() + _LOCK_SECONDS
        while not take_lock(descriptor):
            if time.monotonic() > deadline:
                raise TimeoutError("the cache folder stays locked")
            time.sleep(0.05)
        yield
    finally:
        os.close(descriptor)  # gives the lock back


def take_lock(descriptor: int) -> bool:
    """Take the lock on an open file for this process alone; False where another one has it. Closing the file gives it back."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except PermissionError:  # how Windows says that it is taken
        return False
    return True


def _write_whole(path: Path, write: Callable[[Path], None]) -> None:
    """Have `write` fill the file at `path`, whole or not at all. The caller holds the folder's lock."""
    # Whatever unfinished file stands here belongs to a process that died: the living one is us. Indexes of other states of
    # the records would pile up; a few stay, for two checkouts or versions in use side by side.
    kind = path.name.partition("-")[0]
    older = sorted(path.parent.glob(f"{kind}-*.sqlite"), key=lambda index: index.stat().st_ctime_ns)
    for stale in (*path.parent.glob(f"{kind}-*.part"), *older[:-_KEPT_INDEXES]):
        stale.unlink(missing_ok=True)
    partial = path.with_suffix(f".{os.getpid()}.part")
    try:
        write(partial)
        os.replace(partial, path)
    finally:
        partial.unlink(missing_ok=True)


def write_index(records: Path, path: Path, progress: Progress | None = None) -> None:
    """Compile the records into a new file at `path`, on disk when this returns.

    Raises:
        DamagedDataError: a record cannot be read.
        OSError, sqlite3.Error: the file cannot be written.
    """
    from occlookup.index.compile import compile_index

    connection = sqlite3.connect(path, isolation_level=None)
    try:
        _compiling(lambda: compile_index(records, connection, progress), records)
    finally:
        connection.close()
    with open(path, "rb+") as stream:
        os.fsync(stream.fileno())


def compile_in_memory(records: Path, progress: Progress | None) -> sqlite3.Connection:
    """A database in memory with the records compiled into it; raises as `write_index`."""
    from occlookup.index.compile import compile_index

    connection = sqlite3.connect("file::memory:", uri=True, isolation_level=None, check_same_thread=False)
    _compiling(lambda: compile_index(records, connection, progress), records)
    return connection


def _compiling(compile_records: Callable[[], None], records: Path) -> None:
    """Run without the cyclic collector, which would walk millions of cells for nothing.

    A record that is TOML but not laid out as it should be is reported as what it is: damaged data, not a bug.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        compile_records()
    except (KeyError, ValueError, TypeError, AttributeError, sqlite3.IntegrityError) as fault:
        raise DamagedDataError(
            f"the records in {records} are not laid out as they should be: {type(fault).__name__} {fault}",
            hint="Reinstall occlookup, or run 'occlookup data check' on records of your own.",
        ) from fault
    finally:
        if collecting:
            gc.enable()
