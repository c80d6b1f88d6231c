"""The result types of `rank`.

Owns the names of their fields; model.py says why they are NamedTuples and why there is no __future__ import. Knows nothing of
profile.py, whose many types would take longer to define than the answer takes.
"""

from typing import NamedTuple

from occlookup.model import Area, Titled


class RankEntry(NamedTuple):
    """An occupation in a ranking. Jobs, wages and location quotient are those of the place that was asked about (OEWS).

    `percent_change` and `annual_openings` are of the period and the place that Ranking names. `published_as`: whose figures
    these are, where the occupation has none of its own. `notes` as in WageRow, and as in
    Ranking for the openings.
    """

    rank: int
    code: str
    title: str
    published_as: Titled | None
    employment: int | None
    hourly_median: float | None
    annual_median: int | None
    location_quotient: float | None
    percent_change: float | None
    annual_openings: int | None
    education: str | None
    job_zone: int | None
    interests: str | None
    stem: str | None
    notes: dict[str, str]


class Ranking(NamedTuple):
    """Occupations by one figure, the largest first, or the smallest where `ascending`. `by` is the figure's name.

    `outlook_period`: BLS's for the nation, "2024-34" say; or the state's own, "2022-32", where a state is ranked by growth or
    openings, as `own_outlook` then says; "" where no occupation has a projection. `ranked` counts the occupations that have the
    figure and fit the filters; `without` those that fit and lack it. A median at or above the top code is ranked as that, and
    may be higher. `notes` has "new_jobs_only" for openings that leave out people who leave, as one state counts them.
    """

    by: str
    ascending: bool
    area: Area
    outlook_period: str
    ranked: int
    without: int
    notes: dict[str, str]
    rows: tuple[RankEntry, ...]
    own_outlook: bool
