"""Rules of an occupation's written text: short, plain, unrepeated, and covering the O*NET tasks that it says again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from statistics import median

from occlookup.sources.check.rules_onet import task_ids
from occlookup.sources.check.tree import Finding, Record, Tree, registry
from occlookup.sources.check.wording import count_words, reading_grade, unexplained_abbreviation

RULES, rule = registry()

SUMMARY_WORDS = 40
TASK_WORDS = 20
FEWEST_LINES, MOST_LINES, MOST_LINES_OF_MANY, MANY_TASKS = 6, 12, 15, 24
MOST_IDS_OF_A_LINE = 4
MOST_GRADE, MOST_MEDIAN_GRADE = 12.0, 10.0
EXAMPLE_TITLES = range(2, 6)


def written(tree: Tree) -> Iterator[tuple[str, Record, Record]]:
    """The file, the record and the text of every occupation that has one."""
    for place, record in tree.occupations():
        if "text" in record:
            yield place, record, record["text"]


def _lines(text: Record) -> list[str]:
    return [line["text"] for line in text.get("tasks", [])]


def sentences_of(text: Record) -> list[str]:
    """The summary and the task lines of a text."""
    return [text["summary"], *_lines(text)]


@rule("text-missing")
def every_occupation_has_words(tree: Tree) -> Iterator[Finding]:
    """Every occupation has its text."""
    for place, record in tree.occupations():
        if "text" not in record:
            yield place, "the occupation has no text"


@rule("text-summary-words")
def summaries_are_short(tree: Tree) -> Iterator[Finding]:
    """A summary has words, and at most 40 of them."""
    for place, _, text in written(tree):
        if not 1 <= (words := count_words(text["summary"])) <= SUMMARY_WORDS:
            yield place, f"the summary has {words} words"


@rule("text-task-words")
def task_lines_are_short(tree: Tree) -> Iterator[Finding]:
    """A task line has words, and at most 20 of them."""
    for place, _, text in written(tree):
        for line in _lines(text):
            if not 1 <= (words := count_words(line)) <= TASK_WORDS:
                yield place, f"a task line has {words} words: {line:.60}"


@rule("text-ascii")
def texts_are_ascii(tree: Tree) -> Iterator[Finding]:
    """What was written is ASCII."""
    for place, _, text in written(tree):
        for line in (*sentences_of(text), *text.get("example_titles", [])):
            if not line.isascii():
                yield place, f"not ASCII: {line:.80}"


@rule("text-repeat")
def no_line_stands_twice(tree: Tree) -> Iterator[Finding]:
    """No line stands twice in an occupation's text."""
    for place, _, text in written(tree):
        lines = (*sentences_of(text), *text.get("example_titles", []))
        for line, times in Counter(line.casefold().rstrip(".") for line in lines).items():
            if times > 1:
                yield place, f"a line stands there {times} times: {line:.80}"


@rule("text-task-ids")
def task_lines_name_known_tasks(tree: Tree) -> Iterator[Finding]:
    """Every task line names one to four O*NET tasks, each once, and only tasks of the occupation's own."""
    for place, record, text in written(tree):
        known = set(task_ids(record))
        for line in text.get("tasks", []):
            named = line["onet_task_ids"]
            if not 1 <= len(named) <= MOST_IDS_OF_A_LINE or len(set(named)) < len(named):
                yield place, f"a task line names the O*NET tasks {named}, not one to four: {line['text']:.60}"
            for task in sorted(set(line["onet_task_ids"]) - known):
                yield place, f"O*NET task {task} is not one of this occupation's: {line['text']:.60}"


def _to_cover(record: Record) -> set[int]:
    return set(task_ids(record)) - set(record.get("tasks", {}).get("supplemental", []))


@rule("text-order")
def task_lines_stand_in_onets_order(tree: Tree) -> Iterator[Finding]:
    """Task lines stand in O*NET's order of importance, by the first of each line's tasks."""
    for place, record, text in written(tree):
        order = {task: number for number, task in enumerate(task_ids(record))}
        last = -1
        for line in text.get("tasks", []):
            first = min((order[task] for task in line["onet_task_ids"] if task in order), default=last)
            if first < last:
                yield place, f"a task line stands below less important ones: {line['text']:.60}"
            last = max(first, last)


@rule("text-coverage")
def every_task_is_covered(tree: Tree) -> Iterator[Finding]:
    """Every O*NET task that is not supplemental is named by a task line."""
    for place, record, text in written(tree):
        covered = {task for line in text.get("tasks", []) for task in line["onet_task_ids"]}
        if missing := sorted(_to_cover(record) - covered):
            yield place, f"no task line names O*NET task {', '.join(map(str, missing))}"


@rule("text-task-count")
def task_lines_are_neither_few_nor_many(tree: Tree) -> Iterator[Finding]:
    """There are 6 to 12 task lines; up to 15 for more than 24 tasks, and fewer where O*NET has fewer than six."""
    for place, record, text in written(tree):
        if tasks := task_ids(record):
            fewest = min(FEWEST_LINES, len(tasks))
            most = MOST_LINES_OF_MANY if len(_to_cover(record)) > MANY_TASKS else MOST_LINES
            if not fewest <= len(_lines(text)) <= most:
                yield place, f"{len(_lines(text))} task lines instead of {fewest} to {most}"


@rule("text-summary-unique")
def summaries_differ(tree: Tree) -> Iterator[Finding]:
    """No two occupations have the same summary."""
    first: dict[str, str] = {}
    for place, record, text in written(tree):
        other = first.setdefault(text["summary"].casefold(), record["code"])
        if other != record["code"]:
            yield place, f"the summary is that of {other}"


@rule("text-examples")
def occupations_without_tasks_have_examples(tree: Tree) -> Iterator[Finding]:
    """An occupation without O*NET tasks has 2 to 5 of its titles as examples and no task lines; others have no examples.

    An aggregate has neither: its members are its examples. One with a single title (53-1049) may have an example of ours.
    """
    for place, record, text in written(tree):
        examples = text.get("example_titles", [])
        titles = {title for name, found in record.get("titles", {}).items() if name != "source" for title in found}
        if len(titles) > 1 and (unknown := sorted(set(examples) - titles)):
            yield place, f"{unknown[0]!r} is not one of this occupation's titles"
        if record["kind"] == "aggregate" or task_ids(record):
            if examples or (text.get("tasks") and not task_ids(record)):
                yield place, "example titles or task lines that do not belong here"
        elif len(examples) not in EXAMPLE_TITLES or text.get("tasks"):
            yield place, f"{len(examples)} example titles and {len(_lines(text))} task lines, but no O*NET tasks"


@rule("text-abbreviations")
def abbreviations_are_explained(tree: Tree) -> Iterator[Finding]:
    """An abbreviation in a summary or a task line stands beside the words that it is short for."""
    for place, _, text in written(tree):
        for line in sentences_of(text):
            if shortened := unexplained_abbreviation(line):
                yield place, f"{shortened} is not explained: {line:.80}"


@rule("text-grade")
def summaries_are_readable(tree: Tree) -> Iterator[Finding]:
    """The Flesch-Kincaid grade of a summary is at most 12."""
    for place, _, text in written(tree):
        if (grade := reading_grade(text["summary"])) > MOST_GRADE:
            yield place, f"the summary's Flesch-Kincaid grade is {grade:.1f}"


@rule("text-grade-median")
def most_summaries_are_easy(tree: Tree) -> Iterator[Finding]:
    """The median of all summaries' Flesch-Kincaid grades is at most 10."""
    grades = [reading_grade(text["summary"]) for _, _, text in written(tree)]
    if grades and (middle := median(grades)) > MOST_MEDIAN_GRADE:
        yield "occupations", f"the median of the summaries' Flesch-Kincaid grades is {middle:.1f}"
