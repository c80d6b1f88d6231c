"""Reads BLS's Employment Projections 2024-34 (Table 1.2 as JSON): figures in thousands, and the typical way in.

Owns that file's layout. Imports nothing of the catalogue, index or renderers.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from occlookup.sources.records import Record
from occlookup.sources.tables import json_tables, number, plain

SOURCE = "projections-2024-34"
# The file gives Table 1.2's "at or above" medians as the top code itself.
_TOP_CODE = 239200
_FIGURES = {
    "employment_2024_thousands": "employment_2024",
    "employment_2034_thousands": "employment_2034",
    "change_thousands": "employment_change",
    "percent_change": "employment_change_pct",
    "annual_openings_thousands": "annual_openings",
}
_ENTRY = {"typical": "typical_education", "experience": "work_experience", "training": "typical_training"}


class Outlook(NamedTuple):
    """The blocks [projections] and [education] of one occupation."""

    projections: Record
    education: Record


def read_projections(path: Path) -> dict[str, Outlook]:
    """The outlook of every occupation that BLS projects, by the code of BLS's matrix, sorted.

    BLS rounds each figure by itself, so the change is not always the difference of the two employments.

    Raises:
        ValueError: not that file, or a figure or label is missing.
    """
    (occupations,) = json_tables(path, "projections")
    return {code: _outlook(path, code, occupations[code]) for code in sorted(occupations)}


def _outlook(path: Path, code: str, entry: dict[str, object]) -> Outlook:
    figures: Record = {"source": SOURCE, "title": plain(entry.get("title"))}
    for name, key in _FIGURES.items():
        figures[name] = number(path, entry.get(key), f"{code}, {key}")
    median = entry.get("median_annual_wage")
    if median is not None:
        figures["annual_median_may_2024"] = int(number(path, median, f"{code}, median_annual_wage"))
        if figures["annual_median_may_2024"] >= _TOP_CODE:
            figures["annual_median_top_coded"] = True
    education: Record = {"source": SOURCE}
    for name, key in _ENTRY.items():
        if not plain(entry.get(key)):
            raise ValueError(f"{path.name}, {code}: no {key}")
        education[name] = plain(entry[key])
    return Outlook(figures, education)
