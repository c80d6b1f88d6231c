"""The screens of `quiz` and `glossary`."""

from __future__ import annotations

from occlookup.guidance import Glossary, QuizResult
from occlookup.model import Answer
from occlookup.render.blocks import Bar, Bars, Bullets, Column, Facts, Grid, Heading, Paragraph, Screen
from occlookup.render.screens.parts import INTEREST_WORDS, source_line

EXPLORATION_AID = (
    "This is an aid to exploring, not a validated test: it shows work to look at, and says nothing of what anyone can do."
)
_MOST_POINTS = 40


def quiz_screen(answer: Answer[QuizResult], reverse: bool = False) -> Screen:
    """Six scores, the letters, the occupations that fit, and the words to ask again."""
    result = answer.data
    bars = tuple(
        Bar(name, f"{points} of {_MOST_POINTS}", points / _MOST_POINTS)
        for name, points in zip(INTEREST_WORDS.values(), result.scores, strict=True)
    )
    opening = (Heading("Your interests"), Paragraph(EXPLORATION_AID), Bars("Points, 0 to 40", bars))
    if not result.letters:
        flat = "All six types have as many points: there is no pattern to match. Answers that differ more would show one."
        return *opening, Paragraph(flat)
    words = ", ".join(INTEREST_WORDS[letter] for letter in result.letters)
    facts = [("Your letters", f"{result.letters} ({words})")]
    if result.tied:
        facts.append(("As many points", ", ".join(INTEREST_WORDS[letter] for letter in result.tied)))
    scores = ",".join(f"{letter}={points}" for letter, points in zip(INTEREST_WORDS, result.scores, strict=True))
    again = Paragraph(f"The same again, with any filter: occlookup riasec --scores {scores}", quiet=True)
    if not result.results:
        return *opening, Facts(tuple(facts)), Paragraph("No occupation fits all of these conditions."), again
    columns = (Column("Code"), Column("Occupation", key=False), Column("Interests"), Column("Fit", "right"))
    rows = tuple((match.code, match.title, match.interests.code, f"{match.score:.2f}") for match in result.results)
    how = "Fit: correlation of your six scores with the occupation's six; 1 is the best, 0 none, -1 the opposite."
    title = "Work that fits least" if reverse else "Work to look at"
    found = Grid(columns, rows, title, heads=1, note=how)
    return *opening, Facts(tuple(facts)), found, again, source_line(answer)


def glossary_screen(answer: Answer[Glossary]) -> Screen:
    """Each term with its sentence."""
    terms = answer.data.terms
    if len(terms) == 1:
        term = terms[0]
        also = (Paragraph(f"Also called: {', '.join(term.also)}", quiet=True),) if term.also else ()
        return Heading(term.term), Paragraph(term.meaning), *also
    return Heading("Glossary", f"{len(terms)} terms"), Bullets("", tuple(f"{term.term}: {term.meaning}" for term in terms))
