"""Sheets that a client takes home."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

import pytest

from occlookup.catalog import Catalog
from occlookup.errors import OutputError, UsageError
from occlookup.kiosk import guard, handouts
from occlookup.kiosk.handouts import MOST_SHEETS, HandoutFolder
from occlookup.model import Titled

NURSES = Titled("29-1141", "Registered Nurses")
COLLECTORS = Titled("43-3011", "Bill and Account Collectors")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "sheets"
    path.mkdir()
    return path


@pytest.fixture
def sheets(folder: Path, bundled: Catalog) -> HandoutFolder:
    return HandoutFolder(folder, bundled)


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sheets of a few words, for tests that write many."""
    monkeypatch.setattr(HandoutFolder, "_sheet", lambda self, jobs, state: (b"<p>page</p>", b"text"))


@pytest.fixture
def same_name(monkeypatch: pytest.MonkeyPatch) -> str:
    """Every name that is drawn is this one."""
    monkeypatch.setattr(handouts.secrets, "choice", lambda letters: "a")
    return "aaaaaa"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_sheet_is_a_page_and_a_text_of_one_name(sheets, folder):
    name = sheets.write([NURSES], None)
    assert re.fullmatch("[a-hjkmnp-z2-9]{6}", name)
    assert names(folder) == [f"{name}.html", f"{name}.txt"]
    page, text = ((folder / f"{name}{ending}").read_text("utf-8") for ending in (".html", ".txt"))
    assert page.startswith("<!DOCTYPE html>")
    for content in (page, text):
        assert "Registered Nurses" in content
        assert "Bill and Account" not in content
        assert "Made on 20" in content
    assert all(len(line) <= 80 for line in text.splitlines() if "://" not in line)
    assert all((folder / each).stat().st_mode & 0o777 & ~0o640 == 0 for each in names(folder))


def test_a_sheet_has_every_job_and_the_state_and_each_source_once(sheets, folder):
    name = sheets.write([COLLECTORS, NURSES], "CT")
    text = (folder / f"{name}.txt").read_text("utf-8")
    assert text.index("Bill and Account Collectors") < text.index("Registered Nurses")
    assert "Connecticut" in text
    sources = re.findall(r"^Sources: .*(?:\n  .*)*", text, re.MULTILINE)
    assert sources
    assert len(sources) == len(set(sources))


@pytest.mark.usefixtures("short")
def test_names_are_not_foreseen(sheets, folder):
    written = {sheets.write([NURSES], None) for _ in range(MOST_SHEETS)}
    assert len(written) == MOST_SHEETS
    assert len({name[place] for name in written for place in range(6)}) > 20
    assert not set("".join(written)) & set("0o1il")


@pytest.mark.usefixtures("short")
def test_a_person_has_fifty_and_the_next_as_many(sheets, folder):
    assert MOST_SHEETS == 50
    for _ in range(2):
        for _ in range(50):
            sheets.write([NURSES], None)
        before = names(folder)
        with pytest.raises(OutputError, match="That is the last sheet for now"):
            sheets.write([NURSES], None)
        assert names(folder) == before
        sheets.new_person()
    assert len(names(folder)) == 200


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("ending", [".html", ".txt"])
@pytest.mark.parametrize("kind", ["file", "dangling link", "link to a file", "link to a folder", "folder", "fifo"])
def test_what_has_the_name_already_is_neither_written_over_nor_followed(sheets, folder, tmp_path, same_name, kind, ending):
    taken, elsewhere = folder / f"{same_name}{ending}", tmp_path / "elsewhere"
    match kind:
        case "file":
            taken.write_text("another's")
        case "dangling link":
            taken.symlink_to(elsewhere)
        case "link to a file":
            elsewhere.write_text("another's")
            taken.symlink_to(elsewhere)
        case "link to a folder":
            elsewhere.mkdir()
            taken.symlink_to(elsewhere)
        case "folder":
            taken.mkdir()
        case "fifo":
            os.mkfifo(taken)
    before = taken.lstat()
    with pytest.raises(OutputError, match="The sheet could not be written"):
        sheets.write([NURSES], None)
    assert names(folder) == [taken.name]
    assert (taken.lstat().st_ino, taken.lstat().st_mode, taken.lstat().st_size) == (
        before.st_ino,
        before.st_mode,
        before.st_size,
    )
    if kind == "dangling link":
        assert not elsewhere.exists()
    if kind in ("file", "link to a file"):
        assert taken.read_text() == "another's"
    if kind == "link to a folder":
        assert list(elsewhere.iterdir()) == []


@pytest.mark.usefixtures("short")
def test_a_name_that_is_taken_is_another_one(sheets, folder, monkeypatch):
    drawn = iter("a" * 6 + "a" * 6 + "b" * 6)
    monkeypatch.setattr(handouts.secrets, "choice", lambda letters: next(drawn))
    assert [sheets.write([NURSES], None), sheets.write([NURSES], None)] == ["aaaaaa", "bbbbbb"]
    assert len(names(folder)) == 4


@pytest.mark.usefixtures("short")
def test_what_is_put_in_the_folders_place_later_is_not_written_to(sheets, folder, tmp_path):
    moved, trap = tmp_path / "moved", tmp_path / "trap"
    trap.mkdir()
    folder.rename(moved)
    folder.symlink_to(trap)
    name = sheets.write([NURSES], None)
    assert names(moved) == [f"{name}.html", f"{name}.txt"]
    assert names(trap) == []


@pytest.mark.parametrize("function", ["write", "fsync", "open"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EDQUOT])
def test_a_disk_that_is_full_at_any_moment_leaves_nothing(sheets, folder, monkeypatch, function, code):
    page, text = sheets._sheet([NURSES], None)
    monkeypatch.setattr(sheets, "_sheet", lambda jobs, state: (page, text))
    real = {name: getattr(os, name) for name in ("write", "fsync", "open")}
    seen = 0
    for turn in range(1, 50):
        calls = 0

        def failing(*given, turn=turn, **named):
            nonlocal calls
            calls += 1
            if calls == turn:
                raise OSError(code, os.strerror(code))
            if function == "write":  # in small pieces, as where the disk is nearly full
                return real["write"](given[0], given[1][:20_000])
            return real[function](*given, **named)

        with monkeypatch.context() as patch:
            patch.setattr(os, function, failing)
            try:
                sheets.write([NURSES], None)
                break
            except OutputError as error:
                assert error.message == "The sheet could not be written. Please ask the staff."
        assert names(folder) == []
        seen += 1
    assert seen >= 2
    assert {(folder / each).read_bytes() for each in names(folder)} == {page, text}


@pytest.mark.usefixtures("short")
def test_a_sheet_that_could_not_be_written_is_not_counted(sheets, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", lambda descriptor: (_ for _ in ()).throw(OSError(errno.ENOSPC, "full")))
        for _ in range(MOST_SHEETS + 5):
            with pytest.raises(OutputError, match="could not be written"):
                sheets.write([NURSES], None)
    assert len({sheets.write([NURSES], None) for _ in range(MOST_SHEETS)}) == MOST_SHEETS


def test_a_sheet_that_is_too_large_is_not_written(sheets, folder, monkeypatch):
    page, text = sheets._sheet([NURSES], None)
    monkeypatch.setattr(handouts, "MOST_BYTES", max(len(page), len(text)) - 1)
    with pytest.raises(OutputError, match="could not be written"):
        sheets.write([NURSES], None)
    assert names(folder) == []
    monkeypatch.setattr(handouts, "MOST_BYTES", max(len(page), len(text)))
    sheets.write([NURSES], None)
    assert len(names(folder)) == 2


def test_ten_jobs_of_the_longest_fit_on_a_sheet_and_under_the_guards_limit(sheets, bundled):
    longest = [Titled(row.code, row.title) for row in bundled.rank("employment", top=10).data.rows]
    page, text = sheets._sheet(longest, "CA")
    assert max(len(page), len(text)) <= handouts.MOST_BYTES < guard.LARGEST_FILE


def test_a_folder_that_cannot_be_used_is_refused(tmp_path, bundled):
    (tmp_path / "file").touch()
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    os.mkfifo(tmp_path / "fifo")
    for name in ("missing", "file", "loop", "fifo", "file/below", "a\x1b[2Jb"):
        with pytest.raises(UsageError, match="cannot be used") as caught:
            HandoutFolder(tmp_path / name, bundled)
        assert caught.value.message.isprintable()


def test_a_folder_that_nothing_can_be_written_into_is_refused(folder, bundled, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(UsageError, match="nothing can be written into"):
        HandoutFolder(folder, bundled)


@pytest.mark.usefixtures("short")
def test_it_asks_the_guard_to_let_it_write_and_no_longer_than_that(sheets, monkeypatch):
    allowed = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: allowed.append(guard._writing_allowed))
    sheets.write([NURSES], None)
    assert (allowed, guard._writing_allowed) == ([True, True], False)
