"""How old a release is, and whether a newer one should be out."""

from __future__ import annotations

import time

import pytest

from occlookup.publishing import Month, old_lines, status, today

NOVEMBER = Month(2026, 11)


@pytest.mark.parametrize(
    "source_id, period, published, expected, age, due",
    [
        ("oews-2025-05", "May 2025", "2026-05", "2027-06", 6, False),
        ("oews-2024-05", "May 2024", "2025-05", "2026-06", 18, True),
        ("projections-2024-34", "2024 to 2034", "2025-09", "2026-09", 14, True),
        ("projections-2022-32", "2022 to 2032", "2023-09", "2024-09", 38, True),
        ("onet-29.3", "May 2025", "2025-05", "2025-09", 18, True),
        ("onet-30.3", "August 2026", "2026-08", "2026-12", 3, False),
        ("onet-30.1", "November 2026", "2026-11", "2027-03", 0, False),
        ("onet-29.3", "date not given", "2025-05", "2025-09", 18, True),
        ("onet-30.2", "date not given", "2026-02", "2026-06", 9, True),
        ("onet-30.0", "date not given", "2025-08", "2025-12", 15, True),
    ],
)
def test_a_release_stands_where_its_publishers_calendar_says(source_id, period, published, expected, age, due):
    found = status(source_id, period, NOVEMBER)
    assert (found.published.iso, found.expected.iso, found.age_months, found.newer_due) == (published, expected, age, due)


@pytest.mark.parametrize(
    "source_id, period",
    [
        ("soc-2018", "reference year 2018"), ("frey-osborne-2017", "as judged in 2013"), ("onet-work-context", "about 2021"),
        ("projections-state-2022-32", "2022 to 2032"), ("onet-work", "date not given"), ("onet-3.2", "Maya 2025"),
        ("oews-2025-11", "November 2025"), ("oews-", ""), ("", ""), ("onet-30.", "May 99999999999999999999"),
        ("onet-30.10", ""),
        ("oews-\u0662\u0660\u0662\u0665-05", "May"), ("onet-\u0663\u0660.2", "May \u0662\u0660\u0662\u0665"),
    ],
)  # fmt: skip
def test_a_release_without_a_calendar_has_no_age(source_id, period):
    assert status(source_id, period, NOVEMBER) is None


def test_the_month_in_which_the_next_one_is_expected_is_not_over():
    assert not status("oews-2024-05", "May 2024", Month(2026, 6)).newer_due
    assert status("oews-2024-05", "May 2024", Month(2026, 7)).newer_due


def test_a_clock_that_is_behind_makes_no_negative_age():
    assert status("oews-2025-05", "May 2025", Month(1999, 1)).age_months == 0


def test_old_is_over_eighteen_months_and_the_oldest_of_a_kind_counts():
    periods = [("oews-2025-05", "May 2025"), ("onet-29.3", "May 2025"), ("soc-2018", "2018")]
    assert old_lines(periods, NOVEMBER) == []
    (mixed,) = old_lines([("oews-2019-05", "May 2019"), *periods], NOVEMBER)
    assert mixed.startswith("Some of the wages are of May 2019, published about May 2020, 78 months ago")
    (line,) = old_lines(periods, Month(2026, 12))
    assert "O*NET" in line and "May 2025" in line and "19 months ago" in line and line.endswith("occlookup data fetch onet")
    assert len(old_lines(periods, Month(2027, 12))) == 2


def test_this_month_is_this_months(monkeypatch):
    monkeypatch.undo()  # of the fixture that lets it be November 2026
    now = time.localtime()
    assert today() == (now.tm_year, now.tm_mon)


def test_a_month_is_told_in_words_and_in_digits():
    assert (str(Month(2026, 5)), Month(2026, 5).iso) == ("May 2026", "2026-05")
