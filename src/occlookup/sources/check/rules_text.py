"""Rules of the written text: short, plain, unrepeated, and covering the O*NET tasks that it says again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from occlookup.sources.check.rules_onet import task_ids
from occlookup.sources.check.tree import Finding, Record, Tree, registry

RULES, rule = registry()

SUMMARY_WORDS = 40
TASK_WORDS = 20
FEWEST_LINES, MOST_LINES, MOST_LINES_OF_MANY, MANY_TASKS = 6, 12, 15, 24
MOST_GRADE = 12.0
EXAMPLE_TITLES = range(2, 6)

_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9'./-]*")
_SENTENCE_END = re.compile(r"[.!?]+(?=\s|$)")
_VOWELS = re.compile(r"[aeiouy]+")
# A silent e at the end, not the le of "table".
_SILENT = re.compile(r"(?:[^laeiouy]e|[aeiouy]le|[^td]ed|[^sxzcgh]es)$")


def _written(tree: Tree) -> Iterator[tuple[str, Record, Record]]:
    for place, record in tree.occupations():
        if "text" in record:
            yield place, record, record["text"]


def _lines(text: Record) -> list[str]:
    return [line["text"] for line in text.get("tasks", [])]


@rule("text-summary-words")
def summaries_are_short(tree: Tree) -> Iterator[Finding]:
    """A summary has words, and at most 40 of them."""
    for place, _, text in _written(tree):
        if not 1 <= len(text["summary"].split()) <= SUMMARY_WORDS:
            yield place, f"the summary has {len(text['summary'].split())} words"


@rule("text-task-words")
def task_lines_are_short(tree: Tree) -> Iterator[Finding]:
    """A task line has words, and at most 20 of them."""
    for place, _, text in _written(tree):
        for line in _lines(text):
            if not 1 <= len(line.split()) <= TASK_WORDS:
                yield place, f"a task line has {len(line.split())} words: {line:.60}"


@rule("text-ascii")
def texts_are_ascii(tree: Tree) -> Iterator[Finding]:
    """What was written, definitions too, is ASCII."""
    for place, _, text in _written(tree):
        for line in (text["summary"], *_lines(text), *text.get("example_titles", [])):
            if not line.isascii():
                yield place, f"not ASCII: {line:.80}"
    for element in tree.entries("elements"):
        if not element.get("definition", "").isascii():
            yield "elements.toml", f"not ASCII: the definition of {element['id']}"


@rule("text-repeat")
def no_line_stands_twice(tree: Tree) -> Iterator[Finding]:
    """No line stands twice in an occupation's text."""
    for place, _, text in _written(tree):
        lines = (text["summary"], *_lines(text), *text.get("example_titles", []))
        for line, times in Counter(line.casefold().rstrip(".") for line in lines).items():
            if times > 1:
                yield place, f"a line stands there {times} times: {line:.80}"


@rule("text-task-ids")
def task_lines_name_known_tasks(tree: Tree) -> Iterator[Finding]:
    """Every task line names at least one O*NET task, and only tasks of the occupation's own."""
    for place, record, text in _written(tree):
        known = set(task_ids(record))
        for line in text.get("tasks", []):
            if not line["onet_task_ids"]:
                yield place, f"a task line names no O*NET task: {line['text']:.60}"
            for task in sorted(set(line["onet_task_ids"]) - known):
                yield place, f"O*NET task {task} is not one of this occupation's: {line['text']:.60}"


def _to_cover(record: Record) -> set[int]:
    return set(task_ids(record)) - set(record.get("tasks", {}).get("supplemental", []))


@rule("text-coverage")
def every_task_is_covered(tree: Tree) -> Iterator[Finding]:
    """Every O*NET task that is not supplemental is named by a task line."""
    for place, record, text in _written(tree):
        covered = {task for line in text.get("tasks", []) for task in line["onet_task_ids"]}
        if missing := sorted(_to_cover(record) - covered):
            yield place, f"no task line names O*NET task {', '.join(map(str, missing))}"


@rule("text-task-count")
def task_lines_are_neither_few_nor_many(tree: Tree) -> Iterator[Finding]:
    """There are 6 to 12 task lines; up to 15 for more than 24 tasks, and fewer where O*NET has fewer than six."""
    for place, record, text in _written(tree):
        if tasks := task_ids(record):
            fewest = min(FEWEST_LINES, len(tasks))
            most = MOST_LINES_OF_MANY if len(_to_cover(record)) > MANY_TASKS else MOST_LINES
            if not fewest <= len(_lines(text)) <= most:
                yield place, f"{len(_lines(text))} task lines instead of {fewest} to {most}"


@rule("text-summary-unique")
def summaries_differ(tree: Tree) -> Iterator[Finding]:
    """No two occupations have the same summary."""
    first: dict[str, str] = {}
    for place, record, text in _written(tree):
        other = first.setdefault(text["summary"].casefold(), record["code"])
        if other != record["code"]:
            yield place, f"the summary is that of {other}"


@rule("text-examples")
def occupations_without_tasks_have_examples(tree: Tree) -> Iterator[Finding]:
    """An occupation without O*NET tasks has 2 to 5 example titles and no task lines; the others have no examples."""
    for place, record, text in _written(tree):
        examples = text.get("example_titles", [])
        if task_ids(record):
            if examples:
                yield place, "example titles beside O*NET tasks"
        elif len(examples) not in EXAMPLE_TITLES or text.get("tasks"):
            yield place, f"{len(examples)} example titles and {len(_lines(text))} task lines, but no O*NET tasks"


@rule("text-grade")
def summaries_are_readable(tree: Tree) -> Iterator[Finding]:
    """The Flesch-Kincaid grade of a summary is at most 12."""
    for place, _, text in _written(tree):
        if (grade := reading_grade(text["summary"])) > MOST_GRADE:
            yield place, f"the summary's Flesch-Kincaid grade is {grade:.1f}"


def reading_grade(text: str) -> float:
    """The Flesch-Kincaid grade level of `text` (Kincaid et al., 1975), syllables counted by groups of vowels."""
    words = _WORD.findall(text)
    if not words:
        return 0.0
    sentences = max(1, len(_SENTENCE_END.findall(text)))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """About how many syllables a word has: its groups of vowels, without a silent e at its end; at least 1."""
    plain = re.sub(r"[^a-z]", "", word.lower())
    return max(1, len(_VOWELS.findall(plain)) - bool(_SILENT.search(plain)))
