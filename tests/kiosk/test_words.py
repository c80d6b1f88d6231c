"""What a typed line means."""

from __future__ import annotations

import random

import pytest

from occlookup.kiosk import words
from occlookup.kiosk.words import LEAVE, OF_A_JOB, VERBS, Said, meant, numbers, read

ALSO = {
    "b": "back", "?": "help", "h": "help", "menu": "home", "start": "home", "money": "pay", "wage": "pay", "wages": "pay",
    "salary": "pay", "education": "school", "training": "school", "similar": "like", "related": "like", "kept": "list",
    "task": "tasks", "skill": "skills", "next": "more", "m": "more", "growth": "growing", "grow": "growing",
    "best-paid": "best pay", "bestpay": "best pay", "best": "best pay", "no-degree": "no degree", "nodegree": "no degree",
    "family": "families", "next person": "new", "sheet": "handout", "print": "handout", "quit": "done", "q": "done",
    "bye": "done", "logout": "done", "end": "done", "finish": "done", "finished": "done", "done": "done", "stop": "done",
}  # fmt: skip
KNOWN = {*VERBS, *ALSO.values(), LEAVE, "number", "look", "nothing"}


@pytest.mark.parametrize("verb", [*VERBS, LEAVE])
def test_a_word_of_the_list_is_itself_however_it_is_written(verb):
    for line in (verb, verb.upper(), verb.title(), f"  {verb}\t", verb.replace(" ", "   ")):
        assert read(line) == Said(verb, "", " ".join(line.split()))
    full_width = "".join(chr(ord(char) + 0xFEE0) if char != " " else "\u3000" for char in verb)
    assert read(full_width).verb == verb


@pytest.mark.parametrize("typed, verb", ALSO.items())
def test_other_words_for_the_same(typed, verb):
    assert read(typed) == Said(verb, "", typed)
    assert read(typed.upper()).verb == verb


def test_every_other_word_is_tried_here():
    assert words._ALSO == ALSO


@pytest.mark.parametrize("line", ["", " ", "\t \u3000", "\u2003", "\ud800", "\r\n"])
def test_nothing_is_nothing(line):
    assert read(line) == Said("nothing")


@pytest.mark.parametrize("line, number", [("1", "1"), (" 20 ", "20"), ("007", "7"), ("0", "0"), ("999", "999")])
def test_a_number_is_one_of_the_list(line, number):
    assert read(line)[:2] == ("number", number)


@pytest.mark.parametrize(
    "line", ["1000", "-1", "+1", "1.5", "1e1", "0x1", "1_0", "43-3011", "433011", "9" * 5000, "1 2", "#", "()", "##1"]
)
def test_what_is_no_number_of_a_list_is_looked_for(line):
    assert read(line) == Said("look", line, line)


@pytest.mark.parametrize(
    "given, found",
    [
        ("1", [1]), ("1 3", [1, 3]), ("1,3", [1, 3]), ("1, 3 and 4", [1, 3, 4]), ("1 AND 3", [1, 3]), (" 2 ", [2]),
        ("1,2,3", [1, 2, 3]), ("3 and 1", [3, 1]), ("1, and 3", [1, 3]), ("2 2", [2, 2]), ("007", [7]), ("0", [0]),
        ("", []), ("and", []), ("1 x", []), ("one", []), ("1000", []), ("1.5", []), ("-1", []), ("1and3", []), ("1;3", []),
        ("\u0663", []), ("\u00b2", []), ("\u2460", []), ("\uff12", []), ("1 \u0967", []), ("\u00bd", []),
    ],
)  # fmt: skip
def test_numbers(given, found):
    assert numbers(given) == found


@pytest.mark.parametrize("verb", [*OF_A_JOB, "compare", "keep", "drop"])
@pytest.mark.parametrize("rest", ["2", "1 3", "1, 3 and 4", "1,3"])
def test_a_word_with_numbers_is_about_those_of_the_list(verb, rest):
    assert read(f"{verb} {rest}") == Said(verb, rest, f"{verb} {rest}")
    assert read(f" {verb.upper()}   {rest.upper()} ")[:2] == (verb, rest.upper())


@pytest.mark.parametrize(
    "line",
    [
        "like working with animals", "like 2 dogs", "skills trainer", "tasks 1 x", "outlook good", "school nurse", "keep bees",
        "drop shipping", "compare nurses", "list maker", "best payer", "payroll clerk", "pays", "helper", "new york",
        "quiz show", "backhoe operator", "more money", "familiestherapist", "statement clerk",
        "keepsake", "pay2", "keep2", "outlook2",
        "keep 1000", "growing 2", "families 3", "list 1", "back 2", "help pay", "exit 1",
    ],
)  # fmt: skip
def test_a_word_with_a_rest_that_it_does_not_take_is_looked_for(line):
    assert read(line) == Said("look", line, line)


@pytest.mark.parametrize(
    "line, verb, rest",
    [
        ("pay near hartford", "pay near", "hartford"), ("Pay In New York", "pay near", "New York"),
        ("pay hartford", "pay near", "hartford"), ("pay clerk", "pay near", "clerk"), ("state ohio", "state", "ohio"),
        ("STATE New Mexico", "state", "New Mexico"), ("state none", "state", "none"), ("state 2", "state", "2"),
        ("pay near 2", "pay near", "2"), ("pay  near   St. Louis", "pay near", "St. Louis"),
        ("pay nearby", "pay near", "nearby"),
        ("pay near", "pay near", ""), ("state", "state", ""), ("pay in", "pay near", "in"), ("pay 1 x", "pay near", "1 x"),
    ],
)  # fmt: skip
def test_a_word_with_a_name(line, verb, rest):
    assert read(line)[:2] == (verb, rest)


@pytest.mark.parametrize(
    "typed, word",
    [
        ("comapre 1 3", "compare 1 3"), ("keap 2", "keep 2"), ("hlep", "help"), ("outlok", "outlook"), ("familys", "families"),
        ("no degre", "no degree"), ("best pya", "best pay"), ("HANDOTU", "handout"), ("quizz", "quiz"),
        ("pay near", "pay near"), ("comapre 1 and 3", "compare 1 and 3"), ("drop1", "drop"), ("compare", "compare"),
    ],
)  # fmt: skip
def test_what_a_mistyped_word_may_be_meant_for(typed, word):
    assert meant(typed) == word


@pytest.mark.parametrize(
    "typed",
    ["nurse", "", "comapre nurses 1", "electrician", "zzz", "x" * 500, "exi", "exot", "exit", "exit 1", "e", "43-3011", "12"],
)
def test_what_is_meant_for_no_word_of_the_list(typed):
    assert meant(typed) is None


def test_nothing_ever_means_the_operators_word_but_itself():
    chance = random.Random(20262)
    for _ in range(2000):
        near = list(LEAVE)
        near.insert(chance.randrange(5), chance.choice("exitabc 1"))
        if chance.random() < 0.5:
            del near[chance.randrange(5)]
        text = "".join(near)
        assert (meant(text) or "").partition(" ")[0] != LEAVE
        assert (read(text).verb == LEAVE) == (text.split() == [LEAVE])


def test_any_line_at_all_means_something():
    chance = random.Random(20263)
    pieces = [
        *VERBS, *ALSO, LEAVE, "1", "2,", "and", "43-3011", "state", "near", "none", "\u0663", "\u00b2", "\u2460", "é", "漢",
        "ß",
        "\u0130", "\ufb01", "\u017f", "\u212a", "\u202e", "\x00", "\x1b[A", "\ud800", "\U000e0041", "'", '"', "\\", "%s", "{}",
        "--state", "$(ls)", "9" * 400,
    ]  # fmt: skip
    for _ in range(5000):
        if chance.random() < 0.5:
            line = chance.choice((" ", "", "  ")).join(chance.choice(pieces) for _ in range(chance.randrange(6)))
        else:
            line = "".join(chr(chance.randrange(chance.choice((128, 0x3000, 0x110000)))) for _ in range(chance.randrange(40)))
        said = read(line)
        assert type(said) is Said
        assert said.verb in KNOWN
        assert (said.verb == "nothing") == (not said.text)
        assert said.rest in said.text or said.verb == "number"
        if said.verb == "number":
            assert 0 <= int(said.rest) <= 999
        if said.verb in (*OF_A_JOB, "compare", "keep", "drop") and said.rest:
            assert numbers(said.rest)
        if said.verb == "look":
            assert said.rest == said.text
        meaning = meant(line)
        assert meaning is None or read(meaning).verb in VERBS


def test_help_writes_every_word_as_it_is_read():
    for verb, (about, typed) in VERBS.items():
        assert read(typed).verb == verb
        assert about
