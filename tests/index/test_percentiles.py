"""Where a figure stands among all occupations: what is counted, what is only compared, and how ties go."""

from __future__ import annotations

import pytest

from occlookup.index.percentiles import Distribution, Standings
from occlookup.index.records import read_record

NO_SPLIT: frozenset[str] = frozenset()
HIGH_SCHOOL, BACHELOR = "High school diploma or equivalent", "Bachelor's degree"


def wages(median):
    """A wage row with nothing but its annual median, the 13th of 17 figures."""
    return {"row": " ".join([*["-0"] * 12, median, *["-0"] * 4])}


def record(code, *, kind="detailed", context=None, **blocks):
    made = {"code": code, "kind": kind, **blocks}
    return made if context is None else {**made, "work_context": {"score": context}}


def projected(percent, openings):
    return {"percent_change": percent, "annual_openings_thousands": openings}


def needs(typical, experience="None", training="None"):
    return {"typical": typical, "experience": experience, "training": training}


def paid(code, typical, median, **more):
    return record(code, education=needs(typical), wages=wages(median), **more)


def own(standings, of):
    return standings.of(of, of)


@pytest.mark.parametrize(
    ("figure", "percentile"),
    [(1, 12.5), (2, 50.0), (3, 87.5), (0, 0.0), (4, 100.0), (2.5, 75.0)],
)
def test_a_percentile_counts_the_lower_and_half_of_the_same(figure, percentile):
    assert Distribution([3, 2, 1, 2]).percentile(figure) == percentile


def test_percentiles_have_one_decimal():
    assert [Distribution([1, 2, 3]).percentile(figure) for figure in (1, 2, 3)] == [16.7, 50.0, 83.3]


def test_where_all_are_the_same_each_stands_in_the_middle():
    assert Distribution([7.5] * 9).percentile(7.5) == 50.0


def test_an_only_figure_stands_in_the_middle_and_is_the_median():
    only = Distribution([4.2])
    assert (len(only), only.percentile(4.2), only.median) == (1, 50.0, 4.2)


@pytest.mark.parametrize(
    ("figures", "median"), [([9, 1, 5], 5), ([9, 1, 5, 6], 5.5), ([2, 2, 8, 8], 5.0), ([3, 1], 2.0), ([5, 5, 1], 5)]
)
def test_the_median_is_the_middle_or_the_mean_of_the_two_in_the_middle(figures, median):
    assert Distribution(figures).median == median


def test_a_standing_is_the_figure_its_percentile_how_many_are_compared_and_their_median():
    records = [record(f"11-101{n}", context={"time_pressure": score}) for n, score in enumerate((0.2, 0.4, 0.4, 0.8))]
    assert own(Standings(records, NO_SPLIT, least_compared=1), records[1]) == {"time_pressure": [0.4, 50.0, 4, 0.4]}


def test_an_occupation_without_the_figure_is_neither_counted_nor_compared():
    records = [record("11-1011", context={"time_pressure": 0.2}), record("11-1021")]
    standings = Standings(records, NO_SPLIT, least_compared=1)
    assert own(standings, records[0])["time_pressure"] == [0.2, 50.0, 1, 0.2]
    assert own(standings, records[1]) == {}


def test_a_specialty_is_compared_and_not_counted():
    nurses = record("29-1141", context={"time_pressure": 0.8}, projections=projected(4.9, 189.1))
    others = record("43-3011", context={"time_pressure": 0.6}, projections=projected(-10.5, 13.7))
    acute = record("29-1141.01", kind="specialty", context={"time_pressure": 0.7})
    standings = Standings([nurses, others, acute], NO_SPLIT, least_compared=1)
    assert standings.of(acute, nurses) == {
        "time_pressure": [0.7, 50.0, 2, 0.7],  # between the two of others, its own is not the third
        "annual_openings": [189100.0, 75.0, 2, 101400.0],
        "percent_change": [4.9, 75.0, 2, pytest.approx(-2.8)],
    }
    assert own(standings, nurses)["time_pressure"] == [0.8, 75.0, 2, 0.7]


def test_a_member_is_compared_with_its_aggregates_figures_which_are_counted_once():
    aggregate = paid("13-1020", BACHELOR, "77710", kind="aggregate", projections=projected(5.8, 52.2))
    members = [record(code, context={"time_pressure": 0.76}) for code in ("13-1021", "13-1022", "13-1023")]
    other = paid("11-3012", BACHELOR, "108200", projections=projected(4.8, 22.0))
    standings = Standings([aggregate, *members, other], NO_SPLIT, least_compared=1)
    found = standings.of(members[1], aggregate)
    assert found["annual_openings"] == [52200.0, 75.0, 2, 37100.0]
    assert found["pay_for_education"] == [77710.0, 25.0, 2, 92955.0]
    # O*NET rates the member itself
    assert found["time_pressure"] == [0.76, 50.0, 3, 0.76]
    assert "time_pressure" not in own(standings, aggregate)


def test_the_figure_of_a_code_that_became_several_is_left_out():
    def computerised(code, *scores):
        entries = [{"soc_2010": old, "probability": probability} for old, probability in scores]
        return record(code, automation={"frey_osborne": entries})

    split = computerised("15-1252", ("15-1132", 0.042))
    other = computerised("43-3011", ("43-3011", 0.95))
    mixed = computerised("11-9199", ("11-9199", 0.25), ("11-9061", 0.2))
    standings = Standings([split, other, mixed], frozenset({"15-1132", "11-9199"}), least_compared=1)
    assert own(standings, split) == {}
    assert own(standings, other) == {"frey_osborne": [0.95, 75.0, 2, pytest.approx(0.575)]}
    assert own(standings, mixed) == {"frey_osborne": [0.2, 25.0, 2, pytest.approx(0.575)]}


def test_of_several_codes_that_became_one_the_lowest_probability_stands():
    entries = [{"soc_2010": "29-2011", "probability": 0.9}, {"soc_2010": "29-2012", "probability": 0.47}]
    lab = record("29-2010", automation={"predecessors": ["29-2011", "29-2012"], "frey_osborne": entries})
    assert own(Standings([lab], NO_SPLIT, least_compared=1), lab)["frey_osborne"][0] == 0.47


def test_a_score_of_one_of_several_predecessors_stands_for_nobody():
    entries = [{"soc_2010": "43-9011", "probability": 0.78}]
    rest = record("15-1299", automation={"predecessors": ["15-1199", "43-9011"], "frey_osborne": entries})
    assert "frey_osborne" not in own(Standings([rest], NO_SPLIT), rest)


def test_pay_is_compared_with_twenty_at_least():
    records = [paid(f"11-{number}", BACHELOR, str(50000 + number)) for number in range(1000, 1020)]
    assert "pay_for_education" in own(Standings(records, NO_SPLIT), records[0])
    assert "pay_for_education" not in own(Standings(records[:-1], NO_SPLIT), records[0])


def test_pay_is_compared_only_within_the_same_typical_education():
    records = [
        paid("43-3011", HIGH_SCHOOL, "47030"),
        paid("43-3021", HIGH_SCHOOL, "48500"),
        paid("11-3012", BACHELOR, "108200"),
        paid("29-1141", BACHELOR, "97550"),
        paid("15-1252", BACHELOR, "135980"),
    ]
    standings = Standings(records, NO_SPLIT, least_compared=1)
    assert [own(standings, each)["pay_for_education"] for each in records] == [
        [47030.0, 25.0, 2, 47765.0],
        [48500.0, 75.0, 2, 47765.0],
        [108200.0, 50.0, 3, 108200.0],
        [97550.0, 16.7, 3, 108200.0],
        [135980.0, 83.3, 3, 108200.0],
    ]


@pytest.mark.parametrize("mark", ["-4", "-5", "-8", "-0"])
def test_pay_that_is_no_exact_annual_figure_is_not_compared(mark):
    exact = paid("29-1141", BACHELOR, "97550")
    marked = paid("27-2011", BACHELOR, mark)
    standings = Standings([exact, marked], NO_SPLIT, least_compared=1)
    assert "pay_for_education" not in own(standings, marked)
    assert own(standings, exact)["pay_for_education"] == [97550.0, 50.0, 1, 97550.0]


def test_pay_without_a_typical_education_is_not_compared():
    records = [record("29-1141", wages=wages("97550")), record("11-1031", education=needs(BACHELOR))]
    standings = Standings(records, NO_SPLIT, least_compared=1)
    assert "pay_for_education" not in own(standings, records[0]) | own(standings, records[1])


def test_actors_who_are_paid_by_the_hour_only_have_no_standing_in_pay(small_records):
    actors = read_record(small_records, "occupations/27-2011.toml")[0]
    assert actors["wages"]["row"].split()[12] == "-4"
    assert "pay_for_education" not in own(Standings([actors], NO_SPLIT, least_compared=1), actors)


def test_physical_strain_is_the_mean_of_three_and_needs_all_of_them():
    items = {
        "spend_time_standing": 0.9,
        "spend_time_bending_or_twisting_the_body": 0.6,
        "spend_time_kneeling_crouching_stooping_or_crawling": 0.3,
    }
    whole = record("47-2031", context=items)
    standings = Standings([whole], NO_SPLIT, least_compared=1)
    assert own(standings, whole) == {"physical_strain": [0.6, 50.0, 1, 0.6]}
    for item in items:
        part = record("47-2032", context={name: score for name, score in items.items() if name != item})
        assert own(standings, part) == {}


def test_preparation_goes_by_education_then_experience_then_training():
    least_to_most = [
        needs("No formal educational credential"),
        needs("No formal educational credential", training="Short-term on-the-job training"),
        needs("No formal educational credential", training="Internship/residency"),
        needs("No formal educational credential", experience="Less than 5 years"),
        needs("No formal educational credential", experience="5 years or more", training="Apprenticeship"),
        needs(HIGH_SCHOOL),
        needs(BACHELOR, training="Internship/residency"),
        needs("Doctoral or professional degree"),
    ]
    records = [record(f"11-10{n}1", education=education) for n, education in enumerate(least_to_most)]
    standings = Standings(reversed(records), NO_SPLIT, least_compared=1)
    found = [own(standings, each)["preparation"][1] for each in records]
    # an eighth each, counted to the middle of its own
    assert found == [6.2, 18.8, 31.2, 43.8, 56.2, 68.8, 81.2, 93.8]


def test_exposure_to_language_models_is_the_beta_that_people_rated():
    records = [
        record("43-3011", automation={"eloundou": {"dv_beta": 0.7, "human_alpha": 0.1, "human_beta": 0.43}}),
        record("27-2011", automation={"eloundou": {"dv_beta": 0.2, "human_alpha": 0.9, "human_beta": 0.16}}),
    ]
    assert own(Standings(records, NO_SPLIT, least_compared=1), records[0]) == {
        "eloundou_human_beta": [0.43, 75.0, 2, pytest.approx(0.295)]
    }
