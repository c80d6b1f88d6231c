"""Wage rows: figures as published, and beside each missing one its reason."""

from __future__ import annotations

import pytest

from occlookup.catalog.filtering import Order, make_filters
from occlookup.catalog.wage_rows import FIGURES, TopCodes, decode, make_rows, unpublished_row
from occlookup.errors import NotFoundError, UsageError
from occlookup.model import Area, Titled

TOP = TopCodes(11500, 239200)
HERE = Area("0900000", "Connecticut", "state", "CT", "oews-2025-05")
NATIONAL_ONLY = {"jobs_per_1000": "not_published", "location_quotient": "not_published"}
HOURLY = tuple(name for name in FIGURES if name.startswith("hourly"))
ANNUAL = tuple(name for name in FIGURES if name.startswith("annual"))


def figures(row):
    return {name: getattr(row, name) for name in FIGURES}


def codes(answer):
    return [row.code for row in answer.data.rows]


def test_bill_and_account_collectors_in_connecticut(catalog):
    row = catalog.wages_of("43-3011", state="CT").data.rows[0]
    assert (row.code, row.title, row.area) == ("43-3011", "Bill and Account Collectors", HERE)
    assert figures(row) == {
        "employment": 900,
        "employment_rse": 13.4,
        "jobs_per_1000": 0.532,
        "location_quotient": 0.52,
        "hourly_mean": 28.19,
        "annual_mean": 58640,
        "mean_rse": 2.6,
        "hourly_p10": 19.49,
        "hourly_p25": 23.08,
        "hourly_median": 27.85,
        "hourly_p75": 31.17,
        "hourly_p90": 37.10,
        "annual_p10": 40540,
        "annual_p25": 48010,
        "annual_median": 57930,
        "annual_p75": 64840,
        "annual_p90": 77180,
    }
    assert row.notes == {}


def test_the_nation_has_no_concentration(catalog):
    row = catalog.wages_of("43-3011").data.rows[0]
    assert (row.area.type, row.employment, row.annual_median, row.hourly_median) == ("nation", 158830, 47030, 22.61)
    assert row.notes == NATIONAL_ONLY


def test_one_occupation_comes_with_the_nation_first_then_the_states_by_name(catalog):
    answer = catalog.wages_of("43-3011")
    assert [(row.area.name, row.employment) for row in answer.data.rows] == [
        ("National", 158830),
        ("Connecticut", 900),
        ("Guam", 70),
        ("Texas", 21720),
    ]
    assert (answer.data.published_as, answer.data.reason) == (None, None)
    assert list(answer.sources) == ["oews-2025-05"]


def test_a_state_comes_with_its_areas(catalog):
    rows = catalog.wages_of("43-3011", state="connecticut").data.rows
    assert [(row.area.code, row.employment) for row in rows] == [
        ("0900000", 900),
        ("0014860", 220),
        ("0025540", 350),
        ("0035300", 160),
        ("0035980", 30),
        ("0047930", 90),
        ("0900001", None),
    ]


def test_an_area_without_an_estimate_says_so_in_every_figure(catalog):
    row = catalog.wages_of("43-3011", state="CT").data.rows[-1]
    assert row.area == Area("0900001", "Connecticut nonmetropolitan area", "nonmetro", "CT", "oews-2025-05")
    assert set(figures(row).values()) == {None}
    assert row.notes == dict.fromkeys(FIGURES, "not_published")
    assert row == unpublished_row(Titled("43-3011", "Bill and Account Collectors"), row.area)


@pytest.mark.parametrize("area", ["Hartford", "0025540"])
def test_one_area(catalog, area):
    (row,) = catalog.wages_of("43-3011", area=area).data.rows
    assert (row.area.code, row.employment, row.hourly_median, row.annual_mean) == ("0025540", 350, 28.52, 59530)


def test_paid_by_the_year_only(catalog):
    row = catalog.wages_of("25-1011", state="CT").data.rows[0]
    assert (row.annual_mean, row.annual_median, row.annual_p90) == (137480, 103750, 294680)
    assert {getattr(row, name) for name in HOURLY} == {None}
    assert row.notes == dict.fromkeys(HOURLY, "annual_only")


def test_paid_by_the_hour_only(catalog):
    row = catalog.wages_of("27-2011", state="CT").data.rows[0]
    assert (row.hourly_mean, row.hourly_median, row.hourly_p90) == (29.51, 27.91, 37.15)
    assert {getattr(row, name) for name in ANNUAL} == {None}
    assert row.notes == dict.fromkeys(ANNUAL, "hourly_only")


def test_withheld_wages(catalog):
    row = catalog.wages_of("29-1141", area="6600000").data.rows[0]
    withheld = (*HOURLY, *ANNUAL, "mean_rse")
    assert (row.employment, row.employment_rse, row.jobs_per_1000, row.location_quotient) == (690, 4.7, 10.311, 0.47)
    assert row.notes == dict.fromkeys(withheld, "not_released")
    assert {getattr(row, name) for name in withheld} == {None}


def test_withheld_employment(catalog):
    row = catalog.wages_of("11-3012", area="0014860").data.rows[0]
    assert (row.annual_mean, row.hourly_median) == (149220, 67.11)
    withheld = ("employment", "employment_rse", "jobs_per_1000", "location_quotient")
    assert row.notes == dict.fromkeys(withheld, "not_released")
    assert row.employment is None


def test_every_figure_is_a_number_or_has_a_note(catalog):
    for answer in (catalog.wages_in(state="TX"), catalog.wages_in(state="GU"), catalog.wages_of("29-1221", state="TX")):
        assert answer.data.rows
        for row in answer.data.rows:
            missing = {name for name, figure in figures(row).items() if figure is None}
            assert missing == {name for name, note in row.notes.items() if note != "at_least"}


@pytest.mark.parametrize(
    ("asked", "published"),
    [
        ("13-1022", ("13-1020", "Buyers and Purchasing Agents", 491430)),
        ("29-1141.01", ("29-1141", "Registered Nurses", 3379720)),
        ("29-2011.01", ("29-2010", "Clinical Laboratory Technologists and Technicians", 332940)),
    ],
)
def test_members_and_specialties_have_the_figures_they_are_published_in(catalog, asked, published):
    answer = catalog.wages_of(asked)
    code, title, employment = published
    assert (answer.data.occupation.code, answer.data.published_as) == (asked, Titled(code, title))
    assert {(row.code, row.title) for row in answer.data.rows} == {(code, title)}
    assert answer.data.rows[0].employment == employment


def test_an_aggregate_is_published_as_itself(catalog):
    answer = catalog.wages_of("13-1020")
    assert answer.data.published_as is None
    assert answer.data.rows[0].annual_median == 77710


@pytest.mark.parametrize("code", ["11-1031", "55-3016", "43-3010", "43-1000"])
def test_without_any_estimate_there_are_no_rows_and_a_reason(catalog, code):
    listing = catalog.wages_of(code).data
    assert (listing.rows, listing.published_as, listing.reason) == ((), None, "not_in_data_set")
    assert listing.occupation.code == code


@pytest.mark.parametrize(
    ("group", "employment"), [("00-0000", 155495730), ("43-0000", 17753430), ("43-3000", 2525690), ("29-1210", 754760)]
)
def test_groups_have_wages(catalog, group, employment):
    assert catalog.wages_of(group).data.rows[0].employment == employment


def test_a_group_that_a_state_does_not_publish(catalog):
    row = catalog.wages_of("29-1210", area="0900000").data.rows[0]
    assert row.notes == dict.fromkeys(FIGURES, "not_published")


def test_a_place_lists_its_occupations_by_code_without_members_and_groups(catalog):
    answer = catalog.wages_in(state="CT")
    assert codes(answer) == [
        "11-3012", "13-1020", "15-1252", "25-1011", "27-2011", "29-1141", "29-1221", "29-2010", "35-2014", "43-3011",
        "43-3021", "43-3031", "43-4051", "53-1047",
    ]  # fmt: skip
    assert {row.area for row in answer.data.rows} == {HERE}
    assert (answer.data.reason, list(answer.sources)) == (None, ["oews-2025-05"])


def test_no_place_is_the_nation(catalog):
    rows = catalog.wages_in().data.rows
    assert {row.area.code for row in rows} == {"0000000"}
    assert {row.code: row.annual_median for row in rows}["43-3011"] == 47030


def test_a_listing_and_a_look_up_tell_the_same_figures(catalog):
    for row in catalog.wages_in(state="TX").data.rows:
        assert catalog.wages_of(row.code, area="4800000").data.rows == (row,)


def test_levels(catalog):
    majors = catalog.wages_in(level="major").data.rows
    assert (len(majors), majors[0].code, majors[0].employment) == (22, "11-0000", 11132700)  # no wages for the military
    assert {row.code[3:] for row in majors} == {"0000"}
    minors = catalog.wages_in(level="minor", filters=make_filters(group="43"))
    assert codes(minors) == ["43-2000", "43-3000", "43-4000", "43-5000", "43-9000"]
    assert codes(catalog.wages_in(level="broad", state="CT")) == ["13-2020", "31-1120", "39-7010", "47-4090", "51-2090"]


def test_a_level_of_which_a_place_publishes_nothing(catalog):
    listing = catalog.wages_in(level="minor", state="CT").data
    assert (listing.rows, listing.occupation, listing.area, listing.reason) == ((), None, HERE, "no_match")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ({"group": "43-3000"}, ["43-3011", "43-3021", "43-3031"]),
        ({"group": "29-1210"}, ["29-1221"]),
        ({"job_zone": "2"}, ["27-2011", "35-2014", "43-3011", "43-4051"]),
        ({"education": "high-school"}, ["35-2014", "43-3011", "43-3021", "43-4051", "53-1047"]),
        ({"min_wage": "100000"}, ["11-3012", "15-1252", "25-1011", "29-1141", "29-1221"]),
        ({"min_wage": "57930", "group": "43"}, ["43-3011", "43-3031"]),
        ({"min_wage": "57931", "group": "43"}, ["43-3031"]),
        ({"growth": "5"}, ["13-1020", "15-1252", "25-1011", "35-2014"]),
    ],
)
def test_filters_choose_by_the_wages_of_the_place(catalog, words, found):
    assert codes(catalog.wages_in(state="CT", filters=make_filters(**words))) == found


def test_filters_that_leave_nothing_say_so(catalog):
    assert catalog.wages_in(state="GU", filters=make_filters(min_wage="100000")).data.reason == "no_match"


def test_order_of_a_listing(catalog):
    assert codes(catalog.wages_in(state="CT", order=Order(sort="annual_median")))[:3] == ["29-1221", "15-1252", "11-3012"]
    assert codes(catalog.wages_in(state="CT", order=Order(sort="annual_median")))[-1] == "27-2011"  # none: hourly only
    assert codes(catalog.wages_in(state="CT", order=Order(sort="title", top=2))) == ["27-2011", "11-3012"]
    assert codes(catalog.wages_in(state="CT", order=Order(reverse=True, top=2))) == ["53-1047", "43-4051"]
    by_state = catalog.wages_of("43-3011", order=Order(sort="hourly_mean", reverse=True, top=2)).data.rows
    assert [row.area.state for row in by_state] == ["GU", "TX"]


def test_unknown_words_are_refused(catalog):
    with pytest.raises(UsageError, match="no field 'wage'"):
        catalog.wages_in(order=Order(sort="wage"))
    with pytest.raises(UsageError, match="'all' is not a level"):
        catalog.wages_in(level="all")
    with pytest.raises(UsageError, match="only be filtered by --group"):
        catalog.wages_in(level="major", filters=make_filters(job_zone="2"))
    with pytest.raises(NotFoundError):
        catalog.wages_in(state="ZZ")
    with pytest.raises(NotFoundError):
        catalog.wages_of("43-3011", area="Atlantis")


# marks of the records: -8 withheld, -5 top-coded, -4 paid by the other basis only, -0 (here -1) no such estimate
@pytest.mark.parametrize(
    ("name", "cell", "figure", "notes"),
    [
        ("employment", 900, 900, {}),
        ("employment", 0, 0, {}),
        ("employment_rse", 134, 13.4, {}),
        ("jobs_per_1000", 532, 0.532, {}),
        ("location_quotient", 52, 0.52, {}),
        ("hourly_median", 2785, 27.85, {}),
        ("annual_median", 57930, 57930, {}),
        ("employment", -8, None, {"employment": "not_released"}),
        ("hourly_p90", -5, 115.0, {"hourly_p90": "at_least"}),
        ("annual_p90", -5, 239200, {"annual_p90": "at_least"}),
        ("hourly_median", -4, None, {"hourly_median": "annual_only"}),
        ("annual_median", -4, None, {"annual_median": "hourly_only"}),
        ("jobs_per_1000", -1, None, {"jobs_per_1000": "not_published"}),
    ],
)
def test_decoding_one_figure(name, cell, figure, notes):
    assert decode((name,), (cell,), TOP) == ([figure], notes)


def test_an_unknown_mark_is_refused():
    with pytest.raises(ValueError, match="no mark -7"):
        decode(("employment",), (-7,), TOP)


def test_top_coded_without_a_known_top_code_still_says_at_least():
    assert decode(("annual_p90",), (-5,), TopCodes(None, None)) == ([None], {"annual_p90": "at_least"})


@pytest.mark.parametrize(("code", "cents"), [(0.01, 1), (13.3, 1330), (19.49, 1949), (114.99, 11499), (0.29, 29), (1.15, 115)])
def test_cents_come_back_exactly(code, cents):
    assert decode(("hourly_mean",), (cents,), TOP)[0] == [code]


def test_a_row_with_and_without_marks_is_made_alike():
    cells = [900, 134, 532, 52, 2819, 58640, 26, 1949, 2308, 2785, 3117, 3710, 40540, 48010, 57930, 64840, 77180]
    marked = [*cells[:-1], -5]
    whole, topped = make_rows([(7, "a", "A", *cells), (7, "b", "B", *marked)], {7: HERE}, {HERE.source: TOP})
    assert whole[:-3] == ("a", "A", HERE, *topped[3:-3])
    assert (whole.annual_p90, whole.notes) == (77180, {})
    assert (topped.annual_p90, topped.notes) == (239200, {"annual_p90": "at_least"})
