"""What the tests of faults share: a copy of the package without an index, and what it answers where nothing is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from faults.package_copy import PackageCopy, Result


@pytest.fixture(scope="session")
def copied(tmp_path_factory: pytest.TempPathFactory) -> PackageCopy:
    """A copy whose records no test changes."""
    return PackageCopy(tmp_path_factory.mktemp("copied"))


@pytest.fixture(scope="session")
def answer(copied: PackageCopy) -> Result:
    """What `show 43-3011 --json` answers where nothing is wrong."""
    result = copied.run(copied.new_folders())
    assert (result.code, result.err) == (0, "")
    assert result.document["data"]["wages"]["national"]["annual_median"] == 47030
    return result


@pytest.fixture
def own_copy(copied: PackageCopy, tmp_path: Path) -> PackageCopy:
    """A copy whose records the test may change."""
    return PackageCopy(tmp_path, like=copied)


@pytest.fixture
def edit(own_copy: PackageCopy) -> Callable[[str, str, str], None]:
    """Put `new` in the place of the one `old` in a record of the own copy."""

    def replace(name: str, old: str, new: str) -> None:
        path = own_copy.records / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")

    return replace
