"""Asking back where words fit several."""

from __future__ import annotations

import io
import sys

import pytest

from occlookup.cli import asking
from occlookup.errors import AmbiguousError, NotFoundError, Suggestion

NURSES = (Suggestion("29-1141", "Registered Nurses"), Suggestion("29-1171", "Nurse Practitioners"))


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def ask(text: str) -> str:
    if text == "nurse":
        raise AmbiguousError("'nurse' fits 2.", suggestions=NURSES)
    return f"answer for {text}"


def test_what_is_clear_is_not_asked_back():
    assert asking.choosing("43-3011", ask, scripted=False) == "answer for 43-3011"


@pytest.mark.parametrize("scripted, terminal", [(True, True), (False, False)])
def test_a_script_is_not_asked_back(monkeypatch, scripted, terminal):
    stream = Terminal if terminal else io.StringIO
    monkeypatch.setattr(sys, "stdin", stream("1\n"))
    monkeypatch.setattr(sys, "stdout", stream())
    with pytest.raises(AmbiguousError):
        asking.choosing("nurse", ask, scripted=scripted)


def test_a_person_chooses(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", Terminal("2\n"))
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert asking.choosing("nurse", ask, scripted=False) == "answer for 29-1171"
    assert "Which one? (1 to 2, Enter for none)" in capsys.readouterr().err


@pytest.mark.parametrize("answer", ["", "\n", "  \n"])
def test_a_person_may_choose_none(monkeypatch, answer):
    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    monkeypatch.setattr(sys, "stdout", Terminal())
    with pytest.raises(NotFoundError, match="none was chosen"):
        asking.choosing("nurse", ask, scripted=False)


@pytest.mark.parametrize("answer", ["0", "3", "x", "-1", "\u00b2", "\u0661", "1.5", "9" * 5000])
def test_what_is_no_choice_is_asked_again(monkeypatch, capsys, answer):
    monkeypatch.setattr(sys, "stdin", Terminal(f"{answer}\n1\n"))
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert asking.choosing("nurse", ask, scripted=False) == "answer for 29-1141"
    assert capsys.readouterr().err.count("Which one?") == 2
