"""The screens of `riasec`: one occupation's interests, or occupations by fit."""

from __future__ import annotations

from occlookup.listings import InterestMatches, InterestProfile
from occlookup.model import Answer
from occlookup.render.blocks import Bar, Bars, Column, Facts, Grid, Heading, Paragraph, Screen
from occlookup.render.screens.parts import INTEREST_WORDS, interest_words, source_line

_CORRELATION = "Fit: correlation of the six scores, as in the O*NET Interest Profiler; 1 is the best, 0 none, -1 the opposite."
_C_INDEX = "Fit: C index of Brown and Gore (1994); {best} is the best for {letters}."
_BEST_C_INDEX = {1: (9, "one letter"), 2: (15, "two letters"), 3: (18, "three letters")}


def profile_screen(answer: Answer[InterestProfile]) -> Screen:
    """Six bars and the Holland code."""
    profile = answer.data
    types = tuple((kind.name, kind.definition) for kind in profile.types if kind.definition)
    scores = zip(INTEREST_WORDS.values(), profile.interests[:6], strict=True)
    return (
        Heading(profile.title, profile.code),
        Facts((("Interests", interest_words(profile.interests)),)),
        Bars(
            "Interest profile (RIASEC, 1 to 7)",
            tuple(Bar(name, f"{score:.2f}", (score - 1) / 6) for name, score in scores),
        ),
        *((Facts(types),) if types else ()),
        source_line(answer),
    )


def matches_screen(answer: Answer[InterestMatches], asked: str) -> Screen:
    """Occupations, best fit first. `asked` is the Holland code, "" for scores."""
    method, results = answer.data
    heading = Heading(f"Occupations for {asked or 'your scores'}")
    if not results:
        return heading, Paragraph("No occupation fits all of these conditions.")
    columns = (Column("Code"), Column("Occupation", key=False), Column("Interests"), Column("Fit", "right"))
    rows = tuple(
        (match.code, match.title, match.interests.code,
         f"{match.score:.0f}" if method == "c_index" else f"{match.score:.2f}")
        for match in results
    )  # fmt: skip
    best, letters = _BEST_C_INDEX.get(len(asked), (18, "three letters"))
    how = _CORRELATION if method == "correlation" else _C_INDEX.format(best=best, letters=letters)
    return (
        heading,
        Grid(columns, rows, heads=1),
        Paragraph(how, quiet=True),
        source_line(answer),
    )
