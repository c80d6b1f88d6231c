"""What figures this copy has.

Owns the answer to `data info`.
"""

from __future__ import annotations

from occlookup import __version__
from occlookup.catalog.sourcing import named_sources
from occlookup.catalog.store import Store
from occlookup.listings import DataInfo, SourceStatus
from occlookup.model import Answer


def describe(store: Store) -> Answer[DataInfo]:
    """Counts, the index that answers, and every release in use."""
    rows = store.rows(
        "SELECT id, publisher, title, release, period, url, licence, retrieved, files FROM source ORDER BY position"
    )
    counts = store.row("SELECT (SELECT count(*) FROM occupation), (SELECT count(*) FROM area), (SELECT count(*) FROM wage)")
    occupations, areas, wage_rows = counts or (0, 0, 0)
    index = "in memory" if store.path is None else str(store.path)
    sources = tuple(SourceStatus(*row) for row in rows)
    info = DataInfo(__version__, occupations, areas, wage_rows, index, str(store.records), sources)
    return Answer(info, named_sources(store, [row[0] for row in rows]))
