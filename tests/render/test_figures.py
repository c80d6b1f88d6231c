from __future__ import annotations

from typing import get_args

import pytest

from occlookup.model import Area, Note, WageRow
from occlookup.render import figures
from occlookup.render.figures import (
    REASONS,
    against,
    count,
    dollars_a_year,
    dollars_an_hour,
    how_sure,
    jobs,
    signed_percent,
    wage,
)


def test_dollars_keep_every_digit():
    assert dollars_a_year(1_239_200) == "$1,239,200"
    assert dollars_a_year(0) == "$0"
    assert dollars_an_hour(22.61) == "$22.61"
    assert dollars_an_hour(7.5) == "$7.50"
    assert dollars_an_hour(1115) == "$1,115.00"


def test_a_top_code_is_at_least():
    assert dollars_a_year(239_200, "at_least") == "$239,200 or more"
    assert dollars_an_hour(115, "at_least") == "$115.00 or more"


@pytest.mark.parametrize(
    "note, reason",
    [
        ("not_released", "withheld by BLS"),
        ("hourly_only", "paid by the hour only"),
        ("annual_only", "paid by the year only"),
        ("not_published", "not published for this place"),
        (None, "not published for this place"),
    ],
)
def test_a_missing_figure_says_why(note, reason):
    assert dollars_a_year(None, note) == reason
    assert dollars_an_hour(None, note) == reason


def test_every_note_that_leaves_a_figure_out_has_its_reason():
    assert set(REASONS) == set(get_args(Note)) - {"at_least"}
    assert len(set(REASONS.values())) == len(REASONS)


def test_a_wage_is_written_by_its_fields_name():
    row = WageRow._make(("", "", Area("", "", "nation", None), *([None] * 17), {"annual_p90": "at_least"}))
    row = row._replace(hourly_median=22.61, annual_median=47030, annual_p90=239_200, hourly_p90=None)
    assert wage(row, "hourly_median") == "$22.61"
    assert wage(row, "annual_median") == "$47,030"
    assert wage(row, "annual_p90") == "$239,200 or more"
    assert wage(row, "hourly_p90") == "not published for this place"


def test_jobs():
    assert jobs(158_830) == "158,830"
    assert jobs(0) == "0"
    assert jobs(None, {"employment": "not_released"}) == "withheld by BLS"
    assert jobs(None) == "not published for this place"


@pytest.mark.parametrize(
    "figure, decimals, text",
    [
        (-10.5, 1, "-10.5%"),
        (3.1, 1, "+3.1%"),
        (0.0, 1, "0.0%"),
        (-0.0, 1, "0.0%"),
        (-0.04, 1, "0.0%"),
        (0.04, 1, "0.0%"),
        (-0.06, 1, "-0.1%"),
        (-0.4, 0, "0%"),
        (-0.5, 0, "0%"),
        (0.6, 0, "+1%"),
        (-2.8, 0, "-3%"),
        (120.0, 0, "+120%"),
    ],
)
def test_a_signed_percent_has_no_signed_zero(figure, decimals, text):
    assert signed_percent(figure, decimals) == text


def test_against():
    assert against(110, 100) == 10
    assert against(90, 100) == -10
    assert against(None, 100) is None
    assert against(100, None) is None
    assert against(100, 0) is None


@pytest.mark.parametrize(
    "error, words",
    [
        (0.0, "good 0.0%"),
        (4.9, "good 4.9%"),
        (5.0, "fair 5.0%"),
        (9.9, "fair 9.9%"),
        (10.0, "rough 10.0%"),
        (29.1, "rough 29.1%"),
    ],
)
def test_how_sure_changes_its_word_at_the_bounds(error, words):
    assert how_sure(error) == words


def test_how_sure_without_an_error_says_nothing():
    assert how_sure(None) == ""


def test_the_bounds_of_how_sure_are_named_in_one_place():
    assert (figures.SURE_UNDER, figures.FAIR_UNDER) == (5.0, 10.0)


def test_count():
    assert count(1, "area") == "1 area"
    assert count(0, "area") == "0 areas"
    assert count(1234, "area") == "1,234 areas"
    assert count(2, "more", "more") == "2 more"
