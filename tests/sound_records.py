"""The small records without a reference that leads out of them, so that they pass the checker as an import's records must."""

from __future__ import annotations

from pathlib import Path

from occlookup.index.locate import write_index
from occlookup.sources.records import Record, read_record, write_record
from occlookup.sources.seals import write_seals
from small_records import OCCUPATIONS, STATES, cut_records

_TIERS = ("primary_short", "primary_long", "supplemental")


def compile_sound(target: Path) -> Path:
    """Cut, seal and compile; the folder of records, with index.sqlite beside it."""
    data = cut_records(target)
    for code in OCCUPATIONS:
        path = data / "occupations" / f"{code}.toml"
        write_record(path, _without_strangers(read_record(path)))
    for name, key, known in (
        ("job_banks", "state", {*STATES}),
        ("stem", "code", {*OCCUPATIONS}),
        ("retired", "successors", {*OCCUPATIONS}),
    ):
        entries = read_record(data / f"{name}.toml")[name]
        kept = [entry for entry in entries if {*([entry[key]] if isinstance(entry[key], str) else entry[key])} <= known]
        write_record(data / f"{name}.toml", {name: kept})
    write_seals(data)
    write_index(data, target / "index.sqlite")
    return data


def _without_strangers(record: Record) -> Record:
    if "related" in record:
        related = record["related"]
        record = {**record, "related": {**related, **{tier: [_ for _ in related[tier] if _known(_)] for tier in _TIERS}}}
    if "members" in record:
        record = {**record, "members": [member for member in record["members"] if member in OCCUPATIONS]}
    return record


def _known(onet_code: str) -> bool:
    return onet_code.removesuffix(".00") in OCCUPATIONS
