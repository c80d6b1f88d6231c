"""Puts the names that a release of O*NET gives its elements into elements.toml, and keeps what people wrote of them.

Owns which definition still fits. Reads no file of O*NET.
"""

from __future__ import annotations

from collections.abc import Mapping

from occlookup.index.locate import RECORDS
from occlookup.sources.assemble import ELEMENT_KINDS, natural
from occlookup.sources.record_set import RecordSet
from occlookup.sources.records import Record, read_record

_ZONE = "job_zone"


def names_in_use(records: RecordSet) -> dict[str, dict[str, str]]:
    """What the elements are called: kind, element id: name."""
    return _names(records.entries("elements"))


def put_elements(records: RecordSet, elements: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Put the names of these kinds of elements, whole kinds, in the place of those in use; what is to be said of it.

    An element keeps its definition; one that is new to the records in use has that of the bundled ones, if they have one
    under the same name. An element that is gone stays, last of all, where it has a definition. Not so a job zone: where
    the zones are other ones, what was written of the former fits none of them.
    """
    entries = records.entries("elements")
    said = []
    made: list[Record] = []
    gone: list[Record] = []
    for kind in ELEMENT_KINDS:
        old = [entry for entry in entries if entry["kind"] == kind]
        if kind not in elements:
            made += old
            continue
        names = elements[kind]
        definitions = _definitions(kind, old, names)
        made += [_entry(kind, element, names[element], definitions) for element in sorted(names, key=natural)]
        if kind != _ZONE:
            gone += [entry for entry in old if entry["id"] not in names and entry.get("definition")]
        elif any(entry.get("definition") for entry in old) and not definitions:
            said.append(
                "The job zones are other ones than before: what they mean is not explained, but named in O*NET's words."
            )
    if (made := [*made, *gone]) != entries:
        records.set_entries("elements", made)
    return said


def _definitions(kind: str, old: list[Record], names: Mapping[str, str]) -> dict[str, str]:
    """What people wrote of these elements, in the records in use or else in the bundled ones."""
    bundled = [entry for entry in read_record(RECORDS / "elements.toml").get("elements", []) if entry["kind"] == kind]
    if kind == _ZONE:
        fitting = [entries for entries in (old, bundled) if {e["id"]: e["name"] for e in entries} == names]
        entries = [entry for entries in fitting for entry in entries]
    else:
        entries = [*old, *(entry for entry in bundled if names.get(entry["id"]) == entry["name"])]
    found: dict[str, str] = {}
    for entry in entries:
        if entry.get("definition"):
            found.setdefault(entry["id"], entry["definition"])
    return found


def _entry(kind: str, element: str, name: str, definitions: Mapping[str, str]) -> Record:
    entry: Record = {"id": element, "kind": kind, "name": name}
    return entry | ({"definition": definitions[element]} if element in definitions else {})


def _names(entries: list[Record]) -> dict[str, dict[str, str]]:
    names: dict[str, dict[str, str]] = {}
    for entry in entries:
        names.setdefault(entry["kind"], {})[entry["id"]] = entry["name"]
    return names
