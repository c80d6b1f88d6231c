"""The questions of `wages`: one occupation over places, or one place over occupations.

Owns which rows answer them and in what order. How a row is made is wage_rows.py's.
"""

from __future__ import annotations

from occlookup.catalog.areas import NATION_CODE, area_by_code, areas_of, find_area, find_state
from occlookup.catalog.filtering import Filters, Order, arrange, filter_blocks, parse_level, where
from occlookup.catalog.sourcing import block_sources, named_sources
from occlookup.catalog.store import Store
from occlookup.catalog.wage_rows import COLUMNS, make_rows, rows_of, top_codes, wage_sources
from occlookup.errors import UsageError
from occlookup.index.schema import AREA_STRIDE
from occlookup.model import Answer, Area, OwnWageRow, Titled, WageListing, WageRow


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
        states = store.rows("SELECT code, name, type, state, source FROM area WHERE type = 'state' ORDER BY name")
        places = [nation, *(Area(*row) for row in states)]
    question = f"SELECT 1 FROM area a JOIN wage w ON w.id = a.id * {AREA_STRIDE} + ? LIMIT 1"
    anywhere = store.row(question, (soc_id,)) is not None
    rows = arrange(WageRow, rows_of(store, soc_id, unit, places) if anywhere else [], order)
    published_as = None if unit.code == asked.code else unit
    reason = None if anywhere else "not_in_data_set"
    own_rows: tuple[OwnWageRow, ...] = ()
    sources = named_sources(store, wage_sources(places))
    if store.has_own:
        from occlookup.catalog.own import own_wages

        own_rows, own_sources = own_wages(store, asked.id)
        sources |= own_sources
    return Answer(WageListing(rows, Titled(asked.code, asked.title), places[0], published_as, reason, own_rows), sources)


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
    condition, values = where(store, filters, wage="w")
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
    listed = arrange(WageRow, make_rows(rows, areas, top_codes(store, [place])), order)
    reason = None if listed else "no_match"
    source_ids = block_sources(store, *filter_blocks(filters)).union(wage_sources([place]))
    return Answer(WageListing(listed, None, place, None, reason, ()), named_sources(store, source_ids))
