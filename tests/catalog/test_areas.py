"""Places by code, letters and names."""

from __future__ import annotations

import pytest

from occlookup.errors import AmbiguousError, NotFoundError, Suggestion
from occlookup.model import Area

CONNECTICUT = Area("0900000", "Connecticut", "state", "CT", "oews-2025-05")
HARTFORD = Area("0025540", "Hartford-West Hartford-East Hartford, CT", "metro", "CT", "oews-2025-05")


@pytest.mark.parametrize(
    "typed", ["CT", "ct", "Ct", "conn", "Connecticut", "connecticut", " CONNECTICUT ", "\uff23\uff34", "09"]
)
def test_state(catalog, typed):
    assert catalog.find_state(typed) == CONNECTICUT


def test_territory_is_a_state(catalog):
    assert catalog.find_state("gu") == catalog.find_state("Guam") == Area("6600000", "Guam", "state", "GU", "oews-2025-05")


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [
        ("Conecticut", [("CT", "Connecticut")]),
        ("ZZ", []),
        ("Atlantis", []),
        ("", []),
        ("\udcff", []),
        ("x" * 10_000, []),
    ],
)
def test_unknown_state(catalog, typed, suggested):
    with pytest.raises(NotFoundError) as raised:
        catalog.find_state(typed)
    assert list(raised.value.suggestions) == suggested
    assert "--state CT" in raised.value.hint


@pytest.mark.parametrize(
    ("typed", "area"),
    [
        ("0025540", HARTFORD),
        (" 0025540 ", HARTFORD),
        ("Hartford", HARTFORD),
        ("hart", HARTFORD),
        ("West Hartford", HARTFORD),
        ("hartford-west hartford-east hartford, ct", HARTFORD),
        ("0900000", CONNECTICUT),
        ("connecticut nonmetro", Area("0900001", "Connecticut nonmetropolitan area", "nonmetro", "CT", "oews-2025-05")),
        ("fort worth", Area("0019100", "Dallas-Fort Worth-Arlington, TX", "metro", "TX", "oews-2025-05")),
        ("Texarkana", Area("0045500", "Texarkana, TX-AR", "metro", "TX", "oews-2025-05")),
        ("US", Area("0000000", "National", "nation", None, "oews-2025-05")),
        ("nation", Area("0000000", "National", "nation", None, "oews-2025-05")),
        ("0000000", Area("0000000", "National", "nation", None, "oews-2025-05")),
    ],
)
def test_area(catalog, typed, area):
    assert catalog.find_area(typed) == area


def test_a_name_that_fits_several_areas_lists_them(catalog):
    with pytest.raises(AmbiguousError) as raised:
        catalog.find_area("San")
    assert raised.value.suggestions == (
        Suggestion("0041660", "San Angelo, TX"),
        Suggestion("0041700", "San Antonio-New Braunfels, TX"),
        Suggestion("0012420", "Austin-Round Rock-San Marcos, TX"),
    )
    assert "fits 3 areas" in raised.value.message
    assert "--area 0041660" in raised.value.hint


def test_the_name_of_a_state_may_mean_it_or_an_area_in_it(catalog):
    with pytest.raises(AmbiguousError) as raised:
        catalog.find_area("Connecticut")
    assert [suggestion.code for suggestion in raised.value.suggestions] == ["0900000", "0900001"]


def test_an_area_that_reaches_into_a_state_counts_there_too(catalog):
    assert catalog.find_area("Texarkana", state="TX").code == "0045500"
    with pytest.raises(NotFoundError, match="is not in CT"):
        catalog.find_area("0045500", state="CT")


def test_of_many_areas_ten_are_suggested(catalog):
    with pytest.raises(AmbiguousError, match="fits 26 areas") as raised:
        catalog.find_area("TX")
    assert len(raised.value.suggestions) == 10


def test_a_state_narrows_a_name(catalog):
    with pytest.raises(AmbiguousError):
        catalog.find_area("New")
    assert catalog.find_area("New", state="Texas").code == "0041700"
    with pytest.raises(NotFoundError):
        catalog.find_area("Hartford", state="TX")


@pytest.mark.parametrize("typed", ["9999999", "Atlantis", "", "  ", "%", "_", "' OR 1=1 --", "\udcff", "\x00"])
def test_unknown_area(catalog, typed):
    with pytest.raises(NotFoundError) as raised:
        catalog.find_area(typed)
    assert raised.value.kind == "not_found"
    assert "occlookup areas" in raised.value.hint


def test_areas_of_a_state_come_state_first_then_metropolitan_then_the_rest(catalog):
    answer = catalog.areas(state="ct")
    assert [(area.code, area.type) for area in answer.data.rows] == [
        ("0900000", "state"),
        ("0014860", "metro"),
        ("0025540", "metro"),
        ("0035300", "metro"),
        ("0035980", "metro"),
        ("0047930", "metro"),
        ("0900001", "nonmetro"),
    ]
    assert list(answer.sources) == ["oews-2025-05"]


def test_all_areas_begin_with_the_nation_and_the_states(catalog):
    rows = catalog.areas().data.rows
    assert len(rows) == 42
    assert [area.name for area in rows[:4]] == ["National", "Connecticut", "Guam", "Texas"]


def test_areas_whose_name_has_the_words(catalog):
    assert [area.code for area in catalog.areas("conn").data.rows] == ["0900000", "0900001"]
    assert [area.code for area in catalog.areas("new", state="CT").data.rows] == ["0035300", "0035980"]


def test_no_such_area_is_an_empty_list_without_sources(catalog):
    assert catalog.areas("zzz") == ((((),)), {})
