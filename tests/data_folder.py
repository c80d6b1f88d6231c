"""A data folder whose edition in use is the small records, and a release to import into it that takes a second or two."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl

from occlookup.index.switching import changing
from occlookup.sources.programs import COLUMNS, SHEETS

PROGRAM = ("01.0000", "Agriculture, General")


def put_in_use(records: Path) -> str:
    """Make an edition of a folder of records, with the index beside it, and put it into use in the data folder; its name."""
    with changing() as change, change.unfinished() as unfinished:
        shutil.copytree(records, unfinished / "records")
        shutil.copyfile(records.parent / "index.sqlite", unfinished / "index.sqlite")
        return change.put_in_use(unfinished)


def write_crosswalk(path: Path, program: tuple[str, str] = PROGRAM, code: str = "43-3011") -> Path:
    """A crosswalk of programs of study in NCES's layout that matches one program to one occupation."""
    workbook = openpyxl.Workbook()
    for number, sheet in enumerate(SHEETS):
        worksheet = workbook.create_sheet(sheet, number)
        worksheet.append([*COLUMNS, "SOC2018Title"])
        worksheet.append([*program, code, "A title"])
        worksheet.append(["99.9999", "NO MATCH", "11-1031", "Legislators"])
    workbook.save(path)
    return path
