"""O*NET's lists and ratings: values as published, flags beside them, sentences never read."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from occlookup.sources import onet, onet_ratings

RATED = ["O*NET-SOC Code", "Title", "Element ID", "Element Name", "Scale ID", "Data Value"]
FLAGS = ["Recommend Suppress", "Not Relevant"]
WHEN = ["Date", "Domain Source"]


def text_file(path: Path, header: list[str], *rows: list[str]) -> Path:
    path.write_text("".join("\t".join(row) + "\n" for row in (header, *rows)), encoding="utf-8")
    return path


def workbook(path: Path, header: list[str], *rows: list[object]) -> Path:
    book = openpyxl.Workbook()
    for row in (header, *rows):
        book.active.append(list(row))
    book.save(path)
    return path


def rating(element: str, scale: str, value: object, *flags: object, date: str = "08/2023") -> list[object]:
    return ["11-1011.00", "Chiefs", element, f"Name of {element}", scale, value, *flags, date, "Analyst"]


def test_ratings_keep_their_values_and_flags(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "Skills.xlsx",
        [*RATED, *FLAGS, *WHEN],
        rating("2.A.1.a", "IM", 3, "N", None),
        rating("2.A.1.a", "LV", "3.12", "Y", "N"),
        rating("2.A.1.b", "IM", 1.5, None, None, date="07/2022"),
        rating("2.A.1.b", "LV", 0.25, "N", "Y", date="07/2022"),
    )
    found = onet_ratings.read_elements(path, {"IM": "importance", "LV": "level"})
    assert found.blocks == {
        "11-1011.00": {
            "source": "onet-29.3",
            "dates": ["07/2022", "08/2023"],
            "domains": ["Analyst"],
            "suppress": ["2.A.1.a LV"],
            "not_relevant": ["2.A.1.b"],
            "importance": {"2.A.1.a": 3.0, "2.A.1.b": 1.5},
            "level": {"2.A.1.a": 3.12, "2.A.1.b": 0.25},
        }
    }
    assert list(found.blocks["11-1011.00"])[3:5] == ["suppress", "not_relevant"]
    assert found.elements == {"2.A.1.a": "Name of 2.A.1.a", "2.A.1.b": "Name of 2.A.1.b"}


def test_dates_are_sorted_by_year(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "Skills.xlsx",
        [*RATED, *FLAGS, *WHEN],
        rating("2.A.1.a", "IM", 3, "N", None, date="01/2024"),
        rating("2.A.1.b", "IM", 3, "N", None, date="12/2019"),
    )
    block = onet_ratings.read_elements(path, {"IM": "importance"}).blocks["11-1011.00"]
    assert block["dates"] == ["12/2019", "01/2024"]
    assert "suppress" not in block
    assert "not_relevant" not in block


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (rating("2.A.1.a", "XX", 3, "N", None), "unknown scale 'XX'"),
        (rating("2.A.1.a", "IM", "n/a", "N", None), "'n/a' is not a number"),
        (rating("2.A.1.a", "IM", None, "N", None), "'' is not a number"),
        (rating("2.A.1.a", "IM", 3, "?", None), "Recommend Suppress is '\\?'"),
        (rating("2.A.1.a", "IM", 3, "N", None, date="2023"), "no date '2023'"),
    ],
)
def test_an_odd_cell_is_refused_with_its_file_and_place(tmp_path: Path, row: list[object], message: str) -> None:
    path = workbook(tmp_path / "Skills.xlsx", [*RATED, *FLAGS, *WHEN], row)
    with pytest.raises(ValueError, match=rf"Skills\.xlsx, 11-1011\.00.*{message}"):
        onet_ratings.read_elements(path, {"IM": "importance"})


def test_the_same_rating_twice_is_refused(tmp_path: Path) -> None:
    row = rating("2.A.1.a", "IM", 3, "N", None)
    path = workbook(tmp_path / "Skills.xlsx", [*RATED, *FLAGS, *WHEN], row, row)
    with pytest.raises(ValueError, match=r"2\.A\.1\.a IM stands there twice"):
        onet_ratings.read_elements(path, {"IM": "importance"})


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    path = text_file(tmp_path / "Work Styles.txt", ["O*NET-SOC Code", "Title"], ["11-1011.00", "Chiefs"])
    with pytest.raises(ValueError, match=r"Work Styles\.txt: no column 'Element ID'"):
        onet_ratings.read_elements(path, {"IM": "importance"})


def interests(points: tuple[str, str, str]) -> list[list[str]]:
    values = zip("abcdef", ("1.3", "3.24", "2.08", "3.52", "6.88", "5.0"), strict=True)
    rows = [rating(f"1.B.1.{letter}", "OI", value) for letter, value in values]
    rows += [rating(f"1.B.1.{letter}", "IH", point) for letter, point in zip("ghi", points, strict=True)]
    return [[str(cell) for cell in row] for row in rows]


@pytest.mark.parametrize(
    ("points", "letters"), [(("5.0", "6.0", "4.0"), "ECS"), (("1.0", "0.0", "0.0"), "R"), (("2.0", "3.0", "0.0"), "IA")]
)
def test_interest_high_points_are_letters(tmp_path: Path, points: tuple[str, str, str], letters: str) -> None:
    path = text_file(tmp_path / "Interests.txt", [*RATED, *WHEN], *interests(points))
    found = onet_ratings.read_interests(path)
    assert found.blocks["11-1011.00"] == {
        "source": "onet-29.3",
        "date": "08/2023",
        "domain": "Analyst",
        "realistic": 1.3,
        "investigative": 3.24,
        "artistic": 2.08,
        "social": 3.52,
        "enterprising": 6.88,
        "conventional": 5.0,
        "high_points": letters,
    }
    assert list(found.elements) == [f"1.B.1.{letter}" for letter in "abcdef"]


def test_a_missing_interest_is_refused(tmp_path: Path) -> None:
    path = text_file(tmp_path / "Interests.txt", [*RATED, *WHEN], *interests(("5.0", "6.0", "4.0"))[1:])
    with pytest.raises(ValueError, match=r"Interests\.txt, 11-1011\.00: not six interests"):
        onet_ratings.read_interests(path)


def test_work_values_keep_onets_numbers_for_the_high_points(tmp_path: Path) -> None:
    rows = [rating("1.B.2.a", "EX", "6.33"), rating("1.B.2.b", "EX", "2.0")]
    rows += [rating(f"1.B.2.{letter}", "VH", point) for letter, point in zip("ghi", ("3.0", "6.0", "0.0"), strict=True)]
    text = [[str(cell) for cell in row] for row in rows]
    found = onet_ratings.read_work_values(text_file(tmp_path / "Work Values.txt", [*RATED, *WHEN], *text))
    assert found.blocks["11-1011.00"]["high_points"] == [3, 6, 0]
    assert found.blocks["11-1011.00"]["extent"] == {"1.B.2.a": 6.33, "1.B.2.b": 2.0}
    assert list(found.elements) == ["1.B.2.a", "1.B.2.b"]


def test_the_survey_has_shares_by_category_and_two_importances(tmp_path: Path) -> None:
    header = [*RATED[:5], "Category", "Data Value", "Recommend Suppress", *WHEN]

    def row(element: str, scale: str, category: int | None, value: float, flag: str | None) -> list[object]:
        return [
            "11-1011.00",
            "Chiefs",
            element,
            f"Name of {element}",
            scale,
            category,
            value,
            flag,
            "08/2023",
            "Incumbent",
        ]

    path = workbook(
        tmp_path / "Education.xlsx",
        header,
        row("2.D.1", "RL", 1, 0, None),
        row("2.D.1", "RL", 12, 100.0, "Y"),
        row("2.D.4.a", "IM", None, 3.01, "Y"),
    )
    categories = text_file(
        tmp_path / "Categories.txt",
        ["Scale ID", "Category", "Category Description"],
        ["RL", "1", "Post-Secondary Certificate - awarded for many things"],
        ["RW", "1", ""],
    )
    found = onet_ratings.read_survey(path, categories)
    block = found.blocks["11-1011.00"]
    assert block["RL"] == {"1": 0.0, "12": 100.0}
    assert block["importance"] == {"2.D.4.a": 3.01}
    assert block["suppress"] == ["RL 12", "2.D.4.a IM"]
    assert found.elements == {"RL 1": "Post-Secondary Certificate", "RW 1": "None", "2.D.4.a": "Name of 2.D.4.a"}


def test_work_context_scores_are_held_between_0_and_1(tmp_path: Path) -> None:
    header = ["onetsoc", "item", "score"]
    good = text_file(tmp_path / "good.tsv", header, ["11-1011.00", "time_pressure", "0.73"])
    found = onet_ratings.read_work_context(good)
    assert found.blocks["11-1011.00"] == {"source": "onet-work-context", "score": {"time_pressure": 0.73}}
    assert found.elements == {"time_pressure": "Time pressure"}
    bad = text_file(tmp_path / "bad.tsv", header, ["11-1011.00", "time_pressure", "73"])
    with pytest.raises(ValueError, match=r"bad\.tsv, 11-1011\.00: time_pressure"):
        onet_ratings.read_work_context(bad)


def test_tasks_are_ids_by_type_in_the_files_order(tmp_path: Path) -> None:
    path = text_file(
        tmp_path / "Task Statements.txt",
        ["O*NET-SOC Code", "Task ID", "Task", "Task Type"],
        ["11-1011.00", "9", 'Do the "first" thing.', "Core"],
        ["11-1011.00", "3", "Do the second thing.", "Core"],
        ["11-1011.00", "7", "Do a lesser thing.", "Supplemental"],
        ["11-1011.00", "8", "Do a new thing.", ""],
    )
    found = onet.read_tasks(path)
    assert found == {"11-1011.00": {"source": "onet-29.3", "ids": [9, 3], "supplemental": [7], "untyped": [8]}}
    assert "thing" not in repr(found)


def test_technology_is_grouped_by_commodity(tmp_path: Path) -> None:
    header = ["O*NET-SOC Code", "Example", "Commodity Code", "Commodity Title", "Hot Technology", "In Demand"]
    path = text_file(
        tmp_path / "Technology Skills.txt",
        header,
        ["11-1011.00", "Zeta Sheets", "43232110", "Spreadsheet software", "Y", "Y"],
        ["11-1011.00", "Alpha Mail", "43233501", "Electronic mail software", "N", "Y"],
        ["11-1011.00", "Beta Sheets", "43232110", "Spreadsheet software", "N", "N"],
    )
    found = onet.read_technology(path)
    assert found.blocks["11-1011.00"]["categories"] == [
        {
            "commodity": 43232110,
            "examples": ["Zeta Sheets", "Beta Sheets"],
            "hot": ["Zeta Sheets"],
            "in_demand": ["Zeta Sheets"],
        },
        {"commodity": 43233501, "examples": ["Alpha Mail"], "hot": [], "in_demand": ["Alpha Mail"]},
    ]
    assert found.categories == {"43232110": "Spreadsheet software", "43233501": "Electronic mail software"}


def test_related_occupations_follow_onets_index(tmp_path: Path) -> None:
    header = ["O*NET-SOC Code", "Related O*NET-SOC Code", "Relatedness Tier", "Index"]
    path = text_file(
        tmp_path / "Related.txt",
        header,
        ["11-1011.00", "11-1031.00", "Primary-Long", "10"],
        ["11-1011.00", "11-1041.00", "Primary-Long", "9"],
        ["11-1011.00", "11-1021.00", "Primary-Short", "1"],
    )
    codes = {"11-1011.00", "11-1021.00", "11-1031.00", "11-1041.00"}
    assert onet.read_related(path, codes)["11-1011.00"] == {
        "source": "onet-29.3",
        "primary_short": ["11-1021.00"],
        "primary_long": ["11-1041.00", "11-1031.00"],
        "supplemental": [],
    }
    with pytest.raises(ValueError, match=r"Related\.txt.*11-1041\.00"):
        onet.read_related(path, codes - {"11-1041.00"})


def test_titles_are_kept_once_with_their_short_forms(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "Alternate Titles.xlsx",
        ["O*NET-SOC Code", "Title", "Alternate Title", "Short Title", "Source(s)"],
        ["11-1011.00", "Chiefs", "Chief Executive Officer (CEO)", "CEO", "08"],
        ["11-1011.00", "Chiefs", "Agency Owner", None, "10"],
        ["11-1011.00", "Chiefs", "Agency Owner", "n/a", "10"],
    )
    assert onet.read_alternate_titles(path) == {
        "11-1011.00": {"onet": ["Chief Executive Officer (CEO)", "Agency Owner"], "short": ["CEO"]}
    }
    reported = text_file(
        tmp_path / "Reported.txt",
        ["O*NET-SOC Code", "Reported Job Title", "Shown in My Next Move"],
        ["11-1011.00", "President", "Y"],
        ["11-1011.00", "Executive Director", "N"],
    )
    assert onet.read_reported_titles(reported) == {
        "11-1011.00": {"reported": ["President", "Executive Director"], "my_next_move": ["President"]}
    }
