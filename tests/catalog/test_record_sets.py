"""What the name of a set means, and what is said of one that cannot be read."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from occlookup.catalog import record_sets
from occlookup.catalog.changes import changes_between
from occlookup.catalog.record_sets import open_set, resolve_set, with_both
from occlookup.errors import DamagedDataError, NotFoundError
from occlookup.index import locate


def codes(store) -> int:
    return len(store.rows("SELECT code FROM soc"))


@pytest.fixture(autouse=True)
def _own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_the_bundled_set_has_its_name():
    assert resolve_set("bundled") == (locate.RECORDS, locate.BUNDLED)


def test_a_folder_of_records_a_folder_with_an_index_and_an_index_are_sets(small_records):
    index = small_records.parent / "index.sqlite"
    assert resolve_set(str(small_records)) == (small_records, index)
    assert resolve_set(str(small_records.parent)) == (small_records, index)
    assert resolve_set(str(index)) == (None, index)
    counted = set()
    for path in (small_records, small_records.parent, index):
        store = open_set(str(path))
        counted.add(codes(store))
        store.close()
    assert len(counted) == 1 and counted.pop() > 500


def test_records_without_an_index_are_compiled(small_records, tmp_path):
    shutil.copytree(small_records, tmp_path / "copy" / "data")
    store = open_set(str(tmp_path / "copy" / "data"))
    assert store.path is not None and store.path.parent == tmp_path / "cache" / "occlookup"
    store.close()
    assert not (tmp_path / "copy" / "index.sqlite").exists()


def test_an_index_older_than_its_records_does_not_answer(small_records, tmp_path):
    shutil.copytree(small_records.parent, tmp_path / "copy")
    (tmp_path / "copy" / "data" / "occupations" / "55-3016.toml").unlink()
    store = open_set(str(tmp_path / "copy"))
    assert store.row("SELECT 1 FROM soc WHERE code = '55-3016'") is None
    store.close()


def test_other_names_may_be_added(small_records, monkeypatch):
    place = record_sets.SetFiles(small_records, small_records.parent / "index.sqlite")
    monkeypatch.setitem(record_sets.NAMED, "other", lambda: place)
    assert resolve_set("other") == place
    with pytest.raises(NotFoundError) as unknown:
        resolve_set("latter")
    assert "bundled, in-use, other;" in unknown.value.hint


@pytest.mark.parametrize("text", ["nope", "", "a\0b", "x" * 5000, "\x1b[31mred", "/dev/null", "Bundled"])
def test_an_unknown_name_is_not_found(text, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NotFoundError) as unknown:
        resolve_set(text)
    assert "\n" not in unknown.value.message and "\x1b" not in unknown.value.message
    assert "bundled" in unknown.value.hint


def test_editions_are_sets_by_their_names(small_records, tmp_path, monkeypatch):
    monkeypatch.setenv("OCCLOOKUP_DATA", str(tmp_path))
    assert resolve_set("in-use") == resolve_set("bundled")
    with pytest.raises(NotFoundError, match="nothing was imported"):
        resolve_set("former")
    names = ["2026-10-01-101010-0a0a", "2026-11-01-101010-0b0b", "2026-11-02-101010-0c0c"]
    for name in names:
        shutil.copytree(small_records, tmp_path / "editions" / name / "records")
    (tmp_path / "editions" / "notes").mkdir()
    (tmp_path / "in-use").write_text(f"{names[1]}\n{names[0]}\n", encoding="ascii")
    places = {text: resolve_set(text).records for text in ("in-use", "former", names[2])}
    folders = [tmp_path / "editions" / name / "records" for name in names]
    assert list(places.values()) == [folders[1], folders[0], folders[2]]
    assert record_sets.set_names() == ["bundled", "in-use", "former", *reversed(names)]
    (tmp_path / "editions" / names[2] / "index.sqlite").touch()
    assert resolve_set(str(tmp_path / "editions" / names[2])).records == folders[2]


def test_an_empty_folder_is_no_set(tmp_path):
    with pytest.raises(NotFoundError, match="a folder without records"):
        resolve_set(str(tmp_path))


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "index.sqlite")
    with pytest.raises(NotFoundError):
        resolve_set(str(tmp_path / "index.sqlite"))
    with pytest.raises(NotFoundError):
        resolve_set(str(tmp_path))


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0", b"no index at all" * 100])
def test_a_file_that_is_no_index_is_damaged(tmp_path, content):
    path = tmp_path / "wrong.sqlite"
    path.write_bytes(content)
    with pytest.raises(DamagedDataError, match=r"wrong\.sqlite.* cannot be read"):
        open_set(str(path))


def test_an_index_cut_short_is_damaged(small_records, tmp_path):
    path = tmp_path / "short.sqlite"
    path.write_bytes((small_records.parent / "index.sqlite").read_bytes()[:-4096])
    with pytest.raises(DamagedDataError, match=r"short\.sqlite"):
        open_set(str(path))


def test_a_damaged_record_is_named(small_records, tmp_path):
    shutil.copytree(small_records, tmp_path / "data")
    (tmp_path / "data" / "occupations" / "43-3011.toml").write_text("code = ", encoding="utf-8")
    with pytest.raises(DamagedDataError, match=r"43-3011\.toml"):
        open_set(str(tmp_path / "data"))


def test_of_two_sets_the_one_that_breaks_is_named(small_records, tmp_path):
    """The pages of table soc are overwritten: the file opens and only then cannot be read."""
    good = small_records.parent / "index.sqlite"
    broken = tmp_path / "broken.sqlite"
    content = bytearray(good.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    broken.write_bytes(content)
    question = "SELECT code, title FROM soc ORDER BY title"
    for pair in ((broken, good), (good, broken)):
        with pytest.raises(DamagedDataError, match=r"broken\.sqlite"):
            with_both(str(pair[0]), str(pair[1]), lambda old, new: (old.rows(question), new.rows(question)))


@pytest.mark.parametrize("place", [0, 1])
def test_an_index_with_figures_that_cannot_be_is_named(small_records, tmp_path, place):
    """SQLite takes it for whole: a mark that there is none of stands in it."""
    good = small_records.parent / "index.sqlite"
    wrong = tmp_path / "wrong.sqlite"
    shutil.copyfile(good, wrong)
    with sqlite3.connect(wrong) as connection:
        connection.execute("UPDATE occupation SET annual_median = -3 WHERE annual_median > 0")
    connection.close()
    pair = [str(good), str(good)]
    pair[place] = str(wrong)
    with pytest.raises(DamagedDataError, match=r"wrong\.sqlite"):
        changes_between(*pair)


def test_a_fault_of_the_question_is_no_damage(small_records):
    def ask(old, new):
        if old is not new:
            raise ValueError("a bug")

    with pytest.raises(ValueError, match="a bug"):
        with_both(str(small_records), str(small_records), ask)


def test_both_are_closed_after(small_records):
    opened = with_both(str(small_records), str(Path(small_records)), lambda old, new: (old, new))
    for store in opened:
        with pytest.raises(Exception, match="closed"):
            store.rows("SELECT 1")
