"""A kiosk on a pseudo-terminal, driven as a person at the keyboard would."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pexpect

CLEAR = "\x1b[H\x1b[2J\x1b[3J"
PROMPT = "\n > "
_STYLE = re.compile(r"\x1b\[[0-9;]*m")
_SEQUENCE = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b[@-Z\\-_]")
MODULE = [sys.executable, "-I", "-B", "-m", "occlookup.kiosk"]
LAUNCHER = [str(Path(sys.executable).with_name("occlookup-kiosk"))]
COMMAND = [str(Path(sys.executable).with_name("occlookup")), "kiosk"]
SECONDS = 30


def clean_environment(home: Path) -> dict[str, str]:
    """What a login gives, and no more."""
    return {"TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "HOME": str(home)}


class Kiosk:
    """One kiosk. `type` a line as a person does, and read the `screen` as it is left; `said` is all that was ever written.
    `seconds_to_prompt`: from its start to its first prompt."""

    def __init__(
        self,
        home: Path,
        *options: str,
        command: Sequence[str] = MODULE,
        environment: dict[str, str] | None = None,
        size: tuple[int, int] = (80, 24),
        cwd: Path | None = None,
    ) -> None:
        columns, rows = size
        started = time.perf_counter()
        self.child = pexpect.spawn(
            command[0],
            [*command[1:], *options],
            env=environment or clean_environment(home),
            cwd=str(cwd or home),
            dimensions=(rows, columns),
            timeout=SECONDS,
            encoding="utf-8",
            codec_errors="replace",
        )
        self.child.delaybeforesend = None
        self.child.delayafterclose = self.child.ptyproc.delayafterclose = 0
        self.said = ""
        self._plain = "--plain" in options
        self.wait_for_prompt()
        self.seconds_to_prompt = time.perf_counter() - started
        time.sleep(0.1)  # it loads what the first answer needs; a person has not even read the first line

    def __enter__(self) -> Kiosk:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.child.close(force=True)

    @property
    def pid(self) -> int:
        return int(self.child.pid)

    @property
    def screen(self) -> str:
        """What is on the screen, without colours: what came since it was last cleared."""
        return self.seen(self.said.rpartition(CLEAR)[2])

    @staticmethod
    def seen(text: str) -> str:
        return _SEQUENCE.sub("", _STYLE.sub("", text)).replace("\r\n", "\n")

    def read(self, seconds: float = 0.0) -> str:
        """What it writes within `seconds`, or has written."""
        end = time.monotonic() + seconds
        got = ""
        while True:
            try:
                got += self.child.read_nonblocking(65536, timeout=max(end - time.monotonic(), 0))
            except pexpect.TIMEOUT:
                if time.monotonic() >= end:
                    self.said += got
                    return got
            except pexpect.EOF:
                self.said += got
                return got

    def wait_for_prompt(self) -> str:
        """Wait until the screen is drawn with an empty prompt; the screen."""
        end = time.monotonic() + SECONDS
        got = ""
        while not (got.replace("\r\n", "\n").endswith(PROMPT) and (self._plain or CLEAR in got)):
            if time.monotonic() > end:
                raise AssertionError(f"no prompt; after:\n{self.seen(got)}")
            try:
                got += self.child.read_nonblocking(65536, timeout=1)
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                self.said += got
                raise AssertionError(f"it has ended ({self.ending()}); after:\n{self.seen(got)}") from None
        self.said += got
        return self.screen

    def send(self, text: str | bytes) -> None:
        """Press keys, and no more."""
        os.write(self.child.child_fd, text.encode() if isinstance(text, str) else text)

    def type(self, line: str) -> str:
        """Type a line and Enter; the screen that answers."""
        self.read()
        self.send(line)
        time.sleep(0.01)
        self.send("\r")
        return self.wait_for_prompt()

    def press(self, key: str) -> str:
        """Press one key that is answered at once; the screen that answers."""
        self.read()
        self.send(key)
        return self.wait_for_prompt()

    def resize(self, columns: int, rows: int) -> None:
        self.child.setwinsize(rows, columns)

    def signal(self, number: signal.Signals) -> None:
        os.kill(self.pid, number)

    def ending(self) -> int | None:
        """Its exit code, or minus the signal that ended it; None while it lives."""
        if self.child.isalive():
            return None
        return -self.child.signalstatus if self.child.signalstatus else int(self.child.exitstatus)

    def wait_for_end(self, seconds: float = 5) -> int:
        """Wait until it has ended; its exit code, or minus the signal that ended it."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.read(0.02)
            if (code := self.ending()) is not None:
                return code
        raise AssertionError(f"it has not ended in {seconds} s; last seen:\n{self.screen}")


def children_of(pid: int) -> list[str]:
    """The processes that a process has started and that live."""
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return path.read_text().split() if path.exists() else []


def tree(*folders: Path) -> dict[str, tuple[int, int, int]]:
    """Every file below, with its kind and rights, size and time of change."""
    return {
        str(path): (status.st_mode, status.st_size, status.st_mtime_ns)
        for folder in folders
        for path in [folder, *folder.rglob("*")]
        if (status := path.lstat())
    }


TMUX = shutil.which("tmux")
