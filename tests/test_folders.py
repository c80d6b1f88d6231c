"""Where a person's own files lie: what occlookup tells without platformdirs is what platformdirs tells."""

from __future__ import annotations

import subprocess
import sys

import platformdirs
import pytest

from occlookup import folders


@pytest.mark.parametrize("home", ["set", "unset", "empty", "relative"])
def test_it_is_the_folder_of_platformdirs(home, tmp_path, monkeypatch):
    monkeypatch.delenv("OCCLOOKUP_DATA", raising=False)
    for variable in ("XDG_CACHE_HOME", "XDG_DATA_HOME"):
        if home == "unset":
            monkeypatch.delenv(variable, raising=False)
        else:
            monkeypatch.setenv(variable, {"set": str(tmp_path), "empty": "", "relative": "x"}[home])
    expected = (
        platformdirs.user_cache_path("occlookup", appauthor=False),
        platformdirs.user_data_path("occlookup", appauthor=False),
    )
    assert folders.cache_path("own.sqlite") == expected[0] / "own.sqlite"
    assert folders.data_path("records") == expected[1] / "records"


def test_the_data_folder_may_be_another_or_none(monkeypatch, tmp_path):
    monkeypatch.setenv("OCCLOOKUP_DATA", str(tmp_path))
    assert folders.data_path("records") == tmp_path / "records"
    monkeypatch.setenv("OCCLOOKUP_DATA", "")
    assert folders.data_path("records") is None


def test_neither_loads_platformdirs():
    code = (
        "import sys; from occlookup.folders import cache_path, data_path; cache_path('x'); data_path('x');"
        " print('platformdirs' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout == "False\n"
