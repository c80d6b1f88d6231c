"""Reading records, and telling one state of their folder from another."""

from __future__ import annotations

import hashlib
import os
import shutil
import tomllib

import pytest

from occlookup.errors import DamagedDataError
from occlookup.index.records import fingerprint, read_record


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "occupations").mkdir()
    (tmp_path / "areas.toml").write_text('title = "caf\u00e9"\n', encoding="utf-8")
    (tmp_path / "occupations" / "43-3011.toml").write_text("zone = 2\n")
    return tmp_path


def test_a_record_comes_with_the_hash_of_its_bytes(folder):
    record, sha256 = read_record(folder, "areas.toml")
    assert record == {"title": "caf\u00e9"}
    assert sha256 == hashlib.sha256((folder / "areas.toml").read_bytes()).hexdigest()


def test_a_record_is_what_the_standard_library_reads(small_records):
    for path in ("occupations/43-3011.toml", "wages/CT.toml", "sources.toml", "groups.toml"):
        assert read_record(small_records, path)[0] == tomllib.loads((small_records / path).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"a = \n", "line 1"),
        (b"a = 1\nb = [\n", "at end of document"),
        (b"a = 1\na = 2\n", "line 2"),
        (b"\xff", "utf-8"),
        (b"\x00", "line 1"),
    ],
)
def test_a_damaged_record_is_named_with_the_place(folder, content, told):
    (folder / "areas.toml").write_bytes(content)
    with pytest.raises(DamagedDataError) as raised:
        read_record(folder, "areas.toml")
    assert str(folder / "areas.toml") in raised.value.message
    assert told in raised.value.message
    assert "\n" not in raised.value.message
    assert raised.value.exit_code == 4


@pytest.mark.parametrize("path", ["groups.toml", "wages/CT.toml", "occupations"])
def test_a_missing_record_is_named(folder, path):
    with pytest.raises(DamagedDataError, match="cannot be read"):
        read_record(folder, path)


def test_a_fingerprint_stays_while_nothing_changes(folder):
    assert fingerprint(folder) == fingerprint(folder)
    assert len(fingerprint(folder)) == 16
    int(fingerprint(folder), 16)


def test_a_fingerprint_changes_with_the_size_of_a_record(folder):
    before = fingerprint(folder)
    path = folder / "areas.toml"
    status = path.stat()
    path.write_text("title = 1\n")
    os.utime(path, ns=(status.st_mtime_ns, status.st_mtime_ns))
    assert fingerprint(folder) != before


def test_a_fingerprint_changes_with_the_time_of_a_record(folder):
    before = fingerprint(folder)
    os.utime(folder / "occupations" / "43-3011.toml", ns=(1, 1))
    assert fingerprint(folder) != before


def test_a_fingerprint_changes_with_a_record_more_less_or_renamed(folder):
    before = fingerprint(folder)
    path = folder / "occupations" / "43-3011.toml"
    path.rename(path.with_name("43-3012.toml"))
    renamed = fingerprint(folder)
    shutil.copy2(path.with_name("43-3012.toml"), path)
    more = fingerprint(folder)
    assert len({before, renamed, more}) == 3
    path.with_name("43-3012.toml").unlink()
    assert fingerprint(folder) == before


def test_a_fingerprint_changes_with_the_folder(folder, tmp_path):
    shutil.copytree(folder, tmp_path / "other", copy_function=shutil.copy2)
    assert fingerprint(tmp_path / "other") != fingerprint(folder)


def test_what_is_no_record_does_not_count(folder):
    before = fingerprint(folder)
    (folder / "notes.txt").write_text("x")
    (folder / "other").mkdir()
    (folder / "other" / "deep.toml").write_text("x = 1")
    assert fingerprint(folder) == before
