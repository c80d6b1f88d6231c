"""The result types of `compare`, and of a few figures of each of several occupations.

Owns the names of their fields; model.py says why they are NamedTuples and why there is no __future__ import.
"""

from typing import NamedTuple

from occlookup.model import Area, Interests, Note, Titled, WageRow
from occlookup.profile import ElementRating, Finding, LocalFigures, Outlook


class ComparedOccupation(NamedTuple):
    """One of the occupations side by side. `top_skills`: the ten most important; `own_skills`: names of those that no other
    one here has among its ten. The other fields as in Profile."""

    code: str
    title: str
    published_as: Titled | None
    wages: WageRow | None
    local: LocalFigures | None
    outlook: Outlook | None
    typical_education: str | None
    experience: str | None
    training: str | None
    job_zone: int | None
    interests: Interests | None
    stem: str | None
    top_skills: tuple[ElementRating, ...]
    own_skills: tuple[str, ...]
    work_life: float | None
    strengths: tuple[Finding, ...]
    challenges: tuple[Finding, ...]


class Comparability(NamedTuple):
    """Whether the occupations may be compared by one kind of figure; `reason` says why not, or what to mind."""

    figures: str
    comparable: bool
    reason: str | None


class Comparison(NamedTuple):
    """Up to five occupations side by side. `shared_skills`: names of those that are among the ten of each
    that has skills at all. `outlook_period`: as in Profile."""

    area: Area | None
    occupations: tuple[ComparedOccupation, ...]
    shared_skills: tuple[str, ...]
    comparability: tuple[Comparability, ...]
    outlook_period: str | None


class MedianPay(NamedTuple):
    """The median wage of one occupation in one place (OEWS), in US dollars. `notes` as in WageRow."""

    hourly_median: float | None
    annual_median: int | None
    notes: dict[str, Note]


class Glance(NamedTuple):
    """One occupation in a list of several: pay in the nation, in the state that was asked about, and the growth of its jobs.

    `published_as`: whose figures these are, where the occupation has none of its own. `local` is None where no state was asked
    about. `percent_change` and `growth` are BLS's of the nation, for `outlook_period`; None where it publishes no projection,
    and `growth` also where its words are not known for these years.
    """

    code: str
    title: str
    published_as: Titled | None
    national: MedianPay
    local: MedianPay | None
    percent_change: float | None
    growth: str | None
    outlook_period: str | None
