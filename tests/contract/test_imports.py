"""Real releases, imported by the command as a person would: what is answered then, how it is proved, and that it goes back."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from contract.released_bls import SOURCES as RELEASES
from data_folder import put_in_use
from occlookup.index.editions import in_use
from occlookup.index.locate import RECORDS, write_index
from occlookup.sources.record_set import RecordSet
from processes import call

CODES = ("43-3011", "29-1141", "29-1141.01", "15-1252", "13-1021", "27-2011", "55-3016")
ONET_BLOCKS = (
    "interests", "job_zone", "skills", "knowledge", "work_styles", "work_values", "tasks", "technology", "survey", "related",
)  # fmt: skip
ONET_TITLES = ("onet", "short", "reported", "my_next_move")

pytestmark = pytest.mark.skipif(not RELEASES.is_dir(), reason="the releases are not here")
Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of its own."""
    return tmp_path_factory.mktemp("import") / "data"


@pytest.fixture(scope="module")
def ask(folder: Path) -> Iterator[Ask]:
    """Asks with what was imported into the folder: the document of a command with --json, else its text."""

    def answer(*words: str, data: str | None = None) -> Any:
        done = call(*words, OCCLOOKUP_DATA=str(folder) if data is None else data, XDG_CACHE_HOME=str(folder.parent / "cache"))
        assert (done.code, done.err) == (0, b""), words
        return json.loads(done.out) if "--json" in words else done.out.decode()

    yield answer
    shutil.rmtree(folder, ignore_errors=True)


def test_onet_29_3_gives_every_figure_of_onet_that_is_bundled(tmp_path, monkeypatch, ask, folder):
    monkeypatch.setenv("OCCLOOKUP_DATA", str(folder))
    records = RecordSet(RECORDS)
    for record in list(records.occupations()):
        bare = {name: block for name, block in record.items() if name not in ONET_BLOCKS}
        if titles := bare.pop("titles", None):
            bare["titles"] = {name: found for name, found in titles.items() if name not in ONET_TITLES}
        records.set_occupation(bare)
    records.write(tmp_path / "records")
    write_index(tmp_path / "records", tmp_path / "index.sqlite")
    put_in_use(tmp_path / "records")
    assert ask("show", "43-3011", "--json")["data"]["skills"] == []
    archive = tmp_path / "any-name.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted((RELEASES / "onet-29.3").iterdir()):
            packed.write(path, f"db_29_3_text/{path.name}")
    assert "O*NET 29.3 (May 2025): took O*NET-SOC codes" in ask("data", "import", str(archive))
    mine, bundled = RecordSet(in_use().records), RecordSet(RECORDS)
    assert mine.codes() == bundled.codes()
    for code in bundled.codes():
        assert mine.occupation(code) == bundled.occupation(code), code
    assert mine.entries("elements") == bundled.entries("elements")
    for code in CODES:
        assert ask("show", code, "--json") == ask("show", code, "--json", data="")
    assert "hold the figures" in ask("data", "verify", "--from", str(RELEASES / "onet-29.3"))


def test_wages_of_may_2024_and_projections_of_2022_32_carry_their_periods(ask):
    ask("data", "rollback", "--bundled")
    workbooks = ("oews-2024-05/national_M2024_dl.xlsx", "projections-2022-2032/occupation_2022_2032.xlsx")
    said = ask("data", "import", *(str(RELEASES / name) for name in workbooks))
    assert "OEWS May 2024: older than May 2025, which it replaces for the nation" in said
    assert "2022-32 is an older round than 2024-34, which it takes the place of" in said

    (nation,) = ask("wages", "43-3011", "--area", "National", "--json")["data"]["rows"]
    assert (nation["annual_median"], nation["area"]["source"]) == (46040, "oews-2024-05")
    shown = ask("show", "43-3011", "--json")
    assert shown["data"]["wages"]["national"]["annual_median"] == 46040
    assert shown["sources"]["oews-2024-05"]["period"] == "May 2024"
    outlook = shown["data"]["outlook"]
    assert (outlook["base_year"], outlook["projected_year"]) == (2022, 2032)
    assert (outlook["employment_base"], outlook["employment_projected"], outlook["percent_change"]) == (209700, 189600, -9.6)
    assert (outlook["employment_2024"], outlook["employment_2034"], outlook["growth"]) == (None, None, None)
    assert shown["sources"]["projections-2022-32"]["period"] == "2022 to 2032"
    assert "projections-2024-34" not in shown["sources"]
    page = ask("show", "43-3011", "--plain")
    assert "May 2024" in page and "46,040" in page and "2032" in page and "2034" not in page

    info = ask("data", "info", "--json")["data"]
    age = {source["id"]: (source["age_months"], source["newer_due"]) for source in info["sources"]}
    assert age["projections-2022-32"][0] >= 38 and age["projections-2022-32"][1] is True
    assert any("are newer: 2024 to 2034" in notice for notice in info["notices"])
    changes = ask("data", "diff", "bundled", "in-use", "--figure", "annual_median", "--json")["data"]["rows"]
    (moved,) = [row for row in changes if row["code"] == "43-3011"]
    assert (moved["old"], moved["new"], moved["old_period"], moved["new_period"]) == (47030, 46040, "May 2025", "May 2024")
    assert "hold the figures" in ask("data", "verify", "--from", *(f"{RELEASES / name}" for name in workbooks[:1]))

    ask("data", "rollback")
    for code in CODES:
        assert ask("show", code, "--json") == ask("show", code, "--json", data="")
