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

    def __exit__(self, *exc_info: object) -> None:
        if self._drawn:
            sys.stderr.write(f"\r{' ' * self._drawn}\r")
            sys.stderr.flush()


class PreparingIndex(_Line):
    """The first start without an index. Called with files done and files in all."""

    def __enter__(self) -> PreparingIndex:
        return self

    def __call__(self, done: int, total: int) -> None:
        if done % _REDRAWN_EVERY == 0 or done == total:
            self.draw(f"Preparing the figures, once: {100 * done // max(total, 1)}%")


class Steps(_Line):
    """Building the records. Called with a step's name, its number and the number of steps."""

    def __enter__(self) -> Steps:
        return self

    def __call__(self, name: str, number: int, total: int) -> None:
        self.draw(f"{number}/{total} {name}")
