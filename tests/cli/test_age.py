"""Old figures never go by quietly: a line on standard error beside every answer, unless it is set that none is wanted."""

from __future__ import annotations

import pytest

from occlookup import publishing


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be January 2028, and nothing be set."""
    monkeypatch.setattr(publishing, "today", lambda: publishing.Month(2028, 1))
    monkeypatch.delenv("OCCLOOKUP_AGE")


@pytest.mark.parametrize("words", ["show 43-3011 --json", "show 43-3011", "show 43-3011 --format csv", "data info"])
def test_each_kind_of_old_figures_is_told_once(run, later, words):
    done = run(*words.split())
    lines = done.err.splitlines()
    assert done.code == 0 and len(lines) == len(set(lines)) == 3
    for what, period in (("wages", "May 2025"), ("projections", "2024 to 2034"), ("O*NET figures", "May 2025")):
        (line,) = [line for line in lines if what in line]
        assert line.startswith(f"occlookup: The {what} are of {period}, published about ")  # not of a year of the history


def test_only_what_the_answer_has_is_told(run, later):
    (line,) = run("wages", "43-3011", "--json").err.splitlines()
    assert line.startswith("occlookup: The wages are of May 2025")
    assert run("glossary", "median").err == ""


def test_it_can_be_taken_away(run, later, monkeypatch):
    monkeypatch.setenv("OCCLOOKUP_AGE", "off")
    assert run("show", "43-3011").err == ""


def test_an_error_in_json_is_the_only_thing_said(run, later):
    done = run("show", "99-9999", "--json")
    assert done.code == 3 and done.err.startswith('{"error"') and done.err.count("\n") == 1


def test_figures_that_are_not_old_are_not_told(run, later, monkeypatch):
    monkeypatch.setattr(publishing, "today", lambda: publishing.Month(2026, 11))
    assert run("show", "43-3011").err == ""
