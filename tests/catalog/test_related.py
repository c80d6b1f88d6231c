"""Related occupations: which they are, in what order, and whose pay and outlook they have."""

from __future__ import annotations

import pytest

from occlookup import open_catalog
from occlookup.catalog.filtering import Order, make_filters
from occlookup.errors import UsageError
from occlookup.index.locate import RECORDS
from occlookup.model import Titled
from occlookup.profile import RelatedOccupation
from occlookup.sources.records import read_record


@pytest.fixture(scope="module")
def bundled(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
        opened = open_catalog()
        opened.info()
    with opened:
        yield opened


def codes(answer):
    return [occupation.code for occupation in answer.data.results]


def test_bill_and_account_collectors_have_customer_service_representatives_first(catalog):
    answer, sources = catalog.related("43-3011")
    assert (answer.code, answer.title) == ("43-3011", "Bill and Account Collectors")
    assert answer.results[0] == RelatedOccupation(
        code="43-4051",
        title="Customer Service Representatives",
        published_as=None,
        employment=2595750,
        hourly_median=21.53,
        annual_p10=31750,
        annual_p25=36870,
        annual_median=44770,
        annual_p75=51780,
        annual_p90=63590,
        percent_change=-5.5,
        growth="decline",
        annual_openings=341700,
        job_zone=2,
        notes={},
    )
    assert list(sources) == ["oews-2025-05", "projections-2024-34", "onet-29.3"]


@pytest.mark.parametrize("code", ["43-3011", "29-1141", "29-1141.01", "27-2011", "15-1252", "25-1011", "29-2011.01"])
def test_they_come_in_the_publishers_order(bundled, code):
    tiers = read_record(RECORDS / "occupations" / f"{code}.toml")["related"]
    published = [*tiers["primary_short"], *tiers["primary_long"], *tiers["supplemental"]]
    assert codes(bundled.related(code)) == [other.removesuffix(".00") for other in published]
    assert len(published) >= 10


@pytest.mark.parametrize("code", ["43-3011", "25-9042", "27-2011", "11-1021", "29-1141", "33-3051"])
def test_each_has_the_pay_and_the_outlook_that_show_tells(bundled, code):
    found = bundled.related(code).data.results
    assert found
    for other in found:
        profile = bundled.show(other.code).data
        national, outlook = profile.wages.national, profile.outlook
        assert (other.title, other.published_as, other.job_zone) == (profile.title, profile.published_as, profile.job_zone)
        assert (other.employment, other.annual_median, other.hourly_median) == (
            national.employment, national.annual_median, national.hourly_median,
        )  # fmt: skip
        assert (other.annual_p10, other.annual_p25, other.annual_p75, other.annual_p90) == (
            national.annual_p10, national.annual_p25, national.annual_p75, national.annual_p90,
        )  # fmt: skip
        assert (other.percent_change, other.growth, other.annual_openings) == (
            outlook.percent_change, outlook.growth, outlook.annual_openings,
        )  # fmt: skip
        assert other.notes == {name: note for name, note in national.notes.items() if name in RelatedOccupation._fields}


def test_a_member_of_an_aggregate_has_the_aggregates_figures_and_says_so(catalog):
    found = {occupation.code: occupation for occupation in catalog.related("13-1022").data.results}
    agents = found["13-1023"]
    assert agents.published_as == Titled("13-1020", "Buyers and Purchasing Agents")
    assert (agents.employment, agents.annual_median, agents.annual_openings) == (491430, 77710, 52200)


def test_a_specialty_has_its_occupations_figures_and_its_own_job_zone(bundled):
    (specialists,) = [other for other in bundled.related("29-1141").data.results if other.code == "29-1141.04"]
    assert specialists.published_as == Titled("29-1141", "Registered Nurses")
    assert (specialists.employment, specialists.percent_change, specialists.job_zone) == (3379720, 4.9, 5)


def test_who_is_paid_by_the_year_only_says_why_there_is_no_hourly_wage(bundled):
    (teachers,) = [other for other in bundled.related("25-9042").data.results if other.code == "25-2021"]
    assert (teachers.hourly_median, teachers.notes) == (None, {"hourly_median": "annual_only"})


def test_an_occupation_without_an_estimate_says_so_in_every_figure(bundled):
    wages = ("employment", "hourly_median", "annual_p10", "annual_p25", "annual_median", "annual_p75", "annual_p90")
    (legislators,) = [other for other in bundled.related("11-1011").data.results if other.code == "11-1031"]
    assert {name: getattr(legislators, name) for name in wages} == dict.fromkeys(wages)
    assert legislators.notes == dict.fromkeys(wages, "not_published")
    assert (legislators.percent_change, legislators.growth, legislators.annual_openings) == (3.4, "average", 2200)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ({"group": "43-3000"}, ["43-3021", "43-3031"]),
        ({"job_zone": "2"}, ["43-4051"]),
        ({"min_wage": "48500"}, ["43-3021", "43-3031"]),
        ({"min_wage": "48501"}, ["43-3031"]),
        ({"growth": "little"}, ["43-3021"]),
        ({"education": "high-school"}, ["43-4051", "43-3021"]),
        ({"stem": True}, []),
    ],
)
def test_filters_keep_the_publishers_order(catalog, words, found):
    assert codes(catalog.related("43-3011")) == ["43-4051", "43-3021", "43-3031"]
    assert codes(catalog.related("43-3011", filters=make_filters(**words))) == found


@pytest.mark.parametrize(
    ("order", "found"),
    [
        (Order(sort="annual_median"), ["43-3031", "43-3021", "43-4051"]),
        (Order(sort="annual_median", reverse=True, top=1), ["43-4051"]),
        (Order(sort="percent_change"), ["43-3021", "43-4051", "43-3031"]),
        (Order(sort="title"), ["43-3021", "43-3031", "43-4051"]),
        (Order(top=2), ["43-4051", "43-3021"]),
        (Order(reverse=True), ["43-3031", "43-3021", "43-4051"]),
    ],
)
def test_order_and_length(catalog, order, found):
    assert codes(catalog.related("43-3011", order=order)) == found


def test_an_unknown_field_is_refused(catalog):
    with pytest.raises(UsageError, match="no field 'wage'"):
        catalog.related("43-3011", order=Order(sort="wage"))


@pytest.mark.parametrize("code", ["13-1020", "55-3016"])
def test_an_aggregate_and_the_military_have_none(catalog, code):
    assert catalog.related(code) == ((code, catalog.resolve(code).title, (), "not_in_data_set", "2024-34"), {})


def test_show_has_the_same_occupations(catalog):
    for code in ("43-3011", "13-1022", "29-1141.01"):
        assert catalog.show(code).data.related == catalog.related(code).data.results


def test_filters_that_leave_none_are_named_as_the_reason(catalog):
    from occlookup.catalog.filtering import make_filters

    answer = catalog.related("43-3011", filters=make_filters(min_wage="900000")).data
    assert (answer.results, answer.reason) == ((), "no_match")
    assert catalog.related("43-3011").data.reason is None
