"""Proves that the figures in use are those that were taken from their sources.

Owns the three proofs: each record against its seal, the index against the records, and, where the releases are at hand, their
figures taken once more against the records. What a seal covers is seals.py's.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from occlookup.errors import DamagedDataError
from occlookup.index.comparing import differences
from occlookup.index.editions import Edition
from occlookup.index.survey import list_records
from occlookup.sources import releases
from occlookup.sources.build import build
from occlookup.sources.importing import KINDS, naming_the_file, recognised
from occlookup.sources.provenance import kind_of
from occlookup.sources.record_set import RecordSet
from occlookup.sources.seals import has_figures, named_sources, read_seals, seal, source_files
from occlookup.sources.taking import Progress

_MOST_TOLD = 20


class Report(NamedTuple):
    """said: what was proved, a line each; faults: the first of what is not as it should be; fault_count: of how many."""

    said: tuple[str, ...]
    faults: tuple[str, ...]
    fault_count: int


def verify_edition(edition: Edition, given: Sequence[Path], progress: Progress) -> Report:
    """Prove the figures of an edition; `given`: files, folders or archives of the releases that they came from.

    Raises:
        NotFoundError: one of `given` does not exist, or none of it is a release.
        DamagedDataError: one of `given` is not what it should be, or sources.toml cannot be read.
    """
    said: list[str] = []
    faults: list[str] = []
    records = RecordSet(edition.records)
    faults += _broken_seals(edition, records, said, progress)
    faults += _index_differences(edition, said, progress)
    if given:
        faults += _taken_again(edition, given, said, progress)
    return Report(tuple(said), tuple(faults[:_MOST_TOLD]), len(faults))


def _broken_seals(edition: Edition, records: RecordSet, said: list[str], progress: Progress) -> Iterator[str]:
    seals = read_seals(edition.records)
    if seals is None:
        yield f"{edition.records} has no seals: where its figures came from cannot be proved"
        return
    files = source_files(records)
    sealed = 0
    for number, place in enumerate(records.places()):
        progress("Holding the records against their seals", number, len(seals))
        if not has_figures(place):
            continue
        try:
            record = records.record(place)
        except DamagedDataError as fault:
            yield fault.message
            continue
        sealed += 1
        if place not in seals:
            yield f"{place}: a record that no build and no import has sealed"
        elif seals[place] != seal(place, record, files):
            sources = ", ".join(sorted(set(named_sources(record)))) or "its sources"
            yield f"{place}: its figures are not those that were taken from {sources}"
    for place in sorted(set(seals) - set(records.places())):
        yield f"{place}: the record is missing"
    count = len({digest for digests in files.values() for digest in digests})
    said.append(f"{sealed} records hold the figures that were taken from {count} files, by their SHA-256 in sources.toml.")


def _index_differences(edition: Edition, said: list[str], progress: Progress) -> Iterator[str]:
    if not edition.index_file.exists():
        said.append("There is no index beside these records; one is compiled from them in the cache folder.")
        return
    found = 0
    try:
        for line in differences(
            edition.records,
            edition.index_file,
            lambda done, total: progress("Holding the index against the records", done, total),
        ):
            found += 1
            yield line
    except DamagedDataError as fault:
        yield fault.message
    else:
        if not found:
            said.append("The index has the figures of the records, each one.")


def _taken_again(edition: Edition, given: Sequence[Path], said: list[str], progress: Progress) -> Iterator[str]:
    """The records that differ once the figures are taken out of the releases again."""
    for folder in given:
        if (folder / releases.OEWS_DATABASE).is_file():
            yield from _built_again(edition, folder, said, progress)
            return
    records = RecordSet(edition.records)
    ids: set[str] = set()
    known = {digest: source for source, digests in source_files(records).items() for digest in digests}
    with tempfile.TemporaryDirectory(prefix="occlookup-verify-") as temporary:
        files, names, _ = recognised(given, Path(temporary), progress)
        with naming_the_file():
            for name, kind in KINDS.items():
                mine = [path for path in files.get(name, []) if releases.sha256_of(path) in known]
                for path in files.get(name, []):
                    if path not in mine:
                        said.append(f"{names[path]}: no figure in use came out of this file.")
                if mine:
                    taken = [each.source["id"] for each in kind.take(records, mine, progress)]
                    ids.update(taken)
                    said.append(f"{', '.join(taken)}: taken again out of {', '.join(names[path] for path in mine)}.")
    before = RecordSet(edition.records)
    for place in records.changes():
        for block in _changed_blocks(before, records, place, ids):
            yield f"{place}{block}: differs from what the releases say"


def _changed_blocks(before: RecordSet, again: RecordSet, place: str, ids: set[str]) -> Iterator[str]:
    """The blocks that differ from what was taken again of the releases `ids`; of a list "".

    Of an older release only what no newer one has replaced is in use: a block that names another release of the kind, and a
    list where such a one is in use, may differ.
    """
    kinds = tuple(filter(None, map(kind_of, ids)))
    rivals = {source for source in source_files(before) if source.startswith(kinds) and source not in ids}
    try:
        old, new = before.record(place), again.record(place)
    except KeyError:
        yield " (which codes there are)"
        return
    if place.startswith(("occupations/", "wages/")):
        for name in sorted({*old, *new} - {"text"}):
            named = {*named_sources(old.get(name)), *named_sources(new.get(name))}
            if old.get(name) != new.get(name) and not set(named_sources(old.get(name))) & rivals and named & ids:
                yield f", [{name}]"
    elif place != "sources.toml" and not rivals:
        yield ""


def _built_again(edition: Edition, source: Path, said: list[str], progress: Progress) -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="occlookup-verify-") as temporary:
        target = Path(temporary, "data")
        shutil.copytree(edition.records, target)
        with naming_the_file():
            build(source, target, progress)
        places = sorted({record.path for folder in (target, edition.records) for record in list_records(folder)})
        for place in places:
            if _content(target / place) != _content(edition.records / place):
                yield f"{place}: differs from what the releases say"
    said.append(f"All records were built again from {source}.")


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
