"""The industries in which an occupation works, in the nation (OEWS): shares and pay.

Owns turning the industries of a document into rows of an answer. Which they are is decided when the index is compiled.
"""

from __future__ import annotations

from typing import NamedTuple

from occlookup.catalog.store import Store
from occlookup.catalog.wage_rows import TopCodes, decode
from occlookup.model import WageRow
from occlookup.profile import IndustryShare

_SECTOR = 2
_FIGURES = ("employment", "annual_median", "hourly_median")


class Industries(NamedTuple):
    """`sectors`: all; the ten `subsectors` and the ten most `detailed` with the most jobs."""

    sectors: tuple[IndustryShare, ...]
    subsectors: tuple[IndustryShare, ...]
    detailed: tuple[IndustryShare, ...]


def industries_of(store: Store, found: dict[str, list[list[int]]], national: WageRow | None, source: str | None) -> Industries:
    """The industries of a document, of the release with the id `source`.

    `national` is the occupation's row in the nation, of which the shares are; of another release it is not the whole.
    """
    top = TopCodes.of(store, source or "")
    ids = {row[0] for rows in found.values() for row in rows}
    marks = ", ".join("?" * len(ids))
    named = {
        row[0]: row[1:] for row in store.rows(f"SELECT id, naics, title, level FROM industry WHERE id IN ({marks})", [*ids])
    }
    everyone = national.employment if national and national.area.source == source else None

    def shares(rows: list[list[int]]) -> tuple[IndustryShare, ...]:
        made = []
        for industry_id, *cells in rows:
            naics, title, level = named[industry_id]
            (employment, annual_median, hourly_median), notes = decode(_FIGURES, cells, top)
            share = round(100 * employment / everyone + 1e-9, 1) if everyone and employment is not None else None
            # as many digits as the code has; some are published for several industries together, "3251, 3252"
            shown = "sector" if level == _SECTOR else f"{len(naics.partition(',')[0])}-digit"
            made.append(IndustryShare(naics, title, shown, employment, share, annual_median, hourly_median, notes))  # type: ignore[arg-type]
        return tuple(made)

    return Industries(*(shares(found.get(name, [])) for name in ("sectors", "subsectors", "detailed")))
