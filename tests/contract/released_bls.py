"""What the releases of BLS say, read without the project's own readers: whoever compares must not share a mistake.

Owns the layouts of the OEWS database and workbooks and of the projections, and what their marks mean. The 17 measures of a
cell of the database are kept as one text: "57930", "[]" for an empty one and "[5]" for a dash with that footnote, parted by
spaces.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl

SOURCES = Path(os.environ.get("OCCLOOKUP_SOURCES") or Path(__file__).parents[2].parent / "shared" / "data")

# the names of BLS's data types 01 to 17, and of the fields of a wage row
WAGE_FIELDS = {
    "Employment": "employment",
    "Employment percent relative standard error": "employment_rse",
    "Hourly mean wage": "hourly_mean",
    "Annual mean wage": "annual_mean",
    "Wage percent relative standard error": "mean_rse",
    **{f"Hourly {n}th percentile wage": f"hourly_p{n}" for n in (10, 25, 75, 90)},
    **{f"Annual {n}th percentile wage": f"annual_p{n}" for n in (10, 25, 75, 90)},
    "Hourly median wage": "hourly_median",
    "Annual median wage": "annual_median",
    "Employment per 1,000 jobs": "jobs_per_1000",
    "Location Quotient": "location_quotient",
}
WORKBOOKS = {
    **{year: f"oews-national-history/national_M{year}_dl.xlsx" for year in range(2019, 2024)},
    2024: "oews-2024-05/national_M2024_dl.xlsx",
}
HISTORY_FIELDS = {
    "tot_emp": "employment",
    "h_median": "hourly_median",
    "a_median": "annual_median",
    "a_mean": "annual_mean",
}
_TOP_CODES = re.compile(r"\$([\d,]+\.\d\d) per hour or \$([\d,]+) per year")

Figure = int | float | None


class TopCodes(NamedTuple):
    """The least wages that a release calls only "equal to or greater": dollars an hour and a year."""

    hourly: float
    annual: int


class Expected(NamedTuple):
    """What the query layer has to say for a row of figures."""

    figures: dict[str, Figure]
    notes: dict[str, str]


class Industry(NamedTuple):
    """`level` is BLS's display level: 2 sectors, 3 subsectors, 4 and 5 below."""

    name: str
    level: int


class Oews:
    """The packed OEWS database of May 2025, unpacked into `folder`."""

    def __init__(self, sources: Path, folder: Path) -> None:
        unpacked = folder / "oews.sqlite"
        with gzip.open(sources / "oews-2025-05/oews-2025.sqlite.gz") as packed, unpacked.open("wb") as stream:
            shutil.copyfileobj(packed, stream, 1 << 20)
        self.database = sqlite3.connect(unpacked)
        names = [name for _, name in self.database.execute("SELECT * FROM datatype ORDER BY datatype_code")]
        self.fields = [WAGE_FIELDS[name] for name in names]
        ((words,),) = self.database.execute("SELECT footnote_text FROM footnote WHERE footnote_code = '5'")
        self.top = find_top_codes(words)

    def cells(self) -> Iterator[tuple[str, str, str]]:
        """(area, SOC code, measures) of every cross-industry cell."""
        for area, industry, code, measures in self._all_cells(""):
            if industry == "000000":
                yield area, code, measures

    def industry_cells(self) -> Iterator[tuple[str, str, str]]:
        """(industry, SOC code, measures) of every national cell that is about one industry."""
        for _, industry, code, measures in self._all_cells("OEUN0000000"):
            if industry != "000000":
                yield industry, code, measures

    def areas(self) -> dict[str, tuple[str, str, str]]:
        """Type (N, S, M), FIPS code of the state, and name of every area, by its seven digits."""
        rows = self.database.execute("SELECT area_code, areatype_code, state_code, area_name FROM area")
        return {row[0]: row[1:] for row in rows}

    def titles(self) -> dict[str, str]:
        """The titles by SOC code; BLS cuts them at 100 characters."""
        rows = self.database.execute("SELECT occupation_code, occupation_name FROM occupation")
        return {_dashed(code): title for code, title in rows}

    def industries(self) -> dict[str, Industry]:
        rows = self.database.execute("SELECT industry_code, industry_name, display_level FROM industry")
        return {code: Industry(name, level) for code, name, level in rows}

    def _all_cells(self, prefix: str) -> Iterator[tuple[str, str, str, str]]:
        for cell in self.database.execute("SELECT * FROM cell WHERE substr(key, 1, ?) = ?", (len(prefix), prefix)):
            key, values, footnotes = cell[0], cell[1:18], cell[18:35]
            yield key[4:11], key[11:17], _dashed(key[17:]), " ".join(map(_text, values, footnotes))


def read_wages(fields: list[str], measures: str, top: TopCodes) -> Expected:
    """What the 17 measures of a cell mean."""
    figures: dict[str, Figure] = {}
    notes = {}
    for field, text in zip(fields, measures.split(" "), strict=True):
        if text[0] != "[":
            figures[field] = float(text) if "." in text else int(text)
            continue
        hourly = field.startswith("hourly")
        note = {
            "[]": "not_published",
            "[8]": "not_released",
            "[5]": "at_least",
            "[4]": "annual_only" if hourly else "hourly_only",
        }[text]
        notes[field] = note
        figures[field] = None if note != "at_least" else top.hourly if hourly else top.annual
    return Expected(figures, notes)


def read_projections(sources: Path) -> dict[str, dict[str, Any]]:
    """BLS's Table 1.2 as it stands, by code; employment, change and openings in thousands."""
    content = json.loads((sources / "projections-2024-2034/bls_projections.json").read_text(encoding="utf-8"))
    projections: dict[str, dict[str, Any]] = content["projections"]
    return projections


def read_history(sources: Path) -> dict[str, dict[int, Expected]]:
    """What the national workbooks of May 2019 to May 2024 say of each code, by year."""
    history: dict[str, dict[int, Expected]] = {}
    for year, name in WORKBOOKS.items():
        workbook = openpyxl.load_workbook(sources / name, read_only=True)
        descriptions = workbook["Field Descriptions"].iter_rows(values_only=True)
        top = find_top_codes(" ".join(str(cell) for row in descriptions for cell in row))
        rows = workbook.worksheets[0].iter_rows(values_only=True)
        header = [str(cell).lower() for cell in next(rows)]
        for row in rows:
            cells = dict(zip(header, row, strict=True))
            if cells["occ_code"]:
                history.setdefault(cells["occ_code"], {})[year] = _read_workbook_row(cells, top)
        workbook.close()
    return history


def find_top_codes(words: str) -> TopCodes:
    """The two amounts in BLS's sentence about wages that it does not release."""
    found = _TOP_CODES.search(words)
    assert found, "no top codes are named"
    hourly, annual = (amount.replace(",", "") for amount in found.groups())
    return TopCodes(float(hourly), int(annual))


def _read_workbook_row(cells: dict[str, Any], top: TopCodes) -> Expected:
    figures: dict[str, Figure] = {}
    notes = {}
    for column, field in HISTORY_FIELDS.items():
        cell = cells[column]
        hourly = column.startswith("h_")
        other_basis = cells["annual" if hourly else "hourly"] and column != "tot_emp"
        if cell == "#":
            figures[field], notes[field] = (top.hourly if hourly else top.annual), "at_least"
        elif cell in ("*", "**", "", None):
            figures[field] = None
            notes[field] = ("annual_only" if hourly else "hourly_only") if other_basis else "not_released"
        else:
            figures[field] = float(cell) if hourly else int(cell)
    return Expected(figures, notes)


def _text(value: str | None, footnote: str | None) -> str:
    assert (value == "-") == (footnote is not None), f"{value!r} with footnote {footnote!r}"
    return f"[{footnote or ''}]" if value in (None, "-") else str(value)


def _dashed(code: str) -> str:
    return f"{code[:2]}-{code[2:]}"
