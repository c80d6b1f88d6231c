"""The industries in which an occupation works, in the nation (OEWS).

Owns which of the published industries neither overlap nor repeat each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from occlookup.catalog.areas import NATION_CODE
from occlookup.catalog.store import Store
from occlookup.catalog.wage_rows import TopCodes, decode
from occlookup.model import WageRow
from occlookup.profile import IndustryShare

_LEVELS = {2: "sector", 3: "3-digit", 4: "4-digit", 5: "5-digit"}
_SECTOR, _SUBSECTOR = 2, 3  # of the subsectors and government, none overlaps another and none is left out
_MOST = 10
_FIGURES = ("employment", "annual_median", "hourly_median")


class Industries(NamedTuple):
    """`sectors`: all; the ten `subsectors` and the ten most `detailed` with the most jobs."""

    sectors: tuple[IndustryShare, ...]
    subsectors: tuple[IndustryShare, ...]
    detailed: tuple[IndustryShare, ...]


def industries_of(store: Store, soc_id: int, national: WageRow | None) -> Industries:
    """The industries of the unit with this id; `national` is its row in the nation, of which the shares are."""
    rows = store.rows(
        "SELECT i.code, i.naics, i.title, i.level, w.employment, w.annual_median, w.hourly_median"
        " FROM industry_wage w JOIN industry i ON i.id = w.industry_id"
        " WHERE w.soc_id = ? AND w.employment >= 0 AND i.overlaps = 0 ORDER BY w.employment DESC, i.code",
        (soc_id,),
    )
    if not rows:
        return Industries((), (), ())
    source = store.row("SELECT source FROM area WHERE code = ?", (NATION_CODE,))
    top = TopCodes.of(store, source[0] if source else "")
    everyone = national.employment if national else None
    with_parts = {row[0][:level] for row in rows for level in range(_SUBSECTOR, row[3])}
    lowest = [row for row in rows if row[3] > _SECTOR and row[0][: row[3]] not in with_parts]
    return Industries(
        _shares([row for row in rows if row[3] == _SECTOR], everyone, top),
        _shares([row for row in rows if row[3] == _SUBSECTOR][:_MOST], everyone, top),
        _shares(lowest[:_MOST], everyone, top),
    )


def _shares(rows: Iterable[tuple[Any, ...]], everyone: int | None, top: TopCodes) -> tuple[IndustryShare, ...]:
    made = []
    for _, naics, title, level, *cells in rows:
        (employment, annual_median, hourly_median), notes = decode(_FIGURES, cells, top)
        share = round(100 * employment / everyone, 1) if everyone and employment is not None else None
        shown = _LEVELS[level]
        made.append(IndustryShare._make((naics, title, shown, employment, share, annual_median, hourly_median, notes)))
    return tuple(made)
