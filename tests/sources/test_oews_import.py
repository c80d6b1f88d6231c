"""Importing OEWS into the small records: BLS's workbooks and flat files, what each replaces, and files that are none."""

from __future__ import annotations

import gzip
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from flat_oews import (
    NATIONAL_2024,
    NATSECTOR_2024,
    Cut,
    unpack,
    workbook_row,
    write_flat_files,
    write_workbook,
)
from occlookup.sources import oews_import
from occlookup.sources.check import check
from occlookup.sources.record_set import RecordSet
from occlookup.sources.records import Record
from occlookup.sources.taking import Taken
from small_records import OCCUPATIONS, STATES, cut_records

CONNECTICUT = {"code": "0900000", "name": "Connecticut", "type": "state", "state": "CT", "fips": "09"}
GUAM = {"code": "6600000", "name": "Guam", "type": "state", "state": "GU", "fips": "66"}
HARTFORD = {"code": "0025540", "name": "Hartford-West Hartford-East Hartford, CT", "type": "metro", "state": "CT", "fips": "09"}
NEW_AREA = {"code": "0070750", "name": "Bangor Old Town, CT", "type": "metro", "state": "CT", "fips": "09"}
NONMETRO = {"code": "0900001", "name": "Connecticut nonmetropolitan area", "type": "nonmetro", "state": "CT", "fips": "09"}
NATION = {"code": "0000000", "name": "National", "type": "nation"}
ROW = "900 3.6 28.19 58640 2.6 19.49 23.08 27.85 31.17 37.10 40540 48010 57930 64840 77180 0.532 0.52"
OTHER_ROW = ROW.replace("57930", "57940")
MAY_2024 = "165020 1.6 23.25 48370 0.5 16.33 18.41 22.14 26.44 31.65 33960 38290 46040 54990 65830 -0 -0"


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release of May 2025 as a SQLite file."""
    return unpack(tmp_path_factory.mktemp("packed"))


@pytest.fixture(scope="module")
def flat_files(packed: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """BLS's flat files of May 2025: what the small records have of them."""
    entries = RecordSet(cut_records(tmp_path_factory.mktemp("groups"))).entries("groups")
    # a group without a row is published as an aggregate, which the small records may lack
    national, groups = (
        [entry["code"].replace("-", "") for entry in found]
        for found in ([entry for entry in entries if "row" in entry], entries)
    )
    cut = Cut([code.replace("-", "") for code in OCCUPATIONS], national, groups, ("09", "66", "48"))
    return write_flat_files(packed, tmp_path_factory.mktemp("flat"), cut)


@pytest.fixture
def records(tmp_path: Path) -> RecordSet:
    return RecordSet(cut_records(tmp_path))


def quiet(step: str, done: int, of: int) -> None:
    assert step and done >= 0


def take(records: RecordSet, *files: Path) -> list[Taken]:
    assert all(oews_import.recognise(path) for path in files)
    return oews_import.take(records, files, quiet)


def written(records: RecordSet, target: Path, *taken: Taken) -> Path:
    """The records of the set in a folder, with the releases in sources.toml, as the import writes them."""
    new = [one.source | {"files": [{"name": "f", "sha256": "0" * 64}]} for one in taken]
    kept = [entry for entry in records.entries("sources") if entry["id"] not in {source["id"] for source in new}]
    records.set_entries("sources", [*new, *kept])
    target.mkdir()
    records.write(target)
    return target


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.toml"))}


def group(records: RecordSet, code: str) -> Record:
    (found,) = (entry for entry in records.entries("groups") if entry["code"] == code)
    return found


def area_rows(records: RecordSet, state: str) -> dict[str, list[str]]:
    return {block["code"]: block["rows"] for block in records.state(state)["wages"]["areas"]}


def area_sources(records: RecordSet, state: str) -> dict[str, str]:
    wages = records.state(state)["wages"]
    return {block["code"]: block.get("source", wages["source"]) for block in wages["areas"]}


def test_a_national_workbook_replaces_the_nation_and_nothing_else(records: RecordSet, tmp_path: Path) -> None:
    before = files_of(tmp_path / "data")
    (taken,) = take(records, NATIONAL_2024)
    assert records.occupation("43-3011")["wages"] == {"source": "oews-2024-05", "row": MAY_2024}
    assert group(records, "00-0000")["row"].startswith("154187380 ")
    assert taken.files == (NATIONAL_2024,)
    assert taken.source == {
        "id": "oews-2024-05",
        "publisher": "U.S. Bureau of Labor Statistics",
        "title": "Occupational Employment and Wage Statistics",
        "release": "May 2024",
        "period": "May 2024",
        "url": "https://www.bls.gov/oes/tables.htm",
        "licence": "public domain",
        "hourly_top_code": 115.0,
        "annual_top_code": 239200,
    }
    folder = written(records, tmp_path / "new", taken)
    changed = {place for place, content in files_of(folder).items() if content != before[place]}
    assert {place for place in changed if not place.startswith("occupations/")} == {"groups.toml", "sources.toml"}
    assert check(folder, counts={}) == check(tmp_path / "data", counts={})


def test_an_older_release_says_so_and_takes_its_own_year_out_of_the_history(records: RecordSet) -> None:
    (taken,) = take(records, NATIONAL_2024)
    for record in (records.occupation("43-3011"), group(records, "43-0000")):
        assert [entry["year"] for entry in record["history"]] == [2019, 2020, 2021, 2022, 2023]
    assert "OEWS May 2024: older than May 2025, which it replaces for the nation" in taken.said
    assert any(line.startswith("OEWS May 2024: years of the history") and line.endswith(": May 2024") for line in taken.said)


def test_codes_without_a_record_are_said(records: RecordSet) -> None:
    (taken,) = take(records, NATIONAL_2024)
    (line,) = (line for line in taken.said if "without a record" in line)
    assert re.match(r"OEWS May 2024: 8\d\d codes without a record to stand in: 11-1011 Chief Executives, .* more$", line)


def test_a_newer_release_moves_the_row_before_it_into_the_history(
    records: RecordSet, flat_files: list[Path], tmp_path: Path
) -> None:
    before = {**records.occupation("43-3011")}
    total = {**group(records, "00-0000")}
    take(records, NATIONAL_2024)
    take(records, *flat_files)
    assert records.occupation("43-3011") == before
    assert group(records, "00-0000") == total


def test_an_occupation_that_is_no_longer_published_keeps_its_last_row(records: RecordSet, tmp_path: Path) -> None:
    row = records.occupation("43-3011")["wages"]["row"]
    take(records, write_workbook(tmp_path / "a.xlsx", [workbook_row(NATION, "43-3021", MAY_2024)], "May 2026"))
    gone, there = records.occupation("43-3011"), records.occupation("43-3021")
    assert "wages" not in gone
    assert gone["history"][-1] == {"year": 2025, "source": "oews-2025-05", "row": row}
    assert there["wages"] == {"source": "oews-2026-05", "row": MAY_2024}
    assert list(there).index("wages") + 1 == list(there).index("history")
    assert "row" not in group(records, "43-0000")


def test_the_same_release_again_changes_nothing(records: RecordSet, tmp_path: Path) -> None:
    row = records.occupation("43-3011")["wages"]["row"]
    history = [*records.occupation("43-3011")["history"]]
    take(records, write_workbook(tmp_path / "a.xlsx", [workbook_row(NATION, "43-3011", row)], "May 2025"))
    assert records.occupation("43-3011")["wages"] == {"source": "oews-2025-05", "row": row}
    assert records.occupation("43-3011")["history"] == history


def test_several_releases_are_taken_the_oldest_first(records: RecordSet, tmp_path: Path) -> None:
    older = write_workbook(
        tmp_path / "z.xlsx", [workbook_row(NATION, "43-3011", ROW.replace("0.532 0.52", "-0 -0"))], "May 2023"
    )
    taken = take(records, NATIONAL_2024, older)
    assert [one.source["id"] for one in taken] == ["oews-2023-05", "oews-2024-05"]
    assert [entry["year"] for entry in records.occupation("43-3011")["history"]][-2:] == [2022, 2023]
    assert records.occupation("43-3011")["wages"]["source"] == "oews-2024-05"


def test_flat_files_give_the_bundled_records_byte_for_byte(records: RecordSet, flat_files: list[Path], tmp_path: Path) -> None:
    before = files_of(tmp_path / "data")
    (taken,) = take(records, *flat_files)
    target = tmp_path / "new"
    target.mkdir()
    records.write(target)
    assert files_of(target) == before
    assert {path.name for path in taken.files} == {path.name for path in flat_files}
    assert taken.source["id"] == "oews-2025-05"
    assert "OEWS May 2025: states and territories: 3" in taken.said


def test_flat_files_bring_every_figure_back(records: RecordSet, flat_files: list[Path], tmp_path: Path) -> None:
    """Against records without their figures, so that nothing can be left as it was."""
    expected = {state: records.state(state) for state in STATES} | {code: records.occupation(code) for code in OCCUPATIONS}
    areas, industries = records.entries("areas"), records.entries("industries")
    bare = RecordSet(tmp_path / "data")
    for code in OCCUPATIONS:
        bare.set_occupation({key: value for key, value in bare.occupation(code).items() if key not in ("wages", "industries")})
    for state in STATES:
        record = bare.state(state)
        blocks = [{"code": block["code"], "rows": []} for block in record["wages"]["areas"]]
        bare.set_state(record | {"wages": {"source": "oews-2025-05", "areas": blocks}})
    bare.set_entries("industries", [])
    take(bare, *flat_files)
    assert {state: bare.state(state) for state in STATES} | {code: bare.occupation(code) for code in OCCUPATIONS} == expected
    assert (bare.entries("areas"), bare.entries("industries")) == (areas, industries)


def test_only_the_release_that_oe_release_names_is_taken(records: RecordSet, flat_files: list[Path], tmp_path: Path) -> None:
    """Another year and a quarter stand in the file too, under the same series."""
    files = copied(flat_files, tmp_path)
    lines = files["oe.data.0.Current"].read_bytes().splitlines(keepends=True)
    older = [line.replace(b"\t2025\tA01\t", b"\t2024\tA01\t") for line in lines[1:40]]
    quarter = [line.replace(b"\t2025\tA01\t", b"\t2026\tQ01\t") for line in lines[1:40]]
    files["oe.data.0.Current"].write_bytes(b"".join([lines[0], *quarter, *older, *lines[1:]]))
    expected = records.state("CT")
    take(records, *files.values())
    assert records.state("CT") == expected


def test_cells_whose_lines_stand_apart_are_put_together(records: RecordSet, flat_files: list[Path], tmp_path: Path) -> None:
    files = copied(flat_files, tmp_path)
    first, *lines = files["oe.data.0.Current"].read_bytes().splitlines(keepends=True)
    files["oe.data.0.Current"].write_bytes(b"".join([first, *lines[1::2], *lines[::2]]))
    expected = {state: records.state(state) for state in STATES}
    take(records, *files.values())
    assert {state: records.state(state) for state in STATES} == expected


def test_a_state_workbook_replaces_states_alone(records: RecordSet, tmp_path: Path) -> None:
    before = area_rows(records, "CT")
    rows = [workbook_row(CONNECTICUT, "43-3011", ROW), workbook_row(GUAM, "43-3011", ROW), workbook_row(GUAM, "15-2099", ROW)]
    path = write_workbook(tmp_path / "states.xlsx", rows)
    (taken,) = take(records, path)
    assert area_rows(records, "CT") == before | {"0900000": [f"43-3011 {ROW}"]}
    assert area_sources(records, "CT") == dict.fromkeys(before, "oews-2025-05") | {"0900000": "oews-2024-05"}
    wages = records.state("CT")["wages"]
    assert wages["source"] == "oews-2024-05"
    assert [list(block) for block in wages["areas"]][:2] == [["code", "rows"], ["code", "source", "rows"]]
    assert area_sources(records, "GU") == {"6600000": "oews-2024-05"}
    assert {*area_sources(records, "TX").values()} == {"oews-2025-05"}
    assert records.occupation("43-3011")["wages"]["source"] == "oews-2025-05"
    assert "OEWS May 2024: states and territories stay as they were in Texas" in taken.said
    assert "OEWS May 2024: older than May 2025, which it replaces there" in taken.said
    assert "OEWS May 2024: 1 code without a record to stand in: 15-2099 A title" in taken.said
    assert check(written(records, tmp_path / "new", taken), counts={}) == check(tmp_path / "data", counts={})


def test_metropolitan_areas_are_replaced_all_of_a_state(records: RecordSet, tmp_path: Path) -> None:
    texas = area_rows(records, "TX")
    connecticut = area_rows(records, "CT")
    rows = [workbook_row(HARTFORD, "43-3011", ROW), workbook_row(NEW_AREA, "43-3011", OTHER_ROW)]
    (taken,) = take(records, write_workbook(tmp_path / "MSA_dl_1.xlsx", rows))
    assert area_rows(records, "CT") == {
        "0900000": connecticut["0900000"],
        "0025540": [f"43-3011 {ROW}"],
        "0070750": [f"43-3011 {OTHER_ROW}"],
        "0900001": connecticut["0900001"],
    }
    assert list(area_rows(records, "CT")) == ["0900000", "0025540", "0070750", "0900001"]
    assert area_rows(records, "TX") == texas
    entries = {area["code"]: area for area in records.entries("areas")}
    assert entries["0070750"] == NEW_AREA
    assert "0035300" not in entries and "0900001" in entries
    assert any("that it does not have, and that are gone: Bridgeport" in line for line in taken.said)
    assert "OEWS May 2024: metropolitan areas stay as they were in Texas" in taken.said
    assert check(written(records, tmp_path / "new", taken), counts={}) == check(tmp_path / "data", counts={})


def test_split_workbooks_of_one_release_are_one(records: RecordSet, tmp_path: Path) -> None:
    nonmetro = write_workbook(tmp_path / "BOS.xlsx", [workbook_row(NONMETRO, "43-3011", ROW)])
    metro = write_workbook(tmp_path / "MSA.xlsx", [workbook_row(HARTFORD, "43-3011", ROW)])
    (taken,) = take(records, nonmetro, metro)
    assert {code: source for code, source in area_sources(records, "CT").items() if code != "0900000"} == {
        "0025540": "oews-2024-05",
        "0900001": "oews-2024-05",
    }
    assert taken.files == (nonmetro, metro)


def test_an_area_that_moves_to_another_state_stands_there_alone(records: RecordSet, tmp_path: Path) -> None:
    moved = HARTFORD | {"state": "TX", "fips": "48"}
    take(records, write_workbook(tmp_path / "a.xlsx", [workbook_row(moved, "43-3011", ROW)]))
    assert "0025540" not in area_rows(records, "CT")
    assert area_rows(records, "TX")["0025540"] == [f"43-3011 {ROW}"]


def industry_row(naics: str, owner: str, row: str, group: str = "4-digit") -> dict[str, Any]:
    return workbook_row(NATION, "43-3011", row) | {"NAICS": naics, "OWN_CODE": owner, "I_GROUP": group}


def test_a_workbook_of_all_data_has_the_industries_too(records: RecordSet, tmp_path: Path) -> None:
    national = ROW.replace("0.532 0.52", "-0 -0")
    rows = [
        workbook_row(NATION, "43-3011", national),
        workbook_row(CONNECTICUT, "43-3011", ROW),
        workbook_row(HARTFORD, "43-3011", ROW, AREA=25540),
        industry_row("44-45", "5", national, "sector"),
        industry_row("522000", "5", national, "3-digit"),
        industry_row("522000", "5", national),
        industry_row("611100", "3", national),
        industry_row("611100", "235", national),
        industry_row("000001", "5", national),
        industry_row("123400", "5", national),
    ]
    path = write_workbook(tmp_path / "all_data.xlsx", rows, notes="All May 2024 data notes")
    (taken,) = take(records, path)
    figures = "900 28.19 58640 27.85 57930"
    assert records.occupation("43-3011")["industries"] == {
        "source": "oews-2024-05",
        "columns": "industry employment hourly_mean annual_mean hourly_median annual_median",
        "rows": [f"{code} {figures}" for code in ("000001", "44--46", "522000", "611100", "611103")],
    }
    assert "industries" not in records.occupation("43-3021")
    assert [entry["code"] for entry in records.entries("industries")] == ["000001", "44--46", "522000", "611100", "611103"]
    assert "1 industry that industries.toml does not have, and that were left out: 123400" in taken.said
    assert area_rows(records, "CT")["0025540"] == [f"43-3011 {ROW}"]


def test_rows_by_industry_alone_are_left_out_with_a_word(records: RecordSet, tmp_path: Path) -> None:
    before = files_of(tmp_path / "data")
    (taken,) = take(records, NATSECTOR_2024)
    assert taken.files == ()
    assert len(taken.said) == 1 and "industries come from all_data or the flat files" in taken.said[0]
    (tmp_path / "new").mkdir()
    records.write(tmp_path / "new")
    assert files_of(tmp_path / "new") == before


@pytest.mark.parametrize("year", [2019, 2020, 2021, 2022, 2023])
def test_every_years_layout_is_read(records: RecordSet, year: int) -> None:
    (history,) = (entry for entry in records.occupation("43-3011")["history"] if entry["year"] == year)
    path = NATIONAL_2024.parents[1] / "oews-national-history" / f"national_M{year}_dl.xlsx"
    (taken,) = take(records, path)
    assert records.occupation("43-3011")["wages"] == {"source": f"oews-{year}-05", "row": history["row"]}
    (source,) = (entry for entry in records.entries("sources") if entry["id"] == f"oews-{year}-05")
    assert {key: source[key] for key in taken.source} == taken.source


def copied(paths: list[Path], target: Path) -> dict[str, Path]:
    folder = target / "copied"
    folder.mkdir()
    return {path.name: Path(shutil.copy(path, folder)) for path in paths}


Change = Callable[[Path], None]


def cells(**changes: Any) -> Change:
    return lambda path: void(write_workbook(path, [workbook_row(NATION, "43-3011", ROW, **changes)]))


def void(written: object) -> None:
    assert written is not None


def without(column: str) -> Change:
    def change(path: Path) -> None:
        write_workbook(path, [workbook_row(NATION, "43-3011", ROW)])
        book = openpyxl.load_workbook(path)
        for cell in book.worksheets[0][1]:
            if cell.value == column:
                cell.value = "OTHER"
        book.save(path)

    return change


def truncated(path: Path) -> None:
    path.write_bytes(NATIONAL_2024.read_bytes()[:100_000])


def damaged(path: Path) -> None:
    content = bytearray(NATIONAL_2024.read_bytes())
    content[20_000:60_000] = bytes(40_000)
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        pytest.param(cells(ANNUAL="TRUE", HOURLY="TRUE"), "both ANNUAL and HOURLY", id="both flags"),
        pytest.param(cells(A_MEDIAN="plenty"), "'plenty' is neither a figure", id="text in a number"),
        pytest.param(cells(A_MEDIAN=46040.5), "does not fit annual_median", id="decimals"),
        pytest.param(cells(TOT_EMP=-1), "does not fit employment", id="negative"),
        pytest.param(cells(A_MEDIAN="9" * 5000), "a.xlsx", id="a number of 5,000 digits"),
        pytest.param(cells(OCC_CODE="43-30"), "is not an occupation code", id="code"),
        pytest.param(cells(AREA_TYPE="9"), "area type '9'", id="area type"),
        pytest.param(cells(AREA_TYPE="2", AREA="99"), "is no state", id="state"),
        pytest.param(cells(AREA_TYPE="4", AREA="x"), "is none that BLS numbers", id="area"),
        pytest.param(
            cells(AREA_TYPE="4", AREA="1", AREA_TITLE="Nowhere, ZZ", PRIM_STATE="ZZ"), "no known state", id="no state"
        ),
        pytest.param(
            lambda path: void(
                write_workbook(path, [workbook_row(NATION, "43-3011", ROW), workbook_row(NATION, "43-3011", OTHER_ROW)])
            ),
            "stands twice for the nation",
            id="twice",
        ),
        pytest.param(lambda path: void(write_workbook(path, [])), "no row of wages across industries", id="no rows"),
        pytest.param(
            lambda path: void(write_workbook(path, [workbook_row(NATION, "43-3011", ROW)], "May")), "which release", id="month"
        ),
        pytest.param(
            lambda path: void(write_workbook(path, [workbook_row(NATION, "43-3011", ROW)], "May 2018")), "SOC 2010", id="2018"
        ),
        pytest.param(
            lambda path: void(write_workbook(path, [workbook_row(NATION, "43-3011", ROW)], top="")),
            "no top codes",
            id="top codes",
        ),
        pytest.param(without("A_MEDIAN"), "no column a_median", id="no column"),
        pytest.param(truncated, "not an Excel workbook", id="truncated"),
        pytest.param(damaged, "not an Excel workbook", id="damaged"),
        pytest.param(lambda path: void(Path(shutil.copy(__file__, path))), "not an Excel workbook", id="text"),
        pytest.param(lambda path: void(path.write_bytes(b"")), "not an Excel workbook", id="empty"),
        pytest.param(lambda path: void(path.write_bytes(gzip.compress(b"x" * 99))), "not an Excel workbook", id="gzip"),
    ],
)
def test_a_wrong_workbook_is_named_in_one_line(records: RecordSet, tmp_path: Path, change: Change, says: str) -> None:
    path = tmp_path / "a.xlsx"
    change(path)
    oews_import.recognise(path)  # whatever it answers, it raises nothing
    with pytest.raises(ValueError) as caught:
        oews_import.take(records, [path], quiet)
    line = str(caught.value)
    assert line.startswith("a.xlsx") and says in line and "\n" not in line and len(line) < 300


@pytest.mark.parametrize(
    "make", [truncated, lambda path: path.write_bytes(b""), lambda path: path.write_text("series_id\tyear\n")]
)
def test_what_is_none_is_not_recognised(tmp_path: Path, make: Callable[[Path], object]) -> None:
    make(tmp_path / "national_M2024_dl.xlsx")
    assert not oews_import.recognise(tmp_path / "national_M2024_dl.xlsx")


@pytest.mark.parametrize("kind", ["oe.data", "oe.area", "oe.industry", "oe.occupation", "oe.footnote", "oe.release"])
def test_a_missing_flat_file_is_asked_for_by_name(records: RecordSet, flat_files: list[Path], kind: str) -> None:
    rest = [path for path in flat_files if not path.name.startswith(kind)]
    with pytest.raises(ValueError, match=f"{kind}, which has the .* is needed too"):
        oews_import.take(records, rest, quiet)


@pytest.fixture
def flat_copy(flat_files: list[Path], tmp_path: Path) -> Iterator[dict[str, Path]]:
    yield copied(flat_files, tmp_path)


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("oe.data.0.Current", b"OEUN000000000000043301101", b"OEUX000000000000043301101", "is no series of OEWS"),
        ("oe.data.0.Current", b"OEUN000000000000043301104", b"OEUN000000000000043301103", "stands twice"),
        ("oe.data.0.Current", b"OEUN000000000000043301104", b"OEUN000000000000043301144", "no known measure"),
        ("oe.data.0.Current", b"      158830\t", b"       15x30\t", "'15x30' is neither a figure"),
        ("oe.data.0.Current", b"      158830\t", b"      15883\xff\t", "is no figure"),
        ("oe.data.0.Current", b"      158830\t", b"      158830\t7", "has no meaning"),
        ("oe.release", b"2025A01", b"2024A01", "oe.release names 2024A01"),
        ("oe.release", b"May 2025", b"Maybe 2025", "is not a month and a year"),
        ("oe.footnote", b"$115.00", b"much", "names no top codes"),
        ("oe.area", b"\tS\t", b"\tQ\t", "unknown type"),
        ("oe.industry", b"\t3\t", b"\tx\t", "is no display level"),
    ],
)
def test_wrong_flat_files_are_named_in_one_line(
    records: RecordSet, flat_copy: dict[str, Path], name: str, old: bytes, new: bytes, says: str
) -> None:
    content = flat_copy[name].read_bytes()
    assert old in content
    flat_copy[name].write_bytes(content.replace(old, new))
    with pytest.raises(ValueError) as caught:
        oews_import.take(records, list(flat_copy.values()), quiet)
    line = str(caught.value)
    assert line.startswith("oe.") and says in line and "\n" not in line
