from __future__ import annotations

import pytest

from occlookup.render.cleaning import cell_width, clean


@pytest.mark.parametrize(
    "hostile, safe",
    [
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("\x1b]0;title\x07", "]0;title"),
        ("\x9b2Jscreen", "2Jscreen"),  # C1: CSI in one character
        ("a\x90b\x9cc", "abc"),
        ("nul\x00and\x7f", "nuland"),
        ("a\u202eb\u2066c\u200fd", "abcd"),  # the direction of writing
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("soft\u00adhyphen", "softhyphen"),
        ("lone\ud800surrogate", "lonesurrogate"),
        ("private\ue000use", "privateuse"),
        ("back\x08space", "backspace"),
    ],
)
def test_what_moves_hides_or_turns_is_dropped(hostile, safe):
    assert clean(hostile) == safe


@pytest.mark.parametrize("space", ["\n", "\r", "\t", "\v", "\f", "\x85", "\u2028", "\u2029", "\u00a0", "\u3000", "\u2009"])
def test_every_kind_of_space_becomes_a_plain_one(space):
    assert clean(f"a{space}b") == "a b"


@pytest.mark.parametrize(
    "text", ["Bill and Account Collectors", "Doña Ana", "漢字", "[bold] :smile: [/x]", "", "😀", "$47,030"]
)
def test_plain_text_stays_as_it_is(text):
    assert clean(text) == text


def test_no_control_or_format_character_gets_through():
    assert all(char.isprintable() for char in clean("".join(map(chr, range(0x3000)))))


@pytest.mark.parametrize("text, width", [("abc", 3), ("漢字", 4), ("e\u0301", 1), ("Ｗ", 2), ("é", 1), ("", 0)])
def test_cell_width(text, width):
    assert cell_width(text) == width
