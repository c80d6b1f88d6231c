"""The interest quiz: what is asked in which order, a run through it, and what the answers say."""

from __future__ import annotations

import statistics
from collections import Counter
from itertools import pairwise

import pytest

from occlookup.catalog.filtering import Order, make_filters
from occlookup.catalog.quiz import QuizRun, parse_answers, score
from occlookup.errors import UsageError
from occlookup.guidance import InterestScores, Statement
from occlookup.index.locate import RECORDS
from occlookup.sources.records import read_record

TYPES = "RIASEC"
BY_TYPE = {"R": "1234512345", "I": "5555544444", "A": "1111111111", "S": "3333333333", "E": "2212212212", "C": "5432154321"}


def digits(by_type):
    """Sixty answers in the order of the statements, from ten of each type."""
    return [int(by_type[letter][turn]) for turn in range(10) for letter in TYPES]


def with_points(*points):
    """Sixty answers that give each type these points, 0 to 40."""
    spread = {}
    for letter, total in zip(TYPES, points, strict=True):
        whole, rest = divmod(total, 10)
        spread[letter] = "".join(str(1 + whole + (place < rest)) for place in range(10))
    return digits(spread)


@pytest.fixture
def asked(catalog):
    return catalog.quiz_statements()


# The statements.


def test_sixty_statements_the_types_in_turn(asked):
    assert "".join(statement.type for statement in asked) == "RIASEC" * 10


def test_the_training_asked_for_never_falls_within_a_type(asked):
    for letter in TYPES:
        assert [statement.job_zone for statement in asked if statement.type == letter] == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert all(before.job_zone <= after.job_zone for before, after in pairwise(asked))


def test_the_statements_are_those_of_the_record_each_once(asked):
    written = [Statement(**entry) for entry in read_record(RECORDS / "quiz.toml")["quiz"]]
    assert Counter(asked) == Counter(written)
    assert len(set(asked)) == 60
    assert asked[0] == Statement("R", 1, "45-2091", "Steer a tractor across a muddy field")
    assert asked[1] == Statement("I", 1, "45-3031", "Figure out which wild animal left some footprints")
    assert asked[59] == Statement("C", 5, "23-1012", "Check that a judge quoted each law correctly")


# A run.


def test_a_run_asks_one_after_the_other_until_all_are_answered(asked):
    run = QuizRun(asked)
    for place, statement in enumerate(asked):
        assert not run.done
        assert run.current == statement
        assert len(run.answers) == place
        run.answer(1 + place % 5)
    assert run.done
    assert run.answers == [1 + place % 5 for place in range(60)]


def test_back_takes_the_last_answer_and_asks_again(asked):
    run = QuizRun(asked)
    run.answer(5)
    run.answer(4)
    run.back()
    assert (run.answers, run.current) == ([5], asked[1])
    run.answer(1)
    assert run.answers == [5, 1]


def test_back_at_the_first_statement_stays_there(asked):
    run = QuizRun(asked)
    run.back()
    assert (run.answers, run.current) == ([], asked[0])


def test_back_after_the_last_statement_is_not_done_any_more(asked):
    run = QuizRun(asked)
    for _ in asked:
        run.answer(3)
    run.back()
    assert (run.done, run.current) == (False, asked[59])


@pytest.mark.parametrize("liking", [0, 6, -1])
def test_an_answer_outside_of_one_to_five_is_none(asked, liking):
    run = QuizRun(asked)
    with pytest.raises(ValueError, match=f"{liking} is no answer"):
        run.answer(liking)
    assert run.answers == []


# Answers as digits.


def test_sixty_digits_are_sixty_answers():
    assert parse_answers("12345" * 12) == [1, 2, 3, 4, 5] * 12


@pytest.mark.parametrize("text", [" ".join(["1234512345"] * 6), "\n".join(["12345"] * 12) + "\n", "\t" + "12345" * 12])
def test_spaces_between_digits_do_not_matter(text):
    assert parse_answers(text) == [1, 2, 3, 4, 5] * 12


@pytest.mark.parametrize("count", [0, 1, 59, 61, 600])
def test_another_number_of_answers_says_how_many(count):
    with pytest.raises(UsageError) as raised:
        parse_answers("3" * count)
    assert raised.value.message == f"the quiz has 60 statements, and {count} answers were given."
    assert raised.value.hint == "Give 60 digits."


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("0" + "3" * 59, "0"),
        ("3" * 59 + "6", "6"),
        ("3" * 59 + "x", "x"),
        ("3," * 59 + "3", ","),
        ("-" + "3" * 60, "-"),
        ("\u0663" * 60, "\u0663"),  # a digit, but of another script
        ("9" + "3" * 5, "9"),  # what is wrong comes before how many
    ],
)
def test_what_is_no_digit_from_one_to_five_is_named(text, shown):
    with pytest.raises(UsageError) as raised:
        parse_answers(text)
    assert raised.value.message == f"'{shown}' is no answer."
    assert "1 dislike strongly" in raised.value.hint
    assert "5 like strongly" in raised.value.hint


def test_a_wrong_answer_that_cannot_be_shown_does_not_reach_the_terminal():
    with pytest.raises(UsageError) as raised:
        parse_answers("\x1b" + "3" * 59)
    assert "\x1b" not in raised.value.message


# Scores and letters.


def test_scores_by_hand(asked):
    # each answer less one: R 0+1+2+3+4 twice; I five fours and five threes; A nothing; S ten twos; E 1101101101; C 43210 twice
    assert score(asked, digits(BY_TYPE)) == InterestScores(20, 35, 0, 20, 7, 20)


@pytest.mark.parametrize(("liking", "points"), [(1, 0), (2, 10), (3, 20), (4, 30), (5, 40)])
def test_the_least_is_nothing_and_the_most_forty(asked, liking, points):
    assert set(score(asked, [liking] * 60)) == {points}


def test_one_answer_counts_for_the_type_of_its_statement(asked):
    for place in range(60):
        answers = [1] * 60
        answers[place] = 4
        expected = [3 if letter == TYPES[place % 6] else 0 for letter in TYPES]
        assert list(score(asked, answers)) == expected


@pytest.mark.parametrize("count", [0, 59, 61])
def test_scores_need_an_answer_to_each_statement(asked, count):
    with pytest.raises(ValueError):
        score(asked, [3] * count)


@pytest.mark.parametrize(
    ("points", "letters", "tied"),
    [
        ((10, 20, 5, 30, 12, 25), "SCI", ""),
        ((40, 30, 20, 10, 5, 0), "RIA", ""),
        ((0, 5, 10, 20, 30, 40), "CES", ""),
        ((30, 20, 20, 20, 10, 0), "RIA", "S"),  # the third place is shared
        ((40, 20, 20, 20, 20, 20), "RIA", "SEC"),
        ((20, 20, 20, 20, 20, 40), "CRI", "ASE"),
        ((20, 20, 20, 0, 0, 0), "RIA", ""),  # a tie of three within the letters is none at their end
        ((30, 30, 10, 10, 20, 0), "RIE", ""),  # the first two are alike, the third is alone
        ((20, 20, 20, 20, 0, 0), "RIA", "S"),
        ((1, 0, 0, 0, 0, 0), "RIA", "SEC"),
        ((39, 40, 40, 40, 40, 40), "IAS", "EC"),
    ],
)
def test_letters_are_the_three_highest_and_ties_are_told(catalog, points, letters, tied):
    result = catalog.quiz_result(with_points(*points)).data
    assert tuple(result.scores) == points
    assert (result.letters, result.tied) == (letters, tied)


@pytest.mark.parametrize("liking", [1, 2, 3, 4, 5])
def test_the_same_answer_everywhere_has_no_letters_and_no_results(catalog, liking):
    answer = catalog.quiz_result([liking] * 60)
    assert answer.data == (InterestScores(*[10 * (liking - 1)] * 6), "", "", ())
    assert answer.sources == {}


def test_equal_points_by_different_answers_are_no_pattern_either(catalog):
    same = dict(zip(TYPES, ("1515151515", "3333333333", "5555511111", "2424242424", "1111155555", "3333342333"), strict=True))
    assert catalog.quiz_result(digits(same)).data.letters == ""


# Occupations that fit.

POINTS = (10, 20, 5, 30, 12, 25)
SCORES = "R=10,I=20,A=5,S=30,E=12,C=25"


@pytest.mark.parametrize(
    "words",
    [
        {},
        {"state": "GU"},
        {"state": "CT", "min_wage": "60000"},
        {"job_zone": "3-5"},
        {"education": "high-school"},
        {"growth": "faster"},
        {"group": "29"},
        {"stem": True},
        {"riasec": "S"},
        {"min_wage": "1000000"},
    ],
)
@pytest.mark.parametrize("order", [None, Order(), Order(top=3), Order(sort="title"), Order(top=2, reverse=True)])
def test_results_are_the_matches_of_the_same_scores(catalog, words, order):
    filters = make_filters(**words)
    quiz = catalog.quiz_result(with_points(*POINTS), filters=filters, order=order)
    matches = catalog.match_scores(SCORES, filters=filters, order=order)
    assert [tuple(match) for match in quiz.data.results] == [tuple(match) for match in matches.data.results]
    assert quiz.sources == matches.sources


def test_a_filter_changes_the_results_and_not_the_scores(catalog):
    plain = catalog.quiz_result(with_points(*POINTS)).data
    narrowed = catalog.quiz_result(with_points(*POINTS), filters=make_filters(job_zone="5")).data
    assert plain[:3] == narrowed[:3]
    assert plain.results != narrowed.results
    assert {match.code for match in narrowed.results} == {"25-1011", "29-1221", "29-1242"}


def test_results_are_pearsons_correlation_best_first(catalog):
    results = catalog.quiz_result(with_points(*POINTS), order=Order()).data.results
    assert len(results) == 22  # four of the 26 small records have no interests
    for match in results:
        assert match.score == pytest.approx(statistics.correlation(POINTS, match.interests[:6]), abs=5e-5)
    assert [match.score for match in results] == sorted((match.score for match in results), reverse=True)


def test_twenty_results_where_no_number_is_asked(catalog):
    assert len(catalog.quiz_result(with_points(*POINTS)).data.results) == 20
