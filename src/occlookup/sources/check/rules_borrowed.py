"""Rules that hold the written words against the publishers' own: no sentence of O*NET, SOC or BLS stands in the records.

They need the releases' sentences, which no record has; without the releases they cannot be held.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from occlookup.sources.check.rules_text import sentences_of, written
from occlookup.sources.check.tree import Finding, Tree
from occlookup.sources.check.wording import RUN, runs
from occlookup.sources.sentences import Sentences

BorrowedRule = Callable[[Tree, Sentences], Iterator[Finding]]

# Names of things that have no other words, as normalised runs. Each wants a reason beside it.
TERMS_OF_ART: frozenset[tuple[str, ...]] = frozenset()


def texts_are_the_projects_own(tree: Tree, sentences: Sentences) -> Iterator[Finding]:
    """No summary or task line shares six words in a row with the occupation's own statements and descriptions."""
    for place, record, text in written(tree):
        yield from _borrowed(place, sentences_of(text), sentences.occupations.get(record["code"], []))


def definitions_are_the_projects_own(tree: Tree, sentences: Sentences) -> Iterator[Finding]:
    """No definition of an element shares six words in a row with what O*NET says of any element."""
    definitions = (element["definition"] for element in tree.entries("elements") if "definition" in element)
    yield from _borrowed("elements.toml", definitions, sentences.elements)


def meanings_are_the_projects_own(tree: Tree, sentences: Sentences) -> Iterator[Finding]:
    """No meaning of a glossary term shares six words in a row with what O*NET says of any element."""
    yield from _borrowed("glossary.toml", _meanings(tree), sentences.elements)


def statements_are_the_projects_own(tree: Tree, sentences: Sentences) -> Iterator[Finding]:
    """No statement of the quiz shares six words in a row with its occupation's statements or what O*NET says of any element."""
    statements = tree.entries("quiz")
    yield from _borrowed("quiz.toml", (statement["text"] for statement in statements), sentences.elements)
    for statement in statements:
        yield from _borrowed("quiz.toml", [statement["text"]], sentences.occupations.get(statement["code"], []))


RULES: dict[str, BorrowedRule] = {
    "text-borrowed": texts_are_the_projects_own,
    "definition-borrowed": definitions_are_the_projects_own,
    "glossary-borrowed": meanings_are_the_projects_own,
    "quiz-borrowed": statements_are_the_projects_own,
}


def _meanings(tree: Tree) -> Iterator[str]:
    for entry in tree.entries("glossary"):
        yield from (entry[key] for key in ("meaning", "otherwise") if key in entry)


def _borrowed(place: str, lines: Iterable[str], sources: Iterable[str]) -> Iterator[Finding]:
    known = {run for source in sources for run in runs(source)} - TERMS_OF_ART
    for line in lines:
        if shared := next((run for run in runs(line) if run in known), None):
            yield place, f"{RUN} words in a row are the publisher's: {' '.join(shared)}"
