"""The folder of own records: which files are in it and in which state."""

from __future__ import annotations

import os

import pytest

from occlookup.index.own.folder import folder_state, read_folder, shown_name
from own_files import BAD_NAMES, GOOD


def test_no_folder_and_no_record_are_none(tmp_path):
    assert folder_state(None) is None
    assert folder_state(tmp_path / "nowhere") is None
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / ".hidden.toml").write_text("x")
    assert folder_state(tmp_path) is None
    assert folder_state(tmp_path / "notes.txt") is None


def test_the_files_are_in_the_order_of_their_names(tmp_path):
    for name in ("b.toml", "a.TOML", "B.toml", "c.toml.bak"):
        (tmp_path / name).write_text(GOOD)
    assert folder_state(tmp_path).names == ("B.toml", "a.TOML", "b.toml")


@pytest.mark.parametrize("change", ["content", "permissions", "name", "another", "time"])
def test_every_change_is_another_state(tmp_path, change):
    path = tmp_path / "a.toml"
    path.write_text(GOOD)
    before = folder_state(tmp_path)
    assert folder_state(tmp_path) == before
    if change == "content":
        path.write_text(GOOD.replace("120", "121"))
    elif change == "permissions":
        path.chmod(0o600)
    elif change == "name":
        path.rename(tmp_path / "b.toml")
    elif change == "another":
        (tmp_path / "b.toml").write_text("")
    else:
        os.utime(path, (1, 1))
    assert folder_state(tmp_path).text != before.text


@pytest.mark.parametrize("name", BAD_NAMES)
def test_any_name_may_be_shown(name):
    shown = shown_name(os.fsdecode(name))
    assert shown.isprintable() and 0 < len(shown) <= 80
    shown.encode()


def test_of_each_bad_file_the_first_fault(tmp_path):
    (tmp_path / "a.toml").write_text(GOOD)
    (tmp_path / "b.toml").write_text("x = 1\ny = 2\n")
    (tmp_path / "c.toml").mkdir()
    entries, faults = read_folder(tmp_path, folder_state(tmp_path).names)
    assert [entry.file for entry in entries] == ["a.toml"]
    assert [(fault.file, fault.line) for fault in faults] == [("b.toml", 1), ("c.toml", None)]
    assert entries[0].line("code") == 1
