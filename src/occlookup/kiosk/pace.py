"""How fast lines are taken: as fast as a person types; more is a paste, or mischief.

Owns the figures and the clock.
"""

from __future__ import annotations

import time
from collections.abc import Callable

BURST, A_SECOND = 6.0, 4.0


class Pace:
    """Waits so that no more than `a_second` lines are taken, after a first `burst`."""

    def __init__(
        self,
        burst: float = BURST,
        a_second: float = A_SECOND,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._burst, self._a_second, self._clock, self._sleep = burst, a_second, clock, sleep
        self._left, self._at = burst, clock()

    def take(self) -> None:
        """Take one line, after as long as it needs."""
        now = self._clock()
        self._left = min(self._burst, self._left + (now - self._at) * self._a_second)
        self._at = now
        if self._left < 1:
            wait = (1 - self._left) / self._a_second
            self._sleep(wait)
            self._at += wait
            self._left = 1.0
        self._left -= 1
