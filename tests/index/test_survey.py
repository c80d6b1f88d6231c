"""The folder of records from outside."""

from __future__ import annotations

import os

from occlookup.index.survey import RecordTree, list_records, survey_records


def test_records_stand_in_three_folders(tmp_path):
    for name in ("areas.toml", "occupations/43-3011.toml", "wages/CT.toml", "other/x.toml", "occupations/old/x.toml", "a.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x = 1\n")
    assert sorted(record.path for record in list_records(tmp_path)) == [
        "areas.toml", "occupations/43-3011.toml", "wages/CT.toml",
    ]  # fmt: skip


def test_a_survey_counts_sizes_and_the_newest_time(tmp_path):
    for number, name in enumerate(("a.toml", "b.toml"), 1):
        (tmp_path / name).write_bytes(b"x" * number)
        os.utime(tmp_path / name, ns=(number * 10**9, number * 10**9))
    assert survey_records(tmp_path) == RecordTree(2, 3, 2 * 10**9)


def test_a_missing_folder_has_no_records(tmp_path):
    assert list(list_records(tmp_path / "nothing")) == []
    assert survey_records(tmp_path / "nothing") == RecordTree(0, 0, 0)


def test_the_small_records_are_all_seen(small_records):
    assert survey_records(small_records).files == len(list(small_records.rglob("*.toml"))) == 42
