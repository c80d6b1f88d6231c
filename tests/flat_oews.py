"""BLS's flat files of OEWS, written again from the packed release of May 2025, and workbooks in BLS's layout.

The figures are the published ones, and oe.data of the whole release is BLS's file byte for byte. A test takes the part that it
needs. All of it, into a folder: python tests/flat_oews.py FOLDER
"""

from __future__ import annotations

import gzip
import os
import shutil
import sqlite3
import sys
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl

from occlookup.sources.releases import OEWS_DATABASE

RELEASES = Path(os.environ.get("OCCLOOKUP_SOURCES") or Path(__file__).parents[1].parent / "shared" / "data")
PACKED = RELEASES / OEWS_DATABASE
NATIONAL_2024 = RELEASES / "oews-2024-05" / "national_M2024_dl.xlsx"
NATSECTOR_2024 = RELEASES / "oews-2024-05" / "natsector_M2024_dl.xlsx"
TOP_CODES = "#  = indicates a wage equal to or greater than $115.00 per hour or $239,200 per year "

_PERCENTILES = ("PCT10", "PCT25", "MEDIAN", "PCT75", "PCT90")
_HOURLY = ("H_MEAN", *(f"H_{name}" for name in _PERCENTILES))
_ANNUAL = ("A_MEAN", *(f"A_{name}" for name in _PERCENTILES))
_EMPLOYMENT = ("TOT_EMP", "EMP_PRSE", "JOBS_1000", "LOC_QUOTIENT")
COLUMNS = (
    *("AREA", "AREA_TITLE", "AREA_TYPE", "PRIM_STATE", "NAICS", "NAICS_TITLE", "I_GROUP", "OWN_CODE"),
    *("OCC_CODE", "OCC_TITLE", "O_GROUP", *_EMPLOYMENT, "PCT_TOTAL", "PCT_RPT"),
    *("H_MEAN", "A_MEAN", "MEAN_PRSE", *_HOURLY[1:], *_ANNUAL[1:], "ANNUAL", "HOURLY"),
)
# in the order of a record's row
_MEASURES = (
    *("TOT_EMP", "EMP_PRSE", "H_MEAN", "A_MEAN", "MEAN_PRSE"),
    *(*_HOURLY[1:], *_ANNUAL[1:], "JOBS_1000", "LOC_QUOTIENT"),
)
_TYPES = {"nation": "1", "state": "2", "metro": "4", "nonmetro": "6"}
_TERRITORIES = ("GU", "PR", "VI")


class Cut(NamedTuple):
    """A part of the release: occupations ("433011") with all their industries, groups across industries in the nation and in
    states, and the states' FIPS codes."""

    occupations: Collection[str]
    national_groups: Collection[str]
    groups: Collection[str]
    states: Collection[str]

    def has(self, code: str, industry: str, fips: str) -> bool:
        """Whether the cell of this occupation and industry in an area of this state is in it."""
        groups = self.national_groups if fips == "00" else self.groups
        known = code in self.occupations or (code in groups and industry == "000000")
        return known and fips in ("00", *self.states)


def unpack(target: Path) -> Path:
    """The SQLite file of the packed release, unpacked into the folder `target`."""
    unpacked = target / "oews-2025.sqlite"
    with gzip.open(PACKED, "rb") as packed, unpacked.open("wb") as stream:
        shutil.copyfileobj(packed, stream, 1 << 20)
    return unpacked


def write_flat_files(database: Path, folder: Path, cut: Cut | None = None) -> list[Path]:
    """BLS's files under their own names: all of the release, or the part."""
    folder.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(database)
    try:
        _write_lists(connection, folder, cut)
        fips = dict(connection.execute("SELECT area_code, state_code FROM area"))
        with (folder / "oe.data.0.Current").open("w", encoding="ascii", newline="") as stream:
            stream.write("series_id                     \tyear\tperiod\t       value\tfootnote_codes\r\n")
            for cell in connection.execute("SELECT * FROM cell ORDER BY key"):
                key = cell[0]
                if cut is not None and not cut.has(key[17:], key[11:17], fips[key[4:11]]):
                    continue
                for number in range(17):
                    if cell[1 + number] is not None:
                        series = f"{key}{number + 1:02}".ljust(30)
                        stream.write(f"{series}\t2025\tA01\t{cell[1 + number]:>12}\t{cell[18 + number] or ''}\r\n")
    finally:
        connection.close()
    return sorted(folder.iterdir())


def _write_lists(connection: sqlite3.Connection, folder: Path, cut: Cut | None) -> None:
    areas = connection.execute("SELECT state_code, area_code, areatype_code, area_name FROM area ORDER BY area_code")
    kept = [area for area in areas if cut is None or area[0] in ("00", *cut.states)]
    _write(folder / "oe.area", "state_code area_code areatype_code area_name", kept)
    industries = connection.execute("SELECT industry_code, industry_name, display_level, 'T', '1' FROM industry")
    _write(folder / "oe.industry", "industry_code industry_name display_level selectable sort_sequence", industries)
    occupations = connection.execute("SELECT occupation_code, occupation_name, '', display_level, 'T', '1' FROM occupation")
    header = "occupation_code occupation_name occupation_description display_level selectable sort_sequence"
    _write(folder / "oe.occupation", header, occupations)
    for name, text in (("footnote", "footnote_text"), ("datatype", "datatype_name")):
        _write(folder / f"oe.{name}", f"{name}_code {text}", connection.execute(f"SELECT * FROM {name}"))
    _write(folder / "oe.areatype", "areatype_code areatype_name", [("M", "Metropolitan or nonmetropolitan"), ("N", "National")])
    _write(folder / "oe.release", "release_date description", [("2025A01", "May 2025")])


def _write(path: Path, header: str, rows: Iterable[tuple[Any, ...]]) -> None:
    lines = ["\t".join(header.split()), *("\t".join(map(str, row)) for row in rows)]
    path.write_bytes("".join(f"{line}\r\n" for line in lines).encode())


def workbook_row(area: dict[str, str], code: str, row: str, **changes: Any) -> dict[str, Any]:
    """A workbook's row of the record's `row` of an area (an entry of areas.toml)."""
    kind = area["type"]
    territory = kind == "state" and area["state"] in _TERRITORIES
    cells: dict[str, Any] = {
        "AREA": {"nation": "99", "state": area.get("fips")}.get(kind, area["code"].lstrip("0")),
        "AREA_TITLE": "U.S." if kind == "nation" else area["name"],
        "AREA_TYPE": "3" if territory else _TYPES[kind],
        "PRIM_STATE": area.get("state", "US"),
        **{"NAICS": "000000", "NAICS_TITLE": "Cross-industry", "I_GROUP": "cross-industry", "OWN_CODE": "1235"},
        **{"OCC_CODE": code, "OCC_TITLE": "A title", "O_GROUP": "detailed"},
    }
    tokens = dict(zip(_MEASURES, row.split(" "), strict=True))
    for name, token in tokens.items():
        marks = {"-8": "**" if name in _EMPLOYMENT else "*", "-5": "#", "-4": None, "-0": None}
        cells[name] = marks[token] if token in marks else float(token) if "." in token else int(token)
    for flag, wages in (("ANNUAL", _HOURLY), ("HOURLY", _ANNUAL)):
        if all(tokens[name] == "-4" for name in wages):
            cells |= {flag: "TRUE"} | dict.fromkeys(wages, "*")
    return cells | changes


def write_workbook(
    path: Path, rows: Iterable[dict[str, Any]], month: str = "May 2024", notes: str = "Field Descriptions", top: str = TOP_CODES
) -> Path:
    """A workbook in BLS's layout, its sheet of descriptions called `notes`, with the line of its top codes."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(path.stem)
    sheet.append(COLUMNS)
    for row in rows:
        sheet.append([row.get(column) for column in COLUMNS])
    described = book.create_sheet(notes)
    for line in (f"{month} OEWS Estimates", "*  = indicates that a wage estimate is not available", top):
        described.append([line])
    book.save(path)
    return path


if __name__ == "__main__":
    there = Path(sys.argv[1])
    write_flat_files(unpack(there), there / "flat")
