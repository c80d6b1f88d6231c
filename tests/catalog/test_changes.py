"""What differs between two sets: held against the records of both, read and compared one by one."""

from __future__ import annotations

import shutil
import sqlite3
import time
from pathlib import Path
from typing import Any

import pytest

from edited_records import ADDED, DROPPED, HOSTILE_TITLE, edit_file, with_figures
from occlookup.catalog.changes import FIGURES, changes_between
from occlookup.catalog.filtering import make_filters
from occlookup.catalog.occupation_changes import changes_of
from occlookup.errors import AmbiguousError, MalformedCodeError, NotFoundError, UsageError
from occlookup.index.locate import write_index
from occlookup.index.schema import MEASURES
from occlookup.sources.records import read_record

MARKS = {"-8": "not_released", "-5": "at_least", "-0": "not_published"}
TOP_CODES = {"hourly": 115.0, "annual": 239200}
OUTLOOK = {
    "employment_base": "employment_2024_thousands", "employment_projected": "employment_2034_thousands",
    "percent_change": "percent_change", "annual_openings": "annual_openings_thousands",
}  # fmt: skip
PLACES = {measure.name: place for place, measure in enumerate(MEASURES)}


@pytest.fixture(scope="module")
def pair(small_records, edited_records) -> tuple[str, str]:
    """The small records, and those with edits."""
    return str(small_records), str(edited_records)


@pytest.fixture(scope="module")
def changes(pair):
    return changes_between(*pair).data


# ---- the records themselves, compared without the index


def records_of(folder: str) -> dict[str, dict[str, Any]]:
    return {path.stem: read_record(path) for path in (Path(folder) / "occupations").glob("*.toml")}


def figure_of(name: str, token: str) -> tuple[float | int | None, str | None]:
    """A token of a wage row as docs/records.md says."""
    basis = name.partition("_")[0]
    if token == "-4":
        return None, "annual_only" if basis == "hourly" else "hourly_only"
    if token == "-5":
        return TOP_CODES[basis], "at_least"
    if token in MARKS:
        return None, MARKS[token]
    return (float(token) if "." in token else int(token)), None


def figures_of(record: dict[str, Any]) -> dict[str, tuple[Any, str | None]]:
    figures: dict[str, tuple[Any, str | None]] = dict.fromkeys(FIGURES, (None, "not_published"))
    if "published_as" in record and record["published_as"] != record["code"]:
        return figures
    if "wages" in record:
        cells = record["wages"]["row"].split()
        figures |= {name: figure_of(name, cells[PLACES[name]]) for name in ("annual_median", "hourly_median", "employment")}
    if "projections" in record:
        for name, field in OUTLOOK.items():
            value = record["projections"][field]
            figures[name] = (value if name == "percent_change" else round(value * 1000)), None
    return figures


def expected_rows(pair: tuple[str, str]) -> dict[tuple[str, str], tuple[Any, ...]]:
    old, new = map(records_of, pair)
    rows = {}
    for code in old.keys() & new.keys():
        before, after = figures_of(old[code]), figures_of(new[code])
        rows |= {(code, name): (*before[name], *after[name]) for name in FIGURES if before[name] != after[name]}
    return rows


# ---- all occupations


def test_every_figure_that_differs_is_told_and_no_other(pair, changes):
    told = {(row.code, row.figure): (row.old, row.notes.get("old"), row.new, row.notes.get("new")) for row in changes.rows}
    assert told == expected_rows(pair)
    assert len(told) == len(changes.rows) == changes.found > 15


def test_the_other_way_round_it_is_the_same_turned_over(pair, changes):
    back = changes_between(pair[1], pair[0]).data
    turned = {(row.code, row.figure): (row.new, row.old, row.new_period, row.old_period) for row in back.rows}
    assert turned == {(row.code, row.figure): (row.old, row.new, row.old_period, row.new_period) for row in changes.rows}
    kinds = {"appeared": "disappeared", "disappeared": "appeared"}
    assert {(row.code, row.figure, kinds.get(row.kind, row.kind)) for row in back.rows} == {
        (row.code, row.figure, row.kind) for row in changes.rows
    }


def test_each_kind_of_change_to_a_figure(changes):
    rows = {(row.code, row.figure): row for row in changes.rows}
    assert {row.kind for row in changes.rows} == {"moved", "top_coded", "appeared", "disappeared", "note"}
    moved = rows["43-3011", "annual_median"]
    assert moved[3:] == ("moved", 47030, 48000, 970, 2.1, True, "May 2025", "May 2025", {})
    assert moved.title == HOSTILE_TITLE
    gone = rows["43-3011", "hourly_median"]
    assert gone[3:8] == ("disappeared", 22.61, None, None, None)
    assert gone.notes == {"new": "not_released"}
    come = rows["25-1011", "hourly_median"]
    assert come[3:8] == ("appeared", None, 47.5, None, None)
    assert come.notes == {"old": "annual_only"}
    top = rows["15-1252", "annual_median"]
    assert (top.kind, top.new, top.change, top.percent_change, top.notes) == (
        "top_coded", 239200, None, None, {"new": "at_least"},
    )  # fmt: skip
    remark = rows["27-2011", "annual_median"]
    assert remark[3:8] == ("note", None, None, None, None)
    assert remark.notes == {"old": "hourly_only", "new": "not_released"}
    growth = rows["43-3011", "percent_change"]
    assert (growth.change, growth.percent_change) == (-0.1, None)
    assert rows["11-1031", "annual_openings"].notes == {"new": "not_published"}
    none_left = rows["43-3021", "annual_openings"]
    assert (none_left.kind, none_left.new, none_left.percent_change) == ("moved", 0, -100.0)


def test_figures_of_different_times_are_no_revision(changes):
    rows = {(row.code, row.figure): row for row in changes.rows}
    later = rows["43-3031", "annual_median"]
    assert (later.old_period, later.new_period, later.revision) == ("May 2025", "May 2024", False)
    revised = rows["29-1141", "annual_median"]
    assert (revised.old_period, revised.new_period, revised.revision) == ("May 2025", "May 2025", True)
    assert rows["43-3021", "annual_openings"].new_period == "2024 to 2034"


def test_the_order_is_as_the_type_says(changes):
    events = ["moved", "top_coded", "disappeared", "appeared", "note"]
    places = [events.index(row.kind) for row in changes.rows]
    assert places == sorted(places)
    moved = [row for row in changes.rows if row.kind == "moved"]
    sizes = [
        abs(row.change) if row.figure == "percent_change" else 100 * abs(row.new - row.old) / abs(row.old) for row in moved
    ]
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) > 5
    for event in events[1:]:
        keys = [(row.code, FIGURES.index(row.figure)) for row in changes.rows if row.kind == event]
        assert keys == sorted(keys)


def test_reverse_turns_those_that_moved_alone(pair, changes):
    back = changes_between(*pair, reverse=True).data.rows
    count = sum(row.kind == "moved" for row in changes.rows)
    assert [row[:3] for row in back[:count]] == [row[:3] for row in reversed(changes.rows[:count])]
    assert back[count:] == changes.rows[count:]


def test_top_cuts_the_rows_and_nothing_else(pair, changes):
    cut = changes_between(*pair, top=3).data
    assert cut == changes._replace(rows=changes.rows[:3])


@pytest.mark.parametrize("figure", FIGURES)
def test_one_figure_alone(pair, changes, figure):
    alone = changes_between(*pair, figure=figure).data
    assert alone.rows == tuple(row for row in changes.rows if row.figure == figure)
    assert alone.found == len(alone.rows) > 0
    assert alone.counts == changes.counts


def test_an_unknown_figure_is_wrong_usage(pair):
    with pytest.raises(UsageError) as wrong:
        changes_between(*pair, figure="\x1bpay")
    assert "annual_median" in wrong.value.hint and "\x1b" not in wrong.value.message


def test_the_counts_are_those_of_the_rows(pair, changes):
    old, new = map(records_of, pair)
    for count in changes.counts:
        told = [row.kind for row in changes.rows if row.figure == count.figure]
        assert {kind: told.count(kind) for kind in count._fields[2:]} == dict(zip(count._fields[2:], count[2:], strict=True))
        compared = [
            code for code in old.keys() & new.keys()
            if figures_of(old[code])[count.figure][0] is not None or figures_of(new[code])[count.figure][0] is not None
        ]  # fmt: skip
        assert count.compared == len(compared)
    assert sum(count.moved for count in changes.counts) > 5


def test_codes(changes):
    assert [(change.code, change.kind) for change in changes.codes] == [
        ("43-3000", "retitled"), ("43-3011", "retitled"), (ADDED, "added"), (DROPPED, "dropped"),
    ]  # fmt: skip
    group, retitled, added, dropped = changes.codes
    assert group[2:] == ("Financial Clerks", "Money Clerks", "minor", "minor")
    assert retitled[2:4] == ("Bill and Account Collectors", HOSTILE_TITLE)
    assert added[2:] == (None, "Credit Authorizers, Checkers, and Clerks", None, "detailed")
    assert dropped[2:] == ("Customer Service Representatives", None, "detailed", None)
    assert not {ADDED, DROPPED} & {row.code for row in changes.rows}


def test_a_code_at_another_level_is_reclassified(pair):
    """The broad groups whose one occupation the small set has not, are groups there and aggregates in the bundled set."""
    told = {change.code: change for change in changes_between("bundled", pair[0]).data.codes}
    reclassified = [change for change in told.values() if change.kind == "reclassified"]
    assert reclassified
    assert all(change.old_level != change.new_level and change.old_title == change.new_title for change in reclassified)


def test_facts(changes):
    told = {(fact.code, fact.fact): (fact.old, fact.new) for fact in changes.facts}
    assert told["43-3011", "job_zone"] == ("2", "3")
    assert told["43-3011", "interests_code"] == ("CES", "CE")
    assert told["43-3011", "education"] == ("High school diploma or equivalent", "Some college, no degree")
    (gone,) = (fact for fact in changes.facts if fact.code == "29-1141.01")
    assert (gone.fact, gone.new, gone.notes) == ("interests_code", None, {"new": "not_in_data_set"})
    assert all(fact.old != fact.new for fact in changes.facts)


def test_releases(changes):
    differing = {source.id: source for source in changes.sources if source.kind != "same"}
    assert list(differing) == ["oews-2024-05"]
    source = differing["oews-2024-05"]
    assert source[:4] == ("oews", "oews-2024-05", "Occupational Employment and Wage Statistics", "changed")
    assert set(source.new_blocks) - set(source.old_blocks) == {"wages", "state_wages"}
    assert set(source.old_blocks) == {"history"}
    series = [source.series for source in changes.sources]
    assert len(list(dict.fromkeys(series))) == sum(a != b for a, b in zip(series, ["", *series], strict=False))


def test_records_are_counted(pair, changes):
    counted = {count.records: count[1:] for count in changes.records}
    assert counted["occupations"] == (15, 10, 1, 1)
    assert counted["wages"] == (0, 3, 0, 0)
    assert counted["groups.toml"] == (0, 1, 0, 0)
    assert counted["areas.toml"] == (1, 0, 0, 0)
    assert changes.differs


def test_the_sources_are_those_of_the_rows(pair):
    answer = changes_between(*pair)
    assert set(answer.sources) == {"oews-2025-05", "oews-2024-05", "projections-2024-34", "onet-29.3"}
    assert set(changes_between(*pair, figure="employment", filters=make_filters(group="15")).sources) == set()


@pytest.mark.parametrize("one", ["bundled", "small"])
def test_a_set_does_not_differ_from_itself(pair, one):
    text = "bundled" if one == "bundled" else pair[0]
    answer = changes_between(text, text)
    assert (answer.data.differs, answer.data.found, answer.data.rows, answer.data.codes, answer.data.facts) == (
        False, 0, (), (), (),
    )  # fmt: skip
    assert {source.kind for source in answer.data.sources} == {"same"}
    assert all(count.compared and not any(count[2:]) for count in answer.data.counts)
    assert changes_of(text, text, "43-3011").data.kind == "same"


def test_a_filter_keeps_what_fits_in_one_of_the_sets(pair, changes):
    for filters in (make_filters(group="43"), make_filters(job_zone="3"), make_filters(riasec="S"), make_filters(stem=True)):
        kept = changes_between(*pair, filters=filters).data
        assert {row[:3] for row in kept.rows} < {row[:3] for row in changes.rows}
    zone = {row.code for row in changes_between(*pair, filters=make_filters(job_zone="3")).data.rows}
    assert "43-3011" in zone  # 2 in the old set, 3 in the new one
    codes = changes_between(*pair, filters=make_filters(group="43")).data.codes
    assert [change.code for change in codes] == ["43-3011", ADDED, DROPPED]


def test_projections_of_other_years_are_told_with_their_years(small_records, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(small_records, data)

    def of_2026(record: dict[str, Any]) -> None:
        (source,) = (source for source in record["sources"] if source["id"] == "projections-2024-34")
        record["sources"].append({**source, "id": "projections-2026-36", "release": "2026-36", "period": "2026 to 2036"})

    edit_file(data / "sources.toml", of_2026)
    for path in (data / "occupations").glob("*.toml"):
        edit_file(path, lambda record: record.get("projections", {}).update(source="projections-2026-36"))
    edit_file(data / "occupations" / "43-3011.toml", lambda record: record["projections"].update(percent_change=-9.0))
    write_index(data, tmp_path / "index.sqlite")
    answer = changes_between(str(small_records), str(data))
    (row,) = answer.data.rows
    assert (row.figure, row.old_period, row.new_period, row.revision) == (
        "percent_change",
        "2024 to 2034",
        "2026 to 2036",
        False,
    )
    assert {source.id: source.kind for source in answer.data.sources if source.series == "projections"} == {
        "projections-2026-36": "added", "projections-2024-34": "changed",
    }  # fmt: skip
    assert {"projections-2024-34", "projections-2026-36"} == set(answer.sources)


def test_a_handful_of_figures_in_the_full_set(bundled, tmp_path):
    """The index itself is edited: to compile a second full set takes many seconds."""
    index = tmp_path / "edited.sqlite"
    shutil.copyfile(bundled.index_path(), index)
    edits = {"43-3011": 51733, "11-1011": -8, "29-1141": 102740}
    with sqlite3.connect(index) as connection:
        before = dict(
            connection.execute(
                "SELECT s.code, o.annual_median FROM occupation o JOIN soc s ON s.id = o.id WHERE o.published_as = o.id"
            )
        )
        for code, median in edits.items():
            connection.execute(
                "UPDATE occupation SET annual_median = ? WHERE id = (SELECT id FROM soc WHERE code = ?)", (median, code)
            )
        connection.execute("UPDATE record SET sha256 = 'other' WHERE path LIKE 'occupations/43-3011%'")
    connection.close()
    began = time.perf_counter()
    changes = changes_between(str(bundled.index_path()), str(index)).data
    assert time.perf_counter() - began < 1
    assert [(row.code, row.figure, row.old, row.new, row.kind) for row in changes.rows] == [
        (code, "annual_median", before[code], None if edits[code] < 0 else edits[code], kind)
        for code, kind in (("43-3011", "moved"), ("29-1141", "moved"), ("11-1011", "disappeared"))
        if before[code] != edits[code]
    ]
    assert changes.rows[0].percent_change == 10.0
    (medians, *rest) = changes.counts
    assert (medians.moved, medians.disappeared, medians.compared) == (len(changes.rows) - 1, 1, 825)
    assert not any(any(count[2:]) for count in rest)


# ---- one occupation


@pytest.fixture(scope="module")
def of_one(pair):
    return changes_of(*pair, "43-3011").data


def wage_figures(folder: str, code: str) -> dict[tuple[str, str], tuple[Any, str | None]]:
    """Every figure of the occupation's wage rows by area and measure."""
    rows = {"0000000": read_record(Path(folder) / "occupations" / f"{code}.toml")["wages"]["row"]}
    for path in (Path(folder) / "wages").glob("*.toml"):
        for area in read_record(path)["wages"]["areas"]:
            for row in area["rows"]:
                if row.startswith(f"{code} "):
                    rows[area["code"]] = row.partition(" ")[2]
    return {
        (area, name): figure_of(name, token)
        for area, row in rows.items()
        for name, token in zip(PLACES, row.split(), strict=True)
    }


@pytest.mark.parametrize("code", ["43-3011", "43-3031", "15-1252", "27-2011", "25-1011", "13-1020"])
def test_every_wage_of_it_that_differs_is_told_and_no_other(pair, code):
    old, new = (wage_figures(folder, code) for folder in pair)
    absent = (None, "not_published")
    expected = {
        key: (*old.get(key, absent), *new.get(key, absent))
        for key in old.keys() | new.keys()
        if old.get(key, absent) != new.get(key, absent)
    }
    rows = [row for row in changes_of(*pair, code).data.rows if row.part == "wages"]
    told = {(row.id, row.figure): (row.old, row.notes.get("old"), row.new, row.notes.get("new")) for row in rows}
    assert told == expected
    assert len(told) == len(rows)
    assert bool(told) is (code != "13-1020")


def test_its_other_figures(of_one):
    others = {(row.part, row.id, row.figure): row for row in of_one.rows if row.part != "wages"}
    assert {key: (row.kind, row.old, row.new, row.change) for key, row in others.items()} == {
        ("projections", "", "employment_projected"): ("moved", 149400, 149200, -200),
        ("projections", "", "percent_change"): ("moved", -10.5, -10.6, -0.1),
        ("state_projections", "CT", "annual_openings"): ("moved", 70, 77, 7),
        ("interests", "", "realistic"): ("moved", 2.04, 2.1, 0.06),
        ("skills", "2.A.1.b", "importance"): ("moved", 3.88, 3.9, 0.02),
        ("skills", "2.A.1.d", "level"): ("note", 3.62, 3.62, None),
        ("skills", "2.B.1.a", "importance"): ("disappeared", 3.38, None, None),
        ("skills", "2.B.1.a", "level"): ("disappeared", 3.0, None, None),
    }
    assert others["skills", "2.A.1.b", "importance"].name == "Active Listening"
    assert others["skills", "2.A.1.b", "importance"].percent_change is None
    assert others["skills", "2.A.1.d", "level"].notes == {"new": "suppress"}
    assert others["skills", "2.B.1.a", "level"].notes == {"new": "not_in_data_set"}
    assert others["state_projections", "CT", "annual_openings"][9:12] == (True, "2022 to 2032", "2022 to 2032")
    assert others["state_projections", "CT", "annual_openings"].percent_change == 10.0
    assert others["skills", "2.A.1.b", "importance"].new_period == "May 2025"


def test_the_order_is_that_of_the_page(of_one):
    parts = list(dict.fromkeys(row.part for row in of_one.rows))
    assert parts == ["wages", "projections", "state_projections", "interests", "skills"]
    assert [row.part for row in of_one.rows] == sorted((row.part for row in of_one.rows), key=parts.index)
    areas = list(dict.fromkeys(row.id for row in of_one.rows if row.part == "wages"))
    assert areas[:2] == ["0000000", "0900000"]


def test_its_facts(of_one):
    assert {fact.fact: (fact.old, fact.new) for fact in of_one.facts} == {
        "title": ("Bill and Account Collectors", HOSTILE_TITLE),
        "job_zone": ("2", "3"),
        "interests_code": ("CES", "CE"),
        "typical": ("High school diploma or equivalent", "Some college, no degree"),
    }
    assert (of_one.kind, of_one.old_title, of_one.new_title) == ("changed", "Bill and Account Collectors", HOSTILE_TITLE)


def test_its_lists(pair, of_one):
    old, new = (records_of(folder)["43-3011"] for folder in pair)
    told = {(item.part, item.kind, item.id, item.text) for item in of_one.items}
    assert {item for item in told if item[0] not in ("alternate_titles", "programs")} == {
        ("tasks", "added", "2474", new["text"]["tasks"][0]["text"]),
        ("tasks", "dropped", "2474", old["text"]["tasks"][0]["text"]),
        ("related", "added", "29-1141", "Registered Nurses"),
    }
    assert ("alternate_titles", "added", "", "Arrears Caller") in told
    assert ("alternate_titles", "dropped", "", old["titles"]["onet"][0]) in told
    assert [item[1:3] for item in told if item[0] == "programs"] == [("dropped", old["programs"]["cip"][0])]
    assert len(told) == len(of_one.items)


def test_one_figure_some_rows_and_the_other_way_round(pair, of_one):
    medians = changes_of(*pair, "43-3011", figure="annual_median").data
    assert medians.rows == tuple(row for row in of_one.rows if row.figure == "annual_median")
    assert medians.found == len(medians.rows) == 3
    assert changes_of(*pair, "43-3011", top=2).data == of_one._replace(rows=of_one.rows[:2])
    assert changes_of(*pair, "43-3011", reverse=True).data.rows == of_one.rows[::-1]
    with pytest.raises(UsageError, match="no figure"):
        changes_of(*pair, "43-3011", figure="title")


def test_a_member_has_the_figures_of_its_aggregate(small_records, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(small_records, data)

    def raise_median(record: dict[str, Any]) -> None:
        record["wages"]["row"] = with_figures(record["wages"]["row"], annual_median="80000")

    edit_file(data / "occupations" / "13-1020.toml", raise_median)
    write_index(data, tmp_path / "index.sqlite")
    (row,) = changes_of(str(small_records), str(data), "13-1021").data.rows
    assert (row.part, row.figure, row.new) == ("wages", "annual_median", 80000)
    # among all occupations it counts once
    assert [row.code for row in changes_between(str(small_records), str(data)).data.rows] == ["13-1020"]


def test_a_group_is_compared_by_its_wages(pair):
    group = changes_of(*pair, "43-3000").data
    assert (group.kind, group.title, group.rows) == ("changed", "Money Clerks", ())
    assert [fact.fact for fact in group.facts] == ["title"]


@pytest.mark.parametrize("code, kind", [(ADDED, "added"), (DROPPED, "dropped")])
def test_what_one_set_alone_has(pair, code, kind):
    one = changes_of(*pair, code).data
    assert (one.code, one.kind, one.rows, one.facts, one.items) == (code, kind, (), (), ())
    assert (one.old_title is None) is (kind == "added")
    assert (one.new_title is None) is (kind == "dropped")


def test_a_title_is_looked_up_in_the_new_set_and_then_in_the_old_one(pair):
    assert changes_of(*pair, "call center representative").data.code == DROPPED
    assert changes_of(*pair, "arrears caller").data.code == "43-3011"
    assert changes_of(*pair, "bill and account collectors").data.code == "43-3011"


@pytest.mark.parametrize(
    "text, error",
    [("43-301", MalformedCodeError), ("99-9999", NotFoundError), ("zzzq", NotFoundError), ("", MalformedCodeError)],
)
def test_what_neither_set_has_is_an_error(pair, text, error):
    with pytest.raises(error):
        changes_of(*pair, text)


def test_a_title_of_several_is_asked_back(pair):
    with pytest.raises(AmbiguousError):
        changes_of("bundled", "bundled", "collector")


def test_every_occupation_of_the_small_sets_can_be_told_of(pair):
    old, new = map(records_of, pair)
    changed = {code for code in old.keys() | new.keys() if changes_of(*pair, code).data.kind != "same"}
    assert {code for code in old.keys() & new.keys() if old[code] != new[code]} | {ADDED, DROPPED} <= changed


def test_a_year_that_is_no_history_any_more_is_not_called_unpublished(small_records, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(small_records, data)
    edit_file(data / "occupations" / "43-3011.toml", lambda record: record["history"].pop())
    write_index(data, tmp_path / "index.sqlite")
    rows = [row for row in changes_of(str(small_records), str(data), "43-3011").data.rows if row.part == "history"]
    assert {(row.kind, row.notes["new"]) for row in rows} == {("disappeared", "not_in_data_set")}


def test_every_other_part_of_the_page_is_compared(small_records, tmp_path, monkeypatch):
    monkeypatch.setattr("occlookup.catalog.detailed_figures.NEW_JOBS_ONLY", frozenset({"CT"}))
    data = tmp_path / "data"
    shutil.copytree(small_records, data)

    def edit(record: dict[str, Any]) -> None:
        record["survey"]["suppress"] = [*record["survey"].get("suppress", ()), "RL 3"]
        record["survey"]["RL"]["2"] = 1.25
        record["history"][0]["row"] = with_figures(record["history"][0]["row"], annual_median="-5")
        industry, *figures = record["industries"]["rows"][0].split()
        record["industries"]["rows"][0] = " ".join([industry, "-8", *figures[1:]])
        record["automation"]["frey_osborne"][0]["probability"] = 0.5
        record["automation"]["eloundou"]["human_beta"] = 0.75
        record["work_values"]["extent"]["1.B.2.d"] = 1.0
        record["work_context"]["score"]["telephone"] = 0.01
        record["work_styles"]["importance"]["1.C.5.c"] = 1.5
        record["technology"]["categories"][0]["examples"][0] = "Abacus 2000"

    edit_file(data / "occupations" / "43-3011.toml", edit)
    edit_file(
        data / "wages" / "CT.toml",
        lambda state: state["projections"].update(
            rows=[f"{row.rpartition(' ')[0]} 77" if row.startswith("43-3011 ") else row for row in state["projections"]["rows"]]
        ),
    )
    write_index(data, tmp_path / "index.sqlite")
    old = read_record(small_records / "occupations" / "43-3011.toml")
    answer = changes_of(str(small_records), str(data), "43-3011")
    rows = {(row.part, row.id, row.figure): row for row in answer.data.rows}
    year = old["history"][0]["year"]
    industry = old["industries"]["rows"][0].split()[0]
    assert {key: (row.kind, row.new, row.notes.get("new")) for key, row in rows.items()} == {
        ("state_projections", "CT", "annual_openings"): ("moved", 77, "new_jobs_only"),
        ("history", str(year), "annual_median"): ("top_coded", 208000, "at_least"),
        ("industries", industry, "employment"): ("disappeared", None, "not_released"),
        ("work_styles", "1.C.5.c", "importance"): ("moved", 1.5, None),
        ("work_values", "1.B.2.d", "score"): ("moved", 1.0, None),
        ("work_context", "telephone", "score"): ("moved", 0.01, None),
        ("survey", "RL 2", "percent"): ("moved", 1.25, None),
        ("survey", "RL 3", "percent"): ("note", old["survey"]["RL"]["3"], "suppress"),
        ("automation", old["automation"]["frey_osborne"][0]["soc_2010"], "frey_osborne"): ("moved", 0.5, None),
        ("automation", "", "human_beta"): ("moved", 0.75, None),
    }
    assert rows["history", str(year), "annual_median"].new_period == f"May {year}"
    assert rows["state_projections", "CT", "annual_openings"].notes == {"old": "new_jobs_only", "new": "new_jobs_only"}
    assert rows["automation", "", "human_beta"].percent_change is None
    assert {(item.part, item.kind, item.text) for item in answer.data.items} == {
        ("technology", "added", "Abacus 2000"),
        ("technology", "dropped", old["technology"]["categories"][0]["examples"][0]),
    }
    assert f"oews-{year}-05" in answer.sources
