"""The states' projections on a table of a few rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from occlookup.sources.state_projections import state_projections

HEADER = "Title\tBase\tProjected\tPercentChange\tAvgAnnualOpenings\tSTFIPS\tOccCode\t\t"
BLANK = "\t\t\t\t\t\t\t\t"
COLLECTORS = "Bill and Account Collectors\t1010\t900\t-10.9\t80\t9\t43-3011\t\t"


def _table(folder: Path, *rows: str, header: str = HEADER) -> Path:
    path = folder / "state.tsv"
    path.write_bytes("\r\n".join([header, *rows, BLANK, BLANK, ""]).encode("utf-8"))
    return path


def test_states_have_their_rows_by_code_and_the_nation_is_left_out(tmp_path: Path) -> None:
    path = _table(
        tmp_path,
        "Actors\t78100\t80600\t3.2\t9300\t0\t27-2011\t\t",
        COLLECTORS,
        "Actors\t10\t20\t100\t1\t9\t27-2011\t\t",
        "Actors\t30\t30\t0\t2\t78\t27-2011\t\t",
    )
    assert state_projections(path, {"43-3011", "27-2011"}) == {
        "CT": {
            "source": "projections-state-2022-32",
            "columns": "code base projected percent_change annual_openings",
            "rows": ["27-2011 10 20 100 1", "43-3011 1010 900 -10.9 80"],
        },
        "VI": {
            "source": "projections-state-2022-32",
            "columns": "code base projected percent_change annual_openings",
            "rows": ["27-2011 30 30 0 2"],
        },
    }


@pytest.mark.parametrize(
    ("row", "figures"),
    [
        ("Actors\t\t20\t3.2\t1\t9\t27-2011\t\t", "-0 20 3.2 1"),
        ("Actors\t10\t\t3.2\t1\t9\t27-2011\t\t", "10 -0 3.2 1"),
        ("Actors\t10\t20\t\t1\t9\t27-2011\t\t", "10 20 -0 1"),
        ("Actors\t10\t20\t3.2\t\t9\t27-2011\t\t", "10 20 3.2 -0"),
        ("Actors\t0\t20\t-0.5\t1\t9\t27-2011\t\t", "0 20 -0.5 1"),
    ],
)
def test_figures_are_the_tables_text_and_empty_cells_are_marked(tmp_path: Path, row: str, figures: str) -> None:
    assert state_projections(_table(tmp_path, row), {"27-2011"})["CT"]["rows"] == [f"27-2011 {figures}"]


def test_only_unknown_codes_have_titles(tmp_path: Path) -> None:
    path = _table(
        tmp_path,
        COLLECTORS,
        "Software Developers (SOC 2018)\t10\t20\t100\t1\t9\t15-1256\t\t",
        "Court Reporters\t10\t20\t100\t1\t9\t23-2091\t\t",
    )
    block = state_projections(path, {"43-3011"})["CT"]
    assert block["titles"] == {"15-1256": "Software Developers", "23-2091": "Court Reporters"}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Actors\t10\t20\t3.2\t1\t60\t27-2011\t\t", "unknown state '60'"),
        ("Actors\t10\t20\t3.2\t1\t\t27-2011\t\t", "unknown state ''"),
        ("Actors\t10\t20\t3.2\t1\t9\t272011\t\t", "code '272011'"),
        ("Actors\t1,010\t20\t3.2\t1\t9\t27-2011\t\t", "Base is '1,010'"),
        ("Actors\t10\t-20\t3.2\t1\t9\t27-2011\t\t", "Projected is '-20'"),
        ("Actors\t10\t20\t3.25\t1\t9\t27-2011\t\t", "PercentChange is '3.25'"),
        ("Actors\t10\t20\t3.2\tn/a\t9\t27-2011\t\t", "AvgAnnualOpenings is 'n/a'"),
        (COLLECTORS, "Connecticut has 43-3011 twice"),
    ],
)
def test_a_row_without_meaning_is_named(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(ValueError, match=message) as caught:
        state_projections(_table(tmp_path, COLLECTORS, row), set())
    assert "state.tsv, row 2" in str(caught.value)


def test_a_table_without_a_column_is_refused(tmp_path: Path) -> None:
    path = _table(tmp_path, COLLECTORS, header=HEADER.replace("STFIPS", "State"))
    with pytest.raises(ValueError, match="STFIPS"):
        state_projections(path, set())


def test_a_missing_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        state_projections(tmp_path / "state.tsv", set())
