"""Reads BLS's workbook of Employment Projections (occupation.xlsx), of any round.

Owns that file's layout: the sheet is known by its columns, for its number differs from round to round, and the years are in
the headers. What becomes of the figures is projections_import.py's.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from occlookup.index.percentiles import EXPERIENCE_LEVELS, TRAINING_LEVELS
from occlookup.index.schema import EDUCATION_LEVELS
from occlookup.periods import Period
from occlookup.sources.records import Record
from occlookup.sources.tables import plain, xlsx_all_rows

TOTAL = "00-0000"
# BLS gives the medians that it does not tell exactly as ">=$239,200"; other files of its give that figure alone.
_TOP_CODE = 239_200
_AT_LEAST = re.compile(r">= ?\$?([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)")
_NO_FIGURE = ("", "-")  # a dash in any of its lengths, as `plain` has it

_CODE = re.compile(r"[0-9]{2}-[0-9]{4}")
_FOOTNOTE = re.compile(r"\s*[(\[][0-9]{1,2}[)\]]")
_PERIOD = r"([0-9]{4})-([0-9]{2}|[0-9]{4})"
# the headers without footnotes, in small letters
_HEADERS = {
    "title": re.compile(r"[0-9]{4} national employment matrix title"),
    "code": re.compile(r"[0-9]{4} national employment matrix code"),
    "type": re.compile(r"occupation type"),
    "employment": re.compile(r"employment, ([0-9]{4})"),
    "change": re.compile(rf"employment change, numeric, {_PERIOD}"),
    "percent": re.compile(rf"employment change, percent, {_PERIOD}"),
    "openings": re.compile(rf"occupational openings, {_PERIOD} annual average"),
    "median": re.compile(r"median annual wage,(?: dollars,)? ([0-9]{4})"),
    "education": re.compile(r"typical education needed for entry"),
    "experience": re.compile(r"work experience in a related occupation"),
    "training": re.compile(r"typical on-the-job training needed to attain competency in the occupation"),
}
_NAMES = {
    "title": "National Employment Matrix title", "type": "Occupation type", "change": "Employment change, numeric",
    "percent": "Employment change, percent", "openings": "Occupational openings", "median": "Median annual wage",
    "education": "Typical education needed for entry", "experience": "Work experience in a related occupation",
    "training": "Typical on-the-job training",
}  # fmt: skip
_WORDS = {"education": EDUCATION_LEVELS, "experience": EXPERIENCE_LEVELS, "training": TRAINING_LEVELS}
_FIRST_ROWS = 10  # the header is among them
_MENTION = b"National Employment Matrix"
_MENTIONED_WITHIN = 8 << 20
# The nation's total is rounded by itself, as each of its parts: by how much the sum may be off it for each part, in thousands.
_ROUNDING = 0.06


class Projected(NamedTuple):
    """One row. `projections` and `education` are blocks of a record without their source; None where a figure is missing.

    `line_item`: it is an occupation of its own; else the sum of others.
    """

    line_item: bool
    projections: Record | None
    education: Record | None


class Workbook(NamedTuple):
    """The rows of one workbook by code, and its years."""

    period: Period
    rows: Mapping[str, Projected]


def is_projections(path: Path) -> bool:
    """Whether the file is a workbook with projections by occupation. Never raises ValueError."""
    try:
        if not path.is_file() or not _mentions(path):
            return False
        return any(_columns(row) for _, rows in xlsx_all_rows(path) for row in islice(rows, _FIRST_ROWS))
    except (ValueError, OSError):
        return False


def _sheets(path: Path) -> Iterator[tuple[str, Iterator[tuple[Any, ...]]]]:
    try:
        yield from xlsx_all_rows(path)
    except OSError as error:
        raise ValueError(f"{path.name}: it cannot be read: {error.strerror or error}") from error


def read_workbook(path: Path) -> Workbook:
    """All rows of the sheet with the projections and what it takes to start.

    Raises:
        ValueError: it is no such workbook, a column is missing, a figure is none, a code stands there twice with different
            figures, or there are not all rows; one line that names the file.
    """
    found: Workbook | None = None
    nearest: list[str] | None = None  # what the sheet lacks that lacks least
    for sheet, rows in _sheets(path):
        for row in islice(rows, _FIRST_ROWS):
            if (columns := _columns(row)) is None:
                continue
            missing = [name for key, name in _NAMES.items() if key not in columns]
            if missing:
                nearest = missing if nearest is None or len(missing) < len(nearest) else nearest
                break
            read = _Sheet(f"{path.name}, {sheet}", row, columns).read(rows)
            if found is not None and read != found:
                raise ValueError(f"{path.name}: two sheets have projections, and they differ")
            found = read
            break
    if found is None:
        lacking = f"no column {nearest[0]!r}" if nearest else "no sheet with projections by occupation"
        raise ValueError(f"{path.name}: {lacking}")
    return found


def _mentions(path: Path) -> bool:
    """Whether the workbook's texts speak of the matrix: quick to tell, for workbooks of hundreds of megabytes too."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            # as a rule all texts stand in the first
            texts = [
                name for start in ("xl/sharedStrings.xml", "xl/worksheets/sheet") for name in names if name.startswith(start)
            ]
            if "xl/workbook.xml" not in names:
                return False
            left = _MENTIONED_WITHIN
            for name in texts:
                with archive.open(name) as stream:
                    text = stream.read(left)
                if _MENTION in text:
                    return True
                left -= len(text)
                if left <= 0:
                    break
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        return False
    return False


def _header(cell: object) -> str:
    return _FOOTNOTE.sub("", plain(cell)).casefold() if isinstance(cell, str) else ""


def _columns(row: tuple[Any, ...]) -> dict[str, list[tuple[int, re.Match[str]]]] | None:
    """Where each known header stands in a row; None where it is not the header of a table of projections."""
    found: dict[str, list[tuple[int, re.Match[str]]]] = {}
    for place, cell in enumerate(row):
        text = _header(cell)
        for name, pattern in _HEADERS.items():
            if match := pattern.fullmatch(text):
                found.setdefault(name, []).append((place, match))
    return found if "code" in found and len(found.get("employment", ())) >= 2 else None


class _Sheet:
    """A sheet whose header has all columns; `where` names it."""

    def __init__(self, where: str, header: tuple[Any, ...], columns: dict[str, list[tuple[int, re.Match[str]]]]) -> None:
        self.where = where
        by_year = {int(match[1]): place for place, match in columns["employment"]}
        twice = [name for name, found in columns.items() if len(found) > (2 if name == "employment" else 1)]
        if twice or len(by_year) != 2:
            raise ValueError(f"{where}: two columns {plain(header[columns[(twice or ['employment'])[0]][0][0]])!r}")
        self.period = Period(*sorted(by_year))
        self.places = {name: found[0][0] for name, found in columns.items() if name != "employment"}
        self.places["base"], self.places["projected"] = (by_year[year] for year in self.period)
        self.median_year = int(columns["median"][0][1][1])
        for name in ("change", "percent", "openings"):
            match = columns[name][0][1]
            if (int(match[1]), int(match[2][-2:])) != (self.period.base_year, self.period.projected_year % 100):
                raise ValueError(f"{where}: {plain(header[self.places[name]])!r} is not of {self.period.short}")

    def read(self, rows: Iterator[tuple[Any, ...]]) -> Workbook:
        read: dict[str, Projected] = {}
        for row in rows:
            cells = {name: row[place] if place < len(row) else None for name, place in self.places.items()}
            code = plain(cells["code"])
            if not code:
                continue  # a footnote, or nothing
            if not _CODE.fullmatch(code):
                raise ValueError(f"{self.where}: {code[:40]!r} is no code")
            projected = self._row(code, cells)
            if read.setdefault(code, projected) != projected:
                raise ValueError(f"{self.where}: {code} stands there twice, with different figures")
        self._hold_together(read)
        return Workbook(self.period, read)

    def _row(self, code: str, cells: Mapping[str, Any]) -> Projected:
        kind = plain(cells["type"]).casefold()
        if kind not in ("line item", "summary"):
            raise ValueError(f"{self.where}: the occupation type of {code} is {kind[:40]!r}")
        title = plain(cells["title"])
        if not title:
            raise ValueError(f"{self.where}: {code} has no title")
        figures = {
            f"employment_{self.period.base_year}_thousands": self._figure(code, cells, "base"),
            f"employment_{self.period.projected_year}_thousands": self._figure(code, cells, "projected"),
            "change_thousands": self._figure(code, cells, "change"),
            "percent_change": self._figure(code, cells, "percent"),
            "annual_openings_thousands": self._figure(code, cells, "openings"),
        }
        whole = all(figure is not None for figure in figures.values())
        projections = {"title": title, **figures, **self._median(code, cells["median"])} if whole else None
        words = {name: plain(cells[name]) for name in _WORDS}
        if kind == "summary" or all(word in _NO_FIGURE for word in words.values()):
            education = None
        else:
            education = {("typical" if name == "education" else name): word for name, word in words.items()}
            for name, known in _WORDS.items():
                if words[name] not in known:
                    raise ValueError(f"{self.where}: {words[name][:60]!r} of {code} is no {name} that is known here")
        return Projected(kind == "line item", projections, education)

    def _figure(self, code: str, cells: Mapping[str, Any], name: str) -> float | None:
        cell = cells[name]
        if plain(cell) in _NO_FIGURE:
            return None
        if isinstance(cell, bool) or not isinstance(cell, (int, float)) or cell - cell != 0:
            raise ValueError(f"{self.where}: {name} of {code} is {plain(cell)[:40]!r}, not a number")
        return float(cell)

    def _median(self, code: str, cell: object) -> Record:
        """What a projection says of the median wage; nothing where BLS gives none."""
        text = plain(cell)
        if text in _NO_FIGURE:
            return {}
        name = f"annual_median_may_{self.median_year}"
        if isinstance(cell, str) and (match := _AT_LEAST.fullmatch(text)):
            return {name: int(match[1].replace(",", "")), "annual_median_top_coded": True}
        if isinstance(cell, bool) or not isinstance(cell, (int, float)) or cell != cell // 1 or cell <= 0:
            raise ValueError(f"{self.where}: the median wage of {code} is {text[:40]!r}, not whole dollars")
        return {name: int(cell), **({"annual_median_top_coded": True} if cell == _TOP_CODE else {})}

    def _hold_together(self, read: Mapping[str, Projected]) -> None:
        """A workbook that lost rows is as good a workbook: only the sum tells."""
        key = f"employment_{self.period.base_year}_thousands"
        total = read[TOTAL].projections if TOTAL in read else None
        if total is None:
            raise ValueError(f"{self.where}: no row of all occupations ({TOTAL})")
        parts = [row.projections[key] for row in read.values() if row.line_item and row.projections]
        if abs(sum(parts) - total[key]) > _ROUNDING * max(len(parts), 1):
            raise ValueError(
                f"{self.where}: its occupations have {sum(parts):,.1f} thousand jobs of {total[key]:,.1f}: rows are missing"
            )
