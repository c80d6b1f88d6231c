"""The one line that a person types.

Owns its length, and which part of it is seen where it is longer than the screen is wide.
"""

from __future__ import annotations

from occlookup.kiosk.keyboard import Key
from occlookup.render.cleaning import cell_width

LONGEST_LINE = 256


class Line:
    """The text typed so far."""

    def __init__(self) -> None:
        self.text = ""

    def press(self, key: Key) -> None:
        """Take a key of text or of erasing; a line that is full takes no more."""
        if key.kind == "text" and len(self.text) < LONGEST_LINE:
            self.text += key.text
        elif key.kind == "erase":
            self.text = self.text[:-1]
        elif key.kind == "erase_line":
            self.text = ""

    def tail(self, cells: int) -> str:
        """The end of the text, as much as there is room for."""
        start, used = len(self.text), 0
        while start and (used := used + cell_width(self.text[start - 1])) <= cells:
            start -= 1
        return self.text[start:]
