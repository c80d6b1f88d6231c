"""Which release each figure of a set is from, where its records mix releases, and the time that it describes.

Owns that question for a comparison of sets, and which releases differ between them. Remembers which releases were asked for:
they are the answer's sources.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from occlookup.catalog.sourcing import named_sources
from occlookup.catalog.store import Store
from occlookup.catalog.wage_rows import TopCodes
from occlookup.changes import SourceChange
from occlookup.index.schema import STATE_PROJECTIONS_SOURCE, STEM_SOURCE
from occlookup.model import Source

STATE_WAGES, STATE_PROJECTIONS = "state_wages", "state_projections"
# what stands before the year or the number in the id of a release
_SERIES = re.compile(r"(.+?)-\d")


class Periods:
    """The releases of one set. `used` are the ids of those whose period was asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.blocks = self._blocks()
        known = [row[0] for row in store.rows("SELECT id FROM source")]
        self.sources: dict[str, Source] = named_sources(store, known)
        self.used: set[str] = set()

    def of_block(self, block: str, occupation_id: int) -> str | None:
        """The period of a block of the occupation with this id; None where it is not known."""
        return self.of_sources(self._ids(block, occupation_id))

    def of_sources(self, ids: Iterable[str]) -> str | None:
        """The period of these releases, as many as there are different ones."""
        found = [self.sources[source] for source in ids if source in self.sources]
        self.used.update(source for source in ids if source in self.sources)
        return ", ".join(dict.fromkeys(source.period for source in found)) or None

    def top_codes(self, block: str, occupation_id: int) -> TopCodes:
        """The top codes of the release that the block of the occupation is from."""
        return self.top_codes_of(self._ids(block, occupation_id))

    def top_codes_of(self, ids: Iterable[str]) -> TopCodes:
        """Those of the first of these releases."""
        return TopCodes.of(self._store, next(iter(ids), ""))

    def _ids(self, block: str, occupation_id: int) -> list[str]:
        """One release as a rule; where records of the set name several, what this occupation's document says."""
        ids = self.blocks.get(block, [])
        if len(ids) < 2:
            return ids
        if self._store.row("SELECT 1 FROM document WHERE id = ?", (occupation_id,)) is None:
            return ids  # a group
        own: list[str] = self._store.document(occupation_id)["sources"].get(block, ids)
        return own

    def _blocks(self) -> dict[str, list[str]]:
        """The ids of the releases by what they are used for, the states' figures too."""
        blocks: dict[str, list[str]] = dict(self._store.meta("block_sources"))
        rows = self._store.rows("SELECT DISTINCT source FROM area WHERE type <> 'nation' AND source <> '' ORDER BY source")
        blocks[STATE_WAGES] = [row[0] for row in rows]
        if self._store.row("SELECT 1 FROM state_projection LIMIT 1"):
            blocks[STATE_PROJECTIONS] = [STATE_PROJECTIONS_SOURCE]
        blocks["stem"] = [STEM_SOURCE]
        return blocks


def used_sources(old: Periods, new: Periods) -> dict[str, Source]:
    """The releases whose periods were asked for, as the new set has them where it does."""
    return {
        source: described
        for source, described in {**old.sources, **new.sources}.items()
        if source in old.used or source in new.used
    }


def source_changes(old: Periods, new: Periods) -> Iterator[SourceChange]:
    """The releases, those of one series together, in the order of the new set."""
    ids = list(dict.fromkeys([*new.sources, *old.sources]))
    series = [_series(source) for source in ids]
    for source in sorted(ids, key=lambda source: series.index(_series(source))):
        then, now = old.sources.get(source), new.sources.get(source)
        blocks = [
            tuple(sorted(block for block, named in their.blocks.items() if source in named and source in their.sources))
            for their in (old, new)
        ]
        kind: Any = "same" if then == now and blocks[0] == blocks[1] else "changed"
        if then is None or now is None:
            kind = "added" if then is None else "dropped"
        titled = now or then
        assert titled is not None
        yield SourceChange(
            _series(source), source, titled.title, kind, then and then.release, then and then.period,
            now and now.release, now and now.period,
            blocks[0], blocks[1],
        )  # fmt: skip


def _series(source: str) -> str:
    match = _SERIES.match(source)
    return match[1] if match else source
