"""--fields keeps just those fields, in that order, with the notes of the figures among them, in every format."""

from __future__ import annotations

import io
import json
import re
import sys
from typing import Any

import pytest

from cli.test_formats import rows_and_type
from command_lines import EVERY_LINE, FIRST_LINES, FULL
from delimited_reading import read_table, row_type
from occlookup.answers import ANSWERS
from occlookup.render.fields import field_names
from occlookup.render.shapes import fields_of, noted_fields

# several fields of each kind of row: plain, of a record, through lists, a record whole, a list whole
CHOSEN = {
    "show": (
        "title,code",
        "wages.national.annual_median,code,wages.national.area.name",
        "skills.name,skills.importance,skills.level",
        "history.year,history.annual_median,history",
        "groups.minor.title,interests,tasks.onet_task_ids,links,missing,local.outlook.annual_openings",
        "top_areas.annual_p90,top_areas.area.code,education.survey.suppress",
        "insights.automation.eloundou,insights.work_life.items.name,related.notes,related.annual_p90",
    ),
    "search": ("score,code", "matched"),
    "wages": ("annual_p90,code", "area.name,area.state,annual_median,hourly_median", "area,title", "notes,annual_median"),
    "outlook": ("states.state,states.annual_openings", "national.growth,published_as.code,code"),
    "places": ("tops.states.figure,tops.by", "nation.annual_p90,covered", "tops.areas.area.name,divisions.withheld"),
    "related": ("code,annual_median,employment", "published_as.title,growth"),
    "insights": ("strengths.name,challenges.percentile", "automation,work_life.score,missing"),
    "compare": ("code,wages.annual_median,local.wages.employment,local.outlook.annual_openings", "top_skills.level,own_skills"),
    "rank": ("rank,code,location_quotient,annual_openings", "published_as,interests,stem"),
    "riasec": ("interests.code,types.letter", "title,interests.social"),
    "riasec matches": ("score,interests.code,code",),
    "quiz": ("score,title",),
    "browse groups": ("occupations,level", "summary"),
    "browse": ("annual_median,title,published_as.code",),
    "areas": ("name,code",),
    "glossary": ("also,term",),
    "data-diff": ("code,old,new", "percent_change,figure,notes", "old_period,revision,kind"),
    "data-diff of one": ("part,name,new,change", "id,old,notes"),
    "data-info": ("files,retrieved,id",),
    "config-show": ("value,name",),
}
LINE_OF = dict(zip(CHOSEN, FIRST_LINES, strict=True))
CASES = [(LINE_OF[name], names) for name, several in CHOSEN.items() for names in several]


def picked(value: Any, names: list[str], kind: Any) -> Any:
    """What is left of a row of the JSON document. Independent of how it is done: name by name, path by path."""
    if value is None:
        return None
    if isinstance(value, list):
        return [picked(item, names, kind) for item in value]
    heads = list(dict.fromkeys(name.partition(".")[0] for name in names))
    kept: dict[str, Any] = {}
    for head in heads:
        below = [name.partition(".")[2] for name in names if name.partition(".")[0] == head]
        inner = fields_of(kind)[head]
        while inner.kind == "list":
            inner = inner.inner
        kept[head] = value[head] if "" in below else picked(value[head], below, inner.type)
    noted = [head for head in heads if head in noted_fields(kind)]
    if noted and "notes" not in heads:
        kept["notes"] = {name: note for name, note in value["notes"].items() if name in noted}
    return kept


def columns(names: list[str], kind: Any, prefix: str = "") -> list[str]:
    """The columns that CSV has for these names: a record becomes its fields, a figure brings its note."""
    found: list[str] = []
    heads = list(dict.fromkeys(name.partition(".")[0] for name in names))
    for head in heads:
        below = [name.partition(".")[2] for name in names if name.partition(".")[0] == head]
        shape = fields_of(kind)[head]
        inner = shape
        while inner.kind == "list":
            inner = inner.inner
        if "" in below:
            below = []
        if shape.kind == "record":
            found += columns(below or [name for name in every_field(shape.type)], shape.type, f"{prefix}{head}.")
        elif below:
            found += columns(below, inner.type, f"{prefix}{head}.")
        else:
            found.append(prefix + head)
        if head in noted_fields(kind) and "notes" not in heads:
            found.append(f"{prefix}{head}_note")
    return found


def every_field(kind: Any) -> list[str]:
    """The fields of a record that is wanted whole; its notes stand beside its figures."""
    return [name for name in fields_of(kind) if name != "notes" or not noted_fields(kind)]


@pytest.mark.parametrize("line, names", CASES)
def test_json_and_jsonl_have_just_these_fields_in_this_order(run, line, names):
    whole = run(*line.split(), "--json").document
    rows, kind = rows_and_type(whole)
    expected = [picked(row, names.split(","), kind) for row in rows]
    assert expected != rows
    lines = run(*line.split(), "--fields", names, "--format", "jsonl")
    assert (lines.code, lines.err) == (0, "")
    assert lines.out == "".join(json.dumps(row, separators=(",", ":")) + "\n" for row in expected)
    document = run(*line.split(), "--fields", names, "--json").document
    field = next((name for name, value in whole["data"].items() if value is rows), None)
    assert json.dumps(document) == json.dumps(
        {**whole, "data": expected[0] if field is None else {**whole["data"], field: expected}}
    )


@pytest.mark.parametrize("line, names", CASES)
def test_csv_and_tsv_have_just_these_columns_in_this_order(run, line, names):
    _, kind = rows_and_type(run(*line.split(), "--json").document)
    expected = columns(names.split(","), kind)
    for form, delimiter in (("csv", ","), ("tsv", "\t")):
        done = run(*line.split(), "--fields", names, "--format", form)
        assert (done.code, done.err) == (0, "")
        assert read_table(done.out, delimiter)[0] == expected
        whole = [dict(zip(*pair, strict=True)) for pair in paired(run(*line.split(), "--format", form).out, delimiter)]
        kept = [dict(zip(*pair, strict=True)) for pair in paired(done.out, delimiter)]
        shared = [name for name in expected if name in whole[0]]
        assert [{name: row[name] for name in shared} for row in kept] == [{name: row[name] for name in shared} for row in whole]


def paired(text: str, delimiter: str) -> list[tuple[list[str], list[str]]]:
    header, *lines = read_table(text, delimiter)
    assert lines
    return [(header, line) for line in lines]


@pytest.mark.parametrize("line, names", CASES)
def test_screens_name_just_these_fields_in_this_order(run, line, names):
    whole = run(*line.split(), "--json").document
    rows, kind = rows_and_type(whole)
    heads = [name for name in columns(names.split(","), kind) if not name.endswith("_note")]
    one_record = not any(value is rows for value in whole["data"].values())
    plain = run(*line.split(), "--fields", names, "--plain")
    assert (plain.code, plain.err) == (0, "")
    facts = [found[1] for found in re.finditer(r"(?m)^ *([a-z_0-9]+(?:\.[a-z_0-9]+)*): ", plain.out)]
    # the cell that a row is called by stands above the others: the first that is no figure; rows of figures have a number
    if one_record:
        assert facts == heads
    elif not rows:
        assert facts == []
    else:
        called = [[head for head in heads if head != name] for name in heads]
        assert facts in [some * len(rows) for some in [*called, heads]]
    markdown = run(*line.split(), "--fields", names, "--format", "md")
    assert (markdown.code, markdown.err) == (0, "")
    if one_record:
        assert re.findall(r"(?m)^- \*\*(.*?)\*\*: ", markdown.out.replace("\\", "")) == heads
    else:
        header = markdown.out.splitlines()[0].replace("\\", "")
        assert [cell.strip() for cell in header.strip("|").split("|") if cell.strip() != "#"] == heads
        assert markdown.out.count("\n| ") == len(rows) + 1
        table = run(*line.split(), "--fields", names, width=400)
        assert (table.code, table.err) == (0, "")
        assert [head for head in table.out.split("\n", 1)[0].split() if head != "#"] == heads


def test_a_figure_brings_its_note_to_every_screen(run):
    for form in ("table", "plain", "md"):
        out = run("wages", "27-2011", "--fields", "title,annual_median", "--format", form).out
        assert "paid by the hour only" in out
        assert "hourly_median" not in out
        assert (
            "withheld by BLS"
            in run("wages", "29-1141", "--state", "GU", "--fields", "title,annual_median", "--format", form).out
        )
    document = run("wages", "27-2011", "--national", "--fields", "annual_median", "--json").document
    assert document["data"]["rows"] == [{"annual_median": None, "notes": {"annual_median": "hourly_only"}}]
    assert run("wages", "27-2011", "--national", "--fields", "annual_median", "--format", "csv").out == (
        "annual_median,annual_median_note\n,hourly_only\n"
    )


def test_a_figure_in_a_list_brings_its_note_to_every_format(run_bundled):
    words = ["show", "29-1242", "--fields", "code,wages.national.annual_p90,best_paid_states.annual_p90"]
    rows = run_bundled(*words, "--json").document["data"]["best_paid_states"]
    notes = [row["notes"].get("annual_p90") for row in rows]
    assert "at_least" in notes
    header, cells = read_table(run_bundled(*words, "--format", "csv").out, ",")
    beside = dict(zip(header, cells, strict=True))
    assert json.loads(beside["best_paid_states.annual_p90"]) == [row["annual_p90"] for row in rows]
    assert json.loads(beside["best_paid_states.annual_p90_note"]) == notes
    for form in ("table", "plain", "md"):
        (line,) = [
            line for line in run_bundled(*words, "--format", form).out.replace("\\", "").splitlines() if "best_paid" in line
        ]
        assert line.count("or more") == notes.count("at_least")


def test_what_a_place_is_sorted_by_keeps_its_remark(run_bundled):
    words = ["places", "29-1243", "--sort", "annual_p90", "--fields", "tops.states.figure,tops.areas.figure", "--top", "50"]
    places = run_bundled(*words[:4], "--top", "50", "--json").document["data"]["tops"][0]
    (kept,) = run_bundled(*words, "--json").document["data"]["tops"]
    assert "at_least" in {place["notes"].get("annual_p90") for place in places["states"] + places["areas"]}
    for kind in ("states", "areas"):
        assert [place["notes"].get("figure") for place in kept[kind]] == [
            place["notes"].get("annual_p90") for place in places[kind]
        ]


def test_notes_that_are_asked_for_stand_where_they_were_asked_for(run):
    document = run("wages", "27-2011", "--national", "--fields", "notes,code", "--json").document
    (row,) = document["data"]["rows"]
    assert list(row) == ["notes", "code"]
    assert row["notes"] == run("wages", "27-2011", "--national", "--json").document["data"]["rows"][0]["notes"]
    csv = run("wages", "27-2011", "--national", "--fields", "notes,annual_median", "--format", "csv").out
    header, cells = read_table(csv, ",")
    assert header == ["notes", "annual_median"]
    assert json.loads(cells[0]) == row["notes"]


@pytest.mark.parametrize(
    "given, same",
    [
        ("code,code", "code"),
        (" code , title ", "code,title"),
        ("code,,title,", "code,title"),
        ("code,title,code", "code,title"),
        ("wages.national,wages", "wages"),
        ("wages,wages.national", "wages"),
        ("wages.national.annual_median,code,wages.national", "wages.national,code"),
        ("wages.national,code,wages.national.annual_median", "wages.national,code"),
        ("skills.name,code,skills.level,skills.name", "skills.name,skills.level,code"),
        ("insights.work_life.items,insights.work_life", "insights.work_life"),
    ],
)
@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "tsv", "plain", "md", "table"])
def test_names_that_say_the_same(run, given, same, form):
    done = run("show", "43-3011", "--fields", given, "--format", form)
    assert (done.code, done.err) == (0, "")
    assert done.out == run("show", "43-3011", "--fields", same, "--format", form).out


@pytest.mark.parametrize("given", ["", " ", ",", " , ,"])
def test_no_name_at_all_is_wrong(run, given):
    done = run("show", "43-3011", "--fields", given)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("occlookup: --fields names no field.\n")


WRONG = [
    "bogus",
    "code,bogus",
    "Code",
    "code.x",
    "bogus.code",
    ".code",
    "code.",
    "data",
    "rows",
    "x" * 5000,
    "\x1b[2J",
    "notes.x",
]


# a wrong name on every command, every wrong name on two
UNKNOWN = [(line, name) for line in FIRST_LINES for name in (WRONG if line in FIRST_LINES[:3:2] or FULL else WRONG[:1])]


@pytest.mark.parametrize("line, name", UNKNOWN, ids=lambda value: ascii(value[:30]))
def test_an_unknown_name_is_wrong_and_the_hint_lists_the_valid_ones(run, line, name):
    for form in ("json", "csv", "plain"):
        done = run(*line.split(), "--fields", name, "--format", form)
        assert (done.code, done.out) == (2, "")
        error = json.loads(done.err)["error"] if form == "json" else {"hint": done.err.splitlines()[1]}
        valid = re.search(r"Fields: (.*)\.$", error["hint"])
        assert valid
        listed = valid[1].split(", ")
        assert run(*line.split(), "--fields", valid[1], "--format", form).code == 0
        _, kind = rows_and_type(run(*line.split(), "--json").document)
        assert set(listed) <= set(field_names(kind))
        place = name.rpartition(",")[2].partition(".")[0]
        assert place in fields_of(kind) or set(fields_of(kind)) <= set(listed)
        assert len(done.err) < 3000 and "\x1b" not in done.err


def test_what_may_be_meant_comes_first(run):
    error = json.loads(run("show", "43-3011", "--fields", "annual_p90", "--json").err)["error"]
    assert error["message"] == "there is no field 'annual_p90'."
    assert error["hint"].startswith("Perhaps wages.national.annual_p90, ")


@pytest.mark.parametrize("line", FIRST_LINES)
def test_every_name_there_is_works(run, line):
    whole = run(*line.split(), "--json").document
    rows, kind = rows_and_type(whole)
    names = list(field_names(kind))
    assert set(fields_of(kind)) <= set(names)
    for name in names if len(names) < 40 else names[::7]:
        done = run(*line.split(), "--fields", name, "--format", "jsonl")
        assert [json.loads(row) for row in done.out.splitlines()] == [picked(row, [name], kind) for row in rows], name
        done = run(*line.split(), "--fields", name, "--format", "csv")
        assert (done.code, done.err) == (0, "")
        assert read_table(done.out, ",")[0] == columns([name], kind), name


@pytest.mark.parametrize("line", FIRST_LINES)
def test_every_lowest_name_at_once_is_the_whole_row(run, line):
    """The names that have none below them make the row as it is without --fields."""
    whole = run(*line.split(), "--json").document
    rows, kind = rows_and_type(whole)
    names = list(field_names(kind))
    lowest = [name for name in names if not any(other.startswith(f"{name}.") for other in names)]
    done = run(*line.split(), "--fields", ",".join(lowest), "--format", "jsonl")
    assert [json.loads(row) for row in done.out.splitlines()] == rows


@pytest.mark.parametrize("line", EVERY_LINE)
def test_fields_of_an_answer_without_rows_are_wrong_too(run, line):
    assert run(*line.split(), "--fields", "bogus", "--json").code == 2


def test_the_fields_are_those_of_the_answers():
    """The kinds of rows that are gone through above are all that there are."""
    kinds = {row_type(kind.load(), field) for kinds in ANSWERS.values() for kind in kinds for field in kind.rows or ("",)}
    assert len(kinds) == len(CHOSEN)


class Unread(io.BytesIO):
    """A standard input that nobody may read."""

    def read1(self, size: int | None = -1, /) -> bytes:
        raise AssertionError("a line was read")


@pytest.mark.parametrize("command", ["show", "search", "wages", "outlook", "places", "related", "insights", "riasec"])
def test_names_are_looked_at_before_a_line_is_read(run, monkeypatch, command):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Unread(b"43-3011\n"))))
    for names in ("bogus", "", "code.x"):
        done = run(command, "-", "--fields", names)
        assert (done.code, done.out) == (2, "")
        assert json.loads(done.err)["error"]["kind"] == "usage"


def test_in_plain_lines_no_cell_is_without_its_name(run):
    lines = run("wages", "43-3011", "--state", "CT", "--fields", "annual_p90,area.name", "--plain").out.splitlines()
    assert lines[:2] == ["Connecticut", "  annual_p90: $77,180"]
    lines = run("wages", "43-3011", "--state", "CT", "--fields", "annual_p90", "--plain").out.splitlines()
    assert lines[:2] == ["1", "  annual_p90: $77,180"]
