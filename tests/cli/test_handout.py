"""The sheet to take home: written whole or not at all, in three forms."""

from __future__ import annotations

import os
import re
import subprocess
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest

from occlookup import __version__
from processes import COMMAND, SECONDS, environment

FORMS = ("html", "md", "txt")
CODES = ("43-3011", "29-1141", "27-2011", "25-1011", "29-1242", "55-3016", "13-1021", "29-1141.01")
LARGEST = 100_000
TEXT_WIDTH = 80
# strict: whoever mends one of these takes its mark away
ATTRIBUTION = ("O*NET 29.3 Database", "USDOL/ETA", "CC BY 4.0", "not approved, endorsed or tested")


class Words(HTMLParser):
    """What a person reads on a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.path: list[str] = []
        self.pieces: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.path.append(tag)

    def handle_endtag(self, tag):
        while self.path.pop() != tag:
            pass

    def handle_data(self, data):
        if "style" not in self.path and "svg" not in self.path:
            self.pieces.append(data)


def words(text: str, form: str) -> str:
    """The words of a sheet on one line, without its form's markup."""
    if form == "html":
        text = " ".join(Words(text).pieces)
    elif form == "md":
        text = re.sub(r"\\(.)", r"\1", text)
    return " ".join(text.split())


@pytest.fixture
def sheet(run, tmp_path):
    """Write a sheet; what it says."""

    def write(form: str, *arguments: str) -> str:
        target = tmp_path / f"sheet.{form}"
        done = run("handout", *arguments, "-o", str(target), "--force")
        assert (done.code, done.err, done.out) == (0, "", f"Written: {target}\n")
        return target.read_text(encoding="utf-8")

    return write


def only(folder: Path, *names: str) -> bool:
    return sorted(path.name for path in folder.iterdir()) == sorted(names)


@pytest.mark.parametrize("form", [*FORMS, "HTML", "Md"])
def test_a_sheet_is_written_in_the_form_of_its_suffix(run, tmp_path, form):
    target = tmp_path / f"collector.{form}"
    done = run("handout", "43-3011", "-o", str(target))
    assert (done.code, done.out, done.err) == (0, f"Written: {target}\n", "")
    assert only(tmp_path, target.name)
    begins = {
        "html": "<!DOCTYPE html>",
        "md": "# Bill and Account Collectors\n",
        "txt": "Bill and Account Collectors\nSOC 43-3011",
    }
    assert target.read_text(encoding="utf-8").startswith(begins[form.lower()])


def test_a_sheet_is_asked_for_by_title_too(run, tmp_path):
    target = tmp_path / "a.txt"
    assert run("handout", "debt", "collector", "-o", str(target)).code == 0
    assert target.read_text().startswith("Bill and Account Collectors\n")


@pytest.mark.parametrize("name", ["a.pdf", "a", "a.html.gz", ".html", "a.txt~", "html"])
def test_another_suffix_is_refused(run, tmp_path, name):
    done = run("handout", "43-3011", "-o", str(tmp_path / name))
    assert (done.code, done.out) == (2, "")
    assert f"{name} is no .html, .md or .txt file" in done.err
    assert "-o handout.html" in done.err
    assert only(tmp_path)


def test_a_sheet_needs_a_file(run):
    done = run("handout", "43-3011")
    assert (done.code, done.out) == (2, "")
    assert "-o" in done.err
    assert "occlookup handout --help" in done.err


@pytest.mark.parametrize("form", FORMS)
def test_a_file_that_is_there_is_left_as_it_is(run, tmp_path, form):
    target = tmp_path / f"mine.{form}"
    target.write_text("mine")
    done = run("handout", "43-3011", "-o", str(target))
    assert (done.code, done.out) == (2, "")
    assert "there is a file" in done.err
    assert "--force" in done.err
    assert target.read_text() == "mine"
    assert only(tmp_path, target.name)


def test_force_replaces_the_file(run, tmp_path):
    target = tmp_path / "mine.txt"
    target.write_text("mine" * 100_000)
    assert run("handout", "43-3011", "-o", str(target), "--force").code == 0
    assert target.read_text().startswith("Bill and Account Collectors\n")
    assert "mine" not in target.read_text().split()
    assert only(tmp_path, target.name)


def test_force_needs_no_file(run, tmp_path):
    assert run("handout", "43-3011", "-o", str(tmp_path / "new.txt"), "--force").code == 0


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_a_folder_is_not_replaced(run, tmp_path, force):
    folder = tmp_path / "folder.html"
    folder.mkdir()
    done = run("handout", "43-3011", "-o", str(folder), *force)
    assert (done.code, done.out) == (2, "")
    assert "is a folder" in done.err
    assert only(folder)


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no symbolic links here")
def test_a_link_to_nowhere_is_a_file_that_is_there(run, tmp_path):
    target = tmp_path / "link.txt"
    target.symlink_to(tmp_path / "nowhere.txt")
    assert run("handout", "43-3011", "-o", str(target)).code == 2
    assert only(tmp_path, "link.txt")


@pytest.mark.parametrize(
    "asked, code", [("99-9999", 3), ("43-3012", 3), ("zzzqqq", 3), ("43-30", 2), ("43-3000", 3), ("collector clerk zzzq", 3)]
)
def test_an_occupation_that_is_not_known_leaves_no_file(run, tmp_path, asked, code):
    done = run("handout", asked, "-o", str(tmp_path / "a.html"))
    assert (done.code, done.out) == (code, "")
    assert done.err.startswith("occlookup: ")
    assert only(tmp_path)


def test_a_state_that_is_not_known_leaves_no_file(run, tmp_path):
    done = run("handout", "43-3011", "--state", "ZZ", "-o", str(tmp_path / "a.html"))
    assert (done.code, done.out) == (3, "")
    assert only(tmp_path)


def test_an_occupation_that_is_not_known_leaves_an_old_file_as_it_is(run, tmp_path):
    target = tmp_path / "mine.txt"
    target.write_text("mine")
    assert run("handout", "99-9999", "-o", str(target), "--force").code == 3
    assert target.read_text() == "mine"


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_a_folder_that_is_missing_is_one_line_of_error(run, tmp_path, force):
    target = tmp_path / "nowhere" / "a.html"
    done = run("handout", "43-3011", "-o", str(target), *force)
    assert (done.code, done.out) == (4, "")
    message, hint = done.err.splitlines()
    assert message.startswith("occlookup: ")
    assert str(target) in message
    assert "could not be written" in message
    assert "folder" in hint
    assert only(tmp_path)


def test_a_disk_that_is_full_leaves_neither_a_file_nor_a_part_of_one(run, tmp_path, monkeypatch):
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    target = tmp_path / "mine.txt"
    target.write_text("mine")
    monkeypatch.setattr(os, "fsync", full)
    done = run("handout", "43-3011", "-o", str(target), "--force")
    assert done.code == 4
    assert "No space left on device" in done.err
    assert target.read_text() == "mine"
    assert only(tmp_path, target.name)


@pytest.mark.parametrize("form", FORMS)
def test_the_sheet_says_what_matters_first(sheet, form):
    text = words(sheet(form, "43-3011"), form)
    parts = (
        "Bill and Account Collectors", "SOC 43-3011", "At a glance", "$47,030 a year", "$22.61 an hour", "158,830",
        "What they do", "Pay across the nation", "$34,400", "$65,580", "166,900 jobs", "149,400 jobs", "13,700 openings",
        "Conventional", "7.00", "Most important skills", "Active Listening", "Programs of study", "52.0803", "Strengths",
        "Challenges", "Related occupations", "43-3021", "Where to look next", "https://www.onetonline.org/", "Sources:",
    )  # fmt: skip
    place = 0
    for part in parts:
        assert part in text[place:], part
        place = text.index(part, place)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("code", CODES)
def test_a_sheet_names_no_command(sheet, code, form):
    text = words(sheet(form, code, "--state", "CT"), form)
    assert not re.search(r"occlookup (?:show|outlook|places|insights|related|wages|riasec)\b", text)
    assert not re.search(r"\s--[a-z]", text)


@pytest.mark.parametrize("form", FORMS)
def test_a_state_adds_its_own_figures_and_its_job_bank(sheet, form):
    text, local = words(sheet(form, "43-3011"), form), words(sheet(form, "43-3011", "--state", "ct"), form)
    for added in ("Pay in Connecticut", "Connecticut, 2022 to 2032", "Connecticut job bank"):
        assert added not in text
        assert added in local
    figures = local.partition("Pay in Connecticut")[2].partition("What they do")[0]
    assert {"900", "$19.49", "an hour", "a year"} <= set(re.findall(r"\$?[\d,.]*\d|an hour|a year", figures))


@pytest.mark.parametrize("form", FORMS)
def test_a_state_without_an_estimate_says_so(sheet, form):
    text = words(sheet(form, "25-1011", "--state", "GU"), form)
    assert "Guam: no estimate is published for this occupation there." in text


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("state", [[], ["--state", "CT"]])
def test_the_foot_has_the_sources_the_date_and_the_attribution(sheet, monkeypatch, form, state):
    monkeypatch.setattr(time, "strftime", lambda pattern, *rest: {"%Y-%m-%d": "2031-02-03"}[pattern])
    text = words(sheet(form, "43-3011", *state), form)
    foot = text[text.index("Sources:") :]
    for part in ("BLS OEWS May 2025", "BLS projections 2024-34", "O*NET 29.3"):
        assert part in foot
    assert f"Made on 2031-02-03 with occlookup {__version__}." in foot
    assert [part for part in ATTRIBUTION if part not in foot] == []
    assert ("Projections Central" in foot) is bool(state)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("state", [[], ["--state", "CT"]])
def test_lines_of_text_are_no_wider_than_a_page(sheet, code, state):
    lines = sheet("txt", code, *state).splitlines()
    assert [line for line in lines if len(line) > TEXT_WIDTH and not re.fullmatch(r" *https://\S+", line)] == []
    assert [line for line in lines if line != line.rstrip()] == []


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("state", [[], ["--state", "CT"]])
def test_a_page_is_small_and_needs_nothing_from_elsewhere(sheet, code, state):
    text = sheet("html", code, *state)
    assert len(text.encode()) <= LARGEST
    assert not re.search(r"<(?:script|link|img|iframe|object|embed|form|base)\b|\ssrc=|@import|url\(", text, re.IGNORECASE)
    assert text.endswith("</html>\n")


@pytest.mark.parametrize("code", CODES)
def test_every_form_has_the_same_addresses(sheet, code):
    found = {
        form: set(re.findall(r"https://[^\s<>\"]+", sheet(form, code, "--state", "TX").replace("&amp;", "&"))) for form in FORMS
    }
    assert found["html"] == found["md"] == found["txt"]
    assert len(found["txt"]) >= 4


def test_what_an_occupation_lacks_is_said_and_not_left_empty(sheet):
    text = words(sheet("txt", "55-3016"), "txt")
    assert "the OEWS survey does not cover the armed forces" in text
    assert "BLS publishes no projection 2024-34 of this occupation" in text
    assert "O*NET publishes none for this occupation" in text


def test_the_sheet_says_whose_figures_these_are(sheet):
    assert "Pay and outlook are those of 13-1020" in words(sheet("md", "13-1021"), "md")
    assert "Pay and outlook are those of 29-1141 Registered Nurses" in words(sheet("md", "29-1141.01"), "md")


def test_a_basis_that_is_missing_is_said_as_such(sheet):
    assert "(paid by the hour only)" in words(sheet("txt", "27-2011"), "txt")
    assert "(paid by the year only)" in words(sheet("txt", "25-1011"), "txt")


def test_a_sheet_is_utf_8_under_every_locale(run, tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    target = tmp_path / "a.md"
    assert run("handout", "43-3011", "-o", str(target)).code == 0
    assert b"\r\n" not in target.read_bytes()
    target.read_bytes().decode("utf-8")


def test_a_name_that_is_too_long_is_an_error_of_writing(run, tmp_path):
    done = run("handout", "43-3011", "-o", str(tmp_path / f"{'a' * 300}.html"), "--force")
    assert done.code == 2 or "could not be written" in done.err  # and not that occlookup is to be installed again


def test_a_hostile_name_is_harmless_on_the_terminal(run, tmp_path):
    done = run("handout", "43-3011", "-o", str(tmp_path / "a\x1b[2J\u202eb.txt"), "--force")
    assert done.code == 0
    assert not {"\x1b", "\u202e"} & set(done.out)


def test_a_sheet_that_is_written_is_no_fault_where_nobody_listens(tmp_path):
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [*COMMAND, "handout", "43-3011", "-o", str(tmp_path / "x.txt")], stdout=full, stderr=subprocess.PIPE,
            env=environment(), timeout=SECONDS,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    assert (tmp_path / "x.txt").stat().st_size > 1000
