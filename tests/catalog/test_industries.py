"""Industries: what neither overlaps nor repeats, and which part of the occupation's jobs each has."""

from __future__ import annotations

from itertools import permutations

import pytest

from occlookup import open_catalog
from occlookup.index.locate import RECORDS
from occlookup.profile import IndustryShare
from occlookup.sources.records import read_record

SECTORS = {
    "11", "21", "22", "23", "31-33", "42", "44-45", "48-49", "51", "52", "53", "54", "55", "56", "61", "62", "71", "72", "81",
    "99",
}  # fmt: skip
ONES = ("43-3011", "25-2021", "29-1141", "25-1011", "27-2011", "43-5052", "35-3023", "13-1020")


@pytest.fixture(scope="module")
def bundled(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
        opened = open_catalog()
        opened.info()
    with opened:
        yield opened


@pytest.fixture(scope="module")
def industries():
    """The records' industries by BLS's code."""
    return {entry["code"]: entry for entry in read_record(RECORDS / "industries.toml")["industries"]}


@pytest.fixture(scope="module")
def largest(bundled):
    """The 50 occupations with the most jobs."""
    rows = bundled.wages_in().data.rows
    ranked = sorted(rows, key=lambda row: -(row.employment or 0))[:50]
    assert ranked[0].employment > ranked[-1].employment > 500_000
    return [bundled.show(row.code).data for row in ranked]


def published_rows(code, industries):
    """(industry, employment) of every row of the occupation's record with a released employment."""
    rows = [row.split() for row in read_record(RECORDS / "occupations" / f"{code}.toml")["industries"]["rows"]]
    return [(industries[industry], int(jobs)) for industry, jobs, *_ in rows if jobs != "-8"]


def cut_by_owner(industry):
    """BLS tells the owner by a last digit that the NAICS code has not: 611105 are the private schools of 6111."""
    return not industry["naics"] or (industry["code"].isdigit() and industry["code"] != industry["naics"].ljust(6, "0"))


def parts(naics):
    return naics.split(", ")


def test_the_sectors_of_the_largest_occupations_add_up_to_the_nations_jobs(largest):
    for profile in largest:
        everyone = profile.wages.national.employment
        # what is missing is withheld; BLS rounds each figure to tens
        assert 0.985 * everyone <= sum(sector.employment for sector in profile.sectors) <= everyone + 100, profile.code
        assert sum(sector.share for sector in profile.sectors) == pytest.approx(100, abs=1.6)


def test_sectors_are_the_20_of_naics_and_the_one_with_the_most_jobs_comes_first(largest):
    for profile in largest:
        assert {sector.level for sector in profile.sectors} == {"sector"}
        named = [sector.naics for sector in profile.sectors]
        assert len(named) == len(set(named)) and set(named) <= SECTORS
        for listed in (profile.sectors, profile.industries, profile.detailed_industries):
            jobs = [industry.employment for industry in listed]
            assert jobs == sorted(jobs, reverse=True)


def test_shares_are_percent_of_the_nations_jobs(largest):
    for profile in largest:
        for industry in (*profile.sectors, *profile.industries, *profile.detailed_industries):
            assert industry.share == round(100 * industry.employment / profile.wages.national.employment, 1)


def test_no_more_than_ten_but_of_the_sectors(largest):
    for profile in largest:
        assert 1 <= len(profile.industries) <= 10
        assert 1 <= len(profile.detailed_industries) <= 10
    assert max(len(profile.sectors) for profile in largest) == 20


@pytest.mark.parametrize("code", ONES)
def test_each_list_is_what_the_record_publishes(bundled, industries, code):
    rows = [(industry, jobs) for industry, jobs in published_rows(code, industries) if not cut_by_owner(industry)]
    profile = bundled.show(code).data

    def most(level):
        return sorted(((jobs, industry["naics"]) for industry, jobs in rows if industry["level"] == level), reverse=True)

    def told(listed):
        return sorted(((industry.employment, industry.naics) for industry in listed), reverse=True)

    assert told(profile.sectors) == most(2)
    # of industries with as many jobs as the tenth any may be the tenth
    assert [jobs for jobs, _ in told(profile.industries)] == [jobs for jobs, _ in most(3)[:10]]
    assert set(told(profile.industries)) <= set(most(3))


def test_a_cut_by_owner_is_in_no_list(bundled, industries):
    nurses = bundled.show("29-1141").data
    owners = {industry["title"] for industry in industries.values() if cut_by_owner(industry)}
    assert {"Cross-industry, Private Ownership only"} < owners
    record_titles = {industry["title"] for industry, _ in published_rows("29-1141", industries)}
    assert len(owners & record_titles) > 5  # the record has them
    listed = (*nurses.sectors, *nurses.industries, *nurses.detailed_industries)
    assert not owners & {industry.title for industry in listed}


@pytest.mark.parametrize("code", ONES)
def test_the_most_detailed_have_no_published_part_below_them(bundled, industries, code):
    rows = [(industry, jobs) for industry, jobs in published_rows(code, industries) if not cut_by_owner(industry)]
    below = [part for industry, _ in rows if industry["level"] > 2 for part in parts(industry["naics"])]
    detailed = bundled.show(code).data.detailed_industries
    assert detailed
    for industry in detailed:
        for own in parts(industry.naics):
            assert [part for part in below if part.startswith(own) and part != own] == [], industry


@pytest.mark.parametrize("code", ONES)
def test_the_most_detailed_leave_out_none_that_is_as_large(bundled, industries, code):
    rows = [
        (industry, jobs)
        for industry, jobs in published_rows(code, industries)
        if not cut_by_owner(industry) and industry["level"] > 2
    ]

    def within(inner, outer):
        """Whether all of `inner` is a part of `outer`: 5221 and 5223 together are of 522."""
        return inner is not outer and all(
            any(part.startswith(whole) for whole in parts(outer["naics"])) for part in parts(inner["naics"])
        )

    lowest = [jobs for industry, jobs in rows if not any(within(other, industry) for other, _ in rows)]
    detailed = bundled.show(code).data.detailed_industries
    assert [industry.employment for industry in detailed] == sorted(lowest, reverse=True)[:10]


def test_the_most_detailed_do_not_overlap(largest):
    for profile in largest:
        everyone = profile.wages.national.employment
        assert sum(industry.employment for industry in profile.detailed_industries) <= everyone + 50
        for one, other in permutations(profile.detailed_industries, 2):
            for whole in parts(one.naics):
                assert not any(part.startswith(whole) for part in parts(other.naics)), (profile.code, one.naics, other.naics)


def test_levels_say_how_many_digits_a_code_has(largest):
    told = {
        (industry.naics, industry.level)
        for profile in largest
        for industry in (*profile.industries, *profile.detailed_industries)
    }
    assert {level for _, level in told} >= {"3-digit", "4-digit", "5-digit"}
    for naics, level in told:
        assert {f"{len(part)}-digit" for part in parts(naics)} == {level}, naics


def test_bill_and_account_collectors(catalog):
    profile = catalog.show("43-3011").data
    assert len(profile.sectors) == 18
    assert profile.sectors[0] == IndustryShare(
        "56",
        "Administrative and Support and Waste Management and Remediation Services",
        "sector",
        47930,
        30.2,
        39330,
        18.91,
        {},
    )
    assert [(sector.naics, sector.employment) for sector in profile.sectors[-2:]] == [("71", 340), ("72", 130)]
    assert [
        (industry.naics, industry.level, industry.employment, industry.share) for industry in profile.detailed_industries[:4]
    ] == [
        ("5614", "4-digit", 40020, 25.2),
        ("5221, 5223", "4-digit", 15450, 9.7),
        ("5511", "4-digit", 11510, 7.2),
        ("52229", "5-digit", 7030, 4.4),
    ]


def test_a_member_has_the_industries_of_its_aggregate(catalog):
    member, aggregate = catalog.show("13-1022").data, catalog.show("13-1020").data
    assert aggregate.sectors
    assert (member.sectors, member.industries, member.detailed_industries) == (
        aggregate.sectors, aggregate.industries, aggregate.detailed_industries,
    )  # fmt: skip


@pytest.mark.parametrize("code", ["11-1031", "55-3016"])
def test_without_estimates_there_are_none(catalog, code):
    profile = catalog.show(code).data
    assert (profile.sectors, profile.industries, profile.detailed_industries) == ((), (), ())
