"""What is known of the medium, and how the answer gets out."""

from __future__ import annotations

import gc
import io
import sys

import pytest

from occlookup.cli import output
from occlookup.cli.main import _wants_json, main
from occlookup.render.medium import Medium


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


class Encoded(io.StringIO):
    """A stream of another encoding."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._encoding = encoding

    @property
    def encoding(self) -> str:
        return self._encoding


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch):
    for name in ("NO_COLOR", "COLUMNS", "TERM"):
        monkeypatch.delenv(name, raising=False)
    yield
    gc.enable()  # main() turns it off


def test_a_pipe_has_no_width_and_no_colour(monkeypatch):
    monkeypatch.setattr(sys, "stdout", Encoded("utf-8"))
    assert output.medium() == Medium(None, colour=False, unicode=True)


@pytest.mark.parametrize("columns, width", [("40", 40), ("1", 1), ("0", None), ("-5", None), ("", None), ("wide", None)])
def test_columns_sets_a_width_for_a_pipe_too(monkeypatch, columns, width):
    monkeypatch.setattr(sys, "stdout", Encoded("utf-8"))
    monkeypatch.setenv("COLUMNS", columns)
    assert output.medium().width == width


def test_a_terminal_has_colour_and_a_width(monkeypatch):
    monkeypatch.setattr(sys, "stdout", Terminal())
    medium = output.medium()
    assert medium.colour
    assert medium.width == 80  # this one has no file descriptor to ask


@pytest.mark.parametrize("name, value", [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_colour_can_be_declined(monkeypatch, name, value):
    monkeypatch.setattr(sys, "stdout", Terminal())
    monkeypatch.setenv(name, value)
    assert not output.medium().colour


def test_an_empty_no_color_declines_nothing(monkeypatch):
    monkeypatch.setattr(sys, "stdout", Terminal())
    monkeypatch.setenv("NO_COLOR", "")
    assert output.medium().colour


@pytest.mark.parametrize("encoding, unicode", [("utf-8", True), ("cp1252", False), ("ascii", False), ("latin-1", False)])
def test_the_encoding_decides_the_characters(monkeypatch, encoding, unicode):
    monkeypatch.setattr(sys, "stdout", Encoded(encoding))
    assert output.medium().unicode is unicode


def test_what_the_encoding_lacks_becomes_a_question_mark(monkeypatch):
    stream = Encoded("ascii")
    monkeypatch.setattr(sys, "stdout", stream)
    output.write_out("Doña Ana\n")
    assert stream.getvalue() == "Do?a Ana\n"


@pytest.mark.parametrize(
    "words, wanted",
    [
        (["show", "x", "--json"], True),
        (["show", "x", "--format", "json"], True),
        (["show", "x", "--format=json"], True),
        (["show", "x", "--format", "plain"], False),
        (["show", "x"], False),
        (["show", "json"], False),
        (["show", "--", "--json"], False),
        (["show", "--", "--format", "json"], False),
        ([], False),
    ],
)
def test_json_errors_where_json_was_asked_for(words, wanted):
    assert _wants_json(words) is wanted


def test_main_reads_the_processs_own_words(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["occlookup", "nope"])
    assert main() == 2
    assert "there is no command 'nope'" in capsys.readouterr().err


def test_debug_lets_a_bug_through(run, monkeypatch):
    monkeypatch.setattr("occlookup.catalog.Catalog.show", lambda self, text, state=None: 1 / 0)
    run("--version")  # sets what a command line needs
    monkeypatch.setenv("OCCLOOKUP_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        main(["show", "43-3011"])
