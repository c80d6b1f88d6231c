"""Colour where it is wanted and nowhere else: what comes out of a pipe and of a terminal, for each way to say it."""

from __future__ import annotations

import os
import re
from typing import NamedTuple

import pytest

from occlookup.cli.options import FORMATS

if os.name != "posix":
    pytest.skip("uses terminals of POSIX", allow_module_level=True)

import processes
from command_lines import FULL

SGR = re.compile(rb"\x1b\[[0-9;]*m")
LINKS = b"\x1b]8;"


class Case(NamedTuple):
    """What is said by variables and by an option, and whether there is colour in a pipe and on a terminal."""

    variables: dict[str, str]
    option: str
    pipe: bool
    terminal: bool


CASES = [
    Case({}, "", False, True),
    # variables that are for all programs
    Case({"NO_COLOR": "1"}, "", False, False),
    Case({"NO_COLOR": "0"}, "", False, False),  # whatever it says: no-color.org
    Case({"NO_COLOR": ""}, "", False, True),
    Case({"FORCE_COLOR": "1"}, "", True, True),
    Case({"FORCE_COLOR": "3"}, "", True, True),
    Case({"FORCE_COLOR": "0"}, "", False, False),
    Case({"FORCE_COLOR": "false"}, "", False, False),
    Case({"FORCE_COLOR": "False"}, "", False, False),
    Case({"FORCE_COLOR": ""}, "", False, True),
    Case({"FORCE_COLOR": "1", "NO_COLOR": "1"}, "", True, True),
    Case({"FORCE_COLOR": "0", "NO_COLOR": "1"}, "", False, False),
    Case({"FORCE_COLOR": "", "NO_COLOR": "1"}, "", False, False),
    Case({"TERM": "dumb"}, "", False, False),
    Case({"TERM": "dumb", "FORCE_COLOR": "1"}, "", True, True),
    Case({"TERM": ""}, "", False, True),
    # the option is the stronger
    Case({}, "auto", False, True),
    Case({}, "always", True, True),
    Case({}, "never", False, False),
    Case({"NO_COLOR": "1"}, "always", True, True),
    Case({"NO_COLOR": "1"}, "auto", False, False),
    Case({"FORCE_COLOR": "0"}, "always", True, True),
    Case({"TERM": "dumb"}, "always", True, True),
    Case({"FORCE_COLOR": "1"}, "never", False, False),
    Case({"FORCE_COLOR": "1"}, "auto", True, True),
    # what is set for occlookup stands between them
    Case({"OCCLOOKUP_COLOR": "always"}, "", True, True),
    Case({"OCCLOOKUP_COLOR": "never"}, "", False, False),
    Case({"OCCLOOKUP_COLOR": "auto"}, "", False, True),
    Case({"OCCLOOKUP_COLOR": ""}, "", False, True),
    Case({"OCCLOOKUP_COLOR": "always", "NO_COLOR": "1"}, "", True, True),
    Case({"OCCLOOKUP_COLOR": "never", "FORCE_COLOR": "1"}, "", False, False),
    Case({"OCCLOOKUP_COLOR": "always"}, "never", False, False),
    Case({"OCCLOOKUP_COLOR": "never"}, "always", True, True),
    Case({"OCCLOOKUP_COLOR": "always"}, "auto", False, True),
]
IDS = [" ".join([*(f"{name}={value}" for name, value in case.variables.items()), case.option]) for case in CASES]
# a screen of blocks, one of a table that rich draws, and one of more rows than that
LINES = {"blocks": ("riasec", "43-3011"), "table": ("related", "43-3011"), "long table": ("browse", "43-5", "--group", "43")}


def has_colour(out: bytes) -> bool:
    """Colour, or nothing that is no text: not even bold."""
    if SGR.search(out):
        return True
    assert b"\x1b" not in out
    return False


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_colour_in_a_pipe_and_on_a_terminal(case):
    option = ("--color", case.option) if case.option else ()
    for line in LINES.values() if FULL else [LINES["table"]]:
        piped = processes.call(*line, *option, **case.variables)
        assert (piped.code, piped.err) == (0, b"")
        assert has_colour(piped.out) is case.pipe
        shown = processes.on_terminal([*line, *option], **case.variables)
        assert shown.code == 0
        assert has_colour(shown.out) is case.terminal


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_the_words_are_the_same_without_colour(run, line):
    plain, coloured = run(*line, "--color", "never").out, run(*line, "--color", "always").out
    assert "\x1b" not in plain
    assert "\x1b" in coloured
    assert SGR.sub(b"", coloured.encode()).decode() == plain


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_every_escape_sequence_is_one_of_a_few_and_ends(run, line):
    """Accent, bold and dim of the terminal's own colours, each put back before the line ends."""
    for text in run(*line, "--color", "always").out.splitlines():
        found = re.findall(r"\x1b\[([0-9;]*)m", text)
        assert text.count("\x1b") == len(found)
        assert set(found) <= {"0", "1", "2", "36"}
        assert found[1::2] == ["0"] * (len(found) // 2) and "0" not in found[::2]


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "table"])
def test_no_other_format_has_colour(run, form):
    for line in LINES.values():
        assert "\x1b" not in run(*line, "--format", form, "--color", "always").out


@pytest.mark.parametrize("given", ["sometimes", "", "1"])
def test_another_word_is_wrong(run, given):
    done = run("riasec", "43-3011", "--color", given)
    assert (done.code, done.out) == (2, "")
    assert all(color in done.err for color in ("auto", "always", "never"))


def test_a_wrong_setting_is_wrong(run, monkeypatch):
    monkeypatch.setenv("OCCLOOKUP_COLOR", "sometimes")
    done = run("riasec", "43-3011")
    assert (done.code, done.out) == (2, "")
    assert "OCCLOOKUP_COLOR is 'sometimes', not one of auto, always, never" in done.err
    assert run("riasec", "43-3011", "--color", "never").code == 0


def test_a_link_is_an_escape_sequence_too():
    words = ["show", "43-3011", "--section", "links"]
    assert LINKS in processes.on_terminal(words).out
    assert b"\x1b" not in processes.on_terminal(words, NO_COLOR="1").out
    assert b"\x1b" not in processes.on_terminal([*words, "--color", "never"]).out
    assert LINKS not in processes.call(*words, "--color", "always").out  # in a file it would be noise


def test_help_and_errors_have_no_colour():
    for words in (["--help"], ["show", "--help"], ["show", "zzzq"], ["show", "--bogus"]):
        for variables in ({}, {"FORCE_COLOR": "1"}):
            shown = processes.on_terminal(words, **variables)
            assert shown.out and b"\x1b" not in shown.out, words
