"""Occupations by one figure: the best paid, the fastest growing, those with the most openings.

Owns what can be ranked by, and which occupations are ranked: those with figures of their own, so that none counts twice.
"""

from __future__ import annotations

from typing import Any

from occlookup.catalog.areas import NATION_CODE, area_by_code, find_state
from occlookup.catalog.filtering import Filters, filter_blocks, where
from occlookup.catalog.projecting import outlook_period
from occlookup.catalog.sourcing import block_sources, named_sources
from occlookup.catalog.store import Store
from occlookup.catalog.wage_rows import TopCodes, decode, wage_sources
from occlookup.codes import show_text
from occlookup.errors import UsageError
from occlookup.index.schema import (
    AREA_STRIDE,
    EDUCATION_LEVELS,
    NEW_JOBS_ONLY,
    NOT_PUBLISHED,
    STATE_PROJECTIONS_PERIOD,
    STATE_PROJECTIONS_SOURCE,
    STEM_SOURCE,
    TOP_CODED,
)
from occlookup.model import Answer, Note, Titled
from occlookup.rankings import RankEntry, Ranking

BY = ("annual_median", "openings", "growth", "employment", "location_quotient")

_FIGURES = ("employment", "hourly_median", "annual_median", "location_quotient")
# the columns of the question below, by what they are ranked by
_PLACES = {"employment": 0, "annual_median": 2, "location_quotient": 3, "growth": 4, "openings": 5}


def rank(
    store: Store, by: str, *, state: str | None, filters: Filters | None, top: int | None, reverse: bool
) -> Answer[Ranking]:
    """The answer to `rank`: see Catalog.rank.

    Raises:
        UsageError: `by` is none of BY, or a location quotient is asked of the nation.
    """
    if by not in BY:
        raise UsageError(f"there is no ranking by {show_text(by)!r}.", hint=f"Rankings: {', '.join(BY)}.")
    if by == "location_quotient" and state is None:
        raise UsageError("a location quotient compares a place with the nation.", hint="Name a state: --state CT.")
    area = area_by_code(store, NATION_CODE) if state is None else find_state(store, state)
    # the nation's projection says nothing of a state: its own does, for another period
    own_outlook = state is not None and by in ("openings", "growth")
    outlook = ("sp.percent_change", "sp.annual_openings") if own_outlook else ("o.percent_change", "o.annual_openings")
    condition, values = where(store, filters, wage="w")
    # a projection counts also where no wage is published
    kept = "LEFT JOIN" if by in ("openings", "growth") else "JOIN"
    # an aggregate has no O*NET data: where a filter asks for them, its members stand for it
    about_members = filters is not None and (filters.job_zones is not None or filters.letters is not None)
    if about_members:
        listed, published = "s.level = 'detailed'", "JOIN soc p ON p.id = o.published_as"
    else:
        # whoever has figures of its own needs no second look at table soc
        listed, published = "o.published_as = o.id AND s.level IN ('detailed', 'aggregate')", ""
    whose = "p" if about_members else "s"
    joined = f"LEFT JOIN state_projection sp ON sp.state = ? AND sp.code = {whose}.code" if own_outlook else ""
    rows = store.rows(
        f"SELECT {', '.join(f'w.{name}' for name in _FIGURES)}, {', '.join(outlook)}, s.code, s.title,"
        f" {whose}.code, {whose}.title,"
        " o.education, o.job_zone, o.high_points, o.stem FROM occupation o JOIN soc s ON s.id = o.id"
        f" {published} {joined}"
        f" {kept} wage w ON w.id = o.published_as + {AREA_STRIDE} * (SELECT id FROM area WHERE code = ?)"
        f" WHERE {listed} AND {condition}",
        ([area.state] if own_outlook else []) + [area.code, *values],
    )
    place = _PLACES[by]
    given = [row for row in rows if row[place] is not None and (place > 3 or row[place] >= 0 or row[place] == TOP_CODED)]
    # the same figure: the one with more jobs first, then by code
    given.sort(key=lambda row: (-max(row[0] or 0, 0), row[6]))
    releases = wage_sources([area])
    codes = TopCodes.of(store, next(iter(releases), ""))
    # a median at or above the top code counts as that: May 2025 also tells wages above it exactly
    top_coded = codes.annual or 0
    is_wage = by == "annual_median"  # a growth of -5 percent is no mark
    given.sort(key=lambda row: top_coded if is_wage and row[place] == TOP_CODED else row[place], reverse=not reverse)
    shown = given if top is None else given[:top]
    notes = {"annual_openings": "new_jobs_only"} if own_outlook and area.state in NEW_JOBS_ONLY else {}
    entries = tuple(_entry(number, row, codes, notes) for number, row in enumerate(shown, 1))
    period = STATE_PROJECTIONS_PERIOD if own_outlook else outlook_period(store) or ""
    sources = {*releases, *block_sources(store, "projections", "job_zone", *filter_blocks(filters))}
    if own_outlook:
        sources.add(STATE_PROJECTIONS_SOURCE)
    if any(entry.stem for entry in entries):
        sources.add(STEM_SOURCE)
    ranking = Ranking(by, reverse, area, period, len(given), len(rows) - len(given), notes, entries, own_outlook)
    return Answer(ranking, named_sources(store, sources))


def _entry(number: int, row: tuple[Any, ...], top: TopCodes, remarks: dict[str, str]) -> RankEntry:
    employment, hourly, annual, quotient = (NOT_PUBLISHED if cell is None else cell for cell in row[:4])
    notes: dict[str, Note]
    if employment >= 0 and hourly >= 0 and annual >= 0 and quotient == NOT_PUBLISHED:
        # nearly every row of the nation, at a third of the time that decode() takes
        hourly, quotient, notes = hourly / 100, None, {"location_quotient": "not_published"}
    else:
        (employment, hourly, annual, quotient), notes = decode(_FIGURES, (employment, hourly, annual, quotient), top)
    percent, openings, code, title, published_code, published_title, education, zone, letters, stem = row[4:]
    published_as = None if published_code == code else Titled(published_code, published_title)
    level = None if education is None else EDUCATION_LEVELS[education]
    return RankEntry._make(
        (
            number, code, title, published_as, employment, hourly, annual, quotient, percent, openings, level, zone,
            letters or None, stem, {**notes, **remarks},
        )
    )  # fmt: skip
