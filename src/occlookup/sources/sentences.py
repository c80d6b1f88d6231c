"""Reads the publishers' own sentences, so that the project's words can be held against them. None reaches a record.

Owns which files have sentences. Imports nothing of the catalogue, index or renderers.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from occlookup.sources import releases
from occlookup.sources.onet_tables import CODE
from occlookup.sources.tables import text_table, xlsx_table

SOC_DEFINITIONS = "soc-2018/soc_2018_definitions.xlsx"
CONTENT_MODEL = "onet-29.3/Content Model Reference.txt"
ILLUSTRATIONS = "onet-29.3/Interests Illustrative Activities.txt"
_JOB_ZONE_COLUMNS = ("Name", "Experience", "Education", "Job Training", "Examples")


class Sentences(NamedTuple):
    """occupations: O*NET's task statements and description and SOC's definition by code as records have it (specialties have
    O*NET's alone); elements: what O*NET says of elements, job zones, interests and levels of education."""

    occupations: dict[str, list[str]]
    elements: list[str]


def read_sentences(source: Path) -> Sentences:
    """The sentences of the releases under `source`.

    Raises:
        FileNotFoundError: a file is missing.
        ValueError: a file is not what it should be.
    """
    occupations: dict[str, list[str]] = {}
    for name, column in ((releases.OCCUPATION_DATA, "Description"), (releases.TASKS, "Task")):
        for row in text_table(source / name, columns=(CODE, column)):
            occupations.setdefault(row[CODE].removesuffix(".00"), []).append(row[column])
    definitions = xlsx_table(source / SOC_DEFINITIONS, first_column="SOC Group", columns=("SOC Code", "SOC Definition"))
    for cells in definitions:
        if cells["SOC Definition"]:
            occupations.setdefault(str(cells["SOC Code"]).strip(), []).append(str(cells["SOC Definition"]))
    elements = [row["Description"] for row in text_table(source / CONTENT_MODEL, columns=("Description",))]
    for row in text_table(source / releases.JOB_ZONE_REFERENCE, columns=_JOB_ZONE_COLUMNS):
        elements += [row[column] for column in _JOB_ZONE_COLUMNS]
    elements += [row["Category Description"] for row in text_table(source / releases.SURVEY_CATEGORIES)]
    elements += [row["Activity"] for row in text_table(source / ILLUSTRATIONS, columns=("Activity",))]
    return Sentences(occupations, elements)
