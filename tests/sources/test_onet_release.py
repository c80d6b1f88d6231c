"""Which table a file of O*NET is, by its content, and which release it is of."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from occlookup.sources import onet_import
from occlookup.sources.onet_release import OTHER, releases_of, table_of
from small_records import cut_records
from sources.onet_releases import DATA, ONET_29, ONET_30_2, READ_ME, release_30_3, write

TABLES_29 = {
    "Alternate Titles.xlsx": "alternate titles",
    "Education, Training, and Experience Categories.txt": "survey categories RL",
    "Education, Training, and Experience.xlsx": "survey RL",
    "Interests.txt": "interests",
    "Job Zone Reference.txt": "job zone reference",
    "Job Zones.txt": "job zones",
    "Knowledge.xlsx": "knowledge",
    "Occupation Data.txt": "occupations",
    "Read Me.txt": "read me",
    "Related Occupations.txt": "related",
    "Sample of Reported Titles.txt": "reported titles",
    "Skills.xlsx": "skills 2.A",
    "Task Statements.txt": "tasks",
    "Technology Skills.txt": "technology",
    "Work Styles.txt": "work styles",
    "Work Values.txt": "work values",
}
TABLES_30_3 = {
    "Career Interest Types.txt": "interests",
    "Education Categories.txt": "survey categories RL",
    "Education.txt": "survey RL",
    "Essential Skills.txt": "skills 2.A",
    "Job Titles.txt": "alternate titles",
    "Job Zone Reference.txt": "job zone reference",
    "Job Zones.txt": "job zones",
    "Knowledge.txt": "knowledge",
    "Occupation Data.txt": "occupations",
    "Read Me.txt": "read me",
    "Related Occupations.txt": "related",
    "Sample of Reported Titles.txt": "reported titles",
    "Software Skills.txt": "software",
    "Task Statements.txt": "tasks",
    "Training and Experience Categories.txt": "survey categories RW",
    "Training and Experience.txt": "survey RW",
    "Transferable Skills.txt": "skills 2.B",
    "Work Styles.txt": "work styles",
}
CODE = "O*NET-SOC Code"
# Tables of a whole release that have a column or two of those that are used.
UNUSED = {
    "abilities": ((CODE, "Element ID", "Scale ID", "Data Value"), ("11-1011.00", "1.A.1.a.1", "IM", "4")),
    "work activities": ((CODE, "Element ID", "Scale ID", "Data Value"), ("11-1011.00", "4.A.1.a.1", "IM", "4")),
    "interest areas": ((CODE, "Element ID", "Scale ID", "Data Value"), ("11-1011.00", "1.B.3.a", "OI", "4")),
    "task ratings": ((CODE, "Task ID", "Scale ID", "Category", "Data Value"), ("11-1011.00", "8823", "FT", "1", "4")),
    "activities": ((CODE, "Task ID", "DWA ID", "Date"), ("11-1011.00", "8823", "4.A.1", "08/2023")),
    "activities of 30.3": ((CODE, "Task ID", "DWA Element ID"), ("11-1011.00", "8823", "4.A.1")),
    "emerging tasks": ((CODE, "Task", "Category", "Original Task ID"), ("11-1011.00", "Do it.", "New", "1")),
    "tools": ((CODE, "Example", "Commodity Code", "Commodity Title"), ("11-1011.00", "Hammer", "1", "Hammers")),
    "metadata": ((CODE, "Item", "Response", "N"), ("11-1011.00", "a", "b", "1")),
    "context categories": (("Scale ID", "Category", "Category Description"), ("CXP", "1", "Never")),
    "links": (("Abilities Element ID", "Work Activities Element ID"), ("1.A.1", "4.A.1")),
}


@pytest.mark.parametrize("name", TABLES_29)
def test_a_table_is_known_under_another_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / "download(1).bin"
    path.symlink_to(ONET_29 / name)
    assert table_of(path) == TABLES_29[name]


def test_the_tables_of_30_3_are_known(tmp_path: Path) -> None:
    folder = release_30_3(cut_records(tmp_path), tmp_path / "a")
    assert {path.name: table_of(path) for path in folder.iterdir()} == TABLES_30_3


@pytest.mark.parametrize("table", UNUSED)
def test_tables_that_are_not_used_are_known_as_onets(tmp_path: Path, table: str) -> None:
    columns, row = UNUSED[table]
    assert table_of(write(tmp_path / "a.txt", columns, [row])) == OTHER


def test_no_other_release_is_taken_for_onets() -> None:
    others = [path for path in DATA.rglob("*") if path.is_file() and path.parent not in (ONET_29, ONET_30_2)]
    assert len(others) > 15
    assert [path.name for path in others if onet_import.recognise(path)] == []


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00" * 100, b"PK\x03\x04rubbish", b"\xff\xfeO\x00*\x00", b"a,b\n1,2\n", b"<html>O*NET-SOC Code\tTitle", b"\n\n\n"],
)
def test_rubbish_is_not_recognised(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "Skills.txt"
    path.write_bytes(content)
    assert not onet_import.recognise(path)
    assert not onet_import.recognise(tmp_path / "none.txt")
    assert not onet_import.recognise(tmp_path)


def occupation_data(folder: Path) -> Path:
    return write(folder / "a.txt", (CODE, "Title", "Description"), [("11-1011.00", "Chiefs", "They lead.")])


@pytest.mark.parametrize(
    ("folder", "number"),
    [
        ("db_30_2_text", "30.2"),
        ("db_30_2_excel.zip", "30.2"),
        ("onet-30.2", "30.2"),
        ("O*NET 30.2", "30.2"),
        ("ONET_30_10_new", "30.10"),
        ("db_29_3_text/inner", "29.3"),
        ("onet-29.3/db_30_2_text", "30.2"),
    ],
)
def test_a_folder_tells_the_release(tmp_path: Path, folder: str, number: str) -> None:
    (release,) = releases_of([occupation_data(tmp_path / folder)])
    assert (release.number, release.period, release.source) == (number, "date not given", f"onet-{number}")


@pytest.mark.parametrize("folder", ["new", "monet-30.2", "db_30", "2025.05"])
def test_a_release_that_nothing_tells_is_asked_for(tmp_path: Path, folder: str) -> None:
    path = occupation_data(tmp_path / folder)
    with pytest.raises(ValueError, match=r"^a\.txt: nothing says .* add its Read Me\.txt, or name the folder db_30_2_text$"):
        releases_of([path])


def test_the_read_me_tells_before_the_folder_does(tmp_path: Path) -> None:
    path = occupation_data(tmp_path / "db_29_3_text")
    (path.parent / "Read Me.txt").write_text(READ_ME)
    (release,) = releases_of([path])
    assert (release.number, release.period) == ("30.3", "May 2026")


def test_the_same_table_twice_is_used_once(tmp_path: Path) -> None:
    text = occupation_data(tmp_path / "db_30_2_text")
    book = openpyxl.Workbook()
    for row in (("O*NET-SOC Code", "Title", "Description"), ("11-1011.00", "Chiefs", "They lead.")):
        book.active.append(row)
    (tmp_path / "db_30_2_excel").mkdir()
    workbook = tmp_path / "db_30_2_excel" / "b.xlsx"
    book.save(workbook)
    (release,) = releases_of([text, workbook])
    assert (release.tables, release.spare) == ({"occupations": text}, (workbook,))


@pytest.mark.parametrize(
    "header", ["O*NET-SOC Code\tTitle\tDescription\n", "O*NET-SOC Code\tElement ID\tScale ID\tData Value\n"]
)
def test_a_table_without_rows_is_refused(tmp_path: Path, header: str) -> None:
    (tmp_path / "db_30_2_text").mkdir()
    path = tmp_path / "db_30_2_text" / "a.txt"
    path.write_text(header)
    with pytest.raises(ValueError, match=r"^a\.txt: it ends after its header; is the file whole\?$"):
        releases_of([path])
