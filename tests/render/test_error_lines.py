from __future__ import annotations

import json

import pytest

from occlookup.errors import AmbiguousError, MalformedCodeError, NotFoundError, OcclookupError, Suggestion, UsageError
from occlookup.render.errors import choice_lines, choice_question, error_lines
from occlookup.render.json_text import error_text

NURSES = (Suggestion("29-1141", "Registered Nurses"), Suggestion("29-1171", "Nurse Practitioners"))


def test_message_and_hint_are_a_line_each():
    assert error_lines(UsageError("no such thing.", hint="Try: this")) == "occlookup: no such thing.\nTry: this\n"


def test_without_a_hint_it_is_one_line():
    assert error_lines(OcclookupError("a bug.")) == "occlookup: a bug.\n"


def test_what_may_be_meant_follows_the_message():
    error = NotFoundError("no occupation has the title 'nurze'.", hint="Try: it", suggestions=NURSES)
    assert error_lines(error).splitlines() == [
        "occlookup: no occupation has the title 'nurze'. Did you mean: 29-1141 Registered Nurses, 29-1171 Nurse Practitioners?",
        "Try: it",
    ]


def test_what_the_message_names_already_is_not_said_again():
    error = NotFoundError("no such code. Near it: 29-1141 Registered Nurses.", suggestions=NURSES[:1])
    assert error_lines(error).count("29-1141") == 1


def test_at_most_three_are_named_in_a_line():
    many = tuple(Suggestion(f"29-114{number}", "X") for number in range(9))
    assert error_lines(NotFoundError("none.", suggestions=many)).count("29-114") == 3


def test_what_is_ambiguous_is_listed_one_a_line():
    assert error_lines(AmbiguousError("'nurse' fits 2.", hint="Name one.", suggestions=NURSES)).splitlines() == [
        "occlookup: 'nurse' fits 2.",
        "  29-1141     Registered Nurses",
        "  29-1171     Nurse Practitioners",
        "Name one.",
    ]


@pytest.mark.parametrize("hostile", ["\x1b[2J", "a\nb", "\u202e", "\x9b2J", "\x00"])
def test_a_line_stays_a_line_and_harmless(hostile):
    lines = error_lines(AmbiguousError(hostile, hint=hostile, suggestions=(Suggestion(hostile, hostile),)))
    assert lines.count("\n") == 3
    assert all(char.isprintable() or char == "\n" for char in lines)


def test_the_choice_is_numbered_and_asks():
    several = AmbiguousError("'nurse' fits 2.", suggestions=NURSES)
    assert choice_lines(several) == (
        "'nurse' fits 2.\n  1  29-1141     Registered Nurses\n  2  29-1171     Nurse Practitioners\n"
    )
    assert choice_question(several) == "Which one? (1 to 2, Enter for none) "


def test_the_choice_is_harmless_too():
    lines = choice_lines(AmbiguousError("fits\x1b[2J", suggestions=(Suggestion("1", "\u202eX\n"),)))
    assert not {"\x1b", "\u202e"} & set(lines)
    assert lines.count("\n") == 2


def test_the_json_object_has_everything_in_one_line_of_ascii():
    text = error_text(MalformedCodeError("'é\x1b' is no code.", hint="Try: 漢", suggestions=NURSES[:1]))
    assert text.isascii()
    assert text.count("\n") == 1
    assert json.loads(text) == {
        "error": {
            "kind": "malformed_code",
            "message": "'é\x1b' is no code.",
            "hint": "Try: 漢",
            "suggestions": [{"code": "29-1141", "title": "Registered Nurses"}],
        }
    }
