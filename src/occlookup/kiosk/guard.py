"""Shuts what the kiosk never needs: other programs, the network, files to write.

Owns the rule. It stands behind the closed list of words, for the fault that nobody thought of: from then on the process cannot
do what a way out would need, whoever asks.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

# beginnings of the names that Python gives to what it is about to do (its audit events)
_NEVER = (
    "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.startfile", "os.kill", "os.putenv",
    "pty.", "webbrowser.", "socket.", "ctypes.", "cpython.run_", "builtins.input", "builtins.breakpoint", "urllib.",
)  # fmt: skip
_WRITING = (
    "os.remove", "os.rename", "os.link", "os.symlink", "os.mkdir", "os.rmdir", "os.chmod", "os.chown", "os.truncate",
    "os.utime", "os.setxattr", "os.removexattr", "shutil.", "tempfile.", "sqlite3.enable_load_extension",
)  # fmt: skip
_WRITE_FLAGS = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
LARGEST_FILE = 4 << 20

_writing_allowed = False


def shut() -> None:
    """Shut it, for good: what was shut cannot be opened again in this process."""
    sys.dont_write_bytecode = True
    sys.addaudithook(_watch)
    with suppress(ImportError):
        import resource

        # no memory of a person in a core file, no new process even where it is not Python that asks, no file without end
        for limit, most in (("RLIMIT_CORE", 0), ("RLIMIT_NPROC", 0), ("RLIMIT_FSIZE", LARGEST_FILE)):
            if hasattr(resource, limit):
                with suppress(OSError, ValueError):
                    resource.setrlimit(getattr(resource, limit), (most, most))


@contextmanager
def writing() -> Iterator[None]:
    """Allow for writing, inside: for the files that the operator named. A signal that ends it waits: none is left half."""
    global _writing_allowed
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGHUP, signal.SIGTERM))
    _writing_allowed = True
    try:
        yield
    finally:
        _writing_allowed = False
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith(_NEVER):
        raise PermissionError(f"the kiosk never needs {event}")
    if _writing_allowed:
        return
    if (
        event.startswith(_WRITING)
        or (event == "open" and _is_for_writing(arguments))
        or (event == "sqlite3.connect" and not _only_reads(arguments))
    ):
        raise PermissionError(f"the kiosk writes only what the operator named: {event}")


def _is_for_writing(arguments: tuple[object, ...]) -> bool:
    flags = arguments[2] if len(arguments) > 2 else 0
    return isinstance(flags, int) and bool(flags & _WRITE_FLAGS)


def _only_reads(arguments: tuple[object, ...]) -> bool:
    """Whether a database is opened to read, or in memory: SQLite itself tells no one which files it opens."""
    database = arguments[0] if arguments else None
    if not isinstance(database, str):
        return False
    return database == ":memory:" or (database.startswith("file:") and "mode=ro" in database.rpartition("?")[2].split("&"))
