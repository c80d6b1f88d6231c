"""What they do: every statement of O*NET that must be is restated by a line of `show`, and none is copied.

The statements are read here once more, without the project's own readers and without its rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from contract.published import Show, hold
from contract.released_bls import SOURCES
from contract.released_onet import text_rows

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (SOURCES / "onet-29.3").is_dir(), reason="the folder of releases is not here"),
]

# Occupations of SOC 2018 and O*NET that O*NET has tasks for, and those that it has none for.
WITH_TASKS, WITHOUT_TASKS = 923, 93


@pytest.fixture(scope="module")
def statements() -> dict[str, list[tuple[int, str, str]]]:
    """(task id, type, statement) by code, in the file's order; an occupation without tasks has none."""
    found: dict[str, list[tuple[int, str, str]]] = {}
    for row in text_rows(SOURCES / "onet-29.3" / "Occupation Data.txt"):
        found[row["O*NET-SOC Code"].removesuffix(".00")] = []
    for row in text_rows(SOURCES / "onet-29.3" / "Task Statements.txt"):
        entry = int(row["Task ID"]), row["Task Type"], row["Task"]
        found[row["O*NET-SOC Code"].removesuffix(".00")].append(entry)
    return found


def test_every_core_and_untyped_statement_is_named_by_a_line(show: Show, statements) -> None:
    missing, required = [], 0
    for code, tasks in statements.items():
        named = {task for line in show(code).tasks for task in line.onet_task_ids}
        must = {task for task, kind, _ in tasks if kind != "Supplemental"}
        required += len(must)
        missing += [(code, task) for task in sorted(must - named)]
        missing += [(code, task, "unknown") for task in sorted(named - {task for task, _, _ in tasks})]
    hold(missing)
    assert required > 13_000


def test_every_occupation_has_a_summary_and_tasks_or_examples(show: Show, statements) -> None:
    wrong = []
    for code, tasks in statements.items():
        profile = show(code)
        lines, most = len(profile.tasks), 15 if sum(kind != "Supplemental" for _, kind, _ in tasks) > 24 else 12
        right = min(6, len(tasks)) <= lines <= most if tasks else not lines and 2 <= len(profile.example_titles) <= 5
        if not profile.summary or not right:
            wrong.append((code, profile.summary, lines, profile.example_titles))
    hold(wrong)
    assert sum(map(bool, statements.values())) == WITH_TASKS
    assert len(statements) - WITH_TASKS == WITHOUT_TASKS


def test_no_line_repeats_six_words_of_a_statement(show: Show, statements) -> None:
    descriptions = {
        row["O*NET-SOC Code"].removesuffix(".00"): row["Description"]
        for row in text_rows(SOURCES / "onet-29.3" / "Occupation Data.txt")
    }
    copied = []
    for code, tasks in statements.items():
        published = {run for text in (descriptions[code], *(task for _, _, task in tasks)) for run in runs(text)}
        profile = show(code)
        for line in (profile.summary or "", *(task.text for task in profile.tasks)):
            copied += [(code, run, line) for run in runs(line) if run in published]
    hold(copied)


def runs(text: str) -> Iterator[str]:
    """Every six words in a row, in lower case and without punctuation."""
    words = re.findall(r"[a-z0-9]+", text.lower().replace("'", ""))
    for start in range(len(words) - 5):
        yield " ".join(words[start : start + 6])
