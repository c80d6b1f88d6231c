"""Rules of the written definitions of elements and summaries of groups: there, short, plain."""

from __future__ import annotations

from collections.abc import Iterator

from occlookup.sources.check.tree import Finding, Record, Tree, registry
from occlookup.sources.check.wording import count_words, unexplained_abbreviation

RULES, rule = registry()

DEFINITION_WORDS = 20
GROUP_WORDS = 40
DEFINED_KINDS = frozenset(
    ("interest", "skill", "knowledge", "work_style", "work_value", "work_context", "job_zone", "education")
)
# O*NET's levels of education are survey categories beside lengths of time and certificates, which say what they are.
_DEFINED_SURVEY = "RL "


def needs_definition(element: Record) -> bool:
    """Whether the project explains this element in words of its own."""
    return element["kind"] in DEFINED_KINDS or (element["kind"] == "survey" and element["id"].startswith(_DEFINED_SURVEY))


@rule("definition-missing")
def elements_have_definitions(tree: Tree) -> Iterator[Finding]:
    """Every skill, knowledge area, work style, value, context item, interest, zone and level of education is defined."""
    for element in tree.entries("elements"):
        if needs_definition(element) and not element.get("definition"):
            yield "elements.toml", f"{element['id']} ({element['name']}) has no definition"


@rule("definition-words")
def definitions_are_short_and_plain(tree: Tree) -> Iterator[Finding]:
    """A definition has at most 20 words, is ASCII, and explains its abbreviations."""
    for element in tree.entries("elements"):
        definition = element.get("definition", "")
        if (words := count_words(definition)) > DEFINITION_WORDS:
            yield "elements.toml", f"the definition of {element['id']} has {words} words"
        yield from _plain("elements.toml", f"the definition of {element['id']}", definition)


@rule("group-summary")
def major_groups_have_summaries(tree: Tree) -> Iterator[Finding]:
    """Every major group has a summary of one sentence, of at most 40 words, ASCII; no two have the same."""
    first: dict[str, str] = {}
    for group in tree.entries("groups"):
        summary = group.get("summary", "")
        if not summary:
            if group["level"] == "major":
                yield "groups.toml", f"{group['code']} ({group['title']}) has no summary"
            continue
        if count_words(summary) > GROUP_WORDS or ". " in summary or not summary.endswith("."):
            yield "groups.toml", f"the summary of {group['code']} is not one sentence of at most {GROUP_WORDS} words"
        yield from _plain("groups.toml", f"the summary of {group['code']}", summary)
        other = first.setdefault(summary.casefold(), group["code"])
        if other != group["code"]:
            yield "groups.toml", f"the summary of {group['code']} is that of {other}"


def _plain(place: str, name: str, text: str) -> Iterator[Finding]:
    if not text.isascii():
        yield place, f"not ASCII: {name}"
    if shortened := unexplained_abbreviation(text):
        yield place, f"{shortened} is not explained in {name}"
