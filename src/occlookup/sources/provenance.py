"""Keeps sources.toml true to the records when releases are imported into them.

Owns which entries stand there, in which order, and under which names the files do. Reads the files only to hash them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from occlookup.sources.record_set import RecordSet
from occlookup.sources.records import Record
from occlookup.sources.releases import sha256_of
from occlookup.sources.seals import named_sources
from occlookup.sources.taking import Taken

_LONGEST_NAME = 200
# "oews-" of oews-2025-05, "projections-" of projections-2024-34, "onet-" of onet-29.3: releases of one kind
_KIND = re.compile(r"[a-z-]+?-(?=\d)")


def sources_named(records: RecordSet) -> set[str]:
    """The ids of the sources that figures of the records name."""
    places = [place for place in records.places() if place != "sources.toml"]
    return {source for place in places for source in named_sources(records.record(place))}


def rewrite_sources(records: RecordSet, taken: Sequence[Taken], before: set[str], names: dict[Path, str]) -> None:
    """Enter what was taken into sources.toml, and strike what no figure comes from any more.

    before: the ids that the records named before anything was taken; names: under which name each file stands there.

    Raises:
        OSError: a file cannot be read.
    """
    entries = {entry["id"]: entry for entry in records.entries("sources")}
    order = list(entries)
    for each in taken:
        source_id = each.source["id"]
        files = [{"name": names[path], "sha256": sha256_of(path)} for path in each.files]
        if source_id in entries:
            entries[source_id] = _merged(entries[source_id], each.source, files)
        else:
            order.insert(_place(order, source_id), source_id)
            entries[source_id] = {**each.source, "files": files}
    named = sources_named(records)
    gone = before - named
    if set(records.changes()) <= {"sources.toml"}:
        gone |= {
            each.source["id"] for each in taken
        } - named  # a newer release that says just the same is the source of nothing
    kept = [entries[source_id] for source_id in order if source_id not in gone]
    if kept != records.entries("sources"):
        records.set_entries("sources", kept)


def shown_name(path: Path, base: Path) -> str:
    """The name of a file for sources.toml: its place below `base`, in plain ASCII."""
    place = path.absolute()
    text = place.relative_to(base).as_posix() if place.is_relative_to(base) else place.name
    return "".join(c if c.isascii() and c.isprintable() else "_" for c in text)[-_LONGEST_NAME:]


def _merged(entry: Record, source: Record, files: list[Record]) -> Record:
    """The entry of a release that was taken before, and is taken again, maybe out of other files."""
    known = {file["sha256"]: file for file in entry["files"]}
    taken = [known.get(file["sha256"], file) for file in files]
    replaced = {_stem(file["name"]) for file in taken}
    kept = [file for file in entry["files"] if file in taken or _stem(file["name"]) not in replaced]
    added = [file for file in taken if file not in kept]
    return {**entry, **source, "files": [*kept, *added]}


def _stem(name: str) -> str:
    """What a file is about, as text or as a workbook: "skills" of "db_29_3_text/Skills.txt"."""
    return Path(name).stem.casefold().replace(",", "")


def kind_of(source_id: str) -> str:
    """How the ids of all releases of this kind begin: "oews-", "onet-"; "" of those that have no releases."""
    kind = _KIND.match(source_id)
    return kind[0] if kind else ""


def _place(order: Sequence[str], source_id: str) -> int:
    """Before the first release of the same kind, since the sources are told in this order; else at the end."""
    kind = kind_of(source_id)
    return next((place for place, other in enumerate(order) if kind and other.startswith(kind)), len(order))
