"""All records of one folder, for an import to change: read when asked for, written as a whole to another folder.

Owns that what is not changed is carried over byte for byte. Knows nothing of any release. See docs/records.md for the layouts.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from occlookup.index.records import read_record
from occlookup.index.survey import list_records
from occlookup.sources.records import Record, write_record

_OCCUPATIONS, _WAGES = "occupations", "wages"
# All of them in memory would take 140 MiB; whoever goes over all goes over each once.
_MOST_KEPT = 64


class RecordSet:
    """The records under `folder`, which is only read.

    A record is changed by setting another in its place; what a method gives is not to be changed itself.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._places = {record.path for record in list_records(folder)}
        self._read: dict[str, Record] = {}  # the latest few
        self._set: dict[str, Record] = {}
        self._base_places = frozenset(self._places)

    def places(self) -> list[str]:
        """The records' places below the folder, "occupations/43-3011.toml" and the like, sorted."""
        return sorted(self._places)

    def codes(self) -> list[str]:
        """The codes of the occupations, sorted."""
        return [place[len(_OCCUPATIONS) + 1 : -5] for place in self.places() if place.startswith(f"{_OCCUPATIONS}/")]

    def states(self) -> list[str]:
        """The USPS letters of the states that have a record, sorted."""
        return [place[len(_WAGES) + 1 : -5] for place in self.places() if place.startswith(f"{_WAGES}/")]

    def occupation(self, code: str) -> Record:
        """The record of an occupation.

        Raises:
            KeyError: there is none.
            DamagedDataError: it cannot be read.
        """
        return self.record(f"{_OCCUPATIONS}/{code}.toml")

    def occupations(self) -> Iterator[Record]:
        """Every occupation's record, by code."""
        return (self.occupation(code) for code in self.codes())

    def state(self, state: str) -> Record:
        """The record of a state (USPS letters); raises as `occupation`."""
        return self.record(f"{_WAGES}/{state}.toml")

    def entries(self, name: str) -> list[Record]:
        """The entries of one of the lists: areas, groups, elements, sources and so on; raises as `occupation`."""
        entries: list[Record] = self.record(f"{name}.toml")[name]
        return entries

    def record(self, place: str) -> Record:
        """The record at a place; raises as `occupation`."""
        if place not in self._places:
            raise KeyError(place)
        if place in self._set:
            return self._set[place]
        if place not in self._read:
            if len(self._read) >= _MOST_KEPT:
                del self._read[next(iter(self._read))]
            self._read[place], _ = read_record(self._folder, place)
        return self._read[place]

    def set_occupation(self, record: Record) -> None:
        """Put an occupation's record in the place of the one of its code, or beside the others."""
        self.set(f"{_OCCUPATIONS}/{record['code']}.toml", record)

    def set_state(self, record: Record) -> None:
        """Put a state's record in the place of the one that is there."""
        self.set(f"{_WAGES}/{record['state']}.toml", record)

    def set_entries(self, name: str, entries: list[Record]) -> None:
        """Put these entries in the place of a list's."""
        self.set(f"{name}.toml", {name: entries})

    def set(self, place: str, record: Record) -> None:
        """Put a record at a place."""
        self._places.add(place)
        self._set[place] = record

    def remove_occupation(self, code: str) -> None:
        """Take an occupation out.

        Raises:
            KeyError: there is none.
        """
        place = f"{_OCCUPATIONS}/{code}.toml"
        self._places.remove(place)
        self._set.pop(place, None)

    def changes(self) -> list[str]:
        """The places of the records that are others than those under the folder, new or gone, sorted."""
        set_anew = (place for place in self._set if not self._is_as_before(place))
        return sorted({*set_anew, *(self._base_places - self._places)})

    def _is_as_before(self, place: str) -> bool:
        return place in self._base_places and read_record(self._folder, place)[0] == self._set[place]

    def write(self, target: Path) -> None:
        """Write all records under `target`, an empty folder.

        Raises:
            OSError: it cannot be written.
        """
        for place in self.places():
            path = target / place
            if place in self._set:
                write_record(path, self._set[place])
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(self._folder / place, path)
