"""JSON, JSONL, CSV and TSV carry the same values, whatever is asked; Markdown is Markdown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from command_lines import EVERY_LINE, FIRST_LINES, LINES, sampled
from delimited_reading import read_rows, read_table, row_type
from occlookup.answers import ANSWERS
from occlookup.catalog import Catalog
from occlookup.catalog.filtering import Filters, Order
from occlookup.cli.options import FORMATS
from occlookup.details import Place
from occlookup.profile import IndustryShare
from occlookup.render import delimited, markdown
from occlookup.render.json_text import answer_text
from occlookup.render.rows import row_fields, rows_of
from occlookup.render.shapes import noted_fields

DELIMITERS = {"csv": ",", "tsv": "\t"}


def written(value: Any) -> str:
    """With the types of the numbers and without the order of the keys, which CSV does not have for notes."""
    return json.dumps(value, sort_keys=True)


def rows_and_type(document: dict[str, Any]) -> tuple[list[Any], Any]:
    """The rows of a JSON document, and their type: by its keys alone."""
    data = document["data"]
    for kind in ANSWERS[document["schema"].split("/")[1]]:
        if list(kind.load()._fields) == list(data):
            field = next((name for name in kind.rows if data[name]), kind.rows[0] if kind.rows else "")
            return (data[field] if field else [data]), row_type(kind.load(), field)
    raise AssertionError(f"no answer has the fields {list(data)}")


def header_of(text: str, delimiter: str) -> list[str]:
    return read_table(text, delimiter)[0]


@pytest.mark.parametrize("line", EVERY_LINE)
def test_every_format_has_the_values_of_the_document(run, line):
    words = line.split()
    rows, kind = rows_and_type(run(*words, "--json").document)
    lines = run(*words, "--format", "jsonl")
    assert (lines.code, lines.err) == (0, "")
    assert [json.loads(row) for row in lines.out.splitlines()] == rows
    assert lines.out == "".join(json.dumps(row, separators=(",", ":")) + "\n" for row in rows)
    for form, delimiter in DELIMITERS.items():
        done = run(*words, "--format", form)
        assert (done.code, done.err) == (0, "")
        assert [written(row) for row in read_rows(done.out, kind, delimiter)] == [written(row) for row in rows]
        assert done.out.endswith("\n") and "\r" not in done.out


def test_most_lines_have_rows(run):
    """What is compared above is not nothing."""
    assert [line for line in FIRST_LINES if not run(*line.split(), "--format", "jsonl").out] == []


@pytest.mark.parametrize("name", LINES)
@pytest.mark.parametrize("form", DELIMITERS)
def test_the_header_depends_on_the_question_and_not_on_the_values(run, name, form):
    headers = {tuple(header_of(run(*line.split(), "--format", form).out, DELIMITERS[form])) for line in LINES[name]}
    assert len(headers) == 1
    assert len(set(*headers)) == len(*headers)


@pytest.mark.parametrize("line", FIRST_LINES)
@pytest.mark.parametrize("form", DELIMITERS)
def test_without_its_header_the_rest_is_the_same(run, line, form):
    whole = run(*line.split(), "--format", form).out
    done = run(*line.split(), "--format", form, "--no-header")
    assert (done.code, done.err) == (0, "")
    assert whole.partition("\n")[2] == done.out


@pytest.mark.parametrize("form", ["table", "plain", "json", "jsonl", "md"])
def test_no_header_is_of_csv_and_tsv_alone(run, form):
    done = run("riasec", "43-3011", "--format", form, "--no-header")
    assert (done.code, done.out) == (2, "")
    assert "--no-header goes with --format csv or tsv." in done.err


@pytest.mark.parametrize("form", ["CSV", "Tsv", "JSONL", "Md"])
def test_a_formats_name_may_be_in_capitals(run, form):
    assert run("riasec", "43-3011", "--format", form).out == run("riasec", "43-3011", "--format", form.lower()).out


@pytest.mark.parametrize("form", FORMATS)
def test_a_format_that_is_set_is_that_of_the_option(run, monkeypatch, form):
    monkeypatch.setenv("OCCLOOKUP_FORMAT", form)
    of_setting = run("areas", "--state", "CT")
    monkeypatch.delenv("OCCLOOKUP_FORMAT")
    assert of_setting == run("areas", "--state", "CT", "--format", form)


@pytest.mark.parametrize("line", FIRST_LINES)
def test_every_list_of_an_answer_has_the_same_values_in_every_format(run, line):
    data = run(*line.split(), "--json").document["data"]
    kinds = [kind.load() for kinds in ANSWERS.values() for kind in kinds]
    (kind,) = [kind for kind in kinds if list(kind._fields) == list(data)]
    for name, row in row_fields(kind):
        words = [*line.split(), "--rows", name, "--format"]
        rows = [json.loads(each) for each in run(*words, "jsonl").out.splitlines()]
        for form, delimiter in DELIMITERS.items():
            done = run(*words, form)
            assert (done.code, done.err) == (0, "")
            assert [written(each) for each in read_rows(done.out, row, delimiter)] == [written(each) for each in rows], name


def test_truth_values_are_words(run):
    words = ["compare", "43-3011", "27-2011", "--rows", "comparability", "--fields", "figures,comparable", "--format", "csv"]
    cells = {line.rpartition(",")[2] for line in run(*words, "--no-header").out.splitlines()}
    assert cells == {"true", "false"}


def uneven_tables(text: str) -> Iterator[str]:
    """The lines of Markdown tables that have not as many cells as their header, and tables without the line below it."""
    cells = 0
    for line in text.splitlines():
        if not line.startswith("|"):
            cells = 0
            continue
        separators = line.replace("\\\\", "").replace("\\|", "").count("|")
        if not line.endswith("|") or (cells and separators != cells):
            yield line
        cells = cells or separators


def test_an_uneven_table_is_seen():
    assert list(uneven_tables("| a | b |\n| --- | --- |\n| 1 \\| 2 | 3 |\n")) == []
    assert list(uneven_tables("| a | b |\n| --- | --- |\n| 1 |\n")) == ["| 1 |"]
    assert list(uneven_tables("| a | b |\n| --- | --- |\n| 1 | 2 | 3 |\n")) == ["| 1 | 2 | 3 |"]


@pytest.mark.parametrize("line", EVERY_LINE)
def test_markdown_has_whole_tables(run, line):
    done = run(*line.split(), "--format", "md")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(("#", "-", "|")) or done.out[:1].isalnum()
    assert list(uneven_tables(done.out)) == []
    assert "\x1b" not in done.out and "\n\n\n" not in done.out


def assert_formats_agree(answer: Any, command: str) -> None:
    rows = rows_of(answer.data)
    expected, kind = rows_and_type(json.loads(answer_text(command, answer)))
    assert kind is rows.kind
    for delimiter in DELIMITERS.values():
        read = read_rows(delimited.render(rows, delimiter=delimiter), kind, delimiter)
        assert [written(row) for row in read] == [written(row) for row in expected]


QUESTIONS = ("show", "outlook", "places", "related", "insights", "wages_of")


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_formats_agree_over_the_bundled_records(bundled: Catalog, codes, question):
    for code in sampled(codes, 25):
        assert_formats_agree(getattr(bundled, question)(code), question.partition("_")[0])


def test_the_formats_agree_in_the_bundled_listings(bundled: Catalog):
    for area in sampled(bundled.areas().data.rows, 40):
        assert_formats_agree(bundled.wages_in(area=area.code), "wages")
    assert_formats_agree(bundled.rank(top=None), "rank")
    assert_formats_agree(bundled.rank("openings", state="NY", top=None), "rank")
    assert_formats_agree(bundled.browse(filters=Filters(group="")), "browse")
    assert_formats_agree(bundled.areas(), "areas")
    assert_formats_agree(bundled.glossary(), "glossary")
    assert_formats_agree(bundled.info(), "data-info")


def test_markdown_over_the_bundled_records_has_whole_tables(bundled: Catalog, codes):
    from occlookup.render.screens.show import screen

    for code in sampled(codes, 40):
        assert list(uneven_tables(markdown.render(screen(bundled.show(code, state="TX"), ())))) == []


def notes_beside_nothing(value: Any) -> Iterator[str]:
    """The notes anywhere in an answer that no column and no chosen field would bring along."""
    if isinstance(value, tuple):
        if hasattr(value, "_fields") and "notes" in value._fields:
            brought = noted_fields(type(value)) & value.notes.keys()
            for name in value.notes.keys() - brought:
                # a place's figure may be one that has no field of its own, and is then called `figure`
                if not (isinstance(value, Place) and value.notes[name] == value.notes.get("figure")):
                    yield f"{type(value).__name__}.notes: {name}"
        for item in value:
            yield from notes_beside_nothing(item)


def test_a_note_beside_nothing_is_seen():
    share = IndustryShare("1", "x", "sector", None, None, None, None, {"employment": "not_released", "share": "not_released"})
    assert list(notes_beside_nothing((share,))) == ["IndustryShare.notes: share"]


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_note_is_of_a_field_that_brings_it(bundled: Catalog, codes, question):
    for code in sampled(codes, 15):
        assert set(notes_beside_nothing(getattr(bundled, question)(code).data)) == set(), code


def test_every_note_of_a_listing_is_of_a_field_that_brings_it(bundled: Catalog, codes):
    places = bundled.areas().data.rows
    for place in sampled(places, 20):
        assert set(notes_beside_nothing(bundled.wages_in(area=place.code).data.rows)) == set(), place
    for place in (place for place in places if place.type == "state"):
        for by in ("openings", "location_quotient"):
            assert set(notes_beside_nothing(bundled.rank(by, state=place.state, top=None).data.rows)) == set(), place
    for by in ("annual_median", "openings", "growth", "employment"):
        assert set(notes_beside_nothing(bundled.rank(by, top=None).data.rows)) == set(), by
    assert set(notes_beside_nothing(bundled.browse(filters=Filters(group="")).data.occupations)) == set()


def test_every_note_of_a_state_is_of_a_field_that_brings_it(bundled: Catalog, codes):
    for code in sampled(codes, 30):
        for state in ("CT", "GU", "NY"):
            assert set(notes_beside_nothing(bundled.show(code, state=state).data)) == set(), (code, state)
            assert set(notes_beside_nothing(bundled.outlook(code, state=state).data)) == set(), (code, state)


@pytest.mark.parametrize("figure", ["hourly_p90", "annual_p90", "annual_mean", "employment_rse", "hourly_median"])
def test_every_note_of_a_place_is_of_a_field_that_brings_it(bundled: Catalog, codes, figure):
    for code in sampled(codes, 10 if figure == "annual_p90" else 50):
        assert set(notes_beside_nothing(bundled.places(code, order=Order(sort=figure)).data)) == set(), code
