"""A terminal that is none: it records what is written, and has the keys that a test gives it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from occlookup.kiosk.console import Gone
from occlookup.kiosk.keyboard import Key

_STYLE = re.compile(r"\x1b\[[0-9;]*m")
ENTER = Key("enter")


def line(text: str) -> list[Key]:
    """The keys of a line and Enter."""
    return [*(Key("text", char) for char in text), ENTER]


class FakeConsole:
    """Keys come one by one; None is a time in which none comes, "resize" another size, a list several that come at once.

    `now` is its clock, which goes on while it waits. Where the keys are at an end the terminal is gone.
    """

    def __init__(self, keys: Iterable[Key | str | list[Key] | None] = (), *, columns: int = 80, rows: int = 24) -> None:
        self.keys = list(keys)
        self.columns, self.rows = columns, rows
        self.resized = False
        self.written: list[str] = []
        self.screens: list[str] = [""]
        self.now = 1000.0
        self.waited: list[float] = []
        self.pending: list[Key] = []

    def size(self) -> tuple[int, int]:
        return self.columns, self.rows

    def clear(self) -> None:
        self.screens.append("")

    def write(self, text: str) -> None:
        self.written.append(text)
        self.screens[-1] += text

    def key(self, seconds: float) -> Key | None:
        assert not self.resized, "no key comes before another size is seen to"
        if self.pending:
            return self.pending.pop(0)
        self.waited.append(seconds)
        if not self.keys:
            raise Gone
        key = self.keys.pop(0)
        if key is None:
            self.now += seconds
        elif key == "resize":
            self.resized = True
            return None
        elif isinstance(key, list):
            self.pending = key
            return self.pending.pop(0)
        assert key is None or isinstance(key, Key)
        return key

    def drain(self) -> int:
        lines = sum(key.kind == "enter" for key in self.pending)
        self.pending = []
        return lines

    @property
    def has_more(self) -> bool:
        return bool(self.pending)

    def monotonic(self) -> float:
        return self.now

    @property
    def screen(self) -> str:
        """What stands there now, without colours."""
        return _STYLE.sub("", self.screens[-1])

    @property
    def said(self) -> str:
        """All that was ever written, without colours."""
        return _STYLE.sub("", "".join(self.written))
