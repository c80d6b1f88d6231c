"""What the tests of the commands share: command lines that ask the catalog over the bundled records."""

from __future__ import annotations

import gc
from collections.abc import Callable

import pytest

from conftest import Run
from occlookup import catalog as catalog_module
from occlookup.catalog import Catalog
from occlookup.catalog.filtering import Filters
from occlookup.cli.main import main


@pytest.fixture
def run_bundled(bundled: Catalog, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Run]:
    """Run a command line in this process over the bundled records."""

    def run_command(*words: str) -> Run:
        for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "OCCLOOKUP_DEBUG"):
            monkeypatch.delenv(name, raising=False)
        # what answers is opened once, and no command closes it
        monkeypatch.setattr(catalog_module, "open_catalog", lambda **given: bundled)
        monkeypatch.setattr(Catalog, "__exit__", lambda self, *exc_info: None)
        code = main(list(words))
        gc.enable()  # a command line turns it off: its process is to end soon
        captured = capsys.readouterr()
        return Run(code, captured.out, captured.err)

    return run_command


@pytest.fixture(scope="session")
def codes(bundled: Catalog) -> tuple[str, ...]:
    """The code of every occupation: detailed, aggregate, specialty."""
    every = tuple(entry.code for entry in bundled.browse(filters=Filters(group="")).data.occupations)
    assert len(every) > 900
    return every
