"""Reads BLS's Occupational Employment and Wage Statistics from the packed SQLite file of a release.

Owns the layout of that file: a cell's key is "OEU", the area type (N, S or M), 7 digits of area, 6 characters of
industry and 6 digits of occupation; v01..v17 are the measures, f01..f17 their footnotes. The source file is only read:
it is unpacked to a temporary file, which goes when the reader closes. Imports nothing of the catalog, index or
renderers.
"""

from __future__ import annotations

import gzip
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from occlookup.sources.states import STATES, STATES_BY_FIPS
from occlookup.sources.wage_row import (
    COLUMNS,
    INDUSTRY_COLUMNS,
    MEASURES,
    NOT_PUBLISHED,
    OTHER_PERIOD,
    TOKENS,
    TOP_CODED,
    WITHHELD,
    row_regex,
)

NATION = "0000000"
CROSS_INDUSTRY = "000000"

# BLS's footnotes beside a dash. Footnotes 1 to 3 explain whole columns and never stand beside a cell.
_MARKS = {"8": WITHHELD, "5": TOP_CODED, "4": OTHER_PERIOD}
_AREA_TYPES = {"N": "nation", "S": "state", "M": "metro"}
_TOP_CODES = re.compile(r"\$([\d,]+\.\d\d) per hour or \$([\d,]+) per year")
_SECTOR = re.compile(r"Sectors? (\d\d)(?:[ ,].*?(\d\d))? - (.+)")
_COMBINED = re.compile(r"\(([\d, and]+) only\)$")
_OWNED = re.compile(r", (?:State Government|Local Government|Privately) Owned$")
# Totals across NAICS: private ownership, and the governments with their schools, hospitals and postal service.
_NO_NAICS = frozenset({"000001", "999001", "999101", "999201", "999301"})
_ROW = row_regex()
_INDUSTRY_ROW = row_regex(INDUSTRY_COLUMNS)
_INDUSTRY_POSITIONS = tuple(COLUMNS.index(name) for name in INDUSTRY_COLUMNS)


class Oews:
    """One OEWS release, open for reading; use it as a context manager.

    Every method that reads cells raises ValueError, naming the cell, where a cell holds what docs/records.md has no
    token for: an unknown footnote, a dash without one, a figure with one, or a wrong number of decimals.
    """

    def __init__(self, path: Path, *, packed: bool = True) -> None:
        """Unpack `path` (gzip) to a temporary file and open it; one that is not `packed` is opened where it is.

        Raises:
            OSError: the file cannot be read, or is no gzip file.
            ValueError: what it holds is not an OEWS database.
        """
        self._folder = tempfile.TemporaryDirectory(prefix="occlookup-oews-")
        try:
            unpacked = Path(self._folder.name, "oews.sqlite") if packed else path
            if packed:
                with gzip.open(path, "rb") as zipped, unpacked.open("wb") as stream:
                    shutil.copyfileobj(zipped, stream, 1 << 20)
            self._database = sqlite3.connect(f"{unpacked.as_uri()}?mode=ro&immutable=1", uri=True)
            try:
                self._areas = self._read_areas()
            except sqlite3.DatabaseError as error:
                self._database.close()
                raise ValueError(f"{path.name}: not an OEWS database: {error}") from error
            except BaseException:
                self._database.close()
                raise
        except BaseException:
            self._folder.cleanup()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the database and delete the temporary file. Closing twice does no harm."""
        self._database.close()
        self._folder.cleanup()

    def release(self) -> dict[str, Any]:
        """What the file says of its release: id ("oews-2025-05"), release and period ("May 2025"), and both top codes.

        hourly_top_code is a float in dollars, annual_top_code an int.

        Raises:
            ValueError: the release is not named "Month Year", or footnote 5 does not name two amounts.
        """
        meta = dict(self._database.execute("SELECT name, value FROM meta"))
        release = str(meta.get("release", ""))
        try:
            month = datetime.strptime(release, "%B %Y")
        except ValueError:
            raise ValueError(f"table meta: the release {release!r} is not a month and a year") from None
        found = self._database.execute("SELECT footnote_text FROM footnote WHERE footnote_code = '5'").fetchone()
        amounts = _TOP_CODES.search(found[0]) if found else None
        if amounts is None:
            raise ValueError(f"table footnote: footnote 5 names no top codes: {found[0] if found else None!r}")
        return {
            "id": f"oews-{month:%Y-%m}",
            "release": release,
            "period": release,
            "hourly_top_code": float(amounts[1].replace(",", "")),
            "annual_top_code": int(amounts[2].replace(",", "")),
        }

    def titles(self) -> dict[str, str]:
        """OEWS's titles by code, groups and occupations; BLS shortens those of more than 100 characters."""
        rows = self._database.execute("SELECT occupation_code, occupation_name FROM occupation ORDER BY 1")
        return {_soc(code): name for code, name in rows}

    def national(self) -> dict[str, str]:
        """The nation's wage rows by code, groups and occupations, sorted by code."""
        return dict(self._rows("N", NATION))

    def areas(self) -> list[dict[str, str]]:
        """The entries of areas.toml: the nation, then the states, then the other areas, each by code."""
        order = {"nation": 0, "state": 1}
        return sorted(self._areas.values(), key=lambda area: (order.get(area["type"], 2), area["code"]))

    def state_wages(self, state: str) -> list[dict[str, Any]]:
        """The [[wages.areas]] of one state (USPS abbreviation): its own rows first, then its areas by code.

        An area that reaches into several states stands with the state that BLS files it under.

        Raises:
            KeyError: no such state.
        """
        if state not in STATES:
            raise KeyError(state)
        blocks = []
        for area in self.areas():
            if area.get("state") == state:
                kind = "S" if area["type"] == "state" else "M"
                rows = [f"{code} {row}" for code, row in self._rows(kind, area["code"])]
                blocks.append({"code": area["code"], "rows": rows})
        return blocks

    def industry_rows(self) -> dict[str, list[str]]:
        """The rows of [industries] by code: BLS's industry code and the five measures, sorted by industry.

        Cross-industry cells are left out; private ownership across industries (000001) is in.
        """
        rows: dict[str, list[str]] = {}
        for key, tokens in self._cells(f"OEUN{NATION}"):
            industry, code = key[11:17], _soc(key[17:])
            if industry != CROSS_INDUSTRY:
                row = " ".join([tokens[position] for position in _INDUSTRY_POSITIONS])
                if not _INDUSTRY_ROW.fullmatch(row):
                    raise _bad_cell(key, tokens)
                rows.setdefault(code, []).append(f"{industry} {row}")
        return {code: sorted(rows[code]) for code in sorted(rows)}

    def industries(self) -> list[dict[str, Any]]:
        """The entries of industries.toml by code: code, naics, title, level (1 is the broadest; BLS's display level).

        naics is the NAICS code without BLS's padding ("44-45", "522", "5221"), the four-digit codes that BLS combined
        ("3255, 3256"), the code without BLS's mark of ownership ("611" for 611002, whose title names the owner), or ""
        for a total that NAICS does not have. 99 and 999 are BLS's own numbers for government.

        Raises:
            ValueError: a code or a title is laid out in no known way.
        """
        entries = []
        for code, name, level in self._database.execute(
            "SELECT industry_code, industry_name, display_level FROM industry ORDER BY 1"
        ):
            if code != CROSS_INDUSTRY:
                naics, title = _naics(code, name, level)
                entries.append({"code": code, "naics": naics, "title": title, "level": level})
        return entries

    def _rows(self, kind: str, area: str) -> Iterator[tuple[str, str]]:
        """The cross-industry rows of one area by code; the key's order is the code's order."""
        for key, tokens in self._cells(f"OEU{kind}{area}{CROSS_INDUSTRY}"):
            row = " ".join(tokens)
            if not _ROW.fullmatch(row):
                raise _bad_cell(key, tokens)
            yield _soc(key[17:]), row

    def _cells(self, prefix: str) -> Iterator[tuple[str, list[str]]]:
        """The cells whose key begins with `prefix`, in the key's order, their 17 values as tokens."""
        # Keys are digits, dashes and letters, so "~" sorts after every one of them.
        query = "SELECT * FROM cell WHERE key >= ? AND key < ? ORDER BY key"
        for cell in self._database.execute(query, (prefix, prefix + "~")):
            values, footnotes = cell[1:18], cell[18:35]
            if None in values or "-" in values or footnotes != _NO_FOOTNOTES:
                tokens = [_token(cell[0], number, values[number], footnotes[number]) for number in range(17)]
            else:
                tokens = list(values)
            yield cell[0], tokens

    def _read_areas(self) -> dict[str, dict[str, str]]:
        areas: dict[str, dict[str, str]] = {}
        for code, kind, fips, name in self._database.execute(
            "SELECT area_code, areatype_code, state_code, area_name FROM area"
        ):
            if kind not in _AREA_TYPES or (kind != "N" and fips not in STATES_BY_FIPS):
                raise ValueError(f"area {code} ({name}): unknown type {kind!r} or state {fips!r}")
            area = {"code": code, "name": name, "type": _AREA_TYPES[kind]}
            if kind == "M" and "nonmetropolitan area" in name:
                area["type"] = "nonmetro"
            if kind != "N":
                area["state"] = STATES_BY_FIPS[fips].abbreviation
            if kind == "S" and STATES_BY_FIPS[fips].name != name:
                raise ValueError(f"area {code}: {name!r} is not the state of FIPS code {fips}")
            areas[code] = area | {"fips": fips}
        return areas


_NO_FOOTNOTES = (None,) * 17


def _soc(code: str) -> str:
    return f"{code[:2]}-{code[2:]}"


def _token(key: str, number: int, value: str | None, footnote: str | None) -> str:
    """A cell's value and footnote as one token; the row's pattern judges figures afterwards."""
    if value == "-" and footnote in _MARKS:
        return _MARKS[footnote]
    if footnote is None and value is None:
        return NOT_PUBLISHED
    if footnote is None and value is not None and value != "-":
        return value
    name = MEASURES[number].name
    raise ValueError(f"cell {key}, {name}: value {value!r} with footnote {footnote!r} has no meaning in docs/records.md")


def _bad_cell(key: str, tokens: list[str]) -> ValueError:
    for measure, token in zip(MEASURES, tokens, strict=True):
        if not TOKENS[measure.name].fullmatch(token):
            return ValueError(
                f"cell {key}, {measure.name}: {token!r} is neither a figure with {measure.decimals} decimals "
                "nor a mark that this measure may have"
            )
    return ValueError(f"cell {key}: its values do not make a wage row")


def _naics(code: str, name: str, level: int) -> tuple[str, str]:
    """The NAICS code and the title of an industry; see Oews.industries."""
    if code in _NO_NAICS:
        return "", name
    if sector := _SECTOR.fullmatch(name):
        first, last, title = sector.groups()
        return (f"{first}-{last}" if last else first), title
    if combined := _COMBINED.search(name):
        return ", ".join(re.findall(r"\d{4}", combined[1])), name
    if _OWNED.search(name):
        return code[: level - 1], name
    digits = 6 if level == 5 and not code.endswith("0") else level
    if not code.isdigit() or level not in (3, 4, 5) or code[digits:].strip("0"):
        raise ValueError(f"industry {code} ({name}), display level {level}: no known layout")
    return code[:digits], name
