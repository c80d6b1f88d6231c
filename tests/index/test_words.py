"""The words that search compares: what is one word, one family, one letter off, one sound."""

from __future__ import annotations

import random
import string
from itertools import combinations, pairwise, product

import pytest

from occlookup.index.words import (
    LIGHT_WORDS,
    STOP_WORDS,
    UNKIND_WORDS,
    content_words,
    family,
    is_one_letter_off,
    one_letter_less,
    plain_words,
    search_words,
    singular,
    slip_key,
    sound,
)

LETTERS = "abc"
SHORT_WORDS = ["".join(letters) for length in range(5) for letters in product(LETTERS, repeat=length)]


def deletions(word):
    return {word[:place] + word[place + 1 :] for place in range(len(word))}


def edits(word):
    """All that one edit makes of a word, by writing them all down."""
    places = range(len(word))
    substituted = {word[:place] + letter + word[place + 1 :] for place in places for letter in LETTERS}
    inserted = {word[:place] + letter + word[place:] for place in range(len(word) + 1) for letter in LETTERS}
    swapped = {
        word[:place] + second + first + word[place + 2 :]
        for place, (first, second) in zip(places, pairwise(word), strict=False)
    }
    return (deletions(word) | substituted | inserted | swapped) - {word}


# Words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("IT manager", ["it", "manager"]),
        ("it support", ["it", "support"]),
        ("It support", ["it", "support"]),
        ("it", ["it"]),
        ("Manager of IT", ["manager", "of", "it"]),
        ("help-desk/IT/network", ["help", "desk", "it", "network"]),
        ("the IT guy who fixes it", ["the", "it", "guy", "who", "fixes", "it"]),
        ("fix it", ["fix"]),
        ("Design it and build it", ["design", "and", "build"]),
        ("what is it", ["what", "is"]),
        ("It is I who fix it", ["it", "is", "i", "who", "fix", "it"]),
        ("its owner", ["its", "owner"]),
        ("ITS engineer", ["its", "engineer"]),
        ("kitty sitter", ["kitty", "sitter"]),
    ],
)
def test_it_is_a_word_only_as_information_technology(text, words):
    assert plain_words(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Café & Bar", ["cafe", "and", "bar"]),
        ("Résumé Writers", ["resume", "writers"]),
        ("R&D", ["r", "and", "d"]),
        ("Children's Nurse", ["childrens", "nurse"]),
        ("Children\u2019s Nurse", ["childrens", "nurse"]),
        ("C++ Developer (Sr.)", ["c", "developer", "sr"]),
        ("\uff2e\uff35\uff32\uff33\uff25", ["nurse"]),
        ("\u0646\u0631\u0633 nurse", ["\u0646\u0631\u0633", "nurse"]),
        ("nurse\ud800", ["nurse"]),
        ("", []),
        (" -- !? ", []),
    ],
)
def test_case_accents_and_punctuation_do_not_matter(text, words):
    assert plain_words(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("H.V.A.C.", ["hvac"]),
        ("h v a c", ["hvac"]),
        ("c p a", ["cpa"]),
        ("C. P. A. jobs", ["cpa", "jobs"]),
        ("9-1-1", ["911"]),
        ("9-1-1 Operator", ["911", "operator"]),
        ("night R.N.", ["night", "rn"]),
        ("R.N., L.P.N. nurse", ["rnlpn", "nurse"]),
        ("I.T. manager", ["it", "manager"]),
        ("R&D", ["r", "and", "d"]),
        ("x ray", ["x", "ray"]),
        ("plan b cook", ["plan", "b", "cook"]),
        ("a", ["a"]),
    ],
)
def test_single_letters_in_a_row_are_one_word(text, words):
    assert plain_words(text) == words


def test_two_names_of_one_letter_stay_two():
    assert plain_words("C++ / C# Developer (Sr.)") == ["c", "c", "developer", "sr"]


@pytest.mark.parametrize("word", sorted(LIGHT_WORDS | UNKIND_WORDS))
def test_words_that_the_lists_have_are_as_search_compares_them(word):
    assert singular(word) == word
    assert word.islower()


def test_no_word_says_little_that_names_a_job():
    assert LIGHT_WORDS.isdisjoint({"nurse", "cook", "driver", "teach", "clean", "paint", "weld", "drive", "care"})
    assert UNKIND_WORDS.isdisjoint(LIGHT_WORDS | STOP_WORDS)


def test_search_words_are_singular_and_keep_their_order_and_the_stop_words():
    assert search_words("The Nurses of the Ladies & Workmen") == ["the", "nurse", "of", "the", "lady", "and", "workman"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the person who fits hearing aids", ["fit", "hearing", "aid"]),
        ("I want to work with animals", ["animal"]),
        ("people who fix it", ["fix"]),
        ("IT jobs", ["it"]),
        ("Bed & Breakfast Owners", ["bed", "breakfast", "owner"]),
        ("nurse nurse nurses", ["nurse", "nurse", "nurse"]),
    ],
)
def test_content_words_say_something_of_a_job(text, words):
    assert content_words(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [("of the", ["of", "the"]), ("What jobs?", ["what", "job"]), ("me", ["me"]), ("do it", ["do"]), ("", []), ("...", [])],
)
def test_of_stop_words_alone_all_are_kept(text, words):
    assert content_words(text) == words


def test_every_stop_word_is_left_out_beside_another_word():
    assert [word for word in sorted(STOP_WORDS) if content_words(f"nurse {word}") != ["nurse"]] == []


# Singular


@pytest.mark.parametrize(
    ("plural", "word"),
    [
        ("nurses", "nurse"),
        ("drivers", "driver"),
        ("aides", "aide"),
        ("aids", "aid"),
        ("bosses", "boss"),
        ("glasses", "glass"),
        ("boxes", "box"),
        ("coaches", "coach"),
        ("brushes", "brush"),
        ("ladies", "lady"),
        ("secretaries", "secretary"),
        ("ties", "tie"),
        ("workmen", "workman"),
        ("women", "woman"),
        ("firemen", "fireman"),
        ("vets", "vet"),
        ("horses", "horse"),
        ("employees", "employee"),
        ("shoes", "shoe"),
        ("toes", "toe"),
        ("potatoes", "potato"),
        ("heroes", "hero"),
    ],
)
def test_plurals_become_singular(plural, word):
    assert singular(plural) == word
    assert singular(word) == word


@pytest.mark.parametrize(
    "word", ["boss", "business", "glass", "bus", "gas", "campus", "analysis", "tennis", "its", "is", "vet", "specimen", "s", ""]
)
def test_what_only_ends_as_plurals_do_stays(word):
    assert singular(word) == word


# Families


@pytest.mark.parametrize(
    "words",
    [
        ("teach", "teacher", "teaching"),
        ("repair", "repairer", "repairman", "repairing"),
        ("nurse", "nursing"),
        ("care", "carer", "caring"),
        ("drive", "driver", "driving"),
        ("bake", "baker", "baking"),
        ("weave", "weaver", "weaving"),
        ("handle", "handler", "handling"),
        ("charge", "charger", "charging"),
        ("plan", "planner", "planning"),
        ("plane", "planer", "planing"),
        ("swim", "swimmer", "swimming"),
        ("sell", "seller", "selling"),
        ("press", "presser", "pressman"),
        ("wind", "winder", "winding"),
        ("sew", "sewing"),
        ("farm", "farmer", "farming"),
        ("manage", "manager", "management", "managing"),
        ("apply", "applied", "applier"),
        ("copy", "copier", "copyist", "copying"),
        ("engineer", "engineering"),
        ("art", "artist"),
        ("organize", "organizer", "organizing", "organization"),
        ("education", "educator"),
        ("electric", "electrical", "electrician"),
        ("technical", "technician"),
        ("statistical", "statistician"),
        ("photographer", "photography", "photographic"),
        ("psychologist", "psychology", "psychological"),
        ("psychiatrist", "psychiatry", "psychiatric"),
        ("secretary", "secretarial"),
        ("police", "policeman", "policewoman"),
        ("sale", "salesman", "saleswoman", "salesperson", "salespeople"),
        ("fire", "fireman"),
    ],
)
def test_related_forms_share_a_family(words):
    assert len({family(word) for word in words}) == 1


@pytest.mark.parametrize(
    "words",
    [
        ("car", "care", "career", "cart"),
        ("engine", "engineer"),
        ("office", "officer"),
        ("plan", "plane", "plant"),
        ("nurse", "nursery"),
        ("meter", "metal", "meet", "met"),
        ("medical", "medal", "media"),
        ("bar", "bare", "barber", "bargain"),
        ("water", "waiter"),
        ("master", "mast"),
        ("matter", "mat", "mate"),
        ("counter", "count", "county"),
        ("customer", "custom"),
        ("department", "depart"),
        ("general", "generate", "gene"),
        ("hospital", "hospice"),
        ("station", "state", "statement"),
        ("personal", "person", "personnel"),
        ("porter", "port"),
        ("poster", "post"),
        ("tower", "tow"),
        ("sewer", "sew"),
        ("motor", "mote"),
        ("winter", "win", "wine"),
        ("wing", "win"),
        ("king", "kin"),
        ("ring", "string", "spring"),
        ("build", "building"),
        ("human", "hum"),
        ("german", "germ"),
        ("butler", "butt"),
        ("union", "unit"),
        ("baker", "banker", "barker"),
        ("writer", "waiter"),
        ("principal", "prince"),
    ],
)
def test_words_that_have_nothing_to_do_with_each_other_do_not(words):
    alike = [(word, other) for word, other in combinations(words, 2) if family(word) == family(other)]
    assert alike == []


@pytest.mark.parametrize("word", ["vet", "spa", "bus", "car", "law", "it", "c", "ing", ""])
def test_a_short_word_is_its_own_family(word):
    assert family(word) == word


# One letter


@pytest.mark.parametrize(
    ("word", "less"), [("vet", {"et", "vt", "ve"}), ("tool", {"ool", "tol", "too"}), ("aa", {"a"}), ("a", {""}), ("", set())]
)
def test_one_letter_less(word, less):
    assert one_letter_less(word) == less


@pytest.mark.parametrize(
    ("word", "other"), [("nurse", "nures"), ("nurse", "nurs"), ("nurse", "nurrse"), ("nurse", "purse"), ("a", "b"), ("", "a")]
)
def test_slips_are_one_letter_off(word, other):
    assert is_one_letter_off(word, other)


@pytest.mark.parametrize(
    ("word", "other"), [("nurse", "nurse"), ("nurse", "nuress"), ("nurse", "sunre"), ("nurse", "nu"), ("abc", "cba"), ("", "")]
)
def test_the_same_word_and_a_farther_one_are_not(word, other):
    assert not is_one_letter_off(word, other)


def test_one_letter_off_is_what_one_edit_makes():
    for word in SHORT_WORDS:
        assert {other for other in SHORT_WORDS if is_one_letter_off(word, other)} == edits(word).intersection(SHORT_WORDS)


def test_one_letter_off_goes_both_ways():
    for word, other in combinations(SHORT_WORDS, 2):
        assert is_one_letter_off(word, other) == is_one_letter_off(other, word)


def test_words_one_letter_off_share_a_slip_key():
    for word, other in combinations(SHORT_WORDS, 2):
        if is_one_letter_off(word, other):
            keys, others = ({slip_key(form) for form in {form, *one_letter_less(form)}} for form in (word, other))
            assert not keys.isdisjoint(others), (word, other)


def test_a_slip_key_is_a_number_that_sqlite_takes_even_of_half_a_character():
    keys = [slip_key(word) for word in ("", "nurse", "\u00f1", "\ud800", "x" * 10_000)]
    assert all(0 <= key < 2**32 for key in keys)
    assert len(set(keys)) == len(keys)


# Sound


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("fizical", "physical"),
        ("mekanik", "mechanic"),
        ("sychologist", "psychologist"),
        ("farmasist", "pharmacist"),
        ("fotografer", "photographer"),
        ("elektrishun", "electrician"),
        ("technishun", "technician"),
        ("optishun", "optician"),
        ("akountant", "accountant"),
        ("ingineer", "engineer"),
        ("vetrinarian", "veterinarian"),
        ("kemist", "chemist"),
        ("docter", "doctor"),
        ("lawer", "lawyer"),
        ("teecher", "teacher"),
        ("thearapist", "therapist"),
        ("skedule", "schedule"),
        ("sirkus", "circus"),
        ("colage", "college"),
        ("nolej", "knowledge"),
        ("nite", "knight"),
        ("rite", "write"),
        ("zylofone", "xylophone"),
        ("weldder", "welder"),
    ],
)
def test_words_written_as_they_sound_sound_alike(typed, word):
    assert sound(typed) == sound(word)


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("nurse", "pilot"),
        ("writer", "rider"),
        ("doctor", "lawyer"),
        ("welder", "builder"),
        ("teacher", "preacher"),
        ("cook", "clerk"),
        ("mechanic", "machinist"),
        ("physicist", "pharmacist"),
        ("optician", "electrician"),
        ("baker", "banker"),
        ("singer", "signer"),
        ("surgeon", "sergeant"),
    ],
)
def test_other_words_sound_otherwise(word, other):
    assert sound(word) != sound(other)


def test_no_word_of_letters_is_without_a_sound():
    words = ("".join(letters) for length in (1, 2, 3) for letters in product(string.ascii_lowercase, repeat=length))
    assert [word for word in words if not sound(word)] == []


def test_the_sound_of_long_nonsense_comes_to_an_end():
    chance = random.Random(20260)
    assert sound("".join(chance.choices(string.printable, k=100_000)))
