"""Everything about one occupation."""

from __future__ import annotations

import tomllib

import pytest

from occlookup import open_catalog
from occlookup.catalog.wage_rows import unpublished_row
from occlookup.errors import NotFoundError
from occlookup.index.locate import RECORDS, write_index
from occlookup.model import Interests, Titled
from occlookup.profile import (
    Automation,
    ElementRating,
    ElementScore,
    Exposure2010,
    Groups,
    HistoryYear,
    IndustryShare,
    Outlook,
    Program,
    Standing,
    StateOutlook,
    SurveyShare,
    Task,
    Technology,
)
from occlookup.sources.records import read_record, write_record
from small_records import cut_records

ELEMENTS = tomllib.loads((RECORDS / "elements.toml").read_text(encoding="utf-8"))["elements"]


@pytest.fixture(scope="module")
def bundled(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
        opened = open_catalog()
        opened.info()
    with opened:
        yield opened


@pytest.fixture(scope="module")
def collectors(catalog):
    return catalog.show("43-3011").data


def test_identity(collectors):
    assert (collectors.code, collectors.title, collectors.onet_code) == (
        "43-3011", "Bill and Account Collectors", "43-3011.00",
    )  # fmt: skip
    assert (collectors.kind, collectors.parent, collectors.members, collectors.published_as) == ("detailed", None, (), None)
    assert collectors.groups == Groups(
        Titled("43-0000", "Office and Administrative Support Occupations"),
        Titled("43-3000", "Financial Clerks"),
        Titled("43-3010", "Bill and Account Collectors"),
    )


def test_written_text(collectors):
    assert collectors.summary.startswith("Contacts people who are behind on their payments")
    assert len(collectors.tasks) == 12
    assert collectors.tasks[0] == Task(
        "Keeps records of customers' finances and of how efforts to collect each debt are going.", (2474,)
    )
    assert collectors.example_titles == ()


def test_alternate_titles_have_the_own_title_left_out_and_none_twice(collectors):
    titles = collectors.alternate_titles
    assert len(titles) == len({title.casefold() for title in titles}) == 46
    assert {"Bill Collector", "Debt Collector", "Repossession Agent"} <= set(titles)
    assert collectors.title not in titles


def definition_of(element):
    """The words of the records, looked up without the query layer; fails where there are none."""
    (entry,) = [entry for entry in ELEMENTS if entry["id"] == element]
    return entry["definition"]


def test_interests_and_job_zone(collectors):
    assert collectors.interests == Interests(2.04, 1.0, 1.0, 3.24, 4.38, 7.0, "CES")
    assert collectors.job_zone == 2
    assert collectors.job_zone_definition == definition_of("JZ 2")


def test_skills_come_by_importance_then_by_id(collectors):
    assert len(collectors.skills) == 35
    assert collectors.skills[0] == ElementRating("2.A.1.b", "Active Listening", definition_of("2.A.1.b"), 3.88, 3.62, {})
    for block in (collectors.skills, collectors.knowledge, collectors.work_styles):
        keys = [(-rating.importance, rating.id) for rating in block]
        assert keys == sorted(keys)


def test_ratings_that_the_publisher_warns_of_say_so(collectors):
    by_id = {rating.id: rating for rating in (*collectors.skills, *collectors.knowledge)}
    assert by_id["2.B.3.l"] == ElementRating(
        "2.B.3.l", "Repairing", definition_of("2.B.3.l"), 1.0, 0.0, {"level": "not_relevant"}
    )
    assert by_id["2.C.1.d"] == ElementRating(
        "2.C.1.d", "Sales and Marketing", definition_of("2.C.1.d"), 2.14, 1.46, {"level": "suppress"}
    )


def test_notes_stand_on_just_the_ratings_that_the_record_names(catalog, small_records):
    for code in ("43-3011", "29-1141", "27-2011", "29-2011.01", "43-3021"):
        record = tomllib.loads((small_records / "occupations" / f"{code}.toml").read_text())
        profile = catalog.show(code).data
        for block in ("skills", "knowledge"):
            warned = {entry.split()[0] for entry in record[block].get("suppress", [])}
            irrelevant = set(record[block].get("not_relevant", []))
            assert {rating.id for rating in getattr(profile, block) if rating.notes} == warned | irrelevant


def test_work_styles_have_no_level(collectors):
    assert len(collectors.work_styles) == 16
    assert collectors.work_styles[0] == ElementRating("1.C.5.c", "Integrity", definition_of("1.C.5.c"), 4.4, None, {})
    assert {rating.level for rating in collectors.work_styles} == {None}


def test_work_values_and_context_come_highest_first(collectors):
    assert collectors.work_values[0] == ElementScore("1.B.2.d", "Relationships", definition_of("1.B.2.d"), 4.33)
    assert (len(collectors.work_values), len(collectors.work_context)) == (6, 57)
    assert collectors.work_context[0] == ElementScore(
        "contact_with_others", "Contact with others", definition_of("contact_with_others"), 0.98
    )
    for block in (collectors.work_values, collectors.work_context):
        assert [score.score for score in block] == sorted((score.score for score in block), reverse=True)


def test_technology(collectors):
    assert collectors.technology[0] == Technology(
        category="Accounting software",
        examples=("ADP Drive DMS for Accounting", "Intuit QuickBooks", "Oracle JD Edwards EnterpriseOne", "Sage 50 Accounting"),
        hot=True,
        hot_examples=("Intuit QuickBooks",),
        in_demand=(),
    )
    assert all(category.hot == bool(category.hot_examples) for category in collectors.technology)
    assert all(set(category.hot_examples) <= set(category.examples) for category in collectors.technology)


def test_education(collectors):
    education = collectors.education
    assert (education.typical, education.experience, education.training) == (
        "High school diploma or equivalent",
        "None",
        "Moderate-term on-the-job training",
    )
    assert education.typical_definition == definition_of("EE 2")
    assert len(education.survey) == 12
    assert education.survey[1] == SurveyShare("High School Diploma", 48.15, False, definition_of("RL 2"))
    assert education.survey_experience[4] == SurveyShare("Over 6 months, up to and including 1 year", 42.5, False, None)
    for shares in (education.survey, education.survey_experience, education.survey_on_site_training):
        assert sum(share.percent for share in shares) == pytest.approx(100, abs=0.1)
    assert education.programs == (Program("52.0803", "Banking and Financial Support Services"),)


def test_wages_beside_those_of_everyone(collectors):
    assert (collectors.wages.national.annual_median, collectors.wages.national.employment) == (47030, 158830)
    everyone = collectors.wages.all_occupations
    assert (everyone.code, everyone.annual_median, everyone.employment) == ("00-0000", 50980, 155495730)
    office = collectors.wages.major_group
    assert (office.code, office.annual_median, office.employment) == ("43-0000", 47450, 17753430)
    assert office.title == "Office and Administrative Support Occupations"


def test_history_comes_oldest_first(collectors):
    assert [year.year for year in collectors.history] == [2019, 2020, 2021, 2022, 2023, 2024]
    assert collectors.history[0] == HistoryYear(2019, 235870, 17.79, 37000, 39300, {})
    assert collectors.history[-1] == HistoryYear(2024, 165020, 22.14, 46040, 48370, {})


def test_history_has_the_top_code_of_its_own_year(catalog):
    history = catalog.show("29-1242").data.history
    assert history[0] == HistoryYear(
        2021, 16260, 100.0, 208000, 306220, {"hourly_median": "at_least", "annual_median": "at_least"}
    )
    assert history[1] == HistoryYear(
        2022, 19060, 115.0, 239200, 371400, {"hourly_median": "at_least", "annual_median": "at_least"}
    )


def test_history_says_what_is_paid_by_the_hour_or_the_year_only(catalog):
    assert catalog.show("27-2011").data.history[-1] == HistoryYear(
        2024, 38800, 23.33, None, None, {"annual_mean": "hourly_only", "annual_median": "hourly_only"}
    )
    assert catalog.show("25-1011").data.history[0] == HistoryYear(
        2019, 83920, None, 87200, 105440, {"hourly_median": "annual_only"}
    )


def test_outlook_is_in_persons(collectors):
    assert collectors.outlook == Outlook(166900, 149400, -17500, -10.5, 13700, "decline", 2024, 2034, 166900, 149400, None)


def test_places_with_the_most_jobs(collectors):
    assert [(row.area.state, row.employment) for row in collectors.top_states] == [("TX", 21720), ("CT", 900), ("GU", 70)]
    assert [(row.area.code, row.employment) for row in collectors.top_areas[:4]] == [
        ("0019100", 8950),
        ("0026420", 4660),
        ("0012420", 1780),
        ("0041700", 1450),
    ]
    assert len(collectors.top_areas) == 10
    assert {row.area.type for row in collectors.top_areas} <= {"metro", "nonmetro"}


def test_the_best_paid_states_come_by_annual_median(collectors):
    assert [(row.area.state, row.annual_median) for row in collectors.best_paid_states] == [
        ("CT", 57930),
        ("TX", 45710),
        ("GU", 37320),
    ]


def test_the_best_paid_states_of_who_is_paid_by_the_hour_only_come_by_the_hour(catalog):
    assert [
        (row.area.state, row.hourly_median, row.annual_median) for row in catalog.show("27-2011").data.best_paid_states
    ] == [
        ("CT", 27.91, None),
        ("TX", 25.86, None),
    ]


def test_the_states_where_an_occupation_is_most_common(collectors):
    assert [(row.area.state, row.location_quotient) for row in collectors.most_concentrated_states] == [
        ("TX", 1.51),
        ("GU", 0.97),
        ("CT", 0.52),
    ]


def test_a_state_whose_wages_are_withheld_is_not_among_the_best_paid(bundled):
    profile = bundled.show("27-2011").data
    assert profile.top_states[0].area.state == "CA"  # the most actors, and no median of theirs is released
    assert [(row.area.state, row.hourly_median) for row in profile.best_paid_states] == [
        ("MD", 36.98),
        ("OR", 29.81),
        ("NY", 28.44),
        ("CT", 27.91),
        ("TX", 25.86),
    ]


def test_of_all_states_five_lead(bundled):
    nurses = bundled.show("29-1141").data
    assert [(row.area.state, row.annual_median) for row in nurses.best_paid_states] == [
        ("CA", 140270),
        ("HI", 136320),
        ("OR", 129010),
        ("WA", 124200),
        ("AK", 109480),
    ]
    quotients = [row.location_quotient for row in nurses.most_concentrated_states]
    assert (len(quotients), quotients) == (5, sorted(quotients, reverse=True))


def test_sectors_add_up_to_the_nations_jobs_but_for_what_is_withheld(collectors):
    assert [(sector.naics, sector.employment, sector.share) for sector in collectors.sectors[:3]] == [
        ("56", 47930, 30.2),
        ("52", 36970, 23.3),
        ("62", 17470, 11.0),
    ]
    assert {sector.level for sector in collectors.sectors} == {"sector"}
    assert 158000 < sum(sector.employment for sector in collectors.sectors) <= 158830


def test_the_most_detailed_industries(collectors):
    assert len(collectors.detailed_industries) == 10
    assert collectors.detailed_industries[0] == IndustryShare(
        "5614", "Business Support Services", "4-digit", 40020, 25.2, 38020, 18.28, {}
    )


def test_industries_come_by_employment_and_do_not_overlap(collectors):
    assert len(collectors.industries) == 10
    assert collectors.industries[0] == IndustryShare(
        "561", "Administrative and Support Services", "3-digit", 47380, 29.8, 39230, 18.86, {}
    )
    employment = [industry.employment for industry in collectors.industries]
    assert employment == sorted(employment, reverse=True)
    assert {industry.level for industry in collectors.industries} == {"3-digit"}
    assert sum(industry.share for industry in collectors.industries) < 100


def test_industries_say_why_a_wage_is_missing(catalog):
    withheld, hourly = catalog.show("27-2011").data.industries[:2]
    assert withheld.notes == {"annual_median": "not_released", "hourly_median": "not_released"}
    assert (hourly.hourly_median, hourly.annual_median, hourly.notes) == (18.7, None, {"annual_median": "hourly_only"})


def test_automation_figures_are_the_papers_own(collectors):
    assert collectors.insights.automation == Automation(
        (Exposure2010("43-3011", 0.95, "high", ()),),
        (Exposure2010("43-3011", 1.271991, None, ()),),
        {
            "dv_alpha": 0.39285714285714285,
            "dv_beta": 0.6964285714285714,
            "dv_gamma": 1.0,
            "human_alpha": 0.10714285714285714,
            "human_beta": 0.42857142857142855,
            "human_gamma": 0.75,
        },
        # 14 of the 19 small records with a figure have a lower one, 12 of 16; each is the only one with its own
        Standing(0.42857142857142855, 76.3, 19),
        Standing(0.47, 78.1, 16),
    )


def test_automation_names_the_older_code_that_a_figure_was_given_for(catalog):
    automation = catalog.show("53-1042").data.insights.automation
    assert automation.frey_osborne == (Exposure2010("53-1021", 0.42, "medium", ()),)


def test_related_occupations_come_in_the_publishers_order_and_exist(collectors):
    assert [(other.code, other.title) for other in collectors.related] == [
        ("43-4051", "Customer Service Representatives"),
        ("43-3021", "Billing and Posting Clerks"),
        ("43-3031", "Bookkeeping, Accounting, and Auditing Clerks"),
    ]
    assert [(other.annual_median, other.growth, other.job_zone) for other in collectors.related] == [
        (44770, "decline", 2),
        (48500, "little or no change", 3),
        (50670, "decline", 3),
    ]


def test_links(collectors):
    assert list(collectors.links) == ["onet_online", "my_next_move", "bls", "video", "job_search", "training"]
    assert collectors.links["onet_online"] == "https://www.onetonline.org/link/summary/43-3011.00"
    assert collectors.links["video"] == "https://cdn.careeronestop.org/OccVids/OccupationVideos/43-3011.00.mp4"


def test_a_full_profile_misses_nothing_and_names_every_source(catalog):
    profile, sources = catalog.show("43-3011")
    assert profile.missing == {}
    assert list(sources) == [
        "oews-2025-05", "oews-2019-05", "oews-2020-05", "oews-2021-05", "oews-2022-05", "oews-2023-05", "oews-2024-05",
        "projections-2024-34", "onet-29.3", "onet-work-context", "soc-2018", "soc-2010-2018", "cip-soc-2020",
        "frey-osborne-2017",
        "eloundou-2024", "felten-2021", "careeronestop-videos",
    ]  # fmt: skip


def test_infantry_misses_figures_and_has_text(catalog):
    profile, sources = catalog.show("55-3016")
    assert profile.missing == {
        "wages": "not_in_data_set",
        "outlook": "not_in_data_set",
        "interests": "not_in_data_set",
        "skills": "not_in_data_set",
    }
    assert profile.example_titles[:2] == ("Infantryman", "Rifleman")
    assert (profile.wages.national, profile.outlook, profile.interests, profile.job_zone) == (None, None, None, None)
    assert (profile.history, profile.industries, profile.top_states, profile.insights.automation) == ((), (), (), None)
    assert (profile.wages.all_occupations, profile.wages.major_group) == (None, None)  # nothing to compare with it
    assert (profile.best_paid_states, profile.most_concentrated_states) == ((), ())
    assert (profile.sectors, profile.detailed_industries) == ((), ())
    assert profile.insights == (None, None, (), ())
    assert list(sources) == ["oews-2025-05", "onet-29.3", "soc-2018"]


def test_legislators_have_projections_and_a_history_and_no_wages(catalog):
    profile = catalog.show("11-1031").data
    assert profile.missing["wages"] == "not_in_data_set"
    assert profile.missing["skills"] == "not_in_data_set"
    assert not {"outlook", "interests"} & set(profile.missing)
    assert profile.outlook == Outlook(27700, 28600, 900, 3.4, 2200, "average", 2024, 2034, 27700, 28600, None)
    assert profile.history[-1].annual_median == 44810
    assert (profile.wages.national, profile.top_areas) == (None, ())


def test_an_aggregate_has_members_and_no_onet_figures(catalog):
    profile = catalog.show("13-1020").data
    assert [member.code for member in profile.members] == ["13-1021", "13-1022", "13-1023"]
    assert (profile.kind, profile.onet_code, profile.groups.broad) == ("aggregate", None, None)
    assert not {"onet_online", "my_next_move", "video"} & set(profile.links)
    assert profile.missing["interests"] == profile.missing["skills"] == "not_in_data_set"
    assert profile.wages.national.annual_median == 77710


def test_a_member_has_the_figures_of_its_aggregate(catalog):
    profile = catalog.show("13-1022").data
    aggregate = Titled("13-1020", "Buyers and Purchasing Agents")
    assert (profile.parent, profile.published_as, profile.groups.broad) == (aggregate, aggregate, aggregate)
    assert profile.wages.national.code == "13-1020"
    assert profile.outlook == Outlook(
        522200, 552300, 30100, 5.8, 52200, "faster than average", 2024, 2034, 522200, 552300, None
    )
    assert profile.insights.automation.frey_osborne == (Exposure2010("13-1022", 0.29, "low", ()),)


def test_a_specialty_has_its_own_onet_figures_and_its_occupations_wages(catalog):
    profile, sources = catalog.show("29-1141.01")
    nurses = Titled("29-1141", "Registered Nurses")
    assert (profile.kind, profile.parent, profile.published_as) == ("specialty", nurses, nurses)
    assert profile.interests.code == "SIR"
    assert (profile.wages.national.employment, profile.outlook.employment_2024) == (3379720, 3391000)
    assert profile.education.typical == "Bachelor's degree"
    assert profile.education.programs == ()
    assert profile.insights.automation.frey_osborne == ()
    assert "cip-soc-2020" not in sources


def test_a_specialty_of_a_member_has_the_figures_of_the_aggregate(catalog):
    profile = catalog.show("29-2011.01").data
    assert profile.parent.code == "29-2011"
    assert profile.published_as.code == "29-2010"
    assert profile.wages.national.employment == 332940


def test_without_a_state_there_is_nothing_local(collectors):
    assert collectors.local is None


@pytest.mark.parametrize("words", ["CT", "ct", "Connecticut"])
def test_a_state_adds_its_wages_and_its_own_projection(catalog, words):
    profile, sources = catalog.show("43-3011", state=words)
    assert profile.local.wages == catalog.wages_of("43-3011", state="CT").data.rows[0]
    assert (profile.local.wages.employment, profile.local.wages.annual_median) == (900, 57930)
    assert profile.local.outlook == StateOutlook("CT", "Connecticut", 770, 700, -70, -9.1, 70, {})
    assert profile.links["job_bank"] == "https://www.cthires.com"
    assert "projections-state-2022-32" in sources


def test_a_state_changes_nothing_else_of_a_profile(catalog, collectors):
    here = catalog.show("43-3011", state="TX").data
    assert here._replace(local=None, links=collectors.links) == collectors


def test_a_state_without_figures_says_why(catalog):
    profile, sources = catalog.show("11-1031", state="GU")
    assert profile.local.wages == unpublished_row(Titled("11-1031", "Legislators"), catalog.find_state("GU"))
    assert set(profile.local.wages.notes.values()) == {"not_published"}
    assert profile.local.outlook is None
    assert "projections-state-2022-32" not in sources


def test_a_member_has_the_local_figures_of_its_aggregate(catalog):
    local = catalog.show("13-1022", state="CT").data.local
    assert (local.wages.code, local.wages.employment, local.wages.annual_median) == ("13-1020", 5530, 83030)
    assert local.outlook == StateOutlook("CT", "Connecticut", 6970, 6790, -180, -2.6, 600, {})


def test_an_unknown_state_is_named(catalog):
    with pytest.raises(NotFoundError):
        catalog.show("43-3011", state="ZZ")


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("15-1252", "practitioner"),
        ("15-1231", "technician"),
        ("25-1022", "teacher"),
        ("11-9041", "manager"),
        ("41-4011", "sales"),
        ("43-3011", None),
        ("55-3016", None),
        ("11-9041.01", "manager"),  # a specialty is what its occupation is
        ("15-1211.01", "practitioner"),
        ("41-4011.07", "sales"),
        ("29-1141.01", None),
    ],
)
def test_which_kind_of_stem_occupation_it_is(bundled, code, kind):
    profile, sources = bundled.show(code)
    assert profile.stem == kind
    assert ("stem-2018" in sources) == (kind is not None)


def test_a_specialty_is_stem_where_its_occupation_is(tmp_path):
    data = cut_records(tmp_path)
    write_record(data / "stem.toml", {"stem": [{"code": "29-1141", "type": "practitioner"}]})
    write_index(data, tmp_path / "index.sqlite")
    with open_catalog(records=data) as catalog:
        kinds = {code: catalog.show(code).data.stem for code in ("29-1141", "29-1141.01", "29-2011.01", "15-1252")}
    assert kinds == {"29-1141": "practitioner", "29-1141.01": "practitioner", "29-2011.01": None, "15-1252": None}


def test_every_occupation_can_be_shown(catalog, small_records):
    codes = sorted(path.stem for path in (small_records / "occupations").glob("*.toml"))
    assert len(codes) == 26
    codes.remove("53-1047")  # two of its members are not in the small records
    for code in codes:
        profile = catalog.show(code).data
        assert profile.code == code
        assert (profile.wages.national is None) == ("wages" in profile.missing)
        assert (profile.outlook is None) == ("outlook" in profile.missing)
        assert (profile.interests is None) == ("interests" in profile.missing)
        assert (not profile.skills) == ("skills" in profile.missing)
        assert (profile.summary is None) == ("summary" in profile.missing)


def test_an_aggregate_whose_member_has_no_record_can_still_be_shown(catalog):
    assert "53-1042" in [member.code for member in catalog.show("53-1047").data.members]


def test_an_occupation_without_words_says_so(tmp_path):
    data = cut_records(tmp_path)
    path = data / "occupations" / "43-3011.toml"
    record = read_record(path)
    del record["text"]
    write_record(path, record)
    write_index(data, tmp_path / "index.sqlite")
    with open_catalog(records=data) as catalog:
        profile = catalog.show("43-3011").data
        assert (profile.summary, profile.tasks, profile.missing) == (None, (), {"summary": "not_written_yet"})
        assert catalog.search("asks neighbors").data.results == ()
