"""Which releases an answer's figures come from.

Owns the `sources` part of every answer.
"""

from __future__ import annotations

from collections.abc import Iterable

from occlookup.catalog.store import Store
from occlookup.model import Source


def named_sources(store: Store, ids: Iterable[str]) -> dict[str, Source]:
    """The releases with these ids, in the records' order; an id twice or unknown adds nothing."""
    wanted = sorted(set(ids))
    marks = ", ".join("?" * len(wanted))
    rows = store.rows(
        f"SELECT id, publisher, title, release, period, url, licence FROM source WHERE id IN ({marks}) ORDER BY position",
        wanted,
    )
    return {row[0]: Source(*row[1:]) for row in rows}


def block_sources(store: Store, *blocks: str) -> set[str]:
    """The ids of the releases that these blocks of the occupations' records come from, over all records."""
    by_block: dict[str, list[str]] = store.meta("block_sources")
    return {source for block in blocks for source in by_block.get(block, ())}
