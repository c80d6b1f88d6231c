"""The releases that an answer names."""

from __future__ import annotations

import pytest

from occlookup.catalog.sourcing import block_sources, named_sources
from occlookup.catalog.store import Store
from occlookup.model import Source


@pytest.fixture
def store(small_records):
    opened = Store(records=small_records, bundled=small_records.parent / "index.sqlite")
    yield opened
    opened.close()


def test_a_source_has_all_that_a_citation_needs(store):
    assert named_sources(store, ["oews-2025-05"]) == {
        "oews-2025-05": Source(
            publisher="U.S. Bureau of Labor Statistics",
            title="Occupational Employment and Wage Statistics",
            release="May 2025",
            period="May 2025",
            url="https://www.bls.gov/oes/",
            licence="public domain",
        )
    }


def test_sources_come_once_and_in_the_order_of_the_records(store):
    ids = ["soc-2018", "onet-29.3", "oews-2019-05", "onet-29.3", "oews-2025-05"]
    assert list(named_sources(store, ids)) == ["oews-2025-05", "oews-2019-05", "onet-29.3", "soc-2018"]


def test_an_unknown_source_adds_nothing(store):
    assert named_sources(store, ["nonsense"]) == {}
    assert named_sources(store, []) == {}


def test_sources_of_blocks(store):
    assert block_sources(store, "interests") == {"onet-29.3"}
    assert block_sources(store, "titles") == {"onet-29.3", "soc-2018"}
    assert block_sources(store, "wages", "projections") == {"oews-2025-05", "projections-2024-34"}
    assert block_sources(store, "nonsense") == set()


@pytest.mark.parametrize("code", ["43-3011", "11-1031", "13-1020", "13-1022", "29-1141.01", "55-3016"])
def test_every_source_of_a_profile_is_one_that_its_record_names(catalog, small_records, code):
    profile, sources = catalog.show(code)
    names = [profile.code, *([profile.published_as.code] if profile.published_as else [])]
    text = "".join((small_records / "occupations" / f"{name}.toml").read_text() for name in names)
    assert "oews-2025-05" in sources  # that there is no estimate is something the current release says too
    # what carries an automation score over, where there is one
    automation = profile.insights.automation
    carried = {"soc-2010-2018"} if automation and (automation.frey_osborne or automation.felten_aioe) else set()
    assert carried <= set(sources)
    assert all(f'"{source}"' in text for source in set(sources) - {"oews-2025-05"} - carried)
