"""Text from data or from a person, made safe for a terminal.

Owns the rule: nothing that moves a cursor, changes a colour, rings, hides or turns the direction of writing gets through.
"""

from __future__ import annotations


def clean(text: str) -> str:
    """`text` without control, format, surrogate and unassigned characters; every kind of space becomes a plain one."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else " " if char.isspace() else "" for char in text)


def cell_width(text: str) -> int:
    """The columns that cleaned text takes: two for East Asian wide characters, none for combining ones."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)
