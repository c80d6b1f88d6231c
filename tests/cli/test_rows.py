"""--rows: another list of an answer than the one that is its rows by itself."""

from __future__ import annotations

import csv
import json

import pytest

from occlookup.answers import ANSWERS
from occlookup.render.rows import row_fields


def lists_in(data, path):
    """The records at a dotted path, through lists."""
    if data is None:
        return []
    if isinstance(data, list):
        return [record for item in data for record in lists_in(item, path)]
    name, _, rest = path.partition(".")
    return lists_in(data[name], rest) if path else [data]


QUESTIONS = {
    "show": "show 43-3011 --state CT", "search": "search collector", "wages": "wages 43-3011", "outlook": "outlook 43-3011",
    "places": "places 43-3011", "related": "related 43-3011", "insights": "insights 43-3011",
    "compare": "compare 43-3011 29-1141", "rank": "rank", "quiz": f"quiz --answers {'123451234512' * 5}", "browse": "browse",
    "areas": "areas", "glossary": "glossary", "config-show": "config show",
    "data-diff": "data diff small edited", "data-info": "data info",
}  # fmt: skip
CASES = (
    [(QUESTIONS[name], path) for name, kinds in ANSWERS.items() if name != "riasec" for path, _ in row_fields(kinds[0].load())]
    + [("riasec 43-3011", "types"), ("riasec --code CES", "results")]
    + [("data diff small edited 43-3011", path) for path in ("rows", "facts", "items")]
)


def test_every_list_of_every_answer_is_tried():
    assert len(CASES) > 45
    assert {name for name, _ in CASES if name.startswith("show")} == {"show 43-3011 --state CT"}


@pytest.mark.parametrize("words, path", CASES)
def test_the_rows_are_the_list_of_the_document(run, words, path):
    document = run(*words.split(), "--json").document["data"]
    lines = run(*words.split(), "--rows", path, "--format", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == lists_in(document, path)
    done = run(*words.split(), "--rows", path, "--format", "csv")
    header, *rows = csv.reader(done.out.splitlines())
    assert (done.code, len(rows)) == (0, len(lines))
    assert all(len(row) == len(header) for row in rows)


def test_with_fields_and_as_a_table(run):
    lines = run(
        "outlook", "43-3011", "--rows", "states", "--fields", "state,percent_change", "--format", "tsv"
    ).out.splitlines()
    assert lines[0] == "state\tpercent_change"
    assert len(lines) > 2
    table = run("outlook", "43-3011", "--rows", "states", "--fields", "state,percent_change").out
    assert all(all(cell in table for cell in line.split("\t")) for line in lines)


@pytest.mark.parametrize(
    "words, message, hint",
    [
        ("show 43-3011 --rows nope --format csv", "no list of rows 'nope'", "Lists: members, tasks, skills"),
        ("show 43-3011 --rows wages.national --format csv", "no list of rows 'wages.national'", "Lists: "),
        ("areas --rows rows.x --format csv", "no list of rows 'rows.x'", "Lists: rows."),
        ("show 43-3011 --rows skills --fields nope --format csv", "there is no field 'nope'", "Fields: id, name"),
        ("show 43-3011 --rows skills --json", "a JSON document has all of its lists", "--format jsonl"),
        ("show - --rows skills", "--rows does not go with lines", "Leave it out"),
    ],
)
def test_what_is_no_list_is_refused(run, words, message, hint):
    done = run(*words.split())
    assert (done.code, done.out) == (2, "")
    assert message in done.err and hint in done.err


def test_an_empty_list_has_its_header(run):
    assert run("show", "13-1020", "--rows", "skills", "--format", "csv").out == (
        "id,name,definition,importance,importance_note,level,level_note\n"
    )
