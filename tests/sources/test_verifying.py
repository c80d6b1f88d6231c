"""The proof that each figure is as it was taken from its source: what is changed by one digit is named."""

from __future__ import annotations

import re
import shutil
import sqlite3
from pathlib import Path

import pytest

from data_folder import put_in_use, write_crosswalk
from occlookup.errors import DamagedDataError
from occlookup.index.editions import Edition, in_use
from occlookup.sources.importing import import_files
from occlookup.sources.record_set import RecordSet
from occlookup.sources.seals import FILE, make_seals, named_sources, read_seals, write_seals
from occlookup.sources.verifying import Report, verify_edition

COLLECTORS = "occupations/43-3011.toml"


def silent(*_: object) -> None:
    """Progress that nobody sees."""


@pytest.fixture
def edition(sound_records: Path, tmp_path: Path) -> Edition:
    """A copy of the sound small records, to be damaged."""
    shutil.copytree(sound_records, tmp_path / "data")
    shutil.copyfile(sound_records.parent / "index.sqlite", tmp_path / "index.sqlite")
    return Edition("a copy", tmp_path / "data", tmp_path / "index.sqlite")


def verify(edition: Edition) -> Report:
    """The report, without a release at hand."""
    return verify_edition(edition, [], silent)


def change(edition: Edition, place: str, old: str, new: str) -> None:
    """Put `new` in the place of the first `old` of a record."""
    path = edition.records / place
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_untouched_records_are_proved(edition):
    report = verify(edition)
    assert report.faults == () and report.fault_count == 0
    assert len(report.said) == 2 and "hold the figures" in report.said[0] and "each one" in report.said[1]


@pytest.mark.parametrize(
    "place, old, new",
    [
        (COLLECTORS, " 47030 ", " 47031 "),
        (COLLECTORS, "employment_2024_thousands = 166.9", "employment_2024_thousands = 166.8"),
        (COLLECTORS, 'date = "11/2023"', 'date = "12/2023"'),
        (COLLECTORS, "zone = 2", "zone = 3"),
        ("wages/CT.toml", " 57930 ", " 57903 "),
        ("wages/CT.toml", "43-3011 770 700 -9.1 70", "43-3011 770 700 -9.1 71"),
        ("groups.toml", 'title = "Financial Clerks"', 'title = "Financial Clerk"'),
        ("areas.toml", 'name = "Connecticut"', 'name = "Conecticut"'),
        ("industries.toml", "level = 3", "level = 4"),
        ("programs.toml", 'title = "', 'title = "A'),
        ("elements.toml", 'name = "Reading Comprehension"', 'name = "Reading Comprehensions"'),
        ("retired.toml", "[[retired]]", '[[retired]]\ncode = "11-1111"\nsuccessors = ["43-3011"]\n[[retired]]'),
    ],
)
def test_a_record_that_is_changed_by_one_digit_is_named(edition, place, old, new):
    change(edition, place, old, new)
    report = verify(edition)
    assert any(line.startswith(f"{place}: its figures are not those") for line in report.faults)


def test_the_figure_itself_is_named(edition):
    change(edition, COLLECTORS, " 47030 ", " 47031 ")
    faults = "\n".join(verify(edition).faults)
    assert "wages of 43-3011 in National, annual_median: the record says 47031, the index 47030" in faults
    assert f"{COLLECTORS}: changed after the index was compiled" in faults


def test_a_figure_in_a_state_is_named_with_its_place(edition):
    text = (edition.records / "wages" / "CT.toml").read_text()
    (row,) = re.findall(r'"43-3011 900 [^"]+"', text.split('code = "0900000"', 1)[1].split("[[wages.areas]]", 1)[0])
    change(edition, "wages/CT.toml", row, row.replace(" 57930 ", " 57931 "))
    faults = "\n".join(verify(edition).faults)
    assert "wages of 43-3011 in Connecticut, annual_median: the record says 57931, the index 57930" in faults


def test_words_that_people_write_may_be_mended_and_the_index_tells(edition):
    change(edition, COLLECTORS, 'summary = "', 'summary = "Anew: ')
    report = verify(edition)
    assert not any("its figures" in line for line in report.faults)
    assert f"{COLLECTORS}: changed after the index was compiled" in report.faults


def test_an_input_that_is_said_to_be_another_file_breaks_every_seal_that_stands_on_it(edition):
    text = (edition.records / "sources.toml").read_text()
    first = re.findall(r'sha256 = "([0-9a-f]{64})"', text)[0]  # that of oews-2025-05
    change(edition, "sources.toml", first, first[:-1] + ("0" if first[-1] != "0" else "1"))
    named = verify(edition)
    assert named.fault_count > 10 and any(line.startswith("wages/CT.toml: its figures") for line in named.faults)


def test_a_record_that_is_missing_damaged_or_new_is_named(edition):
    (edition.records / COLLECTORS).write_text("not = = toml")
    (edition.records / "wages" / "GU.toml").unlink()
    shutil.copyfile(edition.records / "occupations" / "43-3021.toml", edition.records / "occupations" / "43-9999.toml")
    faults = "\n".join(verify(edition).faults)
    assert "43-3011.toml cannot be read" in faults
    assert "wages/GU.toml: the record is missing" in faults
    assert "occupations/43-9999.toml: a record that no build and no import has sealed" in faults


def test_a_flipped_letter_in_the_index_is_named(edition):
    connection = sqlite3.connect(edition.index_file)
    connection.execute("UPDATE title SET text = replace(text, 'Debt Collector', 'Debt Collectot')")
    connection.execute("UPDATE wage SET employment = employment + 10 WHERE id = (SELECT min(id) FROM wage)")
    connection.commit()
    connection.close()
    faults = verify(edition).faults
    assert any("Debt Collector" in line and "Debt Collectot" in line for line in faults)
    assert any(line.startswith("wages of 00-0000 in") and "employment" in line for line in faults)


@pytest.mark.parametrize("content", [b"", b"no index", b"SQLite format 3\0" + bytes(4096)])
def test_a_damaged_index_is_named(edition, content):
    edition.index_file.write_bytes(content)
    (line,) = verify(edition).faults
    assert str(edition.index_file) in line and "damaged" in line


def test_a_key_that_no_longer_leads_to_its_title_is_named(edition):
    with sqlite3.connect(edition.index_file) as connection:
        (key,) = connection.execute("SELECT key_hash FROM title ORDER BY id LIMIT 1 OFFSET 50").fetchone()
    connection.close()
    stored = key.to_bytes((key.bit_length() + 8) // 8, "big")
    content = edition.index_file.read_bytes()
    # the last place is that of the index over the titles, which is made after them
    place = content.rindex(stored)
    edition.index_file.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
    assert any("title_by_key" in line for line in verify(edition).faults)


def test_without_an_index_the_records_are_proved_alone(edition):
    edition.index_file.unlink()
    report = verify(edition)
    assert report.faults == () and "no index beside" in report.said[1]


def test_records_without_seals_are_not_taken_for_proved(edition):
    (edition.records / FILE).unlink()
    assert "has no seals" in verify(edition).faults[0]
    (edition.records / FILE).write_text("x\n")
    with pytest.raises(DamagedDataError, match="line 1, is no seal"):
        verify(edition)


def test_seals_are_the_same_each_time_and_cover_every_record_with_figures(edition):
    records = RecordSet(edition.records)
    seals = make_seals(records)
    assert seals == read_seals(edition.records) and not write_seals(edition.records)
    written = {f"{name}.toml" for name in ("stem", "glossary", "quiz", "job_banks", "everyday", "synonyms", "sources")}
    assert set(seals) == set(records.places()) - written


def test_the_sources_of_a_record_are_found_wherever_it_names_them():
    record = {"text": {"source": "written"}, "a": {"source": "x"}, "b": [{"c": {"source": ["y", "z"]}}, "source"]}
    assert sorted(named_sources(record)) == ["x", "y", "z"]


def test_figures_are_taken_again_out_of_their_release(sound_records, tmp_path, monkeypatch):
    monkeypatch.setenv("OCCLOOKUP_DATA", str(tmp_path / "data"))
    put_in_use(sound_records)
    crosswalk = write_crosswalk(tmp_path / "crosswalk.xlsx")
    other = write_crosswalk(tmp_path / "other.xlsx", ("02.0000", "Another"))
    import_files([crosswalk], silent)
    proved = verify_edition(in_use(), [crosswalk], silent)
    assert proved.faults == () and "cip-soc-2020: taken again out of crosswalk.xlsx." in proved.said
    unknown = verify_edition(in_use(), [other], silent)
    assert unknown.faults == () and "other.xlsx: no figure in use came out of this file." in unknown.said
    path = in_use().records / COLLECTORS
    path.write_text(path.read_text().replace('"01.0000"', '"01.0001"'))
    changed = verify_edition(in_use(), [crosswalk], silent)
    assert f"{COLLECTORS}, [programs]: differs from what the releases say" in changed.faults


def test_the_command_proves_or_names(edition, run, tmp_path, monkeypatch, sound_records):
    monkeypatch.setenv("OCCLOOKUP_DATA", str(tmp_path / "folder"))
    put_in_use(sound_records)
    done = run("data", "verify")
    assert (done.code, done.err) == (0, "") and "hold the figures" in done.out
    path = in_use().records / COLLECTORS
    path.write_text(path.read_text().replace(" 47030 ", " 47031 "))
    done = run("data", "verify")
    assert done.code == 4 and COLLECTORS in done.err and done.out == "" and "Traceback" not in done.err
