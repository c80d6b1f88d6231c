"""What the tests of own records share: a folder to put them in, beside the small records."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from occlookup.catalog import Catalog, open_catalog


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """An empty folder for own records."""
    folder = tmp_path / "records"
    folder.mkdir()
    return folder


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own, and a temporary folder: where copies go."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "occlookup"


@pytest.fixture
def opened(small_records: Path, own: Path, cache: Path) -> Callable[[], Catalog]:
    """Opens a catalog over the small records and the folder as it is now."""
    return lambda: open_catalog(records=small_records, own=own)
