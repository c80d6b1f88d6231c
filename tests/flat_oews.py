"""BLS's flat files of OEWS, written again from the packed release of May 2025, and workbooks in BLS's layout.

The figures are the published ones. A test takes the few occupations and areas that it needs; the bench takes all.
"""

from __future__ import annotations

import gzip
import shutil
import sqlite3
import sys
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

import openpyxl

from occlookup.sources.oews import Oews
from occlookup.sources.releases import OEWS_DATABASE

RELEASES = Path(__file__).parents[2] / "shared" / "data"
PACKED = RELEASES / OEWS_DATABASE
NATIONAL_2024 = RELEASES / "oews-2024-05" / "national_M2024_dl.xlsx"
NATSECTOR_2024 = RELEASES / "oews-2024-05" / "natsector_M2024_dl.xlsx"
COLUMNS = [
    "AREA",
    "AREA_TITLE",
    "AREA_TYPE",
    "PRIM_STATE",
    "NAICS",
    "NAICS_TITLE",
    "I_GROUP",
    "OWN_CODE",
    "OCC_CODE",
    "OCC_TITLE",
    "O_GROUP",
    "TOT_EMP",
    "EMP_PRSE",
    "JOBS_1000",
    "LOC_QUOTIENT",
    "PCT_TOTAL",
    "PCT_RPT",
    "H_MEAN",
    "A_MEAN",
    "MEAN_PRSE",
    "H_PCT10",
    "H_PCT25",
    "H_MEDIAN",
    "H_PCT75",
    "H_PCT90",
    "A_PCT10",
    "A_PCT25",
    "A_MEDIAN",
    "A_PCT75",
    "A_PCT90",
    "ANNUAL",
    "HOURLY",
]
_MEASURES = [
    "TOT_EMP",
    "EMP_PRSE",
    "H_MEAN",
    "A_MEAN",
    "MEAN_PRSE",
    "H_PCT10",
    "H_PCT25",
    "H_MEDIAN",
    "H_PCT75",
    "H_PCT90",
    "A_PCT10",
    "A_PCT25",
    "A_MEDIAN",
    "A_PCT75",
    "A_PCT90",
    "JOBS_1000",
    "LOC_QUOTIENT",
]
_HOURLY = [name for name in _MEASURES if name.startswith("H_")]
_ANNUAL = [name for name in _MEASURES if name.startswith("A_")]
_TYPES = {"nation": "1", "state": "2", "metro": "4", "nonmetro": "6"}
TOP_CODES = "#  = indicates a wage equal to or greater than $115.00 per hour or $239,200 per year "


def unpack(target: Path) -> Path:
    """The SQLite file of the packed release, unpacked into the folder `target`."""
    unpacked = target / "oews-2025.sqlite"
    with gzip.open(PACKED, "rb") as packed, unpacked.open("wb") as stream:
        shutil.copyfileobj(packed, stream, 1 << 20)
    return unpacked


def write_flat_files(
    database: Path, folder: Path, occupations: Collection[str] = (), states: Collection[str] = ()
) -> list[Path]:
    """All of BLS's files under their own names, of these occupations ("433011") and FIPS codes alone, where any are named."""
    folder.mkdir(parents=True, exist_ok=True)
    with sqlite3.connect(database) as connection:
        _write_lists(connection, folder, states)
        areas = {code: fips for code, fips in connection.execute("SELECT area_code, state_code FROM area")}
        with (folder / "oe.data.0.Current").open("w", encoding="ascii", newline="") as stream:
            stream.write("series_id                     \tyear\tperiod\t       value\tfootnote_codes\r\n")
            for cell in connection.execute("SELECT * FROM cell ORDER BY key"):
                key = cell[0]
                if (occupations and key[17:] not in occupations) or (states and areas[key[4:11]] not in {"00", *states}):
                    continue
                for number in range(17):
                    if cell[1 + number] is not None:
                        series = f"{key}{number + 1:02}".ljust(30)
                        stream.write(f"{series}\t2025\tA01\t{cell[1 + number]:>12}\t{cell[18 + number] or ''}\r\n")
    connection.close()
    return sorted(folder.iterdir())


def _write_lists(connection: sqlite3.Connection, folder: Path, states: Collection[str]) -> None:
    wanted = {"00", *states}
    areas = connection.execute("SELECT state_code, area_code, areatype_code, area_name FROM area ORDER BY area_code").fetchall()
    _write(
        folder / "oe.area",
        "state_code area_code areatype_code area_name",
        [row for row in areas if not states or row[0] in wanted],
    )
    industries = connection.execute("SELECT industry_code, industry_name, display_level, 'T', '1' FROM industry")
    _write(folder / "oe.industry", "industry_code industry_name display_level selectable sort_sequence", industries)
    occupations = connection.execute("SELECT occupation_code, occupation_name, '', display_level, 'T', '1' FROM occupation")
    header = "occupation_code occupation_name occupation_description display_level selectable sort_sequence"
    _write(folder / "oe.occupation", header, occupations)
    for name in ("footnote", "datatype"):
        columns = f"{name}_code {name}_{'text' if name == 'footnote' else 'name'}"
        _write(folder / f"oe.{name}", columns, connection.execute(f"SELECT * FROM {name}"))
    _write(folder / "oe.areatype", "areatype_code areatype_name", [("M", "Metropolitan or nonmetropolitan"), ("N", "National")])
    _write(folder / "oe.release", "release_date description", [("2025A01", "May 2025")])


def _write(path: Path, header: str, rows: Iterable[tuple[Any, ...]]) -> None:
    lines = ["\t".join(header.split()), *("\t".join(map(str, row)) for row in rows)]
    path.write_bytes("".join(f"{line}\r\n" for line in lines).encode())


def workbook_row(area: dict[str, str], code: str, row: str, **changes: Any) -> dict[str, Any]:
    """A workbook's row of the record's `row` of an area (an entry of areas.toml)."""
    kind = area["type"]
    number = {"nation": "99", "state": area.get("fips", "")}.get(kind, area["code"].lstrip("0"))
    cells: dict[str, Any] = {
        "AREA": number,
        "AREA_TITLE": "U.S." if kind == "nation" else area["name"],
        "AREA_TYPE": "3" if area.get("fips") in ("66", "72", "78") and kind == "state" else _TYPES[kind],
        "PRIM_STATE": area.get("state", "US"),
        **{"NAICS": "000000", "NAICS_TITLE": "Cross-industry", "I_GROUP": "cross-industry", "OWN_CODE": "1235"},
        **{"OCC_CODE": code, "OCC_TITLE": "A title", "O_GROUP": "detailed"},
    }
    tokens = dict(zip(_MEASURES, row.split(" "), strict=True))
    for name, token in tokens.items():
        mark = {
            "-8": "**" if name in ("TOT_EMP", "EMP_PRSE", "JOBS_1000", "LOC_QUOTIENT") else "*",
            "-5": "#",
            "-4": None,
            "-0": None,
        }
        cells[name] = mark[token] if token in mark else float(token) if "." in token else int(token)
    if all(tokens[name] == "-4" for name in _HOURLY):
        cells |= {"ANNUAL": "TRUE"} | dict.fromkeys(_HOURLY, "*")
    if all(tokens[name] == "-4" for name in _ANNUAL):
        cells |= {"HOURLY": "TRUE"} | dict.fromkeys(_ANNUAL, "*")
    return cells | changes


def write_workbook(
    path: Path, rows: Iterable[dict[str, Any]], month: str = "May 2024", notes: str = "Field Descriptions"
) -> Path:
    """A workbook in BLS's layout with its sheet of descriptions, here called `notes`."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(path.stem)
    sheet.append(COLUMNS)
    for row in rows:
        sheet.append([row.get(column) for column in COLUMNS])
    described = book.create_sheet(notes)
    for line in (f"{month} OEWS Estimates", "*  = indicates that a wage estimate is not available", TOP_CODES):
        described.append([line])
    book.save(path)
    return path


def rows_of_area(oews: Oews, area: dict[str, str]) -> dict[str, str]:
    """The rows of an area of the release, by code."""
    if area["type"] == "nation":
        return oews.national()
    (block,) = (block for block in oews.state_wages(area["state"]) if block["code"] == area["code"])
    return {row[:7]: row[8:] for row in block["rows"]}


if __name__ == "__main__":
    there = Path(sys.argv[1])
    write_flat_files(unpack(there), there / "flat")
