"""How far a long step is, for a person who waits at a terminal.

Owns the one moving line on standard error, and takes it away again at the end.
"""

from __future__ import annotations

import sys

_REDRAWN_EVERY = 20


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
