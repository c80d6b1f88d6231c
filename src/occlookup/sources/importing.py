"""Imports official releases: their figures take the place of those in use, all of them or none.

Owns the order of the steps: find the files, see what they are, put their figures into the records in use, check the records,
compile their index, and only then put both into use. What each release holds is its own module's; see taking.py.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from occlookup.errors import DamagedDataError, NotFoundError
from occlookup.index import editions
from occlookup.index.locate import write_index
from occlookup.index.switching import changing, reporting
from occlookup.sources import oews_import, onet_import, programs_import, projections_import
from occlookup.sources.check import check
from occlookup.sources.provenance import rewrite_sources, shown_name, sources_named
from occlookup.sources.record_set import RecordSet
from occlookup.sources.records import write_record
from occlookup.sources.seals import write_seals
from occlookup.sources.taking import Kind, Progress, Taken
from occlookup.sources.unpacking import expand

# In this order: O*NET's occupations come first, since figures of the others are put into their records.
KINDS: dict[str, Kind] = {
    "O*NET": onet_import,
    "OEWS": oews_import,
    "Employment Projections": projections_import,
    "CIP to SOC crosswalk": programs_import,
}
NOTE = "import.toml"  # beside the records of an edition: what was imported into it, and when
_SHOWN_FAULTS = 3


class Imported(NamedTuple):
    """What an import did.

    edition: the name of the new edition; None where nothing differs from what was in use.
    said: lines for the person: what was taken, what was not there.
    unused: names of files that no reader knows.
    changed: how many records are others than before.
    """

    edition: str | None
    said: tuple[str, ...]
    unused: tuple[str, ...]
    changed: int


def import_files(paths: Sequence[Path], progress: Progress) -> Imported:
    """Put the figures of the releases in these files, folders and zip archives into use.

    Raises:
        NotFoundError: a path does not exist, or nothing at all in it is an official release.
        UsageError: another import is under way, or there is no data folder.
        DamagedDataError: a file is not what it should be, or the records would not pass the check; one line that names it.
        OutputError: the data folder cannot be written.
        In each case what was in use stays in use.
    """
    with changing() as change, reporting(change.folder), change.unfinished() as unfinished:
        taken, unused, changed = _written(paths, unfinished, progress)
        said = tuple(line for each in taken for line in each.said)
        if not changed:
            return Imported(None, said, unused, 0)
        _prove(unfinished / "records", progress)
        write_index(
            unfinished / "records",
            unfinished / "index.sqlite",
            lambda done, total: progress("Preparing the figures", done, total),
        )
        _write_note(unfinished / NOTE, taken)
        return Imported(change.put_in_use(unfinished), said, unused, changed)


@contextmanager
def naming_the_file() -> Iterator[None]:
    """What a reader finds wrong with a file is damaged data.

    Raises:
        DamagedDataError: in place of a reader's ValueError.
    """
    try:
        yield
    except ValueError as fault:
        raise DamagedDataError(
            f"{fault}.".replace("..", "."), hint="Download that release again, and import it; what was in use is still in use."
        ) from fault


def recognised(
    paths: Sequence[Path], unpacked: Path, progress: Progress
) -> tuple[dict[str, list[Path]], dict[Path, str], tuple[str, ...]]:
    """The files by the name of their kind, the names under which they are told, and the names of those that no kind knows.

    Raises:
        NotFoundError: a path does not exist, or no kind knows any file.
        DamagedDataError: an archive is not what it should be.
    """
    for path in paths:
        if not path.exists():
            raise NotFoundError(
                f"there is no file or folder {path}.", hint="Name a file of an official release, or its folder."
            )
    names: dict[Path, str] = {}
    with naming_the_file():
        for path in paths:
            for found in expand([path], unpacked, progress):
                names[found] = shown_name(found, unpacked if found.is_relative_to(unpacked) else path.absolute().parent)
    files: dict[str, list[Path]] = {}
    unused = []
    for number, path in enumerate(names):
        progress("Looking at the files", number, len(names))
        kind = next((name for name, kind in KINDS.items() if kind.recognise(path)), None)
        if kind is None:
            unused.append(names[path])
        else:
            files.setdefault(kind, []).append(path)
    if not files:
        raise NotFoundError(
            f"nothing in {', '.join(str(path) for path in paths)} is an official release that can be imported.",
            hint="'occlookup data import --help' tells which releases can be; docs/data.md tells where they are.",
        )
    return files, names, tuple(unused)


def _written(paths: Sequence[Path], unfinished: Path, progress: Progress) -> tuple[list[Taken], tuple[str, ...], int]:
    """Write the records in use with the figures of the files in them: what was taken, the names of files that no kind knows,
    and how many records differ. Where none does, nothing is written.

    When this returns the records are no longer in memory: the check and the index need that room.
    """
    unpacked = unfinished / "files"  # here, not in the temporary folder: what a killed import leaves is tidied up
    unpacked.mkdir()
    files, names, unused = recognised(paths, unpacked, progress)
    base = editions.in_use().records
    records = RecordSet(base)
    before = sources_named(records)
    taken: list[Taken] = []
    with naming_the_file():
        for name, kind in KINDS.items():
            if name in files:
                taken += kind.take(records, files[name], progress)
    rewrite_sources(records, taken, before, names)
    shutil.rmtree(unpacked)
    changed = len(records.changes())
    if changed:
        progress("Writing the records", 0, 0)
        records.write(unfinished / "records")
    return taken, unused, changed


def _prove(folder: Path, progress: Progress) -> None:
    """Seal the records, and hold every rule that an import can break.

    Raises:
        DamagedDataError: a rule is broken.
    """
    write_seals(folder)
    progress("Checking the records", 0, 0)
    faults = check(folder, imported=True)
    if faults:
        first = "; ".join(f"{fault.file}: {fault.message}" for fault in faults[:_SHOWN_FAULTS])
        raise DamagedDataError(
            f"with these files the records would have {len(faults)} faults: {first}.",
            hint="Nothing was changed. If the release is whole, please report this: occlookup does not know its layout yet.",
        )


def _write_note(path: Path, taken: list[Taken]) -> None:
    """Write what was imported, and when."""
    sources = [{"id": each.source["id"], "files": [file.name for file in each.files]} for each in taken]
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    write_record(path, {"imported": now, "sources": sources, "said": [line for each in taken for line in each.said]})
