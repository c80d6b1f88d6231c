"""The kiosk answers with the figures and own records of the data folder that the operator names."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pexpect
import pytest

from data_folder import put_in_use
from kiosk.driving import COMMAND, LAUNCHER, MODULE, Kiosk, clean_environment
from occlookup.index.locate import write_index

NOTE = """code = "43-3011"

[[notes]]
text = "Two employers in town hire every spring."
source = "Staff of the center"
date = 2026-03-01
"""


@pytest.fixture
def folder(tmp_path: Path, sound_records: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with an edition in which an occupation has another title, and with an own record."""
    shutil.copytree(sound_records, tmp_path / "made" / "data")
    path = tmp_path / "made" / "data" / "occupations" / "43-3011.toml"
    path.write_text(
        path.read_text().replace('title = "Bill and Account Collectors"', 'title = "Collectors of Imported Bills"', 1)
    )
    write_index(tmp_path / "made" / "data", tmp_path / "made" / "index.sqlite")
    monkeypatch.setenv("OCCLOOKUP_DATA", str(tmp_path / "folder"))
    put_in_use(tmp_path / "made" / "data")
    (tmp_path / "folder" / "records").mkdir()
    (tmp_path / "folder" / "records" / "note.toml").write_text(NOTE)
    return tmp_path / "folder"


@pytest.mark.parametrize("command", [MODULE, LAUNCHER, COMMAND])
def test_imported_figures_and_own_records_are_on_the_page(folder, tmp_path, command):
    with Kiosk(tmp_path, "--data", str(folder), command=command) as kiosk:
        kiosk.type("43-3011")
        assert "Collectors of Imported Bills" in kiosk.screen
        pages = kiosk.screen
        for _ in range(3):
            kiosk.type("")
            pages += kiosk.screen
        assert "Two employers in town hire every spring." in " ".join(pages.split())


def test_without_it_they_are_not(folder, tmp_path):
    with Kiosk(tmp_path) as kiosk:
        kiosk.type("43-3011")
        assert "Bill and Account Collectors" in kiosk.screen and "Imported" not in kiosk.screen


@pytest.mark.parametrize("command", [MODULE, LAUNCHER, COMMAND])
def test_what_is_no_folder_is_refused(tmp_path, command):
    (tmp_path / "file").write_text("")
    for name in ("nowhere", "file"):
        line = shlex.join([*command, "--data", str(tmp_path / name)])
        shown, code = pexpect.run(line, withexitstatus=True, env=clean_environment(tmp_path), timeout=60, encoding="utf-8")
        assert code == 2
        assert "--data is no folder" in shown and "Traceback" not in shown
