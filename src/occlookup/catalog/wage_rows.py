"""OEWS figures: the index's whole numbers and marks as rows, with the reason beside each figure that is missing.

Owns turning a wage of the index into a WageRow. The questions of `wages` are in wages.py; `show` needs these rows alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from occlookup.catalog.store import Store
from occlookup.index.schema import AREA_STRIDE, MEASURES, NOT_PUBLISHED, NOT_RELEASED, ONE_BASIS_ONLY, TOP_CODED
from occlookup.model import Area, Note, Titled, WageRow

# the order of WageRow, which is the contract's
FIGURES = WageRow._fields[3:-1]

_SCALES = {measure.name: measure.scale for measure in MEASURES}
COLUMNS = ", ".join(f"w.{name}" for name in FIGURES)
_UNPUBLISHED: dict[str, Note] = dict.fromkeys(FIGURES, "not_published")


class TopCodes:
    """The least wages that a release calls only "at or above": dollars an hour and a year."""

    def __init__(self, hourly: int | None, annual: int | None) -> None:
        self.hourly = None if hourly is None else hourly / 100
        self.annual = annual

    @classmethod
    def of(cls, store: Store, source: str) -> TopCodes:
        """Those of the release with this id; none where it names none."""
        row = store.fact("SELECT hourly_top_code, annual_top_code FROM source WHERE id = ?", (source,))
        return cls(*(row or (None, None)))


def decode(names: Sequence[str], cells: Sequence[int], top: TopCodes) -> tuple[list[float | int | None], dict[str, Note]]:
    """Figures and notes of the index's whole numbers: `cells` in the order of `names`, negative ones are marks."""
    figures: list[float | int | None] = [
        cell / scale if scale > 1 else cell for cell, scale in zip(cells, map(_SCALES.__getitem__, names), strict=True)
    ]
    notes: dict[str, Note] = {}
    if min(cells) >= 0:
        return figures, notes
    for place, cell in enumerate(cells):
        if cell < 0:
            figures[place], notes[names[place]] = _decode_mark(cell, names[place].startswith("hourly"), top)
    return figures, notes


def _decode_mark(mark: int, hourly: bool, top: TopCodes) -> tuple[float | int | None, Note]:
    if mark == NOT_RELEASED:
        return None, "not_released"
    if mark == TOP_CODED:
        return (top.hourly if hourly else top.annual), "at_least"
    if mark == ONE_BASIS_ONLY:
        return None, "annual_only" if hourly else "hourly_only"
    if mark == NOT_PUBLISHED:
        return None, "not_published"
    raise ValueError(f"no mark {mark}")


def make_rows(rows: Iterable[tuple[Any, ...]], areas: dict[int, Area], top: dict[str | None, TopCodes]) -> list[WageRow]:
    """WageRows from (area id, code, title, the figures of `COLUMNS`); `top`: see top_codes."""
    make = WageRow._make
    made = []
    for row in rows:
        area_id, code, title, *cells = row
        if min(cells) >= 0:  # nearly every row, at a third of the time that decode() takes: a listing has 700
            jobs, jobs_rse, per_1000, quotient, hourly, annual, rse, h10, h25, h50, h75, h90, a10, a25, a50, a75, a90 = cells
            made.append(
                make((
                    code, title, areas[area_id], jobs, jobs_rse / 10, per_1000 / 1000, quotient / 100, hourly / 100, annual,
                    rse / 10, h10 / 100, h25 / 100, h50 / 100, h75 / 100, h90 / 100, a10, a25, a50, a75, a90, {},
                ))
            )  # fmt: skip
        else:
            decoded, notes = decode(FIGURES, cells, top[areas[area_id].source])
            made.append(make((code, title, areas[area_id], *decoded, notes)))
    return made


def unpublished_row(unit: Titled, area: Area) -> WageRow:
    """The row of an occupation for which no estimate is published in `area`."""
    return WageRow._make((unit.code, unit.title, area, *([None] * len(FIGURES)), dict(_UNPUBLISHED)))


def rows_of(store: Store, soc_id: int, unit: Titled, areas: Sequence[Area], *, keep_missing: bool = True) -> list[WageRow]:
    """One unit's rows in these areas, in their order; an area without an estimate has a row that says so, or none."""
    codes = {area.code: area for area in areas}
    marks = ", ".join("?" * len(codes))
    rows = store.rows(
        f"SELECT a.id, ?, ?, {COLUMNS}, a.code FROM area a JOIN wage w ON w.id = a.id * {AREA_STRIDE} + ?"
        f" WHERE a.code IN ({marks})",
        (unit.code, unit.title, soc_id, *codes),
    )
    by_id = {row[0]: codes[row[-1]] for row in rows}
    found = {row.area.code: row for row in make_rows((row[:-1] for row in rows), by_id, top_codes(store, areas))}
    return [found.get(area.code) or unpublished_row(unit, area) for area in areas if keep_missing or area.code in found]


def wage_sources(areas: Iterable[Area]) -> list[str]:
    """The ids of the releases that the areas' wages come from, each once."""
    return list(dict.fromkeys(area.source for area in areas if area.source))


def top_codes(store: Store, areas: Iterable[Area]) -> dict[str | None, TopCodes]:
    """The top codes of the releases that the areas' wages come from, by id; None for an area without any."""
    return {None: TopCodes(None, None)} | {source: TopCodes.of(store, source) for source in wage_sources(areas)}
