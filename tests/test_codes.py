"""Codes as people type them."""

from __future__ import annotations

import pytest

from occlookup.codes import (
    fold_text,
    is_area_code,
    looks_like_code,
    parse_code,
    parse_code_prefix,
    parse_holland_letters,
    parse_interest_scores,
    show_text,
    title_key,
)
from occlookup.errors import MalformedCodeError, UsageError

EN_DASH, MINUS, SOFT_HYPHEN, FULL_WIDTH_HYPHEN = "\u2013", "\u2212", "\u00ad", "\uff0d"
NO_BREAK_SPACE = "\u00a0"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("43-3011", "43-3011"),
        ("433011", "43-3011"),
        ("43 3011", "43-3011"),
        ("43.3011", "43-3011"),
        ("43-3011.00", "43-3011"),
        ("433011.00", "43-3011"),
        ("29-1141.01", "29-1141.01"),
        ("291141.01", "29-1141.01"),
        ("  43-3011\n", "43-3011"),
        (f"43{EN_DASH}3011", "43-3011"),
        ("43\u20143011", "43-3011"),
        ("43\u20113011", "43-3011"),
        (f"43{MINUS}3011", "43-3011"),
        (f"43{SOFT_HYPHEN}3011", "43-3011"),
        (f"43{FULL_WIDTH_HYPHEN}3011", "43-3011"),
        (f"43{NO_BREAK_SPACE}3011", "43-3011"),
        ("\uff14\uff13-\uff13\uff10\uff11\uff11", "43-3011"),
        ("\uff14\uff13\uff0d\uff13\uff10\uff11\uff11\uff0e\uff10\uff10", "43-3011"),
        ("13-1020", "13-1020"),
        ("00-0000", "00-0000"),
        ("43-0000", "43-0000"),
    ],
)
def test_code_as_typed(typed, code):
    assert parse_code(typed) == code


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "-",
        "43",
        "43-301",
        "4330111",
        "43-30111",
        "43--3011",
        "43-3011.0",
        "43-3011.000",
        "43-3011.",
        "nurse",
        "43-3O11",
        "43-3011 43-3021",
        "43-3011;",
        "a43-3011",
        "\x00",
        "43-3011\x00",
        "-43-3011",
        "4 3-3011",
        "9" * 10_000,
    ],
)
def test_malformed_code(typed):
    with pytest.raises(MalformedCodeError) as raised:
        parse_code(typed)
    assert (raised.value.kind, raised.value.exit_code) == ("malformed_code", 2)
    assert "43-3011" in raised.value.hint
    assert raised.value.message.isprintable()
    assert len(raised.value.message) < 120


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("43-3011", True),
        ("433011", True),
        ("4 3.3-", True),
        ("43\u20133011", True),
        ("\uff14\uff13", True),
        ("9", True),
        ("", False),
        ("-", False),
        (".", False),
        ("nurse", False),
        ("3d artist", False),
        ("43-3O11", False),
    ],
)
def test_what_can_only_be_a_code(typed, expected):
    assert looks_like_code(typed) is expected


@pytest.mark.parametrize(
    ("typed", "prefix"),
    [
        ("43", "43"),
        ("43-", "43"),
        ("43-3", "43-3"),
        ("433", "43-3"),
        ("43-30", "43-30"),
        ("43-301", "43-301"),
        ("43-3010", "43-3010"),
        ("43-3000", "43-3000"),
        ("43-0000", "43-0000"),
        ("43-3011.00", "43-3011"),
        ("29-1141.01", "29-1141.01"),
        ("43 3011", "43-3011"),
        ("\uff14\uff13\u20133", "43-3"),
    ],
)
def test_beginning_of_codes(typed, prefix):
    assert parse_code_prefix(typed) == prefix


@pytest.mark.parametrize("typed", ["", "4", "x", "43-30111", "43-3x", "-43", "43 3", "43--3"])
def test_no_beginning_of_a_code(typed):
    with pytest.raises(MalformedCodeError):
        parse_code_prefix(typed)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("0025540", True),
        (" 0025540 ", True),
        ("\uff10\uff10\uff12\uff15\uff15\uff14\uff10", True),
        ("25540", False),
        ("00255400", False),
        ("00-25540", False),
        ("Hartford", False),
        ("", False),
    ],
)
def test_area_code_has_seven_digits(typed, expected):
    assert is_area_code(typed) is expected


@pytest.mark.parametrize(
    ("typed", "letters"),
    [
        ("CES", "CES"),
        ("ces", "CES"),
        ("c", "C"),
        ("C-E-S", "CES"),
        ("c, e, s", "CES"),
        ("R/I", "RI"),
        (" i a ", "IA"),
        ("\uff23\uff25\uff33", "CES"),
    ],
)
def test_holland_letters(typed, letters):
    assert parse_holland_letters(typed) == letters


@pytest.mark.parametrize(
    "typed", ["", " ", "X", "CEX", "CC", "CEC", "CESR", "RIASEC", "C1", "43", "C.E.S", "\u0421\u0415\u0421"]
)
def test_no_holland_letters(typed):
    with pytest.raises(UsageError, match="is not a Holland code"):
        parse_holland_letters(typed)


def test_scores_come_in_riasec_order_whatever_the_order_typed():
    assert parse_interest_scores("C=25, r=10,A=5,S=30,\uff29=20,E = 12.5") == (10, 20, 5, 30, 12.5, 25)


def test_scores_may_be_negative_and_differ_in_one_place():
    assert parse_interest_scores("R=-1,I=-1,A=-1,S=-1,E=-1,C=0") == (-1, -1, -1, -1, -1, 0)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("R=1,I=2,A=3,S=4,E=5", "no score is given for C."),
        ("R=1,S=4", "no score is given for I, A, E, C."),
        ("R=1,R=2,I=2,A=3,S=4,E=5,C=6", "'R=2' is not an interest score."),
        ("R=1,I=2,A=3,S=4,E=5,C=6,X=7", "'X=7' is not an interest score."),
        ("R=1,I=2,A=3,S=4,E=5,C=nan", "'C=nan' is not an interest score."),
        ("R=1,I=2,A=3,S=4,E=5,C=inf", "'C=inf' is not an interest score."),
        ("R=1,I=2,A=3,S=4,E=5,C=-inf", "'C=-inf' is not an interest score."),
        ("R=1,I=2,A=3,S=4,E=5,C=1e9", "'C=1e9' is not an interest score."),
        ("R=1,I=2,A=3,S=4,E=5,C=", "'C=' is not an interest score."),
        ("R=1,I=2,A=3,S=4,E=5,C", "'C' is not an interest score."),
        ("R=1,I=2,A=3,S=4,E=5,C=6,", "'' is not an interest score."),
        ("RI=1,I=2,A=3,S=4,E=5,C=6", "'RI=1' is not an interest score."),
        ("", "'' is not an interest score."),
        ("R=3,I=3,A=3,S=3,E=3,C=3", "six equal scores fit every occupation alike."),
        ("R=3,I=3.0,A=3e0,S=3,E=3,C=03", "six equal scores fit every occupation alike."),
    ],
)
def test_scores_that_are_none(typed, message):
    with pytest.raises(UsageError) as raised:
        parse_interest_scores(typed)
    assert raised.value.message == message
    assert raised.value.hint


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bill & Account Collectors", "bill and account collectors"),
        ("BILL AND ACCOUNT COLLECTORS", "Bill and account collectors."),
        ("Children's Nurse", "childrens nurse"),
        ("Children\u2019s Nurse", "Children's Nurse"),
        ("Caf\u00e9 Cook", "cafe cook"),
        ("Cafe\u0301 Cook", "caf\u00e9 cook"),
        ("First-Line Supervisors", "first line supervisors"),
        ("Cooks, Restaurant", "cooks restaurant"),
        ("  Cook\t\n cook ", "cook cook"),
        ("\uff23ook", "cook"),
        ("R&D", "r and d"),
        ("Stra\u00dfe", "STRASSE"),
        ("cook\x00\x1b[31m", "cook 31m"),
    ],
)
def test_titles_that_are_the_same(one, other):
    assert title_key(one) == title_key(other) != ""


@pytest.mark.parametrize(("one", "other"), [("cook", "cooks"), ("cook", "kook"), ("C", "D"), ("\u8b77\u58eb", "\u533b\u5e2b")])
def test_titles_that_differ(one, other):
    assert title_key(one) != title_key(other)


@pytest.mark.parametrize("text", ["", "   ", "-,.", "\x00\x07", "\udcff", "'"])
def test_text_without_a_word_has_an_empty_key(text):
    assert title_key(text) == ""


def test_another_script_keeps_its_letters():
    assert (
        title_key("\u041c\u0435\u0434\u0441\u0435\u0441\u0442\u0440\u0430")
        == "\u043c\u0435\u0434\u0441\u0435\u0441\u0442\u0440\u0430"
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("43-3011", "43-3011"),
        ("\x1b[31mred\x07", "[31mred"),
        ("a\u202eb\u2066c", "abc"),
        ("a\u200bb\ufeff", "ab"),
        ("a\nb\tc", "abc"),
        ("a\u2028b", "ab"),
        ("\udcff\ue000", ""),
        ("caf\u00e9", "caf\u00e9"),
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 57 + "..."),
        ("x" * 100_000, "x" * 57 + "..."),
    ],
)
def test_text_that_an_error_repeats(text, shown):
    assert show_text(text) == shown


def test_folding_makes_runs_of_space_one():
    assert fold_text(" a \u3000 b\u00a0c\n") == "a b c"
