"""None is lost: every figure of BLS's releases comes back through the query layer exactly as published.

The releases are read here once more, without the project's own readers (released_bls.py). Where their folder is not there,
test_sampled_figures.py stands for this walk. O*NET's figures are in test_published_profiles.py.
"""

from __future__ import annotations

import random
import tomllib
from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest

from contract.published import Cells, Show, history_figures, hold, projection_figures, same_figures, wage_figures
from contract.released_bls import HISTORY_FIELDS, SOURCES, Expected, Oews, read_wages
from contract.released_onet import text_rows
from occlookup.catalog import Catalog
from occlookup.index.locate import RECORDS
from occlookup.index.schema import MEASURES
from occlookup.model import WageRow

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (SOURCES / "oews-2025-05").is_dir(), reason="the folder of releases is not here"),
]

TOTAL = "00-0000"
LEVELS = ("major", "minor", "broad", "detailed")
# see docs/records.md: the codes of May 2019 and 2020 that SOC 2018 does not have
HYBRID_CODES = 24
SHOWN_INDUSTRIES = 10
SUBSECTOR_LEVEL = 3


def test_each_of_the_236_799_wage_cells_is_listed_once_in_its_place(bundled: Catalog, oews: Oews, cells: Cells) -> None:
    assert len(cells) == 236_799
    seen: Counter[tuple[str, str]] = Counter()
    differences = []
    for area, (kind, _, _) in oews.areas().items():
        place: dict[str, Any] = {} if kind == "N" else {"area": area}
        if kind == "S":
            place = {"state": bundled.find_area(area).state}
        rows = list(bundled.wages_of(TOTAL, area=area).data.rows)
        for level in LEVELS:
            rows += bundled.wages_in(level=level, **place).data.rows
        seen.update((row.area.code, row.code) for row in rows)
        differences += wage_differences(rows, oews, cells)
        assert {row.area.code for row in rows} == {area}
    hold(differences)
    assert set(seen) == set(cells)
    assert set(seen.values()) == {1}


def test_every_code_has_its_wages_in_the_nation_and_the_states(bundled: Catalog, oews: Oews, cells: Cells) -> None:
    titles = oews.titles()
    places = {area for area, (kind, _, _) in oews.areas().items() if kind != "M"}
    differences: list[Any] = []
    for code in sorted({code for _, code in cells}):
        listing = bundled.wages_of(code).data
        assert listing.published_as is None
        assert {row.area.code for row in listing.rows} == places
        assert {row.code for row in listing.rows} == {code}
        differences += wage_differences(listing.rows, oews, cells)
        # BLS cuts titles at 100 characters
        if not folded(listing.rows[0].title).startswith(folded(titles[code])[:98]):
            differences.append((listing.rows[0].title, titles[code]))
    hold(differences)


def test_two_hundred_codes_have_their_wages_in_every_area(bundled: Catalog, oews: Oews, cells: Cells) -> None:
    codes = random.Random(17).sample(sorted({code for _, code in cells}), 200)
    states = [state.state for state in bundled.areas().data.rows if state.type == "state"]
    places = {area for area, (kind, _, _) in oews.areas().items() if kind != "N"}
    differences = []
    for code in codes:
        rows = [row for state in states for row in bundled.wages_of(code, state=state).data.rows]
        assert {row.code for row in rows} == {code}
        assert {row.area.code for row in rows} == places
        differences += wage_differences(rows, oews, cells)
    hold(differences)


def test_the_areas_are_the_published_ones(bundled: Catalog, oews: Oews) -> None:
    areas = bundled.areas().data.rows
    states = {area.code[:2]: area.state for area in areas if area.type == "state"}
    kinds = {"nation": "N", "state": "S", "metro": "M", "nonmetro": "M"}
    released = oews.areas()
    assert {area.code: (kinds[area.type], area.name) for area in areas} == {
        code: (kind, name) for code, (kind, _, name) in released.items()
    }
    assert all(area.state == states.get(released[area.code][1]) for area in areas)
    hold([area for area in areas if ("nonmetropolitan" in area.name) != (area.type == "nonmetro")])


def test_each_of_the_832_projections_is_shown(show: Show, released_projections: dict[str, dict[str, Any]]) -> None:
    assert len(released_projections) == 832
    differences = []
    for code, released in released_projections.items():
        profile = show(code)
        shown = projection_figures(profile)
        if shown != {name: released[name] for name in shown}:
            differences.append((code, shown, released))
        if folded(profile.title) != folded(released["title"]):
            differences.append((profile.title, released["title"]))
    hold(differences)


def test_the_history_of_every_occupation_is_shown(
    show: Show, oews: Oews, released_history: dict[str, dict[int, Expected]]
) -> None:
    codes = occupations_of(released_history)
    differences = []
    for code in codes:
        shown = history_figures(show(code))
        years = released_history[code]
        if set(shown) != set(years) or not all(same_figures(shown[year], years[year]) for year in years):
            differences.append((code, shown, years))
    hold(differences)
    assert sum(len(released_history[code]) for code in codes) == 4841


def test_the_history_of_every_group_stands_in_its_record(released_history: dict[str, dict[int, Expected]]) -> None:
    """No question asks for it yet."""
    groups = read_toml("groups.toml")["groups"]
    recorded = {(group["code"], entry["year"]): entry["row"].split() for group in groups for entry in group.get("history", [])}
    occupations = set(occupations_of(released_history))
    released = {
        (code, year): expected
        for code, years in released_history.items()
        for year, expected in years.items()
        if code not in occupations and code in {group["code"] for group in groups}
    }
    assert set(recorded) == set(released)
    places = {name: [measure.name for measure in MEASURES].index(name) for name in HISTORY_FIELDS.values()}
    hold(
        [
            (key, row, released[key])
            for key, row in recorded.items()
            for name, place in places.items()
            if not same_token(row[place], released[key].figures[name], released[key].notes.get(name))
        ]
    )
    left_out = set(released_history) - occupations - {code for code, _ in recorded}
    assert len(left_out) == HYBRID_CODES
    assert {year for code in left_out for year in released_history[code]} == {2019, 2020}


def test_the_industries_that_are_shown_have_the_published_figures(show: Show, oews: Oews) -> None:
    industries = oews.industries()
    by_occupation: dict[str, list[tuple[int, str, Expected]]] = {}
    for industry, code, measures in oews.industry_cells():
        expected = read_wages(oews.fields, measures, oews.top)
        jobs = expected.figures["employment"]
        if industries[industry].level == SUBSECTOR_LEVEL and jobs is not None:
            by_occupation.setdefault(code, []).append((-int(jobs), industry, expected))
    differences = []
    for code in occupations_of(oews.titles()):
        most = sorted(by_occupation.get(code, []))[:SHOWN_INDUSTRIES]
        shown = [(row.title, row.employment, row.annual_median, row.hourly_median, row.notes) for row in show(code).industries]
        expected_rows = [industry_row(industries[industry].name, expected) for _, industry, expected in most]
        if shown != expected_rows:
            differences.append((code, shown, expected_rows))
        if any(not industry.startswith(row.naics) for row, (_, industry, _) in zip(show(code).industries, most, strict=True)):
            differences.append((code, [row.naics for row in show(code).industries], most))
    hold(differences)


def test_every_state_projection_stands_in_its_record(bundled: Catalog) -> None:
    """No question asks for them yet."""
    states = {area.code[:2]: area.state for area in bundled.areas().data.rows if area.type == "state"}
    columns = ("Base", "Projected", "PercentChange", "AvgAnnualOpenings")
    released = {
        (states[row["STFIPS"].zfill(2)], row["OccCode"]): [row[name].strip() or "-0" for name in columns]
        for row in text_rows(SOURCES / "state-projections-2022-2032/state_projections_2022_2032.tsv")
        if row["Title"] and row["STFIPS"] != "0"
    }
    recorded = {}
    for state in states.values():
        for row in read_toml(f"wages/{state}.toml").get("projections", {}).get("rows", []):
            code, *figures = row.split()
            recorded[state, code] = figures
    assert len(released) > 30_000
    assert recorded == released


def wage_differences(rows: Iterable[WageRow], oews: Oews, cells: Cells) -> list[Any]:
    """The rows that are not what is published; where nothing is, a row has to say so for each figure."""
    nothing = " ".join(["[]"] * len(oews.fields))
    differences = []
    for row in rows:
        measures = cells.get((row.area.code, row.code), nothing)
        if not same_figures(wage_figures(row), read_wages(oews.fields, measures, oews.top)):
            differences.append((row, measures))
    return differences


def same_token(token: str, figure: float | None, note: str | None) -> bool:
    """Whether a token of a recorded row says the same."""
    if token[0] == "-":
        return note in {"-8": ["not_released"], "-5": ["at_least"], "-4": ["annual_only", "hourly_only"]}[token]
    return note is None and float(token) == figure


def occupations_of(codes: Iterable[str]) -> list[str]:
    """Those of the codes that have a record of their own: detailed occupations and aggregates."""
    return sorted(code for code in codes if (RECORDS / "occupations" / f"{code}.toml").is_file())


def industry_row(title: str, expected: Expected) -> tuple[Any, ...]:
    names = ("employment", "annual_median", "hourly_median")
    notes = {name: note for name, note in expected.notes.items() if name in names}
    return (title, *(expected.figures[name] for name in names), notes)


def folded(title: str) -> str:
    return title.casefold().replace("\u2019", "'").replace(" & ", " and ")


def read_toml(name: str) -> dict[str, Any]:
    return tomllib.loads((RECORDS / name).read_text(encoding="utf-8"))
