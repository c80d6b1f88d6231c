"""Bars and boxes of characters, for screens of fixed width.

Owns how a number becomes a place on a line. Pure: knows no style, no terminal.
"""

from __future__ import annotations

from collections.abc import Sequence

_PARTIAL = " \u258f\u258e\u258d\u258c\u258b\u258a\u2589"


def draw_bar(part: float, cells: int, *, unicode: bool) -> str:
    """A bar over `part` (0 to 1) of `cells`, to an eighth of a cell; whole cells of "#" without `unicode`."""
    eighths = round(max(0.0, min(1.0, part)) * cells * 8)
    if not unicode:
        return ("#" * round(eighths / 8)).ljust(cells)
    return ("\u2588" * (eighths // 8) + _PARTIAL[eighths % 8]).ljust(cells)[:cells]


def draw_box(numbers: Sequence[float | None], ends: tuple[float, float], cells: int, *, unicode: bool, open_end: bool) -> str:
    """Five percentiles on a line from `ends[0]` to `ends[1]`: a line from the 10th to the 90th, a box from the 25th to the
    75th, the median in it. An open end is an arrow: the 90th is somewhere beyond; and so is what lies beyond `ends[1]`. What is
    not known is left out."""
    low, high = ends
    span = (high - low) or 1.0
    last_cell = cells - 1
    places = [None if number is None else round((number - low) / span * last_cell) for number in numbers]
    line, first, last, median, arrow = "\u2500\u251c\u2524\u2502\u25b6" if unicode else "-|||>"
    drawn = [" "] * cells
    known = [min(place, last_cell) for place in places if place is not None]
    if known:
        drawn[known[0] : known[-1] + 1] = line * (known[-1] + 1 - known[0])
    p10, p25, p50, p75, p90 = places
    if p25 is not None and p75 is not None and p25 <= last_cell:
        inside = slice(p25, min(p75, cells))
        drawn[inside] = " " * (inside.stop - inside.start)
    # later ones stand over earlier ones where two fall on one cell
    for spot, mark in ((p10, first), (p90, arrow if open_end else last), (p25, "["), (p75, "]"), (p50, median)):
        if spot is not None and spot <= last_cell:
            drawn[spot] = mark
    if any(place is not None and place > last_cell for place in places):
        drawn[last_cell] = arrow
    return "".join(drawn)
