"""Blocks on a terminal, with rich: calm, one accent, dim for sources, no boxes; the same words without colour.

Owns styles and the use of rich, which is loaded for the tables that it draws. Cell text is always `Text`, never markup, and
always cleaned.
"""

from __future__ import annotations

import re
from io import StringIO

from occlookup.render import plain
from occlookup.render.blocks import (
    Bars,
    Block,
    Boxes,
    Bullets,
    Column,
    Facts,
    Grid,
    Heading,
    Links,
    Paragraph,
    Ratings,
    Screen,
    SourceLine,
)  # fmt: skip
from occlookup.render.cleaning import cell_width, clean
from occlookup.render.columns import GAP, clean_grid, fit, grid_lines, wrap
from occlookup.render.drawing import draw_bar, draw_box
from occlookup.render.medium import Medium

# each run of spaces is looked at once, and not anew from each of its spaces: a cell may be 10,000 wide
_FILLING = re.compile(r"(?<! ) ++(\x1b\[0m)?+ *+$")

NARROW = 60
# A line of prose longer than this is hard to read, however wide the terminal.
PROSE_WIDTH = 100
LONG_GRID = 50

_ACCENT, _STRONG, _QUIET = "cyan", "bold", "dim"
_SGR = {_ACCENT: "36", _STRONG: "1", _QUIET: "2"}
_MARGIN = " "
_BAR_CELLS, _LEAST_BAR = 20, 5
_BOX_CELLS, _LEAST_BOX, _RATING_CELLS = 48, 16, 14
_LONGEST_LABEL = 32
_BOX_LEGEND = "Line: 10th to 90th percentile. Box: 25th to 75th percentile. Mark in the box: median."
_BEYOND = " Arrow: it goes on beyond this scale."
_BOX_COLUMNS = (Column("", key=False), *(Column(title, "right") for title in ("10th", "25th", "median", "75th", "90th")))


def render(screen: Screen, medium: Medium) -> str:
    """The screen as text for `medium`, with escape sequences only where it has colour."""
    if medium.width is not None and medium.width < NARROW:
        return plain.render(screen, medium.width)
    return _Page(medium).render(screen)


class _Page:
    def __init__(self, medium: Medium) -> None:
        self.medium = medium
        self.width = None if medium.width is None else medium.width - 2 * len(_MARGIN)
        self.prose = PROSE_WIDTH if self.width is None else min(self.width, PROSE_WIDTH)

    def render(self, screen: Screen) -> str:
        lines: list[str] = []
        for block in screen:
            if block == SourceLine(""):
                continue
            if lines:
                lines.append("")
            lines.extend(self.block(block))
        return "".join(f"{_MARGIN}{line}".rstrip() + "\n" for line in lines)

    def block(self, block: Block) -> list[str]:
        match block:
            case Heading():
                return self.heading(block)
            case Paragraph():
                return [self.styled(line, _QUIET if block.quiet else "") for line in wrap(clean(block.text), self.prose)]
            case SourceLine():
                return [self.styled(line, _QUIET) for line in wrap(clean(block.text), self.prose)]
            case Facts():
                return self.facts(block)
            case Bullets():
                return self.bullets(block)
            case Bars():
                return self.bars(block)
            case Boxes():
                return self.boxes(block)
            case Ratings():
                return self.ratings(block)
            case Links():
                return self.links(block)
            case Grid():
                return self.grid(clean_grid(block))

    def styled(self, text: str, style: str) -> str:
        """`text` between the escape sequences of `style`, or as it is without colour."""
        if style == _QUIET and not self.medium.dim:
            return text
        return f"\x1b[{_SGR[style]}m{text}\x1b[0m" if style and text and self.medium.colour else text

    def heading(self, block: Heading) -> list[str]:
        title, aside = clean(block.title), clean(block.aside)
        gap = self.prose - cell_width(title) - cell_width(aside)
        if gap >= GAP:
            lines = [self.styled(title, _STRONG) + (" " * gap + self.styled(aside, _ACCENT) if aside else "")]
        else:
            lines = [self.styled(line, _STRONG) for line in wrap(title, self.prose)] + [self.styled(aside, _ACCENT)]
        return [*lines, *(self.styled(line, _QUIET) for line in wrap(clean(block.path), self.prose) if block.path)]

    def facts(self, block: Facts) -> list[str]:
        label_width = max((cell_width(label) for label, _ in block.pairs), default=0)
        if label_width > self.prose // 2:
            return plain.block_lines(block, self.width)
        lines = self.title(block.title)
        indent = "  " if block.title else ""
        for label, value in block.pairs:
            first, *rest = wrap(clean(value), self.prose - label_width - GAP - len(indent))
            padding = " " * (label_width - cell_width(label) + GAP)
            lines.append(indent + self.styled(clean(label), _ACCENT) + padding + first)
            lines.extend(indent + " " * (label_width + GAP) + line for line in rest)
        return lines

    def bullets(self, block: Bullets) -> list[str]:
        mark = "\u2022" if self.medium.unicode else "-"
        lines = self.title(block.title)
        for item in block.items:
            first, *rest = wrap(clean(item), self.prose - 4)
            lines.extend([f"  {mark} {first}", *(f"    {line}" for line in rest)])
        return [*lines, *self.note(block.more)]

    def bars(self, block: Bars) -> list[str]:
        lines = self.title(block.title)
        if not block.bars:
            return lines
        bars = [bar._replace(label=clean(bar.label), figure=clean(bar.figure)) for bar in block.bars]
        label_width = max(cell_width(bar.label) for bar in bars)
        figure_width = max(cell_width(bar.figure) for bar in bars)
        one = label_width + figure_width + 2 * GAP
        if one + GAP + _LEAST_BAR > self.prose:
            return plain.block_lines(block, self.width)
        columns = 2 if len(bars) > 2 and not block.in_turn and 2 * (one + _BAR_CELLS) + 3 * GAP <= self.prose else 1
        cells = max(_LEAST_BAR, min(_BAR_CELLS, (self.prose - GAP - columns * one) // columns))
        drawn = [
            f"  {bar.label}{' ' * (label_width - cell_width(bar.label))}"
            f"  {self.styled(self.bar(bar.part, cells), _ACCENT)}  {bar.figure.rjust(figure_width)}"
            for bar in bars
        ]
        if columns == 1:
            return [*lines, *drawn, *self.note(block.note)]
        half = (len(drawn) + 1) // 2
        right = [*drawn[half:], ""]
        paired = [f"{left}  {right[place]}".rstrip() for place, left in enumerate(drawn[:half])]
        return [*lines, *paired, *self.note(block.note)]

    def bar(self, part: float, cells: int) -> str:
        return draw_bar(part, cells, unicode=self.medium.unicode)

    def boxes(self, block: Boxes) -> list[str]:
        """The spreads on one scale, each with its median.

        The scale ends with those in figures, so that one outlier among the others does not press all together.
        """
        if not block.boxes:
            return self.title(block.title)
        boxes = [box._replace(label=clean(box.label), figures=tuple(map(clean, box.figures))) for box in block.boxes]
        numbers = [number for box in boxes for number in box.numbers if number is not None]
        figure_width = max(cell_width(box.figures[2]) for box in boxes)
        label_width = min(max(cell_width(box.label) for box in boxes), _LONGEST_LABEL)
        cells = min(_BOX_CELLS, self.prose - 2 * GAP - GAP - label_width - figure_width)
        if len(numbers) < len(boxes) or cells < _LEAST_BOX:
            return plain.block_lines(block, self.width)
        scaled = [number for box in boxes[: block.in_figures] for number in box.numbers if number is not None] or numbers
        ends = min(numbers), max(scaled)
        low, high = (next(fig for box in boxes for num, fig in zip(box.numbers, box.figures, strict=True) if num == end)
                     for end in ends)  # fmt: skip
        if cell_width(low) + GAP + cell_width(high) > cells:
            return plain.block_lines(block, self.width)
        lines = self.title(block.title)
        for box in boxes:
            first, *rest = wrap(box.label, label_width)
            drawn = draw_box(box.numbers, ends, cells, unicode=self.medium.unicode, open_end=box.open_end)
            padding = " " * (label_width - cell_width(first))
            lines.append(f"  {first}{padding}  {self.styled(drawn, _ACCENT)}  {box.figures[2].rjust(figure_width)}".rstrip())
            lines.extend(f"    {line}" for line in rest)
        axis = low + high.rjust(cells - cell_width(low)) + " " * GAP + "median".rjust(figure_width)
        legend = _BOX_LEGEND + (_BEYOND if max(numbers) > ends[1] else "")
        lines.extend([self.styled(" " * (label_width + 2 * GAP) + axis, _QUIET), *self.note(legend)])
        if block.in_figures:
            rows = tuple((box.label, *box.figures) for box in boxes[: block.in_figures])
            lines.extend(["", *self.grid(Grid(_BOX_COLUMNS, rows, f"{block.title}, in figures"))])
        return lines

    def ratings(self, block: Ratings) -> list[str]:
        """One line for each thing with a bar on each scale, and what it is below it."""
        lines = self.title(block.title)
        labels = [clean(rating.label) for rating in block.ratings]
        label_width = min(max(map(cell_width, labels), default=0), _LONGEST_LABEL)
        figure_width = max((cell_width(bar.figure) for rating in block.ratings for bar in rating.bars), default=0)
        column = (self.prose - GAP - label_width) // max(len(block.scales), 1) - GAP
        cells = min(_RATING_CELLS, column - figure_width - 1)
        if cells < _LEAST_BAR or any(cell_width(scale) > column for scale in block.scales):
            return plain.block_lines(block, self.width)
        heads = "".join(f"{' ' * GAP}{clean(scale):<{figure_width + 1 + cells}}" for scale in block.scales)
        lines.append(self.styled(f"  {' ' * label_width}{heads}".rstrip(), _QUIET))
        for label, rating in zip(labels, block.ratings, strict=True):
            first, *rest = wrap(label, label_width)
            bars = "".join(
                f"{' ' * GAP}{clean(bar.figure).rjust(figure_width)} {self.styled(self.bar(bar.part, cells), _ACCENT)}"
                for bar in rating.bars
            )
            lines.append(f"  {first}{' ' * (label_width - cell_width(first))}{bars}".rstrip())
            lines.extend(f"  {line}" for line in rest)
            about = wrap(clean(rating.about), self.prose - 4) if rating.about else []
            lines.extend(f"    {self.styled(line, _QUIET)}" for line in about)
        return [*lines, *self.note(block.note)]

    def links(self, block: Links) -> list[str]:
        """Label and address; the address whole on a line of its own where there is no room beside the label."""
        label_width = max((cell_width(label) for label, _ in block.links), default=0)
        lines = self.title(block.title)
        for label, address in ((clean(label), clean(address)) for label, address in block.links):
            shown = f"\x1b]8;;{address}\x1b\\{address}\x1b]8;;\x1b\\" if self.medium.links else address
            if len(address) <= self.prose - label_width - 2 * GAP:
                lines.append(f"  {self.styled(label, _ACCENT)}{' ' * (label_width - cell_width(label) + GAP)}{shown}")
            else:
                lines.extend([f"  {self.styled(label, _ACCENT)}", f"    {shown}"])
        return lines

    def note(self, note: str) -> list[str]:
        return [f"  {self.styled(line, _QUIET)}" for line in wrap(clean(note), self.prose - 2)] if note else []

    def grid(self, block: Grid) -> list[str]:
        lines = self.title(block.title)
        indent = "  " if block.title else ""
        fitting = fit(block, None if self.width is None else self.width - len(indent))
        if fitting is None:
            return [*lines, *plain.block_lines(block._replace(title=""), self.width)]
        fitted, widths = fitting
        block = fitted._replace(note=block.note) if self.medium.fixed else fitted
        if self.medium.fixed or len(block.rows) > LONG_GRID:
            header, *rows = grid_lines(block, widths)
            body = [self.styled(header, _QUIET), *rows]
        else:
            body = self.rich_table(block, widths).split("\n")
        note = [self.styled(line, _QUIET) for line in wrap(clean(block.note), self.prose - len(indent))] if block.note else []
        return [*lines, *(f"{indent}{line}".rstrip() for line in [*body, *note])]

    def rich_table(self, block: Grid, widths: list[int]) -> str:
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        header_style = _QUIET if self.medium.colour and self.medium.dim else ""
        table = Table(box=None, pad_edge=False, padding=(0, GAP, 0, 0), header_style=header_style)
        for column, width in zip(block.columns, widths, strict=True):
            table.add_column(Text(column.title), justify=column.align, width=width, no_wrap=True)
        for row in block.rows:
            # wrapped here: rich would break a long name in the middle of a word
            table.add_row(*(Text("\n".join(wrap(cell, width))) for cell, width in zip(row, widths, strict=True)))
        stream = StringIO()
        console = Console(
            file=stream, _environ={}, width=sum(widths) + GAP * len(widths),
            force_terminal=self.medium.colour, legacy_windows=False,
            color_system="standard" if self.medium.colour else None, markup=False, emoji=False, highlight=False,
        )  # fmt: skip
        console.print(table)
        # rich fills every line to the table's width, behind a colour too
        return "\n".join(_FILLING.sub("\\1", line) for line in stream.getvalue().rstrip("\n").split("\n"))

    def title(self, title: str) -> list[str]:
        return [self.styled(line, _STRONG) for line in wrap(clean(title), self.prose)] if title else []
