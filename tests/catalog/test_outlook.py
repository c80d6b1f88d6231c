"""Outlook: BLS's projections in persons and in BLS's word, and beside them what the states project."""

from __future__ import annotations

import pytest

from occlookup import open_catalog
from occlookup.catalog.filtering import Order
from occlookup.errors import NotFoundError, UsageError
from occlookup.index.locate import write_index
from occlookup.model import Area, Titled
from occlookup.profile import Outlook, StateOutlook
from occlookup.sources.records import read_record, write_record
from small_records import STATES, cut_records


@pytest.mark.parametrize(
    ("code", "percent", "word"),
    [
        ("15-1252", 15.8, "much faster than average"),
        ("29-1141", 4.9, "faster than average"),
        ("11-1031", 3.4, "average"),
        ("29-1221", 0.8, "slower than average"),
        ("43-3021", -0.4, "little or no change"),
        ("43-3011", -10.5, "decline"),
    ],
)
def test_growth_of_occupations(catalog, code, percent, word):
    outlook = catalog.show(code).data.outlook
    assert (outlook.percent_change, outlook.growth) == (percent, word)


def test_figures_are_persons(catalog):
    assert catalog.show("43-3011").data.outlook == Outlook(
        166900, 149400, -17500, -10.5, 13700, "decline", 2024, 2034, 166900, 149400, None
    )


def test_what_the_projections_leave_out_has_none(catalog):
    assert catalog.show("55-3016").data.outlook is None


def states_of(answer):
    return [state.state for state in answer.data.states]


def test_the_states_own_projections_of_bill_and_account_collectors(catalog):
    answer, sources = catalog.outlook("43-3011")
    assert answer.national == Outlook(166900, 149400, -17500, -10.5, 13700, "decline", 2024, 2034, 166900, 149400, None)
    assert answer.states == (
        StateOutlook("TX", "Texas", 24910, 24720, -190, -0.8, 2620, {}),
        StateOutlook("CT", "Connecticut", 770, 700, -70, -9.1, 70, {}),
        StateOutlook("GU", "Guam", 110, 100, -10, -9.1, 10, {}),
    )
    assert (answer.code, answer.published_as, answer.state, answer.states_publishing) == ("43-3011", None, None, 3)
    assert list(sources) == ["projections-2024-34", "projections-state-2022-32"]


@pytest.mark.parametrize("code", ["43-3011", "29-1141", "35-2014", "27-2011", "11-1031", "13-1020"])
def test_state_figures_are_those_of_the_records(catalog, small_records, code):
    expected = {}
    for state in STATES:
        for row in read_record(small_records / "wages" / f"{state}.toml")["projections"]["rows"]:
            if row.startswith(f"{code} "):
                expected[state] = row.split()[1:]
    found = catalog.outlook(code).data.states
    assert {state.state for state in found} == set(expected)
    for state in found:
        base, projected, percent, openings = expected[state.state]
        assert (state.employment_2022, state.employment_2032) == (int(base), int(projected))
        assert (state.percent_change, state.annual_openings) == (float(percent), int(openings))
        assert state.change == int(projected) - int(base)


def test_the_states_with_the_most_openings_come_first_then_by_name(catalog):
    assert states_of(catalog.outlook("43-3011")) == ["TX", "CT", "GU"]
    openings = [state.annual_openings for state in catalog.outlook("35-2014").data.states]
    assert openings == sorted(openings, reverse=True)


def test_one_state(catalog):
    answer, sources = catalog.outlook("43-3011", state="guam")
    assert answer.state == Area("6600000", "Guam", "state", "GU", "oews-2025-05")
    assert answer.states == (StateOutlook("GU", "Guam", 110, 100, -10, -9.1, 10, {}),)
    assert (answer.states_publishing, answer.national.employment_2024) == (1, 166900)
    assert list(sources) == ["projections-2024-34", "projections-state-2022-32"]


def test_a_state_that_does_not_project_it(catalog):
    answer, sources = catalog.outlook("11-1031", state="GU")
    assert (answer.state.name, answer.states, answer.states_publishing) == ("Guam", (), 0)
    assert answer.national == Outlook(27700, 28600, 900, 3.4, 2200, "average", 2024, 2034, 27700, 28600, None)
    assert list(sources) == ["projections-2024-34"]  # nothing of the states is told


def test_an_occupation_that_nobody_projects(catalog):
    answer, sources = catalog.outlook("55-3016")
    assert (answer.national, answer.states, answer.states_publishing, sources) == (None, (), 0, {})


def test_an_unknown_state_is_named(catalog):
    with pytest.raises(NotFoundError):
        catalog.outlook("43-3011", state="ZZ")


@pytest.mark.parametrize(
    ("asked", "unit", "national", "texas"),
    [
        (
            "13-1022", Titled("13-1020", "Buyers and Purchasing Agents"),
            Outlook(522200, 552300, 30100, 5.8, 52200, "faster than average", 2024, 2034, 522200, 552300, None),
            StateOutlook("TX", "Texas", 38840, 40330, 1490, 3.8, 3710, {}),
        ),
        (
            "29-1141.01", Titled("29-1141", "Registered Nurses"),
            Outlook(3391000, 3557100, 166100, 4.9, 189100, "faster than average", 2024, 2034, 3391000, 3557100, None),
            StateOutlook("TX", "Texas", 233850, 267980, 34130, 14.6, 16900, {}),
        ),
        (
            "29-2011.01", Titled("29-2010", "Clinical Laboratory Technologists and Technicians"),
            Outlook(351200, 357200, 6000, 1.7, 22600, "slower than average", 2024, 2034, 351200, 357200, None),
            StateOutlook("TX", "Texas", 24880, 29170, 4290, 17.2, 2150, {}),
        ),
    ],
)  # fmt: skip
def test_members_and_specialties_have_the_projections_they_are_published_in(catalog, asked, unit, national, texas):
    answer = catalog.outlook(asked).data
    assert (answer.code, answer.published_as, answer.national) == (asked, unit, national)
    assert answer.states[0] == texas


@pytest.mark.parametrize(
    ("order", "states"),
    [
        (Order(sort="percent_change"), ["TX", "CT", "GU"]),
        (Order(sort="percent_change", reverse=True), ["GU", "CT", "TX"]),
        (Order(sort="change"), ["GU", "CT", "TX"]),
        (Order(sort="name"), ["CT", "GU", "TX"]),
        (Order(sort="employment_2032", top=2), ["TX", "CT"]),
        (Order(reverse=True), ["GU", "CT", "TX"]),
        (Order(top=1), ["TX"]),
        (Order(top=0), []),
    ],
)
def test_order_of_the_states(catalog, order, states):
    answer = catalog.outlook("43-3011", order=order)
    assert states_of(answer) == states
    assert answer.data.states_publishing == 3  # however many are listed


def test_an_unknown_field_is_refused(catalog):
    with pytest.raises(UsageError, match="no field 'growth'"):
        catalog.outlook("43-3011", order=Order(sort="growth"))


def test_a_figure_that_the_state_leaves_out_is_none_and_comes_last(tmp_path):
    data = cut_records(tmp_path)
    path = data / "wages" / "TX.toml"
    record = read_record(path)
    rows = record["projections"]["rows"]
    rows[:] = ["43-3011 -0 24720 -0 -0" if row.startswith("43-3011 ") else row for row in rows]
    write_record(path, record)
    write_index(data, tmp_path / "index.sqlite")
    with open_catalog(records=data) as catalog:
        assert catalog.outlook("43-3011").data.states[-1] == StateOutlook("TX", "Texas", None, 24720, None, None, None, {})


def test_show_tells_the_same_of_a_state(catalog):
    for code in ("43-3011", "29-2011.01"):
        (state,) = catalog.outlook(code, state="CT").data.states
        assert catalog.show(code, state="CT").data.local.outlook == state


def test_new_york_counts_new_jobs_only_and_says_so(tmp_path):
    from occlookup.catalog import open_catalog

    with open_catalog() as bundled:
        states = bundled.outlook("41-2031").data.states
    assert {state.state for state in states if state.notes} == {"NY"}
    # most jobs first: openings would put it last
    assert [state.employment_2022 for state in states] == sorted((state.employment_2022 for state in states), reverse=True)
