"""What a center's own records say: about an occupation, and which files are left out.

Owns turning the index's notes of them into result types, and their entries in `sources`. Reading the files is index/own's.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

from occlookup.catalog.store import Store
from occlookup.codes import INTEREST_NAMES, RIASEC_LETTERS
from occlookup.model import Interests, OwnWageRow, Source
from occlookup.own_records import OwnDescription, OwnFault, OwnFiles, OwnLink, OwnNote, OwnRecord

SOURCE_TITLE = "This center's own record"
_LETTERS = 3


def own_record(store: Store, soc_id: int) -> OwnRecord | None:
    """What own records add to the occupation; None where they add nothing."""
    row = store.row("SELECT content FROM own WHERE soc_id = ?", (soc_id,))
    if row is None:
        return None
    content: dict[str, Any] = json.loads(row[0])
    return OwnRecord(
        files=tuple(content["files"]),
        names=tuple(content["names"]),
        notes=tuple(OwnNote(**note) for note in content["notes"]),
        wages=tuple(OwnWageRow(**wages) for wages in content["wages"]),
        links=tuple(OwnLink(**link) for link in content["links"]),
        descriptions=tuple(_description(described) for described in content["descriptions"]),
    )


def own_wages(store: Store, soc_id: int) -> tuple[tuple[OwnWageRow, ...], dict[str, Source]]:
    """The wage rows of own records about the occupation, and the sources of the files that have them."""
    own = own_record(store, soc_id)
    rows = own.wages if own else ()
    return rows, own_sources(own, {row.file for row in rows})


def _description(content: dict[str, Any]) -> OwnDescription:
    figures = content["interests"]
    interests = None if figures is None else Interests(**figures, code=_high_points(figures))
    return OwnDescription(**{**content, "tasks": tuple(content["tasks"]), "interests": interests})


def _high_points(figures: dict[str, float]) -> str:
    """The letters of the three highest, in their order; of equals the one that comes first in RIASEC."""
    ordered = sorted(zip(RIASEC_LETTERS, INTEREST_NAMES, strict=True), key=lambda pair: -figures[pair[1]])
    return "".join(letter for letter, _ in ordered[:_LETTERS])


def own_sources(own: OwnRecord | None, files: Collection[str] | None = None) -> dict[str, Source]:
    """By "own:FILE" who says what the record tells, with the days from the first to the last; of `files` alone where given."""
    if own is None:
        return {}
    dated: dict[str, list[OwnDescription | OwnNote | OwnWageRow]] = {file: [] for file in own.files}
    linked: dict[str, list[str]] = {file: [] for file in own.files}
    every: list[OwnDescription | OwnNote | OwnWageRow] = [*own.descriptions, *own.notes, *own.wages]
    for part in every:
        dated[part.file].append(part)
    for link in own.links:
        linked[link.file].extend([link.source] if link.source else [])
    return {f"own:{file}": _source(dated[file], linked[file]) for file in own.files if files is None or file in files}


def _source(dated: list[OwnDescription | OwnNote | OwnWageRow], linked: list[str]) -> Source:
    """The source that one file is, of what it dates and of whose its links are."""
    said = [*(part.source for part in dated), *linked]
    days = sorted({part.date for part in dated if part.date})
    periods = [part.period for part in dated if isinstance(part, OwnWageRow) and part.period]
    times = dict.fromkeys([*(days if len(days) < 2 else [f"{days[0]} to {days[-1]}"]), *periods])
    return Source("; ".join(dict.fromkeys(said)), SOURCE_TITLE, days[-1] if days else "", "; ".join(times), "", "")


def files_of(store: Store) -> OwnFiles:
    """How many files the own records in use are, and which are left out."""
    from occlookup.index.own.folder import FILES

    if store.own_failure is not None:
        return OwnFiles(1, 1, (OwnFault("*", None, f"they could not be put beside the figures: {store.own_failure}."),))
    told = store.meta(FILES)
    faults = tuple(OwnFault(*fault) for fault in told.get("faults", ()))
    return OwnFiles(told.get("files", 0), told.get("left_out", 0), faults)


def check(store: Store, path: Path) -> tuple[OwnFault, ...] | None:
    """Every fault of one file, or of each file of a folder; None where that has no record.

    That there is no such code or group is told where a file has no other fault.
    """
    from occlookup.index.own.folder import folder_state, read_entry
    from occlookup.index.own.merging import levels_with, unknown_code

    paths = [path]
    if path.is_dir() and not path.is_symlink():
        state = folder_state(path)
        if state is None:
            return None
        paths = [path / name for name in state.names]
    read = [read_entry(one) for one in paths]
    levels = levels_with(dict(store.rows("SELECT code, level FROM soc")), [entry for entry, _ in read if entry])
    found: list[OwnFault] = []
    for entry, faults in read:
        found.extend(faults)
        if entry is not None and (fault := unknown_code(entry, levels)):
            found.append(fault)
    return tuple(found)
