"""Reads the states' long-term employment projections from Projections Central's table.

Owns the layout of that table: one row for each state and occupation, counted in persons; STFIPS 0 is the nation, which
belongs to no state and is left out; rows without any cell stand at its end.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

from occlookup.sources.states import STATES_BY_FIPS
from occlookup.sources.tables import plain, text_table
from occlookup.sources.wage_row import NOT_PUBLISHED

SOURCE = "projections-state-2022-32"
FILE = "state-projections-2022-2032/state_projections_2022_2032.tsv"
COLUMNS = "code base projected percent_change annual_openings"

_NEEDED = ("Title", "Base", "Projected", "PercentChange", "AvgAnnualOpenings", "STFIPS", "OccCode")
_CODE = re.compile(r"\d\d-\d{4}")
_FIGURES = {
    "Base": re.compile(r"\d+"),
    "Projected": re.compile(r"\d+"),
    "PercentChange": re.compile(r"-?\d+(?:\.\d)?"),
    "AvgAnnualOpenings": re.compile(r"\d+"),
}
# What the table adds to titles whose code SOC 2010 had too.
_NOTE = " (SOC 2018)"


def state_projections(path: Path, known: Collection[str]) -> dict[str, dict[str, Any]]:
    """Each state's [projections] by USPS abbreviation, sorted; a state without rows is absent.

    Figures are the table's own text, an empty cell is NOT_PUBLISHED. `known` holds the codes that need no title here:
    those of SOC 2018 and its aggregates. Other codes (the hybrid codes and SOC 2010's) come with theirs in "titles".

    Raises:
        FileNotFoundError: there is no such table.
        ValueError: a column is missing, a row has an unknown state or code or no figure where one must be, or a state
            has two rows of one code.
    """
    rows: dict[str, dict[str, str]] = {}
    titles: dict[str, dict[str, str]] = {}
    for number, cells in enumerate(text_table(path, columns=_NEEDED), start=1):
        where = f"{path.name}, row {number}"
        texts = {name: cells[name].strip() for name in _NEEDED}
        if not any(texts.values()) or texts["STFIPS"] == "0":
            continue
        state = STATES_BY_FIPS.get(texts["STFIPS"].zfill(2))
        code = texts["OccCode"]
        if state is None or not _CODE.fullmatch(code):
            raise ValueError(f"{where}: unknown state {texts['STFIPS']!r} or code {code!r}")
        if code in rows.setdefault(state.abbreviation, {}):
            raise ValueError(f"{where}: {state.name} has {code} twice")
        rows[state.abbreviation][code] = " ".join([code, *(_figure(texts, name, where) for name in _FIGURES)])
        if code not in known:
            titles.setdefault(state.abbreviation, {})[code] = plain(texts["Title"]).removesuffix(_NOTE)
    blocks: dict[str, dict[str, Any]] = {}
    for state_code in sorted(rows):
        by_code = rows[state_code]
        block: dict[str, Any] = {
            "source": SOURCE,
            "columns": COLUMNS,
            "rows": [by_code[code] for code in sorted(by_code)],
        }
        if state_code in titles:
            block["titles"] = dict(sorted(titles[state_code].items()))
        blocks[state_code] = block
    return blocks


def _figure(texts: dict[str, str], name: str, where: str) -> str:
    text = texts[name]
    if text and not _FIGURES[name].fullmatch(text):
        raise ValueError(f"{where}: {name} is {text!r}, not a figure")
    return text or NOT_PUBLISHED
