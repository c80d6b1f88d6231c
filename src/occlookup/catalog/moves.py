"""Two figures of the same thing: whether they differ, what became of the figure, and by how much.

Owns that judgement and its arithmetic. Pure: which figures are compared is changes.py's and occupation_changes.py's.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from occlookup.changes import FigureEvent

# figures in percent or on a scale: a percent of them would say nothing
UNSCALED = frozenset({
    "employment_rse", "mean_rse", "percent_change", "importance", "level", "score", "percent", "realistic", "investigative",
    "artistic", "social", "enterprising", "conventional", "frey_osborne", "felten_aioe",
    "dv_alpha", "dv_beta", "dv_gamma", "human_alpha", "human_beta", "human_gamma",
})  # fmt: skip
_TENTH = Decimal("0.1")

Figure = int | float | None


class Judged(NamedTuple):
    """What became of a figure: see FigureChange. `size` is the change in percent, or in points, before it is rounded."""

    kind: FigureEvent
    change: float | None = None
    percent_change: float | None = None
    size: float | None = None


def judge(old: Figure, new: Figure, old_note: str | None, new_note: str | None, *, relative: bool = True) -> Judged | None:
    """How the figures differ, None where they and their notes are the same. `relative`: whether a percent of it means anything.

    A figure that is missing is never taken for 0, and one at or above a top code for no number at all.
    """
    if old == new and old_note == new_note:
        return None
    if old is None or new is None:
        return Judged("note" if old == new else "appeared" if old is None else "disappeared")
    if "at_least" in (old_note, new_note):
        return Judged("top_coded")
    if old == new:
        return Judged("note")
    # as they are written, so that 22.61 less 22.60 is 0.01
    before, after = Decimal(repr(old)), Decimal(repr(new))
    difference = after - before
    change = int(difference) if isinstance(old, int) and isinstance(new, int) else float(difference)
    if not relative:
        return Judged("moved", change, None, abs(float(difference)))
    if not before:
        return Judged("moved", change)
    percent = 100 * difference / abs(before)
    # + 0: less than a twentieth of a percent down is 0.0 and not -0.0
    rounded = float(percent.quantize(_TENTH, ROUND_HALF_UP) + 0)
    return Judged("moved", change, rounded, abs(float(percent)))


def notes_of(old_note: str | None, new_note: str | None) -> dict[str, str]:
    """The notes of a row with `old` and `new`."""
    return {name: note for name, note in (("old", old_note), ("new", new_note)) if note}
