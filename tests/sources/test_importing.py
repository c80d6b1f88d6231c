"""Imports of releases: what is recognised, what is put into use, and that a fault leaves everything as it was."""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from data_folder import PROGRAM, put_in_use, write_crosswalk
from occlookup import open_catalog
from occlookup.errors import DamagedDataError, NotFoundError, UsageError
from occlookup.index.editions import bundled_edition, in_use
from occlookup.index.switching import changing
from occlookup.sources import importing
from occlookup.sources.check import check
from occlookup.sources.importing import import_files
from occlookup.sources.record_set import RecordSet
from occlookup.sources.records import read_record
from occlookup.sources.seals import read_seals
from processes import COMMAND, SECONDS, environment


def silent(*_: object) -> None:
    """Progress that nobody sees."""


@pytest.fixture
def base(sound_records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of an edition of the small records that is in use."""
    monkeypatch.setenv("OCCLOOKUP_DATA", str(tmp_path / "data"))
    return put_in_use(sound_records)


@pytest.fixture
def crosswalk(tmp_path: Path) -> Path:
    """A release of one file."""
    return write_crosswalk(tmp_path / "any name.bin")


def programs(code: str = "43-3011") -> list[tuple[str, str]]:
    """The programs of study that the figures in use have for an occupation."""
    with open_catalog() as catalog:
        education = catalog.show(code).data.education
    return [] if education is None else [(program.cip, program.title) for program in education.programs]


def test_the_small_records_are_sound(sound_records):
    assert check(sound_records, imported=True) == []


def test_an_import_puts_the_figures_into_use_and_says_what_it_took(base, crosswalk):
    before = programs()
    done = import_files([crosswalk], silent)
    assert programs() == [PROGRAM] != before
    assert programs("15-1252") == []  # the release matches nothing else
    assert in_use().name == done.edition != base
    assert done.said[0] == "CIP 2020 to SOC 2018 Crosswalk: 1 programs of study, 1 occupations"
    assert check(in_use().records, imported=True) == []
    note = read_record(in_use().records.parent / "import.toml")
    assert note["sources"] == [{"id": "cip-soc-2020", "files": ["any name.bin"]}]


def test_the_sources_name_the_file_and_what_it_is(base, crosswalk):
    import_files([crosswalk], silent)
    (source,) = [entry for entry in read_record(in_use().records / "sources.toml")["sources"] if entry["id"] == "cip-soc-2020"]
    names = [file["name"] for file in source["files"]]
    assert "any name.bin" in names and len(source["files"][names.index("any name.bin")]["sha256"]) == 64
    seals = read_seals(in_use().records)
    assert seals is not None and seals != read_seals(bundled_edition().records)


def test_what_is_in_use_already_changes_nothing(base, crosswalk):
    first = import_files([crosswalk], silent).edition
    again = import_files([crosswalk], silent)
    assert (again.edition, again.changed) == (None, 0)
    assert in_use().name == first
    with changing() as change:
        assert change.roll_back()[0] == base
    assert programs() != [PROGRAM]


def test_a_release_that_says_just_the_same_is_no_source_of_anything(base, tmp_path):
    coded = [record for record in RecordSet(in_use().records).occupations() if "onet_code" in record]
    rows = "".join(f"{record['onet_code']}\t{record['title']}\tWords.\n" for record in coded)
    table = tmp_path / "db_31_0_text" / "Occupation Data.txt"
    table.parent.mkdir()
    table.write_text(f"O*NET-SOC Code\tTitle\tDescription\n{rows}")
    done = import_files([table], silent)
    assert (done.edition, done.changed) == (None, 0)
    assert done.said[0] == "O*NET 31.0 (date not given): took O*NET-SOC codes."


@pytest.mark.parametrize("packed", ["folder", "zip", "folder in a zip"])
def test_a_folder_and_an_archive_are_looked_through(base, crosswalk, tmp_path, packed):
    given = tmp_path / "given"
    if packed == "folder":
        (given / "deep").mkdir(parents=True)
        shutil.copyfile(crosswalk, given / "deep" / "file")
        (given / "readme.txt").write_text("nothing that is known")
    else:
        with zipfile.ZipFile(given, "w") as archive:
            archive.write(crosswalk, "below/x" if packed == "folder in a zip" else "x")
            archive.writestr("readme.txt", "nothing that is known")
    done = import_files([given], silent)
    assert programs() == [PROGRAM]
    assert [Path(name).name for name in done.unused] == ["readme.txt"]
    assert not list(in_use().records.parent.glob("files"))  # what was unpacked is gone


@pytest.mark.parametrize(
    "content", [b"", b"PK\x05\x06" + bytes(18), b"<html>", b"code\ttitle\n", b"\x00" * 4096, "a,b\n\ud7ff".encode()]
)
def test_what_is_no_release_is_said(base, tmp_path, content):
    path = tmp_path / "file.xlsx"
    path.write_bytes(content)
    with pytest.raises((NotFoundError, DamagedDataError)) as refused:
        import_files([path], silent)
    assert "\n" not in refused.value.message and refused.value.hint
    assert in_use().name == base


def test_what_is_not_there_is_said(base, tmp_path):
    with pytest.raises(NotFoundError, match="no file or folder"):
        import_files([tmp_path / "nowhere"], silent)
    (tmp_path / "empty").mkdir()
    with pytest.raises(NotFoundError, match="is an official release"):
        import_files([tmp_path / "empty"], silent)


def test_two_releases_of_one_kind_are_refused_where_one_has_to_win(base, crosswalk, tmp_path):
    second = write_crosswalk(tmp_path / "other", ("02.0000", "Something Else"))
    with pytest.raises(DamagedDataError, match="a second crosswalk"):
        import_files([crosswalk, second], silent)
    assert in_use().name == base


def test_records_that_would_not_pass_the_check_are_not_put_into_use(base, tmp_path):
    bad = write_crosswalk(tmp_path / "bad", ("not a code", "Agriculture"))
    with pytest.raises(DamagedDataError, match=r"would have \d+ faults: .*not a code") as refused:
        import_files([bad], silent)
    assert "\n" not in refused.value.message
    assert in_use().name == base and programs() != [("not a code", "Agriculture")]


@pytest.mark.parametrize("step", ["write_seals", "check", "write_index", "write_record", "rewrite_sources"])
def test_a_fault_at_any_step_leaves_what_was_in_use(base, crosswalk, monkeypatch, tmp_path, step):
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(importing, step, fail)
        with pytest.raises(RuntimeError):
            import_files([crosswalk], silent)
    assert in_use().name == base
    assert [path.name for path in (tmp_path / "data" / "editions").iterdir()] == [base]


def test_without_a_data_folder_there_is_no_import(monkeypatch, crosswalk):
    monkeypatch.setenv("OCCLOOKUP_DATA", "")
    with pytest.raises(UsageError, match="no data folder"):
        import_files([crosswalk], silent)


def test_a_file_name_that_is_not_plain_is_no_way_into_the_records(base, tmp_path):
    path = write_crosswalk(tmp_path / "a\x1b[31m\u202e\u00e9\n.xlsx")
    os.rename(path, tmp_path / "b\x1b[31m\u202e\u00e9\n")
    import_files([tmp_path / "b\x1b[31m\u202e\u00e9\n"], silent)
    text = (in_use().records / "sources.toml").read_text()
    assert "b_[31m___" in text and text.isascii() and "\x1b" not in text


def test_the_command_says_what_it_did(base, crosswalk, run, tmp_path):
    done = run("data", "import", str(crosswalk))
    assert done.code == 0 and "1 programs of study" in done.out and "To take it back: occlookup data rollback" in done.out
    back = run("data", "rollback")
    assert back.code == 0 and back.out.startswith(f"In use now: {base};")
    assert run("data", "rollback", "--bundled").out.startswith("In use now: bundled;")
    nothing = run("data", "import", str(tmp_path / "nowhere"))
    assert nothing.code == 3 and nothing.err.count("\n") == 2


@pytest.mark.parametrize("words", [("import",), ("rollback",)])
def test_what_is_done_is_done_whoever_listens(base, crosswalk, tmp_path, words):
    before = in_use().name
    given = [str(crosswalk)] if "import" in words else ["--bundled"]
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [*COMMAND, "data", *words, *given], stdout=full, stderr=subprocess.PIPE,
            env=environment(OCCLOOKUP_DATA=str(tmp_path / "data")), timeout=SECONDS,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    assert in_use().name != before


def test_the_extra_is_asked_for_by_name(base, crosswalk, run, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "openpyxl", None)
    done = run("data", "import", str(crosswalk))
    assert done.code == 2 and "pip install 'occlookup[import]'" in done.err
