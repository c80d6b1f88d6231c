"""One round of projections in all records, and the glossary in its years."""

from __future__ import annotations

import re

import pytest

from occlookup.index.locate import RECORDS
from occlookup.index.rounds import Round, in_period, round_of
from occlookup.periods import Period
from occlookup.sources.records import read_record

THE_ROUND = Round("projections-2022-32", Period(2022, 2032))


def record(source: str = "projections-2022-32", first: int = 2022) -> dict:
    years = {f"employment_{year}_thousands": 1.0 for year in (first, first + 10)}
    return {"code": "43-3011", "projections": {"source": source, **years}}


def test_the_round_is_that_of_the_records_that_have_one():
    assert round_of({"code": "55-3016"}, None) is None
    assert round_of(record(), None) == THE_ROUND
    assert round_of({"code": "55-3016"}, THE_ROUND) == THE_ROUND
    assert round_of(record(), THE_ROUND) == THE_ROUND


@pytest.mark.parametrize("other", [record("projections-2024-34"), record(first=2024)])
def test_two_rounds_are_a_fault(other):
    with pytest.raises(ValueError, match="that of others projections-2022-32"):
        round_of(other, THE_ROUND)


ENTRY = {
    "term": "growth 2024-34",
    "also": ["change to 2034"],
    "meaning": "From 2024 to 2034, when all grow by 3.1 percent.",
    "period": "2024-34",
    "otherwise": "From 2024 to 2034.",
}


@pytest.mark.parametrize("period", [Period(2024, 2034), None])
def test_an_entry_stays_as_it_is_in_its_own_period(period):
    assert in_period(ENTRY, period) == {key: ENTRY[key] for key in ("term", "also", "meaning")}


@pytest.mark.parametrize("period", [Period(2022, 2032), Period(2014, 2024), Period(2034, 2044)])
def test_in_another_it_has_the_other_years_and_what_holds_then(period):
    assert in_period(ENTRY, period) == {
        "term": f"growth {period.short}",
        "also": [f"change to {period.projected_year}"],
        "meaning": f"From {period.words}.",
    }


def test_an_entry_of_no_period_keeps_its_years():
    entry = {"term": "state outlook", "meaning": "From 2022 to 2032, not from 2024 to 2034."}
    assert in_period(entry, Period(2030, 2040)) == entry


def test_the_bundled_glossary_says_of_each_year_of_the_projection_that_it_is_one():
    entries = read_record(RECORDS / "glossary.toml")["glossary"]
    assert sum("period" in entry for entry in entries) == 9
    for entry in entries:
        said = in_period(entry, Period(2042, 2052))
        assert not re.search(r"2034|2024-34|\bin 2024|from 2024", f"{said['term']} {said['meaning']}"), entry["term"]
        # which percent a word stands for is known of its own period alone
        if re.search(r"[0-9] percent or|[0-9] or [0-9] percent|[0-9.]+ percent\b", said["meaning"]) and "period" in entry:
            pytest.fail(f"{entry['term']} gives a percent of another round")
