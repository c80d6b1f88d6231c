"""What all tests share: a catalog over the small records, and a command line that asks it."""

from __future__ import annotations

import gc
import json
import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from edited_records import compile_edited
from occlookup import catalog as catalog_module
from occlookup import publishing
from occlookup.catalog import Catalog, open_catalog
from occlookup.catalog.record_sets import NAMED, SetFiles
from occlookup.cli.main import main
from processes import NOBODYS
from small_records import compile_small
from sound_records import compile_sound

# of nobody in particular, and of no date: whoever runs the tests may have imported figures, and these grow old
os.environ |= NOBODYS


class Run(NamedTuple):
    """What a command line did."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """Standard output as the JSON document that it is."""
        document: dict[str, Any] = json.loads(self.out)
        return document


@pytest.fixture(scope="session")
def small_records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small records, compiled; not to be changed by a test."""
    return compile_small(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def edited_records(small_records: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small records with edits, compiled; not to be changed by a test."""
    return compile_edited(small_records, tmp_path_factory.mktemp("edited"))


@pytest.fixture(scope="session")
def sound_records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small records that pass the checker, sealed and compiled; not to be changed by a test."""
    return compile_sound(tmp_path_factory.mktemp("sound"))


@pytest.fixture(scope="session")
def catalog(small_records: Path) -> Iterator[Catalog]:
    """A catalog over the small records."""
    with open_catalog(records=small_records) as opened:
        yield opened


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    """The catalog over the bundled records; an index that has to be compiled goes to a folder of the session."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("OCCLOOKUP_DATA", "")  # nor a developer's own records
        opened = open_catalog()
        opened.info()  # looks at every record: from here on the index is the current one
    with opened:
        yield opened


@pytest.fixture(autouse=True)
def november_2026(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be November 2026 in this process, whenever the tests are run."""
    monkeypatch.setattr(publishing, "today", lambda: publishing.Month(2026, 11))


@pytest.fixture
def run(
    small_records: Path, edited_records: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Run]:
    """Run a command line in this process over the small records; `width` as the terminal's, None for a pipe.

    `data diff` knows them as "small", and those with edits as "edited".
    """
    for name, folder in (("small", small_records), ("edited", edited_records)):
        monkeypatch.setitem(NAMED, name, partial(SetFiles, folder, folder.parent / "index.sqlite"))

    def run_command(*words: str, width: int | None = None) -> Run:
        for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "OCCLOOKUP_DEBUG"):
            monkeypatch.delenv(name, raising=False)
        # a developer's own settings are no part of a test
        if "OCCLOOKUP_CONFIG" not in os.environ:
            monkeypatch.setenv("OCCLOOKUP_CONFIG", "")
        if "OCCLOOKUP_DATA" not in os.environ:
            monkeypatch.setenv("OCCLOOKUP_DATA", "")
        if width is not None:
            monkeypatch.setenv("COLUMNS", str(width))
        # commands look it up when they run
        monkeypatch.setattr(catalog_module, "open_catalog", lambda **given: open_catalog(records=small_records))
        code = main(list(words))
        gc.enable()  # a command line turns it off: its process is to end soon
        captured = capsys.readouterr()
        return Run(code, captured.out, captured.err)

    return run_command
