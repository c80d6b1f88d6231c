"""Own records in the tables: what is added, and that nothing published changes."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from occlookup.errors import AmbiguousError, NotFoundError
from own_files import ADDED, GOOD

OWN = "43-3011.90"
# search's, which grow; and what tells of the merge itself
_CHANGING = {"word", "search_array", "meta", "own"}


def tables(path: Path) -> dict[str, set[tuple[object, ...]]]:
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = {name: set(connection.execute(f"SELECT * FROM {name}")) for name in names}
    connection.close()
    return found


def test_no_published_row_is_changed_or_gone(small_records, own, opened):
    (own / "a.toml").write_text(GOOD)
    (own / "b.toml").write_text(ADDED)
    with opened() as catalog:
        merged = tables(catalog.index_path())
    base = tables(small_records.parent / "index.sqlite")
    assert base.keys() == merged.keys()
    for name in base.keys() - _CHANGING:
        assert base[name] <= merged[name], name
    added = {name: len(merged[name] - base[name]) for name in base.keys() - _CHANGING}
    assert {name: number for name, number in added.items() if number and name != "slip"} == {
        "soc": 1,
        "occupation": 1,
        "document": 1,
        "title": 3,
    }
    weights = {row[1]: row[4] for row in merged["word"]}
    assert all(weights[row[1]] == row[4] for row in base["word"])


def test_the_same_files_give_the_same_index(own, opened):
    for name in ("a", "b"):
        (own / f"{name}.toml").write_text(GOOD if name == "a" else ADDED)
    with opened() as catalog:
        path = catalog.index_path()
        before = path.read_bytes()
    path.unlink()
    with opened() as catalog:
        assert catalog.index_path() == path
    assert path.read_bytes() == before


def test_the_view_of_published_occupations_has_none_of_a_centers_own(own, opened):
    (own / "b.toml").write_text(ADDED)
    with opened() as catalog:
        connection = sqlite3.connect(f"file:{catalog.index_path()}?mode=ro", uri=True)
    kinds = {kind for (kind,) in connection.execute("SELECT kind FROM published_occupation")}
    connection.close()
    assert kinds == {"detailed", "aggregate", "specialty"}


def test_an_everyday_name_is_found_and_decides(own, opened):
    with opened() as catalog, pytest.raises(NotFoundError):
        catalog.resolve("zorblax caller")
    (own / "a.toml").write_text(GOOD.replace("repo caller", "zorblax caller"))
    with opened() as catalog:
        assert catalog.resolve("Zorblax Callers").code == "43-3011"
        first = catalog.search("zorblax caller").data.results[0]
        assert (first.code, first.matched) == ("43-3011", "everyday name: zorblax caller")
        assert catalog.search("zorblaks").data.results[0].code == "43-3011", "a slip is repaired"
        assert "zorblax caller" not in catalog.show("43-3011").data.alternate_titles


def test_a_name_of_two_occupations_is_asked_back(own, opened):
    (own / "a.toml").write_text('code = "43-3011"\nnames = ["zorblax"]\n')
    (own / "b.toml").write_text('code = "43-3021"\nnames = ["zorblax"]\n')
    with opened() as catalog, pytest.raises(AmbiguousError) as several:
        catalog.resolve("zorblax")
    assert {code for code, _ in several.value.suggestions} == {"43-3011", "43-3021"}


def test_an_added_occupation_is_found_as_any_other(own, opened):
    (own / "b.toml").write_text(ADDED)
    with opened() as catalog:
        assert [catalog.resolve(text).code for text in (OWN, "433011.90", "Tribal benefits adviser", "benefits navigator")] == [
            OWN
        ] * 4
        assert catalog.search("tribal advisers").data.results[0].code == OWN
        assert catalog.search("quorvex").data.results[0].matched == "task: Call the offices of the quorvex program"
        assert OWN in [entry.code for entry in catalog.browse("43-3010").data.occupations]
        assert [found.code for found in catalog.beginnings().codes("4330119")] == [OWN]
        assert [found.code for found in catalog.beginnings().titles("tribal b")] == [OWN]


def test_a_minor_group_will_do(own, opened):
    (own / "b.toml").write_text(ADDED.replace("43-3010", "43-3000"))
    with opened() as catalog:
        groups = catalog.show(OWN).data.groups
        assert (groups.major.code, groups.minor.code, groups.broad) == ("43-0000", "43-3000", None)
        before = [group for group in catalog.browse("43").data.groups if group.code == "43-3000"]
        assert before[0].occupations == 4


def test_files_about_one_occupation_come_together_in_their_order(own, opened):
    (own / "b.toml").write_text(GOOD.replace("Two", "Second"))
    (own / "a.toml").write_text(GOOD.replace("Two", "First"))
    with opened() as catalog:
        record = catalog.show("43-3011").data.own
    assert record.files == ("a.toml", "b.toml")
    assert [note.text.split()[0] for note in record.notes] == ["First", "Second"]
    assert record.names == ("repo caller",)


def test_a_note_on_an_added_occupation_may_stand_in_a_file_before_it(own, opened):
    (own / "a.toml").write_text(GOOD.replace('"43-3011"', f'"{OWN}"'))
    with opened() as catalog:
        assert catalog.own_files().faults[0].reason.startswith(f"no occupation has the code {OWN}; to add it")
    (own / "b.toml").write_text(ADDED)
    with opened() as catalog:
        assert catalog.own_files().left_out == 0
        assert catalog.show(OWN).data.own.files == ("a.toml", "b.toml")


def test_a_code_that_is_published_later_loses_neither(small_records, own, opened, tmp_path):
    """A base that has the code already, as an import may bring it: the published title stands, the center's words beside it."""
    (own / "b.toml").write_text(ADDED)
    later = tmp_path / "later" / "index.sqlite"
    later.parent.mkdir()
    later.write_bytes((small_records.parent / "index.sqlite").read_bytes())
    connection = sqlite3.connect(later)
    connection.execute("UPDATE soc SET code = ? WHERE code = '29-1141.03'", (OWN,))
    connection.commit()
    connection.close()
    from occlookup.catalog import Catalog
    from occlookup.catalog.store import Store

    with Catalog(Store(records=tmp_path / "none", bundled=later, own=own)) as catalog:
        assert catalog.own_files().left_out == 0
        profile = catalog.show(OWN).data
        assert (profile.title, profile.kind) == ("Critical Care Nurses", "specialty")
        assert profile.own.descriptions[0].summary == "Help members of the nation apply for benefits."
        assert catalog.resolve("tribal benefits advisers").code == OWN
        assert catalog.resolve("critical care nurses").code == OWN


@pytest.mark.parametrize(
    "old, new, line, reason",
    [
        ("43-3011", "43-3012", 1, "no occupation has the code 43-3012; one that you add has a code that ends in .90 to .99."),
        ("43-3011", "43-3000", 1, "43-3000 is a group; a record is about one occupation."),
    ],
)
def test_a_code_that_there_is_none_of(own, opened, old, new, line, reason):
    (own / "a.toml").write_text(GOOD.replace(old, new))
    with opened() as catalog:
        (fault,) = catalog.own_files().faults
        assert fault == ("a.toml", line, reason)
        assert catalog.check_own(own / "a.toml") == (fault,)


def test_a_template_that_is_yet_to_be_filled_in_adds_nothing(own, opened):
    (own / "a.toml").write_text('code = "43-3011"\n')
    with opened() as catalog:
        assert catalog.own_files() == (1, 0, ())
        assert catalog.show("43-3011").data.own is None


def test_there_is_an_end_to_new_occupations(own, opened, monkeypatch):
    monkeypatch.setattr("occlookup.index.own.merging.AREA_STRIDE", 10)
    (own / "b.toml").write_text(ADDED)
    with opened() as catalog:
        assert catalog.own_files().faults[0].reason == "there is no room for so many occupations."
