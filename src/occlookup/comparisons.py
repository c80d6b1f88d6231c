"""The result types of the commands that go across occupations: `compare`, `rank`, `quiz`, `glossary`.

Owns the names of their fields; model.py says why they are NamedTuples and why there is no __future__ import.
"""

from typing import NamedTuple

from occlookup.model import Area, Interests, Note, Titled, WageRow
from occlookup.profile import ElementRating, Finding, LocalFigures, Outlook


class RankEntry(NamedTuple):
    """An occupation in a ranking. Jobs, wages and location quotient are those of the place that was asked about (OEWS).

    `percent_change` and `annual_openings` are of the period and the place that Ranking names. `published_as`: whose figures
    these are, where the occupation has none of its own. `notes` as in WageRow.
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
    notes: dict[str, Note]


class Ranking(NamedTuple):
    """Occupations by one figure, the largest first. `by` is the figure's name.

    `outlook_period`: "2024-34", BLS's for the nation; or "2022-32", the state's own, where a state is ranked by growth or
    openings. `ranked` counts the occupations that have the figure and fit the filters; `without` those that fit and lack it.
    """

    by: str
    area: Area
    outlook_period: str
    ranked: int
    without: int
    rows: tuple[RankEntry, ...]


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


class Statement(NamedTuple):
    """A statement of the interest quiz: the type that it asks about, the job zone and the occupation that it is drawn from."""

    type: str
    job_zone: int
    code: str
    text: str


class InterestScores(NamedTuple):
    """How much a person would like each type of work: the sum of ten answers, 0 (dislike strongly) to 4 (like strongly)."""

    realistic: int
    investigative: int
    artistic: int
    social: int
    enterprising: int
    conventional: int


class QuizMatch(NamedTuple):
    """An occupation that fits: `score` is Pearson's correlation of the six scores with its six interests."""

    code: str
    title: str
    score: float
    interests: Interests


class QuizResult(NamedTuple):
    """What 60 answers say. `letters`: the three highest types, strongest first; "" where all are the same.

    `tied`: types that share the third place and are not among the letters.
    """

    scores: InterestScores
    letters: str
    tied: str
    results: tuple[QuizMatch, ...]


class Term(NamedTuple):
    """A term of the screens in one plain sentence; `also` are other names of it."""

    term: str
    also: tuple[str, ...]
    meaning: str


class Glossary(NamedTuple):
    """Terms, by the alphabet."""

    terms: tuple[Term, ...]
