"""Finding or making a current index: the cache folder, the temporary folder, memory; never a partial file."""

from __future__ import annotations

import gc
import os
import shutil
import sqlite3
import stat
import tempfile
import threading

import pytest

from occlookup import open_catalog
from occlookup.errors import DamagedDataError
from occlookup.index import locate
from occlookup.index.schema import SCHEMA_VERSION


@pytest.fixture
def records(small_records, tmp_path, monkeypatch):
    """A copy of the small records without an index, and an empty cache folder and temporary folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    shutil.copytree(small_records, tmp_path / "small" / "data")
    return tmp_path / "small" / "data"


@pytest.fixture
def index(small_records, tmp_path):
    """A copy of a good index."""
    return shutil.copy2(small_records.parent / "index.sqlite", tmp_path / "copied.sqlite")


@pytest.fixture
def no_cache(tmp_path, monkeypatch):
    """The cache folder cannot be made: a file stands in its place, which holds for root too."""
    (tmp_path / "a file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "a file"))


@pytest.fixture
def no_temporary(tmp_path, monkeypatch):
    (tmp_path / "another file").write_text("")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "another file"))


def make(records, **given):
    connection, path = locate.make_index(records, **given)
    (count,) = connection.execute("SELECT count(*) FROM occupation").fetchone()
    connection.close()
    assert count == 26
    return path


def files_in(folder):
    return sorted(path.name for path in folder.iterdir() if path.name != "index.lock")


# Opening


def test_a_good_index_opens_and_cannot_be_written(index):
    connection = locate.open_readonly(index)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM wage")
    connection.close()


@pytest.mark.parametrize("name", ["100% sure?.sqlite", "a#b.sqlite", "caf\u00e9 \u8b77\u58eb.sqlite", "a%20b.sqlite"])
def test_any_file_name_will_do(index, tmp_path, name):
    locate.open_readonly(shutil.copy2(index, tmp_path / name)).close()


@pytest.mark.parametrize("size", [0, 1, 99, 100, 4096, 8192])
def test_a_file_cut_short_does_not_open(index, size):
    os.truncate(index, size)
    with pytest.raises(sqlite3.DatabaseError, match="is not whole"):
        locate.open_readonly(index)
    assert locate.bundled_index(index) is None


def test_a_file_with_more_than_its_pages_does_not_open(index):
    with index.open("ab") as stream:
        stream.write(bytes(4096))
    with pytest.raises(sqlite3.DatabaseError, match="is not whole"):
        locate.open_readonly(index)


def test_an_index_of_another_version_does_not_open(index):
    connection = sqlite3.connect(index)
    connection.execute("UPDATE meta SET value = '0' WHERE name = 'schema_version'")
    connection.commit()
    connection.close()
    with pytest.raises(sqlite3.DatabaseError, match=f"tables of version 0, not {SCHEMA_VERSION}"):
        locate.open_readonly(index)
    assert locate.bundled_index(index) is None


def test_a_missing_index_is_none(tmp_path):
    assert locate.bundled_index(tmp_path / "index.sqlite") is None


# Freshness


@pytest.fixture
def is_current(small_records, index, records):
    connection = locate.open_readonly(index)
    yield lambda *paths: locate.is_current(connection, index, records, list(paths) or None)
    connection.close()


def newer(path, text=None):
    if text is not None:
        path.write_text(text)
    later = path.stat().st_mtime_ns + 3600 * 10**9
    os.utime(path, ns=(later, later))


def test_an_index_is_current_until_a_record_changes(is_current, records):
    assert is_current()
    assert is_current("wages/CT.toml")
    path = records / "wages" / "CT.toml"
    newer(path, path.read_text().replace('"43-3011 900 ', '"43-3011 910 '))
    assert not is_current()
    assert not is_current("wages/CT.toml")
    assert is_current("wages/TX.toml")


def test_a_newer_time_alone_makes_no_index_stale(is_current, records):
    newer(records / "wages" / "CT.toml")
    assert is_current()
    assert is_current("wages/CT.toml")


def test_a_record_more_or_less_makes_an_index_stale(is_current, records):
    (records / "occupations" / "43-3011.toml").rename(records / "43-3011")
    assert not is_current()
    assert not is_current("occupations/43-3011.toml")
    (records / "43-3011").rename(records / "occupations" / "43-3011.toml")
    assert is_current()
    (records / "occupations" / "00-0001.toml").write_text("")
    assert not is_current()


def test_without_records_an_index_is_all_there_is(is_current, records):
    shutil.rmtree(records)
    assert is_current()
    assert is_current("wages/CT.toml")


# Making


def test_an_index_is_made_in_the_cache_folder_and_found_again(records, tmp_path):
    told = []
    path = make(records, progress=lambda done, total: told.append(done))
    assert path.parent == tmp_path / "cache" / "occlookup"
    assert SCHEMA_VERSION in path.name
    assert len(told) == 42
    made = path.stat().st_mtime_ns
    told.clear()
    assert make(records, progress=lambda done, total: told.append(done)) == path
    assert (told, path.stat().st_mtime_ns) == ([], made)
    assert files_in(path.parent) == [path.name]


def test_a_changed_record_gives_another_index(records):
    first = make(records)
    newer(records / "areas.toml")
    second = make(records)
    assert first != second
    assert sorted([first.name, second.name]) == files_in(first.parent)


def test_the_cache_keeps_a_few_indexes(records):
    made = []
    for _ in range(locate._KEPT_INDEXES + 3):
        newer(records / "areas.toml")
        made.append(make(records))
        newer(made[-1])  # so that the order of making is the order of times
        os.utime(made[-1], ns=(len(made) * 10**9, len(made) * 10**9))
    left = files_in(made[0].parent)
    assert len(left) <= locate._KEPT_INDEXES + 1
    assert left == sorted(path.name for path in made[-len(left) :])


def test_a_damaged_index_in_the_cache_is_made_anew(records):
    path = make(records)
    whole = path.read_bytes()
    path.write_bytes(whole[:5000])
    assert make(records) == path
    assert path.read_bytes() == whole


def test_a_distrusted_index_is_made_anew(records):
    path = make(records)
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + bytes(len(whole) - 8192))
    assert make(records, distrust=path) == path
    assert path.read_bytes() == whole


def test_what_a_dead_process_left_is_cleared_away(records, tmp_path):
    folder = tmp_path / "cache" / "occlookup"
    folder.mkdir(parents=True)
    (folder / "index-1-abc.99999.part").write_bytes(b"half")
    path = make(records)
    assert files_in(folder) == [path.name]


def test_a_failed_compilation_leaves_no_file(records, tmp_path):
    (records / "areas.toml").write_text("areas = ")
    with pytest.raises(DamagedDataError, match=r"areas\.toml"):
        locate.make_index(records)
    assert files_in(tmp_path / "cache" / "occlookup") == []


def test_an_interrupted_compilation_leaves_no_file(records, tmp_path):
    def interrupt(done, total):
        if done == 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        locate.make_index(records, interrupt)
    assert files_in(tmp_path / "cache" / "occlookup") == []
    assert make(records)


def test_no_one_sees_a_partial_file(records, tmp_path):
    seen = set()
    make(records, progress=lambda done, total: seen.update(files_in(tmp_path / "cache" / "occlookup")))
    assert seen
    assert all(name.endswith(".part") for name in seen)


def test_without_a_cache_folder_the_temporary_folder_serves(records, no_cache, tmp_path):
    path = make(records)
    assert path.parent.parent == tmp_path / "temporary"
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert make(records) == path


def test_where_nothing_can_be_written_the_index_is_in_memory(records, no_cache, no_temporary):
    assert make(records) is None
    with open_catalog(records=records) as catalog:
        assert catalog.show("43-3011").data.wages.national.annual_median == 47030
        assert catalog.info().data.index_file == "in memory"


def test_a_link_in_the_temporary_folder_is_not_followed(records, no_cache, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "temporary" / f"occlookup-{os.getuid()}").symlink_to(tmp_path / "elsewhere")
    assert make(records) is None
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_temporary_folder_that_others_may_write_is_not_used(records, no_cache, tmp_path):
    folder = tmp_path / "temporary" / f"occlookup-{os.getuid()}"
    folder.mkdir()
    folder.chmod(0o777)
    assert make(records) is None
    assert list(folder.iterdir()) == []


def test_a_full_disk_ends_in_memory(records, monkeypatch, tmp_path):
    def full(*given):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(locate, "write_index", full)
    assert make(records) is None
    assert files_in(tmp_path / "cache" / "occlookup") == []


def test_a_lock_that_nobody_gives_back_ends_in_memory(records, monkeypatch):
    monkeypatch.setattr(locate, "_LOCK_SECONDS", 0.0)
    monkeypatch.setattr(locate, "take_lock", lambda descriptor: False)
    assert make(records) is None


def test_of_two_that_start_at_once_one_compiles(records):
    told, made = [], []

    def start():
        made.append(make(records, progress=lambda done, total: told.append(done)))

    starting = [threading.Thread(target=start) for _ in range(3)]
    for thread in starting:
        thread.start()
    for thread in starting:
        thread.join()
    assert len(made) == 3 and len(set(made)) == 1
    assert len(told) == 42


def test_the_collector_is_as_it_was(records):
    assert gc.isenabled()
    make(records)
    assert gc.isenabled()
    gc.disable()
    try:
        newer(records / "areas.toml")
        make(records)
        assert not gc.isenabled()
    finally:
        gc.enable()
