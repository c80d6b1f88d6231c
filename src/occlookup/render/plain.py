"""Blocks as plain lines, one fact a line: for screen readers, for narrow terminals, for `grep`.

Owns the label: value form. No box drawing, no colour, nothing said by place alone.
"""

from __future__ import annotations

from occlookup.render.blocks import (
    Bars,
    Block,
    Box,
    Boxes,
    Bullets,
    Facts,
    Grid,
    Heading,
    Links,
    Paragraph,
    Rating,
    Ratings,
    Screen,
    SourceLine,
)  # fmt: skip
from occlookup.render.cleaning import cell_width, clean
from occlookup.render.columns import wrap

_INDENT = "  "
PERCENTILE_WORDS = ("10th percentile", "25th percentile", "Median", "75th percentile", "90th percentile")


def render(screen: Screen, width: int | None = None) -> str:
    """The screen as lines; wrapped at words where a `width` is given, a line a fact where not."""
    lines: list[str] = []
    for block in screen:
        if block == SourceLine(""):
            continue
        if lines:
            lines.append("")
        lines.extend(block_lines(block, width))
    return "".join(f"{line}\n" for line in lines)


def block_lines(block: Block, width: int | None) -> list[str]:
    """One block as lines."""
    lines: list[str] = []
    match block:
        case Heading():
            lines = [block.title, *([block.aside] if block.aside else []), *([block.path] if block.path else [])]
        case Paragraph() | SourceLine():
            lines = [block.text]
        case Facts():
            lines = [*_title(block.title), *(f"{label}: {value}" for label, value in block.pairs)]
        case Bullets():
            lines = [
                *_title(block.title),
                *(f"- {item}" for item in block.items),
                *_note(block.more),
            ]
        case Bars():
            lines = [*_title(block.title), *(f"{_INDENT}{bar.label}: {bar.figure}" for bar in block.bars), *_note(block.note)]
        case Boxes():
            lines = [*_title(block.title), *(line for box in block.boxes for line in _box_lines(box))]
        case Ratings():
            lines = [
                *_title(block.title),
                *(line for rating in block.ratings for line in _rating_lines(rating, block.scales)),
                *_note(block.note),
            ]
        case Links():
            lines = [*_title(block.title), *(f"{_INDENT}{label}: {address}" for label, address in block.links)]
        case Grid():
            lines = grid_lines(block)
    return [piece for line in lines for piece in _fit(clean(line), width)]


def grid_lines(grid: Grid) -> list[str]:
    """A row as the cell that names it, then its other cells, each with its column's name; one without a name is its number."""
    lines = _title(grid.title)
    names = [column.label or column.title for column in grid.columns]
    for row in grid.rows:
        numbers = [cell for place, (name, cell) in enumerate(zip(names, row, strict=True)) if not name and place != grid.heads]
        lines.append(" ".join([*numbers, row[grid.heads]]))
        lines.extend(
            f"{_INDENT}{name}: {cell}"
            for place, (name, cell) in enumerate(zip(names, row, strict=True))
            if place != grid.heads and name and cell
        )
    return [*lines, *_note(grid.note)]


def _box_lines(box: Box) -> list[str]:
    """The spread of one thing in words; what is the same five times ("withheld by BLS") is said once."""
    if len(set(box.figures)) == 1:
        return [f"{_INDENT}{box.label}: {box.figures[0]}"]
    words = (f"{_INDENT}{_INDENT}{name}: {figure}" for name, figure in zip(PERCENTILE_WORDS, box.figures, strict=True))
    return [f"{_INDENT}{box.label}", *words]


def _rating_lines(rating: Rating, scales: tuple[str, ...]) -> list[str]:
    figures = ", ".join(f"{scale.partition(',')[0]} {bar.figure}" for scale, bar in zip(scales, rating.bars, strict=True))
    return [f"{_INDENT}{rating.label}: {figures}", *([f"{_INDENT}{_INDENT}{rating.about}"] if rating.about else [])]


def _note(note: str) -> list[str]:
    return [note] if note else []


def _title(title: str) -> list[str]:
    return [f"{title}:"] if title else []


def _fit(line: str, width: int | None) -> list[str]:
    """The line in pieces of `width`; what goes on below stands deeper, so that it does not look like a fact of its own."""
    if width is None or cell_width(line) <= width:
        return [line]
    indent = line[: len(line) - len(line.lstrip())]
    first, *rest = wrap(line, width - len(indent))
    deeper = indent + _INDENT
    remainder = wrap(" ".join(rest), width - len(deeper)) if rest else []
    return [indent + first, *(deeper + piece for piece in remainder)]
