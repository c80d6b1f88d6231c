"""Imports releases of the O*NET database, 29.3 and later, whole or in part: the kind of release that O*NET is (taking.py).

Owns the order of things and what is said to the person who imports. Tables are onet_release.py's and onet_blocks.py's, records
onet_records.py's.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from occlookup.sources import releases
from occlookup.sources.onet_blocks import OnetBlocks, read_blocks
from occlookup.sources.onet_elements import names_in_use, put_elements
from occlookup.sources.onet_records import put_blocks
from occlookup.sources.onet_release import NO_PERIOD, OnetFiles, releases_of, table_of
from occlookup.sources.record_set import RecordSet
from occlookup.sources.taking import Progress, Taken

# What the blocks are called in what is said, in the order in which it is said.
_BLOCKS = {
    "occupations": "O*NET-SOC codes", "alternate titles": "alternate titles", "reported titles": "reported titles",
    "interests": "interests", "job_zone": "job zones", "skills": "skills", "knowledge": "knowledge",
    "work_styles": "work styles", "work_values": "work values", "tasks": "tasks", "technology": "technology",
    "survey": "education and training", "related": "related occupations",
}  # fmt: skip
_MOST_TABLES = 14
_NO_FILE = "no such file"


def recognise(path: Path) -> bool:
    """Whether the file is a table of O*NET's, as text or as a workbook, or its Read Me; by its content."""
    return table_of(path) is not None


def take(records: RecordSet, files: Sequence[Path], progress: Progress) -> list[Taken]:
    """Put what these files say into the records, an older release first; see taking.Kind.

    Raises:
        ValueError: a file is damaged, or nothing says which release it is of. `records` is then not to be used.
    """
    taken = []
    for release in _dated(releases_of(files), records):
        done = 0

        def step(name: str, release: OnetFiles = release) -> None:
            nonlocal done
            done += 1
            progress(f"O*NET {release.number}: {name}", done, max(done, min(_MOST_TABLES, len(release.tables))))

        before = _sources_in_use(records)
        found = read_blocks(release, names_in_use(records), step)
        if not found.files:
            names = ", ".join(sorted(path.name for path in (*release.tables.values(), *release.others)))
            left = [f"{_BLOCKS[name].capitalize()}: {reason}." for name, reason in found.left.items() if reason != _NO_FILE]
            nothing = f"{names}: nothing of O*NET {release.number} in it has a place in the records."
            raise ValueError(" ".join([nothing, *left]))
        said = [*put_blocks(records, found, release.source), *put_elements(records, found.elements)]
        lines = (*_said_of_blocks(release, found, before), *said, *found.said)
        taken.append(Taken(releases.onet_source(release.number, release.period), found.files, lines))
    return taken


def _dated(found: Sequence[OnetFiles], records: RecordSet) -> list[OnetFiles]:
    """The releases; one whose files do not tell its period has the one that the records know: it is not to be forgotten."""
    known = {entry["id"]: entry["period"] for entry in records.entries("sources")}
    return [
        release._replace(period=known.get(release.source, NO_PERIOD)) if release.period == NO_PERIOD else release
        for release in found
    ]


def _said_of_blocks(release: OnetFiles, found: OnetBlocks, before: dict[str, list[str]]) -> list[str]:
    took = [label for name, label in _BLOCKS.items() if name not in found.left]
    lines = [f"O*NET {release.number} ({release.period}): took {', '.join(took)}."]
    missing = []
    for name, label in _BLOCKS.items():
        reason = found.left.get(name)
        if reason == _NO_FILE:
            missing.append(label)
        elif reason:
            lines.append(f"{label.capitalize()}: {reason}; left as of {_as_of(before.get(name, []))}.")
    if missing:
        lines.append(f"Not in the files, left as they are: {', '.join(missing)}.")
    return lines


def _as_of(sources: list[str]) -> str:
    return " and ".join(source.replace("onet-", "O*NET ") for source in sources) or "the records in use"


def _sources_in_use(records: RecordSet) -> dict[str, list[str]]:
    """The releases of O*NET that the blocks of the records name."""
    named: dict[str, set[str]] = {}
    for record in records.occupations():
        for name in _BLOCKS:
            source = record.get(name, {}).get("source") if isinstance(record.get(name), dict) else None
            if isinstance(source, str):
                named.setdefault(name, set()).add(source)
    return {name: sorted(sources) for name, sources in named.items()}
