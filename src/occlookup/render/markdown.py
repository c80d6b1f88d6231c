"""Blocks as Markdown: headings, lists and tables that read well as they are.

Owns the escaping: no text from data or from a person becomes markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from occlookup.render.blocks import (
    Bars,
    Block,
    Boxes,
    Bullets,
    Facts,
    Grid,
    Heading,
    Links,
    Paragraph,
    Ratings,
    Screen,
    SourceLine,
)  # fmt: skip
from occlookup.render.cleaning import clean
from occlookup.render.plain import PERCENTILE_WORDS

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")
# what makes a list or a rule at the beginning of a line
_MARKED = re.compile(r"^([-+=])(?=[-+=\s]|$)")
_NUMBERED = re.compile(r"^(\d+)([.)])(?=\s|$)")


def render(screen: Screen, foot: tuple[str, ...] = ()) -> str:
    """The screen as one document; `foot` stands under the sources."""
    parts = [_block(block) for block in screen]
    parts.extend(_text(line) for line in foot)
    return "\n\n".join(part for part in parts if part) + "\n"


def _text(text: str) -> str:
    """Cleaned text in which no character is markup, nor makes a line one: a rule, a list, code by its indent."""
    escaped = _SPECIAL.sub(r"\\\1", clean(text).strip())
    return _NUMBERED.sub(r"\1\\\2", _MARKED.sub(r"\\\1", escaped))


def _link(address: str) -> str:
    """An address as a link where it is one to a public page and has nothing that could end it; as text otherwise."""
    shown = clean(address)
    return f"<{shown}>" if shown.startswith("https://") and not set(shown) & set("<> ") else _text(shown)


def _title(title: str) -> str:
    return f"## {_text(title)}\n\n" if title else ""


def _note(note: str) -> str:
    return f"\n\n{_text(note)}" if note else ""


def _block(block: Block) -> str:
    match block:
        case Heading():
            below = " · ".join(_text(part) for part in (block.aside, block.path) if part)
            return f"# {_text(block.title)}" + (f"\n\n{below}" if below else "")
        case Paragraph() | SourceLine():
            return _text(block.text)
        case Facts():
            return _title(block.title) + "\n".join(f"- **{_text(label)}**: {_text(value)}" for label, value in block.pairs)
        case Bullets():
            return _title(block.title) + "\n".join(f"- {_text(item)}" for item in block.items) + _note(block.more)
        case Grid():
            heads = [column.title or " " for column in block.columns]
            aligned = [column.align == "right" for column in block.columns]
            return _title(block.title) + _table(heads, block.rows, aligned) + _note(block.note)
        case Bars():
            rows = [(bar.label, bar.figure) for bar in block.bars]
            return _title(block.title) + _table([" ", " "], rows, [False, True]) + _note(block.note)
        case Boxes():
            rows_of_boxes = [(box.label, *box.figures) for box in block.boxes]
            return _title(block.title) + _table([" ", *PERCENTILE_WORDS], rows_of_boxes, [False] + [True] * 5)
        case Ratings():
            ratings = [(rating.label, *(bar.figure for bar in rating.bars), rating.about) for rating in block.ratings]
            heads = [" ", *block.scales, "meaning"]
            return _title(block.title) + _table(heads, ratings, [False, *[True] * len(block.scales), False]) + _note(block.note)
        case Links():
            return _title(block.title) + "\n".join(f"- {_text(label)}: {_link(address)}" for label, address in block.links)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[bool]) -> str:
    lines = [[_text(head) or " " for head in heads], ["---:" if aligned else "---" for aligned in right]]
    written = [f"| {' | '.join(line)} |" for line in lines]
    return "\n".join([*written, *(f"| {' | '.join(_text(cell) or ' ' for cell in row)} |" for row in rows)])
