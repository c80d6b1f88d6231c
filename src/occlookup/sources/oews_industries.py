"""Collects the national rows by industry out of a workbook of all data, under BLS's own codes of industries.

Owns how a workbook's NAICS codes and owners answer to those codes, which the flat files and industries.toml have.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from occlookup.sources.oews_workbook import AreaRow
from occlookup.sources.records import Record
from occlookup.sources.wage_row import COLUMNS, INDUSTRY_COLUMNS
from occlookup.sources.wages_said import counted, named

_SECTOR = re.compile(r"(\d\d)(?:-(\d\d))?")
_POSITIONS = tuple(COLUMNS.index(name) for name in INDUSTRY_COLUMNS)
# State, local government, private: BLS's codes of schools and hospitals end in the owner's digit.
_ONE_OWNER = ("2", "3", "5")
_PRIVATE = "000001"


class IndustryRows:
    """The rows so far. `known`: the entries of industries.toml by code; an industry that is not among them is left out."""

    def __init__(self, known: Mapping[str, Record]) -> None:
        self._known = known
        self.rows: dict[tuple[str, str], str] = {}  # code, industry
        self._strange: set[str] = set()

    def add(self, row: AreaRow, path: Path) -> None:
        """Take a row in.

        Raises:
            ValueError: the same industry and occupation stand there with different figures.
        """
        industry = self._code(row.industry, row.owner)
        if industry is None:
            self._strange.add(row.industry)
            return
        tokens = row.row.split(" ")
        figures = " ".join(tokens[position] for position in _POSITIONS)
        key = row.code, industry
        # Where BLS has no four-digit industries it gives the three-digit one twice, under both levels.
        if self.rows.setdefault(key, figures) != figures:
            raise ValueError(f"{path.name}: {row.code} stands twice in industry {row.industry}, with different figures")

    def join(self, other: IndustryRows) -> None:
        """Take in what another workbook of the release has."""
        self.rows |= other.rows
        self._strange |= other._strange

    def entries(self) -> list[Record]:
        """The entries of industries.toml that have rows, by code."""
        return [self._known[code] for code in sorted({industry for _, industry in self.rows})]

    def listed(self) -> dict[str, list[str]]:
        """The rows of [industries] by occupation."""
        rows: dict[str, list[str]] = {}
        for code, industry in sorted(self.rows):
            rows.setdefault(code, []).append(f"{industry} {self.rows[code, industry]}")
        return rows

    def said(self) -> list[str]:
        """What found no place."""
        if not self._strange:
            return []
        count = counted(len(self._strange), "industry")
        return [f"{count} that industries.toml does not have, and that were left out: {named(sorted(self._strange))}"]

    def _code(self, naics: str, owner: str) -> str | None:
        """BLS's code; one of the owner before that of all owners together."""
        if sector := _SECTOR.fullmatch(naics):
            first, last = sector[1], sector[2] or sector[1]
            found = f"{first}--{int(last) + 1}"
            return found if found in self._known else None
        if not naics.strip("0"):
            return _PRIVATE if owner == "5" and _PRIVATE in self._known else None
        of_owner = f"{naics[:-1]}{owner}"
        if owner in _ONE_OWNER and of_owner in self._known:
            return of_owner
        return naics if naics in self._known else None
