"""BLS's workbook of projections: found by its columns, its years out of its headers, and what is no such workbook."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from contract.released_bls import SOURCES
from occlookup.periods import Period
from occlookup.sources import projections_import
from occlookup.sources.projections_workbook import read_workbook
from occlookup.sources.record_set import RecordSet
from occlookup.sources.taking import Taken
from small_records import cut_records

REAL = SOURCES / "projections-2022-2032" / "occupation_2022_2032.xlsx"
Row = list[Any]
COLLECTORS: Row = [
    "      Bill and account collectors", "43-3011", "Line item", 209.7, 189.6, -20.1, -9.6, 1.2, 19.2, 39470,
    "High school diploma or equivalent", "None", "Moderate-term on-the-job training",
]  # fmt: skip
NURSES: Row = [
    "      Registered nurses", "29-1141", "Line item", 3172.5, 3349.9, 177.4, 5.6, "\u2014", 193.1, 81220,
    "Bachelor\u2019s degree", "None", "None",
]  # fmt: skip
TOTAL: Row = ["Total, all occupations", "00-0000", "Summary", 3382.2, 3539.5, 157.3, 4.7, 6, 212.3, 46310, *["\u2014"] * 3]


def header(first: int = 2022, *, dash: str = "-", wage: str = "Median annual wage, {}(1)") -> Row:
    years = f"{first}{dash}{(first + 10) % 100:02d}"
    return [
        f"{first} National Employment Matrix title", f"{first} National Employment Matrix code", "Occupation type",
        f"Employment, {first}", f"Employment, {first + 10}", f"Employment change, numeric, {years}",
        f"Employment change, percent, {years}", f"Percent self employed, {first}",
        f"Occupational openings, {years} annual average", wage.format(first), "Typical education needed for entry",
        "Work experience in a related occupation", "Typical on-the-job training needed to attain competency in the occupation",
    ]  # fmt: skip


def write(path: Path, *rows: Row, head: Row | None = None, sheet: str = "Table 1.7") -> Path:
    book = openpyxl.Workbook()
    index = book.active
    index.title = "Index"
    index.append(["Occupation.xlsx contents"])
    table = book.create_sheet(sheet)
    for row in (["Table 1.7 (Numbers in thousands)"], head or header(), *rows, ["Footnotes:"], ["(1) From a survey."]):
        table.append(row)
    book.save(path)
    return path


def changed(row: Row, place: int, cell: Any) -> Row:
    return [cell if number == place else each for number, each in enumerate(row)]


@pytest.fixture
def records(tmp_path: Path) -> RecordSet:
    return RecordSet(cut_records(tmp_path / "records"))


def take(records: RecordSet, *files: Path) -> Taken:
    (taken,) = projections_import.take(records, files, lambda step, done, of: None)
    return taken


def test_the_real_workbook_is_known_and_gives_its_figures() -> None:
    assert projections_import.recognise(REAL)
    book = read_workbook(REAL)
    assert book.period == Period(2022, 2032)
    assert sum(row.line_item for row in book.rows.values()) == 832
    assert book.rows["43-3011"].projections == {
        "title": "Bill and account collectors",
        "employment_2022_thousands": 209.7,
        "employment_2032_thousands": 189.6,
        "change_thousands": -20.1,
        "percent_change": -9.6,
        "annual_openings_thousands": 19.2,
        "annual_median_may_2022": 39470,
    }
    assert book.rows["43-3011"].education == {
        "typical": "High school diploma or equivalent",
        "experience": "None",
        "training": "Moderate-term on-the-job training",
    }
    lines = {code: row.projections for code, row in book.rows.items() if row.line_item and row.projections}
    top = [code for code, block in lines.items() if "annual_median_top_coded" in block]
    assert len(top) == 11
    assert all(lines[code]["annual_median_may_2022"] == 239200 for code in top)
    # actors are paid by the hour: a dash
    assert "annual_median_may_2022" not in lines["27-2011"]


@pytest.mark.parametrize("name", ["nem-onet-to-soc-crosswalk.xlsx", "../oews-2024-05/national_M2024_dl.xlsx", "none.xlsx", "."])
def test_other_files_are_not_taken_for_it(name: str) -> None:
    assert not projections_import.recognise(REAL.parent / name)


def test_it_is_known_by_its_columns_and_not_by_its_name_or_number(tmp_path: Path) -> None:
    assert projections_import.recognise(write(tmp_path / "a.bin", TOTAL, COLLECTORS, sheet="Table 1.2"))


@pytest.mark.parametrize(
    ("first", "head"),
    [
        (2024, header(2024)),
        (2023, header(2023, dash="\u2013", wage="Median annual wage, dollars, {}[1]")),
        (1998, header(1998)),
    ],
)
def test_the_years_are_those_of_the_headers(tmp_path: Path, first: int, head: Row) -> None:
    book = read_workbook(write(tmp_path / "b.xlsx", TOTAL, COLLECTORS, NURSES, head=head))
    assert book.period == (first, first + 10)
    block = book.rows["29-1141"].projections
    assert block is not None
    assert block[f"employment_{first}_thousands"] == 3172.5
    assert block[f"employment_{first + 10}_thousands"] == 3349.9
    assert block[f"annual_median_may_{first}"] == 81220
    assert book.rows["29-1141"].education == {"typical": "Bachelor's degree", "experience": "None", "training": "None"}


@pytest.mark.parametrize(
    ("cell", "median"),
    [
        (">=$239,200", {"annual_median_may_2022": 239200, "annual_median_top_coded": True}),
        (">=239,200", {"annual_median_may_2022": 239200, "annual_median_top_coded": True}),
        (239200, {"annual_median_may_2022": 239200, "annual_median_top_coded": True}),
        (239190, {"annual_median_may_2022": 239190}),
        (240000.0, {"annual_median_may_2022": 240000}),
        ("\u2014", {}),
        ("-", {}),
        (None, {}),
    ],
)
def test_a_median_is_a_figure_the_top_code_or_none(tmp_path: Path, cell: object, median: dict[str, Any]) -> None:
    book = read_workbook(write(tmp_path / "b.xlsx", TOTAL, NURSES, changed(COLLECTORS, 9, cell)))
    block = book.rows["43-3011"].projections or {}
    assert {key: value for key, value in block.items() if key.startswith("annual_median")} == median


def cell(place: int, value: object) -> Callable[[Path], object]:
    """A workbook in which one cell of 43-3011 is another."""
    return lambda path: write(path, TOTAL, changed(COLLECTORS, place, value), NURSES)


def head(place: int, text: object) -> Callable[[Path], object]:
    """A workbook in which one header is another."""
    return lambda path: write(path, TOTAL, COLLECTORS, NURSES, head=changed(header(), place, text))


def rows(*given: Row) -> Callable[[Path], object]:
    return lambda path: write(path, *given)


BROKEN: dict[str, tuple[Callable[[Path], object], str]] = {
    "no workbook": (lambda path: path.write_text("code,title"), "not an Excel workbook"),
    "empty": (lambda path: path.write_bytes(b""), "not an Excel workbook"),
    "truncated": (lambda path: path.write_bytes(REAL.read_bytes()[:200_000]), "not an Excel workbook"),
    "spoilt": (lambda path: path.write_bytes(_spoilt(REAL.read_bytes())), "not an Excel workbook"),
    "no such file": (lambda path: None, "cannot be read"),
    "a folder": (lambda path: path.mkdir(), "cannot be read"),
    "other tables": (lambda path: write(path, head=["Area", "Jobs"]), "no sheet with projections by occupation"),
    "no median": (head(9, "Wage"), "no column 'Median annual wage'"),
    "no openings": (head(8, "x"), "no column 'Occupational openings'"),
    "no education": (head(10, None), "no column 'Typical education"),
    "one year": (head(4, "Employment, 2022"), "two columns 'Employment, 2022'"),
    "three years": (head(7, "Employment, 2027"), "two columns 'Employment, 2022'"),
    "other years": (head(5, header(2023)[5]), "'Employment change, numeric, 2023-33' is not of 2022-32"),
    "a number that is text": (cell(3, "209.7"), "base of 43-3011 is '209.7'"),
    "an error of Excel": (cell(8, "#REF!"), "openings of 43-3011 is '#REF!'"),
    "true": (cell(6, True), "percent of 43-3011 is 'True'"),
    "a median with cents": (cell(9, 18.97), "median wage of 43-3011 is '18.97'"),
    "a median that is text": (cell(9, "n/a"), "median wage of 43-3011 is 'n/a'"),
    "an unknown level": (cell(10, "Some school"), "is no education that is known here"),
    "half of what it takes": (cell(11, "-"), "is no experience that is known here"),
    "another type": (cell(2, "Detail"), "occupation type of 43-3011 is 'detail'"),
    "another code": (cell(1, "433011"), "'433011' is no code"),
    "no title": (cell(0, " "), "43-3011 has no title"),
    "twice": (rows(TOTAL, COLLECTORS, changed(COLLECTORS, 9, 39480), NURSES), "43-3011 stands there twice"),
    "no total": (rows(COLLECTORS, NURSES), "no row of all occupations"),
    "rows missing": (rows(TOTAL, NURSES), "rows are missing"),
}  # fmt: skip


def _spoilt(payload: bytes) -> bytes:
    """The workbook with some bytes of the sheet in question gone wrong."""
    with zipfile.ZipFile(REAL) as archive:
        part = archive.getinfo("xl/worksheets/sheet8.xml")
    middle = part.header_offset + part.compress_size // 2
    return payload[:middle] + bytes(64) + payload[middle + 64 :]


@pytest.mark.parametrize("kind", BROKEN)
def test_another_workbook_is_one_line_that_names_it(tmp_path: Path, records: RecordSet, kind: str) -> None:
    make, message = BROKEN[kind]
    path = tmp_path / "mine.xlsx"
    make(path)
    projections_import.recognise(path)  # whatever it says, it raises nothing
    with pytest.raises(ValueError, match=re.escape(message)) as raised:
        take(records, path)
    assert str(raised.value).startswith("mine.xlsx")
    assert "\n" not in str(raised.value)


def test_a_row_twice_is_no_fault_where_it_says_the_same(tmp_path: Path) -> None:
    assert "43-3011" in read_workbook(write(tmp_path / "b.xlsx", TOTAL, COLLECTORS, NURSES, COLLECTORS)).rows


def test_two_sheets_that_differ_are_a_fault(tmp_path: Path) -> None:
    path = write(tmp_path / "mine.xlsx", TOTAL, COLLECTORS, NURSES)
    book = openpyxl.load_workbook(path)
    other = book.create_sheet("Table 1.2")
    for row in (header(), TOTAL, COLLECTORS, changed(NURSES, 9, 81230)):
        other.append(row)
    book.save(path)
    with pytest.raises(ValueError, match=r"mine\.xlsx: two sheets have projections, and they differ"):
        read_workbook(path)


def test_a_workbook_that_unpacks_to_too_much_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "mine.xlsx", TOTAL, COLLECTORS, NURSES)
    monkeypatch.setattr("occlookup.sources.tables._WHOLE_PARTS_LIMIT", 1 << 10)
    with pytest.raises(ValueError, match=r"mine\.xlsx: not an Excel workbook: unpacked"):
        read_workbook(path)
    assert not projections_import.recognise(path)


def test_a_round_takes_the_place_of_the_one_before_in_every_record(records: RecordSet) -> None:
    before = {record["code"]: dict(record) for record in RecordSet(records._folder).occupations()}
    taken = take(records, REAL)
    assert taken.source == {
        "id": "projections-2022-32",
        "publisher": "U.S. Bureau of Labor Statistics",
        "title": "Employment Projections",
        "release": "2022-32",
        "period": "2022 to 2032",
        "url": "https://www.bls.gov/emp/",
        "licence": "public domain",
        "unplaced": taken.source["unplaced"],
    }
    assert taken.files == (REAL,)
    for record in records.occupations():
        old = before[record["code"]]
        assert list(record) == list(old)
        assert {key: value for key, value in record.items() if key not in ("projections", "education")} == {
            key: value for key, value in old.items() if key not in ("projections", "education")
        }
        if "projections" in record:
            assert record["projections"]["source"] == record["education"]["source"] == "projections-2022-32"
    # the small set has few of the 832, and the workbook's others find no record
    assert len(taken.source["unplaced"]) > 800
    assert "43-3011" not in taken.source["unplaced"]
    assert any("No record takes the figures of" in line for line in taken.said)
    assert any("2022-32 is an older round than 2024-34" in line for line in taken.said)


def test_who_is_not_in_the_round_loses_what_it_had_and_that_is_said(tmp_path: Path, records: RecordSet) -> None:
    had = [record["code"] for record in records.occupations() if "projections" in record]
    taken = take(records, write(tmp_path / "b.xlsx", TOTAL, COLLECTORS, NURSES, head=header(2024)))
    assert [record["code"] for record in records.occupations() if "projections" in record] == ["29-1141", "43-3011"]
    assert [record["code"] for record in records.occupations() if "education" in record] == ["29-1141", "43-3011"]
    (line,) = (line for line in taken.said if "lacks a figure" in line)
    assert line.startswith(f"2024-34 lacks a figure of {len(had) - 2} occupations (11-1031, 11-3012, 13-1020, ")
    assert not any("older" in line for line in taken.said)
    assert "unplaced" not in taken.source


def test_an_occupation_without_a_figure_loses_its_outlook_alone(tmp_path: Path, records: RecordSet) -> None:
    total = changed(TOTAL, 3, 3172.5)
    taken = take(records, write(tmp_path / "b.xlsx", total, changed(COLLECTORS, 8, "\u2014"), NURSES))
    record = records.occupation("43-3011")
    assert "projections" not in record
    assert record["education"]["source"] == "projections-2022-32"
    assert any("lacks a figure of" in line for line in taken.said)


def test_an_aggregate_takes_the_sum_that_the_round_has_for_it_and_a_member_takes_nothing(
    tmp_path: Path, records: RecordSet
) -> None:
    buyers = ["    Buyers and purchasing agents", "13-1020", "Summary", 496.4, 460.1, -36.3, -7.3, 1, 40.0, 67620, *["-"] * 3]
    member = [
        "      Buyers, farm", "13-1021", "Line item", 10.0, 11.0, 1.0, 10.0, 1, 2.0, 60000, "Bachelor's degree", "None", "None",
    ]  # fmt: skip
    total = changed(TOTAL, 3, 3392.2)
    taken = take(records, write(tmp_path / "b.xlsx", total, buyers, member, COLLECTORS, NURSES))
    assert records.occupation("13-1020")["projections"]["employment_2022_thousands"] == 496.4
    assert "projections" not in records.occupation("13-1021")
    assert taken.source["unplaced"] == ["13-1021"]


def test_of_two_rounds_the_newest_is_taken_and_the_other_named(tmp_path: Path, records: RecordSet) -> None:
    new = write(tmp_path / "new.xlsx", TOTAL, COLLECTORS, NURSES, head=header(2025))
    taken = take(records, REAL, new)
    assert (taken.source["id"], taken.files) == ("projections-2025-35", (new,))
    assert f"{REAL.name}: 2022-32 is left out, for 2025-35 is newer." in taken.said
    assert records.occupation("43-3011")["projections"]["employment_2035_thousands"] == 189.6


def test_two_workbooks_of_one_round_must_agree(tmp_path: Path, records: RecordSet) -> None:
    one = write(tmp_path / "one.xlsx", TOTAL, COLLECTORS, NURSES)
    assert take(records, one, write(tmp_path / "two.xlsx", TOTAL, COLLECTORS, NURSES)).files == (one,)
    with pytest.raises(ValueError, match=r"two\.xlsx: its figures of 2022-32 are not those of one\.xlsx"):
        take(records, one, write(tmp_path / "two.xlsx", TOTAL, COLLECTORS, changed(NURSES, 9, 81230)))


def test_taking_the_same_round_again_changes_nothing(tmp_path: Path, records: RecordSet) -> None:
    take(records, REAL)
    records.write(tmp_path / "first")
    again = RecordSet(tmp_path / "first")
    take(again, REAL)
    again.write(tmp_path / "second")
    for path in (tmp_path / "first").rglob("*.toml"):
        assert path.read_bytes() == (tmp_path / "second" / path.relative_to(tmp_path / "first")).read_bytes()
