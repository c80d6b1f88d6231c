"""The result types of `search`, `riasec`, `browse`, `areas`, `config show` and `data info`.

Owns the names of their fields; model.py says why they are NamedTuples and why there is no __future__ import. A module of
its own, so that `show` and `wages` need not define them.
"""

from typing import Literal, NamedTuple

from occlookup.model import Area, GroupLevel, Interests, Note, OccupationKind, Titled


class SearchResult(NamedTuple):
    """A found occupation. `score` is comparable within one answer only; `matched` says what fitted."""

    code: str
    title: str
    score: float
    matched: str


class SearchResults(NamedTuple):
    """What a search found, best first. `notice`: what a person should read before anything else, None as a rule."""

    query: str
    results: tuple[SearchResult, ...]
    notice: str | None


class InterestType(NamedTuple):
    """One of the six types of the Holland code, and what such people like to do."""

    letter: str
    name: str
    definition: str | None


class InterestProfile(NamedTuple):
    """The interests of one occupation, and the types of its Holland code in that order."""

    code: str
    title: str
    interests: Interests
    types: tuple[InterestType, ...]


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
    """A SOC 2018 group and how many occupations (detailed and aggregate) are in it; major groups have a summary."""

    code: str
    title: str
    level: GroupLevel
    occupations: int
    summary: str | None


class OccupationEntry(NamedTuple):
    """An occupation in a listing: national median wages (OEWS) and outlook beside its name.

    `published_as`: the occupation whose figures these are, where it has none of its own, so that nobody adds them up twice.
    `base_year` and `projected_year`, and the employment of these years, are those of BLS's projections in use;
    `employment_2024` is None where they are of other years.
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
    base_year: int | None
    projected_year: int | None
    employment_base: int | None
    employment_projected: int | None


class BrowseListing(NamedTuple):
    """A place in the classification: the groups above it, the groups below it, and its occupations at the last level.

    `summary`: what people in the major group do; None further down and where no one group was asked about. `outlook_period`: as
    in Profile.
    """

    path: tuple[Titled, ...]
    summary: str | None
    groups: tuple[Group, ...]
    occupations: tuple[OccupationEntry, ...]
    outlook_period: str | None


class AreaListing(NamedTuple):
    """Areas that fit a question, the state first."""

    rows: tuple[Area, ...]


class SourceStatus(NamedTuple):
    """One release in `data info`.

    `published` and `next_expected` are months ("2026-05") by the publisher's calendar, `age_months` whole months since
    `published`, `newer_due` whether the next one should be out; None for what has no calendar, such as a paper, and for what
    only the wages of earlier years come from.
    """

    id: str
    publisher: str
    title: str
    release: str
    period: str
    url: str
    licence: str
    retrieved: str | None
    files: int
    published: str | None
    age_months: int | None
    next_expected: str | None
    newer_due: bool | None


class DataInfo(NamedTuple):
    """What figures this copy has: counts, the index that answers ("in memory" where it has no file), the releases.

    `edition`: "bundled", or the name of the import that made these records, None for a folder of a person's own;
    `former`: the one before it, None where there is none. `notices`: what a person should know of them, a sentence each.
    """

    version: str
    occupations: int
    areas: int
    wage_rows: int
    index_file: str
    records_folder: str
    sources: tuple[SourceStatus, ...]
    edition: str | None
    former: str | None
    notices: tuple[str, ...]


class SettingStatus(NamedTuple):
    """One setting: its value and where that comes from.

    `origin` is "default", "file" or "environment"; `variable` is the environment variable that sets it, set or not.
    """

    name: str
    value: str
    origin: Literal["default", "file", "environment"]
    variable: str
    about: str


class SettingsListing(NamedTuple):
    """Every setting. `file`: the settings file, which need not exist; None where the environment says that there is none."""

    file: str | None
    settings: tuple[SettingStatus, ...]
