"""The interest quiz: its statements, a run through them, and what the answers say.

Owns the order of the statements, the scoring and the state of a run; asking and drawing are the command's and the kiosk's.
Nothing of a run is kept beyond the run. An aid to exploring, not a validated test.
"""

from __future__ import annotations

from collections.abc import Sequence

from occlookup.catalog.filtering import Filters, Order
from occlookup.catalog.interests import match_scores
from occlookup.catalog.store import Store
from occlookup.codes import RIASEC_LETTERS, show_text
from occlookup.errors import UsageError
from occlookup.guidance import InterestScores, QuizMatch, QuizResult, Statement
from occlookup.model import Answer

LENGTH = 60
LEAST, MOST = 1, 5  # dislike strongly ... like strongly
_LETTERS = 3


def statements(store: Store) -> tuple[Statement, ...]:
    """The sixty statements as they are asked: the types in turn, little training first."""
    found = [Statement(entry["type"], entry["job_zone"], entry["code"], entry["text"]) for entry in store.meta("quiz")]
    by_type = {letter: [statement for statement in found if statement.type == letter] for letter in RIASEC_LETTERS}
    return tuple(statement for turn in zip(*by_type.values(), strict=True) for statement in turn)


class QuizRun:
    """One person's way through the statements. `answers` has an answer (1 to 5) for each statement asked so far."""

    def __init__(self, asked: Sequence[Statement]) -> None:
        self.statements = asked
        self.answers: list[int] = []

    @property
    def done(self) -> bool:
        """Whether every statement is answered."""
        return len(self.answers) == len(self.statements)

    @property
    def current(self) -> Statement:
        """The statement to answer next."""
        return self.statements[len(self.answers)]

    def answer(self, liking: int) -> None:
        """Answer the current statement, 1 (dislike strongly) to 5 (like strongly)."""
        if not LEAST <= liking <= MOST:
            raise ValueError(f"{liking} is no answer")
        self.answers.append(liking)

    def back(self) -> None:
        """Take the last answer back; at the first statement there is none to take."""
        if self.answers:
            self.answers.pop()


def parse_answers(text: str) -> list[int]:
    """Sixty answers from sixty digits 1 to 5, in the order of the statements; spaces do not matter.

    Raises:
        UsageError: there are not sixty, or one is no digit from 1 to 5.
    """
    digits = "".join(text.split())
    if wrong := next((char for char in digits if char not in "12345"), None):
        raise UsageError(
            f"{show_text(wrong)!r} is no answer.", hint="Give 60 digits: 1 dislike strongly, 2, 3 unsure, 4, 5 like strongly."
        )
    if len(digits) != LENGTH:
        raise UsageError(f"the quiz has {LENGTH} statements, and {len(digits)} answers were given.", hint="Give 60 digits.")
    return [int(char) for char in digits]


def score(asked: Sequence[Statement], answers: Sequence[int]) -> InterestScores:
    """The sum of each type's answers, each counted 0 to 4."""
    totals = dict.fromkeys(RIASEC_LETTERS, 0)
    for statement, liking in zip(asked, answers, strict=True):
        totals[statement.type] += liking - LEAST
    return InterestScores(*totals.values())


def result(store: Store, answers: Sequence[int], filters: Filters | None, order: Order | None) -> Answer[QuizResult]:
    """Scores, letters and the occupations that fit, best first."""
    scores = score(statements(store), answers)
    letters, tied = _letters(scores)
    if not letters:  # no pattern: every occupation would fit as well as every other
        return Answer(QuizResult(scores, letters, tied, ()), {})
    asked = ",".join(f"{letter}={total}" for letter, total in zip(RIASEC_LETTERS, scores, strict=True))
    matches = match_scores(store, asked, filters, order)
    results = tuple(QuizMatch(*match) for match in matches.data.results)
    return Answer(QuizResult(scores, letters, tied, results), matches.sources)


def _letters(scores: InterestScores) -> tuple[str, str]:
    """The three highest types, and those with as many points as the third; two times nothing where all are the same."""
    if len(set(scores)) == 1:
        return "", ""
    ranked = sorted(zip(scores, RIASEC_LETTERS, strict=True), key=lambda pair: (-pair[0], RIASEC_LETTERS.index(pair[1])))
    letters = "".join(letter for _, letter in ranked[:_LETTERS])
    tied = "".join(letter for total, letter in ranked[_LETTERS:] if total == ranked[_LETTERS - 1][0])
    return letters, tied
