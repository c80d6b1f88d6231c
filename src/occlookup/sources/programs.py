"""Reads the crosswalk of NCES and BLS between programs of study (CIP 2020) and occupations (SOC 2018).

Owns that workbook's layout. Imports nothing of the catalogue, index or renderers.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from occlookup.sources.tables import plain, xlsx_table

_NO_PROGRAM, _NO_OCCUPATION = "99.9999", "99-9999"
SHEETS = ("CIP-SOC", "SOC-CIP")
COLUMNS = ("CIP2020Code", "CIP2020Title", "SOC2018Code")


class Programs(NamedTuple):
    """titles: every CIP 2020 code's title; by_occupation: the CIP codes of each SOC 2018 code; both sorted."""

    titles: dict[str, str]
    by_occupation: dict[str, list[str]]


def read_programs(path: Path) -> Programs:
    """The programs and their occupations, from the sheets CIP-SOC and SOC-CIP together.

    The two sheets should say the same; SOC-CIP lacks the four matches of 03.0204 that CIP-SOC has, so their union is
    taken. The titles' closing full stop is left off. Programs that NCES matches to no occupation keep their title.

    Raises:
        ValueError: the workbook lacks a sheet or a column.
    """
    titles: dict[str, str] = {}
    matches: dict[str, set[str]] = {}
    for sheet in SHEETS:
        for row in xlsx_table(path, sheet, columns=COLUMNS):
            program, title, occupation = (plain(row[column]) for column in COLUMNS)
            if program == _NO_PROGRAM:
                continue
            titles[program] = title.removesuffix(".")
            if occupation != _NO_OCCUPATION:
                matches.setdefault(occupation, set()).add(program)
    return Programs(dict(sorted(titles.items())), {code: sorted(matches[code]) for code in sorted(matches)})
