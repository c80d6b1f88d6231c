"""Walking down the classification."""

from __future__ import annotations

import shutil

import pytest

from occlookup import open_catalog
from occlookup.catalog.filtering import Order, make_filters
from occlookup.errors import MalformedCodeError, NotFoundError
from occlookup.index.locate import RECORDS
from occlookup.listings import Group, OccupationEntry
from occlookup.model import Titled

OFFICE = Titled("43-0000", "Office and Administrative Support Occupations")
CLERKS = Titled("43-3000", "Financial Clerks")


def codes(listing):
    return [occupation.code for occupation in listing.occupations]


def test_at_the_top_stand_the_23_major_groups(catalog):
    answer = catalog.browse()
    assert (answer.data.path, answer.data.occupations) == ((), ())
    assert len(answer.data.groups) == 23
    first = answer.data.groups[0]
    assert first[:4] == Group("11-0000", "Management Occupations", "major", 2, None)[:4]
    assert all(group.summary.startswith("They ") for group in answer.data.groups)
    assert answer.data.summary is None
    assert list(answer.sources) == ["soc-2018"]


def test_specialties_are_not_counted_as_occupations(catalog):
    by_code = {group.code: group.occupations for group in catalog.browse().data.groups}
    assert (by_code["29-0000"], by_code["13-0000"], by_code["17-0000"]) == (6, 4, 0)
    assert [(group.code, group.occupations) for group in catalog.browse("29").data.groups] == [
        ("29-1000", 3),
        ("29-2000", 3),
        ("29-9000", 0),
    ]


@pytest.mark.parametrize("typed", ["43", "43-0000", "43-", "430000", "Office and Administrative Support Occupations"])
def test_a_major_group_shows_its_minor_groups(catalog, typed):
    listing = catalog.browse(typed).data
    assert listing.path == (OFFICE,)
    assert [group.code for group in listing.groups] == [
        "43-1000", "43-2000", "43-3000", "43-4000", "43-5000", "43-6000", "43-9000",
    ]  # fmt: skip
    assert {(group.level, group.summary) for group in listing.groups} == {("minor", None)}
    assert listing.summary.startswith("They keep offices")
    assert listing.occupations == ()


@pytest.mark.parametrize("typed", ["43-3000", "43-3", "43-30", "financial clerks", "43\u20133"])
def test_a_minor_group_shows_its_occupations(catalog, typed):
    answer = catalog.browse(typed)
    assert answer.data.path == (OFFICE, CLERKS)
    assert answer.data.groups == ()
    assert codes(answer.data) == ["43-3011", "43-3021", "43-3031"]
    assert list(answer.sources) == ["oews-2025-05", "projections-2024-34", "onet-29.3", "soc-2018"]


def test_an_entry_has_its_national_figures(catalog):
    (entry,) = catalog.browse("43-3010").data.occupations
    assert entry == OccupationEntry(
        code="43-3011",
        title="Bill and Account Collectors",
        kind="detailed",
        published_as=None,
        annual_median=47030,
        hourly_median=22.61,
        employment_2024=166900,
        percent_change=-10.5,
        job_zone=2,
        notes={},
        base_year=2024,
        projected_year=2034,
        employment_base=166900,
        employment_projected=149400,
    )


@pytest.mark.parametrize(
    ("typed", "notes"),
    [
        ("25-1011", {"hourly_median": "annual_only"}),
        ("27-2011", {"annual_median": "hourly_only"}),
        ("11-1031", {"annual_median": "not_published", "hourly_median": "not_published"}),
    ],
)
def test_an_entry_says_why_a_figure_is_missing(catalog, typed, notes):
    (entry,) = catalog.browse(typed).data.occupations
    assert entry.notes == notes
    assert {name for name in ("annual_median", "hourly_median") if getattr(entry, name) is None} == set(notes)


def test_an_occupation_without_figures_is_listed(catalog):
    (entry,) = catalog.browse("55-3016").data.occupations
    assert (entry.employment_2024, entry.percent_change, entry.job_zone) == (None, None, None)
    assert (entry.base_year, entry.projected_year, entry.employment_base, entry.employment_projected) == (
        2024,
        2034,
        None,
        None,
    )


def test_pediatricians_stand_under_physicians_as_the_soc_lists_them(catalog):
    listing = catalog.browse("29-1210").data
    assert codes(listing) == ["29-1221"]
    assert listing.path[-1] == Titled("29-1210", "Physicians")


def test_a_beginning_of_codes_that_is_no_group_shows_what_begins_so(catalog):
    listing = catalog.browse("29-12").data
    assert listing.path == (Titled("29-0000", "Healthcare Practitioners and Technical Occupations"),)
    assert codes(listing) == ["29-1221", "29-1242"]


def test_specialties_stand_behind_their_occupation(catalog):
    assert codes(catalog.browse("29-1140").data) == ["29-1141", "29-1141.01", "29-1141.03"]


def test_an_aggregate_that_is_a_group_lists_itself_and_its_members(catalog):
    entries = catalog.browse("13-1020").data.occupations
    assert [entry.kind for entry in entries] == ["aggregate", "detailed", "detailed", "detailed"]
    assert {entry.annual_median for entry in entries} == {77710}
    aggregate = Titled("13-1020", "Buyers and Purchasing Agents")
    assert [entry.published_as for entry in entries] == [None, aggregate, aggregate, aggregate]


def test_the_path_of_a_specialty_leads_through_its_occupation(catalog):
    assert [step.code for step in catalog.browse("29-1141.01").data.path] == [
        "29-0000", "29-1000", "29-1140", "29-1141", "29-1141.01",
    ]  # fmt: skip


@pytest.mark.parametrize("typed", ["99", "43-99", "43-3012"])
def test_nothing_begins_so(catalog, typed):
    with pytest.raises(NotFoundError, match=f"no group or occupation begins with {typed}"):
        catalog.browse(typed)


@pytest.mark.parametrize("typed", ["4", "", " ", "43-30111"])
def test_no_group_at_all(catalog, typed):
    with pytest.raises(MalformedCodeError):
        catalog.browse(typed)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ({"job_zone": "1-2"}, ["27-2011", "35-2014", "43-3011", "43-4051", "53-1042"]),
        ({"min_wage": "100000"}, ["11-3012", "15-1252", "29-1221", "29-1242"]),
        ({"growth": "much-faster"}, ["15-1252", "35-2014"]),
        ({"education": "high-school"}, ["35-2014", "43-3011", "43-3021", "43-4051", "53-1042", "53-1047"]),
        ({"group": "29-1210"}, ["29-1221"]),
        ({"job_zone": "1"}, []),
    ],
)
def test_filters_go_to_the_occupations_at_once(catalog, words, found):
    listing = catalog.browse(filters=make_filters(**words)).data
    assert (codes(listing), listing.groups) == (found, ())


def test_filters_and_group_both_hold(catalog):
    assert codes(catalog.browse("43", filters=make_filters(job_zone="2")).data) == ["43-3011", "43-4051"]


def test_order_and_length(catalog):
    listing = catalog.browse("43-3", order=Order(sort="annual_median", top=2)).data
    assert [entry.annual_median for entry in listing.occupations] == [50670, 48500]
    groups = catalog.browse(order=Order(sort="occupations", top=2)).data.groups
    assert [group.code for group in groups] == ["29-0000", "13-0000"]


@pytest.mark.parametrize("typed", ["00", "All Occupations"])
def test_all_occupations_by_other_words_are_the_major_groups_too(catalog, typed):
    assert len(catalog.browse(typed).data.groups) == 23


def test_the_longest_path_begins_with_the_major_group(small_records, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    records = shutil.copytree(small_records, tmp_path / "data")
    shutil.copyfile(RECORDS / "occupations" / "53-1042.01.toml", records / "occupations" / "53-1042.01.toml")
    with open_catalog(records=records) as catalog:
        assert [step.code for step in catalog.browse("53-1042.01").data.path] == [
            "53-0000", "53-1000", "53-1040", "53-1047", "53-1042", "53-1042.01",
        ]  # fmt: skip
