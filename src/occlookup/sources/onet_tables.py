"""Reads O*NET's tables, tab-separated text or Excel workbooks alike, as rows of text; which of the two, the content says.

Owns what a sound table of O*NET is: rows as long as the header, a last line with an end, cells of a sensible size, codes
that are codes, dates that can be read in one way only. Knows nothing of what the columns mean beside those.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from occlookup.sources.tables import plain, xlsx_rows

CODE = "O*NET-SOC Code"
ONET_CODE = re.compile(r"[0-9]{2}-[0-9]{4}\.[0-9]{2}")
_WHOLE = re.compile(r"[0-9]{1,9}")
_LONGEST_CELL, _LONGEST_LINE, _LONGEST_NAME = 10_000, 200_000, 300
# A workbook of O*NET's largest table is some 300 MB when unpacked; no more than this is unpacked.
_LARGEST_WORKBOOK = 1 << 30
_ZIP = b"PK\x03\x04"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class UnknownLayoutError(ValueError):
    """A table that is whole, but laid out or rated in another way than any that is known: a column or scale is another."""


def onet_table(path: Path, columns: Collection[str]) -> Iterator[dict[str, str]]:
    """The rows below the header as dicts of text; an empty cell is "", a number is as short as it can be.

    A column that releases name in two ways is given as "Alternate Title|Job Title" and stands in the rows under the first
    name. Cells in the column of O*NET-SOC codes are held to be such codes.

    Raises:
        FileNotFoundError: no such file.
        UnknownLayoutError: the header has not all of `columns`.
        ValueError: the file is damaged, or no table at all; one line that names it.
    """
    rows = _rows(path)
    header = [cell.strip() for cell in next(rows, [])]
    if not any(header):
        raise ValueError(f"{path.name}: no header in the first line")
    if len(named := [name for name in header if name]) > len(set(named)):
        raise ValueError(f"{path.name}: the header names a column twice")
    for wanted in columns:
        first, *others = wanted.split("|")
        if first not in header:
            other = next((name for name in others if name in header), None)
            if other is None:
                raise UnknownLayoutError(f"{path.name}: no column {first!r}")
            header[header.index(other)] = first
    for number, row in enumerate(rows, 2):
        if not any(row):
            continue
        if len(row) != len(header):
            raise ValueError(f"{path.name}, line {number}: {len(row)} cells where the header has {len(header)}")
        cells = dict(zip(header, row, strict=True))
        if CODE in cells and not ONET_CODE.fullmatch(cells[CODE]):
            raise ValueError(f"{path.name}, line {number}: {cells[CODE]!r:.40} is no O*NET-SOC code")
        yield cells


def peek(path: Path) -> tuple[list[str], list[str]] | None:
    """The header and the first row of a table; None where no header can be read, an empty row where no row can."""
    try:
        rows = _rows(path)
        header = [cell.strip() for cell in next(rows, [])]
    except (OSError, ValueError):
        return None
    try:
        return header, next(rows, [])
    except ValueError:
        return header, []


def name(path: Path, cell: str, where: str) -> str:
    """A cell that people will read as a title or name, as one plain line.

    Raises:
        ValueError: it is empty, far too long, or a spreadsheet's formula.
    """
    text = plain(cell)
    if not text or len(text) > _LONGEST_NAME or text[0] == "=":
        raise ValueError(f"{path.name}, {where}: {text!r:.40} is no name")
    return text


def whole(path: Path, cell: str, where: str) -> int:
    """A cell as a whole number of at most nine digits.

    Raises:
        ValueError: it is none.
    """
    if not _WHOLE.fullmatch(cell):
        raise ValueError(f"{path.name}, {where}: {cell!r:.40} is no whole number")
    return int(cell)


def month_and_year(path: Path, cell: str, where: str) -> str:
    """A date as O*NET writes it, "08/2023", from that, "8/2023", "Aug 2023", "2023-08" or "2023-08-01".

    Raises:
        ValueError: it is no date, or may be read in two ways.
    """
    text = cell.strip()
    numbers = re.fullmatch(r"([0-9]{1,2})/([0-9]{4})", text)
    month, year = (int(numbers[1]), numbers[2]) if numbers else (0, "")
    if dashed := re.fullmatch(r"([0-9]{4})-([0-9]{2})(?:-[0-9]{2}(?:[T ]00:00:00)?)?", text):
        month, year = int(dashed[2]), dashed[1]
    elif (worded := re.fullmatch(r"([A-Z][a-z]{2})[a-z]*[- ]([0-9]{4})", text)) and worded[1] in _MONTHS:
        month, year = _MONTHS.index(worded[1]) + 1, worded[2]
    if not 1 <= month <= 12:
        raise ValueError(f"{path.name}, {where}: no date {cell!r:.40}")
    return f"{month:02d}/{year}"


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open("rb") as stream:
        workbook = stream.read(len(_ZIP)) == _ZIP
    return _workbook_rows(path) if workbook else _text_rows(path)


def _text_rows(path: Path) -> Iterator[list[str]]:
    with path.open("rb") as stream:
        number = 0
        while line := stream.readline(_LONGEST_LINE):
            number += 1
            if not line.endswith(b"\n"):
                reason = "the line is too long" if len(line) == _LONGEST_LINE else "the line has no end; is the file whole?"
                raise ValueError(f"{path.name}, line {number}: {reason}")
            try:
                text = line.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError as error:
                raise ValueError(f"{path.name}, line {number}: not UTF-8 text") from error
            cells = text.rstrip("\r\n").split("\t")
            if max(map(len, cells)) > _LONGEST_CELL:
                raise ValueError(f"{path.name}, line {number}: a cell has more than {_LONGEST_CELL:,} characters")
            yield cells


def _workbook_rows(path: Path) -> Iterator[list[str]]:
    """The rows of the first sheet, each as long as the first one at least."""
    broken = f"{path.name}: not a whole Excel workbook"
    width = 0
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(member.file_size for member in archive.infolist()) > _LARGEST_WORKBOOK:
                raise ValueError(f"{path.name}: larger when unpacked than any workbook of O*NET")
        rows = xlsx_rows(path)
    except zipfile.BadZipFile as error:
        raise ValueError(broken) from error
    number = 0
    while True:
        try:
            row = next(rows, None)
        # ValueError is openpyxl's too. A damaged workbook makes it, and what it stands on, raise nearly anything else.
        except (ImportError, OSError, MemoryError):
            raise
        except Exception as error:
            raise ValueError(broken) from error
        if row is None:
            return
        number += 1
        cells = [_cell(path, cell, number) for cell in row]
        if number == 1:
            while cells and not cells[-1]:
                cells.pop()
            width = len(cells)
        while len(cells) > width and not cells[-1]:
            cells.pop()
        yield cells + [""] * (width - len(cells))


def _cell(path: Path, cell: Any, line: int) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    if len(text) > _LONGEST_CELL:
        raise ValueError(f"{path.name}, line {line}: a cell has more than {_LONGEST_CELL:,} characters")
    return text
