"""Answers from records of several OEWS releases: each figure names its own, whatever it stands beside.

The nation is of May 2024, Connecticut of May 2023 with the top codes of an older release, all other places and the industries
of May 2025.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from flat_oews import NATIONAL_2024, workbook_row, write_workbook
from occlookup.catalog import Catalog, open_catalog
from occlookup.index.locate import write_index
from occlookup.kiosk import pages
from occlookup.model import Titled
from occlookup.render import plain
from occlookup.render.screens.compare import compare_screen
from occlookup.render.screens.handout import handout_screen
from occlookup.render.screens.places import places_screen
from occlookup.render.screens.show import screen as show_screen
from occlookup.render.screens.wages import screen as wages_screen
from occlookup.sources import oews_import
from occlookup.sources.record_set import RecordSet
from small_records import cut_records

CONNECTICUT = {"code": "0900000", "name": "Connecticut", "type": "state", "state": "CT", "fips": "09"}
COLLECTORS = "900 3.6 28.19 58640 2.6 19.49 23.08 27.85 31.17 37.10 40540 48010 57930 64840 77180 0.532 0.52"
NURSES = "900 3.6 90.19 158640 2.6 49.49 63.08 -5 -5 -5 100540 148010 -5 -5 -5 0.532 0.52"
OLD_TOP_CODES = "#  = indicates a wage equal to or greater than $100.00 per hour or $208,000 per year "


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    folder = tmp_path_factory.mktemp("mixed")
    records = RecordSet(cut_records(folder / "old"))
    rows = [workbook_row(CONNECTICUT, "29-1141", NURSES), workbook_row(CONNECTICUT, "43-3011", COLLECTORS)]
    state = write_workbook(folder / "state.xlsx", rows, "May 2023", top=OLD_TOP_CODES)
    taken = oews_import.take(records, [NATIONAL_2024, state], lambda step, done, of: None)
    new = {one.source["id"]: one.source | {"files": [{"name": "f", "sha256": "0" * 64}]} for one in taken}
    records.set_entries("sources", [new.get(entry["id"], entry) for entry in records.entries("sources")])
    data = folder / "data"
    data.mkdir()
    records.write(data)
    write_index(data, folder / "index.sqlite")
    with open_catalog(records=data) as opened:
        yield opened


def text(blocks: Any) -> str:
    return " ".join(plain.render(tuple(blocks), 120).split())


def test_the_nation_reads_46_040_of_may_2024(mixed: Catalog) -> None:
    answer = mixed.show("43-3011")
    wages = answer.data.wages
    assert wages.national is not None
    assert (wages.national.annual_median, wages.national.area.source, wages.source) == (46040, "oews-2024-05", "oews-2024-05")
    assert answer.sources["oews-2024-05"].period == "May 2024"
    assert [year.year for year in answer.data.history] == [2019, 2020, 2021, 2022, 2023]


def test_each_row_names_the_release_of_its_area(mixed: Catalog) -> None:
    answer = mixed.wages_of("43-3011")
    assert {row.area.name: row.area.source for row in answer.data.rows} == {
        "National": "oews-2024-05",
        "Connecticut": "oews-2023-05",
        "Guam": "oews-2025-05",
        "Texas": "oews-2025-05",
    }
    assert set(answer.sources) == {"oews-2023-05", "oews-2024-05", "oews-2025-05"}
    assert set(mixed.wages_in(state="TX").sources) == {"oews-2025-05"}
    assert {area.code: area.source for area in mixed.areas(state="CT").data.rows}["0025540"] == "oews-2025-05"


def test_a_top_code_is_that_of_the_release_of_the_row(mixed: Catalog) -> None:
    rows = {row.area.name: row for row in mixed.wages_of("29-1141").data.rows}
    assert (rows["Connecticut"].annual_median, rows["Connecticut"].hourly_p90) == (208000, 100.0)
    assert rows["Connecticut"].notes["annual_median"] == "at_least"
    (glance,) = mixed.glances(["29-1141"], state="CT").data
    assert glance.local is not None and glance.local.annual_median == 208000
    ranking = mixed.rank("annual_median", state="CT")
    assert ranking.data.rows[0].annual_median == 208000
    assert {source for source in ranking.sources if source.startswith("oews")} == {"oews-2023-05"}


def test_shares_of_another_release_are_not_told(mixed: Catalog, catalog: Catalog) -> None:
    profile = mixed.show("43-3011").data
    assert profile.industries_source == "oews-2025-05"
    assert {entry.share for entry in (*profile.sectors, *profile.industries, *profile.detailed_industries)} == {None}
    assert None not in {entry.share for entry in catalog.show("43-3011").data.sectors}


def test_the_divisions_are_no_shares_of_a_nation_of_another_release(mixed: Catalog, catalog: Catalog) -> None:
    places = mixed.places("43-3011")
    assert [division.employment for division in places.data.divisions if division.states] == [900, 21720]
    assert {division.share for division in places.data.divisions} == {None} and places.data.covered is None
    page = text(places_screen(places))
    assert "of the nation's jobs in this occupation" not in page
    assert "shares of its jobs are not told" in page
    assert "not told" not in text(places_screen(catalog.places("43-3011")))


def test_the_page_of_an_occupation_says_the_period_of_each_part(mixed: Catalog) -> None:
    page = text(show_screen(mixed.show("43-3011", state="CT")))
    assert "165,020 on payrolls, May 2024 (OEWS)" in page
    assert "Pay in Connecticut, May 2023" in page
    assert "By industry the figures are of May 2025, the nation's of May 2024" in page
    assert "The nation's figures are of May 2024, those of these places of May 2023 and May 2025." in page
    assert "Sources: BLS OEWS May 2019 to May 2025;" in page


@pytest.mark.parametrize(
    ("section", "releases"),
    [
        ("facts", "BLS OEWS May 2024;"),
        ("industries", "BLS OEWS May 2024 and May 2025;"),
        ("places", "BLS OEWS May 2023 to May 2025;"),
        ("pay", "BLS OEWS May 2019 to May 2024;"),
        ("related", "BLS OEWS May 2024;"),
    ],
)
def test_a_section_names_its_own_releases(mixed: Catalog, section: str, releases: str) -> None:
    assert f"Sources: {releases}" in text(show_screen(mixed.show("43-3011"), (section,)))


def test_wages_of_two_periods_stand_beside_their_periods(mixed: Catalog, catalog: Catalog) -> None:
    page = text(wages_screen(mixed.wages_of("43-3011", state="CT")))
    assert "Bill and Account Collectors in Connecticut OEWS May 2023 and May 2025" in page
    assert "Connecticut OEWS of: May 2023 Jobs: 900" in page and "Danbury, CT OEWS of: May 2025" in page
    assert "OEWS of" not in text(wages_screen(catalog.wages_of("43-3011", state="CT")))


def test_places_and_comparisons_say_both_periods(mixed: Catalog) -> None:
    assert "The nation's figures are of May 2024, those of these places of May 2023 and May 2025." in text(
        places_screen(mixed.places("43-3011"))
    )
    answer = mixed.compare(["43-3011", "43-3021"], state="CT")
    page = text(compare_screen(answer))
    assert "Median pay CT (May 2023)" in page and "On payrolls CT (May 2023)" in page
    assert {source for source in answer.sources if source.startswith("oews")} == {"oews-2023-05", "oews-2024-05"}


def test_a_handout_and_the_kiosk_say_both_periods(mixed: Catalog) -> None:
    answer = mixed.show("43-3011", state="CT")
    sheet = text(handout_screen(answer))
    assert "Pay in Connecticut, May 2023" in sheet and "BLS OEWS May 2023 and May 2024" in sheet
    page = text(pages.job(mixed, Titled("43-3011", "Bill and Account Collectors"), "CT").screen)
    assert "Median pay, Connecticut, May 2023" in page
    assert "on payrolls, May 2024 (OEWS)" in page
    assert "BLS OEWS May 2023 and May 2024" in page


def test_an_occupation_without_an_estimate_names_the_nations_release(mixed: Catalog) -> None:
    answer = mixed.show("55-3016")
    assert answer.data.wages == (None, None, None, "oews-2024-05")
    assert [source for source in answer.sources if source.startswith("oews")] == ["oews-2024-05"]


def test_records_of_one_release_say_nothing_of_it(catalog: Catalog) -> None:
    page = text(show_screen(catalog.show("43-3011", state="CT")))
    assert "those of these places" not in page and "By industry the figures" not in page and "Pay in Connecticut," not in page
