"""What the tests of the sources share: records to import into, and a release of O*NET to import."""

from __future__ import annotations

from pathlib import Path

import pytest

from small_records import cut_records
from sources.onet_releases import release_30_3


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few of the bundled records; not to be changed by a test."""
    return cut_records(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def newer(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the figures of the few records as O*NET 30.3 lays them out; not to be changed by a test."""
    return release_30_3(small, tmp_path_factory.mktemp("newer") / "db_30_3_text")
