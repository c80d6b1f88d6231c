"""Occupations side by side, and what is said of comparing them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from occlookup.catalog import Catalog, open_catalog
from occlookup.comparisons import Comparability
from occlookup.errors import AmbiguousError, MalformedCodeError, NotFoundError, UsageError
from occlookup.index.locate import RECORDS, write_index
from occlookup.index.records import read_record
from occlookup.model import Area, Titled
from occlookup.sources.records import write_record
from small_records import cut_records

FIVE = ["43-3011", "11-3012", "43-4051", "29-1141", "25-1011"]
ALIKE = [
    Comparability("interests", True, None),
    Comparability("skills", True, None),
    Comparability("work-life index", True, None),
]
OTHER_PERIOD = Comparability("the state's outlook 2022-32 with BLS's 2024-34", False, "another period, made by the state")
CONNECTICUT = Area("0900000", "Connecticut", "state", "CT", "oews-2025-05")


def said(answer, figures):
    """What is said of comparing by these figures."""
    (found,) = (kind for kind in answer.data.comparability if kind.figures == figures)
    return found.comparable, found.reason


def ten_skills(code):
    """Names of the ten most important skills, from the record: O*NET's importance, ties in the order of the element ids."""
    names = {entry["id"]: entry["name"] for entry in read_record(RECORDS, "elements.toml")[0]["elements"]}
    importance = read_record(RECORDS, f"occupations/{code}.toml")[0].get("skills", {}).get("importance", {})
    return [names[element] for element in sorted(importance, key=lambda element: (-importance[element], element))[:10]]


# How many, and which.


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_two_to_five_in_the_order_in_which_they_were_named(catalog, count):
    for codes in (FIVE[:count], FIVE[:count][::-1]):
        assert [occupation.code for occupation in catalog.compare(codes).data.occupations] == codes


@pytest.mark.parametrize("codes", [[], FIVE[:1], [*FIVE, "43-3031"]], ids=len)
def test_fewer_than_two_and_more_than_five_are_refused(catalog, codes):
    with pytest.raises(UsageError) as raised:
        catalog.compare(codes)
    assert raised.value.message == f"compare takes 2 to 5 occupations, not {len(codes)}."
    assert raised.value.hint.startswith("Try: occlookup compare ")


@pytest.mark.parametrize(
    "texts", [["43-3011", "43-3011"], ["43-3011", "43-4051", "433011"], ["43-3011.00", "Bill and Account Collectors"]], ids=str
)
def test_the_same_occupation_twice_is_refused_however_it_is_named(catalog, texts):
    with pytest.raises(UsageError) as raised:
        catalog.compare(texts)
    assert raised.value.message == "43-3011 was named twice."
    assert raised.value.hint == "Name each occupation once."


@pytest.mark.parametrize(
    ("text", "error"), [("43-301", MalformedCodeError), ("99-9999", NotFoundError), ("nurse", AmbiguousError)]
)
def test_what_names_no_one_occupation_is_refused(catalog, text, error):
    with pytest.raises(error):
        catalog.compare(["43-3011", text])


def test_an_unknown_state_is_refused(catalog):
    with pytest.raises(NotFoundError):
        catalog.compare(FIVE[:2], state="ZZ")


# The figures.


def test_each_has_the_published_figures(catalog):
    collectors, actors = catalog.compare(["43-3011", "27-2011"]).data.occupations
    assert (collectors.title, collectors.published_as, collectors.local) == ("Bill and Account Collectors", None, None)
    assert (collectors.wages.annual_median, collectors.wages.employment) == (47030, 158830)
    assert (collectors.outlook.percent_change, collectors.outlook.annual_openings) == (-10.5, 13700)
    assert (collectors.typical_education, collectors.experience, collectors.training) == (
        "High school diploma or equivalent",
        "None",
        "Moderate-term on-the-job training",
    )
    assert (collectors.job_zone, collectors.interests.code, collectors.stem) == (2, "CES", None)
    assert {"shrinking", "computerisation"} <= {finding.rule for finding in collectors.challenges}
    assert (actors.wages.annual_median, actors.wages.hourly_median) == (None, 29.05)
    assert (actors.interests.code, actors.training) == ("ASE", "Long-term on-the-job training")


def test_each_says_what_its_own_page_says(catalog):
    for occupation in catalog.compare(["15-1252", "13-1021", "29-1141.01", "55-3016", "11-1031"], state="TX").data.occupations:
        profile = catalog.show(occupation.code, state="TX").data
        for name in ("title", "published_as", "local", "outlook", "job_zone", "interests", "stem"):
            assert getattr(occupation, name) == getattr(profile, name)
        assert occupation.wages == profile.wages.national
        needed = profile.education
        assert occupation[6:9] == (needed.typical, needed.experience, needed.training)
        assert (occupation.strengths, occupation.challenges) == (profile.insights.strengths, profile.insights.challenges)
        assert occupation.work_life == (profile.insights.work_life.score if profile.insights.work_life else None)


def test_a_member_says_whose_figures_it_has(catalog):
    farm = catalog.compare(["13-1021", "43-3011"]).data.occupations[0]
    assert farm.published_as == Titled("13-1020", "Buyers and Purchasing Agents")
    assert (farm.wages.code, farm.wages.annual_median) == ("13-1020", 77710)


def test_stem_is_that_of_the_list(catalog):
    developers, collectors = catalog.compare(["15-1252", "43-3011"]).data.occupations
    assert (developers.stem, collectors.stem) == ("practitioner", None)


# Skills.


@pytest.mark.parametrize(
    "codes", [["43-3011", "43-3031"], ["43-3011", "13-1021", "29-1141"], FIVE, ["27-2011", "53-1042"]], ids=str
)
def test_shared_and_own_skills_are_those_of_the_ten_most_important(catalog, codes):
    comparison = catalog.compare(codes).data
    tens = [ten_skills(code) for code in codes]
    assert comparison.shared_skills == tuple(name for name in tens[0] if all(name in ten for ten in tens))
    for occupation, ten in zip(comparison.occupations, tens, strict=True):
        assert [skill.name for skill in occupation.top_skills] == ten
        others = {name for other in tens if other is not ten for name in other}
        assert occupation.own_skills == tuple(name for name in ten if name not in others)


def test_skills_of_two_by_hand(catalog):
    comparison = catalog.compare(["43-3011", "43-3031"]).data
    assert comparison.shared_skills == (
        "Active Listening", "Speaking", "Writing", "Reading Comprehension", "Critical Thinking", "Monitoring",
        "Service Orientation",
    )  # fmt: skip
    assert [occupation.own_skills for occupation in comparison.occupations] == [
        ("Social Perceptiveness", "Persuasion", "Negotiation"),
        ("Mathematics", "Time Management", "Coordination"),
    ]


@pytest.mark.parametrize("codes", [["43-3011", "43-3031", "55-3016"], ["55-3016", "43-3011", "43-3031"]], ids=str)
def test_an_occupation_without_skills_says_nothing_of_what_the_others_share(catalog, codes):
    comparison = catalog.compare(codes).data
    assert set(comparison.shared_skills) == set(catalog.compare(["43-3011", "43-3031"]).data.shared_skills)
    by_code = {occupation.code: occupation for occupation in comparison.occupations}
    assert by_code["55-3016"].top_skills == by_code["55-3016"].own_skills == ()
    assert by_code["43-3011"].own_skills == ("Social Perceptiveness", "Persuasion", "Negotiation")


def test_where_none_has_skills_none_are_shared(catalog):
    comparison = catalog.compare(["55-3016", "11-1031"]).data
    assert (comparison.shared_skills, [occupation.own_skills for occupation in comparison.occupations]) == ((), [(), ()])


def test_the_only_one_with_skills_shares_them_with_nobody(catalog):
    comparison = catalog.compare(["43-3011", "55-3016"]).data
    assert len(comparison.occupations[0].own_skills) == 10
    assert comparison.shared_skills == ()


# What may be compared.


def test_what_has_all_figures_may_be_compared(catalog):
    comparison = catalog.compare(FIVE).data
    assert comparison.area is None
    assert list(comparison.comparability) == [
        Comparability("pay in the nation", True, None),
        Comparability("outlook 2024-34", True, None),
        *ALIKE,
    ]


@pytest.mark.parametrize(
    ("codes", "reason"),
    [
        (["43-3011", "27-2011"], "27-2011 is paid by the hour only"),
        (["25-1011", "27-2011"], "27-2011 is paid by the hour only"),
        (["43-3011", "25-1011"], None),  # by the year only: that is what is compared
        (["43-3011", "11-1031"], "11-1031 has no estimate"),
        (["11-1031", "55-3016"], "11-1031 has no estimate; 55-3016 has no estimate"),
        (["13-1021", "43-3011", "13-1022"], "13-1021 and 13-1022 have the figures of 13-1020"),
        (["13-1021", "13-1020"], "13-1021 and 13-1020 have the figures of 13-1020"),
        (["13-1021", "43-3011"], None),
        (["29-1141", "29-1141.01"], "29-1141 and 29-1141.01 have the figures of 29-1141"),
        (
            ["29-2011", "29-1141", "29-2011.01", "29-1141.03", "29-2012"],
            "29-2011 and 29-2011.01 and 29-2012 have the figures of 29-2010;"
            " 29-1141 and 29-1141.03 have the figures of 29-1141",
        ),
        (
            ["27-2011", "13-1021", "13-1022"],
            "27-2011 is paid by the hour only; 13-1021 and 13-1022 have the figures of 13-1020",
        ),
    ],
    ids=str,
)
def test_pay_in_the_nation(catalog, codes, reason):
    assert said(catalog.compare(codes), "pay in the nation") == (reason is None, reason)


@pytest.mark.parametrize(
    ("codes", "state", "name", "reason"),
    [
        (["43-3011", "11-3012"], "CT", "Connecticut", None),
        (["43-3011", "29-1141"], "GU", "Guam", "BLS withholds that of 29-1141"),
        (["43-3011", "29-1141.01"], "GU", "Guam", "BLS withholds that of 29-1141.01"),
        (["43-3011", "15-1252"], "guam", "Guam", "15-1252 has no estimate"),
        (["43-3011", "27-2011"], "TX", "Texas", "27-2011 is paid by the hour only"),
        (["13-1021", "13-1022"], "CT", "Connecticut", "13-1021 and 13-1022 have the figures of 13-1020"),
    ],
    ids=str,
)
def test_pay_in_a_state(catalog, codes, state, name, reason):
    assert said(catalog.compare(codes, state=state), f"pay in {name}") == (reason is None, reason)


@pytest.fixture(scope="module")
def top_coded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    """The small records with one median at the top code: in May 2025 the nation has none that is."""
    data = cut_records(tmp_path_factory.mktemp("top") / "records")
    path = data / "occupations" / "29-1242.toml"
    record, _ = read_record(data, "occupations/29-1242.toml")
    cells = record["wages"]["row"].split(" ")
    cells[12] = "-5"
    record["wages"]["row"] = " ".join(cells)
    write_record(path, record)
    write_index(data, data.parent / "index.sqlite")
    with open_catalog(records=data) as opened:
        yield opened


def test_pay_at_the_top_code(top_coded):
    answer = top_coded.compare(["43-3011", "29-1242"])
    reason = "that of 29-1242 is only known to be at or above the top code"
    assert said(answer, "pay in the nation") == (False, reason)
    assert answer.data.occupations[1].wages.annual_median == 239200
    assert said(answer, "outlook 2024-34") == (True, None)


@pytest.mark.parametrize(
    ("codes", "reason"),
    [
        (["43-3011", "27-2011"], None),
        (["43-3011", "11-1031"], None),
        (["43-3011", "55-3016"], "no projection: 55-3016"),
        (["13-1021", "13-1022"], "13-1021 and 13-1022 have the figures of 13-1020"),
    ],
    ids=str,
)
def test_outlook(catalog, codes, reason):
    assert said(catalog.compare(codes), "outlook 2024-34") == (reason is None, reason)


@pytest.mark.parametrize(
    ("codes", "figures", "reason"),
    [
        (["43-3011", "55-3016"], "interests", "none published: 55-3016"),
        (["13-1020", "55-3016", "43-3011"], "interests", "none published: 13-1020, 55-3016"),
        (["13-1020", "13-1021"], "skills", "none published: 13-1020"),
        (["15-1252", "43-3011"], "skills", "none published: 15-1252"),
        (["15-1252", "43-3011"], "interests", None),
        (["11-1031", "43-3011"], "work-life index", "none published: 11-1031"),
    ],
    ids=str,
)
def test_what_onet_does_not_publish(catalog, codes, figures, reason):
    assert said(catalog.compare(codes), figures) == (reason is None, reason)


def test_every_reason_belongs_to_what_is_not_comparable(catalog):
    for codes in (FIVE, ["55-3016", "13-1020", "27-2011"], ["11-1031", "29-2011", "29-2012"]):
        for state in (None, "CT", "GU"):
            for kind in catalog.compare(codes, state=state).data.comparability:
                assert kind.comparable == (kind.reason is None)


# A state.


def test_a_state_adds_its_own_pay_and_outlook(catalog):
    comparison = catalog.compare(["43-3011", "11-3012"], state="connecticut").data
    assert comparison.area == CONNECTICUT
    collectors, managers = comparison.occupations
    assert (collectors.local.wages.annual_median, collectors.local.wages.employment) == (57930, 900)
    assert (collectors.local.outlook.percent_change, collectors.local.outlook.annual_openings) == (-9.1, 70)
    assert (managers.local.wages.annual_median, managers.local.outlook.percent_change) == (120200, 8.6)
    assert (collectors.wages.annual_median, collectors.outlook.percent_change) == (47030, -10.5)  # the nation's stay


def test_the_states_outlook_is_never_one_with_the_nations(catalog):
    assert catalog.compare(["43-3011", "11-3012"], state="CT").data.comparability == (
        Comparability("pay in the nation", True, None),
        Comparability("pay in Connecticut", True, None),
        Comparability("outlook 2024-34", True, None),
        *ALIKE,
        OTHER_PERIOD,
    )


def test_where_the_state_projects_none_of_them_nothing_is_said_of_it(catalog):
    answer = catalog.compare(["25-1011", "27-2011"], state="GU")
    assert [occupation.local.outlook for occupation in answer.data.occupations] == [None, None]
    assert OTHER_PERIOD not in answer.data.comparability
    assert "projections-state-2022-32" not in answer.sources


# Sources.


def test_the_sources_are_those_of_what_is_compared(catalog):
    sources = catalog.compare(["43-3011", "43-3031"]).sources
    assert {"oews-2025-05", "projections-2024-34", "onet-29.3", "onet-work-context", "frey-osborne-2017"} <= set(sources)
    assert sources["oews-2025-05"].period == "May 2025"
    # the years before, programs and videos stand on the pages and not here; nor is any of the two STEM, or a state named
    assert not [
        name
        for name in sources
        if name.startswith(("cip-", "careeronestop-", "stem-", "projections-state-"))
        or (name.startswith("oews-") and name != "oews-2025-05")
    ]


def test_a_state_and_a_stem_occupation_add_their_sources(catalog):
    sources = catalog.compare(["43-3011", "15-1252"], state="CT").sources
    assert {"projections-state-2022-32", "stem-2018"} <= set(sources)


def test_the_sources_do_not_depend_on_the_order(catalog):
    assert catalog.compare(["43-3011", "15-1252"]).sources == catalog.compare(["15-1252", "43-3011"]).sources


def test_a_paper_of_which_no_figure_is_compared_is_no_source(catalog):
    assert "felten-2021" not in catalog.compare(["43-3011", "43-3031"]).sources


def test_a_missing_projection_does_not_hide_that_two_have_one_figure(catalog):
    _, reason = said(catalog.compare(["13-1021", "13-1022", "55-3016"]), "outlook 2024-34")
    assert reason == "no projection: 55-3016; 13-1021 and 13-1022 have the figures of 13-1020"
