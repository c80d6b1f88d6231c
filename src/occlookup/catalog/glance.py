"""A few figures of each of several occupations, for a list of them: median pay in the nation and in a state, and growth.

Owns that one question, which answers for a whole list at once.
"""

from __future__ import annotations

from collections.abc import Sequence

from occlookup.catalog.areas import NATION_CODE, area_by_code, find_state
from occlookup.catalog.projecting import outlook_period
from occlookup.catalog.resolving import resolve
from occlookup.catalog.sourcing import block_sources, named_sources
from occlookup.catalog.store import Store
from occlookup.catalog.wage_rows import TopCodes, decode, wage_sources
from occlookup.comparisons import Glance, MedianPay
from occlookup.index.schema import AREA_STRIDE, NOT_PUBLISHED
from occlookup.model import Answer, Titled

_MEDIANS = ("hourly_median", "annual_median")


def glances(store: Store, codes: Sequence[str], *, state: str | None) -> Answer[tuple[Glance, ...]]:
    """The answer to `glances`: see Catalog.glances."""
    places = [area_by_code(store, NATION_CODE), *([find_state(store, state)] if state is not None else [])]
    cells = ", ".join(f"w{place}.{name}" for place in range(len(places)) for name in _MEDIANS)
    joins = " ".join(
        f"LEFT JOIN wage w{place} ON w{place}.id = o.published_as + {AREA_STRIDE} * (SELECT id FROM area WHERE code = ?)"
        for place in range(len(places))
    )
    rows = store.rows(
        f"SELECT s.code, s.title, p.code, p.title, o.percent_change, o.growth, {cells} FROM soc s"
        f" JOIN occupation o ON o.id = s.id JOIN soc p ON p.id = o.published_as {joins}"
        f" WHERE s.code IN ({', '.join('?' * len(codes))})",
        [*(place.code for place in places), *codes],
    )
    releases = [wage_sources([place]) for place in places]
    top = [TopCodes.of(store, next(iter(ids), "")) for ids in releases]
    period = outlook_period(store)
    found = {}
    for code, title, published_code, published_title, percent, growth, *medians in rows:
        pay = [_pay(medians[2 * place : 2 * place + 2], top[place]) for place in range(len(places))]
        published_as = None if published_code == code else Titled(published_code, published_title)
        local = pay[1] if state is not None else None
        found[code] = Glance(code, title, published_as, pay[0], local, percent, growth, period)
    for code in codes:
        if code not in found:
            resolve(store, code)  # says that there is none
    sources = block_sources(store, "projections").union(*releases)
    return Answer(tuple(found[code] for code in codes), named_sources(store, sources))


def _pay(cells: Sequence[int | None], top: TopCodes) -> MedianPay:
    (hourly, annual), notes = decode(_MEDIANS, [NOT_PUBLISHED if cell is None else cell for cell in cells], top)
    return MedianPay(hourly, None if annual is None else int(annual), notes)
