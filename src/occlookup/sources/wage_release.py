"""Puts the figures of one OEWS release into the records: the nation, states, areas, industries and the history.

Owns what a release replaces and what stays under its old source (docs/records.md, "Several OEWS releases"). Reads no file
of a publisher: oews_workbook.py and oews_flat.py do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from occlookup.sources.assemble import INDUSTRY_COLUMNS, in_order
from occlookup.sources.record_set import RecordSet
from occlookup.sources.records import Record
from occlookup.sources.states import STATES
from occlookup.sources.wages_said import counted, named, period_of, year_of

# The order of areas.toml.
_AREA_ORDER = {"nation": 0, "state": 1}
_KINDS = {"state": "states and territories", "metro": "metropolitan areas", "nonmetro": "nonmetropolitan areas"}


class Place(NamedTuple):
    """One area of a release: its entry for areas.toml, and its wage rows by code."""

    entry: Record
    rows: dict[str, str]


@dataclass
class WageRelease:
    """What files say of one release; what they do not have is None or empty.

    id: "oews-2024-05". national: the nation's wage rows by code. places: states, metropolitan and nonmetropolitan areas
    by BLS's seven digits. industries: entries of industries.toml; industry_rows: the rows of [industries] by code.
    titles: the publisher's titles by code, for codes that no record is about.
    """

    id: str
    national: dict[str, str] | None = None
    places: dict[str, Place] = field(default_factory=dict)
    industries: list[Record] | None = None
    industry_rows: dict[str, list[str]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)


def put_release(records: RecordSet, release: WageRelease) -> list[str]:
    """Put all figures of the release into the records; the lines that say what was done."""
    homes = _homes(records)
    strange: set[str] = set()
    said = []
    if release.national is not None:
        said += _put_nation(records, release, homes)
        strange |= set(release.national) - homes
    if release.industries is not None:
        said += _put_industries(records, release)
    if release.places:
        said += _put_places(records, release, homes)
        strange |= {code for place in release.places.values() for code in place.rows if code not in homes}
    if strange:
        titled = [f"{code} {release.titles[code]}" if code in release.titles else code for code in sorted(strange)]
        said.append(f"{counted(len(strange), 'code')} without a record to stand in: {named(titled)}")
    return said


def nation_source(records: RecordSet) -> str | None:
    """The release that the nation's figures come from; None where no occupation has any."""
    sources = [record["wages"]["source"] for record in records.occupations() if "wages" in record]
    return max(sorted(set(sources)), key=sources.count) if sources else None


def _homes(records: RecordSet) -> set[str]:
    """The codes that wage rows may stand under: groups and occupations, but neither specialties nor members of an aggregate."""
    occupations = {record["code"] for record in records.occupations() if "parent" not in record}
    return occupations | {group["code"] for group in records.entries("groups")}


def _put_nation(records: RecordSet, release: WageRelease, homes: set[str]) -> list[str]:
    rows, before = release.national or {}, nation_source(records)
    occupations, groups, forgotten = 0, 0, set[str]()
    for record in list(records.occupations()):
        if "parent" in record:
            continue
        old, row = record.get("wages"), rows.get(record["code"])
        blocks = {key: value for key, value in record.items() if key not in ("wages", "history")}
        if row is not None:
            blocks["wages"] = {"source": release.id, "row": row}
            occupations += 1
        history, lost = _history(record, old["source"] if old else None, old["row"] if old else None, release.id)
        forgotten |= lost
        changed = in_order(blocks | ({"history": history} if history else {}))
        if changed != record:
            records.set_occupation(changed)
    published = {record["code"] for record in records.occupations()}
    entries = []
    for group in records.entries("groups"):
        history, lost = _history(group, before, group.get("row"), release.id)
        forgotten |= lost
        # A group that is an aggregate too has its figures in its occupation.
        row = None if group["code"] in published else rows.get(group["code"])
        groups += row is not None
        figures = ({"row": row} if row is not None else {}) | ({"history": history} if history else {})
        entries.append({key: value for key, value in group.items() if key not in ("row", "history")} | figures)
    if entries != records.entries("groups"):
        records.set_entries("groups", entries)
    said = [f"the nation: {counted(occupations, 'occupation')} and {counted(groups, 'group')}"]
    if before and before > release.id:
        said.append(f"older than {period_of(before)}, which it replaces for the nation")
    if forgotten:
        said.append(f"years of the history that are not before it were dropped: {named(sorted(map(period_of, forgotten)))}")
    if release.industries is None and any(
        record["industries"]["source"] != release.id for record in records.occupations() if "industries" in record
    ):
        said.append("it has no figures by industry: those stay as they were, under their own release")
    return said


def _history(record: Record, source: str | None, row: str | None, new: str) -> tuple[list[Record], set[str]]:
    """The history before the release `new`, where `row` of `source` is the one that it replaces; and what was dropped."""
    old: list[Record] = record.get("history", [])
    kept = [entry for entry in old if entry["source"] < new]
    dropped = {entry["source"] for entry in old if entry["source"] >= new}
    if row is not None and source is not None and source < new and source not in {entry["source"] for entry in kept}:
        kept.append({"year": year_of(source), "source": source, "row": row})
    return sorted(kept, key=lambda entry: entry["year"]), dropped


def _put_industries(records: RecordSet, release: WageRelease) -> list[str]:
    count = 0
    for record in list(records.occupations()):
        if "parent" in record:
            continue
        rows = release.industry_rows.get(record["code"])
        blocks = {key: value for key, value in record.items() if key != "industries"}
        if rows:
            blocks["industries"] = {"source": release.id, "columns": INDUSTRY_COLUMNS, "rows": rows}
            count += 1
        changed = in_order(blocks)
        if changed != record:
            records.set_occupation(changed)
    entries = release.industries or []
    if entries != records.entries("industries"):
        records.set_entries("industries", entries)
    return [f"the nation by industry: {counted(count, 'occupation')} in {counted(len(entries), 'industry')}"]


def _put_places(records: RecordSet, release: WageRelease, homes: set[str]) -> list[str]:
    """Put the areas in: a state's own rows, and all of a kind (metro, nonmetro) that the release has any of in the state."""
    known = {area["code"]: area for area in records.entries("areas")}
    states = set(records.states())
    new = {code: place.entry for code, place in release.places.items() if place.entry["state"] in states}
    covered = {(entry["state"], entry["type"]) for entry in new.values()}
    kept = {
        code: area
        for code, area in known.items()
        if code not in new and (area.get("state"), area["type"]) not in covered
    }  # fmt: skip
    areas = [*kept.values(), *new.values()]
    areas.sort(key=lambda area: (_AREA_ORDER.get(area["type"], 2), area["code"]))
    older = set()
    for state in sorted(states):
        own = [area["code"] for area in areas if area.get("state") == state]
        own.sort(key=lambda code: ((kept.get(code) or new[code])["type"] != "state", code))
        record = records.state(state)
        before = {block["code"]: block for block in record["wages"]["areas"]}
        if not set(own) & set(new) and set(own) == set(before):
            continue
        sources = {code: block.get("source", record["wages"]["source"]) for code, block in before.items()}
        older |= {source for code, source in sources.items() if code not in kept and source > release.id}
        whose = {code: release.id if code in new else sources[code] for code in own}
        blocks = []
        for code in own:
            rows = _listed(release.places[code].rows, homes) if code in new else before[code]["rows"]
            block = {"code": code, "source": whose[code], "rows": rows}
            if whose[code] == whose[own[0]]:
                del block["source"]
            blocks.append(block)
        records.set_state(record | {"wages": {"source": whose[own[0]], "areas": blocks}})
    if areas != records.entries("areas"):
        records.set_entries("areas", areas)
    return _said_of_places(known, new, older)


def _listed(rows: Mapping[str, str], homes: set[str]) -> list[str]:
    return [f"{code} {rows[code]}" for code in sorted(rows) if code in homes]


def _said_of_places(known: Mapping[str, Record], new: Mapping[str, Record], older: Iterable[str]) -> list[str]:
    said = []
    for kind, name in _KINDS.items():
        found = [entry for entry in new.values() if entry["type"] == kind]
        if not found:
            continue
        said.append(f"{name}: {len(found)}")
        states = {entry["state"] for entry in found}
        before = {code: area for code, area in known.items() if area["type"] == kind}
        gone = [area["name"] for code, area in before.items() if area["state"] in states and code not in new]
        if gone and kind != "state":
            said.append(f"{name} that it does not have, and that are gone: {named(sorted(gone))}")
        left = {area["state"] for area in before.values()} - states
        if left:
            said.append(f"{name} stay as they were in {named([STATES[state].name for state in sorted(left)])}")
    said += [f"older than {period_of(source)}, which it replaces there" for source in sorted(older)]
    return said
