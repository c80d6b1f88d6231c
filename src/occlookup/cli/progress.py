"""How far a long step is, for a person who waits at a terminal.

Owns the one moving line on standard error, and takes it away again at the end.
"""

from __future__ import annotations

import shutil
import sys
import time

from occlookup.codes import show_text

_REDRAWN_EVERY = 20
_REDRAWN_SECONDS = 0.1
_BAR = 20


class _Line:
    """A line that is drawn over itself."""

    def __init__(self) -> None:
        self._drawn = 0

    def draw(self, line: str) -> None:
        """Draw `line` where the last one stood."""
        sys.stderr.write("\r" + line.ljust(self._drawn))
        sys.stderr.flush()
        self._drawn = len(line)

    def erase(self) -> None:
        """Take the line away: whatever is written next must not stand behind it."""
        if self._drawn:
            sys.stderr.write(f"\r{' ' * self._drawn}\r")
            sys.stderr.flush()
            self._drawn = 0


class PreparingIndex(_Line):
    """Compiling an index. Called with files done and files in all; the last call takes the line away."""

    def __call__(self, done: int, total: int) -> None:
        if done >= total:
            self.erase()
        elif done % _REDRAWN_EVERY == 0:
            self.draw(f"Preparing the figures, once: {100 * done // total}%")


class Steps(_Line):
    """Building the records. Called with a step's name, its number and the number of steps."""

    def __call__(self, name: str, number: int, total: int) -> None:
        self.draw(f"{number}/{total} {name}")


class Bar(_Line):
    """An import or a check. Called with what is being done, how much of it is, and how much there is (0: not known).

    Draws nothing where standard error is no terminal.
    """

    def __init__(self) -> None:
        super().__init__()
        self._shown = sys.stderr.isatty()
        self._name = ""
        self._next = 0.0

    def __call__(self, name: str, done: int, total: int) -> None:
        now = time.monotonic()
        if not self._shown or (name == self._name and now < self._next):
            return
        self._name, self._next = name, now + _REDRAWN_SECONDS
        bar = ""
        if total:
            share = min(done, total) / total
            filled = int(share * _BAR)
            bar = f"[{'#' * filled}{'.' * (_BAR - filled)}] {share:4.0%} "
        width = max(shutil.get_terminal_size().columns - 1, 10)
        self.draw(f"{bar}{self._words(show_text(name), done, total)}"[:width])

    def _words(self, name: str, done: int, total: int) -> str:
        return name


class Downloading(Bar):
    """A download. Called with what is being done, the bytes that are there and those in all (0: not known)."""

    def _words(self, name: str, done: int, total: int) -> str:
        return f"{name}: {done / 1e6:.1f}{f' of {total / 1e6:.1f}' if total else ''} MB"
