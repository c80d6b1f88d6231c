"""Readings: what a query may mean, what stands for each of its words, and how much less that counts."""

from __future__ import annotations

import pytest

from occlookup.catalog.store import Store
from occlookup.catalog.wording import readings
from occlookup.index.locate import RECORDS
from occlookup.index.words import STOP_WORDS, is_one_letter_off, search_words, singular
from occlookup.sources.records import read_record


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
        opened = Store()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def meanings():
    """By word, what people mean by it, the likeliest first: the project's own list."""
    return {entry["word"]: entry["means"] for entry in read_record(RECORDS / "synonyms.toml")["synonyms"]}


def texts(store, typed):
    return [reading.text for reading in readings(store, typed)]


def plainest(store, typed):
    return next(readings(store, typed))


def term(store, typed):
    """The term of a single word."""
    (only,) = plainest(store, typed).terms
    return only


def terms(store, typed):
    return [term.typed for term in plainest(store, typed).terms]


@pytest.mark.parametrize("typed", ["registered nurse", "rn", "plumbr", "truckdriver", "book keeper", "pre k teacher"])
def test_the_first_reading_is_as_typed_and_no_other_counts_as_much(store, typed):
    first, *others = readings(store, typed)
    assert (first.factor, first.respaced) == (1, False)
    assert all(0.9 < other.factor < 1 for other in others)


def test_the_words_of_a_reading_are_those_that_say_something_in_the_singular(store):
    reading = plainest(store, "People of Registered Nurses!")
    assert reading.words == ("people", "of", "registered", "nurse")
    assert reading.text == "people of registered nurse"
    assert [term.typed for term in reading.terms] == ["registered", "nurse"]
    assert reading.weight == pytest.approx(sum(term.weight for term in reading.terms))


def test_all_stop_words_are_words_of_the_reading(store):
    assert plainest(store, "The people who are Registered Nurses!").text == "the people who are registered nurse"


def test_a_word_said_twice_is_one_term(store):
    assert terms(store, "nurses and nurse nurse") == ["nurse"]


@pytest.mark.parametrize(
    ("typed", "written_out"),
    [
        ("RN", "registered nurse"),
        ("CDL", "truck driver"),
        ("cdl jobs", "truck driver job"),
        ("L.P.N.", "licensed practical nurse"),
        ("c p a", "certified public accountant"),
        ("H.V.A.C. tech", "heating ventilation air conditioning tech"),
        ("night RN", "night registered nurse"),
        ("LPN", "licensed practical nurse"),
    ],
)
def test_an_abbreviation_is_written_out(store, typed, written_out):
    first, *others = readings(store, typed)
    assert not first.written_out
    (found,) = [reading for reading in others if reading.text == written_out]
    assert (found.written_out, found.respaced) == (True, False)


@pytest.mark.parametrize(
    ("typed", "written_out"),
    [
        ("pre-K teacher", "preschool teacher"),
        ("X-ray", "radiologic technologist"),
        ("OB/GYN", "obstetrician gynecologist"),
    ],
)
def test_two_words_may_be_one_abbreviation(store, typed, written_out):
    assert written_out in texts(store, typed)


@pytest.mark.parametrize(
    ("typed", "spaced"),
    [
        ("truckdriver", "truck driver"),
        ("truckdrivers", "truck driver"),
        ("a truckdriver job", "a truck driver job"),
        ("equalbopportunity officer", "equal opportunity officer"),
        ("taxman", "tax man"),
    ],
)
def test_a_missing_space_is_put_in(store, typed, spaced):
    assert [reading.text for reading in readings(store, typed) if reading.respaced] == [spaced]


@pytest.mark.parametrize(
    ("typed", "joined"), [("book keeper", "bookkeeper"), ("book keepers", "bookkeeper"), ("old police man", "old policeman")]
)
def test_an_extra_space_is_taken_out(store, typed, joined):
    assert joined in [reading.text for reading in readings(store, typed) if reading.respaced]


@pytest.mark.parametrize(("typed", "moved"), [("grou ptherapist", "group therapist"), ("truckd river", "truck driver")])
def test_a_space_in_the_wrong_place_is_moved(store, typed, moved):
    assert moved in [reading.text for reading in readings(store, typed) if reading.respaced]


@pytest.mark.parametrize(
    "typed",
    [
        "cook in schools",
        "paint in offices",
        "sell in shops",
        "R and D",
    ],
)
def test_a_space_beside_a_stop_word_stays(store, typed):
    assert not any(reading.respaced for reading in readings(store, typed))


@pytest.mark.parametrize("typed", ["registered nurse", "truck driver", "farm manager", "antique repairer"])
def test_a_query_that_needs_no_change_has_one_reading(store, typed):
    assert texts(store, typed) == [typed]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("plumbr", "plumber"),
        ("registerd nurse", "registered nurse"),
        ("a registerd nurses job", "a registered nurse job"),
        ("mekanik", "mechanic"),
    ],
)
def test_the_text_of_a_reading_is_spelled_right(store, typed, text):
    assert plainest(store, typed).text == text


def test_a_repaired_word_stays_as_typed_in_its_term(store):
    registered, nurse = plainest(store, "registerd nurse").terms
    assert (registered.typed, nurse.typed) == ("registerd", "nurse")
    assert "registered" in registered.slips <= registered.mended
    assert "registerd" not in registered.stands_for
    assert (nurse.slips, nurse.mended) == (frozenset(), frozenset())
    assert next(iter(registered.stands_for)) == "registered"


@pytest.mark.parametrize("word", ["nurse", "teacher", "cook", "dog", "doctor"])
def test_a_known_word_counts_in_full_and_whatever_stands_for_it_less(store, word):
    said = term(store, word)
    others = {other: share for other, share in said.stands_for.items() if other != word}
    assert said.stands_for[word] == 1
    assert others
    assert all(0 < share < 1 for share in others.values())


@pytest.mark.parametrize(
    ("word", "kin"), [("nurse", "nursing"), ("teacher", "teaching"), ("driver", "driving"), ("police", "policeman")]
)
def test_kin_count_less_than_the_word(store, word, kin):
    assert 0 < term(store, word).stands_for[kin] < 1


def test_kin_of_a_repaired_word_count_less_than_kin_and_than_the_repair(store):
    stands_for = term(store, "plumbrr").stands_for
    assert "plumbing" in term(store, "plumber").stands_for
    assert 0 < stands_for["plumbing"] < min(stands_for["plumber"], term(store, "plumber").stands_for["plumbing"])


@pytest.mark.parametrize(
    ("word", "meaning"), [("doctor", "physician"), ("lawyer", "attorney"), ("cop", "police"), ("dog", "animal")]
)
def test_an_everyday_word_stands_for_what_titles_say(store, word, meaning):
    assert 0 < term(store, word).stands_for[meaning] < 1


@pytest.mark.parametrize("word", ["dog", "acct", "admin"])
def test_its_second_meaning_counts_less_than_its_first(store, meanings, word):
    first, second = meanings[word][:2]
    stands_for = term(store, word).stands_for
    assert 0 < stands_for[second] < stands_for[first] < 1


def test_what_mends_a_slip_is_the_repair_and_its_kin(store):
    plumber = term(store, "plumbrr")
    assert "plumber" in plumber.slips
    assert {"plumber", "plumbing"} <= plumber.mended
    assert "plumbing" not in plumber.slips
    assert plumber.mended <= {*plumber.stands_for}


@pytest.mark.parametrize(("typed", "kin"), [("kindergartened", "kindergarten"), ("plumbist", "plumber")])
def test_an_unknown_form_of_a_known_family_is_no_slip(store, typed, kin):
    found = term(store, typed)
    assert (found.slips, found.mended) == (frozenset(), frozenset())
    assert typed not in found.stands_for
    assert found.stands_for[kin] == 0.75


def test_a_slip_that_only_looks_like_a_form_of_another_word_is_repaired(store):
    assert plainest(store, "registred nurse").text == "registered nurse"


@pytest.mark.parametrize(
    ("typed", "whole"), [("elec", "electrician"), ("cardiovasc", "cardiovascular"), ("anesth", "anesthesia")]
)
def test_the_whole_of_a_clipped_word_counts_less_than_the_word_and_is_no_slip(store, typed, whole):
    found = plainest(store, f"{typed} technician").terms[0]
    assert found.typed == typed
    assert found.stands_for[whole] == pytest.approx(0.7)
    assert whole not in found.slips


def test_a_word_that_says_little_weighs_less_beside_others(store):
    (alone,) = plainest(store, "make").terms
    beside, cars = plainest(store, "make cars").terms
    assert beside.weight == pytest.approx(0.7 * alone.weight)
    assert cars.weight == term(store, "car").weight
    assert beside.stands_for == alone.stands_for


def test_a_list_of_light_words_weighs_as_much_as_any(store):
    words = plainest(store, "make sell help").terms
    assert [said.weight for said in words] == pytest.approx([0.7 * term(store, said.typed).weight for said in words])


@pytest.mark.parametrize("typed", ["perosn", "poeple", "peson", "somone", "a perosn", "woking"])
def test_a_stop_word_with_a_slip_says_nothing(store, typed):
    assert texts(store, typed) == []


@pytest.mark.parametrize("typed", ["perosn who cooks", "poeple who cook", "somone who cooks"])
def test_beside_others_it_is_left_out(store, typed):
    assert terms(store, typed) == ["cook"]


@pytest.mark.parametrize("word", ["worm", "pork", "line"])
def test_a_known_word_near_a_stop_word_is_itself(store, word):
    assert any(is_one_letter_off(word, other) for other in STOP_WORDS if len(other) > 3)
    assert terms(store, f"{word} nurse") == [word, "nurse"]


@pytest.mark.parametrize(
    ("typed", "meaning"),
    [("peds", "pediatric"), ("stats", "statistician"), ("clothes", "apparel"), ("teeth", "dental"), ("feet", "podiatric")],
)
def test_an_entry_in_the_plural_is_heeded_in_either_number(store, meanings, typed, meaning):
    assert meanings[typed]
    assert set(term(store, typed).stands_for) == set(term(store, singular(typed)).stands_for)
    assert any(0 < term(store, typed).stands_for.get(other, 0) < 1 for other in (meaning, *meanings[typed]))


@pytest.mark.parametrize(
    ("typed", "written_out"),
    [("phys ed", "physical education"), ("usps", "postal service"), ("phys ed teacher", "physical education teacher")],
)
def test_an_entry_that_only_ends_as_plurals_do_is_heeded(store, typed, written_out):
    assert written_out in texts(store, typed)


def test_every_entry_of_the_list_is_heeded(store, meanings):
    unheeded = []
    for word, (meaning, *_) in meanings.items():
        said = list(readings(store, word))
        stands_for = {other for reading in said for term in reading.terms for other in term.stands_for}
        written_out = {reading.text for reading in said}
        if " ".join(search_words(meaning)) not in written_out and not stands_for.issuperset(search_words(meaning)):
            unheeded.append(word)
    assert unheeded == []


def test_kin_of_a_meaning_count_less_than_the_meaning(store):
    stands_for = term(store, "cop").stands_for
    assert stands_for["policeman"] < stands_for["police"] < 1


def test_an_unknown_word_that_nothing_stands_for_still_weighs(store):
    unknown = term(store, "zqxjkvword")
    assert (unknown.stands_for, unknown.slips, unknown.mended) == ({}, frozenset(), frozenset())
    assert unknown.weight > term(store, "nurse").weight


@pytest.mark.parametrize(
    "typed",
    ["dog catcher", "plumbr", "IT support", "physical therapist assistant pta", "x ray tech", "admin asst", "truckd river"],
)
def test_whatever_stands_for_a_word_is_a_word_of_the_index(store, typed):
    wanted = {word for reading in readings(store, typed) for term in reading.terms for word in term.stands_for}
    marks = ", ".join("?" * len(wanted))
    assert {text for (text,) in store.rows(f"SELECT text FROM word WHERE text IN ({marks})", list(wanted))} == wanted


def test_of_more_than_twelve_words_the_most_telling_are_read_in_their_order(store):
    words = [
        "nurse",
        "driver",
        "cook",
        "clerk",
        "actor",
        "pilot",
        "buyer",
        "baker",
        "miner",
        "judge",
        "guard",
        "tailor",
        "barber",
    ]
    assert len(words) == 13
    weights = {word: term(store, word).weight for word in words}
    left_out = min(words, key=weights.__getitem__)
    assert left_out in words[:12]
    assert terms(store, " ".join(words)) == [word for word in words if word != left_out]
    assert terms(store, " ".join([*words, "zqxjkvword", "make"])) == [word for word in words if word != left_out]


@pytest.mark.parametrize("count", [11, 12, 30, 59])
def test_words_that_say_nothing_take_no_place(store, count):
    assert terms(store, "of " * count + "nurse") == ["nurse"]


def test_after_sixty_words_no_more_are_read(store):
    assert texts(store, "of " * 60 + "nurse") == []


def test_four_readings_are_enough(store, meanings):
    words = "rn cdl lpn cna hr"
    assert sum(any(" " in meaning for meaning in meanings.get(word, ())) for word in words.split()) > 3
    assert len(texts(store, words)) == 4


@pytest.mark.parametrize(
    "typed",
    ["", " ", "...", "the", "the person who works with them", "MEN", "a job", "jobs", "work", "does", "how does this work"],
)
def test_words_that_say_nothing_have_no_reading(store, typed):
    assert texts(store, typed) == []


def test_a_very_long_word_is_left_out(store):
    assert texts(store, f"{'x' * 33} nurse") == ["nurse"]
    assert texts(store, "x" * 33) == []
    assert terms(store, f"{'x' * 32} nurse") == ["x" * 32, "nurse"]


@pytest.mark.parametrize("typed", ["IT support", "it support", "IT SUPPORT", "support (IT)", "director IT", "I.T. support"])
def test_it_may_be_information_technology(store, typed):
    assert "it" in terms(store, typed)
    assert any("information technology" in text for text in texts(store, typed))


@pytest.mark.parametrize("typed", ["put it up", "fix it", "someone who cleans it"])
def test_it_is_a_pronoun_elsewhere(store, typed):
    assert "it" not in terms(store, typed)
    assert not any("information" in text for text in texts(store, typed))
