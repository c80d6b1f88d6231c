"""The result types: what the query layer answers with, and what every renderer and script reads.

Owns the names of the published fields that many answers share; profile.py has those of `show`, listings.py the others'.
Each type is a NamedTuple: immutable, and cheap to define and to make. (A frozen dataclass costs about 0.9 ms each to define
at start-up and a NamedTuple 0.1 ms; a listing makes 700 rows.) Field names are the JSON keys of the contract, in its order.
Imports nothing of the project.

Annotations are evaluated here (no __future__ import): NamedTuple would compile the text of each at every start, 2 ms in all.
"""

from typing import Generic, Literal, NamedTuple, TypeVar

Data = TypeVar("Data", covariant=True)

Note = Literal["at_least", "not_released", "hourly_only", "annual_only", "not_published"]
OccupationKind = Literal["detailed", "aggregate", "specialty", "own"]
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
    """A place of the OEWS estimates. `code` is BLS's seven digits; `state` is the USPS letters, None for the nation.

    `source` is the id of the release that its figures come from: the nation's and a state's may be of different ones.
    """

    code: str
    name: str
    type: AreaType
    state: str | None
    source: str | None = None


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


class OwnWageRow(NamedTuple):
    """A wage row of a center's own: what its `source` told of one occupation at `date`, or for the time `period`.

    It stands beside the published rows and in none of their lists. `area` is a name as the center wrote it. Units as in
    WageRow; a figure is None where the center's file gives none.
    """

    area: str
    source: str
    date: str | None
    period: str | None
    url: str | None
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
    file: str


class WageListing(NamedTuple):
    """Wage rows of one occupation over areas, or of one area over occupations.

    `occupation` is the one (or the group) that was asked about, None for a place's listing. `area` is the place: one area;
    the state, where its areas follow; the nation, where the states follow. `published_as` names the occupation whose
    estimates these are, where the one asked for has none of its own: the aggregate of a member, the detailed occupation of a
    specialty. `reason` says why `rows` is empty where it is: `not_in_data_set` or `no_match`. `own`: what the center's
    own records have about the occupation.
    """

    rows: tuple[WageRow, ...]
    occupation: Titled | None
    area: Area
    published_as: Titled | None
    reason: str | None
    own: tuple[OwnWageRow, ...]


class Interests(NamedTuple):
    """O*NET occupational interests on the scale 1 to 7, and the high points as letters ("CES")."""

    realistic: float
    investigative: float
    artistic: float
    social: float
    enterprising: float
    conventional: float
    code: str
