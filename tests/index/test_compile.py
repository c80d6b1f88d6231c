"""From records to tables."""

from __future__ import annotations

import shutil
import sqlite3
import tomllib
from pathlib import Path

import pytest

from occlookup.codes import title_hash, title_key
from occlookup.errors import DamagedDataError
from occlookup.index.compile import compile_index
from occlookup.index.locate import write_index
from occlookup.index.rows import tokens
from occlookup.index.schema import DIRECT_MATCH, EVERYDAY, MEASURES, SCHEMA_VERSION


@pytest.fixture(scope="module")
def ask(small_records):
    connection = sqlite3.connect(f"file:{small_records.parent / 'index.sqlite'}?mode=ro", uri=True)
    yield lambda question, *values: connection.execute(question, values).fetchall()
    connection.close()


@pytest.fixture
def copied(small_records, tmp_path):
    return Path(shutil.copytree(small_records, tmp_path / "data"))


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("900 13.4 28.19 58640", ["900", "134", "2819", "58640"]),
        ("-8 -8 0.532 1.00", ["-8", "-8", "0532", "100"]),
        ("-0 -5 -4 -0", ["-1", "-5", "-4", "-1"]),
        ("30 0.0 0.05", ["30", "00", "005"]),
    ],
)
def test_tokens_are_whole_numbers_of_the_last_decimal(row, cells):
    assert tokens(row) == cells


def test_figures_are_stored_as_numbers(ask):
    for measure in MEASURES:
        assert ask(f"SELECT DISTINCT typeof({measure.name}) FROM wage") == [("integer",)]


def test_every_wage_row_of_a_state_is_in_the_table_as_the_record_has_it(ask, small_records):
    record = tomllib.loads((small_records / "wages" / "GU.toml").read_text())
    stored = ask(
        f"SELECT s.code, {', '.join(f'w.{measure.name}' for measure in MEASURES)} FROM published_wage p"
        " JOIN soc s ON s.code = p.code JOIN area a ON a.code = p.area_code"
        " JOIN wage w ON w.id % 4096 = s.id AND w.id / 4096 = a.id WHERE p.area_code = '6600000' ORDER BY s.code"
    )
    expected = []
    for row in record["wages"]["areas"][0]["rows"]:
        code, *cells = row.split(" ")
        expected.append((code, *(-1 if cell == "-0" else int(cell.replace(".", "")) for cell in cells)))
    assert stored == expected


def test_titles_are_kept_once_by_rank(ask):
    rows = ask(
        "SELECT t.kind, t.text, t.key_hash FROM title t JOIN soc s ON s.id = t.soc_id WHERE s.code = '43-3011' ORDER BY t.id"
    )
    assert rows[0] == (0, "Bill and Account Collectors", title_hash("bill and account collectors"))
    assert (EVERYDAY, "repo man", title_hash("repo man")) in rows
    assert (DIRECT_MATCH, "Debt Collector", title_hash("debt collector")) in rows
    assert [kind for kind, _, _ in rows] == sorted(kind for kind, _, _ in rows)
    keys = [title_key(text) for _, text, _ in rows]
    assert len(keys) == len(set(keys))


def test_titles_of_an_occupation_have_running_numbers(ask):
    assert ask(
        "SELECT count(*) FROM occupation o JOIN title t ON t.id BETWEEN o.first_title AND o.last_title WHERE t.soc_id <> o.id"
    ) == [(0,)]
    assert ask("SELECT sum(last_title - first_title + 1) FROM occupation") == ask("SELECT count(*) FROM title")


@pytest.mark.parametrize(
    ("code", "published"),
    [
        ("43-3011", "43-3011"),
        ("13-1022", "13-1020"),
        ("29-1141.01", "29-1141"),
        ("29-2011.01", "29-2010"),
        ("55-3016", "55-3016"),
    ],
)
def test_whose_figures_apply(ask, code, published):
    assert ask(
        "SELECT p.code FROM occupation o JOIN soc s ON s.id = o.id JOIN soc p ON p.id = o.published_as WHERE s.code = ?", code
    ) == [(published,)]


def test_an_aggregate_that_is_a_group_too_is_an_occupation(ask):
    assert ask("SELECT level, parent FROM soc WHERE code = '13-1020'") == [("aggregate", "13-1000")]


def test_parents_are_those_of_the_classification(ask):
    assert ask("SELECT code, parent FROM soc WHERE code IN ('29-1221', '29-1141.01', '53-1042', '43-3010') ORDER BY code") == [
        ("29-1141.01", "29-1141"),
        ("29-1221", "29-1210"),
        ("43-3010", "43-3000"),
        ("53-1042", "53-1047"),
    ]


def test_projections_are_in_persons(ask):
    assert ask(
        "SELECT employment_base, employment_projected, percent_change, annual_openings, education, job_zone FROM occupation o"
        " JOIN soc s ON s.id = o.id WHERE s.code = '43-3011'"
    ) == [(166900, 149400, -10.5, 13700, 1, 2)]


def test_projections_of_a_state(ask):
    question = "SELECT base, projected, percent_change, annual_openings FROM state_projection WHERE state = 'CT' AND code = ?"
    assert ask(question, "43-3011") == [(770, 700, -9.1, 70)]


def test_retired_codes_have_all_their_successors(ask):
    assert ask("SELECT successors FROM retired WHERE code = '15-1132'") == [("15-1252 15-1253",)]


def test_top_codes_are_cents_an_hour_and_dollars_a_year(ask):
    assert ask(
        "SELECT hourly_top_code, annual_top_code FROM source WHERE id IN ('oews-2019-05', 'oews-2025-05') ORDER BY id"
    ) == [
        (10000, 208000),
        (11500, 239200),
    ]
    assert ask("SELECT hourly_top_code, annual_top_code FROM source WHERE id = 'onet-29.3'") == [(None, None)]


def test_the_index_knows_what_it_was_made_of(ask, small_records):
    paths = sorted(path.relative_to(small_records).as_posix() for path in small_records.rglob("*.toml"))
    assert [path for (path,) in ask("SELECT path FROM record ORDER BY path")] == paths
    meta = dict(ask("SELECT name, value FROM meta WHERE name <> 'elements'"))
    assert meta["schema_version"] == SCHEMA_VERSION
    assert int(meta["record_count"]) == len(paths)
    assert int(meta["record_size"]) == sum(path.stat().st_size for path in small_records.rglob("*.toml"))


def test_the_index_is_sound(ask):
    assert ask("PRAGMA integrity_check") == [("ok",)]


def test_the_same_records_give_the_same_bytes(copied, small_records, tmp_path):
    write_index(copied, tmp_path / "one.sqlite")
    write_index(copied, tmp_path / "two.sqlite")
    one = (tmp_path / "one.sqlite").read_bytes()
    assert one == (tmp_path / "two.sqlite").read_bytes()
    assert one == (small_records.parent / "index.sqlite").read_bytes()


def test_another_figure_gives_other_bytes(copied, small_records, tmp_path):
    path = copied / "wages" / "GU.toml"
    path.write_text(path.read_text().replace('"43-3011 70 ', '"43-3011 80 '))
    write_index(copied, tmp_path / "one.sqlite")
    assert (tmp_path / "one.sqlite").read_bytes() != (small_records.parent / "index.sqlite").read_bytes()


def test_progress_is_told_once_for_each_file_and_ends_at_all(copied):
    told = []
    connection = sqlite3.connect(":memory:", isolation_level=None)
    compile_index(copied, connection, lambda done, total: told.append((done, total)))
    connection.close()
    assert told == [(number, 42) for number in range(1, 43)]


def _compile(records, tmp_path):
    write_index(records, tmp_path / "bad.sqlite")


@pytest.mark.parametrize(
    "name", ["sources.toml", "groups.toml", "areas.toml", "elements.toml", "programs.toml", "retired.toml"]
)
def test_a_missing_file_is_named(copied, tmp_path, name):
    (copied / name).unlink()
    with pytest.raises(DamagedDataError, match=name):
        _compile(copied, tmp_path)


def test_no_occupations_are_damaged_data(copied, tmp_path):
    for path in (copied / "occupations").iterdir():
        path.unlink()
    with pytest.raises(DamagedDataError, match="no records of occupations"):
        _compile(copied, tmp_path)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("wages/CT.toml", '"43-3011 900 13.4 ', '"43-3011 900 '),
        ("wages/CT.toml", '"43-3011 900 ', '"43-3011 many '),
        ("wages/CT.toml", '"43-3011 900 ', '"99-9999 900 '),
        ("wages/CT.toml", '    "43-3021 ', '    "43-3011 '),
        ("wages/CT.toml", 'code = "0014860"', 'code = "9914860"'),
    ],
)
def test_a_bad_row_of_a_state_names_its_file(copied, tmp_path, name, old, new):
    path = copied / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    with pytest.raises(DamagedDataError, match=r"wages/CT\.toml"):
        _compile(copied, tmp_path)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('title = "Bill and Account Collectors"\n', ""),
        ('major = "43-0000"\n', ""),
        ('typical = "High school diploma or equivalent"', 'typical = "Some school"'),
    ],
)
def test_an_occupation_that_is_not_laid_out_as_it_should_be_is_damaged_data(copied, tmp_path, old, new):
    path = copied / "occupations" / "43-3011.toml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    with pytest.raises(DamagedDataError):
        _compile(copied, tmp_path)
