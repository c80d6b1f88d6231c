"""Which answers there are: the name in `schema`, the result types of its data, and which field of each holds its rows.

Owns that table, which the formats, the JSON Schema, the documents and the tests read. Types are named, not imported, so that an
answer loads no other answer's.
"""

from importlib import import_module
from typing import Any, NamedTuple


class AnswerKind(NamedTuple):
    """One result type. `rows`: the field of its data that holds its rows, and where that is empty the next; none where the
    data is one record."""

    module: str
    name: str
    rows: tuple[str, ...] = ()

    def load(self) -> type[tuple[Any, ...]]:
        """The result type itself."""
        kind: type[tuple[Any, ...]] = getattr(import_module(f"occlookup.{self.module}"), self.name)
        return kind


# in the order of the commands; where a command answers two kinds of question, a kind for each
ANSWERS: dict[str, tuple[AnswerKind, ...]] = {
    "show": (AnswerKind("profile", "Profile"),),
    "search": (AnswerKind("listings", "SearchResults", ("results",)),),
    "wages": (AnswerKind("model", "WageListing", ("rows",)),),
    "outlook": (AnswerKind("details", "OutlookAnswer"),),
    "places": (AnswerKind("details", "PlacesAnswer"),),
    "related": (AnswerKind("details", "RelatedAnswer", ("results",)),),
    "insights": (AnswerKind("details", "InsightsAnswer"),),
    "compare": (AnswerKind("comparisons", "Comparison", ("occupations",)),),
    "rank": (AnswerKind("rankings", "Ranking", ("rows",)),),
    "riasec": (AnswerKind("listings", "InterestProfile"), AnswerKind("listings", "InterestMatches", ("results",))),
    "quiz": (AnswerKind("guidance", "QuizResult", ("results",)),),
    "browse": (AnswerKind("listings", "BrowseListing", ("occupations", "groups")),),
    "areas": (AnswerKind("listings", "AreaListing", ("rows",)),),
    "glossary": (AnswerKind("guidance", "Glossary", ("terms",)),),
    "config-show": (AnswerKind("listings", "SettingsListing", ("settings",)),),
    "data-diff": (AnswerKind("changes", "DataChanges", ("rows",)), AnswerKind("changes", "OccupationChanges", ("rows",))),
    "data-info": (AnswerKind("listings", "DataInfo", ("sources",)),),
}


def kind_of(data: Any) -> AnswerKind:
    """The entry of an answer's data."""
    name = type(data).__name__
    return next(kind for kinds in ANSWERS.values() for kind in kinds if kind.name == name)
