"""Puts the records together from what the releases say: occupations, groups, elements and the short lists.

Owns the order of the blocks in a record and which figures apply to whom (docs/records.md). Reads and writes no file;
imports nothing of the catalogue, index or renderers.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from occlookup.sources import releases, soc
from occlookup.sources.inputs import Inputs
from occlookup.sources.records import Record

INDUSTRY_COLUMNS = "industry employment hourly_mean annual_mean hourly_median annual_median"
# The blocks of an occupation as they follow one another, after its identity and [text].
BLOCKS = (
    "titles", "interests", "job_zone", "skills", "knowledge", "work_styles", "work_values", "work_context", "tasks",
    "technology", "education", "survey", "programs", "related", "projections", "wages", "history", "industries",
    "automation", "video",
)  # fmt: skip
ELEMENT_KINDS = (
    "interest", "skill", "knowledge", "work_style", "work_value", "work_context", "job_zone", "education", "survey",
    "technology",
)  # fmt: skip


def occupation_records(inputs: Inputs) -> Iterator[Record]:
    """Every occupation's record, by code, without [text].

    Raises:
        ValueError: an O*NET-SOC code has no SOC 2018 detailed occupation.
    """
    aggregate_of = {member: code for code, aggregate in inputs.aggregates.items() for member in aggregate.members}
    led_from = soc.predecessors(inputs.crosswalk)
    specialties = [code for code in inputs.onet_titles if not code.endswith(".00")]
    for code in sorted([*inputs.structure.detailed, *inputs.aggregates, *specialties]):
        if code in inputs.aggregates:
            yield _aggregate(inputs, inputs.aggregates[code])
        elif code in inputs.structure.detailed:
            yield _detailed(inputs, inputs.structure.detailed[code], aggregate_of.get(code), led_from.get(code, []))
        elif code[:7] in inputs.structure.detailed:
            yield _specialty(inputs, code, aggregate_of.get(code[:7], code[:7]))
        else:
            raise ValueError(f"{code}: SOC 2018 has no detailed occupation {code[:7]}")


def group_records(inputs: Inputs) -> list[Record]:
    """The entries of groups.toml by code. A group that is also an aggregate has its figures in its occupation."""
    entries = []
    for group in inputs.structure.groups.values():
        entry: Record = {"code": group.code, "title": group.title, "level": group.level}
        if group.parent:
            entry["parent"] = group.parent
        if group.code not in inputs.aggregates:
            if group.code in inputs.wages:
                entry["row"] = inputs.wages[group.code]
            if group.code in inputs.history:
                entry["history"] = inputs.history[group.code]
        entries.append(entry)
    return entries


def element_records(inputs: Inputs) -> list[Record]:
    """The entries of elements.toml, by kind and then by id, numbers in their own order."""
    return [
        {"id": element, "kind": kind, "name": inputs.elements[kind][element]}
        for kind in ELEMENT_KINDS
        for element in sorted(inputs.elements[kind], key=natural)
    ]


def program_records(inputs: Inputs) -> list[Record]:
    """The entries of programs.toml by CIP code; those that NCES matches to no occupation too."""
    return [{"cip": code, "title": title} for code, title in inputs.programs.titles.items()]


def left_out(inputs: Inputs) -> list[str]:
    """One line for each code of a release whose figures have no record, for the report of the build."""
    homes = {*inputs.structure.groups, *inputs.structure.detailed, *inputs.aggregates}
    members = {member for aggregate in inputs.aggregates.values() for member in aggregate.members}
    lines = [
        f"history: {code} ({', '.join(str(entry['year']) for entry in entries)})"
        for code, entries in inputs.history.items()
        if code not in homes or code in members
    ]
    named: list[tuple[str, Collection[str]]] = [
        ("wages", inputs.wages),
        ("projections", inputs.outlook),
        ("programs", inputs.programs.by_occupation),
    ]
    for name, figures in named:
        lines += [f"{name}: {code}" for code in figures if code not in homes or (code in members and name != "programs")]
    return lines


def _aggregate(inputs: Inputs, aggregate: soc.Aggregate) -> Record:
    record: Record = {
        "code": aggregate.code,
        "title": aggregate.title,
        "kind": "aggregate",
        "members": list(aggregate.members),
        "groups": _groups(aggregate),
    }
    return _with_blocks(record, _published_blocks(inputs, aggregate.code))


def _detailed(inputs: Inputs, occupation: soc.Detailed, aggregate: str | None, led_from: list[str]) -> Record:
    onet_code = f"{occupation.code}.00"
    record: Record = {"code": occupation.code, "title": occupation.title, "kind": "detailed"}
    if onet_code in inputs.onet_titles:
        record["onet_code"] = onet_code
    if aggregate:
        record |= {"parent": aggregate, "published_as": aggregate}
    record["groups"] = _groups(occupation)
    blocks = _onet_blocks(inputs, onet_code) | ({} if aggregate else _published_blocks(inputs, occupation.code))
    if programs := inputs.programs.by_occupation.get(occupation.code):
        blocks["programs"] = {"source": "cip-soc-2020", "cip": programs}
    blocks["automation"] = _automation(inputs, occupation.code, onet_code, led_from)
    return _with_blocks(record, blocks)


def _specialty(inputs: Inputs, code: str, published_as: str) -> Record:
    parent = inputs.structure.detailed[code[:7]]
    record: Record = {
        "code": code,
        "title": inputs.onet_titles[code],
        "kind": "specialty",
        "onet_code": code,
        "parent": parent.code,
        "published_as": published_as,
        "groups": _groups(parent),
    }
    blocks = _onet_blocks(inputs, code)
    blocks["automation"] = _automation(inputs, None, code, [])
    return _with_blocks(record, blocks)


def _groups(occupation: soc.Detailed | soc.Aggregate) -> Record:
    groups = {"major": occupation.major, "minor": occupation.minor}
    return groups | ({"broad": occupation.broad} if occupation.broad else {})


def _onet_blocks(inputs: Inputs, onet_code: str) -> Record:
    blocks: Record = {name: by_code[onet_code] for name, by_code in inputs.blocks.items() if onet_code in by_code}
    if onet_code in inputs.title_lists:
        blocks["titles"] = inputs.title_lists[onet_code]
    return blocks


def _published_blocks(inputs: Inputs, code: str) -> Record:
    """The blocks that BLS publishes under this very code."""
    blocks: Record = {}
    outlook = inputs.outlook.get(code)
    if outlook is not None:
        blocks |= {"education": outlook.education, "projections": outlook.projections}
    if code in inputs.wages:
        blocks["wages"] = {"source": releases.OEWS, "row": inputs.wages[code]}
    if code in inputs.history:
        blocks["history"] = inputs.history[code]
    if code in inputs.industries:
        blocks["industries"] = {"source": releases.OEWS, "columns": INDUSTRY_COLUMNS, "rows": inputs.industries[code]}
    return blocks


def _automation(inputs: Inputs, code: str | None, onet_code: str, led_from: list[str]) -> Record:
    """[automation]: by SOC 2018 code (None for a specialty, whose detailed occupation has those) and O*NET-SOC code.

    `led_from`: the SOC 2010 codes that became this one. A score of one of several speaks for a part of the occupation.
    """
    papers: list[tuple[str, str, Any]] = [
        ("frey-osborne-2017", "frey_osborne", inputs.frey_osborne.entries.get(code) if code else None),
        ("eloundou-2024", "eloundou", inputs.eloundou.get(onet_code)),
        ("felten-2021", "felten_aioe", inputs.felten.entries.get(code) if code else None),
    ]
    found = [(source, name, figures) for source, name, figures in papers if figures]
    if not found:
        return {}
    predecessors = {"predecessors": led_from} if len(led_from) > 1 and any(name != "eloundou" for _, name, _ in found) else {}
    return {
        "source": [source for source, _, _ in found],
        **predecessors,
        **{name: figures for _, name, figures in found},
    }


def _with_blocks(record: Record, blocks: Record) -> Record:
    if unknown := set(blocks) - set(BLOCKS):
        raise ValueError(f"{record['code']}: no place for the block {min(unknown)}")
    return record | {name: blocks[name] for name in BLOCKS if blocks.get(name)}


def with_block(record: Record, name: str, block: Record | list[Record] | None) -> Record:
    """An occupation's record with this block in its place; without it where it is None or empty."""
    rest = {key: value for key, value in record.items() if key != name}
    return in_order(rest | ({name: block} if block else {}))


def in_order(record: Record) -> Record:
    """An occupation's record with its identity and [text] first and its blocks in the order of docs/records.md."""
    return {key: record[key] for key in record if key not in BLOCKS} | {key: record[key] for key in BLOCKS if key in record}


def natural(element: str) -> list[tuple[int, str]]:
    """A key by which "RL 10" follows "RL 9" and 2.C.10 follows 2.C.9."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.findall(r"\d+|\D+", element)]
