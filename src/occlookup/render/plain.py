"""Blocks as plain lines, one fact a line: for screen readers, for narrow terminals, for `grep`.

Owns the label: value form. No box drawing, no colour, nothing said by place alone.
"""

from __future__ import annotations

from occlookup.render.blocks import Bars, Block, Bullets, Facts, Grid, Heading, Paragraph, Screen, SourceLine
from occlookup.render.cleaning import cell_width, clean
from occlookup.render.columns import wrap

_INDENT = "  "


def render(screen: Screen, width: int | None = None) -> str:
    """The screen as lines; wrapped at words where a `width` is given, a line a fact where not."""
    lines: list[str] = []
    for block in screen:
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
                *([block.more] if block.more else []),
            ]
        case Bars():
            lines = [*_title(block.title), *(f"{_INDENT}{bar.label}: {bar.figure}" for bar in block.bars)]
        case Grid():
            lines = grid_lines(block)
    return [piece for line in lines for piece in _fit(clean(line), width)]


def grid_lines(grid: Grid) -> list[str]:
    """A row as the cell that names it, then its other cells, each with its column's name."""
    lines = _title(grid.title)
    for row in grid.rows:
        lines.append(row[grid.heads])
        lines.extend(
            f"{_INDENT}{column.label or column.title}: {cell}"
            for place, (column, cell) in enumerate(zip(grid.columns, row, strict=True))
            if place != grid.heads and cell
        )
    return [*lines, *([grid.note] if grid.note else [])]


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
