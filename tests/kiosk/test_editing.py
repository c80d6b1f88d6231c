"""The line that is typed."""

from __future__ import annotations

import random
import unicodedata

import pytest

from occlookup.kiosk.editing import LONGEST_LINE, Line
from occlookup.kiosk.keyboard import Key
from occlookup.render.cleaning import cell_width

ERASE, ERASE_LINE = Key("erase"), Key("erase_line")
CHARACTERS = "aZ1 -é漢字Ｗ😀\u0301\u0308\u20dd"


def line_of(text: str) -> Line:
    line = Line()
    for char in text:
        line.press(Key("text", char))
    return line


def test_keys_of_text_and_erasing_change_the_line():
    line = line_of("nurse")
    line.press(ERASE)
    assert line.text == "nurs"
    line.press(ERASE_LINE)
    assert line.text == ""
    line.press(ERASE)
    assert line.text == ""


@pytest.mark.parametrize("kind", ["enter", "other"])
def test_no_other_key_does(kind):
    line = line_of("nurse")
    line.press(Key(kind, "x"))
    assert line.text == "nurse"


def test_a_full_line_takes_no_more_until_something_is_erased():
    line = line_of("x" * 1000)
    assert (LONGEST_LINE, line.text) == (256, "x" * 256)
    line.press(ERASE)
    line.press(Key("text", "y"))
    line.press(Key("text", "z"))
    assert line.text == "x" * 255 + "y"


def test_the_tail_is_the_longest_end_that_there_is_room_for():
    chance = random.Random(20261)
    for _ in range(3000):
        text = "".join(chance.choice(CHARACTERS) for _ in range(chance.randrange(60)))
        cells = chance.randrange(-2, 70)
        tail = line_of(text).tail(cells)
        assert text.endswith(tail)
        assert cell_width(tail) <= max(cells, 0)
        if len(tail) < len(text):
            assert cell_width(text[-len(tail) - 1 :]) > cells


@pytest.mark.parametrize(
    "text, cells, tail",
    [
        ("nurse", 5, "nurse"), ("nurse", 4, "urse"), ("nurse", 0, ""), ("漢字", 3, "字"), ("漢字", 4, "漢字"), ("漢字", 1, ""),
        ("ae\u0301", 1, "e\u0301"), ("", 10, ""),
    ],
)  # fmt: skip
def test_wide_and_combining_characters_count_as_they_are_shown(text, cells, tail):
    assert line_of(text).tail(cells) == tail


def test_erasing_takes_what_was_typed_last():
    text = unicodedata.normalize("NFC", "café漢")
    line = line_of(text)
    for left in range(len(text) - 1, -1, -1):
        line.press(ERASE)
        assert line.text == text[:left]
