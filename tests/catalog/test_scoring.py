"""The scored search: what speaks for an occupation, in what order they come, and that nothing typed is kept."""

from __future__ import annotations

import functools
import gc
import json
import os
import subprocess
import sys
from pathlib import Path
from types import BuiltinFunctionType, FunctionType, ModuleType

import pytest

import occlookup
from occlookup.catalog.scoring import FEWEST_LOOKED_AT, MOST_POINTS, WEIGHTS, score_occupations
from occlookup.catalog.store import Store

# Evidence is reckoned from weights that the index rounds.
ROUNDING = 0.001
TYPED = [
    "nurse", "truckdriver", "fizical therapist", "RN", "person who fits hearing aids", "lawer", "IT support", "arm manager",
    "book keeper", "plumbxyr cook",
]  # fmt: skip
FIND_ALL = """
import json, sys
from occlookup.catalog.scoring import score_occupations
from occlookup.catalog.store import Store
store = Store()
print(json.dumps([score_occupations(store, text, most=40) for text in json.loads(sys.argv[1])]))
"""


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    """A folder for an index that has to be compiled."""
    return str(tmp_path_factory.getbasetemp() / "cache")


@pytest.fixture(scope="module")
def whole(cache):
    """All the words that there are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", cache)
        opened = Store()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def small(small_records):
    opened = Store(records=small_records, bundled=small_records.parent / "index.sqlite")
    yield opened
    opened.close()


def match(store, text, code):
    """What is found of one occupation."""
    (found,) = [found for found in score_occupations(store, text, most=200) if found.code == code]
    return found


def evidence(store, text, code="43-3011"):
    return match(store, text, code).evidence


def codes(matches):
    return [found.code for found in matches]


def test_title_is_the_cosine_of_query_and_title(small):
    assert evidence(small, "debt collector").title == pytest.approx(1, abs=ROUNDING)
    assert evidence(small, "collector debt").title == pytest.approx(1, abs=ROUNDING)
    assert 0.5 < evidence(small, "specimen collector").title < 0.95
    assert evidence(small, "neighbor").title == 0


def test_words_tell_how_often_titles_have_them(small):
    nurses, software = evidence(small, "nurse", "29-1141"), evidence(small, "nurse consultant", "15-1252")
    assert nurses.words > 2 * software.words > 0
    assert evidence(small, "neighbor").words == 0


def test_words_are_a_share_of_the_most_that_there_can_be(small):
    assert 0.9 < evidence(small, "nurse", "29-1141").words <= 1


def test_letters_tell_how_alike_query_and_title_look(small):
    assert evidence(small, "debt collector").letters == 1
    assert evidence(small, "DEBT COLLECTORS!").letters == 1
    assert 0.6 < evidence(small, "collector of debts").letters < 1
    assert evidence(small, "neighbor").letters == 0


def test_the_very_same_title_has_all_the_letters(small):
    assert evidence(small, "repo man").letters == 1


@pytest.mark.parametrize(
    ("typed", "code", "head"),
    [
        ("nurse", "29-1141", 1),
        ("nursing", "29-1141", 1),
        ("nurse consultant", "15-1252", 1),
        ("nurse consultant", "29-1141.03", 0),
        ("software", "15-1252", 0),
        ("specimen", "29-2012", 0),
        # collector is what debt may mean
        ("debt", "43-3011", 1),
        ("collector of debts", "43-3011", 1),
    ],
)
def test_head_tells_whether_the_noun_that_says_who_it_is_is_the_same(small, typed, code, head):
    assert evidence(small, typed, code).head == head


@pytest.mark.parametrize("typed", ["director of nursing", "nursing director", "directors of nursing"])
def test_the_head_stands_before_of(whole, typed):
    assert evidence(whole, typed, "11-9111").head == 1
    assert evidence(whole, typed, "31-1131").head == 0


@pytest.mark.parametrize(
    "typed", ["debt collector", "Debt Collectors", "bill and account collectors", "repo man", "debt colector"]
)
def test_a_title_word_by_word_is_whole(small, typed):
    assert evidence(small, typed).whole == 1


@pytest.mark.parametrize("typed", ["the person who is a debt collector", "bill account collectors"])
def test_a_title_but_for_stop_words_is_nearly_whole(small, typed):
    assert 0.5 < evidence(small, typed).whole < 1


@pytest.mark.parametrize("typed", ["debt", "collector of debts", "old debt collector", "debt collecting"])
def test_other_words_or_another_order_are_not_whole(small, typed):
    assert evidence(small, typed).whole == 0


@pytest.mark.parametrize(("code", "spelling"), [("23-1011", "lawyer"), ("53-7063", "layer")])
def test_a_title_is_whole_whichever_repair_it_has(whole, code, spelling):
    found = match(whole, "lwyer", code)
    assert (found.evidence.whole, found.spelling) == (1, spelling)


@pytest.mark.parametrize(
    ("typed", "code", "role"),
    [
        ("nurse", "25-1072", 1),
        ("nursing", "25-1072", 1),
        ("nurse teacher", "25-1072", 0),
        ("nursing instructor", "25-1072", 0),
        ("nurse", "29-1141", 0),
        ("farm", "11-9013", 1),
        ("farm manager", "11-9013", 0),
        ("carpenter", "47-3012", 1),
        ("carpenter helper", "47-3012", 0),
    ],
)
def test_a_role_is_told_where_the_query_says_none(whole, typed, code, role):
    assert evidence(whole, typed, code).role == role


def test_a_role_that_was_not_asked_for_speaks_against(whole):
    assert WEIGHTS.role < 0
    assert pytest.approx(sum(WEIGHTS) - WEIGHTS.role) == MOST_POINTS
    assert score_occupations(whole, "carpenter")[0].code == "47-2031"
    assert score_occupations(whole, "carpenter helper")[0].code == "47-3012"


def test_a_title_without_information_technology_is_not_whole(whole):
    assert match(whole, "director IT", "27-2012").title[1] == "Director"
    assert evidence(whole, "director IT", "27-2012").whole == 0


def test_own_is_the_share_of_the_query_in_an_occupations_own_title(small):
    assert evidence(small, "registered nurse", "29-1141").own == pytest.approx(1)
    assert 0.2 < evidence(small, "registered nurse", "29-1141.03").own < 0.8
    assert evidence(small, "repo man").own == 0


def test_an_everyday_name_counts_as_such_and_a_title_of_the_sources_does_not(small):
    assert evidence(small, "repo man").everyday == pytest.approx(1, abs=ROUNDING)
    assert evidence(small, "thespian", "27-2011").everyday == pytest.approx(1, abs=ROUNDING)
    assert evidence(small, "debt collector").everyday == 0


def test_an_everyday_name_counts_more_for_the_occupation_that_it_means_first(whole):
    first, *others = score_occupations(whole, "roughneck")
    assert first.code == "47-5071"
    assert {"47-5081", "47-5012"} <= {other.code for other in others}
    assert all(0 < other.evidence.everyday < first.evidence.everyday for other in others if other.evidence.whole)


def test_text_is_the_share_of_the_query_in_summary_and_tasks(small):
    assert evidence(small, "neighbor").text == pytest.approx(1)
    assert 0 < evidence(small, "neighbors vaudeville").text < 1
    assert evidence(small, "repo").text == 0


def test_one_line_tells_the_more_the_less_any_title_fits(small):
    asks, fitting, exact = (evidence(small, typed) for typed in ("neighbor", "debt neighbor", "debt collector"))
    assert asks.told == pytest.approx(1)
    assert 0 < fitting.told < asks.told
    assert exact.told == pytest.approx(0, abs=ROUNDING)


def test_a_line_with_more_of_the_query_tells_more_than_words_spread_over_lines(small):
    together, apart = evidence(small, "neighbors bureaus"), evidence(small, "neighbors lawyers")
    assert together.text == apart.text == pytest.approx(1)
    assert together.told > apart.told > 0


def test_the_more_people_do_it_the_more_jobs(small):
    many, fewer = evidence(small, "customer", "43-4051"), evidence(small, "nurse", "29-1221")
    assert 1 > many.jobs > fewer.jobs > 0.2


def test_who_has_no_estimate_has_no_jobs(small):
    assert evidence(small, "legislators", "11-1031").jobs == 0


@pytest.mark.parametrize("typed", ["asks neighbors", "what asks the neighbor"])
def test_the_line_is_told_that_has_more_than_any_title(small, typed):
    found = match(small, typed, "43-3011")
    text, _ = small.document(found.soc_id)["tasks"][found.line - 1]
    assert "asking neighbors" in text
    assert found.share < found.evidence.text


@pytest.mark.parametrize("typed", ["debt collector", "nurse", "debt"])
def test_no_line_is_told_where_a_title_has_as_much(small, typed):
    first = score_occupations(small, typed)[0]
    assert (first.line, first.share) == (None, pytest.approx(1))
    assert first.evidence.text > 0.8


@pytest.mark.parametrize("typed", [*TYPED, "medical", "manager", "cook software clerk"])
def test_the_best_are_first_and_none_comes_twice(whole, typed):
    matches = score_occupations(whole, typed, most=50)
    scores = [found.score for found in matches]
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] > 0
    assert len({found.soc_id for found in matches}) == len({found.code for found in matches}) == len(matches) > 3


@pytest.mark.parametrize("typed", ["nurse", "manager", "truckdriver"])
def test_more_are_found_where_more_are_asked_for(whole, typed):
    few, more, most = (score_occupations(whole, typed, most=number) for number in (1, 30, 100))
    assert FEWEST_LOOKED_AT <= len(few) < 30 <= len(more) < len(most)
    assert codes(few)[:3] == codes(more)[:3] == codes(most)[:3]


@pytest.mark.parametrize("typed", ["nurse", "asks neighbors", "registerednurse"])
@pytest.mark.parametrize("allowed", [{"29-1141.03"}, {"43-3011", "29-1141"}, set()])
def test_only_allowed_occupations_are_found(small, typed, allowed):
    ids = {soc_id for code, soc_id in small.rows("SELECT code, id FROM soc") if code in allowed}
    every = {*codes(score_occupations(small, typed, most=200))}
    assert {*codes(score_occupations(small, typed, ids))} == every & allowed


@pytest.mark.parametrize(
    ("typed", "code", "spelling"),
    [
        ("debt colector", "43-3011", "collector"),
        ("dbet colector", "43-3011", "debt collector"),
        ("registerednurse", "29-1141", "registered nurse"),
        ("debt collector", "43-3011", None),
        ("debt collection", "43-3011", None),
        ("RN", "29-1141", None),
        ("repo man", "43-3011", None),
    ],
)
def test_a_spelling_is_told_where_it_is_not_as_typed(small, typed, code, spelling):
    assert match(small, typed, code).spelling == spelling


def test_no_spelling_is_told_beside_a_title_that_has_the_word_as_typed(whole):
    assert match(whole, "barbed", "39-5011").spelling == "barber"
    wire = match(whole, "barbed", "51-4199")
    assert (wire.title[1], wire.spelling) == ("Barbed Wire Machine Operator", None)


def test_a_related_form_is_no_spelling(whole):
    adjuster = match(whole, "adjustor", "51-2061")
    assert (adjuster.title[1], adjuster.spelling) == ("Adjuster", None)


def test_words_that_are_a_title_as_typed_are_read_no_other_way(whole):
    bartenders, *others = score_occupations(whole, "bar tender")
    assert (bartenders.code, bartenders.title[1], bartenders.evidence.whole) == ("35-3011", "Bar Tender", 1)
    assert [found.spelling for found in others if found.spelling] == []


def test_a_repaired_query_finds_what_the_right_one_finds_and_counts_less(small):
    right, wrong = (score_occupations(small, typed) for typed in ("registered nurse", "regestered nurse"))
    assert codes(wrong)[:3] == codes(right)[:3]
    assert wrong[0].score < right[0].score


@pytest.mark.parametrize("typed", ["", "the", "the person who works with them", "zqxjkvword", "x" * 40])
def test_nothing_is_found(small, typed):
    assert score_occupations(small, typed) == []


def test_an_unknown_word_takes_from_what_the_others_find(small):
    without, beside = match(small, "nurse", "29-1141"), match(small, "zqxjkvword nurse", "29-1141")
    assert beside.score < without.score
    assert beside.share < 0.6 < without.share


def test_two_processes_find_the_same(cache):
    source = str(Path(occlookup.__file__).parent.parent)
    answers = [
        subprocess.run(
            [sys.executable, "-c", FIND_ALL, json.dumps(TYPED)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": source, "XDG_CACHE_HOME": cache},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert len(json.loads(answers[0])) == 10
    assert all(json.loads(answers[0]))
    assert answers[0] == answers[1]


def test_nothing_typed_is_kept(small):
    for text in ("zqxjkvword", "zqxjkvword debt collector", "debt zqxjkvwordcollector", "zqxjkv word"):
        score_occupations(small, text)
    score_occupations(small, "debt collector")
    kept = strings_kept([*caches(), small])
    assert "Bill and Account Collectors" in kept
    assert [text for text in kept if "zqxjkv" in text] == []


def caches():
    """The caches of functions of the package."""
    found = [kept for kept in gc.get_objects() if isinstance(kept, functools._lru_cache_wrapper)]
    return [kept for kept in found if kept.__module__.startswith("occlookup.")]


def strings_kept(start):
    """The strings that can be reached from these objects, but not through code."""
    seen, waiting, strings = set(), list(start), set()
    while waiting:
        kept = waiting.pop()
        if id(kept) in seen or isinstance(kept, (ModuleType, FunctionType, BuiltinFunctionType, type)):
            continue
        seen.add(id(kept))
        if isinstance(kept, str):
            strings.add(kept)
        waiting.extend(gc.get_referents(kept))
    return strings
