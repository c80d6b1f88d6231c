"""What an import of O*NET does to the records: codes that come, go or take other titles, task lines, blocks that are gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from occlookup import open_catalog
from occlookup.index.locate import write_index
from occlookup.render import plain
from occlookup.render.screens.handout import handout_foot, handout_screen, handout_text
from occlookup.render.screens.show import screen
from occlookup.sources.record_set import RecordSet
from sources.onet_releases import altered, import_into, new_faults, said, without, written

SPECIALTY, DROPPED, RETITLED = "29-1141.02", "29-1141.01", "29-1141.03"
NEW_TITLE = "Advanced Practice Psychiatric Nurses"


@pytest.fixture
def moved(newer: Path, tmp_path: Path) -> Path:
    """30.3 with a specialty that is new, one that is gone, one with another title, and a code that SOC 2018 does not have."""
    folder = tmp_path / "db_30_3_text"
    folder.mkdir()
    for path in newer.iterdir():
        lines = path.read_text().splitlines()
        kept = [line for line in lines if not line.startswith(f"{DROPPED}\t")]
        if path.name != "Occupation Data.txt":
            kept += [line.replace(RETITLED, SPECIALTY, 1) for line in lines if line.startswith(f"{RETITLED}\t")]
        else:
            kept = [line.replace("Critical Care Nurses", "Intensive Care Nurses") for line in kept]
            kept += [f"{SPECIALTY}\t{NEW_TITLE}\tWhat they do.", "99-9999.00\tWizards\tWhat they do."]
        (folder / path.name).write_text("\n".join(kept) + "\n")
    return folder


def test_codes_come_go_and_take_other_titles(small: Path, moved: Path, tmp_path: Path) -> None:
    records = RecordSet(small)
    everyday = [{"name": "a nurse", "codes": [DROPPED, "29-1141"]}, {"name": "old one", "codes": [DROPPED]}]
    records.set_entries("everyday", everyday)
    nurses = records.occupation("29-1141")
    records.set_occupation(nurses | {"related": nurses["related"] | {"primary_short": [DROPPED, RETITLED]}})
    taken = import_into(records, *(path for path in moved.iterdir() if path.name != "Related Occupations.txt"))
    told = said(taken)
    assert f"New O*NET-SOC codes: {SPECIALTY} ({NEW_TITLE})." in told
    assert (
        f"{DROPPED} (Acute Care Nurses) is no O*NET-SOC code any more: its record and the text written for it is gone." in told
    )
    assert f"Other titles: {RETITLED} (Critical Care Nurses, now Intensive Care Nurses)." in told
    assert "1 code (99-9999.00) of no occupation of SOC 2018 that has a record, left out." in told
    assert "Everyday names that meant nothing else are gone: old one." in told
    assert records.entries("everyday") == [{"name": "a nurse", "codes": ["29-1141"]}]
    assert records.occupation("29-1141")["related"]["primary_short"] == [RETITLED]
    assert DROPPED not in records.codes()
    new, old = records.occupation(SPECIALTY), records.occupation(RETITLED)
    keys = ["code", "title", "kind", "onet_code", "parent", "published_as", "groups"]
    assert list(new)[: len(keys)] == keys
    assert {key: new[key] for key in keys[:-1]} == {
        "code": SPECIALTY, "title": NEW_TITLE, "kind": "specialty", "onet_code": SPECIALTY, "parent": "29-1141",
        "published_as": "29-1141",
    }  # fmt: skip
    assert new["groups"] == nurses["groups"]
    assert new["skills"] == old["skills"]
    assert "text" not in new
    assert (old["title"], old["text"]) == ("Intensive Care Nurses", RecordSet(small).occupation(RETITLED)["text"])
    data = written(records, taken, tmp_path / "out")
    assert new_faults(small, data) == set()
    write_index(data, tmp_path / "index.sqlite")
    with open_catalog(records=data) as catalog:
        answer = catalog.show(SPECIALTY)
        assert (answer.data.title, answer.data.summary, answer.data.tasks) == (NEW_TITLE, None, ())
        assert answer.data.missing["summary"] == "not_written_yet"
        assert "onet-30.3" in answer.sources
        text = plain.render(screen(answer), 80)
        assert "What they do: not written yet" in text
        assert "O*NET 30.3" in text
        sheet = handout_text(handout_screen(answer), handout_foot([answer], "1"))
        assert NEW_TITLE in sheet
        assert "the O*NET 29.3 Database and the O*NET 30.3 Database" in handout_foot([answer, catalog.show("43-3011")], "1")[1]
        assert catalog.compare([SPECIALTY, "43-3011"]).data.occupations[0].title == NEW_TITLE
        assert catalog.show("29-1141").data.title == "Registered Nurses"
        assert catalog.search(NEW_TITLE).data.results[0].code == SPECIALTY


def test_a_specialty_of_a_member_has_the_aggregates_figures(small: Path, newer: Path, tmp_path: Path) -> None:
    records = RecordSet(small)
    made = records.occupation("29-2011.01")
    records.remove_occupation("29-2011.01")
    import_into(records, newer / "Occupation Data.txt")
    again = records.occupation("29-2011.01")
    assert {key: again[key] for key in ("parent", "published_as", "groups")} == {
        key: made[key] for key in ("parent", "published_as", "groups")
    }


def test_a_detailed_occupation_that_onet_drops_keeps_its_record(small: Path, newer: Path, tmp_path: Path) -> None:
    folder = altered(newer, tmp_path, "Occupation Data.txt", without("43-3011.00"))
    records = RecordSet(small)
    taken = import_into(records, folder)
    assert "43-3011.00 (Bill and Account Collectors) is no O*NET-SOC code any more: what O*NET says of it is of" in said(taken)
    assert "onet_code" not in records.occupation("43-3011")
    data = written(records, taken, tmp_path / "out")
    assert new_faults(small, data) == set()
    write_index(data, tmp_path / "index.sqlite")
    with open_catalog(records=data) as catalog:
        profile = catalog.show("43-3011").data
        assert (profile.onet_code, profile.links.get("onet_online")) == (None, None)
    back = RecordSet(data)
    import_into(back, newer / "Occupation Data.txt")
    assert list(back.occupation("43-3011"))[:4] == ["code", "title", "kind", "onet_code"]


def test_task_lines_name_only_tasks_that_there_are(small: Path, newer: Path, tmp_path: Path) -> None:
    old = RecordSet(small).occupation("43-3011")
    lines = old["text"]["tasks"]
    several = next(line for line in lines if len(line["onet_task_ids"]) > 1)
    gone = {*lines[0]["onet_task_ids"], *several["onet_task_ids"][:1]}
    folder = altered(
        newer, tmp_path, "Task Statements.txt", lambda rows: [row for row in rows if int(row.split("\t")[1]) not in gone]
    )
    records = RecordSet(small)
    taken = import_into(records, folder)
    new = records.occupation("43-3011")
    assert new["text"]["summary"] == old["text"]["summary"]
    named = [task for line in new["text"]["tasks"] for task in line["onet_task_ids"]]
    assert not gone & set(named)
    assert {line["text"] for line in new["text"]["tasks"]} == {line["text"] for line in lines[1:]}
    told = said(taken)
    assert f"Gone from the release: {len(gone)} tasks that task lines of 1 occupation name." in told
    assert "Dropped, with no task left: 1 line." in told
    assert new_faults(small, written(records, taken, tmp_path / "out")) == set()


def test_task_lines_follow_the_new_order_of_the_tasks(small: Path, newer: Path, tmp_path: Path) -> None:
    folder = altered(newer, tmp_path, "Task Statements.txt", lambda lines: lines[::-1])
    records = RecordSet(small)
    taken = import_into(records, folder)
    new, old = records.occupation("43-3011"), RecordSet(small).occupation("43-3011")
    assert new["tasks"]["ids"] == old["tasks"]["ids"][::-1]
    assert new["text"]["tasks"] != old["text"]["tasks"]
    assert sorted(line["text"] for line in new["text"]["tasks"]) == sorted(line["text"] for line in old["text"]["tasks"])
    assert new_faults(small, written(records, taken, tmp_path / "out")) == set()


def test_a_category_of_software_without_a_commodity_is_named(small: Path, newer: Path, tmp_path: Path) -> None:
    row = "43-3011.00\tOwl Tamer\t2.E.9.z\tOwl software\tY\t"
    folder = altered(newer, tmp_path, "Software Skills.txt", lambda lines: [*lines, row])
    records = RecordSet(small)
    assert "Technology: left out for want of a known commodity code: Owl software." in said(import_into(records, folder))
    assert "Owl Tamer" not in str(records.occupation("43-3011")["technology"])


def test_an_occupation_that_a_table_leaves_out_has_the_block_no_more(small: Path, newer: Path, tmp_path: Path) -> None:
    folder = altered(newer, tmp_path, "Knowledge.txt", without("43-3011.00"))
    records = RecordSet(small)
    assert "[knowledge] is gone where the release has none any more: 1 code (43-3011)." in said(import_into(records, folder))
    assert "knowledge" not in records.occupation("43-3011")
