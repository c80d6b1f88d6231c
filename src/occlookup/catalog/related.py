"""The occupations that O*NET relates to one, with their pay and outlook beside them.

Owns the rows of related occupations and the answer to `related`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from occlookup.catalog.areas import NATION_CODE
from occlookup.catalog.projecting import WORDS_NOT_KNOWN, outlook_period
from occlookup.catalog.store import Store
from occlookup.catalog.wage_rows import TopCodes, decode
from occlookup.index.schema import AREA_STRIDE
from occlookup.model import Titled
from occlookup.profile import RelatedOccupation

if TYPE_CHECKING:
    from occlookup.catalog.filtering import Filters, Order
    from occlookup.details import RelatedAnswer
    from occlookup.model import Answer

_FIGURES = ("employment", "hourly_median", "annual_p10", "annual_p25", "annual_median", "annual_p75", "annual_p90")
_NO_ESTIMATE = (-1,) * len(_FIGURES)


def related_occupations(store: Store, codes: Sequence[str], filters: Filters | None = None) -> tuple[RelatedOccupation, ...]:
    """The occupations with these codes that the filters keep, in the order of the codes."""
    condition, values = "1", list[object]()
    if filters is not None:
        from occlookup.catalog.filtering import where

        condition, values = where(store, filters, wage=None)
    marks = ", ".join("?" * len(codes))
    columns = ", ".join(f"w.{name}" for name in _FIGURES)
    nation = store.row("SELECT id, source FROM area WHERE code = ?", (NATION_CODE,)) or (0, "")
    rows = store.rows(
        "SELECT s.code, s.title, p.code, p.title, o.percent_change, o.growth, o.annual_openings, o.job_zone, w.id,"
        f" {columns} FROM soc s JOIN occupation o ON o.id = s.id JOIN soc p ON p.id = o.published_as"
        f" LEFT JOIN wage w ON w.id = ? + o.published_as WHERE s.code IN ({marks}) AND {condition}",
        (nation[0] * AREA_STRIDE, *codes, *values),
    )
    top = TopCodes.of(store, nation[1] or "")
    found = {}
    for code, title, published_code, published_title, percent, growth, openings, zone, wage_id, *cells in rows:
        figures, notes = decode(_FIGURES, _NO_ESTIMATE if wage_id is None else cells, top)
        published_as = None if published_code == code else Titled(published_code, published_title)
        # a projection without its word: the years' words are not known
        remarks = {"growth": WORDS_NOT_KNOWN} if percent is not None and growth is None else {}
        outlook = percent, growth, openings, zone, {**notes, **remarks}
        found[code] = RelatedOccupation._make((code, title, published_as, *figures, *outlook))
    return tuple(found[code] for code in codes if code in found)


def related(store: Store, text: str, filters: Filters | None, order: Order | None) -> Answer[RelatedAnswer]:
    """The answer to `related`: see Catalog.related."""
    from occlookup.catalog.filtering import arrange, filter_blocks
    from occlookup.catalog.resolving import resolve
    from occlookup.catalog.sourcing import block_sources, named_sources
    from occlookup.details import RelatedAnswer
    from occlookup.model import Answer

    unit = resolve(store, text)
    codes = store.document(unit.id)["related"]
    results = arrange(RelatedOccupation, related_occupations(store, codes, filters), order)
    used = ("related", "wages", "projections", "job_zone") if results else ()
    reason = None if results else "no_match" if codes else "not_in_data_set"
    answer = RelatedAnswer(unit.code, unit.title, results, reason, outlook_period(store))
    return Answer(answer, named_sources(store, block_sources(store, *used, *filter_blocks(filters))))
