"""Importing releases of O*NET: the real ones, and 29.3's figures in the layouts of 30.3, down to what `show` answers."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from occlookup import open_catalog
from occlookup.index.locate import RECORDS, write_index
from occlookup.index.survey import list_records
from occlookup.render.screens.browse import info_screen
from occlookup.render.screens.handout import handout_foot
from occlookup.render.screens.show import screen
from occlookup.sources import releases
from occlookup.sources.check import check
from occlookup.sources.record_set import RecordSet
from occlookup.sources.records import Record
from sources.onet_releases import ONET_29, ONET_30_2, import_into, new_faults, said, written

RATINGS = ("interests", "job_zone", "skills", "knowledge", "work_styles", "work_values", "technology", "related")


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The bundled records with the three tables of 30.2."""
    records = RecordSet(RECORDS)
    taken = import_into(records, ONET_30_2)
    yield written(records, taken, tmp_path_factory.mktemp("mixed"))


@pytest.mark.slow
def test_the_release_that_the_records_are_built_from_changes_no_byte(tmp_path: Path) -> None:
    folder = tmp_path / "db_29_3_text"
    folder.symlink_to(ONET_29, target_is_directory=True)
    records = RecordSet(RECORDS)
    (taken,) = import_into(records, folder)
    (bundled,) = [source for source in RecordSet(RECORDS).entries("sources") if source["id"] == "onet-29.3"]
    assert taken.source == {key: value for key, value in bundled.items() if key not in ("files", "fetch")}
    assert {path.name for path in taken.files} == {Path(file["name"]).name for file in bundled["files"]}
    records.write(tmp_path / "out")
    changed = [
        record.path
        for record in list_records(RECORDS)
        if (tmp_path / "out" / record.path).read_bytes() != (RECORDS / record.path).read_bytes()
    ]
    assert changed == []
    assert list(list_records(tmp_path / "out")) and len(list(list_records(tmp_path / "out"))) == len(
        list(list_records(RECORDS))
    )


def test_a_part_of_a_release_changes_those_blocks_and_nothing_else(mixed: Path) -> None:
    before, after = RecordSet(RECORDS), RecordSet(mixed)
    changed = set()
    for code in before.codes():
        old, new = before.occupation(code), after.occupation(code)
        assert [key for key in new if key in old] == list(old)
        changed |= {key for key in new if old.get(key) != new[key]}
        for block in ("tasks", "survey"):
            assert block not in new or new[block]["source"] == "onet-30.2"
        for block in RATINGS:
            assert new.get(block) == old.get(block)
        for titles in ("onet", "short", "direct_match"):
            assert new.get("titles", {}).get(titles) == old.get("titles", {}).get(titles)
    assert changed == {"titles", "tasks", "survey", "text"}
    assert {code for code in before.codes() if set(after.occupation(code)) - set(before.occupation(code)) - {"survey"}} == set()
    assert before.entries("elements") == after.entries("elements")
    for place in before.places():
        if not place.startswith("occupations/") and place != "sources.toml":
            assert (mixed / place).read_bytes() == (RECORDS / place).read_bytes(), place


def test_titles_of_two_releases_are_told_apart(mixed: Path) -> None:
    records = RecordSet(mixed)
    assert records.occupation("43-3011")["titles"]["source"] == ["onet-29.3", "onet-30.2", "soc-2018"]
    import_into(records, *(ONET_29 / name for name in ("Sample of Reported Titles.txt", "Task Statements.txt")))
    bundled, again = RecordSet(RECORDS).occupation("43-3011"), records.occupation("43-3011")
    assert again["titles"] == bundled["titles"]
    assert again["tasks"] == bundled["tasks"]


@pytest.mark.slow
def test_mixed_records_are_sound_and_answer_with_both_releases(mixed: Path, tmp_path: Path) -> None:
    assert check(mixed, imported=True) == []
    write_index(mixed, mixed.parent / f"{mixed.name}-index.sqlite")
    with open_catalog(records=mixed) as catalog:
        answer = catalog.show("43-3011")
        of_onet = {source.title for name, source in answer.sources.items() if name.startswith("onet-")}
        assert of_onet == {"O*NET work context", "O*NET 29.3 Database", "O*NET 30.2 Database"}
        assert answer.data.block_sources["tasks"] == ("onet-30.2",)
        assert answer.data.block_sources["titles"] == ("onet-29.3", "onet-30.2", "soc-2018")
        for code in ("43-3011", "29-1141.01", "13-1021", "35-2014"):
            for name, old, new in (
                ("tasks", True, True), ("skills", True, False), ("education", False, True), ("technology", True, False),
                ("interests", True, False), ("facts", True, False), ("pay", False, False), ("related", True, False),
            ):  # fmt: skip
                line = screen(catalog.show(code), (name,))[-1].text
                assert ("O*NET 29.3" in line, "O*NET 30.2" in line) == (old, new), (code, name, line)
        _, attribution = handout_foot([answer], "1")
        assert "from the O*NET 29.3 Database and the O*NET 30.2 Database by the U.S. Department of Labor" in attribution
        shown = str(info_screen(catalog.info()))
        assert "the O*NET 29.3 Database and the O*NET 30.2 Database" in shown


def test_the_layouts_of_30_3_are_taken_as_far_as_they_are_known(small: Path, newer: Path, tmp_path: Path) -> None:
    records = RecordSet(small)
    taken = import_into(records, newer)
    assert taken[0].source == releases.onet_source("30.3", "May 2026")
    told = said(taken)
    assert "Work styles: laid out or rated in another way (Work Styles.txt, " in told
    assert "unknown scale 'WI'); left as of O*NET 29.3." in told
    assert "Not in the files, left as they are: work values." in told
    bundled = RecordSet(small)
    for code in bundled.codes():
        old, new = bundled.occupation(code), records.occupation(code)
        for block in ("interests", "skills", "knowledge", "tasks", "technology", "survey"):
            assert as_of(new.get(block), "onet-29.3") == old.get(block), (code, block)
        for tier in ("primary_short", "primary_long", "supplemental"):
            known = [named for named in old.get("related", {}).get(tier, []) if named.removesuffix(".00") in bundled.codes()]
            assert new.get("related", {}).get(tier, []) == known
        for block in ("work_styles", "work_values", "work_context", "text", "automation", "video", "wages"):
            assert new.get(block) == old.get(block)
        if "titles" in old:
            assert new["titles"] | {"source": old["titles"]["source"]} == old["titles"]
    assert new_faults(small, written(records, taken, tmp_path / "out")) == set()


def as_of(block: Record | None, source: str) -> Record | None:
    """The block as it would be of another release, flags in the order of the tables."""
    if block is None:
        return None
    assert block["source"] == "onet-30.3"
    return block | {"source": source}


def test_four_zones_keep_their_numbers_and_their_own_names(small: Path, newer: Path, tmp_path: Path) -> None:
    records = RecordSet(small)
    taken = import_into(records, newer / "Job Zones.txt", newer / "Job Zone Reference.txt")
    assert "The job zones are other ones than before" in said(taken)
    zones = {entry["id"]: entry for entry in records.entries("elements") if entry["kind"] == "job_zone"}
    assert {zone: entry["name"] for zone, entry in zones.items()} == {
        "JZ 2": "Very Little to Some Preparation Needed",
        "JZ 3": "Medium Preparation Needed",
        "JZ 4": "Considerable Preparation Needed",
        "JZ 5": "Extensive Preparation Needed",
    }
    assert not any("definition" in entry for entry in zones.values())
    data = written(records, taken, tmp_path / "out")
    assert new_faults(small, data) == set()
    write_index(data, tmp_path / "index.sqlite")
    with open_catalog(records=data) as catalog:
        profile = catalog.show("35-2014").data
        assert (profile.job_zone, profile.job_zone_definition) == (2, "Very Little to Some Preparation Needed")
        assert [zone.code for zone in catalog.beginnings().job_zones()] == ["2", "3", "4", "5"]
    again = RecordSet(data)
    import_into(again, ONET_29 / "Job Zones.txt", ONET_29 / "Job Zone Reference.txt")
    assert again.entries("elements") == RecordSet(small).entries("elements")


def test_zones_without_their_names_stay_as_they_are(small: Path, newer: Path) -> None:
    records = RecordSet(small)
    taken = import_into(records, newer / "Job Zones.txt", newer / "Knowledge.txt")
    assert "Job zones: no file with the names of the zones; left as of O*NET 29.3." in said(taken)
    assert records.occupation("43-3011")["job_zone"]["source"] == "onet-29.3"
    assert records.occupation("43-3011")["knowledge"]["source"] == "onet-30.3"


def test_one_half_of_the_skills_is_taken_and_the_other_is_named(small: Path, newer: Path) -> None:
    records = RecordSet(small)
    taken = import_into(records, newer / "Essential Skills.txt")
    assert "Skills: 25 of those in use are not in the files of 30.3: Social Perceptiveness, " in said(taken)
    assert len(records.occupation("43-3011")["skills"]["importance"]) == 10
    defined = [entry["id"] for entry in records.entries("elements") if entry["kind"] == "skill" and entry.get("definition")]
    assert len(defined) == 35


def test_one_half_of_the_survey_leaves_it_as_it_is(small: Path, newer: Path) -> None:
    records = RecordSet(small)
    taken = import_into(records, newer / "Education.txt", newer / "Education Categories.txt", newer / "Knowledge.txt")
    assert "Education and training: laid out or rated in another way (Education.txt: nothing on the scale RW)" in said(taken)
    assert records.occupation("43-3011")["survey"]["source"] == "onet-29.3"
    taken = import_into(records, newer / "Training and Experience.txt", newer / "Knowledge.txt")
    assert "Education and training: no file with the level of education; left as of O*NET 29.3." in said(taken)


def test_several_releases_in_one_import_are_taken_oldest_first(small: Path, newer: Path) -> None:
    records = RecordSet(small)
    taken = import_into(records, newer / "Task Statements.txt", ONET_29 / "Task Statements.txt", ONET_29 / "Job Zones.txt",
                        ONET_29 / "Job Zone Reference.txt")  # fmt: skip
    assert [release.source["id"] for release in taken] == ["onet-29.3", "onet-30.3"]
    assert records.occupation("43-3011")["tasks"]["source"] == "onet-30.3"
    assert records.occupation("43-3011")["job_zone"]["source"] == "onet-29.3"


def test_files_that_do_not_tell_their_period_leave_the_one_that_is_known(small: Path, tmp_path: Path) -> None:
    for number in ("29_3", "30_1"):
        (tmp_path / f"db_{number}_excel").mkdir()
        shutil.copyfile(ONET_29 / "Skills.xlsx", tmp_path / f"db_{number}_excel" / "Skills.xlsx")
    (taken,) = import_into(RecordSet(small), tmp_path / "db_29_3_excel" / "Skills.xlsx")
    assert (taken.source["period"], taken.said[0]) == ("May 2025", "O*NET 29.3 (May 2025): took skills.")
    (unknown,) = import_into(RecordSet(small), tmp_path / "db_30_1_excel" / "Skills.xlsx")
    assert unknown.source["period"] == "date not given"


def test_files_that_hold_nothing_for_the_records_are_refused(small: Path) -> None:
    with pytest.raises(
        ValueError, match=r"^Scales Reference\.txt: nothing of O\*NET 29\.3 in it has a place in the records\.$"
    ):
        import_into(RecordSet(small), ONET_29 / "Scales Reference.txt")
