"""O*NET's tables, whole and damaged: what is read alike from text and workbooks, and what is refused with the file's name."""

from __future__ import annotations

import datetime
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from occlookup.sources import onet_import
from occlookup.sources.onet_tables import CODE, UnknownLayoutError, month_and_year, onet_table
from occlookup.sources.record_set import RecordSet
from sources.onet_releases import import_into, write

Edit = Callable[[str], str]


def workbook(path: Path, *rows: tuple[object, ...]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_text_and_workbook_are_read_alike(tmp_path: Path) -> None:
    rows = [(CODE, "Task ID", "Value", "Note"), ("11-1011.00", 8823, 4.12, None), ("11-1011.00", 8824, 3.0, "x")]
    book = workbook(tmp_path / "a.txt", *rows)
    text = tmp_path / "b.xlsx"
    text.write_bytes(b"\xef\xbb\xbf" + b"O*NET-SOC Code\tTask ID\tValue\tNote\r\n")
    with text.open("ab") as stream:
        stream.write(b"11-1011.00\t8823\t4.12\t\r\n\r\n11-1011.00\t8824\t3\tx\r\n")
    found = list(onet_table(book, (CODE, "Task ID")))
    assert found == list(onet_table(text, (CODE, "Task ID")))
    assert found[0] == {CODE: "11-1011.00", "Task ID": "8823", "Value": "4.12", "Note": ""}


def test_a_column_with_another_name_stands_under_the_first(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", (CODE, "Job Title"), ("11-1011.00", "Chief"))
    assert [row["Alternate Title"] for row in onet_table(path, ("Alternate Title|Job Title",))] == ["Chief"]
    with pytest.raises(UnknownLayoutError, match=r"^a\.xlsx: no column 'Alternate Title'$"):
        list(onet_table(path, ("Alternate Title|Title",)))


@pytest.mark.parametrize(
    "cell",
    ["08/2023", "8/2023", "2023-08", "2023-08-01", "2023-08-01T00:00:00", "Aug 2023", "August 2023", "Aug-2023", " 08/2023 "],
)
def test_a_date_that_reads_one_way_is_onets(cell: str) -> None:
    assert month_and_year(Path("a.txt"), cell, "row") == "08/2023"


@pytest.mark.parametrize(
    "cell", ["", "2023", "13/2023", "0/2023", "08/01/2023", "01/08/2023", "08/23", "Aug-23", "45139", "2023-13-01", "soon"]
)
def test_a_date_that_may_read_otherwise_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match=r"^a\.txt, row: no date "):
        month_and_year(Path("a.txt"), cell, "row")


def test_a_real_date_of_a_workbook_is_read(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ("Job Zone", "Date"), (2, datetime.datetime(2023, 8, 1)))
    (row,) = onet_table(path, ())
    assert month_and_year(path, row["Date"], "row") == "08/2023"


def cell(name: str, column: str, value: str) -> tuple[str, Edit]:
    """Put a value into a column of the table's third row."""

    def edit(text: str) -> str:
        lines = text.split("\n")
        cells = lines[2].split("\t")
        cells[lines[0].split("\t").index(column)] = value
        lines[2] = "\t".join(cells)
        return "\n".join(lines)

    return name, edit


SKILLS, ZONES, TASKS, TITLES = "Essential Skills.txt", "Job Zones.txt", "Task Statements.txt", "Job Titles.txt"
RELATED, SOFTWARE, INTERESTS, DATA = (
    "Related Occupations.txt", "Software Skills.txt", "Career Interest Types.txt", "Occupation Data.txt",
)  # fmt: skip
REPORTED, SURVEY = "Sample of Reported Titles.txt", "Education.txt"
HUGE = "9" * 5000
DAMAGED: dict[str, tuple[str, Edit]] = {
    "rating is text": cell(SKILLS, "Data Value", "n/a"),
    "rating is missing": cell(SKILLS, "Data Value", ""),
    "rating is NaN": cell(SKILLS, "Data Value", "nan"),
    "rating is endless": cell(SKILLS, "Data Value", "1e999"),
    "rating has a comma": cell(SKILLS, "Data Value", "3,5"),
    "rating has a letter O": cell(SKILLS, "Data Value", "3.O"),
    "rating twice": (SKILLS, lambda text: text + text.split("\n")[1] + "\n"),
    "flag is no flag": cell(SKILLS, "Recommend Suppress", "?"),
    "date is no date": cell(SKILLS, "Date", "soon"),
    "date is ambiguous": cell(SKILLS, "Date", "01/08/2023"),
    "element is a path": cell(SKILLS, "Element ID", "../../x"),
    "element is empty": cell(SKILLS, "Element ID", ""),
    "element name is a formula": cell(SKILLS, "Element Name", "=1+1"),
    "domain is a megabyte": cell(SKILLS, "Domain Source", "x" * 1_000_000),
    "code is a path": cell(ZONES, CODE, "../../../etc/passwd"),
    "code is empty": cell(ZONES, CODE, ""),
    "code has wide digits": cell(ZONES, CODE, "11-1011.0\uff10"),
    "zone is 6": cell(ZONES, "Job Zone", "6"),
    "zone is 1.5": cell(ZONES, "Job Zone", "1.5"),
    "zone without a name": cell(ZONES, "Job Zone", "1"),
    "zone twice": (ZONES, lambda text: text + text.split("\n")[1] + "\n"),
    "task is text": cell(TASKS, "Task ID", "x"),
    "task is huge": cell(TASKS, "Task ID", HUGE),
    "task has a raised digit": cell(TASKS, "Task ID", "\u00b2"),
    "task type is unknown": cell(TASKS, "Task Type", "Main"),
    "title is empty": cell(TITLES, "Job Title", ""),
    "title is a formula": cell(TITLES, "Job Title", "=HYPERLINK(\"http://x\")"),
    "title is a megabyte": cell(TITLES, "Job Title", "x" * 1_000_000),
    "title is long": cell(TITLES, "Job Title", "x" * 301),
    "reported flag": cell(REPORTED, "Shown in My Next Move", "yes"),
    "related tier": cell(RELATED, "Relatedness Tier", "Other"),
    "related code": cell(RELATED, "Related O*NET-SOC Code", "x"),
    "related index": cell(RELATED, "Index", "-1"),
    "software flag": cell(SOFTWARE, "Hot Technology", "maybe"),
    "software without a name": cell(SOFTWARE, "Workplace Example", ""),
    "an interest is missing": (INTERESTS, lambda text: text.replace(text.split("\n")[3] + "\n", "", 1)),
    "a high point is 9": (INTERESTS, lambda text: text.replace("\tIH\t1.0\t", "\tIH\t9.0\t", 1)),
    "a high point is a half": (INTERESTS, lambda text: text.replace("\tIH\t1.0\t", "\tIH\t1.5\t", 1)),
    "category is text": cell(SURVEY, "Category", "two"),
    "a row is short": (DATA, lambda text: text.replace("\tWhat they do.", "", 3)),
    "a row is long": (DATA, lambda text: text.replace("\tWhat they do.", "\tWhat\tthey do.", 3)),
    "the last line is cut": (TASKS, lambda text: text[:-1]),
    "cut in the middle of a row": (TASKS, lambda text: text[: len(text) // 2 + 3]),
    "cut after a row": (TASKS, lambda text: text[: text.index("\n", len(text) // 2) + 1]),
    "a column twice": (DATA, lambda text: text.replace("Description", "Title", 1)),
    "a code that is not listed": (TASKS, lambda text: text + text.split("\n")[1].replace("11-1031", "11-9999") + "\n"),
}  # fmt: skip


def damaged(newer: Path, folder: Path, name: str, edit: Callable[[bytes], bytes]) -> Path:
    """A folder of the release with one file damaged."""
    folder.mkdir()
    for path in newer.iterdir():
        old = path.read_bytes()
        new = edit(old) if path.name == name else old
        assert path.name != name or new != old
        (folder / path.name).write_bytes(new)
    return folder


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_table_stops_the_import_in_one_line_that_names_it(
    small: Path, newer: Path, tmp_path: Path, damage: str
) -> None:
    name, edit = DAMAGED[damage]
    folder = damaged(newer, tmp_path / "db_30_3_text", name, lambda old: edit(old.decode()).encode())
    with pytest.raises(ValueError, match=f"^{name.replace('.', chr(92) + '.')}") as raised:
        import_into(RecordSet(small), folder)
    assert "\n" not in str(raised.value)
    assert len(str(raised.value)) < 300


@pytest.mark.parametrize(
    "edit",
    [
        lambda old: old.replace(b"Chief", b"Chief \xed\xa0\x80", 1) if b"Chief" in old else old + b"\xed\xa0\x80\n",
        lambda old: old.decode().encode("utf-16")[:2] + old,
        lambda old: old[:200] + b"\xff" + old[200:],
        lambda old: old.replace(b"\n", b"\x00", 40),
    ],
    ids=["surrogate", "mark of UTF-16", "byte of no character", "NUL for line ends"],
)
def test_text_that_is_no_text_is_refused(small: Path, newer: Path, tmp_path: Path, edit: Callable[[bytes], bytes]) -> None:
    folder = damaged(newer, tmp_path / "db_30_3_text", TITLES, edit)
    files = sorted(folder.iterdir())
    with pytest.raises(ValueError, match=r"^Job Titles\.txt"):
        import_files(RecordSet(small), files)


def import_files(records: RecordSet, files: list[Path]) -> None:
    onet_import.take(records, files, lambda *step: None)


def test_characters_that_do_not_show_are_cleaned(small: Path, newer: Path, tmp_path: Path) -> None:
    hostile = "Chief\x00\x1b[31m of \u202eStaff\u200b \u2013 \ufeffAll"
    name, edit = cell(TITLES, "Job Title", hostile)
    folder = damaged(newer, tmp_path / "db_30_3_text", name, lambda old: edit(old.decode()).encode())
    records = RecordSet(small)
    import_into(records, folder)
    titles = [title for record in records.occupations() for title in record.get("titles", {}).get("onet", [])]
    assert "Chief[31m of Staff - All" in titles
    assert [title for title in titles if not title.isprintable()] == []


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
@pytest.mark.parametrize("how", ["cut", "member"])
def test_half_a_workbook_is_refused(small: Path, newer: Path, tmp_path: Path, share: float, how: str) -> None:
    rows = [line.split("\t") for line in (newer / "Knowledge.txt").read_text().splitlines()]
    folder = tmp_path / "db_30_3_excel"
    folder.mkdir()
    path = workbook(folder / "Knowledge.xlsx", *map(tuple, rows))
    if how == "cut":
        content = path.read_bytes()
        path.write_bytes(content[: int(len(content) * share)])
    else:
        with zipfile.ZipFile(path) as archive:
            members = {member: archive.read(member) for member in archive.namelist()}
        with zipfile.ZipFile(path, "w") as archive:
            for member, content in members.items():
                archive.writestr(member, content[: int(len(content) * share)] if "sheet1" in member else content)
    with pytest.raises(ValueError, match=r"^Knowledge\.xlsx: "):
        import_files(RecordSet(small), [path])


def test_a_column_that_is_gone_leaves_that_block_alone(small: Path, newer: Path, tmp_path: Path) -> None:
    folder = damaged(
        newer, tmp_path / "db_30_3_text", TASKS, lambda old: old.replace(b"Task Type", b"Kind of Task", 1)
    )  # fmt: skip
    records = RecordSet(small)
    told = "\n".join(line for taken in import_into(records, folder) for line in taken.said)
    assert (
        "Tasks: laid out or rated in another way (Task Statements.txt: no column 'Task Type'); left as of O*NET 29.3." in told
    )
    assert records.occupation("43-3011")["tasks"]["source"] == "onet-29.3"
    assert records.occupation("43-3011")["knowledge"]["source"] == "onet-30.3"


def test_work_context_and_other_tables_are_named_and_not_used(small: Path, newer: Path, tmp_path: Path) -> None:
    folder = damaged(newer, tmp_path / "db_30_3_text", TASKS, lambda old: old.replace(b"Do it.", b"Do that."))
    columns = (CODE, "Element ID", "Element Name", "Scale ID", "Data Value", "Date", "Domain Source")
    write(folder / "Work Context.txt", columns, [("43-3011.00", "4.C.1.a", "Contact", "CX", "4.1", "08/2025", "Incumbent")])
    write(folder / "Abilities.txt", columns, [("43-3011.00", "1.A.1.a.1", "Ears", "IM", "4.1", "08/2025", "Analyst")])
    records = RecordSet(small)
    told = "\n".join(line for taken in import_into(records, folder) for line in taken.said)
    assert "Work Context.txt is not used: its scales are other ones than those of the work context in use." in told
    assert "Recognised, and not used: Abilities.txt." in told
    assert records.occupation("43-3011")["work_context"] == RecordSet(small).occupation("43-3011")["work_context"]


def test_interests_of_several_dates_leave_the_block_alone(small: Path, newer: Path, tmp_path: Path) -> None:
    name, edit = cell(INTERESTS, "Date", "01/2020")
    folder = damaged(newer, tmp_path / "db_30_3_text", name, lambda old: edit(old.decode()).encode())
    records = RecordSet(small)
    told = "\n".join(line for taken in import_into(records, folder) for line in taken.said)
    assert "interests of several dates or sources); left as of O*NET 29.3." in told
    assert records.occupation("43-3011")["interests"]["source"] == "onet-29.3"


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "Skills.txt")
    assert not onet_import.recognise(tmp_path / "Skills.txt")
