"""Imports the crosswalk of NCES and BLS between programs of study and occupations.

Owns how that workbook's matches reach the records; programs.py owns its layout.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from occlookup.sources.assemble import with_block
from occlookup.sources.programs import COLUMNS, SHEETS, read_programs
from occlookup.sources.record_set import RecordSet
from occlookup.sources.releases import RELEASES
from occlookup.sources.tables import is_workbook, xlsx_header
from occlookup.sources.taking import Progress, Taken

SOURCE = "cip-soc-2020"


def recognise(path: Path) -> bool:
    """Whether the file is a workbook with the crosswalk's two sheets, each with its columns."""
    return is_workbook(path) and all(set(COLUMNS) <= set(xlsx_header(path, sheet)) for sheet in SHEETS)


def take(records: RecordSet, files: Sequence[Path], progress: Progress) -> list[Taken]:
    """Put the programs of study of the one crosswalk into the detailed occupations and into programs.toml.

    Raises:
        ValueError: there are several crosswalks, or it is not laid out as it should be.
    """
    if len(files) > 1:
        raise ValueError(f"{files[1].name}: a second crosswalk of programs of study; name one of the two")
    (path,) = files
    progress("Programs of study", 0, 1)
    programs = read_programs(path)
    matched = 0
    for record in list(records.occupations()):
        if record["kind"] != "detailed":
            continue
        cip = programs.by_occupation.get(record["code"])
        block = {"source": SOURCE, "cip": cip} if cip else None
        matched += block is not None
        if record.get("programs") != block:
            records.set_occupation(with_block(record, "programs", block))
    entries = [{"cip": code, "title": title} for code, title in programs.titles.items()]
    if entries != records.entries("programs"):
        records.set_entries("programs", entries)
    homes = set(records.codes())
    homeless = sorted(code for code in programs.by_occupation if code not in homes)
    said = [f"CIP 2020 to SOC 2018 Crosswalk: {len(programs.titles)} programs of study, {matched} occupations"]
    if homeless:
        said.append(f"no record is about {len(homeless)} of its occupations: {', '.join(homeless[:5])}")
    (release,) = (release for release in RELEASES if release.id == SOURCE)
    progress("Programs of study", 1, 1)
    return [Taken(release.entry(), (path,), tuple(said))]
