"""Where an occupation works: the places with the most jobs, the highest pay, the highest concentration; Census divisions.

Owns the answer to `places`, and which states make up a Census division.
"""

from __future__ import annotations

from collections.abc import Sequence

from occlookup.catalog.areas import NATION_CODE, area_by_code, find_state, states_of
from occlookup.catalog.filtering import Order
from occlookup.catalog.resolving import resolve
from occlookup.catalog.sourcing import named_sources
from occlookup.catalog.store import Store
from occlookup.catalog.wage_rows import FIGURES, rows_of, wage_sources
from occlookup.catalog.wages import published_unit
from occlookup.codes import show_text
from occlookup.details import Division, Place, Places, PlacesAnswer
from occlookup.errors import UsageError
from occlookup.model import Answer, Area, Titled, WageRow

MOST_JOBS, HIGHEST_PAY, HIGHEST_CONCENTRATION = "employment", "annual_median", "location_quotient"
_DEFAULT_TOP = 5

# https://www2.census.gov/geo/pdfs/maps-data/maps/reference/us_regdiv.pdf; the territories belong to none
DIVISIONS = {
    "New England": ("Northeast", "CT ME MA NH RI VT"),
    "Middle Atlantic": ("Northeast", "NJ NY PA"),
    "East North Central": ("Midwest", "IL IN MI OH WI"),
    "West North Central": ("Midwest", "IA KS MN MO NE ND SD"),
    "South Atlantic": ("South", "DE DC FL GA MD NC SC VA WV"),
    "East South Central": ("South", "AL KY MS TN"),
    "West South Central": ("South", "AR LA OK TX"),
    "Mountain": ("West", "AZ CO ID MT NV NM UT WY"),
    "Pacific": ("West", "AK CA HI OR WA"),
}


def places(store: Store, text: str, *, state: str | None, order: Order | None) -> Answer[PlacesAnswer]:
    """The answer to `places`: see Catalog.places.

    Raises:
        UsageError: `order` sorts by what is no figure of a wage row.
    """
    unit = resolve(store, text)
    asked = Titled(unit.code, unit.title)
    soc_id, published = published_unit(store, unit.id, asked)
    published_as = None if published.code == asked.code else published
    chosen = None if state is None else find_state(store, state)
    nation = area_by_code(store, NATION_CODE)
    everywhere = [Area(*row) for row in store.rows("SELECT code, name, type, state, source FROM area WHERE state IS NOT NULL")]
    national = next(iter(rows_of(store, soc_id, published, [nation], keep_missing=False)), None)
    if national is None:
        sources = named_sources(store, wage_sources([nation]))
        return Answer(PlacesAnswer(asked.code, asked.title, published_as, None, chosen, (), (), None), sources)
    states = [area for area in everywhere if area.type == "state"]
    by_state = rows_of(store, soc_id, published, states)
    inside = [
        area for area in everywhere if area.type != "state" and (chosen is None or (chosen.state or "") in states_of(area))
    ]
    by_area = rows_of(store, soc_id, published, inside, keep_missing=False) if inside else []
    listed = [row for row in by_state if _is_published(row) and (chosen is None or row.area == chosen)]
    order = order or Order()
    fields = _fields(order)
    if national.annual_median is None and national.hourly_median is not None:
        # paid by the hour only: there is no annual figure anywhere
        fields = tuple("hourly_median" if by == HIGHEST_PAY else by for by in fields)
    tops = tuple(_top(by, listed, by_area, order, national) for by in fields)
    divisions = _divisions(by_state, national)
    released = [division.employment for division in divisions if division.employment is not None]
    whole = _whole(by_state, national)
    covered = round(100 * sum(released) / whole, 1) if whole and released else None
    answer = PlacesAnswer(asked.code, asked.title, published_as, national, chosen, tops, divisions, covered)
    return Answer(answer, named_sources(store, wage_sources([nation, *states, *inside])))


def against_nation(row: WageRow, nation: WageRow) -> float | None:
    """See Place.against_nation."""
    if row.area.source != nation.area.source:
        return None  # of another year, a difference would say more of the years than of the places
    field = "hourly_median" if nation.annual_median is None else "annual_median"
    figure, base = getattr(row, field), getattr(nation, field)
    if figure is None or not base or field in row.notes or field in nation.notes:
        return None
    return float(round(100 * (figure - base) / base, 1))


def leading(rows: Sequence[WageRow], by: str, top: int | None, *, reverse: bool = False) -> list[WageRow]:
    """The rows with the largest (or smallest) figure `by`, those with the same in the order of employment, then by name."""
    given = [row for row in rows if getattr(row, by) is not None]
    given.sort(key=lambda row: (-row.employment if row.employment is not None else 0, row.area.name))
    given.sort(key=lambda row: getattr(row, by), reverse=not reverse)
    return given if top is None else given[:top]


def _top(by: str, states: Sequence[WageRow], areas: Sequence[WageRow], order: Order, nation: WageRow) -> Places:
    notes = [row.notes.get(by) for row in (*states, *areas)]
    return Places(
        by,
        order.reverse,
        notes.count("not_released"),
        notes.count("at_least"),
        _first(states, by, order, nation),
        _first(areas, by, order, nation),
    )


def _fields(order: Order) -> tuple[str, ...]:
    if order.sort is None:
        return MOST_JOBS, HIGHEST_PAY, HIGHEST_CONCENTRATION
    if order.sort not in FIGURES:
        raise UsageError(f"there is no figure {show_text(order.sort)!r} to sort by.", hint=f"Figures: {', '.join(FIGURES)}.")
    return (order.sort,)


def _first(rows: Sequence[WageRow], by: str, order: Order, nation: WageRow) -> tuple[Place, ...]:
    top = _DEFAULT_TOP if order.top is None else order.top
    return tuple(_place(row, by, nation) for row in leading(rows, by, top, reverse=order.reverse))


def _place(row: WageRow, by: str, nation: WageRow) -> Place:
    notes = {name: note for name, note in row.notes.items() if name in (*Place._fields, by)}
    if by in notes:
        notes["figure"] = notes[by]  # so that the figure has its note beside it, whichever it is
    return Place(
        area=row.area,
        figure=getattr(row, by),
        employment=row.employment,
        mean_rse=row.mean_rse,
        hourly_median=row.hourly_median,
        annual_median=row.annual_median,
        against_nation=against_nation(row, nation),
        location_quotient=row.location_quotient,
        jobs_per_1000=row.jobs_per_1000,
        notes=notes,
    )


def _is_published(row: WageRow) -> bool:
    return row.employment is not None or set(row.notes.values()) != {"not_published"}


def _whole(by_state: Sequence[WageRow], nation: WageRow) -> int | None:
    """The nation's jobs, of which the states' are shares; None where a state's are of another release than they."""
    return nation.employment if {row.area.source for row in by_state} <= {nation.area.source} else None


def _divisions(by_state: Sequence[WageRow], nation: WageRow) -> tuple[Division, ...]:
    whole = _whole(by_state, nation)
    rows = {row.area.state: row for row in by_state}
    made = []
    for name, (region, letters) in DIVISIONS.items():
        states = [state for state in letters.split() if state in rows]
        counted = [state for state in states if rows[state].employment is not None]
        withheld = [state for state in states if rows[state].notes.get("employment") == "not_released"]
        absent = [state for state in states if state not in counted and state not in withheld]
        employment = sum(rows[state].employment or 0 for state in counted) if counted else None
        share = round(100 * employment / whole, 1) if employment is not None and whole else None
        made.append(Division(name, region, employment, share, tuple(counted), tuple(withheld), tuple(absent)))
    return tuple(made)
