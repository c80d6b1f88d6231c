"""The result types for a center's own records: what it adds to an occupation, each part with its own source and date.

Owns the names of their fields; model.py says why they are NamedTuples and why there is no __future__ import. The local wage
row, which `wages` answers with too, is model.OwnWageRow.
"""

from typing import NamedTuple

from occlookup.model import Interests, OwnWageRow


class OwnFault(NamedTuple):
    """Why a file of own records is left out: in a sentence, with the line where that can be told.

    `file` is its name, cleaned, so that it may be shown anywhere.
    """

    file: str
    line: int | None
    reason: str


class OwnFiles(NamedTuple):
    """How many files of own records there are, how many are left out, and of the first of these the first fault each."""

    files: int
    left_out: int
    faults: tuple[OwnFault, ...]


class OwnNote(NamedTuple):
    """What the center says about an occupation. `date` is year-month-day, of the time at which it was so."""

    text: str
    source: str
    date: str
    file: str


class OwnLink(NamedTuple):
    """An address that the center adds; https or http. `source` says whose it is, where the file does."""

    title: str
    url: str
    source: str | None
    file: str


class OwnDescription(NamedTuple):
    """How the center describes an occupation that it added, with figures of its own, which stand in no published list.

    `group`: the code of the SOC group that it is in. `interests` on O*NET's scale of 1 to 7. `education`: one of BLS's levels.
    """

    title: str
    group: str
    summary: str
    tasks: tuple[str, ...]
    interests: Interests | None
    job_zone: int | None
    education: str | None
    source: str
    date: str
    file: str


class OwnRecord(NamedTuple):
    """All that a center's own files add to one occupation. `names`: everyday names that search finds it by."""

    files: tuple[str, ...]
    names: tuple[str, ...]
    notes: tuple[OwnNote, ...]
    wages: tuple[OwnWageRow, ...]
    links: tuple[OwnLink, ...]
    descriptions: tuple[OwnDescription, ...]
