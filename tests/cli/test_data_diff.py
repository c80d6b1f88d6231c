"""`data diff` as a person and a script meet it: screens, errors, hostile records."""

from __future__ import annotations

import csv
import json
import shutil
from functools import partial

import pytest

from edited_records import edit_file
from occlookup.catalog.record_sets import NAMED, SetFiles
from occlookup.index.locate import write_index

HOSTILE = "Bill [bold]and[/x] :smile: \x1b[2J\x1b]0;x\x07 \u202ecollectors\u200b\x9b31m"


@pytest.fixture(scope="module")
def hostile_records(small_records, tmp_path_factory):
    """The small records with what a terminal must not be told, wherever a text may stand."""
    data = tmp_path_factory.mktemp("hostile") / "data"
    shutil.copytree(small_records, data)

    def spoil(record):
        record["title"] = HOSTILE
        record["text"]["tasks"][0]["text"] = HOSTILE
        record["titles"]["onet"].append(f"{HOSTILE} too")
        record["wages"]["row"] = record["wages"]["row"].replace(" 47030 ", " 48000 ")

    edit_file(data / "occupations" / "43-3011.toml", spoil)
    edit_file(data / "groups.toml", lambda record: record["groups"][5].update(title=HOSTILE))
    edit_file(data / "sources.toml", lambda record: record["sources"][0].update(release=HOSTILE, period=HOSTILE, title=HOSTILE))
    edit_file(data / "areas.toml", lambda record: [area.update(name=HOSTILE) for area in record["areas"]])
    edit_file(data / "wages" / "CT.toml", lambda state: state["wages"]["areas"].pop())
    write_index(data, data.parent / "index.sqlite")
    return data


@pytest.fixture
def _hostile_set(hostile_records, monkeypatch):
    monkeypatch.setitem(NAMED, "hostile", partial(SetFiles, hostile_records, hostile_records.parent / "index.sqlite"))


@pytest.mark.usefixtures("_hostile_set")
@pytest.mark.parametrize("line", ["small hostile", "hostile small", "small hostile 43-3011", "hostile small 43-3011"])
@pytest.mark.parametrize("form", ["table", "plain", "md", "csv", "tsv"])
@pytest.mark.parametrize("width", [40, 100])
def test_hostile_records_are_harmless(run, line, form, width):
    done = run("data", "diff", *line.split(), "--format", form, width=width)
    assert (done.code, done.err) == (0, "")
    assert all(char.isprintable() or char in "\n\t" for char in done.out)
    assert ":smile:" in done.out


@pytest.mark.usefixtures("_hostile_set")
def test_in_json_they_are_themselves_in_ascii(run):
    done = run("data", "diff", "small", "hostile", "--json")
    assert done.out.isascii() and "\x1b" not in done.out
    titles = [change["new_title"] for change in done.document["data"]["codes"]]
    assert titles == [HOSTILE, HOSTILE]


def test_the_screen_counts_first_and_then_tells_the_largest(run):
    lines = [line.strip() for line in run("data", "diff", "small", "edited", "--format", "plain").out.splitlines()]
    assert lines[0] == "From small to edited"
    places = [
        lines.index(line)
        for line in (
            "- codes: 1 added, 1 dropped, 2 retitled",
            "- annual median: 3 of 13 moved, 1 changed at the top code, 1 missing for another reason",
            "- 43-4051 Customer Service Representatives: dropped",
            "The largest changes:",
            "Change: -100.0%",
            "Change: +5.3%",
            "Come, gone and out of reach:",
            "New: $239,200 or more",
            "New: withheld by BLS",
        )
    ]
    assert places == sorted(places)
    assert "Old: paid by the hour only" in lines
    assert lines.count("The largest changes:") == 1


def test_both_periods_are_on_the_screen(run):
    out = " ".join(run("data", "diff", "small", "edited", width=80).out.split())
    assert "May 2025, now May 2024" in out
    assert "2024 to 2034, revised" in out


def test_a_long_list_is_cut_on_the_screen_and_whole_elsewhere(run):
    screen = run("data", "diff", "bundled", "small", "--format", "md").out
    assert screen.count("dropped") < 20
    assert "more: --rows codes" in screen
    rows = run("data", "diff", "bundled", "small", "--rows", "codes", "--format", "csv").out.splitlines()
    assert len(rows) > 900


def test_a_screen_with_more_figures_than_it_shows_says_how_to_see_them(run):
    cut = run("data", "diff", "small", "edited", "43-3011", width=100).out
    found = run("data", "diff", "small", "edited", "43-3011", "--json").document["data"]["found"]
    few = run("data", "diff", "small", "edited", "43-3011", "--top", "3", width=100).out
    assert "shows all" not in cut
    assert f"3 of {found}; --top {found} shows all." in few


@pytest.mark.parametrize("form", ["table", "plain", "md"])
@pytest.mark.parametrize("code", [[], ["43-3011"]])
def test_the_same_set_twice_is_an_answer(run, form, code):
    done = run("data", "diff", "small", "small", *code, "--format", form)
    assert (done.code, done.err) == (0, "")
    assert "Nothing differs" in done.out


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_the_same_set_twice_has_no_rows(run, form):
    out = run("data", "diff", "small", "small", "--format", form).out
    assert len(out.splitlines()) == (form == "csv")


def test_csv_has_the_notes_beside_the_figures(run):
    rows = list(csv.DictReader(run("data", "diff", "small", "edited", "--format", "csv").out.splitlines()))
    (row,) = (row for row in rows if (row["code"], row["figure"]) == ("43-3011", "hourly_median"))
    assert (row["old"], row["old_note"], row["new"], row["new_note"], row["change"]) == ("22.61", "", "", "not_released", "")


@pytest.mark.parametrize(
    "words, code, kind, message, hint",
    [
        (["nope", "small"], 3, "not_found", "'nope' is no set of figures.", "Sets: bundled, in-use, small, edited"),
        (["small", "nope"], 3, "not_found", "'nope' is no set of figures.", "Sets: bundled, in-use, small, edited"),
        (["small", "edited", "43-301"], 2, "malformed_code", "'43-301' is not an occupation code.", "43-3011"),
        (["small", "edited", "99-9999"], 3, "not_found", "no occupation has the code 99-9999.", "occlookup browse"),
        (["small", "edited", "--figure", "pay"], 2, "usage", "there is no figure 'pay'", "Figures: annual_median"),
        (["small", "edited", "43-3011", "--figure", "pay"], 2, "usage", "there is no figure 'pay'", "location_quotient"),
        (["small", "edited", "43-3011", "--group", "43"], 2, "usage", "a filter chooses among occupations", "Leave out"),
        (["small", "edited", "--group", "x"], 2, "malformed_code", "'x' is not", ""),
        (["small", "edited", "--fields", "nope"], 2, "usage", "there is no field 'nope'", "old_period"),
        (["small", "edited", "--top", "0"], 2, "usage", "0 is not in the range", ""),
        (["small"], 2, "usage", "missing argument 'NEW'", ""),
    ],
)
def test_a_mistake_is_one_line_and_a_hint(run, words, code, kind, message, hint):
    done = run("data", "diff", *words)
    assert (done.code, done.out) == (code, "")
    assert len(done.err.splitlines()) <= 2
    assert message in done.err and hint in done.err
    error = json.loads(run("data", "diff", *words, "--json").err)["error"]
    assert error["kind"] == kind
    assert message in error["message"]


def test_a_damaged_set_is_named_in_one_line(run, tmp_path):
    (tmp_path / "wrong.sqlite").write_bytes(b"no index")
    done = run("data", "diff", "small", str(tmp_path / "wrong.sqlite"))
    assert (done.code, done.out) == (4, "")
    assert len(done.err.splitlines()) == 2
    assert "wrong.sqlite" in done.err and "Name the folder of its records instead, or one of: bundled" in done.err
