"""What the readers of releases have in common when one is imported: what they are given, and what they say.

Owns these types. A kind of release (O*NET, OEWS, projections, programs) is one module with `recognise` and `take`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from occlookup.sources.record_set import RecordSet
from occlookup.sources.records import Record

# A step in a few words, how much of it is done, and how much there is; 0 of 0 where that is not known.
Progress = Callable[[str, int, int], None]


def counted(number: int, noun: str) -> str:
    """A number with its noun, which takes an s where it is not one: "1 code", "2 codes"."""
    return f"{number:,} {noun if number == 1 else f'{noun}s'}"


class Taken(NamedTuple):
    """What was taken out of one release.

    source: its entry for sources.toml, laid out as docs/records.md says, without "files".
    files: those of the given files that figures came out of.
    said: lines for the person who imports: what was taken, what the release does not have, what found no place.
    """

    source: Record
    files: tuple[Path, ...]
    said: tuple[str, ...]


class Kind(Protocol):
    """A kind of release."""

    def recognise(self, path: Path) -> bool:
        """Whether the file is one of this kind, by its content. Reads no more than it must; never raises ValueError."""

    def take(self, records: RecordSet, files: Sequence[Path], progress: Progress) -> list[Taken]:
        """Put the figures of these files, all recognised, into the records, each block under its new source.

        Blocks that the files say nothing of stay as they are, under their old source. Nothing is written to disk but
        temporary files.

        Raises:
            ValueError: a file is not what it should be; one line that names it. `records` is then not to be used.
        """
