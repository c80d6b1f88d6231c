"""The result types: what the query layer answers with, and what every renderer and script reads.

Owns the names of all published fields, with profile.py, which has those that `show` alone needs. Each type is a
NamedTuple: immutable, and cheap to define and to make. (A frozen dataclass costs about 0.9 ms each to define at start-up
and a NamedTuple 0.1 ms; a listing makes 700 rows.) Field names are the JSON keys of the contract, in its order. Imports
nothing of the project.

Annotations are evaluated here (no __future__ import): NamedTuple would compile the text of each at every start, 2 ms in all.
"""

from typing import Generic, Literal, NamedTuple, TypeVar

Data = TypeVar("Data", covariant=True)

Note = Literal["at_least", "not_released", "hourly_only", "annual_only", "not_published"]
OccupationKind = Literal["detailed", "aggregate", "specialty"]
GroupLevel = Literal["total", "major", "minor", "broad"]
AreaType = Literal["nation", "state", "metro", "nonmetro"]


class Source(NamedTuple):
    """A release that an answer used. `period` is the time that its figures describe."""

    publisher: str
    title: str
    release: str
    period: str
    url: str
    licence: str


class Answer(NamedTuple, Generic[Data]):
    """One answer: its data and the releases that its figures come from, by their ids."""

    data: Data
    sources: dict[str, Source]


class Titled(NamedTuple):
    """A code and its title: of an occupation, a group, a specialty."""

    code: str
    title: str


class Area(NamedTuple):
    """A place of the OEWS estimates. `code` is BLS's seven digits; `state` is the USPS letters, None for the nation."""

    code: str
    name: str
    type: AreaType
    state: str | None


class WageRow(NamedTuple):
    """OEWS figures of one occupation in one area, as published.

    Wages in US dollars, `*_rse` relative standard errors in percent, employment in jobs (no self-employed). A figure is
    None where there is none; `notes` says why: `not_released` (withheld by the publisher), `hourly_only` and
    `annual_only` (paid so), `not_published` (no such estimate). With `at_least` the number is the publisher's top code.
    """

    code: str
    title: str
    area: Area
    employment: int | None
    employment_rse: float | None
    jobs_per_1000: float | None
    location_quotient: float | None
    hourly_mean: float | None
    annual_mean: int | None
    mean_rse: float | None
    hourly_p10: float | None
    hourly_p25: float | None
    hourly_median: float | None
    hourly_p75: float | None
    hourly_p90: float | None
    annual_p10: int | None
    annual_p25: int | None
    annual_median: int | None
    annual_p75: int | None
    annual_p90: int | None
    notes: dict[str, Note]


class WageListing(NamedTuple):
    """Wage rows of one occupation over areas, or of one area over occupations.

    `occupation` is the one (or the group) that was asked about, None for a place's listing. `area` is the place: one area;
    the state, where its areas follow; the nation, where the states follow. `published_as` names the occupation whose
    estimates these are, where the one asked for has none of its own: the aggregate of a member, the detailed occupation of a
    specialty. `reason` says why `rows` is empty where it is: `not_in_data_set` or `no_match`.
    """

    rows: tuple[WageRow, ...]
    occupation: Titled | None
    area: Area
    published_as: Titled | None
    reason: str | None


class Interests(NamedTuple):
    """O*NET occupational interests on the scale 1 to 7, and the high points as letters ("CES")."""

    realistic: float
    investigative: float
    artistic: float
    social: float
    enterprising: float
    conventional: float
    code: str


class SearchResult(NamedTuple):
    """A found occupation. `score` is comparable within one answer only; `matched` says what fitted."""

    code: str
    title: str
    score: float
    matched: str


class SearchResults(NamedTuple):
    """What a search found, best first."""

    query: str
    results: tuple[SearchResult, ...]


class InterestProfile(NamedTuple):
    """The interests of one occupation."""

    code: str
    title: str
    interests: Interests


class InterestMatch(NamedTuple):
    """An occupation that fits interests; `score` as the ranking that made it defines."""

    code: str
    title: str
    score: float
    interests: Interests


class InterestMatches(NamedTuple):
    """Occupations by how well they fit, best first. `method` names the measure: "c_index" or "correlation"."""

    method: str
    results: tuple[InterestMatch, ...]


class Group(NamedTuple):
    """A SOC 2018 group and how many occupations (detailed and aggregate) are in it."""

    code: str
    title: str
    level: GroupLevel
    occupations: int


class OccupationEntry(NamedTuple):
    """An occupation in a listing: national median wages (OEWS) and outlook beside its name.

    `published_as`: the occupation whose figures these are, where it has none of its own, so that nobody adds them up twice.
    """

    code: str
    title: str
    kind: OccupationKind
    published_as: Titled | None
    annual_median: int | None
    hourly_median: float | None
    employment_2024: int | None
    percent_change: float | None
    job_zone: int | None
    notes: dict[str, Note]


class BrowseListing(NamedTuple):
    """A place in the classification: the groups above it, the groups below it, and its occupations at the last level."""

    path: tuple[Titled, ...]
    groups: tuple[Group, ...]
    occupations: tuple[OccupationEntry, ...]


class AreaListing(NamedTuple):
    """Areas that fit a question, the state first."""

    rows: tuple[Area, ...]


class SourceStatus(NamedTuple):
    """One release in `data info`."""

    id: str
    publisher: str
    title: str
    release: str
    period: str
    url: str
    licence: str
    retrieved: str | None
    files: int


class DataInfo(NamedTuple):
    """What figures this copy has: counts, the index that answers ("in memory" where it has no file), the releases."""

    version: str
    occupations: int
    areas: int
    wage_rows: int
    index_file: str
    records_folder: str
    sources: tuple[SourceStatus, ...]
