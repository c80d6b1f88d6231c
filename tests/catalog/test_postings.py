"""Where words stand, against a plain reading of all titles and texts of the small records."""

from __future__ import annotations

import math
from array import array
from collections import Counter, defaultdict

import pytest

from occlookup.catalog.lexicon import Lexicon
from occlookup.catalog.postings import best_line, find_words
from occlookup.catalog.store import Store
from occlookup.catalog.wording import Reading, Term, readings
from occlookup.index.schema import LINE_STRIDE
from occlookup.index.words import content_words
from occlookup.sources.records import read_record

ALL = 10_000
QUERIES = [
    ("nurse",),
    ("debt", "collector"),
    ("registered", "nurse"),
    ("software", "cook"),
    ("customer", "service", "neighbor"),
]


@pytest.fixture(scope="module")
def store(small_records):
    opened = Store(records=small_records, bundled=small_records.parent / "index.sqlite")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def weights(store):
    """What every word weighs."""
    words = [text for (text,) in store.rows("SELECT text FROM word")]
    return {word: known.weight for word, known in Lexicon(store).known(words).items()}


@pytest.fixture(scope="module")
def titles(store):
    """By title.id, whose title it is and its words."""
    rows = store.rows("SELECT id, soc_id, text FROM title")
    return {number: (soc_id, {*content_words(text)}) for number, soc_id, text in rows}


@pytest.fixture(scope="module")
def ids(store):
    """By code, its soc.id."""
    return dict(store.rows("SELECT code, id FROM soc"))


@pytest.fixture(scope="module")
def lines(small_records, ids):
    """By soc.id and the number of a line of its text, the words of the line: the summary is 0, the first task 1."""
    said = {}
    for path in sorted((small_records / "occupations").glob("*.toml")):
        record = read_record(path)
        text = record.get("text", {"summary": ""})
        for number, line in enumerate([text["summary"], *(task["text"] for task in text.get("tasks", []))]):
            if line:
                said[ids[record["code"]], number] = {*content_words(line)}
    return said


@pytest.fixture(scope="module")
def literally(weights):
    """Makes a reading in which every word stands for itself alone."""

    def make(*words):
        terms = tuple(Term(word, weights[word], {word: 1.0}, frozenset(), frozenset()) for word in words)
        return Reading(words, terms, sum(term.weight for term in terms), 1.0, False, False)

    return make


def cosine(query, title, weights):
    length = math.sqrt(sum(weights[word] ** 2 for word in query)) * math.sqrt(sum(weights[word] ** 2 for word in title))
    return sum(weights[word] ** 2 for word in title.intersection(query)) / length


def best_of(stands_for, words):
    """The most that a term counts where these words are."""
    return max((share for word, share in stands_for.items() if word in words), default=0.0)


def fits(found):
    return {number: fit for ranked in found.titles.values() for fit, number in ranked}


@pytest.mark.parametrize("words", QUERIES)
def test_a_title_fits_by_the_cosine_of_its_words_weights(store, literally, titles, weights, words):
    found = fits(find_words(store, literally(*words), None, ALL))
    expected = {number: cosine(words, said, weights) for number, (_, said) in titles.items() if not said.isdisjoint(words)}
    assert len(expected) > 5
    assert found == pytest.approx(expected, abs=0.001)


@pytest.mark.parametrize("words", QUERIES)
def test_titles_stand_with_their_occupation_the_best_first(store, literally, titles, words):
    found = find_words(store, literally(*words), None, ALL).titles
    for soc_id, ranked in found.items():
        assert {titles[number][0] for _, number in ranked} == {soc_id}
        assert [fit for fit, _ in ranked] == sorted((fit for fit, _ in ranked), reverse=True)


def test_a_title_of_just_the_words_fits_wholly(store, literally, titles):
    found = fits(find_words(store, literally("debt", "collector"), None, ALL))
    (number,) = [number for number, (_, said) in titles.items() if said == {"debt", "collector"}]
    assert found[number] == pytest.approx(1, abs=0.001) == max(found.values())


def test_of_all_titles_only_the_best_are_told(store, literally):
    every = fits(find_words(store, literally("registered", "nurse"), None, ALL))
    few = fits(find_words(store, literally("registered", "nurse"), None, 7))
    assert len(few) == 7 < len(every)
    assert sorted(few.values(), reverse=True) == sorted(every.values(), reverse=True)[:7]


@pytest.mark.parametrize("codes", [{"29-1141.01"}, {"29-1141", "43-3011"}, {"43-3011"}, set()])
def test_only_titles_of_allowed_occupations_are_told(store, literally, ids, codes):
    allowed = {ids[code] for code in codes}
    every = find_words(store, literally("registered", "nurse"), None, ALL).titles
    found = find_words(store, literally("registered", "nurse"), allowed, ALL).titles
    assert found == {soc_id: ranked for soc_id, ranked in every.items() if soc_id in allowed}


def test_titles_of_others_take_no_allowed_ones_place(store, literally, ids):
    allowed = {ids["29-1141.03"]}
    every = find_words(store, literally("nurse"), None, ALL).titles[ids["29-1141.03"]]
    found = find_words(store, literally("nurse"), allowed, 5).titles
    assert [fit for fit, _ in found[ids["29-1141.03"]]] == [fit for fit, _ in every[:5]]


def test_of_what_stands_for_one_word_that_which_counts_most_is_told(store, titles, weights):
    term = Term("nurse", weights["nurse"], {"rn": 0.5, "nurse": 1.0, "registered": 0.7}, frozenset(), frozenset())
    found = fits(find_words(store, Reading(("nurse",), (term,), term.weight, 1.0, False, False), None, ALL))
    for number, (_, said) in titles.items():
        share, word = max(((share, word) for word, share in term.stands_for.items() if word in said), default=(0, None))
        expected = share * weights[word] / math.sqrt(sum(weights[other] ** 2 for other in said)) if word else 0
        assert found.get(number, 0) == pytest.approx(expected, abs=0.001)
    assert sum({"rn", "nurse"} <= said for _, said in titles.values()) > 3


@pytest.mark.parametrize("words", QUERIES)
def test_how_often_an_occupations_titles_have_the_words_is_bm25(store, literally, titles, weights, words):
    reading = literally(*words)
    counts = defaultdict(Counter)
    for soc_id, said in titles.values():
        counts[soc_id].update(said)
    usual = sum(count.total() for count in counts.values()) / len(counts)
    expected = defaultdict(float)
    for soc_id, count in counts.items():
        for word in {*words} & {*count}:
            slowness = 1.5 * (0.5 + 0.5 * count.total() / usual)
            expected[soc_id] += weights[word] / reading.weight * count[word] / (count[word] + slowness)
    found = find_words(store, reading, None, ALL).words
    assert found == pytest.approx(expected, abs=0.0005)
    assert all(0 < share < 1 for share in found.values())


def test_of_what_stands_for_one_word_an_occupations_titles_count_what_says_most(store, literally, ids):
    stands_for = {"nurse": 0.9, "consultant": 1.0, "specialist": 0.5}
    alone = {word: find_words(store, literally(word), None, ALL).words for word in stands_for}
    expected = {
        soc_id: max(share * alone[word].get(soc_id, 0.0) for word, share in stands_for.items())
        for soc_id in set().union(*alone.values())
    }
    term = Term("consultant", 5.0, stands_for, frozenset(), frozenset())
    reading = Reading(("consultant",), (term,), 5.0, 1.0, False, False)
    assert 0 < alone["consultant"][ids["29-1141"]] < expected[ids["29-1141"]]
    assert find_words(store, reading, None, ALL).words == pytest.approx(expected)


@pytest.mark.parametrize("words", [*QUERIES, ("neighbor",), ("ask", "customer", "debt")])
def test_a_text_has_the_share_of_the_query_that_its_lines_have(store, literally, lines, weights, words):
    texts = defaultdict(set)
    for (soc_id, _), said in lines.items():
        texts[soc_id] |= said
    total = sum(weights[word] for word in words)
    expected = {
        soc_id: sum(weights[word] for word in words if word in said) / total
        for soc_id, said in texts.items()
        if not said.isdisjoint(words)
    }
    assert expected
    assert find_words(store, literally(*words), None, ALL).texts == pytest.approx(expected)


@pytest.mark.parametrize("typed", ["asks neighbors", "nursing", "collects debts", "teach buisness"])
def test_a_text_with_a_word_that_stands_for_a_typed_one_has_that_much_less(store, lines, typed):
    reading = next(readings(store, typed))
    texts = defaultdict(set)
    for (soc_id, _), said in lines.items():
        texts[soc_id] |= said
    expected = {
        soc_id: sum(best_of(term.stands_for, said) * term.weight for term in reading.terms) / reading.weight
        for soc_id, said in texts.items()
    }
    found = find_words(store, reading, None, ALL).texts
    assert found == pytest.approx({soc_id: share for soc_id, share in expected.items() if share})
    assert found


@pytest.mark.parametrize("word", ["neighbor", "customer", "nurse", "software", "soubrette"])
def test_lines_are_those_that_have_the_word(store, literally, lines, word):
    expected = sorted(soc_id * LINE_STRIDE + number for (soc_id, number), said in lines.items() if word in said)
    assert find_words(store, literally(word), None, ALL).lines[word].tolist() == expected
    assert bool(expected) is (word != "soubrette")


@pytest.mark.parametrize(
    "typed", ["asks neighbors", "collect debts", "customer complaints", "software nurse", "patient records"]
)
def test_the_best_line_has_most_of_the_query(store, lines, ids, typed):
    reading = next(readings(store, typed))
    found = find_words(store, reading, None, ALL)
    assert found.texts
    for soc_id in ids.values():
        shares = {
            number: sum(best_of(term.stands_for, said) * term.weight for term in reading.terms) / reading.weight
            for (whose, number), said in lines.items()
            if whose == soc_id
        }
        number, share = best_line(reading, found.lines, soc_id)
        assert share == pytest.approx(max(shares.values(), default=0.0))
        assert share == pytest.approx(shares.get(number, 0.0))


def test_where_task_and_summary_have_as_much_the_task_is_told(store, literally, lines, ids):
    both = {(soc_id, number) for (soc_id, number), said in lines.items() if "debt" in said and soc_id == ids["43-3011"]}
    assert (ids["43-3011"], 0) in both
    assert len(both) > 1
    reading = literally("debt")
    number, share = best_line(reading, find_words(store, reading, None, ALL).lines, ids["43-3011"])
    assert (number, share) == (max(number for _, number in both), 1)


def test_a_summary_with_more_of_the_query_is_told_all_the_same(literally):
    lines = {"debt": array("I", [7 * LINE_STRIDE, 7 * LINE_STRIDE + 3]), "collector": array("I", [7 * LINE_STRIDE])}
    assert best_line(literally("debt", "collector"), lines, 7) == (0, pytest.approx(1))


def test_lines_of_other_occupations_are_not_told(literally):
    lines = {"debt": array("I", [7 * LINE_STRIDE - 1, 8 * LINE_STRIDE])}
    assert best_line(literally("debt"), lines, 7) == (0, 0)
    assert best_line(literally("debt"), lines, 6) == (LINE_STRIDE - 1, 1)
    assert best_line(literally("debt"), lines, 8) == (0, 1)


def test_a_word_that_nothing_stands_for_is_nowhere(store):
    reading = next(readings(store, "zqxjkvword"))
    assert find_words(store, reading, None, ALL) == ({}, {}, {}, {})
    assert best_line(reading, {}, 1) == (0, 0)
