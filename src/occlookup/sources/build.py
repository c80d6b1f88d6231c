"""Builds all records from the official releases: the one way in which figures reach src/occlookup/data.

Owns which files there are, and that people's words outlive a rebuild: [text] of an occupation, the definition of an
element and the summary of a group. Imports nothing of the catalogue, index or renderers.
"""

from __future__ import annotations

import gzip
import tomllib
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from occlookup.sources import assemble, inputs, releases
from occlookup.sources.oews import Oews
from occlookup.sources.records import Record, read_record, write_record
from occlookup.sources.seals import write_seals
from occlookup.sources.soc import retired_codes
from occlookup.sources.state_projections import state_projections
from occlookup.sources.states import STATES


class BuildReport(NamedTuple):
    """What a build did. written, unchanged and removed count files.

    orphans: files of dropped occupations, and dropped elements, that stay because they hold words that people wrote.
    left_out: codes of a release that have no record to stand in, one line each.
    """

    written: int
    unchanged: int
    removed: int
    occupations: int
    states: int
    orphans: tuple[str, ...]
    left_out: tuple[str, ...]


def build(source: Path, target: Path, progress: Callable[[str, int, int], None] | None = None) -> BuildReport:
    """Build the records under `target` from the releases under `source`.

    The same releases and the same written words give the same bytes. Files that do not change are not touched. Nothing
    is written before every release but the states' has been read. `progress` is called with a step's name, its number
    from 1 and the number of steps.

    Raises:
        FileNotFoundError: `source` or one of its files is missing; the message is one line that names it.
        ValueError: a release is not what it should be, or a record under `target` is not TOML; likewise.
        OSError: `target` cannot be written.
    """
    releases.require_files(source)
    writer = _Writer(target)
    steps = _Steps(progress, inputs.STEPS + 2 + len(STATES))
    with _open_oews(source / releases.OEWS_DATABASE) as oews:
        read = inputs.read_inputs(source, oews, steps.next)
        known = {*read.structure.groups, *read.structure.detailed, *read.aggregates}
        outlook = state_projections(source / releases.STATE_PROJECTIONS, known)
        steps.next("Occupations")
        records = list(assemble.occupation_records(read))
        for record in records:
            writer.write_occupation(record)
        steps.next("Lists")
        writer.write_list("groups", assemble.group_records(read), keys=("code",), words="summary", after="level")
        elements = assemble.element_records(read)
        writer.write_list("elements", elements, keys=("kind", "id"), words="definition", after="name")
        writer.write("programs.toml", {"programs": assemble.program_records(read)})
        writer.write("retired.toml", {"retired": retired_codes(read.crosswalk)})
        writer.write("industries.toml", {"industries": oews.industries()})
        writer.write("areas.toml", {"areas": oews.areas()})
        for state in STATES.values():
            steps.next(state.name)
            record = {"state": state.abbreviation, "name": state.name, "fips": state.fips}
            record["wages"] = {"source": releases.OEWS, "areas": oews.state_wages(state.abbreviation)}
            if state.abbreviation in outlook:
                record["projections"] = outlook[state.abbreviation]
            writer.write(f"wages/{state.abbreviation}.toml", record)
        own_words = inputs.known_of_releases(source, oews, read)
    writer.write("sources.toml", {"sources": releases.source_records(source, own_words)})
    writer.remove_dropped()
    write_seals(target)
    return BuildReport(
        len(writer.written),
        len(writer.unchanged),
        len(writer.removed),
        len(records),
        len(STATES),
        tuple(writer.orphans),
        tuple(assemble.left_out(read)),
    )


def _open_oews(path: Path) -> Oews:
    try:
        return Oews(path)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise ValueError(f"{path.name}: not a whole gzip file") from error


class _Steps:
    def __init__(self, progress: Callable[[str, int, int], None] | None, total: int) -> None:
        self._progress, self._done, self._total = progress, 0, total

    def next(self, name: str) -> None:
        self._done += 1
        if self._progress is not None:
            self._progress(name, self._done, self._total)


class _Writer:
    """Writes records under one folder and remembers which; keeps the written words that it finds there."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self.written: list[str] = []
        self.unchanged: list[str] = []
        self.removed: list[str] = []
        self.orphans: list[str] = []

    def write(self, name: str, record: Record) -> None:
        changed = write_record(self._target / name, record)
        (self.written if changed else self.unchanged).append(name)

    def write_occupation(self, record: Record) -> None:
        """Write an occupation with the [text] that its file has, after its groups."""
        name = f"occupations/{record['code']}.toml"
        self.write(name, _after(record, "groups", "text", self._read(name).get("text")))

    def write_list(self, name: str, records: list[Record], *, keys: tuple[str, ...], words: str, after: str) -> None:
        """Write a list with the words that its entries have under the key `words`, right after the key `after`.

        An entry is known by its `keys`. A dropped one that has words stays, as an orphan.
        """
        file = f"{name}.toml"
        old = {tuple(entry.get(key) for key in keys): entry for entry in self._read(file).get(name, []) if entry.get(words)}
        kept = []
        for record in records:
            entry = old.pop(tuple(record[key] for key in keys), {})
            kept.append(_after(record, after, words, entry.get(words)))
        self.orphans += [f"{file}: {' '.join(map(str, key))}" for key in old]
        self.write(file, {name: [*kept, *old.values()]})

    def remove_dropped(self) -> None:
        """Remove the occupations and states that this build has not written; those with [text] stay as orphans."""
        current = {*self.written, *self.unchanged}
        for folder in ("occupations", "wages"):
            for path in sorted((self._target / folder).glob("*.toml")):
                name = f"{folder}/{path.name}"
                if name in current:
                    continue
                if "text" in self._read(name):
                    self.orphans.append(name)
                else:
                    path.unlink()
                    self.removed.append(name)

    def _read(self, name: str) -> Record:
        try:
            return read_record(self._target / name)
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ValueError(f"{self._target / name}: not TOML: {error}") from error


def _after(record: Record, key: str, name: str, value: object) -> Record:
    """The record with `name` right after `key`; as it is where there is no value."""
    if value is None:
        return record
    place = list(record).index(key) + 1
    entries = list(record.items())
    return dict([*entries[:place], (name, value), *entries[place:]])
