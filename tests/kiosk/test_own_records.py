"""A center's own records at the kiosk: shown, labelled, and cleaned as everything else is."""

from __future__ import annotations

import pytest

from occlookup.catalog import open_catalog
from occlookup.kiosk import pages
from occlookup.model import Titled
from occlookup.render import plain, terminal
from occlookup.render.medium import Medium
from own_files import ADDED, GOOD

COLLECTORS = Titled("43-3011", "Bill and Account Collectors")
ADDED_ONE = Titled("43-3011.90", "Tribal benefits advisers")


@pytest.fixture
def catalog(small_records, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "records"
    folder.mkdir()
    (folder / "a.toml").write_text(GOOD.replace("Two", "[b] :cd: see occlookup show --state: two"))
    (folder / "b.toml").write_text(ADDED)
    with open_catalog(records=small_records, own=folder) as opened:
        yield opened


def words(view) -> str:
    return " ".join(plain.render(view.screen, 80).split())


def test_the_page_of_a_job_has_the_notes_with_who_says_so(catalog):
    said = words(pages.job(catalog, COLLECTORS, None))
    assert "hire every spring. (from this center: Staff of the center, 2026-03-01)" in said
    assert "[b] :cd: see occlookup show --state: two" in said, "a note is the center's own words, whatever it says"
    assert "median $47,200 a year, $22.69 an hour; 120 jobs (from this center: Survey of local employers, 2026-02-10)" in said
    assert "https://example.org/jobs" in said
    assert "$47,030" in said


@pytest.mark.parametrize("state", [None, "CT"])
def test_pay_has_the_local_rows_below_the_published_ones(catalog, state):
    said = words(pages.pay(catalog, COLLECTORS, state))
    assert said.count("Local pay") == 1
    assert said.index("Local pay, not a published estimate") > said.index("Jobs")


@pytest.mark.parametrize("state", [None, "CT"])
def test_an_added_occupation_has_its_pages(catalog, state):
    said = words(pages.job(catalog, ADDED_ONE, state))
    assert "Median pay: not in this data set" in said or "Median pay, US: not in this data set" in said
    assert "Source: this center's own record: Tribal career office, 2026-01-15" in said
    assert "Not in this data set" in words(pages.pay(catalog, ADDED_ONE, state))
    for name in ("skills", "education", "tasks"):
        assert words(pages.section(catalog, ADDED_ONE, name, state))


def test_a_terminal_gets_no_markup(catalog):
    drawn = terminal.render(pages.job(catalog, COLLECTORS, None).screen, Medium(80, False, True, links=False))
    assert "[b] :cd:" in " ".join(drawn.split())
    assert "\x1b" not in drawn
