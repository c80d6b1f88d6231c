"""The result types of `compare`.

Owns the names of their fields; model.py says why they are NamedTuples and why there is no __future__ import.
"""

from typing import NamedTuple

from occlookup.model import Area, Interests, Titled, WageRow
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
    that has skills at all."""

    area: Area | None
    occupations: tuple[ComparedOccupation, ...]
    shared_skills: tuple[str, ...]
    comparability: tuple[Comparability, ...]
