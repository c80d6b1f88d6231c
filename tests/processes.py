"""occlookup in processes of its own, as the environment of the tests has it: through pipes, on a terminal, with limits."""

from __future__ import annotations

import errno
import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping, Sequence
from typing import NamedTuple

SECONDS = 120
# no imported figures and no own records of anybody's, and nothing said of how old the bundled ones are by now
NOBODYS = {"OCCLOOKUP_DATA": "", "OCCLOOKUP_AGE": "off"}
COMMAND = (sys.executable, "-m", "occlookup")


class Done(NamedTuple):
    """How a process ended; `code` is negative where a signal ended it."""

    code: int
    out: bytes
    err: bytes


def environment(**variables: str) -> dict[str, str]:
    """The variables of a process: of this one's only those that it needs, and no settings of anybody's."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "HOME", "XDG_CACHE_HOME") if name in os.environ}
    return {**kept, "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "OCCLOOKUP_CONFIG": "", **NOBODYS, **variables}


def start(*words: str, variables: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
    """Start a command line, with a pipe for each stream."""
    return subprocess.Popen(
        [*COMMAND, *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(**(variables or {})),
    )


def call(*words: str, given: bytes = b"", **variables: str) -> Done:
    """Run a command line to its end with `given` on its standard input."""
    process = start(*words, variables=variables)
    out, err = process.communicate(given, timeout=SECONDS)
    return Done(process.returncode, out, err)


def shell(line: str, **variables: str) -> Done:
    """Run a line of sh in which occlookup is `"$@"`."""
    done = subprocess.run(
        ["/bin/sh", "-c", line, "sh", *COMMAND], capture_output=True, env=environment(**variables), timeout=SECONDS * 10
    )
    return Done(done.returncode, done.stdout, done.stderr)


def on_terminal(words: Sequence[str], typed: bytes = b"", *, columns: int = 80, **variables: str) -> Done:
    """Run a command line on a pseudo-terminal; what it shows, both streams of it."""
    screen, inside = pty.openpty()
    fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    process = subprocess.Popen(
        [*COMMAND, *words], stdin=inside, stdout=inside, stderr=inside, env=environment(**variables), start_new_session=True
    )
    os.close(inside)
    os.write(screen, typed)
    shown = b""
    while True:
        try:
            piece = os.read(screen, 65536)
        except OSError as fault:
            if fault.errno != errno.EIO:  # how Linux says that nobody writes any more
                raise
            piece = b""
        if not piece:
            break
        shown += piece
    os.close(screen)
    return Done(process.wait(SECONDS), shown.replace(b"\r\n", b"\n"), b"")


def peak_memory(words: Sequence[str], feed: str) -> tuple[int, float, bytes]:
    """The exit code, MiB resident at the most, and the last bytes of the answer, of a command line that reads what `feed` says.

    `feed` is a line of Python that writes to `out`. A fresh shell starts both: the memory of a process that this one starts by
    itself would begin with this one's pages.
    """
    program = (
        "import resource, sys; from occlookup.cli.main import main;"
        f"code = main({list(words)!r}); sys.stdout.flush();"
        "sys.stderr.write(f'{code} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}')"
    )
    line = '"$0" -c "import sys; out = sys.stdout.buffer; $1" | "$0" -c "$2" | tail -c 1000'
    done = subprocess.run(
        ["/bin/sh", "-c", line, sys.executable, feed, program], capture_output=True, env=environment(), timeout=SECONDS * 10
    )
    code, resident = done.stderr.split()
    return int(code), int(resident) / 1024, done.stdout
