"""Reads O*NET's ratings: interests, skills, knowledge, work styles, work values, the survey, and the work context.

Owns the element and scale ids. Values are taken as published, the suppressed and the not relevant ones too: those are
named beside them, for the reader to judge. Where a release has several files of one block (skills and the survey since 30.3),
they are read together. Imports nothing of the catalogue, index or renderers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from occlookup.sources.onet import SOURCE
from occlookup.sources.onet_tables import CODE, UnknownLayoutError, month_and_year, name, onet_table
from occlookup.sources.records import Record
from occlookup.sources.tables import number, plain, text_table

_INTERESTS = {f"1.B.1.{letter}": name for letter, name in zip("abcdef", (
    "realistic", "investigative", "artistic", "social", "enterprising", "conventional"), strict=True)}  # fmt: skip
_INTEREST_POINTS = ("1.B.1.g", "1.B.1.h", "1.B.1.i")
_VALUE_POINTS = ("1.B.2.g", "1.B.2.h", "1.B.2.i")
_HOLLAND = "RIASEC"
_COLUMNS = (CODE, "Element ID", "Element Name", "Scale ID", "Data Value", "Date", "Domain Source")
_CATEGORY_SCALES = ("RL", "RW", "PT", "OJ")
_ELEMENT = re.compile(r"[0-9]\.[A-Z](?:\.[0-9a-z]{1,3}){1,6}")
_CATEGORY = re.compile(r"[0-9]{1,2}")


class Ratings(NamedTuple):
    """blocks: one block by O*NET-SOC code; elements: the names of the element ids that the blocks use."""

    blocks: dict[str, Record]
    elements: dict[str, str]


class _Sheet:
    """One occupation's rows of one file: values by scale and element, and what the rows say of themselves."""

    def __init__(self) -> None:
        self.values: dict[str, dict[str, float]] = {}
        self.dates: set[str] = set()
        self.domains: set[str] = set()
        self.suppress: list[str] = []
        self.not_relevant: list[str] = []

    def block(self, scales: Mapping[str, str], source: str) -> Record:
        """The block, with one table for each of `scales` (scale id to the table's name)."""
        block: Record = {
            "source": source,
            "dates": sorted(self.dates, key=lambda date: (date[-4:], date)),
            "domains": sorted(self.domains),
        }
        if self.suppress:
            block["suppress"] = self.suppress
        if self.not_relevant:
            block["not_relevant"] = self.not_relevant
        for scale, table in scales.items():
            if scale in self.values:
                block[table] = self.values[scale]
        return block

    def points(self, scale: str, elements: Sequence[str]) -> list[int]:
        """The high points, first to third; 0 = none.

        Raises:
            ValueError: one is not from 0 to 6.
        """
        found = [self.values.get(scale, {}).get(element, 0) for element in elements]
        if not all(point in range(7) for point in found):
            raise ValueError(f"high points {found} are not from 0 to 6")
        return [int(point) for point in found]


def read_elements(paths: Path | Sequence[Path], scales: Mapping[str, str], source: str = SOURCE) -> Ratings:
    """The block of files of elements rated on `scales` (scale id to the name of its table).

    Skills and knowledge: {"IM": "importance", "LV": "level"}; work styles: {"IM": "importance"}.

    Raises:
        UnknownLayoutError: a column is missing, or there is another scale.
        ValueError: a flag or value is not what O*NET publishes; a rating is there twice.
    """
    sheets, elements = _sheets(paths, scales)
    return Ratings({code: sheet.block(scales, source) for code, sheet in sheets.items()}, elements)


def read_interests(path: Path, source: str = SOURCE) -> Ratings:
    """The block [interests]: six figures from 1 to 7, and the high points as letters (RIASEC), 0 = none left out.

    Raises:
        ValueError: as read_elements; or an occupation lacks a figure, or has several dates or sources.
    """
    sheets, names = _sheets(path, {"OI": "", "IH": ""})
    blocks: dict[str, Record] = {}
    for code, sheet in sheets.items():
        values = sheet.values.get("OI", {})
        if set(values) != set(_INTERESTS):
            raise ValueError(f"{path.name}, {code}: not six interests")
        if len(sheet.dates) != 1 or len(sheet.domains) != 1:
            raise UnknownLayoutError(f"{path.name}, {code}: interests of several dates or sources")
        block: Record = {"source": source, "date": sheet.dates.pop(), "domain": sheet.domains.pop()}
        block |= {letter: values[element] for element, letter in _INTERESTS.items()}
        numbers = _points(path, code, sheet, "IH", _INTEREST_POINTS)
        if numbers != sorted(numbers, key=lambda point: point == 0):
            raise ValueError(f"{path.name}, {code}: a high point after none: {numbers}")
        block["high_points"] = "".join(_HOLLAND[point - 1] for point in numbers if point)
        blocks[code] = block
    return Ratings(blocks, {element: names[element] for element in _INTERESTS if element in names})


def read_work_values(path: Path, source: str = SOURCE) -> Ratings:
    """The block [work_values]: extent 1 to 7 of six values, and the high points as O*NET numbers them.

    high_points holds three numbers, first to third: 1 to 6 = 1.B.2.a to 1.B.2.f, 0 = none. They are O*NET's own and do
    not always name the values with the greatest extent.

    Raises:
        ValueError: as read_elements.
    """
    sheets, names = _sheets(path, {"EX": "", "VH": ""})
    blocks: dict[str, Record] = {}
    for code, sheet in sheets.items():
        block = sheet.block({}, source)
        if sheet.values.get("VH"):
            block["high_points"] = _points(path, code, sheet, "VH", _VALUE_POINTS)
        block["extent"] = sheet.values.get("EX", {})
        blocks[code] = block
    return Ratings(blocks, {element: named for element, named in names.items() if element not in _VALUE_POINTS})


def read_survey(paths: Path | Sequence[Path], categories: Path | Sequence[Path], source: str = SOURCE) -> Ratings:
    """The block [survey]: percent of respondents by category on the scales RL, RW, PT and OJ; importance (1 to 5) of
    certification (2.D.4.a) and apprenticeship (3.A.4.a), which O*NET asks in the same survey.

    The elements are the categories ("RL 3") and the two that are rated by importance.

    Raises:
        ValueError: as read_elements.
    """
    sheets, names = _sheets(paths, dict.fromkeys((*_CATEGORY_SCALES, "IM"), ""))
    scales = {**{scale: scale for scale in _CATEGORY_SCALES}, "IM": "importance"}
    blocks = {code: sheet.block(scales, source) for code, sheet in sheets.items()}
    elements: dict[str, str] = {}
    for path in _several(categories):
        for row in onet_table(path, ("Scale ID", "Category", "Category Description")):
            # What follows the dash explains the category. The first category of RW and PT is "None", which the file
            # gives as an empty cell.
            label = plain(row["Category Description"]).split(" - ")[0]
            elements[f"{row['Scale ID']} {row['Category']}"] = label or "None"
    rated = {element for sheet in sheets.values() for element in sheet.values.get("IM", {})}
    return Ratings(blocks, elements | {element: names[element] for element in sorted(rated)})


def read_work_context(path: Path) -> Ratings:
    """The block [work_context] by O*NET-SOC code: scores from 0 to 1 by item, in the file's order.

    Raises:
        ValueError: a column is missing, a score is not between 0 and 1, or an item stands there twice.
    """
    blocks: dict[str, Record] = {}
    items: dict[str, str] = {}
    for row in text_table(path, columns=("onetsoc", "item", "score")):
        code, item = row["onetsoc"], row["item"]
        scores = blocks.setdefault(code, {"source": "onet-work-context", "score": {}})["score"]
        score = number(path, row["score"], f"{code}, {item}")
        if item in scores or not 0 <= score <= 1:
            raise ValueError(f"{path.name}, {code}: {item} twice, or not between 0 and 1: {score}")
        scores[item] = score
        items[item] = item.replace("_", " ").replace("co workers", "co-workers").capitalize()
    return Ratings(blocks, items)


def _several(paths: Path | Sequence[Path]) -> Sequence[Path]:
    return [paths] if isinstance(paths, Path) else paths


def _points(path: Path, code: str, sheet: _Sheet, scale: str, elements: Sequence[str]) -> list[int]:
    try:
        return sheet.points(scale, elements)
    except ValueError as error:
        raise ValueError(f"{path.name}, {code}: {error}") from error


def _sheets(paths: Path | Sequence[Path], scales: Mapping[str, str]) -> tuple[dict[str, _Sheet], dict[str, str]]:
    """The rows of the files by occupation, on these scales and no other; and the elements' names."""
    sheets: dict[str, _Sheet] = {}
    names: dict[str, str] = {}
    for path in _several(paths):
        for row in onet_table(path, _COLUMNS):
            element = row["Element ID"]
            if row["Scale ID"] not in scales:
                raise UnknownLayoutError(f"{path.name}, {row[CODE]}, {element:.20}: unknown scale {row['Scale ID']!r:.20}")
            _add(path, row, sheets.setdefault(row[CODE], _Sheet()))
            if names.get(element) != row["Element Name"]:
                names[element] = name(path, row["Element Name"], element)
    return sheets, names


def _add(path: Path, row: Mapping[str, str], sheet: _Sheet) -> None:
    code, scale, element = row[CODE], row["Scale ID"], row["Element ID"]
    category = plain(row.get("Category"))
    if category in ("", "n/a"):
        key, label, pattern = element, f"{element} {scale}", _ELEMENT
    else:
        key, label, pattern = category, f"{scale} {category}", _CATEGORY
    if not pattern.fullmatch(key):
        raise ValueError(f"{path.name}, {code}: {key!r:.40} is no element or category")
    values = sheet.values.setdefault(scale, {})
    if key in values:
        raise ValueError(f"{path.name}, {code}: {label} stands there twice")
    values[key] = number(path, row["Data Value"], f"{code}, {label}")
    sheet.dates.add(month_and_year(path, row["Date"], f"{code}, {label}"))
    sheet.domains.add(name(path, row["Domain Source"], f"{code}, {label}"))
    # Empty where no such flag applies: experts' ratings have no error to judge by, importance is always relevant.
    if _flag(path, row, "Recommend Suppress", label):
        sheet.suppress.append(label)
    if _flag(path, row, "Not Relevant", label):
        sheet.not_relevant.append(element)


def _flag(path: Path, row: Mapping[str, str], column: str, label: str) -> bool:
    flag = row.get(column, "")
    if flag not in ("Y", "N", "", "n/a"):
        raise ValueError(f"{path.name}, {row[CODE]}, {label}: {column} is {flag!r:.20}, neither Y nor N")
    return flag == "Y"
