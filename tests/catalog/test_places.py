"""Where an occupation works: the leading places, and the Census divisions."""

from __future__ import annotations

import tomllib
from collections import Counter

import pytest

from occlookup import open_catalog
from occlookup.catalog.filtering import Order
from occlookup.catalog.places import DIVISIONS, against_nation
from occlookup.errors import NotFoundError, UsageError
from occlookup.index.locate import RECORDS
from occlookup.model import Area, Titled

# where each figure stands among the 17 of a record's wage row; docs/records.md
TOKENS = {
    "employment": 0,
    "hourly_median": 7,
    "annual_median": 12,
    "annual_p90": 14,
    "jobs_per_1000": 15,
    "location_quotient": 16,
}
TOP_CODES = {"hourly_median": 115.0, "annual_median": 239200, "annual_p90": 239200}
# the occupation whose estimates each has: an ordinary one, hourly only, annual only, many top-coded or withheld, a member
ASKED = {
    "43-3011": "43-3011",
    "27-2011": "27-2011",
    "25-1011": "25-1011",
    "29-1242": "29-1242",
    "13-1022": "13-1020",
}
ALL = Order(top=10_000)


@pytest.fixture(scope="module")
def bundled(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
        opened = open_catalog()
        opened.info()
    with opened:
        yield opened


@pytest.fixture(scope="module")
def areas():
    """Every state and area of the records, by its code."""
    entries = tomllib.loads((RECORDS / "areas.toml").read_text(encoding="utf-8"))["areas"]
    return {
        entry["code"]: Area(entry["code"], entry["name"], entry["type"], entry.get("state"), "oews-2025-05")
        for entry in entries
    }


@pytest.fixture(scope="module")
def published(areas):
    """The tokens of the records' wage rows by occupation and area, picked out line by line."""
    found = {code: {} for code in ASKED.values()}
    for path in sorted((RECORDS / "wages").glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        for line in text.partition("\n[projections]")[0].splitlines():
            if line.startswith("code = "):
                area = line.split('"')[1]
            elif line.strip().startswith('"'):
                code, *tokens = line.strip().strip('",').split()
                if code in found:
                    found[code][areas[area]] = tokens
    assert len(found["43-3011"]) > 400
    return found


def figure_of(tokens, by):
    token = tokens[TOKENS[by]]
    if token == "-5":
        return TOP_CODES[by]
    return None if token.startswith("-") else float(token)


def leading(rows, by, top):
    """The places with the largest figure; more jobs first where two have the same, then by name."""
    ranked = sorted(
        (-figure, -(figure_of(tokens, "employment") or 0), area.name, area.code)
        for area, tokens in rows.items()
        if (figure := figure_of(tokens, by)) is not None
    )
    return [(code, -figure) for figure, _, _, code in ranked][:top]


def told(places):
    return [(place.area.code, place.figure) for place in places]


def apart(rows):
    """The states' rows and the other areas'."""
    return (
        {area: tokens for area, tokens in rows.items() if area.type == "state"},
        {area: tokens for area, tokens in rows.items() if area.type != "state"},
    )


@pytest.mark.parametrize(("code", "source"), ASKED.items())
def test_the_leading_places_are_those_of_the_records(bundled, published, code, source):
    states, others = apart(published[source])
    highest_pay = "hourly_median" if code == "27-2011" else "annual_median"
    answer = bundled.places(code).data
    assert [top.by for top in answer.tops] == ["employment", highest_pay, "location_quotient"]
    for top in answer.tops:
        assert told(top.states) == leading(states, top.by, 5)
        assert told(top.areas) == leading(others, top.by, 5)
    assert {place.area.type for top in answer.tops for place in top.areas} <= {"metro", "nonmetro"}


@pytest.mark.parametrize("by", ["hourly_median", "annual_p90", "jobs_per_1000", "employment"])
def test_places_can_be_sorted_by_any_figure(bundled, published, by):
    states, others = apart(published["29-1242"])
    (top,) = bundled.places("29-1242", order=Order(sort=by, top=12)).data.tops
    assert top.by == by
    assert told(top.states) == leading(states, by, 12)
    assert told(top.areas) == leading(others, by, 12)


def test_the_other_way_round_the_smallest_come_first(catalog):
    (top,) = catalog.places("43-3011", order=Order(sort="annual_median", reverse=True)).data.tops
    assert [(place.area.state, place.figure) for place in top.states] == [("GU", 37320), ("TX", 45710), ("CT", 57930)]


def test_how_many_places(catalog):
    for top in catalog.places("43-3011", order=Order(top=2)).data.tops:
        assert (len(top.states), len(top.areas)) == (2, 2)


@pytest.mark.parametrize("word", ["wage", "title", "area", "notes", "against_nation", ""])
def test_what_is_no_figure_cannot_be_sorted_by(catalog, word):
    with pytest.raises(UsageError, match="there is no figure") as caught:
        catalog.places("43-3011", order=Order(sort=word))
    assert "annual_median" in caught.value.hint


def test_a_place_tells_its_published_figures(catalog):
    most_jobs = catalog.places("43-3011").data.tops[0]
    connecticut = next(place for place in most_jobs.states if place.area.state == "CT")
    assert connecticut == (
        Area("0900000", "Connecticut", "state", "CT", "oews-2025-05"), 900, 900, 2.6, 27.85, 57930, 23.2, 0.52, 0.532, {},
    )  # fmt: skip
    # (45710 - 47030) / 47030
    assert [(place.area.state, place.against_nation) for place in most_jobs.states] == [
        ("TX", -2.8),
        ("CT", 23.2),
        ("GU", -20.6),
    ]


def test_actors_are_compared_by_the_hour(catalog):
    answer = catalog.places("27-2011").data
    assert (answer.nation.hourly_median, answer.nation.annual_median) == (29.05, None)
    places = {place.area.state: place for place in answer.tops[1].states}
    assert (places["CT"].figure, places["CT"].annual_median, places["CT"].against_nation) == (27.91, None, -3.9)
    assert places["TX"].against_nation == -11.0


def test_who_is_paid_by_the_year_only_is_compared_by_the_year(catalog):
    places = {place.area.state: place for place in catalog.places("25-1011").data.tops[0].states}
    assert (places["CT"].hourly_median, places["CT"].annual_median) == (None, 103750)
    assert places["CT"].against_nation == 4.7  # of 99080


def test_a_withheld_or_top_coded_median_is_not_compared(bundled, published):
    surgeons = {
        place.area: place for top in bundled.places("29-1242", order=ALL).data.tops for place in (*top.states, *top.areas)
    }
    marks = Counter()
    for area, place in surgeons.items():
        token = published["29-1242"][area][TOKENS["annual_median"]]
        marks[token if token.startswith("-") else "exact"] += 1
        assert (place.against_nation is None) == token.startswith("-"), area
    assert min(marks[mark] for mark in ("-5", "-8", "exact")) > 2


def test_nothing_is_compared_with_a_top_coded_nation(catalog):
    nation, connecticut = catalog.wages_of("43-3011").data.rows[:2]
    assert against_nation(connecticut, nation) == 23.2
    top_coded = nation._replace(annual_median=239200, notes={"annual_median": "at_least"})
    assert against_nation(connecticut, top_coded) is None


def test_the_divisions_are_the_50_states_and_dc_each_once(areas):
    letters = [state for _, states in DIVISIONS.values() for state in states.split()]
    assert len(letters) == len(set(letters)) == 51
    assert set(letters) == {area.state for area in areas.values() if area.type == "state"} - {"GU", "PR", "VI"}
    assert [(name, region, len(states.split())) for name, (region, states) in DIVISIONS.items()] == [
        ("New England", "Northeast", 6),
        ("Middle Atlantic", "Northeast", 3),
        ("East North Central", "Midwest", 5),
        ("West North Central", "Midwest", 7),
        ("South Atlantic", "South", 9),
        ("East South Central", "South", 4),
        ("West South Central", "South", 4),
        ("Mountain", "West", 8),
        ("Pacific", "West", 5),
    ]
    # the one of each pair of neighbours that is easily put on the wrong side
    for state, name in (
        ("DE", "South Atlantic"),
        ("KY", "East South Central"),
        ("PA", "Middle Atlantic"),
        ("MO", "West North Central"),
    ):
        assert state in DIVISIONS[name][1].split()


@pytest.mark.parametrize(("code", "source"), ASKED.items())
def test_divisions_add_up_what_is_released_and_name_what_is_not(bundled, published, code, source):
    rows = {area.state: tokens for area, tokens in published[source].items() if area.type == "state"}
    answer = bundled.places(code).data
    counted = 0
    for division in answer.divisions:
        states = DIVISIONS[division.name][1].split()
        released = [state for state in states if state in rows and not rows[state][0].startswith("-")]
        assert division.region == DIVISIONS[division.name][0]
        assert sorted(division.states) == sorted(released)
        assert sorted(division.withheld) == sorted(state for state in states if rows.get(state, [""])[0] == "-8")
        assert sorted(division.not_published) == sorted(state for state in states if state not in rows)
        total = sum(int(rows[state][0]) for state in released)
        counted += total
        assert division.employment == (total if released else None)
        assert division.share == (round(100 * total / answer.nation.employment, 1) if released else None)
    assert len(answer.divisions) == 9
    assert answer.covered == round(100 * counted / answer.nation.employment, 1)


def test_orthopedic_surgeons_in_new_england(bundled):
    new_england = bundled.places("29-1242").data.divisions[0]
    # ME 150, NH 80 and VT 50 of 14,100; Massachusetts is withheld
    assert (new_england.name, new_england.employment, new_england.share) == ("New England", 280, 2.0)
    assert (new_england.withheld, new_england.not_published) == (("MA",), ("CT", "RI"))


def test_a_division_without_a_released_figure_has_no_sum(catalog):
    # the small records have no state of the Pacific
    answer = catalog.places("43-3011").data
    pacific = answer.divisions[-1]
    assert (pacific.name, pacific.employment, pacific.share, pacific.states) == ("Pacific", None, None, ())
    # Connecticut 900 and Texas 21720 of 158830: Guam belongs to no division
    assert [(division.name, division.employment, division.share) for division in answer.divisions if division.states] == [
        ("New England", 900, 0.6),
        ("West South Central", 21720, 13.7),
    ]
    assert answer.covered == 14.2


@pytest.mark.parametrize("state", ["CT", "NJ", "DC"])
def test_a_state_keeps_itself_and_the_areas_that_reach_into_it(bundled, published, state):
    def reaches(area):
        return area.state == state or (area.type == "metro" and state in area.name.rpartition(", ")[2].split("-"))

    states, others = apart({area: tokens for area, tokens in published["43-3011"].items() if reaches(area)})
    answer = bundled.places("43-3011", state=state, order=ALL).data
    assert answer.state.state == state
    for top in answer.tops:
        assert told(top.states) == leading({area: states[area] for area in states if area.state == state}, top.by, 1)
        assert told(top.areas) == leading(others, top.by, None)
    assert answer.divisions == bundled.places("43-3011").data.divisions


def test_new_jersey_has_the_areas_that_are_counted_under_new_york_and_pennsylvania(bundled):
    most_jobs = bundled.places("43-3011", state="New Jersey", order=ALL).data.tops[0]
    assert {place.area.state for place in most_jobs.areas} == {"NJ", "NY", "PA"}
    assert most_jobs.areas[0].area.name == "New York-Newark-Jersey City, NY-NJ"


def test_an_unknown_state_is_named(catalog):
    with pytest.raises(NotFoundError):
        catalog.places("43-3011", state="ZZ")


def test_a_state_without_an_estimate_has_no_place(bundled):
    answer = bundled.places("29-1242", state="CT").data
    assert answer.state.state == "CT"
    assert [top.states for top in answer.tops] == [(), (), ()]


@pytest.mark.parametrize("code", ["11-1031", "55-3016"])
def test_an_occupation_without_estimates_has_nothing_but_its_name(catalog, code):
    answer, sources = catalog.places(code, state="CT")
    assert (answer.code, answer.nation, answer.tops, answer.divisions, answer.covered) == (code, None, (), (), None)
    assert answer.state.state == "CT"
    assert list(sources) == ["oews-2025-05"]


@pytest.mark.parametrize(
    ("asked", "unit"),
    [
        ("43-3011", None),
        ("13-1022", Titled("13-1020", "Buyers and Purchasing Agents")),
        ("29-2011.01", Titled("29-2010", "Clinical Laboratory Technologists and Technicians")),
    ],
)
def test_whose_estimates_these_are(catalog, asked, unit):
    answer, sources = catalog.places(asked)
    assert (answer.code, answer.published_as) == (asked, unit)
    assert answer.nation == catalog.wages_of(asked).data.rows[0]
    assert list(sources) == ["oews-2025-05"]


@pytest.mark.parametrize("code", ["43-3011", "13-1022", "27-2011", "25-1011", "29-1242", "35-3023"])
def test_show_has_the_same_leading_states(bundled, code):
    profile = bundled.show(code).data
    most_jobs, highest_pay, most_concentrated = bundled.places(code).data.tops
    for rows, top in (
        (profile.top_states[:5], most_jobs),
        (profile.best_paid_states, highest_pay),
        (profile.most_concentrated_states, most_concentrated),
    ):
        assert [row.area.state for row in rows] == [place.area.state for place in top.states], top.by
