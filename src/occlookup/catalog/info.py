"""What figures this copy has.

Owns the answer to `data info`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from occlookup import __version__
from occlookup.catalog.sourcing import named_sources
from occlookup.catalog.store import Store
from occlookup.errors import DamagedDataError
from occlookup.index.editions import bundled_edition, find, in_use, lost_line, read_pointer
from occlookup.listings import DataInfo, SourceStatus
from occlookup.model import Answer
from occlookup.publishing import Status, newest, status

_SOURCES = "SELECT id, publisher, title, release, period, url, licence, retrieved, files FROM source ORDER BY position"


def describe(store: Store) -> Answer[DataInfo]:
    """Counts, the index that answers, and every release in use with its age."""
    rows = store.rows(_SOURCES)
    current = _in_use(store)
    counts = store.row(
        "SELECT (SELECT count(*) FROM occupation o JOIN soc s ON s.id = o.id WHERE s.level != 'own'),"
        " (SELECT count(*) FROM area), (SELECT count(*) FROM wage)"
    )
    occupations, areas, wage_rows = counts or (0, 0, 0)
    index = "in memory" if store.path is None else str(store.path)
    sources = tuple(SourceStatus(*row, *_age(status(row[0], row[4]) if row[0] in current else None)) for row in rows)
    pointer = read_pointer()
    edition = next((name for name in (pointer.in_use, pointer.former) if _is(name, store)), None)
    notices = tuple(_notices(store, {row[0]: row[4] for row in rows if row[0] in current}))
    # where the one in use is lost, the former answers, and before it there was none that is known
    former = None if pointer.former == edition else pointer.former
    info = DataInfo(__version__, occupations, areas, wage_rows, index, str(store.records), sources, edition, former, notices)
    return Answer(info, named_sources(store, [row[0] for row in rows]))


def _in_use(store: Store) -> set[str]:
    """The releases that current figures come from: all but those of the wages of earlier years."""
    by_block: dict[str, list[str]] = store.meta("block_sources")
    named = {source for block, sources in by_block.items() if block != "history" for source in sources}
    areas = store.rows("SELECT DISTINCT source FROM area WHERE source IS NOT NULL")
    return named.union(*(sources.split() for (sources,) in areas))


def _is(name: str | None, store: Store) -> bool:
    found = None if name is None else find(name)
    return found is not None and found.records == store.records


def _age(found: Status | None) -> tuple[Any, ...]:
    if found is None:
        return None, None, None, None
    return found.published.iso, found.age_months, found.expected.iso, found.newer_due


def _notices(store: Store, periods: dict[str, str]) -> Iterator[str]:
    if store.records == in_use().records and (lost := lost_line()) is not None:
        yield lost
    if store.records == bundled_edition().records:
        return
    for what, mine, bundled in _newer_bundled(periods):
        yield f"The {what} that came with occlookup are newer: {bundled}; in use are those of {mine}."


def _newer_bundled(periods: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """What the bundled records have newer than those in use: the figures' name, the period in use, and the bundled one."""
    package = bundled_edition()
    try:
        store = Store(records=package.records, bundled=package.index_file, compiling=False)
    except DamagedDataError:
        return
    bundled = newest((row[0], row[4]) for row in store.rows(_SOURCES))
    store.close()
    for what, (found, period) in newest(periods.items()).items():
        if what in bundled and bundled[what][0].published > found.published:
            yield what, period, bundled[what][1]
