"""Which records answer, and how another edition is put into use."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from data_folder import put_in_use
from occlookup import open_catalog
from occlookup.errors import OutputError, UsageError
from occlookup.index import switching
from occlookup.index.editions import bundled_edition, find, in_use, lost_line, read_pointer
from occlookup.index.switching import changing


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder, still empty."""
    monkeypatch.setenv("OCCLOOKUP_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def test_the_bundled_records_answer_where_nothing_was_imported(folder):
    assert in_use() == bundled_edition() and read_pointer() == ("bundled", None, None)
    assert not folder.exists()  # a look makes nothing


def test_no_data_folder_is_needed(monkeypatch):
    monkeypatch.setenv("OCCLOOKUP_DATA", "")
    assert in_use() == bundled_edition()
    with pytest.raises(UsageError, match="no data folder"), changing():
        raise AssertionError


def test_the_folder_is_the_one_that_platformdirs_names(tmp_path, monkeypatch, small_records):
    monkeypatch.delenv("OCCLOOKUP_DATA")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    name = put_in_use(small_records)
    assert in_use().records == tmp_path / "occlookup" / "editions" / name / "records"


def test_an_edition_answers_once_it_is_in_use(folder, small_records):
    name = put_in_use(small_records)
    assert in_use().name == name and in_use().records.is_relative_to(folder)
    with open_catalog() as catalog:
        info = catalog.info().data
        assert (info.occupations, info.edition, info.former) == (26, name, "bundled")
        assert Path(info.index_file) == in_use().index_file


def test_the_former_one_stays_and_can_be_gone_back_to(folder, small_records):
    first, second = put_in_use(small_records), put_in_use(small_records)
    assert (in_use().name, read_pointer().former) == (second, first)
    with changing() as change:
        assert change.roll_back() == (first, second)
    assert (in_use().name, read_pointer().former) == (first, second)
    with changing() as change:
        assert change.roll_back() == (second, first)
    assert in_use().name == second
    with changing() as change:
        assert change.use_bundled() == ("bundled", second)
        assert change.use_bundled() == ("bundled", "bundled")  # where it is in use already, nothing is forgotten
    assert read_pointer() == ("bundled", second, None)


def test_only_the_one_in_use_and_the_former_one_are_kept(folder, small_records):
    names = [put_in_use(small_records) for _ in range(4)]
    with changing():
        pass
    assert sorted(path.name for path in (folder / "editions").iterdir()) == sorted(names[2:])


def test_what_was_left_unfinished_is_removed(folder, small_records):
    name = put_in_use(small_records)
    for left in (".unfinished-1", "2020-01-01-000000-0000"):  # killed before and after its name was given
        shutil.copytree(folder / "editions" / name, folder / "editions" / left)
    (folder / ".in-use.1.part").write_text("x")
    (folder / "editions" / "kept by a person").mkdir()
    with changing():
        assert sorted(path.name for path in (folder / "editions").iterdir()) == [name, "kept by a person"]
    assert not (folder / ".in-use.1.part").exists()


def test_nothing_to_go_back_to_is_said(folder, small_records):
    with pytest.raises(UsageError, match="nothing was imported"), changing() as change:
        change.roll_back()
    first = put_in_use(small_records)
    put_in_use(small_records)
    shutil.rmtree(folder / "editions" / first)
    with pytest.raises(UsageError, match="no longer there"), changing() as change:
        change.roll_back()


def test_a_lost_edition_gives_way_to_the_former_one_and_to_the_bundled(folder, small_records):
    first, second = put_in_use(small_records), put_in_use(small_records)
    shutil.rmtree(folder / "editions" / second)
    assert in_use().name == first
    with open_catalog() as catalog:
        (notice,) = catalog.info().data.notices
        assert catalog.info().data.former is None
    assert second in notice and first in notice
    shutil.rmtree(folder / "editions")
    assert in_use() == bundled_edition()
    with open_catalog() as catalog:
        assert catalog.info().data.notices == (lost_line(),)


def test_what_is_lost_is_said_beside_every_answer(folder, small_records, run):
    assert lost_line() is None
    name = put_in_use(small_records)
    assert lost_line() is None and run("wages", "43-3011", "--national").err == ""
    shutil.rmtree(folder / "editions" / name)
    asked = run("wages", "43-3011", "--national")
    assert asked.code == 0 and f"occlookup: {lost_line()}" in asked.err and name in asked.err


@pytest.mark.parametrize(
    "content",
    [b"", b"\n", b"\n\n", b"bundled", b"bundled\n", b"bundled\nbundled", b"../../etc\nbundled\n", b"\xff\xfe\n\x00\n",
     b"x" * 9999, b"2026-11-22-200000-abcd\n", b"2026-11-22-200000-abcd\n/\n", b"bundled\nbundled\nbundled\n"],
)  # fmt: skip
def test_a_damaged_pointer_leaves_the_bundled_records_in_use_and_says_so(folder, content):
    folder.mkdir()
    (folder / "in-use").write_bytes(content)
    assert in_use() == bundled_edition()
    assert str(folder / "in-use") in read_pointer().fault
    with open_catalog() as catalog:
        (notice,) = catalog.info().data.notices
    assert "in-use" in notice


def test_a_pointer_that_is_no_file_is_no_wait(folder):
    folder.mkdir()
    os.mkfifo(folder / "in-use")
    assert in_use() == bundled_edition() and read_pointer().fault
    (folder / "in-use").unlink()
    (folder / "in-use").mkdir()
    assert in_use() == bundled_edition() and read_pointer().fault


def test_names_lead_nowhere_else(folder):
    for name in ("..", "../editions", "/", "", "in-use", "2026-11-22-200000-abcd/..", "2026-11-22-200000-abcd\n"):
        assert find(name) is None


def test_one_change_at_a_time(folder, small_records):
    with changing(), pytest.raises(UsageError, match="another import"), changing():
        raise AssertionError
    put_in_use(small_records)


def test_a_fault_while_it_is_made_leaves_what_was_in_use(folder, small_records):
    name = put_in_use(small_records)
    with pytest.raises(RuntimeError), changing() as change, change.unfinished() as unfinished:
        (unfinished / "half").write_text("made")
        raise RuntimeError
    assert in_use().name == name and [path.name for path in (folder / "editions").iterdir()] == [name]


@pytest.mark.parametrize("call", ["rename", "replace", "fsync"])
def test_a_fault_of_the_disk_leaves_what_was_in_use(folder, small_records, monkeypatch, call):
    name = put_in_use(small_records)
    before = read_pointer()

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(switching.os, call, refuse)
    with (
        pytest.raises(OutputError, match="No space left"),
        changing() as change,
        switching.reporting(folder),
        change.unfinished() as unfinished,
    ):
        shutil.copytree(small_records, unfinished / "records")
        change.put_in_use(unfinished)
    monkeypatch.undo()
    monkeypatch.setenv("OCCLOOKUP_DATA", str(folder))
    assert read_pointer() == before and in_use().name == name


def test_a_folder_that_cannot_be_made_is_one_error(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("OCCLOOKUP_DATA", str(tmp_path / "file"))
    with pytest.raises(OutputError, match="could not be written"), changing():
        raise AssertionError
    assert in_use() == bundled_edition()


def test_an_index_of_another_version_is_compiled_anew(folder, small_records, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    put_in_use(small_records)
    index = in_use().index_file
    index.write_bytes(b"another version's")
    with open_catalog() as catalog:
        assert catalog.show("43-3011").data.code == "43-3011"
        assert catalog.index_path().is_relative_to(tmp_path / "cache")


def test_a_record_of_an_edition_that_a_person_changed_counts(folder, small_records, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    put_in_use(small_records)
    path = in_use().records / "occupations" / "43-3011.toml"
    text = path.read_text()
    path.write_text(text.replace("Bill and Account Collectors", "Bill Collectors", 1))
    with open_catalog() as catalog:
        assert catalog.show("43-3011").data.title == "Bill Collectors"
