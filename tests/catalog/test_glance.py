"""A few figures of each of several occupations: the same as those that the longer answers have."""

from __future__ import annotations

import pytest

from occlookup.catalog import Catalog
from occlookup.catalog.filtering import Filters
from occlookup.comparisons import MedianPay
from occlookup.errors import NotFoundError
from occlookup.model import Area, Titled, WageRow


@pytest.fixture(scope="module")
def codes(bundled: Catalog) -> list[str]:
    """The code of every occupation: detailed, aggregate, specialty."""
    every = [entry.code for entry in bundled.browse(filters=Filters(group="")).data.occupations]
    assert len(every) > 900
    return every


NAMES = ("hourly_median", "annual_median")


def published(rows: tuple[WageRow, ...], place: Area) -> MedianPay:
    """The medians of one place among wage rows, or that there are none."""
    for row in rows:
        if row.area == place:
            notes = {name: note for name, note in row.notes.items() if name in NAMES}
            return MedianPay(row.hourly_median, row.annual_median, notes)
    return MedianPay(None, None, dict.fromkeys(NAMES, "not_published"))


def test_pay_is_that_of_the_nation_for_every_occupation(bundled, codes):
    nation = bundled.find_area("0000000")
    found = bundled.glances(codes).data
    assert [glance.code for glance in found] == codes
    for glance in found:
        listing = bundled.wages_of(glance.code, area=nation.code).data
        assert glance.national == published(listing.rows, nation), glance.code
        assert glance.published_as == listing.published_as
    assert 0 < sum(glance.national.annual_median is None for glance in found) < 200


@pytest.mark.parametrize("state", ["CT", "GU"])
def test_pay_is_that_of_the_state_for_every_occupation(bundled, codes, state):
    here = bundled.find_state(state)
    found = bundled.glances(codes, state=state).data
    for glance in found:
        assert glance.local == published(bundled.wages_of(glance.code, area=here.code).data.rows, here), glance.code
    assert 0 < sum(glance.local.annual_median is None for glance in found) < len(found)


def test_growth_is_that_of_the_outlook_for_every_occupation(bundled, codes):
    without = 0
    for glance in bundled.glances(codes).data:
        assert glance.local is None
        outlook = bundled.outlook(glance.code).data
        growth = (None, None) if outlook.national is None else (outlook.national.percent_change, outlook.national.growth)
        assert (glance.percent_change, glance.growth) == growth, glance.code
        assert glance.title == outlook.title
        without += growth == (None, None)
    assert 0 < without < 100


def test_without_a_state_the_nation_is_the_same(bundled, codes):
    alone, beside = bundled.glances(codes).data, bundled.glances(codes, state="CT").data
    assert [glance._replace(local=None) for glance in beside] == list(alone)


def test_they_come_in_the_order_that_was_asked_for(catalog):
    codes = ["43-3011", "29-1141", "27-2011", "29-1141"]
    for asked in (codes, codes[::-1]):
        assert [glance.code for glance in catalog.glances(asked).data] == asked


def test_one_of_them(catalog):
    (glance,) = catalog.glances(["43-3011"], state="connecticut").data
    assert (glance.title, glance.published_as) == ("Bill and Account Collectors", None)
    assert (glance.national.hourly_median, glance.national.annual_median) == (22.61, 47030)
    assert (glance.local.hourly_median, glance.local.annual_median) == (27.85, 57930)
    assert glance.percent_change == -10.5


def test_a_specialty_says_whose_figures_it_has(catalog):
    (glance,) = catalog.glances(["29-1141.01"]).data
    assert glance.published_as == Titled("29-1141", "Registered Nurses")
    assert glance.national == catalog.glances(["29-1141"]).data[0].national


def test_it_names_its_sources(catalog):
    assert {name.partition("-")[0] for name in catalog.glances(["43-3011"], state="CT").sources} == {"oews", "projections"}


def test_of_none_there_is_none(catalog):
    assert catalog.glances([]).data == ()


@pytest.mark.parametrize("asked", [["43-3011", "99-9999"], ["99-9999.01"]])
def test_what_does_not_exist_is_said(catalog, asked):
    with pytest.raises(NotFoundError):
        catalog.glances(asked)


def test_a_state_that_does_not_exist_is_said(catalog):
    with pytest.raises(NotFoundError):
        catalog.glances(["43-3011"], state="ZZ")
