"""OEWS wages: rows of figures with the reason beside each that is missing.

Owns turning the index's whole numbers and marks into a WageRow, and the questions of `wages`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from occlookup.catalog.areas import NATION_CODE, area_by_code, areas_of, find_area, find_state
from occlookup.catalog.ranking import Filters, Order, arrange, filter_blocks, parse_level, where
from occlookup.catalog.sourcing import block_sources, named_sources
from occlookup.catalog.store import Store
from occlookup.errors import UsageError
from occlookup.index.schema import AREA_STRIDE, MEASURES, NOT_PUBLISHED, NOT_RELEASED, ONE_BASIS_ONLY, TOP_CODED
from occlookup.model import Answer, Area, Note, Titled, WageListing, WageRow

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
        row = store.row("SELECT hourly_top_code, annual_top_code FROM source WHERE id = ?", (source,))
        return cls(*(row or (None, None)))


def decode(names: Sequence[str], cells: Sequence[int], top: TopCodes) -> tuple[list[float | int | None], dict[str, Note]]:
    """Figures and notes of the index's whole numbers: `cells` in the order of `names`, negative ones are marks."""
    figures: list[float | int | None] = [
        cell / scale if scale > 1 else cell for cell, scale in zip(cells, map(_SCALES.__getitem__, names), strict=True)
    ]
    notes: dict[str, Note] = {}
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


def make_rows(rows: Iterable[tuple[Any, ...]], areas: dict[int, Area], top: TopCodes) -> list[WageRow]:
    """WageRows from (area id, code, title, the figures of `COLUMNS`)."""
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
            decoded, notes = decode(FIGURES, cells, top)
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
    found = {row.area.code: row for row in make_rows((row[:-1] for row in rows), by_id, _top_codes(store, areas))}
    return [found.get(area.code) or unpublished_row(unit, area) for area in areas if keep_missing or area.code in found]


def published_unit(store: Store, soc_id: int, unit: Titled) -> tuple[int, Titled]:
    """The unit whose estimates apply to this one: itself, its aggregate, or a specialty's detailed occupation."""
    row = store.row(
        "SELECT s.id, s.code, s.title FROM occupation o JOIN soc s ON s.id = o.published_as WHERE o.id = ?", (soc_id,)
    )
    return (soc_id, unit) if row is None else (row[0], Titled(row[1], row[2]))


def wages_of(store: Store, text: str, *, state: str | None, area: str | None, order: Order | None) -> Answer[WageListing]:
    """The answer to `wages CODE`: see Catalog.wages_of."""
    from occlookup.catalog.resolving import resolve  # here: a place's listing resolves nothing

    asked = resolve(store, text, groups=True)
    soc_id, unit = published_unit(store, asked.id, Titled(asked.code, asked.title))
    if area is not None:
        places = [find_area(store, area, state=state)]
    elif state is not None:
        places = areas_of(store, find_state(store, state).state or "")
    else:
        nation = area_by_code(store, NATION_CODE)
        states = store.rows("SELECT code, name, type, state FROM area WHERE type = 'state' ORDER BY name")
        places = [nation, *(Area(*row) for row in states)]
    question = f"SELECT 1 FROM area a JOIN wage w ON w.id = a.id * {AREA_STRIDE} + ? LIMIT 1"
    anywhere = store.row(question, (soc_id,)) is not None
    rows = arrange(WageRow, rows_of(store, soc_id, unit, places) if anywhere else [], order)
    published_as = None if unit.code == asked.code else unit
    reason = None if anywhere else "not_in_data_set"
    listing = WageListing(rows, Titled(asked.code, asked.title), places[0], published_as, reason)
    return Answer(listing, named_sources(store, _sources(store, places)))


def wages_in(
    store: Store, *, state: str | None, area: str | None, level: str, filters: Filters | None, order: Order | None
) -> Answer[WageListing]:
    """The answer to `wages --state CT` and its like: see Catalog.wages_in."""
    level = parse_level(level)
    if filters is not None and level != "detailed" and filters._replace(group=None) != Filters():
        raise UsageError("groups of occupations can only be filtered by --group.", hint="Leave out the others.")
    if area is not None:
        place = find_area(store, area, state=state)
    elif state is not None:
        place = find_state(store, state)
    else:
        place = area_by_code(store, NATION_CODE)
    levels = ("detailed", "aggregate") if level == "detailed" else (level,)
    condition, values = where(filters, wage="w")
    if level != "detailed" and filters is not None and filters.group:
        condition, values = "s.code LIKE ?", [f"{filters.group.rstrip('0')}%"]
    (area_id,) = store.row("SELECT id FROM area WHERE code = ?", (place.code,)) or (0,)
    first = area_id * AREA_STRIDE
    # joined only where a filter asks: an occupation's row is a fat one
    joined = "JOIN occupation o ON o.id = s.id" if level == "detailed" and filters is not None else ""
    rows = store.rows(
        f"SELECT 0, s.code, s.title, {COLUMNS} FROM wage w JOIN soc s ON s.id = w.id - ? {joined}"
        f" WHERE w.id BETWEEN ? AND ? AND s.level IN ({', '.join('?' * len(levels))}) AND {condition} ORDER BY w.id",
        (first, first, first + AREA_STRIDE - 1, *levels, *values),
    )
    areas = {0: place}
    listed = arrange(WageRow, make_rows(rows, areas, _top_codes(store, [place])), order)
    reason = None if listed else "no_match"
    source_ids = block_sources(store, *filter_blocks(filters)).union(_sources(store, [place]))
    return Answer(WageListing(listed, None, place, None, reason), named_sources(store, source_ids))


def _sources(store: Store, areas: Sequence[Area]) -> list[str]:
    marks = ", ".join("?" * len(areas))
    rows = store.rows(
        f"SELECT DISTINCT source FROM area WHERE source IS NOT NULL AND code IN ({marks})",
        [area.code for area in areas],
    )
    return [row[0] for row in rows]


def _top_codes(store: Store, areas: Sequence[Area]) -> TopCodes:
    sources = _sources(store, areas)
    return TopCodes.of(store, sources[0]) if sources else TopCodes(None, None)
