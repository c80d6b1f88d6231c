"""The words of the index: which there are, their kin, and what is like them in letters or in sound."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from string import ascii_lowercase

import pytest

from occlookup.catalog.lexicon import Lexicon
from occlookup.catalog.store import Store
from occlookup.index.words import content_words
from occlookup.sources.records import read_record


@pytest.fixture(scope="module")
def store(small_records):
    opened = Store(records=small_records, bundled=small_records.parent / "index.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def lexicon(store):
    return Lexicon(store)


@pytest.fixture(scope="module")
def vocabulary(store):
    return {text for (text,) in store.rows("SELECT text FROM word")}


@pytest.fixture(scope="module")
def titles_with(store):
    """By word, in how many titles it is."""
    return Counter(word for (text,) in store.rows("SELECT text FROM title") for word in {*content_words(text)})


@pytest.fixture
def questions(store, monkeypatch):
    """The questions that the index is asked from here on."""
    asked = []
    ask = store.rows
    monkeypatch.setattr(store, "rows", lambda question, *rest, **how: asked.append(question) or ask(question, *rest, **how))
    return asked


def one_edit_away(word):
    """What one wrong, missing, extra or swapped letter makes of a word, each way written out."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    missing = {head + tail[1:] for head, tail in cuts if tail}
    extra = {head + letter + tail for head, tail in cuts for letter in ascii_lowercase}
    wrong = {head + letter + tail[1:] for head, tail in cuts if tail for letter in ascii_lowercase}
    swapped = {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    return (missing | extra | wrong | swapped) - {word}


def test_only_words_of_the_index_are_known(lexicon):
    assert set(lexicon.known(["nurse", "zqxj", "neighbor", "nurses", ""])) == {"nurse", "neighbor"}


@pytest.mark.parametrize("word", ["nurse", "collector", "cook", "soubrette", "manager"])
def test_a_word_knows_in_how_many_titles_it_is(lexicon, titles_with, word):
    assert lexicon.known([word])[word].titles == titles_with[word] > 0


def test_a_word_of_texts_only_is_in_no_title(lexicon):
    neighbor = lexicon.known(["neighbor"])["neighbor"]
    assert (neighbor.titles, neighbor.in_texts) == (0, True)


def test_a_word_of_titles_only_is_in_no_text(lexicon):
    soubrette = lexicon.known(["soubrette"])["soubrette"]
    assert (soubrette.titles, soubrette.in_texts) == (1, False)


def test_the_rarer_the_heavier(lexicon, vocabulary):
    words = sorted(lexicon.known(vocabulary).values(), key=lambda word: word.titles)
    assert all(rarer.weight >= other.weight for rarer, other in pairwise(words))
    assert words[0].weight > 3 * words[-1].weight > 0


def test_more_words_than_one_question_may_have_are_all_found(lexicon, vocabulary):
    assert len(vocabulary) > 1000
    assert set(lexicon.known(sorted(vocabulary))) == vocabulary
    assert set(lexicon.kin(sorted(vocabulary))) == vocabulary


def test_the_index_is_asked_once_for_a_word_whether_it_has_it_or_not(lexicon, questions):
    first = lexicon.known(["nurse", "zqxj"])
    assert len(questions) == 1
    assert lexicon.known(["zqxj", "nurse"]) == first
    assert len(questions) == 1
    kin = lexicon.kin(["nurse", "zqxj"])
    assert (lexicon.kin(["nurse", "zqxj"]), len(questions)) == (kin, 2)
    assert set(lexicon.known(kin["nurse"])) == {*kin["nurse"]}
    assert len(questions) == 2


@pytest.mark.parametrize(
    ("word", "kin"),
    [
        ("nurse", {"nurse", "nursing"}),
        ("teacher", {"teach", "teacher", "teaching"}),
        ("collected", {"collect", "collection", "collector"}),
        ("bookkeeping", {"bookkeeper", "bookkeeping"}),
    ],
)
def test_kin_share_a_family(lexicon, word, kin):
    assert kin <= {*lexicon.kin([word])[word]}


def test_a_word_is_kin_of_itself_and_kin_are_kin_of_each_other(lexicon, vocabulary):
    kin = lexicon.kin(vocabulary)
    assert all(word in kin[word] for word in vocabulary)
    assert all(kin[other] == kin[word] for word in vocabulary for other in kin[word])


def test_what_is_no_kin_of_any_word_has_none(lexicon):
    assert lexicon.kin(["zqxj"]) == {"zqxj": []}


@pytest.mark.parametrize(
    "typed", ["nurs", "nursee", "unrse", "nurze", "nurse", "care", "cre", "lad", "tehcnician", "softwear", "cookk", "zqxj", "a"]
)
def test_one_letter_off_are_all_words_that_one_edit_makes(lexicon, vocabulary, typed):
    assert lexicon.one_letter_off(typed) == sorted(one_edit_away(typed) & vocabulary)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("medikal", "medical"), ("klerk", "clerk"), ("akountant", "accountant"), ("teknishun", "technician"), ("nurss", "nurse")],
)
def test_words_are_found_by_their_sound(lexicon, typed, meant):
    assert meant in lexicon.sounding_like(typed)


def test_of_those_that_sound_alike_the_word_of_most_titles_is_first(lexicon, titles_with):
    alike = lexicon.sounding_like("seprit")
    counts = [titles_with[word] for word in alike]
    assert {"support", "sport", "separate"} <= {*alike}
    assert counts == sorted(counts, reverse=True)


@pytest.mark.parametrize("typed", ["a", "aye", "hoo", "", "kare", "crew", "nite"])
def test_what_has_hardly_a_sound_sounds_like_nothing(lexicon, typed):
    assert lexicon.sounding_like(typed) == []


@pytest.mark.parametrize("letters", ["nu", "coll", "zq"])
def test_words_that_begin_with_letters(lexicon, vocabulary, letters):
    assert {*lexicon.beginning_with(letters)} == {word for word in vocabulary if word.startswith(letters)}


def test_meanings_of_words_and_pairs_stand_in_the_order_of_the_records(lexicon, small_records):
    records = {entry["word"]: entry["means"] for entry in read_record(small_records / "synonyms.toml")["synonyms"]}
    asked = ["doctor", "dog", "x ray", "rn", "nurse", "zqxj"]
    assert lexicon.meanings(asked) == {word: records[word] for word in asked if word in records}
    assert len(records["dog"]) > 1
    assert "x ray" in records
    assert lexicon.meanings([]) == {}
