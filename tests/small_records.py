"""A small set of records cut from the bundled ones: every kind of occupation, three states, compiled in a moment.

The figures stay the published ones, so what the tests spell out can be looked up.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from occlookup.index.locate import RECORDS, write_index
from occlookup.sources.records import read_record, write_record

OCCUPATIONS = (
    "11-1031",  # projections, no OEWS estimate
    "11-3012",
    "13-1020",  # an aggregate that is a broad group too
    "13-1021",  # its member
    "13-1022",
    "13-1023",
    "15-1252",
    "25-1011",  # paid by the year only
    "27-2011",  # paid by the hour only
    "29-1141",
    "29-1141.01",  # specialties
    "29-1141.03",
    "29-1221",  # stands under 29-1210
    "29-1242",
    "29-2010",
    "29-2011",
    "29-2011.01",  # a specialty of a member
    "29-2012",
    "35-2014",
    "43-3011",
    "43-3021",
    "43-3031",
    "43-4051",
    "53-1047",  # an aggregate that is no group
    "53-1042",
    "55-3016",  # neither wages nor projections nor O*NET data
)
STATES = ("CT", "GU", "TX")
WHOLE = (
    "elements", "glossary", "groups", "industries", "job_banks", "programs", "quiz", "retired", "sources", "stem",
    "synonyms",
)  # fmt: skip


def cut_records(target: Path) -> Path:
    """Write the small records under `target`; the folder they are in."""
    data = target / "data"
    for code in OCCUPATIONS:
        path = data / "occupations" / f"{code}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(RECORDS / "occupations" / path.name, path)
    for name in WHOLE:
        shutil.copyfile(RECORDS / f"{name}.toml", data / f"{name}.toml")
    names = read_record(RECORDS / "everyday.toml")["everyday"]
    write_record(data / "everyday.toml", {"everyday": [entry for entry in names if {*entry["codes"]} <= {*OCCUPATIONS}]})
    areas = read_record(RECORDS / "areas.toml")["areas"]
    write_record(data / "areas.toml", {"areas": [area for area in areas if area.get("state") in (None, *STATES)]})
    groups = {group["code"] for group in read_record(RECORDS / "groups.toml")["groups"]}
    known = groups | set(OCCUPATIONS)
    for state in STATES:
        write_record(data / "wages" / f"{state}.toml", _cut_state(read_record(RECORDS / "wages" / f"{state}.toml"), known))
    return data


def compile_small(target: Path) -> Path:
    """Cut and compile; the folder of records, with index.sqlite beside it."""
    data = cut_records(target)
    write_index(data, target / "index.sqlite")
    return data


def _cut_state(record: dict[str, Any], known: set[str]) -> dict[str, Any]:
    for area in record["wages"]["areas"]:
        area["rows"] = [row for row in area["rows"] if row.split(" ", 1)[0] in known]
    if "projections" in record:
        projections = record["projections"]
        projections["rows"] = [row for row in projections["rows"] if row.split(" ", 1)[0] in known]
        projections.pop("titles", None)
    return record
