"""The tables, and what stamps them."""

from __future__ import annotations

import sqlite3

import pytest

from occlookup.index.schema import AREA_STRIDE, EDUCATION_LEVELS, INDEXES, MEASURES, SCHEMA_VERSION, SURVEY_SCALES, TABLES

# docs/records.md: the seventeen tokens of a wage row, BLS's data types 01 to 17, and their decimals
DECIMALS = {
    "employment": 0,
    "employment_rse": 1,
    "hourly_mean": 2,
    "annual_mean": 0,
    "mean_rse": 1,
    "hourly_p10": 2,
    "hourly_p25": 2,
    "hourly_median": 2,
    "hourly_p75": 2,
    "hourly_p90": 2,
    "annual_p10": 0,
    "annual_p25": 0,
    "annual_median": 0,
    "annual_p75": 0,
    "annual_p90": 0,
    "jobs_per_1000": 3,
    "location_quotient": 2,
}


def test_measures_are_those_of_the_records_in_their_order():
    assert [(measure.name, measure.decimals) for measure in MEASURES] == list(DECIMALS.items())
    assert all(measure.scale == 10**measure.decimals for measure in MEASURES)


def test_education_goes_from_least_to_most():
    assert len(EDUCATION_LEVELS) == 8
    assert EDUCATION_LEVELS[0] == "No formal educational credential"
    assert EDUCATION_LEVELS[-1] == "Doctoral or professional degree"
    assert SURVEY_SCALES == ("RL", "RW", "PT", "OJ")


def test_the_tables_can_be_made():
    connection = sqlite3.connect(":memory:")
    connection.executescript(TABLES + INDEXES)
    made = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert {
        "meta",
        "record",
        "source",
        "area",
        "soc",
        "occupation",
        "wage",
        "retired",
        "title",
        "word",
        "slip",
        "search_array",
        "synonym",
    } <= made
    columns = [row[1] for row in connection.execute("PRAGMA table_info(wage)")]
    assert columns == ["id", *DECIMALS]
    connection.close()


def test_there_are_fewer_codes_than_an_areas_rows_may_have(small_records):
    connection = sqlite3.connect(small_records.parent / "index.sqlite")
    ((most,),) = connection.execute("SELECT max(id) FROM soc")
    connection.close()
    assert most < AREA_STRIDE


def test_the_version_can_be_part_of_a_file_name():
    assert isinstance(SCHEMA_VERSION, str)
    assert SCHEMA_VERSION.replace("-", "").isalnum()


@pytest.fixture
def published(small_records):
    connection = sqlite3.connect(small_records.parent / "index.sqlite")
    yield lambda question: connection.execute(f"SELECT {question}").fetchall()
    connection.close()


def test_the_view_for_people_has_figures_in_their_units(published):
    assert published(
        "title, area_name, employment, hourly_mean, annual_mean, employment_rse, jobs_per_1000, location_quotient"
        " FROM published_wage WHERE code = '43-3011' AND area_code = '0900000'"
    ) == [("Bill and Account Collectors", "Connecticut", 900, 28.19, 58640, 13.4, 0.532, 0.52)]


def test_the_view_for_people_has_nothing_where_there_is_no_figure(published):
    assert published(
        "employment, hourly_mean, annual_median FROM published_wage WHERE code = '29-1141' AND area_code = '6600000'"
    ) == [(690, None, None)]
    for name in DECIMALS:
        assert published(f"count(*) FROM published_wage WHERE {name} < 0") == [(0,)]
