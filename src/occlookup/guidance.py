"""The result types of `quiz` and `glossary`.

Owns the names of their fields; model.py says why they are NamedTuples and why there is no __future__ import. Knows nothing of
profile.py, whose many types would take longer to define than the answer takes.
"""

from typing import NamedTuple

from occlookup.model import Interests


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
