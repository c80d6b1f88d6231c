"""What the tests of the published figures share: the catalog over the bundled records, and the releases read anew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from contract import released_bls, released_onet
from contract.published import Cells, Show
from contract.released_bls import SOURCES, Expected, Oews
from occlookup.catalog import Catalog
from occlookup.profile import Profile


@pytest.fixture(scope="session")
def show(bundled: Catalog) -> Show:
    """What `show` answers for a code; each is asked for once."""
    known: dict[str, Profile] = {}

    def ask(code: str) -> Profile:
        if code not in known:
            known[code] = bundled.show(code).data
        return known[code]

    return ask


@pytest.fixture(scope="session")
def oews(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Oews]:
    opened = Oews(SOURCES, tmp_path_factory.mktemp("oews"))
    yield opened
    opened.database.close()


@pytest.fixture(scope="session")
def cells(oews: Oews) -> Cells:
    """Every cross-industry cell."""
    return {(area, code): measures for area, code, measures in oews.cells()}


@pytest.fixture(scope="session")
def released_projections() -> dict[str, dict[str, Any]]:
    return released_bls.read_projections(SOURCES)


@pytest.fixture(scope="session")
def released_history() -> dict[str, dict[int, Expected]]:
    return released_bls.read_history(SOURCES)


@pytest.fixture(scope="session")
def released_profiles() -> released_onet.ByCode:
    return released_onet.read_profiles(SOURCES)


@pytest.fixture(scope="session")
def released_titles() -> dict[str, set[str]]:
    return released_onet.read_titles(SOURCES)
