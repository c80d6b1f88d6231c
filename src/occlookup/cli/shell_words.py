"""Words as bash has them on its line, with their quotes, and back.

Owns reading and writing bash's quoting, so that the script which bash runs evaluates nothing.
"""

from __future__ import annotations

from typing import NamedTuple

_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./,:=@%+-")
_MARKS = frozenset("\\'\"")
# what a backslash takes the meaning from inside double quotes
_SPECIAL_INSIDE = '"\\$`'


class Word(NamedTuple):
    """What a word means. `quote`: the quotation mark that is still open at its end, "" where none is; `opened`: where."""

    text: str
    quote: str
    opened: int


def read_word(raw: str) -> Word:
    """The word that stands on the line as `raw`. Nothing is expanded: a dollar sign is one."""
    if not _MARKS & set(raw):
        return Word(raw, "", 0)
    text: list[str] = []
    quote = ""
    opened = 0
    at = 0
    while at < len(raw):
        char = raw[at]
        after = raw[at + 1 : at + 2]
        if char == "\\" and quote != "'":
            if not quote or after in _SPECIAL_INSIDE:
                text.append(after)
                at += 1
            else:
                text.append(char)
        elif char == quote:
            quote = ""
        elif char in "'\"" and not quote:
            quote = char
            opened = at
        else:
            text.append(char)
        at += 1
    return Word("".join(text), quote, opened)


def write_word(text: str, quote: str) -> str:
    """`text` so that bash reads it as one word, to stand after the open `quote`, or by itself where that is ""."""
    if quote == "'":
        return text.replace("'", "'\\''")
    if quote:
        return "".join(f"\\{char}" if char in _SPECIAL_INSIDE else char for char in text)
    return "".join(char if char in _PLAIN or char.isalpha() else f"\\{char}" for char in text)
