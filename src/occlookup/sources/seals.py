"""Seals: what ties the figures of a record to the files that they were taken from.

A seal is the SHA-256 of a record's figures together with the SHA-256 of every file that its sources name. The build and each
import write them beside the records; a figure that is changed afterwards by one digit, or a source whose files are said to be
others, breaks the seal of every record that it stands in. Words that people write are left out: those may change.

Owns the file seals.txt and what a seal covers. See docs/data.md.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from occlookup.errors import DamagedDataError
from occlookup.sources.record_set import RecordSet
from occlookup.sources.records import Record, write_file

FILE = "seals.txt"
# What people write: whole files, and single keys of an entry or a record.
_WRITTEN_FILES = frozenset(
    f"{name}.toml" for name in ("stem", "glossary", "quiz", "job_banks", "everyday", "synonyms", "sources")
)
_WRITTEN_KEYS = {"groups.toml": "summary", "elements.toml": "definition"}
_LINE = re.compile(r"([0-9a-f]{64})  ([\w./-]+\.toml)")


def make_seals(records: RecordSet) -> dict[str, str]:
    """The seal of every record with figures, by its place."""
    files = source_files(records)
    return {place: seal(place, records.record(place), files) for place in records.places() if has_figures(place)}


def source_files(records: RecordSet) -> dict[str, list[str]]:
    """The SHA-256 of the files of each source, sorted, by the source's id."""
    return {source["id"]: sorted(file["sha256"] for file in source["files"]) for source in records.entries("sources")}


def has_figures(place: str) -> bool:
    """Whether figures stand in the record at this place, and not only what people wrote."""
    return place not in _WRITTEN_FILES


def seal(place: str, record: Record, files: Mapping[str, list[str]]) -> str:
    """The seal of one record; `files` has the SHA-256 of each source's files by the source's id."""
    named = {source: files.get(source) for source in sorted(set(named_sources(record)))}
    content = json.dumps([place, _figures(place, record), named], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(content.encode()).hexdigest()


def named_sources(value: Any) -> Iterator[str]:
    """The ids of the sources that a record names, wherever in it, one as often as it is named."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "source":
                yield from [inner] if isinstance(inner, str) else inner
            elif key != "text":  # written for occlookup: no release
                yield from named_sources(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from named_sources(inner)


def write_seals(folder: Path) -> bool:
    """Seal the records under `folder`; True where the file changed.

    Raises:
        DamagedDataError: a record cannot be read.
        OSError: the file cannot be written.
    """
    seals = make_seals(RecordSet(folder))
    return write_file(folder / FILE, "".join(f"{value}  {place}\n" for place, value in seals.items()).encode())


def read_seals(folder: Path) -> dict[str, str] | None:
    """The seals that were written with the records under `folder`, by place; None where there are none.

    Raises:
        DamagedDataError: the file is not one of seals.
    """
    try:
        content = (folder / FILE).read_bytes()
    except FileNotFoundError:
        return None
    found = {}
    for number, line in enumerate(content.decode("ascii", "replace").splitlines(), 1):
        match = _LINE.fullmatch(line)
        if match is None:
            raise DamagedDataError(
                f"{folder / FILE}, line {number}, is no seal.",
                hint="Reinstall occlookup, or import the releases again, to have the records as they were.",
            )
        found[match[2]] = match[1]
    return found


def _figures(place: str, record: Record) -> Record:
    if place.startswith("occupations/"):
        return {key: value for key, value in record.items() if key != "text"}
    if place in _WRITTEN_KEYS:
        written = _WRITTEN_KEYS[place]
        return {
            name: [{key: value for key, value in entry.items() if key != written} for entry in entries]
            for name, entries in record.items()
        }
    return record
