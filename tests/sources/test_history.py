"""The national workbooks on a few rows: both layouts, every mark, titles, codes that stand twice, and bad cells."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from occlookup.sources import history
from occlookup.sources.history import national_history, read_year, release, same_title, top_codes

WAGES: dict[str, Any] = {
    "tot_emp": 158830,
    "emp_prse": 1.4,
    "h_mean": 23.5,
    "a_mean": 49060,
    "mean_prse": 0,
    "h_pct10": 16,
    "h_pct25": 18.76,
    "h_median": 22.7,
    "h_pct75": 27.28,
    "h_pct90": 31.53,
    "a_pct10": 34400,
    "a_pct25": 39010,
    "a_median": 47030,
    "a_pct75": 56740,
    "a_pct90": 65580,
    "jobs_1000": None,
    "loc_quotient": "",
}
ROW = "158830 1.4 23.50 49060 0.0 16.00 18.76 22.70 27.28 31.53 34400 39010 47030 56740 65580 -0 -0"
SALARIED = "158830 1.4 -4 49060 0.0 -4 -4 -4 -4 -4 34400 39010 47030 56740 65580 -0 -0"
HOURLY_PAID = "158830 1.4 23.50 -4 0.0 16.00 18.76 22.70 27.28 31.53 -4 -4 -4 -4 -4 -0 -0"
HOURLY = ("h_mean", "h_pct10", "h_pct25", "h_median", "h_pct75", "h_pct90")
ANNUAL = ("a_mean", "a_pct10", "a_pct25", "a_median", "a_pct75", "a_pct90")
NATION = {"area": "99", "naics": "000000", "own_code": "1235"}
TOP_CODES = "#  = indicates a wage equal to or greater than $115.00 per hour or $239,200 per year "


def _row(code: str = "43-3011", title: str = "Bill and Account Collectors", **changes: Any) -> dict[str, Any]:
    base = {"occ_code": code, "occ_title": title, "o_group": "detailed", **WAGES, "annual": None, "hourly": None}
    return {**base, **changes}


def _workbook(path: Path, rows: list[dict[str, Any]], *, upper: bool = True, note: str = TOP_CODES) -> Path:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    columns = list(dict.fromkeys(column for row in rows for column in row))
    sheet.append([column.upper() if upper else column for column in columns])
    for row in rows:
        sheet.append([row.get(column) for column in columns])
    descriptions = workbook.create_sheet("Field Descriptions")
    descriptions.append(["*  = indicates that a wage estimate is not available"])
    descriptions.append([None, note])
    path.parent.mkdir(parents=True, exist_ok=True)
    workbook.save(path)
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "national_M2023_dl.xlsx"


@pytest.mark.parametrize("upper", [True, False])
def test_figures_have_the_decimals_of_their_measure(path: Path, upper: bool) -> None:
    _workbook(path, [_row()], upper=upper)
    assert read_year(path) == {"43-3011": ("Bill and Account Collectors", ROW)}


@pytest.mark.parametrize(
    ("changes", "row"),
    [
        pytest.param({"tot_emp": "**", "emp_prse": "**"}, ROW.replace("158830 1.4", "-8 -8"), id="no employment"),
        pytest.param({"h_median": "*"}, ROW.replace("22.70", "-8"), id="no wage"),
        pytest.param({"a_pct90": "#"}, ROW.replace("65580", "-5"), id="top code"),
        pytest.param({"h_pct90": "#"}, ROW.replace("31.53", "-5"), id="hourly top code"),
        pytest.param({"annual": "TRUE", **dict.fromkeys(HOURLY, "*")}, SALARIED, id="by the year only"),
        pytest.param({"annual": True, **dict.fromkeys(HOURLY)}, SALARIED, id="by the year only, empty"),
        pytest.param({"hourly": "TRUE", **dict.fromkeys(ANNUAL, "*")}, HOURLY_PAID, id="by the hour only"),
        pytest.param({"hourly": "TRUE", **dict.fromkeys(ANNUAL, "")}, HOURLY_PAID, id="by the hour only, empty"),
        pytest.param({"h_median": None}, ROW.replace("22.70", "-0"), id="not published"),
        pytest.param({"annual": "TRUE", **dict.fromkeys(HOURLY, "*"), "a_pct90": "*"}, SALARIED.replace("65580", "-8"),
                     id="withheld beside the other period"),
        pytest.param({"h_median": "22.70", "tot_emp": "158,830"}, ROW, id="figures as text"),
        pytest.param({"jobs_1000": 0.5, "loc_quotient": 1}, ROW.replace("-0 -0", "0.500 1.00"), id="an area's"),
    ],
)  # fmt: skip
def test_marks(path: Path, changes: dict[str, Any], row: str) -> None:
    _workbook(path, [_row(**changes)])
    assert read_year(path)["43-3011"][1] == row


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"h_median": 22.705}, id="decimals"),
        pytest.param({"a_median": 47030.5}, id="annual decimals"),
        pytest.param({"h_median": "***"}, id="unknown mark"),
        pytest.param({"h_median": -1}, id="below 0"),
        pytest.param({"h_median": "nan"}, id="not a number"),
        pytest.param({"tot_emp": "#"}, id="top-coded employment"),
        pytest.param({"annual": "TRUE"}, id="an hourly wage of the salaried"),
        pytest.param({"annual": "yes"}, id="unknown flag"),
        pytest.param({"annual": "TRUE", "hourly": "TRUE"}, id="both flags"),
    ],
)
def test_a_cell_without_meaning_is_named(path: Path, changes: dict[str, Any]) -> None:
    _workbook(path, [_row(**changes)])
    with pytest.raises(ValueError, match="43-3011"):
        read_year(path)


def test_only_the_nation_across_industries_is_read(path: Path) -> None:
    others = [{"area": "9"}, {"naics": "522000"}, {"own_code": "5"}]
    _workbook(path, [_row(**NATION), *(_row("11-1011", "Elsewhere", **{**NATION, **other}) for other in others)])
    assert list(read_year(path)) == ["43-3011"]


def test_a_code_that_stands_twice_with_the_same_figures_is_one(path: Path) -> None:
    _workbook(path, [_row(o_group="broad"), _row(o_group="detailed")])
    assert list(read_year(path)) == ["43-3011"]


@pytest.mark.parametrize("changes", [{"tot_emp": 1}, {"occ_title": "Collectors"}])
def test_a_code_that_contradicts_itself_is_refused(path: Path, changes: dict[str, Any]) -> None:
    _workbook(path, [_row(o_group="broad"), _row(**changes)])
    with pytest.raises(ValueError, match="43-3011 stands twice"):
        read_year(path)


def test_bad_workbooks_are_refused(path: Path) -> None:
    _workbook(path, [_row("43301")])
    with pytest.raises(ValueError, match="'43301'"):
        read_year(path)
    row = _row()
    del row["h_median"]
    _workbook(path, [row])
    with pytest.raises(ValueError, match="no column h_median"):
        read_year(path)
    _workbook(path, [_row(area="9")])
    with pytest.raises(ValueError, match="no row of the nation"):
        read_year(path)


def test_top_codes(path: Path) -> None:
    _workbook(path, [_row()], note=TOP_CODES.replace("115.00", "100.00").replace("239,200", "208,000"))
    assert top_codes(path) == (100.0, 208000)
    _workbook(path, [_row()], note="no amounts")
    with pytest.raises(ValueError, match="no top codes"):
        top_codes(path)


@pytest.fixture
def releases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two years: a hybrid code in the first alone, and a title that changed."""
    monkeypatch.setattr(history, "WORKBOOKS", {2020: "b.xlsx", 2019: "a.xlsx"})
    hybrid = _row("15-1256", "Software Developers and Testers")
    _workbook(tmp_path / "a.xlsx", [_row(title="Bill Collectors", tot_emp=1), hybrid], upper=False)
    _workbook(tmp_path / "b.xlsx", [_row(), _row("00-0000", "All Occupations", o_group="total")])
    return tmp_path


def test_history_is_by_code_and_year_and_carries_other_titles(releases: Path) -> None:
    titles = {"43-3011": "Bill & Account Collectors", "00-0000": "All Occupations"}
    assert national_history(releases, titles) == {
        "00-0000": [{"year": 2020, "source": "oews-2020-05", "row": ROW}],
        "15-1256": [
            {"year": 2019, "source": "oews-2019-05", "title": "Software Developers and Testers", "row": ROW},
        ],
        "43-3011": [
            {"year": 2019, "source": "oews-2019-05", "title": "Bill Collectors", "row": ROW.replace("158830", "1")},
            {"year": 2020, "source": "oews-2020-05", "row": ROW},
        ],
    }


def test_release(releases: Path) -> None:
    assert release(releases, 2019) == {
        "id": "oews-2019-05",
        "release": "May 2019",
        "period": "May 2019",
        "hourly_top_code": 115.0,
        "annual_top_code": 239200,
    }


def test_a_missing_workbook_is_refused(releases: Path) -> None:
    (releases / "b.xlsx").unlink()
    with pytest.raises(FileNotFoundError):
        national_history(releases, {})


def test_the_workbooks_are_of_2019_to_2024() -> None:
    assert list(history.WORKBOOKS) == [2019, 2020, 2021, 2022, 2023, 2024]


@pytest.mark.parametrize(
    ("title", "other", "same"),
    [
        ("Metal and Plastic", "Metal & Plastic", True),
        ("Sheriff's Officers", "Sheriff\u2019s Officers", True),
        ("a" * 100 + " and more", "a" * 100, True),
        ("Financial Analysts", "Financial and Investment Analysts", False),
        ("Counselors", "Counselors, All Other", False),
    ],
)
def test_same_title(title: str, other: str, same: bool) -> None:
    assert same_title(title, other) is same
    assert same_title(other, title) is same
