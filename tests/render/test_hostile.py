"""A record with a hostile title shows harmlessly, whatever the form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from occlookup.index.locate import write_index
from occlookup.sources.records import read_record, write_record
from small_records import cut_records

HOSTILE = "Bill [bold]and[/x] :smile: \x1b[2J\x1b]0;x\x07 \u202ecollectors\u200b\x9b31m"
SHOWN = "Bill [bold]and[/x] :smile: [2J]0;x collectors31m"


@pytest.fixture(scope="session")
def small_records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small records, one title of which is hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    data = cut_records(folder)
    path = data / "occupations" / "43-3011.toml"
    record = read_record(path)
    record["title"] = HOSTILE
    record["text"]["summary"] = HOSTILE
    record["text"]["tasks"][0]["text"] = HOSTILE
    write_record(path, record)
    write_index(data, folder / "index.sqlite")
    return data


@pytest.mark.parametrize("line", ["show 43-3011", "wages 43-3011", "wages --state CT", "browse 43-3", "riasec 43-3011"])
@pytest.mark.parametrize("form", [["--format", "table"], ["--format", "plain"]])
@pytest.mark.parametrize("width", [None, 40, 80])
def test_a_hostile_title_is_harmless(run, line, form, width):
    done = run(*line.split(), *form, width=width)
    assert done.code == 0
    assert all(char.isprintable() or char == "\n" for char in done.out)
    words = " ".join(done.out.split())
    assert "[bold]and[/x]" in words
    assert ":smile:" in words


def test_it_is_shown_as_it_is_written(run):
    shown = run("show", "43-3011", "--format", "plain").out.splitlines()
    assert shown[0] == SHOWN
    assert f"- {SHOWN}" in shown


def test_in_json_it_is_itself_in_ascii(run):
    out = run("show", "43-3011", "--json").out
    assert out.isascii()
    assert "\x1b" not in out
    assert json.loads(out)["data"]["title"] == HOSTILE
