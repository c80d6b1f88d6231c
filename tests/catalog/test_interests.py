"""Interests: the two measures of fit and the matches they give."""

from __future__ import annotations

import random
import statistics
from itertools import permutations

import pytest

from occlookup.catalog.filtering import Order, make_filters
from occlookup.catalog.interests import c_index, correlation
from occlookup.errors import NotFoundError, UsageError
from occlookup.model import Interests

THREE_LETTERS = ["".join(letters) for letters in permutations("RIASEC", 3)]


def codes(answer):
    return [match.code for match in answer.data.results]


# By hand from Brown and Gore (1994): 3 * first + 2 * second + third place; same 3, neighbour 2, alternate 1, opposite 0.
@pytest.mark.parametrize(
    ("person", "occupation", "index"),
    [
        ("CES", "CES", 3 * 3 + 2 * 3 + 3),
        ("RIA", "SEC", 0),
        ("CES", "ECS", 3 * 2 + 2 * 2 + 3),
        ("CES", "CER", 3 * 3 + 2 * 3 + 0),
        ("CES", "RCE", 3 * 2 + 2 * 2 + 2),
        ("CES", "IRS", 3 * 1 + 2 * 1 + 3),
        ("CES", "ASE", 0 + 2 * 2 + 2),
        ("RIA", "RIC", 3 * 3 + 2 * 3 + 0),
        ("RIA", "SIR", 0 + 2 * 3 + 1),
        ("RIA", "CES", 3 * 2 + 2 * 0 + 2),
        ("ISA", "AES", 3 * 2 + 2 * 2 + 2),
    ],
)
def test_c_index_by_hand(person, occupation, index):
    assert c_index(person, occupation) == index


@pytest.mark.parametrize(
    ("person", "occupation", "index"),
    [("C", "CES", 9), ("C", "SIR", 3), ("C", "ASE", 0), ("CE", "CES", 15), ("CES", "C", 9), ("CES", "CE", 15), ("CES", "", 0)],
)
def test_c_index_compares_only_the_places_that_both_codes_have(person, occupation, index):
    assert c_index(person, occupation) == index


def test_c_index_has_its_bounds_and_is_symmetric():
    for one in THREE_LETTERS:
        assert c_index(one, one) == 18
        for other in THREE_LETTERS:
            index = c_index(one, other)
            assert 0 <= index <= 18
            assert index == c_index(other, one)
            assert (index == 18) == (one == other)


def test_c_index_of_opposites_is_zero():
    opposite = dict(zip("RIASEC", "SECRIA", strict=True))
    assert all(c_index(code, "".join(opposite[letter] for letter in code)) == 0 for code in THREE_LETTERS)


def test_correlation_is_pearsons():
    chance = random.Random(20_25)
    for _ in range(500):
        person = [chance.uniform(-50, 50) for _ in range(6)]
        occupation = [round(chance.uniform(1, 7), 2) for _ in range(6)]
        assert correlation(person, occupation) == pytest.approx(statistics.correlation(person, occupation), abs=1e-12)


def test_correlation_does_not_care_for_the_scale_of_the_scores():
    person, occupation = [10, 20, 5, 30, 12, 25], [2.04, 1.0, 1.0, 3.24, 4.38, 7.0]
    assert correlation([40 * score - 7 for score in person], occupation) == pytest.approx(correlation(person, occupation))
    assert correlation([-score for score in person], occupation) == pytest.approx(-correlation(person, occupation))


def test_correlation_with_a_flat_profile_is_zero():
    assert correlation([1, 2, 3, 4, 5, 6], [3.5] * 6) == 0
    assert correlation([2] * 6, [1, 2, 3, 4, 5, 6]) == 0


def test_interests_of_an_occupation(catalog):
    answer = catalog.interests("debt collector")
    assert (answer.data.code, answer.data.title) == ("43-3011", "Bill and Account Collectors")
    assert answer.data.interests == Interests(2.04, 1.0, 1.0, 3.24, 4.38, 7.0, "CES")
    assert list(answer.sources) == ["onet-29.3"]


def test_one_high_point_makes_a_code_of_one_letter(catalog):
    assert catalog.interests("43-3021").data.interests.code == "C"


@pytest.mark.parametrize("code", ["13-1020", "29-2010", "55-3016"])
def test_an_occupation_without_interests_says_so(catalog, code):
    with pytest.raises(NotFoundError, match=f"O\\*NET publishes no interests for {code}"):
        catalog.interests(code)


def test_matches_of_letters_come_best_first_and_ties_by_employment(catalog):
    answer = catalog.match_letters("ces", order=Order(top=6))
    assert answer.data.method == "c_index"
    assert [(match.code, match.score, match.interests.code) for match in answer.data.results] == [
        ("43-4051", 18, "CES"),  # 2,595,750 work in it
        ("43-3011", 18, "CES"),  # 158,830
        ("43-3031", 15, "CE"),  # 1,373,680
        ("13-1023", 15, "CER"),  # 491,430, its aggregate's
        ("11-3012", 13, "ECS"),
        ("35-2014", 12, "RCE"),
    ]
    assert list(answer.sources) == ["onet-29.3"]


def test_ties_of_equal_employment_come_by_code(catalog):
    tied = [match.code for match in catalog.match_letters("E").data.results if match.code in ("13-1021", "13-1022")]
    assert tied == ["13-1021", "13-1022"]


def test_employment_of_the_state_breaks_ties_there(catalog):
    def order_in(state):
        found = codes(catalog.match_letters("SIR", filters=make_filters(state=state)))
        return [code for code in found if code in ("25-1011", "29-1221")]

    # 25-1011 and 29-1221 are both SI; Connecticut has 1,310 of each, Texas 7,710 and fewer
    assert order_in("CT") == ["25-1011", "29-1221"]
    assert order_in("TX") == ["25-1011", "29-1221"]


def test_matches_of_scores_are_correlations(catalog):
    answer = catalog.match_scores("R=2.04,I=1,A=1,S=3.24,E=4.38,C=7")
    assert answer.data.method == "correlation"
    assert (answer.data.results[0].code, answer.data.results[0].score) == ("43-3011", 1.0)
    scores = [match.score for match in answer.data.results]
    assert scores == sorted(scores, reverse=True)
    for match in answer.data.results:
        expected = statistics.correlation([2.04, 1, 1, 3.24, 4.38, 7], match.interests[:6])
        assert match.score == pytest.approx(expected, abs=5e-5)


def test_twenty_matches_where_no_number_is_asked(catalog):
    assert len(catalog.match_letters("CES").data.results) == 20
    assert len(catalog.match_letters("CES", order=Order()).data.results) == 22  # four of 26 have no interests
    assert len(catalog.match_scores("R=1,I=2,A=3,S=4,E=5,C=6").data.results) == 20


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ({"job_zone": "2"}, ["43-4051", "43-3011", "35-2014", "53-1042", "27-2011"]),
        ({"education": "high-school"}, ["43-4051", "43-3011", "35-2014", "53-1042", "43-3021"]),
        ({"min_wage": "100000"}, ["11-3012", "29-1242", "15-1252", "29-1221"]),
        ({"growth": "10"}, ["35-2014", "15-1252"]),
        ({"group": "43-3"}, ["43-3011", "43-3031", "43-3021"]),
        ({"state": "GU", "min_wage": "50000"}, ["13-1023", "11-3012", "13-1021", "13-1022"]),
        ({"state": "GU", "min_wage": "1000000"}, []),
    ],
)
def test_filters(catalog, words, found):
    assert codes(catalog.match_letters("CES", filters=make_filters(**words))) == found


def test_a_state_keeps_only_occupations_with_estimates_there(catalog):
    found = codes(catalog.match_letters("CES", filters=make_filters(state="GU"), order=Order()))
    assert "29-1141.01" in found  # published as registered nurses, whom Guam has
    assert not {"11-1031", "15-1252", "25-1011", "27-2011", "29-1221"} & set(found)


@pytest.mark.parametrize(
    ("words", "sources"),
    [
        ({"job_zone": "2"}, ["onet-29.3"]),
        ({"min_wage": "1"}, ["oews-2025-05", "onet-29.3"]),
        ({"state": "GU"}, ["oews-2025-05", "onet-29.3"]),
        ({"growth": "0"}, ["projections-2024-34", "onet-29.3"]),
        ({"job_zone": "1"}, []),
    ],
)
def test_sources_are_those_that_the_filters_needed(catalog, words, sources):
    assert list(catalog.match_letters("CES", filters=make_filters(**words)).sources) == sources


def test_letters_and_scores_are_checked(catalog):
    with pytest.raises(UsageError):
        catalog.match_letters("XYZ")
    with pytest.raises(UsageError):
        catalog.match_scores("R=1")


def test_a_profile_explains_the_types_of_its_code(catalog):
    types = catalog.interests("43-3011").data.types
    assert [(kind.letter, kind.name) for kind in types] == [("C", "Conventional"), ("E", "Enterprising"), ("S", "Social")]
    assert all(kind.definition.startswith("They like to") or kind.definition.startswith("They like clear") for kind in types)
