"""The terminal while the kiosk runs: no key of it stops, suspends or interrupts, and it is put back on every way out.

Owns the terminal's settings, the signals, writing and reading. Keys are keyboard.py's, the line editing.py's.
"""

from __future__ import annotations

import os
import select
import signal
import termios
import time
from contextlib import suppress
from types import FrameType
from typing import NoReturn

from occlookup.errors import UsageError
from occlookup.kiosk.keyboard import Key, Keyboard

LEAST_COLUMNS, LEAST_ROWS = 20, 5
_IGNORED = (
    "SIGINT", "SIGQUIT", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGPIPE", "SIGUSR1", "SIGUSR2", "SIGALRM", "SIGVTALRM", "SIGPROF",
    "SIGXFSZ", "SIGXCPU", "SIGIO", "SIGPWR", "SIGSTKFLT",
)  # fmt: skip
_ENDING = ("SIGHUP", "SIGTERM")
_CHUNK = 4096
# clears the screen and what has scrolled off it; also where TERM says nothing: there is hardly a terminal that does not
# know it, and a person's words are to be gone
_CLEAR = b"\x1b[H\x1b[2J\x1b[3J"
_PLAIN_STYLE = b"\x1b[0m"
_ENTER, _LEAVE = b"\x1b[?1049h", b"\x1b[?1049l"
_PAUSE = 0.05
# what comes later than this is no part of a sequence that began before
_SEQUENCE_PAUSE = 0.25


class Gone(Exception):
    """The terminal is no more."""


class Console:
    """A terminal in the kiosk's hands, from `open` to `close`. With `plain` it stays on the screen where it was."""

    def __init__(self, source: int = 0, target: int = 1, *, plain: bool = False, encoding: str = "utf-8") -> None:
        if not (os.isatty(source) and os.isatty(target)):
            raise UsageError("the kiosk needs a terminal.", hint="Start it in one; see docs/kiosk.md.")
        self._source = source
        self._target = target
        self._plain = plain
        self._encoding = encoding
        self._before = termios.tcgetattr(source)
        self._keyboard = Keyboard(encoding)
        self._read_at = 0.0
        self._wake_out, self._wake_in = os.pipe()
        os.set_blocking(self._wake_in, False)
        os.set_blocking(self._wake_out, False)
        self._waiting: list[Key] = []
        self.resized = False

    def open(self) -> None:
        """Take the terminal."""
        for name in _IGNORED:
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), signal.SIG_IGN)
        if hasattr(signal, "SIGRTMIN"):
            for number in range(signal.SIGRTMIN, signal.SIGRTMAX + 1):
                signal.signal(number, signal.SIG_IGN)
        for name in _ENDING:
            signal.signal(getattr(signal, name), self._end)
        signal.signal(signal.SIGWINCH, self._resize)
        signal.signal(signal.SIGCONT, self._resume)
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
        signal.set_wakeup_fd(self._wake_in, warn_on_full_buffer=False)
        self._take()
        if not self._plain:
            self._put(_ENTER)
        self.clear()

    def close(self) -> None:
        """Give the terminal back as it was, cleared."""
        # what the terminal has not taken yet is in the way of what clears it
        with suppress(OSError, termios.error):
            termios.tcflush(self._target, termios.TCOFLUSH)
        with suppress(OSError):
            os.set_blocking(self._target, False)  # a terminal that takes nothing must not hold the end up
            os.write(self._target, _PLAIN_STYLE + _CLEAR + (b"" if self._plain else _LEAVE + _CLEAR))
        with suppress(OSError):
            os.set_blocking(self._target, True)
        with suppress(OSError, termios.error):
            termios.tcsetattr(self._source, termios.TCSANOW, self._before)
        # what was typed and not read is nobody's input
        with suppress(OSError, termios.error):
            termios.tcflush(self._source, termios.TCIFLUSH)

    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        try:
            columns, rows = os.get_terminal_size(self._target)
        except OSError:
            columns, rows = 80, 24
        return max(columns or 80, LEAST_COLUMNS), max(rows or 24, LEAST_ROWS)

    def clear(self) -> None:
        """Take everything off the screen, and what has scrolled off it."""
        self._put(_CLEAR)

    def write(self, text: str) -> None:
        """Write text, which is clean already, as the terminal's encoding can show it."""
        self._put(text.replace("\n", "\r\n").encode(self._encoding, "replace"))

    def key(self, seconds: float) -> Key | None:
        """The next key; None where none comes within `seconds`, or the terminal has another size.

        Raises:
            Gone: the terminal is closed.
        """
        deadline = time.monotonic() + seconds
        while not self._waiting:
            left = deadline - time.monotonic()
            if left <= 0 or self.resized:
                return None
            self._read(left)
        return self._waiting.pop(0)

    def drain(self) -> int:
        """Drop all that is typed or pasted until nothing more comes; how many lines that were.

        Raises:
            Gone: the terminal is closed.
        """
        lines = sum(key.kind == "enter" for key in self._waiting)
        self._waiting.clear()
        while select.select([self._source], [], [], _PAUSE)[0]:
            self._read(0)
            lines += sum(key.kind == "enter" for key in self._waiting)
            self._waiting.clear()
        self._keyboard.forget()
        return lines

    @property
    def has_more(self) -> bool:
        """Whether keys wait already."""
        return bool(self._waiting) or bool(select.select([self._source], [], [], 0)[0])

    def _take(self) -> None:
        mode = termios.tcgetattr(self._source)
        mode[0] &= ~(
            termios.IXON | termios.IXOFF | termios.IXANY | termios.BRKINT | termios.PARMRK | termios.ISTRIP
            | termios.INLCR | termios.IGNCR | termios.ICRNL
        )  # fmt: skip
        mode[0] |= termios.IGNBRK
        mode[1] &= ~termios.OPOST
        mode[3] &= ~(termios.ECHO | termios.ECHONL | termios.ICANON | termios.ISIG | termios.IEXTEN)
        mode[6][termios.VMIN], mode[6][termios.VTIME] = 1, 0
        termios.tcsetattr(self._source, termios.TCSANOW, mode)

    def _read(self, seconds: float) -> None:
        ready = select.select([self._source, self._wake_out], [], [], seconds)[0]
        if self._wake_out in ready:
            with suppress(BlockingIOError):
                os.read(self._wake_out, _CHUNK)
        if self._source in ready:
            try:
                data = os.read(self._source, _CHUNK)
            except BlockingIOError:
                return
            except OSError:
                raise Gone from None
            if not data:
                raise Gone
            if time.monotonic() - self._read_at > _SEQUENCE_PAUSE:
                self._keyboard.forget()
            self._read_at = time.monotonic()
            self._waiting.extend(self._keyboard.keys(data))

    def _put(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            try:
                rest = rest[os.write(self._target, rest) :]
            except BlockingIOError:
                select.select([], [self._target], [], 1)
            except OSError:
                raise Gone from None

    def _resize(self, number: int, frame: FrameType | None) -> None:
        self.resized = True

    def _resume(self, number: int, frame: FrameType | None) -> None:
        # stopped from outside, by a signal that nobody can refuse, and woken: somebody else may have had the terminal
        with suppress(OSError, termios.error):
            self._take()
        self.resized = True

    def _end(self, number: int, frame: FrameType | None) -> NoReturn:
        self.close()
        os._exit(0)
