"""Keys: whatever a terminal sends, nothing but text, Enter and erasing comes of it."""

from __future__ import annotations

import random

import pytest

from occlookup.kiosk.keyboard import Key, Keyboard

ENTER = Key("enter")
INTERMEDIATES = "".join(map(chr, range(0x20, 0x30)))
FINALS = "".join(map(chr, range(0x40, 0x7F)))
STRINGS = ("]0;a title", "]52;c;c2VjcmV0", "]8;;http://example.org/", "P1$r0m", "P+q544e", "Xsos", "^pm", "_Gi=1;OK", "]")


def csi() -> list[str]:
    parameters = ("", "1", "1;5", "200", "?25", "?1049", ">0;276;0", "<0;10;20", "38;2;1;2;3", "1:2")
    plain = [f"[{given}{final}" for given in parameters for final in FINALS if (given, final) not in {("", "["), ("", "M")}]
    return plain + [f"[1{between}{final}" for between in " $'*\"" for final in "pqruvwxyz|"]


def whole_sequences() -> list[str]:
    """Sequences that are whole and mean nothing here, each after its ESC."""
    return [
        *csi(),
        *(f"O{final}" for final in FINALS),  # SS3: the keypad and the first function keys
        *(f"[[{letter}" for letter in "ABCDE"),  # function keys of the console of Linux
        *(f"[M{button}{column}{row}" for button in ' !"#`a' for column in "!0A\u00e9" for row in "!Zz"),  # the mouse of X10
        *(f"{begun}{end}" for begun in STRINGS for end in ("\x07", "\x1b\\")),
        *(f"{between}{final}" for between in INTERMEDIATES for final in "0ABGZ~"),  # character sets and the like
        *(f"{letter}" for letter in "789=>cDEHMNZnlm|}~"),
        *(f"\x1b{sequence}" for sequence in ("[A", "[1;5C", "OP", "[15~")),  # with Alt
    ]


WHOLE = [f"\x1b{sequence}" for sequence in whole_sequences()]


def typed(keys: list[Key]) -> str:
    return "".join(key.text for key in keys)


def press(*pieces: bytes, encoding: str = "utf-8") -> list[Key]:
    keyboard = Keyboard(encoding)
    return [key for piece in pieces for key in keyboard.keys(piece)]


def test_there_are_enough_of_them():
    assert len(set(WHOLE)) > 900


def test_text_is_text_and_enter_is_enter():
    assert press("nurse é 漢字\r".encode()) == [*(Key("text", char) for char in "nurse é 漢字"), ENTER]


def test_a_sequence_leaves_nothing_and_what_follows_is_itself():
    for sequence in WHOLE:
        keys = press(sequence.encode() + b"ok\r")
        assert typed(keys) == "ok", repr(sequence)
        assert [key for key in keys if key.kind not in ("text", "other")] == [ENTER], repr(sequence)


def test_a_sequence_cut_anywhere_is_the_same_sequence():
    for sequence in WHOLE:
        data = sequence.encode() + b"ok\r"
        whole = press(data)
        for place in range(1, len(data)):
            assert press(data[:place], data[place:]) == whole, (sequence, place)
        assert press(*(data[place : place + 1] for place in range(len(data)))) == whole, repr(sequence)


def test_after_an_unfinished_sequence_an_enter_is_an_enter():
    for sequence in WHOLE:
        data = sequence.encode()
        for place in range(1, len(data)):
            keys = press(data[:place] + b"\rok\r")
            assert keys[-4:] == [ENTER, Key("text", "o"), Key("text", "k"), ENTER], (sequence, place)
            assert typed(keys) == "ok", (sequence, place)


def test_after_a_pause_an_unfinished_sequence_is_forgotten():
    for sequence in WHOLE:
        for place in range(1, len(sequence)):
            keyboard = Keyboard()
            keyboard.keys(sequence[:place].encode())
            keyboard.forget()
            assert keyboard.keys(b"ok") == [Key("text", "o"), Key("text", "k")], (sequence, place)


def test_after_a_pause_half_a_character_is_forgotten():
    keyboard = Keyboard()
    keyboard.keys(b"\xe2\x82")
    keyboard.forget()
    assert keyboard.keys(b"\xaca") == [Key("other"), Key("text", "a")]


@pytest.mark.parametrize("unfinished", ["\x1b[1", "\x1b[", "\x1bO", "\x1b[1;", "\x1b", "\x1b("])
@pytest.mark.parametrize("arrow", ["\x1b[A", "\x1bOA", "\x1b[3~"])
def test_an_escape_begins_a_new_sequence(unfinished, arrow):
    assert typed(press(f"{unfinished}{arrow}ok".encode())) == "ok"


@pytest.mark.parametrize("end", ["\x18", "\x1a"])
@pytest.mark.parametrize("begun", ["\x1b[1;", "\x1b]0;title", "\x1bP", "\x1bO", "\x1b("])
def test_a_cancel_ends_a_sequence(begun, end):
    keys = press(f"{begun}{end}ok".encode())
    assert typed(keys) == "ok"
    assert keys[0].kind == "other"


@pytest.mark.parametrize("key", ["\x03", "\x15"])
@pytest.mark.parametrize("begun", ["\x1b", "\x1b[1;", "\x1b]0;title", "\x1bO", "\x1b(", "\x9b"])
def test_the_key_that_takes_the_line_back_takes_back_a_sequence_too(begun, key):
    assert press(f"{begun}{key}ok".encode()) == [Key("erase_line"), Key("text", "o"), Key("text", "k")]


def test_what_is_pasted_between_brackets_is_text():
    assert typed(press(b"\x1b[200~nurse\x1b[201~\r")) == "nurse"


def test_no_sequence_holds_the_line_for_ever():
    for begun in ("\x1b]", "\x1bP", "\x1b[", "\x1b_"):
        keys = press(begun.encode() + b"1" * 20_000 + b"\r")
        assert keys[-1] == ENTER
        assert len(typed(keys)) >= 20_000 - 4096 - 2


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_a_control_character_of_the_upper_half_is_the_sequence_it_stands_for(encoding):
    for sequence in WHOLE:
        if sequence[1] in "[OPX]^_" and sequence.isascii():
            upper = chr(ord(sequence[1]) + 0x40) + sequence[2:].replace("\x1b\\", "\x9c")
            assert typed(press(f"{upper}ok".encode(encoding), encoding=encoding)) == "ok", repr(upper)


@pytest.mark.parametrize("code", range(0x80, 0xA0))
def test_a_control_character_of_the_upper_half_holds_no_enter_back(code):
    for encoding in ("utf-8", "latin-1"):
        keys = press(f"{chr(code)}\rok".encode(encoding), encoding=encoding)
        assert [key for key in keys if key.kind != "other"] == [ENTER, Key("text", "o"), Key("text", "k")]


ERASING = {0x03: "erase_line", 0x08: "erase", 0x15: "erase_line", 0x7F: "erase"}


@pytest.mark.parametrize("code", [*range(0x20), 0x7F])
def test_control_characters_are_no_text(code):
    kind = "enter" if code in (0x0A, 0x0D) else ERASING.get(code, "other")
    if code != 0x1B:
        assert [key.kind for key in press(bytes([code]))] == [kind]
    assert press(bytes([code]) + b"\r")[-1] == ENTER or code == 0x0D


INVALID = (
    b"\xff", b"\xfe", b"\x80", b"\xbf", b"\xc0\x8d", b"\xc0\xaf", b"\xe0\x80\x8a", b"\xed\xa0\x80", b"\xed\xbf\xbf",
    b"\xf4\x90\x80\x80", b"\xf8\x88\x80\x80\x80", b"\xe2\x82", b"\xf0\x9f\x98", b"\xc3", b"\xef\xbf\xbd", b"\x9b", b"\x9d",
)  # fmt: skip


@pytest.mark.parametrize("data", INVALID)
def test_invalid_bytes_are_no_text_and_eat_no_enter(data):
    for place in range(len(data) + 1):
        keys = press(data[:place], data[place:] + b"\r")
        assert keys[-1] == ENTER
        assert typed(keys) == ""
        assert sum(key.kind == "enter" for key in keys) == 1


@pytest.mark.parametrize(
    "char",
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c\u200b\u200d\u2028\u2029\ufeff\u00ad\u2060\u00a0"
    "\ue000\U000e0041\U0010ffff\ufffe",
)
def test_what_hides_or_turns_the_direction_of_writing_is_no_text(char):
    assert press(f"a{char}b".encode()) == [Key("text", "a"), Key("other"), Key("text", "b")]


def test_a_line_end_of_two_characters_is_one_enter():
    assert press(b"a\r\nb\n\r\n\n") == [Key("text", "a"), ENTER, Key("text", "b"), ENTER, ENTER, ENTER]
    assert press(b"\r", b"\n", b"\n") == [ENTER, ENTER]


def test_any_bytes_at_all_come_to_printable_text_and_a_last_enter():
    chance = random.Random(20260)
    for _ in range(3000):
        data = bytes(
            chance.choice((27, 91, chance.randrange(256), chance.randrange(32, 127))) for _ in range(chance.randrange(40))
        )
        cut = chance.randrange(len(data) + 1)
        keys = press(data[:cut], data[cut:], b"\x18\r")
        assert keys[-1] == ENTER
        assert all(key.text.isprintable() and (len(key.text) == 1) == (key.kind == "text") for key in keys)
