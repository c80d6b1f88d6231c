"""SOC: groups, aggregates, retired codes and the way from SOC 2010, on small workbooks made here."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from occlookup.sources import soc

STRUCTURE = [
    ("U.S. Bureau of Labor Statistics",),
    (),
    ("Major Group", "Minor Group", "Broad Group", "Detailed Occupation", None),
    ("13-0000", None, None, None, "Business Occupations"),
    (None, "13-1000", None, None, "Business Specialists"),
    (None, None, "13-1020", None, "Buyers"),
    (None, None, None, "13-1021", "Farm Buyers"),
    (None, None, None, "13-1022", "Other Buyers "),
    (None, None, "13-1040", None, "Examiners"),
    (None, None, None, "13-1041", "Sheriff\u2019s Examiners"),
    (None, None, None, "13-1042", "Town Examiners"),
    (None, None, None, "13-1051", "Examiners of the Next Number"),
    (None, None, "13-1060", None, "Planners"),
    (None, None, None, "13-1061", "Planners"),
]


def workbook(path: Path, rows: list[tuple[object, ...]]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    book.save(path)
    return path


@pytest.fixture
def structure(tmp_path: Path) -> soc.Structure:
    return soc.read_structure(workbook(tmp_path / "structure.xlsx", STRUCTURE))


def test_groups_have_level_and_parent(structure: soc.Structure) -> None:
    assert list(structure.groups) == ["00-0000", "13-0000", "13-1000", "13-1020", "13-1040", "13-1060"]
    assert structure.groups["13-0000"].parent == "00-0000"
    assert structure.groups["13-1020"] == soc.Group("13-1020", "Buyers", "broad", "13-1000")


def test_titles_are_plain_ascii(structure: soc.Structure) -> None:
    assert structure.detailed["13-1041"].title == "Sheriff's Examiners"
    assert structure.detailed["13-1022"].title == "Other Buyers"


def test_an_occupation_belongs_to_the_group_above_it_whatever_its_digits(structure: soc.Structure) -> None:
    assert structure.detailed["13-1051"].broad == "13-1040"


def test_another_workbook_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"other\.xlsx"):
        soc.read_structure(workbook(tmp_path / "other.xlsx", [("something", "else")]))


def test_a_file_that_is_no_workbook_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "structure.xlsx"
    path.write_text("not a workbook")
    with pytest.raises(ValueError, match=r"structure\.xlsx: not an Excel workbook"):
        soc.read_structure(path)


def test_a_broad_group_without_a_published_occupation_is_an_aggregate(structure: soc.Structure) -> None:
    found = soc.find_aggregates({"13-0000": "Business", "13-1020": "Buyers", "13-1061": "Planners"}, structure)
    assert found == {
        "13-1020": soc.Aggregate("13-1020", "Buyers", "13-0000", "13-1000", "", ("13-1021", "13-1022")),
    }


def test_a_published_group_over_published_occupations_is_none(structure: soc.Structure) -> None:
    assert soc.find_aggregates({"13-1020": "Buyers", "13-1021": "Farm Buyers"}, structure) == {}


def test_a_code_that_soc_lacks_takes_the_unpublished_of_its_broad_group(structure: soc.Structure) -> None:
    found = soc.find_aggregates({"13-1041": "Sheriff's Examiners", "13-1048": "Examiners, Except Sheriff's"}, structure)
    assert found["13-1048"].members == ("13-1042", "13-1051")
    assert found["13-1048"].broad == "13-1040"


def test_a_code_in_no_broad_group_is_refused(structure: soc.Structure) -> None:
    with pytest.raises(ValueError, match="13-1099"):
        soc.find_aggregates({"13-1099": "Others"}, structure)


def test_direct_match_titles_stand_once_and_in_order(tmp_path: Path) -> None:
    header = ("2018 SOC Code", "2018 SOC Title", "2018 SOC Direct Match Title", "Illustrative Example")
    titles = ["Zoo Buyer", "GED\u00ae Buyer", "Zoo Buyer", "Hotel  Buyer\u00a0", "Caf\u00e9 Buyer"]
    rows = [("Bureau",), (), header, *(("13-1021", "Farm Buyers", title, "") for title in titles)]
    found = soc.read_direct_match(workbook(tmp_path / "titles.xlsx", rows))
    assert found == {"13-1021": ["Zoo Buyer", "GED Buyer", "Hotel Buyer", "Caf\u00e9 Buyer"]}


def test_retired_are_the_codes_that_did_not_go_over_whole(tmp_path: Path) -> None:
    path = tmp_path / "crosswalk.json"
    path.write_text(
        json.dumps(
            {
                "one_to_one": {"11-1011": "11-1011", "11-9061": "11-9171"},
                "ambiguous": {
                    "13-2051": ["13-2054", "13-2051"],  # split, and lives on
                    "43-2099": ["43-2099"],  # took others in, and lives on whole
                    "27-4013": ["43-2099"],  # gone into another
                },
            }
        )
    )
    crosswalk = soc.read_crosswalk(path)
    assert soc.retired_codes(crosswalk) == [
        {"code": "11-9061", "successors": ["11-9171"]},
        {"code": "13-2051", "successors": ["13-2051", "13-2054"]},
        {"code": "27-4013", "successors": ["43-2099"]},
    ]
    assert soc.predecessors(crosswalk)["43-2099"] == ["27-4013", "43-2099"]


def test_a_crosswalk_without_its_parts_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "crosswalk.json"
    path.write_text('{"one_to_one": {}}')
    with pytest.raises(ValueError, match=r"crosswalk\.json: no object 'ambiguous'"):
        soc.read_crosswalk(path)
