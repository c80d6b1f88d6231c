"""A look at TOML text before it is parsed: what the parser would be slow or fall over at is found, and lines are told.

Owns the bounds on nesting, texts, words and keys, and on which line a key stands. It knows strings, comments and brackets, and
leaves it to the parser whether the rest is TOML. Its time grows with the text's length and no faster.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

MOST_NESTED, MOST_IN_TEXT, MOST_IN_WORD, MOST_DOTS, MOST_HEADERS = 4, 8_000, 100, 40, 2_000

_PIECE = re.compile(r"\"\"\"|'''|[\"'#\n\[\]{}]|[^\"'#\n\[\]{}]+")
_ENDS = {
    '"""': re.compile(r'\\[\s\S]|"{3,5}'),
    "'''": re.compile(r"'{3,5}"),
    '"': re.compile(r'\\.|["\n]'),
    "'": re.compile(r"['\n]"),
}
_LONG_WORD = re.compile(rf"[^\s,=]{{{MOST_IN_WORD + 1}}}")
_HEADER = re.compile(r"[ \t]*(\[\[?)[ \t]*([A-Za-z0-9_-]+)[ \t]*\]")


class ScanFault(Exception):
    """The text is not to be parsed: `reason` in a sentence, at `line`."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


def scan(text: str) -> list[str]:
    """The text's lines without what stands in strings and comments, for `line_of`.

    Raises:
        ScanFault: it is nested too deep, a text or a word is too long, a key has too many parts, or a text has no end.
    """
    kept: list[str] = []
    place, line, depth, dots, headers = 0, 1, 0, 0, 0
    while place < len(text):
        found = _PIECE.match(text, place)
        if found is None:  # every character begins a piece
            break
        piece, start, place = found[0], place, found.end()
        if piece in _ENDS:
            place = _after_string(text, place, piece, line)
            inside = text.count("\n", start, place)
            if place - start > MOST_IN_TEXT:
                raise ScanFault(line, f"a text has more than {MOST_IN_TEXT:,} characters.")
            kept.append('""' + "\n" * inside)
            line += inside
        elif piece == "#":
            end = text.find("\n", place)
            place = len(text) if end < 0 else end
        elif piece == "\n":
            kept.append(piece)
            line, dots = line + 1, 0
        elif piece in "[{":
            depth += 1
            headers += depth == 1
            if depth > MOST_NESTED:
                raise ScanFault(line, f"brackets stand in brackets, more than {MOST_NESTED} deep.")
            if headers > MOST_HEADERS:
                raise ScanFault(line, f"there are more than {MOST_HEADERS:,} tables and lists.")
            kept.append(piece)
        elif piece in "]}":
            depth = max(depth - 1, 0)
            kept.append(piece)
        else:
            dots += piece.count(".")
            if dots > MOST_DOTS:
                raise ScanFault(line, f"more than {MOST_DOTS} points stand outside quotes in one line.")
            if _LONG_WORD.search(piece):
                raise ScanFault(line, f"a number or a word has more than {MOST_IN_WORD} characters.")
            kept.append(piece)
    return "".join(kept).split("\n")


def _after_string(text: str, place: int, quote: str, line: int) -> int:
    """Where the string ends that opened before `place`."""
    ends = _ENDS[quote]
    while found := ends.search(text, place):
        if found[0][0] != "\\":
            if found[0] == "\n":
                break
            return found.end()
        place = found.end()
    raise ScanFault(line, "a text in quotes has no end.")


def line_of(lines: Sequence[str], path: Sequence[str | int]) -> int | None:
    """The line, counted from 1, on which the key at `path` stands: ("wages", 1, "date") in the second [[wages]].

    Where the key is missing there, the line of its table; None where that cannot be told.
    """
    if not path:
        return None
    headers = [(number, found) for number, text in enumerate(lines) if (found := _HEADER.match(text))]
    first_header = headers[0][0] if headers else len(lines)
    key = str(path[0])
    tables = [number for number, found in headers if found[2] == key]
    which = path[1] if len(path) > 1 and isinstance(path[1], int) else 0
    if which < len(tables):
        start = tables[which]
        end = next((number for number, _ in headers if number > start), len(lines))
        inner = next((part for part in reversed(path[1:]) if isinstance(part, str)), None)
        return (_key_line(lines, inner, start + 1, end) if inner else None) or start + 1
    return _key_line(lines, key, 0, first_header)


def _key_line(lines: Sequence[str], key: str, start: int, end: int) -> int | None:
    wanted = re.compile(rf"[ \t]*{re.escape(key)}[ \t]*[=.]")
    return next((number + 1 for number in range(start, end) if wanted.match(lines[number])), None)
