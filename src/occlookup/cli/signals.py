"""What has to be put right before a signal ends the process: a terminal that gives key by key, a file half written.

Owns the handling of the signals that end a process.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_ENDING = ("SIGTERM", "SIGHUP", "SIGQUIT")


class _Ended(BaseException):
    """A signal came: leave everything in order on the way out."""


@contextmanager
def leaving_in_order() -> Iterator[None]:
    """Inside, a signal that ends the process unwinds first, so that every `finally` is done; then it ends the process."""
    ended: list[int] = []

    def end(number: int, frame: FrameType | None) -> None:
        ended.append(number)
        raise _Ended

    numbers = [getattr(signal, name) for name in _ENDING if hasattr(signal, name)]
    try:
        before = {number: signal.signal(number, end) for number in numbers}
    except ValueError:  # not in the main thread, where no signal comes
        before = {}
    try:
        yield
    except _Ended:
        pass
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if ended:
        os.kill(os.getpid(), ended[0])
