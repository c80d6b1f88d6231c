"""The OEWS reader on a database of a few cells: every mark, the areas, the industries, and cells that make no sense."""

from __future__ import annotations

import gzip
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from occlookup.sources.oews import Oews
from occlookup.sources.states import STATES, STATES_BY_FIPS
from occlookup.sources.wage_row import COLUMNS, INDUSTRY_COLUMNS, row_regex

ROW = "900 13.4 28.19 58640 2.6 19.49 23.08 27.85 31.17 37.10 40540 48010 57930 64840 77180 0.532 0.52"
VALUES = ROW.split(" ")
FOOTNOTE_5 = "This wage is equal to or greater than $115.00 per hour or $239,200 per year."
AREAS = [
    ("0000000", "N", "00", "National"),
    ("0900000", "S", "09", "Connecticut"),
    ("0100000", "S", "01", "Alabama"),
    ("0025540", "M", "09", "Hartford, CT"),
    ("0900001", "M", "09", "Connecticut nonmetropolitan area"),
    ("0100001", "M", "01", "Alabama nonmetropolitan area"),
]
INDUSTRIES = [
    ("000000", "Cross-Industry, Private, Federal, State, and Local", 0),
    ("000001", "Cross-industry, Private Ownership only", 1),
    ("11--12", "Sector 11 - Agriculture, Forestry, Fishing and Hunting", 2),
    ("31--34", "Sectors 31, 32, and 33 - Manufacturing", 2),
    ("44--46", "Sectors 44 and 45 - Retail Trade", 2),
    ("522000", "Credit Intermediation and Related Activities", 3),
    ("522100", "Depository Credit Intermediation", 4),
    ("522290", "Other Nondepository Credit Intermediation", 5),
    ("524114", "Direct Health and Medical Insurance Carriers", 5),
    ("3250A2", "Chemical Manufacturing (3255 and 3256 only)", 4),
    ("3250A1", "Chemical Manufacturing (3251, 3252, 3253, and 3259 only)", 4),
    ("611002", "Educational Services, State Government Owned", 4),
    ("611105", "Elementary and Secondary Schools, Privately Owned", 5),
    ("999001", "Federal, State, and Local Government, including State and Local Schools", 1),
]

Cell = dict[int, tuple[str | None, str | None]]


class Database:
    """A small OEWS file: cells are VALUES, but for the measures (1 to 17) that are given a value and a footnote."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.cells: list[list[str | None]] = []
        self.areas = list(AREAS)
        self.industries = list(INDUSTRIES)
        self.meta = {"release": "May 2025"}
        self.footnotes = {"5": FOOTNOTE_5}

    def cell(self, key: str, changes: Cell | None = None) -> None:
        values: list[str | None] = [*VALUES]
        footnotes: list[str | None] = [None] * 17
        for number, (value, footnote) in (changes or {}).items():
            values[number - 1], footnotes[number - 1] = value, footnote
        self.cells.append([key, *values, *footnotes])

    def open(self) -> Oews:
        unpacked = self.path.with_suffix(".sqlite")
        database = sqlite3.connect(unpacked)
        columns = ", ".join(f"{letter}{number:02} TEXT" for letter in "vf" for number in range(1, 18))
        database.executescript(
            f"CREATE TABLE cell (key TEXT PRIMARY KEY, {columns}) WITHOUT ROWID;"
            "CREATE TABLE area (area_code TEXT PRIMARY KEY, areatype_code TEXT, state_code TEXT, area_name TEXT);"
            "CREATE TABLE industry (industry_code TEXT PRIMARY KEY, industry_name TEXT, display_level INTEGER);"
            "CREATE TABLE occupation (occupation_code TEXT PRIMARY KEY, occupation_name TEXT, display_level INTEGER);"
            "CREATE TABLE footnote (footnote_code TEXT PRIMARY KEY, footnote_text TEXT);"
            "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT);"
        )
        tables: dict[str, list[Any]] = {
            "cell": self.cells,
            "area": self.areas,
            "industry": self.industries,
            "occupation": [("433011", "Bill and Account Collectors", 3), ("000000", "All Occupations", 0)],
            "footnote": list(self.footnotes.items()),
            "meta": list(self.meta.items()),
        }
        for name, rows in tables.items():
            for row in rows:
                database.execute(f"INSERT INTO {name} VALUES ({','.join('?' * len(row))})", row)
        database.commit()
        database.close()
        self.path.write_bytes(gzip.compress(unpacked.read_bytes()))
        return Oews(self.path)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(tmp_path / "oews.sqlite.gz")


def test_national_rows_keep_the_published_text(database: Database) -> None:
    database.cell("OEUN0000000000000433011")
    database.cell("OEUN0000000000000000000", {16: (None, None), 17: (None, None)})
    with database.open() as oews:
        assert oews.national() == {"00-0000": ROW.replace("0.532 0.52", "-0 -0"), "43-3011": ROW}


HOURLY = (3, 6, 7, 8, 9, 10)
ANNUAL = (4, 11, 12, 13, 14, 15)


@pytest.mark.parametrize(
    ("changes", "row"),
    [
        pytest.param({1: ("-", "8"), 2: ("-", "8")}, ROW.replace("900 13.4", "-8 -8"), id="withheld"),
        pytest.param({10: ("-", "5"), 15: ("-", "5")}, ROW.replace("37.10", "-5").replace("77180", "-5"), id="top code"),
        pytest.param(
            dict.fromkeys(HOURLY, ("-", "4")),
            "900 13.4 -4 58640 2.6 -4 -4 -4 -4 -4 40540 48010 57930 64840 77180 0.532 0.52",
            id="by the year only",
        ),
        pytest.param(
            dict.fromkeys(ANNUAL, ("-", "4")),
            "900 13.4 28.19 -4 2.6 19.49 23.08 27.85 31.17 37.10 -4 -4 -4 -4 -4 0.532 0.52",
            id="by the hour only",
        ),
        pytest.param({17: (None, None)}, ROW.removesuffix("0.52") + "-0", id="not published"),
    ],
)
def test_marks(database: Database, changes: Cell, row: str) -> None:
    database.cell("OEUN0000000000000433011", changes)
    with database.open() as oews:
        assert oews.national() == {"43-3011": row}
    assert row_regex().fullmatch(row)


@pytest.mark.parametrize(
    ("number", "value", "footnote"),
    [
        (8, "-", None),
        (8, "-", "3"),
        (8, "-", "58"),
        (8, "27.85", "8"),
        (8, None, "8"),
        (8, "27.8", None),
        (8, "27.850", None),
        (8, "-27.85", None),
        (8, "2e1", None),
        (8, " 27.85", None),
        (8, "", None),
        (13, "57930.0", None),
        (13, "57,930", None),
        (1, "900.0", None),
        (2, "13", None),
        (16, "0.53", None),
        (17, "0.520", None),
        (1, "-", "5"),
        (1, "-", "4"),
        (5, "-", "4"),
    ],
)
def test_a_cell_without_meaning_is_named(database: Database, number: int, value: str | None, footnote: str | None) -> None:
    database.cell("OEUN0000000000000433011", {number: (value, footnote)})
    with database.open() as oews, pytest.raises(ValueError, match="OEUN0000000000000433011") as caught:
        oews.national()
    assert COLUMNS[number - 1] in str(caught.value)


def test_a_bad_area_or_industry_cell_is_named(database: Database) -> None:
    database.cell("OEUS0900000000000433011", {8: ("-", "9")})
    database.cell("OEUN0000000522000433011", {8: ("27.8", None)})
    with database.open() as oews:
        with pytest.raises(ValueError, match="OEUS0900000000000433011"):
            oews.state_wages("CT")
        with pytest.raises(ValueError, match="OEUN0000000522000433011"):
            oews.industry_rows()


def test_areas_are_the_nation_the_states_the_others(database: Database) -> None:
    with database.open() as oews:
        areas = oews.areas()
    assert [area["code"] for area in areas] == ["0000000", "0100000", "0900000", "0025540", "0100001", "0900001"]
    assert areas[0] == {"code": "0000000", "name": "National", "type": "nation", "fips": "00"}
    assert areas[2] == {"code": "0900000", "name": "Connecticut", "type": "state", "state": "CT", "fips": "09"}
    assert [area["type"] for area in areas[3:]] == ["metro", "nonmetro", "nonmetro"]


def test_state_wages_have_the_state_first_and_rows_by_code(database: Database) -> None:
    for key in ("M0025540", "S0900000", "M0900001", "S0100000"):
        database.cell(f"OEU{key}000000433011")
        database.cell(f"OEU{key}000000000000")
    with database.open() as oews:
        blocks = oews.state_wages("CT")
        assert [block["code"] for block in blocks] == ["0900000", "0025540", "0900001"]
        assert blocks[0]["rows"] == [f"00-0000 {ROW}", f"43-3011 {ROW}"]
        with pytest.raises(KeyError):
            oews.state_wages("XX")


def test_industry_rows_keep_their_columns_alone(database: Database) -> None:
    database.cell("OEUN0000000000000433011")
    database.cell("OEUN0000000522000433011", {2: ("-", "8"), 16: (None, None)})
    database.cell("OEUN000000011--12433011", {1: ("-", "8"), 13: ("-", "5")})
    database.cell("OEUN00000003250A1433011")
    with database.open() as oews:
        rows = oews.industry_rows()
    assert list(INDUSTRY_COLUMNS) == ["employment", "hourly_mean", "annual_mean", "hourly_median", "annual_median"]
    assert rows == {
        "43-3011": [
            "11--12 -8 28.19 58640 27.85 -5",
            "3250A1 900 28.19 58640 27.85 57930",
            "522000 900 28.19 58640 27.85 57930",
        ]
    }


def test_industries(database: Database) -> None:
    with database.open() as oews:
        industries = {entry["code"]: entry for entry in oews.industries()}
    assert "000000" not in industries
    assert industries["11--12"] == {
        "code": "11--12",
        "naics": "11",
        "title": "Agriculture, Forestry, Fishing and Hunting",
        "level": 2,
    }
    assert industries["31--34"]["title"] == "Manufacturing"
    assert {code: entry["naics"] for code, entry in industries.items()} == {
        "000001": "",
        "11--12": "11",
        "31--34": "31-33",
        "3250A1": "3251, 3252, 3253, 3259",
        "3250A2": "3255, 3256",
        "44--46": "44-45",
        "522000": "522",
        "522100": "5221",
        "522290": "52229",
        "524114": "524114",
        "611002": "611",
        "611105": "6111",
        "999001": "",
    }


@pytest.mark.parametrize("industry", [("5220B1", "Credit", 4), ("522110", "Credit", 4), ("522000", "Credit", 7)])
def test_an_industry_of_unknown_layout_is_named(database: Database, industry: tuple[str, str, int]) -> None:
    database.industries = [industry]
    with database.open() as oews, pytest.raises(ValueError, match=industry[0]):
        oews.industries()


def test_release_and_titles(database: Database) -> None:
    with database.open() as oews:
        assert oews.release() == {
            "id": "oews-2025-05",
            "release": "May 2025",
            "period": "May 2025",
            "hourly_top_code": 115.0,
            "annual_top_code": 239200,
        }
        assert oews.titles() == {"00-0000": "All Occupations", "43-3011": "Bill and Account Collectors"}


def test_a_release_without_a_month_or_top_codes_is_refused(database: Database) -> None:
    database.meta = {"release": "2025A01"}
    with database.open() as oews, pytest.raises(ValueError, match="2025A01"):
        oews.release()


def test_a_release_without_top_codes_is_refused(database: Database) -> None:
    database.footnotes = {"5": "This wage is high."}
    with database.open() as oews, pytest.raises(ValueError, match="This wage is high"):
        oews.release()


@pytest.mark.parametrize(
    "area",
    [
        ("0900000", "S", "09", "Conn."),
        ("6000000", "S", "60", "American Samoa"),
        ("0900000", "C", "09", "Connecticut"),
    ],
)
def test_an_unknown_area_is_refused(database: Database, area: tuple[str, str, str, str]) -> None:
    database.areas = [area]
    with pytest.raises(ValueError, match=area[0]):
        database.open()


def test_a_file_that_is_no_oews_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "oews.sqlite.gz"
    path.write_bytes(gzip.compress(b"not a database" * 100))
    with pytest.raises(ValueError, match=r"oews\.sqlite\.gz: not an OEWS database"):
        Oews(path)
    path.write_bytes(b"not gzip")
    with pytest.raises(OSError, match="gzip"):
        Oews(path)
    with pytest.raises(FileNotFoundError):
        Oews(tmp_path / "missing.gz")


def test_the_unpacked_file_goes_and_the_source_stays(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    with database.open() as oews:
        packed = database.path.read_bytes()
        assert len(list(temporary.iterdir())) == 1
    oews.close()
    assert list(temporary.iterdir()) == []
    assert database.path.read_bytes() == packed
    database.path.write_bytes(gzip.compress(b"not a database" * 100))
    with pytest.raises(ValueError, match="not an OEWS database"):
        Oews(database.path)
    assert list(temporary.iterdir()) == []


def test_the_states() -> None:
    assert len(STATES) == len(STATES_BY_FIPS) == 54
    assert STATES["CT"] == ("09", "CT", "Connecticut")
    assert STATES_BY_FIPS["11"].name == "District of Columbia"
    assert {"GU", "PR", "VI"} < set(STATES)
