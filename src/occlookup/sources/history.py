"""Reads the national wage workbooks of May 2019 to May 2024 as each code's history.

Owns the layouts of those workbooks, which differ by year: headers in lower case (2019) or upper case, without the area
columns (2020), empty cells as nothing or as empty text. May 2019 and 2020 use BLS's hybrid of SOC 2010 and SOC 2018:
a hybrid code that is in no later list (15-1256, say) simply has no entry after them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from occlookup.sources.tables import plain, xlsx_rows
from occlookup.sources.wage_row import MEASURES, NOT_PUBLISHED, OTHER_PERIOD, TOP_CODED, WITHHELD, Measure

# Each release's workbook, relative to the folder of the releases.
WORKBOOKS: dict[int, str] = {
    **{year: f"oews-national-history/national_M{year}_dl.xlsx" for year in range(2019, 2024)},
    2024: "oews-2024-05/national_M2024_dl.xlsx",
}

# BLS's column for each measure, in the order of MEASURES.
_COLUMNS = (
    *("tot_emp", "emp_prse", "h_mean", "a_mean", "mean_prse"),
    *("h_pct10", "h_pct25", "h_median", "h_pct75", "h_pct90"),
    *("a_pct10", "a_pct25", "a_median", "a_pct75", "a_pct90"),
    *("jobs_1000", "loc_quotient"),
)
NEEDED = frozenset([*_COLUMNS, "occ_code", "occ_title", "o_group", "annual", "hourly"])
CODE = re.compile(r"\d\d-\d{4}")
_TOP_CODES = re.compile(r"^#.*\$([\d,]+\.\d\d) per hour or \$([\d,]+) per year")
_NATION = {"area": "99", "naics": "000000", "own_code": "1235"}
# Titles in the May 2025 list end here; a longer one is cut.
_TITLE_LIMIT = 100


def source_id(year: int) -> str:
    """The id in sources.toml of the May release of `year`."""
    return f"oews-{year}-05"


def national_history(releases: Path, titles: Mapping[str, str]) -> dict[str, list[dict[str, Any]]]:
    """Every code's [[history]] entries, oldest first: groups and occupations of all years, sorted by code.

    `titles` holds today's titles by code. An entry carries its own title where the two differ by more than "&" for
    "and", capitals, the apostrophe's shape, or the cut that BLS makes in long titles, and where today's list lacks the
    code.

    Raises:
        FileNotFoundError: a workbook is missing.
        ValueError: a workbook has an unknown layout, a cell no known meaning, or a code two rows that contradict.
    """
    history: dict[str, list[dict[str, Any]]] = {}
    for year in sorted(WORKBOOKS):
        for code, (title, row) in read_year(releases / WORKBOOKS[year]).items():
            entry: dict[str, Any] = {"year": year, "source": source_id(year)}
            if code not in titles or not same_title(title, titles[code]):
                entry["title"] = title
            history.setdefault(code, []).append(entry | {"row": row})
    return dict(sorted(history.items()))


def read_year(path: Path) -> dict[str, tuple[str, str]]:
    """One workbook's national rows: code to title and wage row.

    A code that stands twice, as the broad and as the detailed occupation, is one row if the two agree.

    Raises:
        FileNotFoundError: there is no such workbook.
        ValueError: as for national_history.
    """
    found: dict[str, tuple[str, str]] = {}
    for cells in _national_cells(path):
        code, title = plain(cells["occ_code"]), plain(cells["occ_title"])
        if not CODE.fullmatch(code):
            raise ValueError(f"{path.name}: {code!r} ({title}) is not an occupation code")
        entry = (title, wage_row(cells, f"{path.name}, {code}"))
        if found.setdefault(code, entry) != entry:
            raise ValueError(f"{path.name}: {code} stands twice with different figures or titles: {found[code]}, {entry}")
    if not found:
        raise ValueError(f"{path.name}: no row of the nation")
    return found


def top_codes(path: Path) -> tuple[float, int]:
    """The hourly (dollars) and annual top code that the workbook's field descriptions name for "#".

    Raises:
        ValueError: they name none.
    """
    for row in xlsx_rows(path, "Field Descriptions"):
        for cell in row:
            if found := named_top_codes(cell):
                return found
    raise ValueError(f"{path.name}: the field descriptions name no top codes")


def named_top_codes(cell: object) -> tuple[float, int] | None:
    """The two top codes (see top_codes) that a cell of a description names; None where it names none."""
    amounts = _TOP_CODES.search(cell.strip()) if isinstance(cell, str) else None
    return (float(amounts[1].replace(",", "")), int(amounts[2].replace(",", ""))) if amounts else None


def release(releases: Path, year: int) -> dict[str, Any]:
    """The id, release and period of a year's May release, and its two top codes (see Oews.release)."""
    hourly, annual = top_codes(releases / WORKBOOKS[year])
    name = f"May {year}"
    return {
        "id": source_id(year),
        "release": name,
        "period": name,
        "hourly_top_code": hourly,
        "annual_top_code": annual,
    }


def same_title(title: str, other: str) -> bool:
    """Whether two titles say the same: "&" is "and", capitals do not matter, and one may be cut at BLS's limit."""
    shorter, longer = sorted((_plain(title), _plain(other)), key=len)
    cut = min(len(title), len(other)) >= _TITLE_LIMIT - 1
    return shorter == longer or (cut and longer.startswith(shorter))


def wage_row(cells: Mapping[str, Any], where: str) -> str:
    """The wage row of a workbook's row, its columns named in lower case; `where` names it in an error.

    "*" and "**" are estimates that are not available, "#" is the top code. Where ANNUAL is TRUE only annual wages are
    released, and where HOURLY is TRUE only hourly ones: the wages of the other period are then OTHER_PERIOD, whether
    the workbook leaves them empty or, as these do, sets "*".

    Raises:
        ValueError: a cell has no known meaning.
    """
    other = {"hourly": _flag(cells["annual"], "annual", where), "annual": _flag(cells["hourly"], "hourly", where)}
    if all(other.values()):
        raise ValueError(f"{where}: both ANNUAL and HOURLY are TRUE")
    return " ".join(
        _token(cells[column], measure, other.get(measure.period, False), f"{where}, {column}")
        for column, measure in zip(_COLUMNS, MEASURES, strict=True)
    )


def column_names(row: Iterable[object]) -> list[str]:
    """A header's names in lower case: one year writes LOC QUOTIENT, another loc_quotient."""
    return ["" if cell is None else str(cell).strip().lower().replace(" ", "_") for cell in row]


def _national_cells(path: Path) -> Iterator[dict[str, Any]]:
    header: list[str] = []
    for row in xlsx_rows(path):
        if not header:
            header = column_names(row)
            if missing := sorted(NEEDED - set(header)):
                raise ValueError(f"{path.name}: no column {', '.join(missing)}")
            continue
        cells = dict(zip(header, row, strict=False))
        if cells["occ_code"] is None:
            continue
        if all(str(cells[column]) == value for column, value in _NATION.items() if column in cells):
            yield cells


def _flag(cell: Any, name: str, where: str) -> bool:
    text = "" if cell is None else str(cell).strip().upper()
    if text not in ("", "TRUE"):
        raise ValueError(f"{where}: {name} is {cell!r:.60}, neither TRUE nor empty")
    return text == "TRUE"


def _token(cell: Any, measure: Measure, other_period: bool, where: str) -> str:
    text = "" if cell is None else str(cell).strip()
    if other_period and text in ("", "*"):
        return OTHER_PERIOD
    if text == "":
        return NOT_PUBLISHED
    if text in ("*", "**"):
        return WITHHELD
    if text == "#" and measure.period:
        return TOP_CODED
    # Through text, not through the float's binary value: 22.7 is the figure 22.70.
    try:
        figure = Decimal(text.replace(",", ""))
        fixed = figure.quantize(Decimal(1).scaleb(-measure.decimals))
    except InvalidOperation:
        raise ValueError(f"{where}: {cell!r:.60} is neither a figure nor a known mark") from None
    if fixed != figure or figure < 0 or other_period:
        raise ValueError(f"{where}: {cell!r:.60} does not fit {measure.name} with {measure.decimals} decimals")
    return str(fixed)


def _plain(title: str) -> str:
    return " ".join(title.replace("&", "and").replace("\u2019", "'").casefold().split())
