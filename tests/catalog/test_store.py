"""An index that is old, damaged or not there: the answer is the records' all the same."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from occlookup import make_filters, open_catalog
from occlookup.catalog.store import Store
from occlookup.errors import DamagedDataError, NotFoundError
from occlookup.index.locate import RECORDS

PAGE = 4096

QUESTIONS = {
    "show": lambda catalog: catalog.show("43-3011"),
    "show a specialty": lambda catalog: catalog.show("29-1141.01"),
    "search": lambda catalog: catalog.search("nurse"),
    "an alternate title": lambda catalog: catalog.resolve("debt collector"),
    "an occupation's wages": lambda catalog: catalog.wages_of("29-1141"),
    "a place's wages": lambda catalog: catalog.wages_in(area="0019100"),
    "interests": lambda catalog: catalog.match_letters("CES", filters=make_filters(state="CT")),
    "browse": lambda catalog: catalog.browse("29-1210"),
    "areas": lambda catalog: catalog.areas(),
}


@pytest.fixture
def records(small_records, tmp_path, monkeypatch):
    """A copy of the small records with their index beside them, and an empty cache folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    shutil.copytree(small_records.parent, tmp_path / "small")
    return tmp_path / "small" / "data"


def index_of(records):
    return records.parent / "index.sqlite"


def edit(path, old, new):
    """Replace text in a record; the file's time moves on even where the clock has not."""
    text = path.read_text()
    assert old in text
    before = path.stat().st_mtime_ns
    path.write_text(text.replace(old, new))
    later = max(path.stat().st_mtime_ns, before + 1_000_000_000)
    os.utime(path, ns=(later, later))


def zero_page(path, number):
    with path.open("r+b") as stream:
        stream.seek(number * PAGE)
        stream.write(bytes(PAGE))


def pages_of_elements(path):
    """Pages with nothing but the names of the elements: after four bytes for the next page comes a part of the text."""
    connection = sqlite3.connect(path)
    (text,) = connection.execute("SELECT CAST(value AS BLOB) FROM meta WHERE name = 'elements'").fetchone()
    connection.close()
    content = path.read_bytes()
    starts = range(0, len(content), PAGE)
    return {start // PAGE for start in starts if content[start + 4 : start + 104] in text}


def answering_index(catalog):
    return Path(catalog.info().data.index_file)


def test_the_index_beside_the_records_answers(records):
    with open_catalog(records=records) as catalog:
        assert catalog.show("43-3011").data.wages.national.annual_median == 47030
        assert answering_index(catalog) == index_of(records)


def cut(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def cut_last_byte(path):
    path.write_bytes(path.read_bytes()[:-1])


def overwrite_header(path):
    path.write_bytes(b"\xff" * 100 + path.read_bytes()[100:])


def zero_header(path):
    path.write_bytes(bytes(100) + path.read_bytes()[100:])


def fill_with_garbage(path):
    path.write_bytes(b"not an index" * 1000)


def empty(path):
    path.write_bytes(b"")


def remove(path):
    path.unlink()


def make_a_folder(path):
    path.unlink()
    path.mkdir()


def make_another_database(path):
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE other (name)")
    connection.commit()
    connection.close()


def make_another_version(path):
    connection = sqlite3.connect(path)
    connection.execute("UPDATE meta SET value = '0' WHERE name = 'schema_version'")
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    "damage",
    [
        cut,
        cut_last_byte,
        overwrite_header,
        zero_header,
        fill_with_garbage,
        empty,
        remove,
        make_a_folder,
        make_another_database,
        make_another_version,
    ],
)
def test_an_index_that_is_none_is_replaced(records, damage):
    damage(index_of(records))
    with open_catalog(records=records) as catalog:
        assert catalog.show("43-3011").data.wages.national.annual_median == 47030
        assert "cache" in answering_index(catalog).parts


def test_an_index_with_every_page_but_the_first_zeroed_still_answers(records):
    size = index_of(records).stat().st_size
    with index_of(records).open("r+b") as stream:
        stream.seek(PAGE)
        stream.write(bytes(size - PAGE))
    with open_catalog(records=records) as catalog:
        assert catalog.wages_of("43-3011", state="CT").data.rows[0].employment == 900


@pytest.mark.parametrize("part", range(4))
def test_any_page_may_be_damaged_and_every_question_is_answered_right(records, catalog, part):
    expected = {name: ask(catalog) for name, ask in QUESTIONS.items()}
    whole = index_of(records).read_bytes()
    faulty = pages_of_elements(index_of(records))  # see test_damaged_names_of_elements_are_mended
    for number in range(part, len(whole) // PAGE, 4):
        if number in faulty:
            continue
        index_of(records).write_bytes(whole)
        zero_page(index_of(records), number)
        with open_catalog(records=records) as damaged:
            for name, ask in QUESTIONS.items():
                assert ask(damaged) == expected[name], f"{name}, page {number}"


def test_a_damaged_index_in_the_cache_is_replaced_too(records):
    index_of(records).unlink()
    with open_catalog(records=records) as catalog:
        cached = answering_index(catalog)
        expected = catalog.show("43-3011")
    zero_page(cached, 40)
    zero_page(cached, 60)
    zero_page(cached, 80)
    with open_catalog(records=records) as catalog:
        assert catalog.show("43-3011") == expected
        assert catalog.wages_in(state="TX").data.rows
        assert catalog.search("nurse").data.results
        assert answering_index(catalog) == cached


def test_damage_that_a_new_index_does_not_mend_is_damaged_data(records):
    store = Store(records=records, bundled=index_of(records))
    with pytest.raises(DamagedDataError, match="the index cannot be read"):
        for _ in range(2):
            try:
                store.rows("SELECT nonsense FROM nowhere")
            except sqlite3.Error:
                continue
    store.close()


def test_an_index_that_contradicts_itself_is_replaced_once(records):
    store = Store(records=records, bundled=index_of(records))
    asked = []

    def ask():
        asked.append(store.generation)
        if store.generation == 0:
            raise KeyError("nursing")
        return "answer"

    assert store.consult(ask) == "answer"
    assert asked == [0, 1]
    with pytest.raises(ZeroDivisionError):
        store.consult(lambda: 1 / 0)
    store.close()


# What was edited is found, though the index is there and whole.


def test_an_edited_wage_of_a_state_is_the_answer(records):
    edit(records / "wages" / "CT.toml", '"43-3011 900 ', '"43-3011 910 ')
    with open_catalog(records=records) as catalog:
        assert catalog.wages_of("43-3011", state="CT").data.rows[0].employment == 910
        assert catalog.wages_in(state="CT", filters=make_filters(group="43-3011")).data.rows[0].employment == 910


def test_an_edited_national_wage_is_the_answer(records):
    edit(records / "occupations" / "43-3011.toml", 'row = "158830 ', 'row = "158840 ')
    with open_catalog(records=records) as catalog:
        assert catalog.show("43-3011").data.wages.national.employment == 158840
    with open_catalog(records=records) as catalog:
        assert catalog.wages_of("43-3011").data.rows[0].employment == 158840


@pytest.mark.parametrize(
    "ask",
    [
        lambda catalog: catalog.search("Bill or Account Collectors").data.results[0].title,
        lambda catalog: catalog.resolve("Bill or Account Collectors").title,
        lambda catalog: catalog.show("43-3011").data.title,
        lambda catalog: catalog.interests("43-3011").data.title,
        lambda catalog: catalog.browse("43-3010").data.occupations[0].title,
        lambda catalog: catalog.match_letters("CES").data.results[1].title,
        lambda catalog: catalog.wages_in().data.rows[10].title,
        lambda catalog: catalog.wages_of("43-3011").data.rows[0].title,
    ],
)
def test_an_edited_title_is_in_every_answer(records, ask):
    edit(
        records / "occupations" / "43-3011.toml",
        'title = "Bill and Account Collectors"',
        'title = "Bill or Account Collectors"',
    )
    with open_catalog(records=records) as catalog:
        assert ask(catalog) == "Bill or Account Collectors"


def test_an_edit_while_the_catalog_is_open_waits_for_the_next(records):
    path = records / "wages" / "CT.toml"
    edit(path, '"43-3011 900 ', '"43-3011 910 ')
    with open_catalog(records=records) as catalog:
        assert catalog.wages_of("43-3011", state="CT").data.rows[0].employment == 910
        edit(path, '"43-3011 910 ', '"43-3011 920 ')
        assert catalog.wages_of("43-3011", state="CT").data.rows[0].employment == 910
    with open_catalog(records=records) as catalog:
        assert catalog.wages_of("43-3011", state="CT").data.rows[0].employment == 920


def test_a_removed_record_is_gone(records):
    (records / "occupations" / "27-2011.toml").unlink()
    for path in (records / "wages").glob("*.toml"):
        lines = path.read_text().splitlines(keepends=True)
        path.write_text("".join(line for line in lines if '"27-2011 ' not in line))
    with open_catalog(records=records) as catalog, pytest.raises(NotFoundError):
        catalog.show("27-2011")
    with open_catalog(records=records) as catalog:
        assert catalog.info().data.occupations == 25


def test_an_added_record_is_there(records):
    shutil.copyfile(RECORDS / "occupations" / "43-3051.toml", records / "occupations" / "43-3051.toml")
    with open_catalog(records=records) as catalog:
        assert catalog.show("43-3051").data.title == "Payroll and Timekeeping Clerks"
    with open_catalog(records=records) as catalog:
        assert catalog.search("payroll clerk").data.results[0].code == "43-3051"


def test_a_touched_record_of_the_same_content_needs_no_new_index(records):
    later = index_of(records).stat().st_mtime_ns + 10**9
    for path in records.rglob("*.toml"):
        os.utime(path, ns=(later, later))
    with open_catalog(records=records) as catalog:
        assert catalog.search("cook").data.results
        assert answering_index(catalog) == index_of(records)


def test_an_index_without_records_answers_by_itself(records):
    shutil.rmtree(records)
    with open_catalog(records=records) as catalog:
        assert catalog.show("43-3011").data.wages.national.annual_median == 47030
        assert catalog.search("cook").data.results
        assert catalog.wages_of("43-3011", state="CT").data.rows[0].employment == 900


def test_a_top_coded_figure_is_the_top_code_and_says_so(records):
    path = records / "occupations" / "29-1242.toml"
    row = next(line for line in path.read_text().splitlines() if line.startswith('row = "14100 '))
    tokens = row.removeprefix('row = "').removesuffix('"').split()
    for place in (7, 8, 9, 12, 13, 14):  # medians and the percentiles above them
        tokens[place] = "-5"
    edit(path, row, f'row = "{" ".join(tokens)}"')
    with open_catalog(records=records) as catalog:
        national = catalog.show("29-1242").data.wages.national
        assert (national.hourly_median, national.annual_median, national.annual_p90) == (115.0, 239200, 239200)
        topped = ("hourly_median", "hourly_p75", "hourly_p90", "annual_median", "annual_p75", "annual_p90")
        assert {name for name, note in national.notes.items() if note == "at_least"} == set(topped)
        (entry,) = catalog.browse("29-1242").data.occupations
        assert (entry.annual_median, entry.notes) == (239200, {"annual_median": "at_least", "hourly_median": "at_least"})
        rich = catalog.browse(filters=make_filters(min_wage="239200")).data.occupations
        assert [entry.code for entry in rich] == ["29-1242"]
        assert catalog.browse(filters=make_filters(min_wage="239201")).data.occupations == ()  # not known to reach it


# A record that cannot be read


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("occupations/43-3011.toml", b"code = \n"),
        ("occupations/43-3011.toml", b"\xff\xfe\x00"),
        ("wages/CT.toml", b"state = [\n"),
        ("areas.toml", b"areas"),
    ],
)
def test_a_damaged_record_is_named(records, name, content):
    (records / name).write_bytes(content)
    with open_catalog(records=records) as catalog, pytest.raises(DamagedDataError) as raised:
        catalog.search("cook")
    assert str(records / name) in raised.value.message
    assert "\n" not in raised.value.message
    assert raised.value.hint


def test_a_wage_row_of_the_wrong_length_is_named(records):
    edit(records / "wages" / "CT.toml", '"43-3011 900 13.4 ', '"43-3011 900 ')
    with open_catalog(records=records) as catalog, pytest.raises(DamagedDataError, match=r"wages/CT\.toml"):
        catalog.wages_of("43-3011", state="CT")


def test_a_national_wage_row_of_the_wrong_length_is_damaged_data(records):
    edit(records / "occupations" / "43-3011.toml", 'row = "158830 1.4 ', 'row = "158830 ')
    with open_catalog(records=records) as catalog, pytest.raises(DamagedDataError):
        catalog.search("cook")


def test_a_figure_that_is_no_number_is_damaged_data(records):
    edit(records / "wages" / "CT.toml", '"43-3011 900 13.4 28.19 ', '"43-3011 900 13.4 2S.19 ')
    with open_catalog(records=records) as catalog, pytest.raises(DamagedDataError):
        catalog.wages_of("43-3011", state="CT")


def test_no_records_and_no_index_is_damaged_data(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with pytest.raises(DamagedDataError, match="cannot be read"):
        open_catalog(records=tmp_path / "nothing" / "data")


# Known faults


def test_damaged_names_of_elements_are_mended(records, catalog):
    content = index_of(records).read_bytes()
    place = content.index(b'"Reading Comprehension"')
    index_of(records).write_bytes(content[:place] + bytes(23) + content[place + 23 :])
    with open_catalog(records=records) as damaged:
        assert damaged.show("43-3011") == catalog.show("43-3011")


def test_two_damaged_indexes_are_mended(records, catalog):
    with open_catalog(records=records) as opened:
        expected = opened.search("nurse")
    index = index_of(records)
    whole = index.read_bytes()
    index.unlink()
    with open_catalog(records=records) as opened:
        cached = answering_index(opened)
    index.write_bytes(whole)
    connection = sqlite3.connect(index)
    ((number,),) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'title_by_key'").fetchall()
    connection.close()
    zero_page(index, number - 1)
    zero_page(cached, number - 1)
    with open_catalog(records=records) as damaged:
        assert damaged.search("nurse") == expected


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "figure", "expected"),
    [
        ("occupations/29-1141.toml", 'row = "3379720 ', 'row = "3379730 ', "29-1141.01", "national", 3379730),
        ("occupations/13-1020.toml", 'row = "491430 ', 'row = "491440 ', "13-1022", "national", 491440),
        ("groups.toml", 'row = "155495730 ', 'row = "155495740 ', "43-3011", "all_occupations", 155495740),
    ],
)
def test_show_finds_edits_in_the_other_records_that_it_tells_of(records, name, old, new, code, figure, expected):
    edit(records / name, old, new)
    with open_catalog(records=records) as catalog:
        assert getattr(catalog.show(code).data.wages, figure).employment == expected
