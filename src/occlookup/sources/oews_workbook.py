"""Reads an OEWS workbook of any of BLS's kinds (nation, states, metropolitan areas, all data) as the figures of its release.

Owns which rows of such a workbook are about what. What its cells mean is history.py's, which reads the same layout.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from occlookup.sources.history import CODE, NEEDED, column_names, named_top_codes, wage_row
from occlookup.sources.oews import CROSS_INDUSTRY
from occlookup.sources.states import STATES, STATES_BY_FIPS, State
from occlookup.sources.tables import ascii_name, plain, xlsx_rows, xlsx_sheets

_KINDS = {"1": "nation", "2": "state", "3": "state", "4": "metro", "6": "nonmetro"}
_RELEASE = re.compile(r"((?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4})\b")
# Lines above this one say what the columns of a sheet of descriptions are; the longest has 50.
_DESCRIPTION_ROWS = 500
# 1235: federal, state, local and private; the rows of one owner say nothing of an occupation as a whole
_ALL_OWNERS = "1235"

_FLAGS = frozenset({"annual", "hourly"})
_NO_FLAGS: dict[str, Any] = dict.fromkeys(_FLAGS)


class AreaRow(NamedTuple):
    """One row of a workbook. `area` is the entry for areas.toml, None for the nation; `industry` is BLS's code as the
    workbook writes it, with its owners."""

    area: dict[str, str] | None
    industry: str
    owner: str
    code: str
    title: str
    row: str


class WorkbookRelease(NamedTuple):
    """What the sheets of a workbook say of its release: the month, dollars an hour and a year."""

    month: date
    hourly_top_code: float
    annual_top_code: int


def is_wage_workbook(path: Path) -> bool:
    """Whether the file is a workbook with BLS's columns of wages."""
    with path.open("rb") as stream:
        if stream.read(4) != b"PK\x03\x04":
            return False
    try:
        return any(_header(path, sheet) is not None for sheet in xlsx_sheets(path)[:1])
    except ValueError:
        return False


def read_release(path: Path) -> WorkbookRelease:
    """What the workbook says of its release, in any of its sheets.

    Raises:
        ValueError: it does not name its month, or its top codes.
    """
    month: date | None = None
    top: tuple[float, int] | None = None
    sheets = xlsx_sheets(path)
    for sheet in sheets[1:]:
        for number, row in enumerate(xlsx_rows(path, sheet)):
            for cell in row:
                month = month or _named_month(cell)
                top = top or named_top_codes(cell)
            if number >= _DESCRIPTION_ROWS or (month and top):
                break
    month = month or _named_month(f"{sheets[0]} OEWS")
    if month is None:
        raise ValueError(f'{path.name}: no sheet says which release it is ("May 2024 OEWS Estimates")')
    if top is None:
        raise ValueError(f"{path.name}: the field descriptions name no top codes")
    return WorkbookRelease(month, *top)


def read_rows(path: Path, place_of: Callable[[str], str | None], progress: Callable[[int], None]) -> Iterator[AreaRow]:
    """The rows of the first sheet, in its order: across industries all areas', by industry the nation's alone.

    `place_of` tells the state (USPS letters) of an area by its seven digits where the workbook does not; `progress` is
    called with the number of rows read.

    Raises:
        ValueError: the sheet has an unknown layout, or a cell no known meaning; the message names the file and the row.
    """
    header: list[str] | None = None
    for number, row in enumerate(xlsx_rows(path), 1):
        if header is None:
            header = column_names(row)
            if missing := sorted(NEEDED - set(header)):
                raise ValueError(f"{path.name}: no column {', '.join(missing)}")
            continue
        cells = _NO_FLAGS | dict(zip(header, row, strict=False))
        if cells.get("occ_code") is None:
            continue
        # A row may end before its empty flags; one that ends before them lacks figures.
        if lacking := {*header} - {*cells}:
            raise ValueError(f"{path.name}, row {number}: {len(cells)} cells instead of {len(header)}: no {min(lacking)}")
        if number % 2048 == 0:
            progress(number)
        if (made := _row(cells, place_of, f"{path.name}, row {number}")) is not None:
            yield made
    if header is None:
        raise ValueError(f"{path.name}: the first sheet is empty")


def _row(cells: dict[str, Any], place_of: Callable[[str], str | None], where: str) -> AreaRow | None:
    code, title = plain(cells["occ_code"]), plain(cells["occ_title"])
    if not CODE.fullmatch(code):
        raise ValueError(f"{where}: {code!r} ({title}) is not an occupation code")
    # The national workbook of May 2020 has no columns of areas and industries.
    kind = _KINDS.get(_text(cells.get("area_type", "1")))
    if kind is None:
        raise ValueError(f"{where}: area type {cells['area_type']!r} is none that BLS describes")
    industry, owner = _text(cells.get("naics", CROSS_INDUSTRY)), _text(cells.get("own_code", _ALL_OWNERS))
    across = industry.strip("0") == "" and owner == _ALL_OWNERS
    if kind != "nation" and not across:
        return None
    area = None if kind == "nation" else _area(cells, kind, place_of, where)
    return AreaRow(area, CROSS_INDUSTRY if across else industry, owner, code, title, wage_row(cells, f"{where}, {code}"))


def _area(cells: dict[str, Any], kind: str, place_of: Callable[[str], str | None], where: str) -> dict[str, str]:
    number, name = _text(cells.get("area")), ascii_name(cells.get("area_title"))
    if not number.isdecimal() or len(number) > 7 or not name:
        raise ValueError(f"{where}: area {number!r} ({name}) is none that BLS numbers")
    state: State | None
    if kind == "state":
        state = STATES_BY_FIPS.get(number[-7:].zfill(2))
        if state is None or state.name != name:
            raise ValueError(f"{where}: area {number} ({name}) is no state")
        return {"code": f"{state.fips}00000", "name": name, "type": kind, "state": state.abbreviation, "fips": state.fips}
    code = number.zfill(7)
    letters = _text(cells.get("prim_state")) or place_of(code) or name.rpartition(", ")[2][:2]
    state = STATES.get(letters)
    if state is None:
        raise ValueError(f"{where}: area {number} ({name}) is in no known state: {letters!r}")
    return {"code": code, "name": name, "type": kind, "state": state.abbreviation, "fips": state.fips}


def _header(path: Path, sheet: str) -> list[str] | None:
    for row in xlsx_rows(path, sheet):
        names = column_names(row)
        return names if set(names) >= NEEDED else None
    return None


def _named_month(cell: object) -> date | None:
    """The month in a line such as "May 2024 OEWS Estimates"; "All May 2024 data" is the name of a sheet."""
    if not isinstance(cell, str) or not re.search(r"\bOE(?:W)?S\b|Occupational Employment", cell):
        return None
    found = _RELEASE.search(cell)
    return datetime.strptime(found[1], "%B %Y").date() if found else None


def _text(cell: object) -> str:
    """A cell that holds a code: a spreadsheet may have made a number of it."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell).strip()
