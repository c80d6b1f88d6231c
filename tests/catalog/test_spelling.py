"""Repairs: which words a person may have meant, which are left as they are, and where a space is missing."""

from __future__ import annotations

from itertools import islice

import pytest

from occlookup.catalog.lexicon import Lexicon
from occlookup.catalog.spelling import NEVER_REPAIRED, completions, doubted, halves, likeness, repairs, trigrams
from occlookup.catalog.store import Store
from occlookup.index.words import STOP_WORDS


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
        opened = Store()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def lexicon(store):
    return Lexicon(store)


@pytest.fixture(scope="module")
def few_words(small_records):
    """The lexicon of the small records."""
    opened = Store(records=small_records, bundled=small_records.parent / "index.sqlite")
    yield Lexicon(opened)
    opened.close()


@pytest.fixture(scope="module")
def one_letter(lexicon):
    """What a word counts that one letter makes of the typed one, not the first."""
    return repairs(lexicon, "plumger")["plumber"]


def slips(word):
    """A wrong, a missing, an extra and a swapped letter at every place but the first."""
    for place in range(1, len(word) - 1):
        head, letter, tail = word[:place], word[place], word[place + 1 :]
        yield from (f"{head}x{tail}", f"{head}{tail}", f"{head}q{letter}{tail}", f"{head}{tail[0]}{letter}{tail[1:]}")


@pytest.mark.parametrize("typed", ["plumger", "plumbr", "plummber", "pulmber", "plumbre", "plumberr", "plumbwr"])
def test_each_of_the_four_slips_is_repaired(lexicon, typed, one_letter):
    assert 0 < repairs(lexicon, typed)["plumber"] == one_letter < 1


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("acountant", "accountant"),
        ("nruse", "nurse"),
        ("atorney", "attorney"),
        ("ckok", "cook"),
        ("lwyer", "lawyer"),
        ("mechenic", "mechanic"),
        ("registerd", "registered"),
        ("techer", "teacher"),
    ],
)
def test_what_people_mistype_is_repaired(lexicon, typed, meant):
    assert meant in repairs(lexicon, typed)


def test_every_slip_of_the_words_of_most_titles_is_repaired(lexicon, store):
    words = [text for (text,) in store.rows("SELECT text FROM word WHERE titles > 250 AND length(text) > 6")]
    typed = {(slip, word) for word in words for slip in slips(word) if slip != word}
    unknown = [(slip, word) for slip, word in sorted(typed) if not lexicon.known([slip])]
    assert len(unknown) > 1000
    assert [(slip, word) for slip, word in unknown if word not in repairs(lexicon, slip)] == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("olumber", "plumber"), ("lpumber", "plumber"), ("bnurse", "nurse"), ("urse", "nurse"), ("unrse", "nurse")],
)
def test_a_repair_of_the_first_letter_counts_less(lexicon, typed, meant, one_letter):
    assert 0 < repairs(lexicon, typed)[meant] < one_letter


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("fizical", "physical"),
        ("sykologist", "psychologist"),
        ("mekanik", "mechanic"),
        ("akowntant", "accountant"),
        ("fotografer", "photographer"),
        ("electrishian", "electrician"),
        ("kemist", "chemist"),
        ("skool", "school"),
    ],
)
def test_words_that_sound_alike(lexicon, typed, meant, one_letter):
    assert 0 < repairs(lexicon, typed)[meant] < one_letter


@pytest.mark.parametrize(("typed", "heard"), [("akter", "actor"), ("nolej", "knowledge"), ("makanik", "mechanic")])
def test_what_sounds_alike_but_looks_like_little_of_it_is_not_meant(lexicon, typed, heard):
    assert heard in lexicon.sounding_like(typed)
    assert likeness(trigrams(typed), trigrams(heard)) < 0.3
    assert heard not in repairs(lexicon, typed)


def test_what_sounds_alike_is_at_most_two_letters_longer_or_shorter(lexicon, store):
    alike = {
        (word, other)
        for (word,) in store.rows("SELECT text FROM word WHERE titles > 100 AND length(text) > 7")
        for typed in (word.replace("i", "aii"), word.replace("e", "eeea"), word.replace("o", "ooo"))
        for other in (repairs(lexicon, typed) if not lexicon.known([typed]) else ())
        if abs(len(typed) - len(other)) > 2
    }
    assert alike == set()
    assert "chocolate" in lexicon.sounding_like("kwality")
    assert "chemist" in repairs(lexicon, "keemist")
    assert "chemist" in lexicon.sounding_like("keeeeemist")
    assert "chemist" not in repairs(lexicon, "keeeeemist")


@pytest.mark.parametrize(
    ("typed", "meant"), [("plumbxyr", "plumber"), ("electrizion", "electrician"), ("accountemd", "accountant")]
)
def test_a_long_word_two_letters_off_that_begins_alike(lexicon, typed, meant):
    assert 0 < repairs(lexicon, typed)[meant] < repairs(lexicon, "fizical")["physical"]


@pytest.mark.parametrize("typed", ["qlumbxyr", "pqumbxyr", "zarpinder", "coxyk"])
def test_two_letters_off_is_too_much_at_the_beginning_and_for_short_words(lexicon, typed):
    assert not {"plumber", "carpenter", "cook"} & {*repairs(lexicon, typed)}


def test_two_first_letters_are_not_enough_alike(lexicon):
    assert lexicon.beginning_with("pl")
    assert repairs(lexicon, "plxyzqwv") == {}


def test_two_letters_off_are_no_repair_where_one_is(lexicon):
    assert {"carpenter", "carpentry"} <= {*repairs(lexicon, "carpentyrs")}
    # the third sounds alike
    assert {*repairs(lexicon, "carpentyr")} == {"carpenter", "carpentry", "carpintero"}


@pytest.mark.parametrize("word", ["nurse", "able", "acne", "acre", "anger", "around", "assembled", "advance", "aboard"])
def test_a_word_that_a_text_has_is_never_repaired(lexicon, word):
    assert lexicon.known([word])[word].in_texts
    assert lexicon.one_letter_off(word)
    assert repairs(lexicon, word) == {}


@pytest.mark.parametrize(("word", "meant"), [("adjustor", "adjuster"), ("advisory", "advisor"), ("barbed", "barber")])
def test_a_rare_word_of_titles_may_be_a_slip_of_a_common_one(lexicon, word, meant, one_letter):
    assert lexicon.known([word])[word].titles * 10 < lexicon.known([meant])[meant].titles
    assert 0 < repairs(lexicon, word)[meant] < one_letter


@pytest.mark.parametrize("word", ["servicer", "sitter", "computed", "supervisor"])
def test_a_common_word_of_titles_is_no_slip(lexicon, word):
    assert repairs(lexicon, word) == {}


@pytest.mark.parametrize(("word", "other"), [("antiquer", "antique"), ("archery", "archer"), ("aliner", "aligner")])
def test_a_rare_word_of_titles_is_no_slip_of_one_nearly_as_rare(lexicon, word, other):
    assert not lexicon.known([word])[word].in_texts
    assert other in lexicon.one_letter_off(word)
    assert other not in repairs(lexicon, word)


@pytest.mark.parametrize("typed", ["", "q", "zq", "nx", "cq", "cok", "mna", "thr", "crw"])
def test_three_letters_are_not_guessed_at(lexicon, typed):
    assert len(typed) < 3 or lexicon.one_letter_off(typed)
    assert repairs(lexicon, typed) == {}


def test_no_slip_leads_to_an_abbreviation(lexicon, store):
    short = [text for (text,) in store.rows("SELECT text FROM word WHERE NOT in_small_letters AND length(text) > 3")]
    typed = {slip for word in short for slip in slips(word)} - {*short}
    unknown = typed - {*lexicon.known(sorted(typed))}
    assert len(unknown) > 500
    assert [slip for slip in sorted(unknown) if not {*short}.isdisjoint(repairs(lexicon, slip))] == []
    assert any(not {*short}.isdisjoint(lexicon.one_letter_off(slip)) for slip in unknown)


def test_an_abbreviation_that_stands_in_small_letters_too_may_be_meant(lexicon):
    assert lexicon.known(["hvac"])["hvac"].in_small_letters
    assert "hvac" in repairs(lexicon, "hvca")


@pytest.mark.parametrize("word", sorted(NEVER_REPAIRED))
def test_some_words_are_never_taken_for_a_slip(lexicon, word):
    assert repairs(lexicon, word) == {}
    assert list(doubted(lexicon, [word])) == []


def test_among_those_are_words_that_would_be_taken_for_one(lexicon):
    near = {word for word in NEVER_REPAIRED if not lexicon.known([word]) and len(word) > 3 and lexicon.one_letter_off(word)}
    assert {"rape", "whore"} & near
    assert len(near) > 10


def test_of_a_short_word_the_first_letter_is_doubted_only_for_common_words(lexicon):
    assert lexicon.known(["mime"])["mime"].titles < 30 < lexicon.known(["time"])["time"].titles
    assert "time" in repairs(lexicon, "xime")
    assert "mime" not in repairs(lexicon, "xime")


def test_two_swapped_letters_are_believed_of_a_short_rare_word(lexicon):
    assert lexicon.known(["mime"])["mime"].titles < 30
    assert "mime" in repairs(lexicon, "imme")


@pytest.mark.parametrize("word", ["the", "person", "working", "somebody", "who", "their", "would"])
def test_a_stop_word_is_no_slip(lexicon, word):
    assert repairs(lexicon, word) == {}


@pytest.mark.parametrize("typed", ["mann", "maan", "doo", "teh", "wrok", "persson", "peoplr"])
def test_no_stop_word_is_meant(lexicon, typed):
    assert not lexicon.known([typed])
    assert STOP_WORDS.isdisjoint(repairs(lexicon, typed))


@pytest.mark.parametrize("typed", ["cokk", "nite", "thred", "plumbr", "veterinerien", "electrizion"])
def test_repairs_are_words_of_the_index_ten_at_the_most_the_likeliest_first(lexicon, typed):
    found = repairs(lexicon, typed)
    assert 0 < len(found) <= 10
    assert typed not in found
    assert set(lexicon.known(found)) == set(found)
    assert list(found.values()) == sorted(found.values(), reverse=True)


def test_of_equally_likely_repairs_the_word_of_most_titles_is_first(lexicon, one_letter):
    found = repairs(lexicon, "cokk")
    titles = [lexicon.known([word])[word].titles for word, share in found.items() if share == one_letter]
    assert len(titles) > 2
    assert next(iter(found)) == "cook"
    assert titles == sorted(titles, reverse=True)


@pytest.mark.parametrize(
    ("typed", "both"),
    [
        ("truckdriver", ("truck", "driver")),
        ("registerednurse", ("registered", "nurse")),
        ("salesmanager", ("sales", "manager")),
        ("jobtraining", ("job", "training")),
        ("taxman", ("tax", "man")),
        ("equalbopportunity", ("equal", "opportunity")),
        ("truck1driver", ("truck", "driver")),
    ],
)
def test_a_missing_space_or_a_letter_in_its_place(lexicon, typed, both):
    assert halves(lexicon, typed) == both


@pytest.mark.parametrize("typed", ["antique", "bookkeeper", "schoolteacher", "policeman"])
def test_a_known_word_is_no_two(lexicon, typed):
    assert lexicon.known([typed])
    assert halves(lexicon, typed) is None


@pytest.mark.parametrize("typed", ["antique", "ofnurse", "anactor", "carb", "nurse", "zqxjkvword", ""])
def test_what_is_no_two_words_of_titles_stays_one(few_words, typed):
    assert halves(few_words, typed) is None


def test_both_halves_are_words_of_several_titles(few_words):
    assert few_words.known(["soubrette"])["soubrette"].titles == 1
    assert halves(few_words, "soubrettenurse") is None
    assert halves(few_words, "registerednurse") == ("registered", "nurse")


@pytest.mark.parametrize(
    ("typed", "other", "both"),
    [
        ("firemanager", ("fireman", "ager"), ("fire", "manager")),
        ("softwarehouse", ("soft", "warehouse"), ("software", "house")),
        ("cardriver", ("card", "river"), ("car", "driver")),
    ],
)
def test_of_several_cuts_the_one_with_the_commoner_words(lexicon, typed, other, both):
    assert lexicon.known([*other, *both]).keys() == {*other, *both}
    assert halves(lexicon, typed) == both


def test_a_short_known_word_is_doubted(lexicon):
    said = list(doubted(lexicon, ["arm", "manager"]))
    assert ["farm", "manager"] in said
    assert ["arm", "manager"] not in said


def test_one_word_at_a_time_is_doubted_and_no_stop_word(lexicon):
    words = ["the", "arm", "registered", "nurse"]
    said = list(doubted(lexicon, words))
    changed = {tuple(place for place in range(4) if other[place] != words[place]) for other in said}
    assert changed == {(1,), (3,)}


@pytest.mark.parametrize(
    ("words", "meant"),
    [(["former", "manager"], ["farmer", "manager"]), (["customer", "serviced"], ["customer", "service"])],
)
def test_a_long_word_is_doubted_too(lexicon, words, meant):
    said = list(doubted(lexicon, words))
    assert meant in said
    assert words not in said


@pytest.mark.parametrize("word", ["it", "rn", "kill", "hurt", "drunk", "the", "person"])
def test_neither_two_letters_nor_a_word_that_hurts_nor_a_stop_word_is_doubted(lexicon, word):
    assert lexicon.one_letter_off(word)
    assert list(doubted(lexicon, [word])) == []


# Clipped words


@pytest.mark.parametrize(
    ("typed", "whole"),
    [("pharmac", "pharmacist"), ("cardiovasc", "cardiovascular"), ("anesth", "anesthesiologist"), ("elec", "electrician")],
)
def test_a_clipped_word_is_completed(lexicon, typed, whole):
    assert whole in completions(lexicon, typed)


@pytest.mark.parametrize("typed", ["pharmac", "elec", "veterin", "thr", "cust", "supe"])
def test_completions_are_words_of_several_titles_the_commonest_first_and_eight_at_the_most(lexicon, typed):
    found = completions(lexicon, typed)
    known = lexicon.known(found)
    titles = [known[word].titles for word in found]
    assert 0 < len(found) <= 8
    assert all(word.startswith(typed) and known[word].in_small_letters for word in found)
    assert titles == sorted(titles, reverse=True)
    assert titles[-1] >= 3
    others = lexicon.known(lexicon.beginning_with(typed)).values()
    left_out = [word.titles for word in others if word.text not in found and word.in_small_letters]
    assert max(left_out, default=0) <= titles[-1] if len(found) == 8 else max(left_out, default=0) < 3


@pytest.mark.parametrize("typed", ["", "p", "ph", "nurse", "electric", "phleb", "zqx"])
def test_two_letters_and_known_words_and_what_nothing_begins_with_are_not_completed(lexicon, typed):
    assert completions(lexicon, typed) == []


def test_the_words_of_most_titles_are_doubted_for_first(lexicon):
    others = [word for word, _ in islice(doubted(lexicon, ["arm", "manager"]), 5)]
    titles = [lexicon.known([word])[word].titles for word in others]
    assert len(others) == 5
    assert titles == sorted(titles, reverse=True)


def test_trigrams_have_the_edges_of_a_text():
    assert trigrams("cab") == {"  c", " ca", "cab", "ab "}
    assert trigrams("a b") == {"  a", " a ", "a b", " b "}
    assert trigrams("aaaa") == {"  a", " aa", "aaa", "aa "}


def test_likeness_is_dice():
    # "night" and "nacht" have six each, and share "  n" and "ht "
    assert likeness(trigrams("night"), trigrams("nacht")) == pytest.approx(2 * 2 / 12)
    # "cook" has five, "cooks" six; all of "cook" but "ok " are in both
    assert likeness(trigrams("cook"), trigrams("cooks")) == pytest.approx(2 * 4 / 11)
    assert likeness(trigrams("nurse"), trigrams("nurse")) == 1
    assert likeness(trigrams("nurse"), trigrams("cook")) == 0
