"""The years of a projection, as BLS writes them and as keys have them."""

from __future__ import annotations

import pytest

from occlookup.periods import Period, employment, parse_period, projection_period


@pytest.mark.parametrize(
    ("short", "period", "words"),
    [
        ("2024-34", Period(2024, 2034), "2024 to 2034"),
        ("2022-32", Period(2022, 2032), "2022 to 2032"),
        ("1998-08", Period(1998, 2008), "1998 to 2008"),
        ("2095-05", Period(2095, 2105), "2095 to 2105"),
    ],
)
def test_a_period_is_written_short_and_in_words(short, period, words):
    assert parse_period(short) == period
    assert (period.short, period.words) == (short, words)


@pytest.mark.parametrize("text", ["", "2024", "2024-2034", "24-34", "2024\u201334", "2024-3x", "\u0662024-34", "2024-34 "])
def test_anything_else_is_no_period(text):
    with pytest.raises(ValueError, match="is not a period"):
        parse_period(text)


def test_the_years_of_a_block_are_those_of_its_keys():
    block = {"employment_2032_thousands": 189.6, "employment_2022_thousands": 209.7, "annual_median_may_2022": 39470}
    assert projection_period(block) == (2022, 2032)
    assert [employment(block, year) for year in projection_period(block)] == [209.7, 189.6]


@pytest.mark.parametrize("years", [(), (2022,), (2022, 2024, 2032)])
def test_a_block_has_two_years(years):
    with pytest.raises(ValueError, match=f"of {len(years)} years"):
        projection_period({f"employment_{year}_thousands": 1.0 for year in years})
