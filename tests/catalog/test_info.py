"""What figures this copy has."""

from __future__ import annotations

import tomllib

import occlookup


def test_counts_and_places(catalog, small_records):
    info = catalog.info().data
    assert info.version == occlookup.__version__
    assert (info.occupations, info.areas) == (26, 42)
    assert info.records_folder == str(small_records)
    assert info.index_file == str(small_records.parent / "index.sqlite")


def test_every_wage_row_of_the_records_is_counted(catalog, small_records):
    states = [tomllib.loads(path.read_text()) for path in small_records.glob("wages/*.toml")]
    occupations = [tomllib.loads(path.read_text()) for path in small_records.glob("occupations/*.toml")]
    groups = tomllib.loads((small_records / "groups.toml").read_text())["groups"]
    assert len(states) == 3
    assert catalog.info().data.wage_rows == (
        sum(len(area["rows"]) for state in states for area in state["wages"]["areas"])
        + sum("wages" in occupation for occupation in occupations)
        + sum("row" in group for group in groups)
    )


def test_every_release_is_listed_in_the_order_of_the_records(catalog):
    answer = catalog.info()
    ids = [source.id for source in answer.data.sources]
    assert (len(ids), ids[0], ids[-1]) == (19, "oews-2025-05", "careeronestop-videos")
    assert list(answer.sources) == ids
    first = answer.data.sources[0]
    assert (first.period, first.licence, first.retrieved, first.files) == ("May 2025", "public domain", "2026-09-26", 2)
    assert answer.data.sources[1].retrieved is None
