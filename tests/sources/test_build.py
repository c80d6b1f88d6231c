"""The whole build on a tiny set of releases made here: who gets which figures, and what a rebuild keeps."""

from __future__ import annotations

import gzip
import json
import sqlite3
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from occlookup.sources import history, releases
from occlookup.sources.build import build
from occlookup.sources.records import read_record, write_record

ONET_CODES = ("11-1011.00", "11-1011.03", "11-1021.00", "11-1021.01", "11-1022.00", "55-3016.00")
RATED = ["O*NET-SOC Code", "Element ID", "Element Name", "Scale ID", "Data Value", "Date", "Domain Source"]
ROW = "100 1.0 10.00 20000 2.0 6.00 8.00 9.00 12.00 15.00 12000 16000 18000 24000 30000 -0 -0"


def text_file(path: Path, header: list[str], *rows: list[str], delimiter: str = "\t") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(delimiter.join(row) + "\n" for row in (header, *rows)), encoding="utf-8")


def workbook(path: Path, sheets: dict[str, list[list[Any]]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)


def write_json(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content))


def write_oews(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    plain = path.with_suffix("")
    database = sqlite3.connect(plain)
    numbers = [f"{number:02d}" for number in range(1, 18)]
    columns = ", ".join([*(f"v{n} TEXT" for n in numbers), *(f"f{n} TEXT" for n in numbers)])
    database.executescript(
        f"""
        CREATE TABLE meta (name TEXT, value TEXT);
        CREATE TABLE area (area_code TEXT, areatype_code TEXT, state_code TEXT, area_name TEXT);
        CREATE TABLE industry (industry_code TEXT, industry_name TEXT, display_level INTEGER);
        CREATE TABLE occupation (occupation_code TEXT, occupation_name TEXT, display_level INTEGER);
        CREATE TABLE footnote (footnote_code TEXT, footnote_text TEXT);
        CREATE TABLE cell (key TEXT PRIMARY KEY, {columns});
        """
    )
    database.execute("INSERT INTO meta VALUES ('release', 'May 2025')")
    footnote = "This wage is equal to or greater than $115.00 per hour or $239,200 per year."
    database.execute("INSERT INTO footnote VALUES ('5', ?)", (footnote,))
    database.executemany(
        "INSERT INTO area VALUES (?, ?, ?, ?)",
        [("0000000", "N", "00", "National"), ("0900000", "S", "09", "Connecticut")],
    )
    database.execute("INSERT INTO industry VALUES ('113000', 'Forestry and Logging', 3)")
    occupations = {"000000": "All Occupations", "111011": "Chiefs", "111020": "Managers"}
    database.executemany("INSERT INTO occupation VALUES (?, ?, 3)", list(occupations.items()))
    values = [None if token == "-0" else token for token in ROW.split()]
    keys = [f"OEU{area}000000{code}" for area in ("N0000000", "S0900000") for code in occupations]
    keys.append("OEUN0000000113000111020")
    marks = ", ".join("?" * 35)
    database.executemany(f"INSERT INTO cell VALUES ({marks})", [(key, *values, *[None] * 17) for key in keys])
    database.commit()
    database.close()
    path.write_bytes(gzip.compress(plain.read_bytes()))
    plain.unlink()


def write_history(source: Path) -> None:
    header = "occ_code occ_title o_group tot_emp emp_prse h_mean a_mean mean_prse h_pct10 h_pct25 h_median h_pct75"
    header += " h_pct90 a_pct10 a_pct25 a_median a_pct75 a_pct90 annual hourly jobs_1000 loc_quotient"
    figures = ROW.split()[:15]
    codes = {"11-1011": "Chiefs", "11-1020": "Managers", "11-1098": "Hybrid"}
    rows = [[code, title, "detailed", *figures, None, None, None, None] for code, title in codes.items()]
    notes = [["# = indicates a wage equal to or greater than $100.00 per hour or $208,000 per year"]]
    for name in history.WORKBOOKS.values():
        workbook(source / name, {"national": [header.split(), *rows], "Field Descriptions": notes})


def write_onet(source: Path) -> None:
    code = "O*NET-SOC Code"
    text_file(source / releases.OCCUPATION_DATA, [code, "Title"], *([c, f"Title of {c}"] for c in ONET_CODES))
    alternate = [[code, "Alternate Title", "Short Title"], ["11-1011.00", "Big Chief", None]]
    workbook(source / releases.ALTERNATE_TITLES, {"Alternate Titles": alternate})
    text_file(source / releases.REPORTED_TITLES, [code, "Reported Job Title", "Shown in My Next Move"])
    text_file(source / releases.JOB_ZONE_REFERENCE, ["Job Zone", "Name"], ["5", "Job Zone Five: Extensive Preparation Needed"])
    text_file(source / releases.JOB_ZONES, [code, "Job Zone", "Date", "Domain Source"], ["11-1011.03", "5", "08/2023", "A"])
    text_file(source / releases.TASKS, [code, "Task ID", "Task Type"], ["11-1011.00", "8823", "Core"])
    header = [code, "Example", "Commodity Code", "Commodity Title", "Hot Technology", "In Demand"]
    text_file(source / releases.TECHNOLOGY, header)
    text_file(source / releases.RELATED, [code, "Related O*NET-SOC Code", "Relatedness Tier", "Index"])
    for name in (releases.INTERESTS, releases.WORK_STYLES, releases.WORK_VALUES):
        text_file(source / name, RATED)
    skill = ["11-1011.00", "2.A.1.a", "Reading", "IM", 3.5, "08/2023", "Analyst"]
    for name in (releases.SKILLS, releases.KNOWLEDGE, releases.SURVEY):
        workbook(source / name, {"Sheet": [RATED, *([skill] if name == releases.SKILLS else [])]})
    text_file(source / releases.SURVEY_CATEGORIES, ["Scale ID", "Category", "Category Description"])
    text_file(source / releases.WORK_CONTEXT, ["onetsoc", "item", "score"])


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A folder with every file of a release, two or three rows in each."""
    folder = tmp_path / "releases"
    write_oews(folder / releases.OEWS_DATABASE)
    write_json(folder / releases.OEWS_MANIFEST, {"retrieved": "2026-09-26"})
    write_history(folder)
    write_onet(folder)
    structure = [
        ["11-0000", None, None, None, "Management"],
        [None, "11-1000", None, None, "Top"],
        [None, None, "11-1010", None, "Chiefs"],
        [None, None, None, "11-1011", "Chiefs"],
        [None, None, "11-1020", None, "Managers"],
        [None, None, None, "11-1021", "Day Managers"],
        [None, None, None, "11-1022", "Night Managers"],
        ["55-0000", None, None, None, "Military"],
        [None, "55-3000", None, None, "Enlisted"],
        [None, None, "55-3010", None, "Enlisted"],
        [None, None, None, "55-3016", "Infantry"],
    ]
    workbook(folder / releases.SOC_STRUCTURE, {"2018": structure})
    direct = [
        ["2018 SOC Code", "2018 SOC Title", "2018 SOC Direct Match Title"],
        ["55-3016", "Infantry", "Infantryman"],
    ]
    workbook(folder / releases.DIRECT_MATCH, {"Sorted by SOC": direct})
    crosswalk = {"one_to_one": {"11-1011": "11-1011"}, "ambiguous": {"11-1029": ["11-1021", "11-1022"]}}
    write_json(folder / releases.CROSSWALK, crosswalk)
    outlook = {
        "title": "Managers", "employment_2024": 5.0, "employment_2034": 6.0, "employment_change": 1.0,
        "employment_change_pct": 20.0, "annual_openings": 0.5, "median_annual_wage": 17000,
        "typical_education": "Bachelor's degree", "work_experience": "None", "typical_training": "None",
    }  # fmt: skip
    write_json(folder / releases.PROJECTIONS, {"projections": {"11-1020": outlook}})
    header = ["Title", "Base", "Projected", "PercentChange", "AvgAnnualOpenings", "STFIPS", "OccCode"]
    text_file(folder / releases.STATE_PROJECTIONS, header, ["Chiefs", "10", "12", "20", "1", "9", "11-1011"])
    sheet = [["CIP2020Code", "CIP2020Title", "SOC2018Code"], ["52.0201", "Management.", "11-1021"]]
    workbook(folder / releases.PROGRAMS, {"CIP-SOC": sheet, "SOC-CIP": sheet})
    text_file(folder / releases.FREY_OSBORNE, ["_ - code", "prob"], ["11-1029", "0.1"], ["11-1000", "0.2"], delimiter=",")
    ratings = ["dv_rating_alpha", "dv_rating_beta", "dv_rating_gamma"]
    ratings += ["human_rating_alpha", "human_rating_beta", "human_rating_gamma"]
    text_file(
        folder / releases.ELOUNDOU, ["O*NET-SOC Code", *ratings], ["11-1021.01", *["0.25"] * 6], delimiter=","
    )  # fmt: skip
    workbook(folder / releases.FELTEN, {"Appendix A": [["SOC Code", "AIOE"], ["11-1011", 1.5]]})
    address = "https://cdn.careeronestop.org/OccVids/OccupationVideos/11-1011.00"
    entry = {"videoUrl": f"{address}.mp4", "posterUrl": f"{address}.jpg"}
    content = {"metadata": {"generated_at": "2026-01-07T21:56"}, "videos": {"11-1011": entry, "11-1021": entry}}
    write_json(folder / releases.VIDEOS, content)
    return folder


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "data"


def occupation(target: Path, code: str) -> dict[str, Any]:
    return read_record(target / "occupations" / f"{code}.toml")


def snapshot(target: Path) -> dict[str, bytes]:
    return {str(path.relative_to(target)): path.read_bytes() for path in sorted(target.rglob("*")) if path.is_file()}


def test_a_detailed_occupation_has_its_own_figures(source: Path, target: Path) -> None:
    report = build(source, target)
    record = occupation(target, "11-1011")
    assert record["kind"] == "detailed"
    assert record["onet_code"] == "11-1011.00"
    assert "published_as" not in record
    assert record["groups"] == {"major": "11-0000", "minor": "11-1000", "broad": "11-1010"}
    assert record["wages"] == {"source": "oews-2025-05", "row": ROW}
    assert [entry["year"] for entry in record["history"]] == [2019, 2020, 2021, 2022, 2023, 2024]
    assert record["skills"]["importance"] == {"2.A.1.a": 3.5}
    assert record["automation"]["felten_aioe"] == [{"soc_2010": "11-1011", "score": 1.5}]
    assert record["tasks"]["ids"] == [8823]
    assert "video" in record
    assert "projections" not in record
    assert (report.occupations, report.states, report.removed, report.orphans) == (7, 54, 0, ())


def test_an_aggregate_has_what_bls_publishes_and_nothing_of_onet(source: Path, target: Path) -> None:
    build(source, target)
    record = occupation(target, "11-1020")
    assert record["kind"] == "aggregate"
    assert record["members"] == ["11-1021", "11-1022"]
    assert record["groups"] == {"major": "11-0000", "minor": "11-1000"}
    assert record["projections"]["employment_2034_thousands"] == 6.0
    assert record["education"]["typical"] == "Bachelor's degree"
    assert record["industries"]["rows"] == ["113000 100 10.00 20000 9.00 18000"]
    assert set(record) == {
        *("code", "title", "kind", "members", "groups"),
        *("education", "projections", "wages", "history", "industries"),
    }


def test_a_member_points_to_its_aggregate_and_keeps_what_is_its_own(source: Path, target: Path) -> None:
    build(source, target)
    record = occupation(target, "11-1021")
    assert (record["parent"], record["published_as"]) == ("11-1020", "11-1020")
    assert record["groups"]["broad"] == "11-1020"
    assert record["programs"] == {"source": "cip-soc-2020", "cip": ["52.0201"]}
    assert record["automation"] == {
        "source": ["frey-osborne-2017"],
        "frey_osborne": [{"soc_2010": "11-1029", "probability": 0.1}],
    }
    assert not {"wages", "projections", "education", "history", "industries", "video"} & set(record)


def test_a_specialty_is_published_as_its_occupation_or_that_ones_aggregate(source: Path, target: Path) -> None:
    build(source, target)
    plain, nested = occupation(target, "11-1011.03"), occupation(target, "11-1021.01")
    assert (plain["parent"], plain["published_as"]) == ("11-1011", "11-1011")
    assert plain["job_zone"]["zone"] == 5
    assert (nested["parent"], nested["published_as"]) == ("11-1021", "11-1020")
    assert nested["title"] == "Title of 11-1021.01"
    assert nested["automation"]["source"] == ["eloundou-2024"]
    assert nested["automation"]["eloundou"]["human_gamma"] == 0.25


def test_a_military_occupation_is_published_nowhere(source: Path, target: Path) -> None:
    build(source, target)
    record = occupation(target, "55-3016")
    assert set(record) == {"code", "title", "kind", "onet_code", "groups", "titles"}
    assert record["titles"]["source"] == ["soc-2018"]
    assert record["titles"]["direct_match"] == ["Infantryman"]


def test_the_lists_name_what_found_no_place(source: Path, target: Path) -> None:
    report = build(source, target)
    assert report.left_out == ("history: 11-1098 (2019, 2020, 2021, 2022, 2023, 2024)",)
    by_id = {entry["id"]: entry for entry in read_record(target / "sources.toml")["sources"]}
    assert by_id["frey-osborne-2017"]["unplaced"] == ["11-1000"]
    assert by_id["oews-2025-05"]["annual_top_code"] == 239200
    assert by_id["oews-2019-05"]["hourly_top_code"] == 100.0
    assert all(len(file["sha256"]) == 64 for entry in by_id.values() for file in entry["files"])
    groups = {entry["code"]: entry for entry in read_record(target / "groups.toml")["groups"]}
    assert groups["00-0000"]["row"] == ROW
    assert "row" not in groups["11-1020"]
    assert read_record(target / "retired.toml")["retired"] == [{"code": "11-1029", "successors": ["11-1021", "11-1022"]}]
    state = read_record(target / "wages" / "CT.toml")
    assert state["wages"]["areas"][0]["rows"][1] == f"11-1011 {ROW}"
    assert state["projections"]["rows"] == ["11-1011 10 12 20 1"]


def test_building_twice_changes_no_byte(source: Path, target: Path) -> None:
    first = build(source, target)
    before = snapshot(target)
    again = build(source, target)
    assert snapshot(target) == before
    assert (again.written, again.unchanged, again.removed) == (0, first.written, 0)


def test_a_rebuild_keeps_what_people_wrote(source: Path, target: Path) -> None:
    build(source, target)
    path = target / "occupations" / "11-1011.toml"
    words = '[text]\nsummary = "They lead."\nsource = "written"\n\n'
    words += '[[text.tasks]]\ntext = "Lead."\nonet_task_ids = [8823]\n\n'
    path.write_text(path.read_text().replace("[titles]", words + "[titles]"))
    elements = target / "elements.toml"
    listed = read_record(elements)
    listed["elements"][0]["definition"] = "To read."
    write_record(elements, listed)
    groups = target / "groups.toml"
    grouped = read_record(groups)
    major = next(group for group in grouped["groups"] if group["level"] == "major")
    major["summary"] = "They lead others."
    write_record(groups, grouped)
    build(source, target)
    before = snapshot(target)
    kept = next(group for group in read_record(groups)["groups"] if group["code"] == major["code"])
    assert kept["summary"] == "They lead others."
    record = occupation(target, "11-1011")
    assert record["text"]["summary"] == "They lead."
    assert record["text"]["tasks"] == [{"text": "Lead.", "onet_task_ids": [8823]}]
    assert list(record).index("text") == list(record).index("groups") + 1
    assert read_record(elements)["elements"][0]["definition"] == "To read."
    assert build(source, target).written == 0
    assert snapshot(target) == before


def test_dropped_files_go_unless_people_wrote_in_them(source: Path, target: Path) -> None:
    build(source, target)
    folder = target / "occupations"
    (folder / "11-1098.toml").write_text('code = "11-1098"\n')
    (folder / "11-1099.toml").write_text('code = "11-1099"\n[text]\nsummary = "Words."\n')
    elements = target / "elements.toml"
    dropped = {"id": "9.Z", "kind": "skill", "name": "Gone", "definition": "Words."}
    write_record(elements, {"elements": [*read_record(elements)["elements"], dropped]})
    groups = target / "groups.toml"
    gone = {"code": "98-0000", "title": "Gone", "level": "major", "summary": "Words."}
    write_record(groups, {"groups": [*read_record(groups)["groups"], gone]})
    report = build(source, target)
    assert not (folder / "11-1098.toml").exists()
    assert read_record(groups)["groups"][-1]["code"] == "98-0000"
    assert occupation(target, "11-1099")["text"]["summary"] == "Words."
    assert read_record(elements)["elements"][-1]["id"] == "9.Z"
    assert report.removed == 1
    assert set(report.orphans) == {"occupations/11-1099.toml", "elements.toml: skill 9.Z", "groups.toml: 98-0000"}


def test_progress_counts_to_its_end(source: Path, target: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    build(source, target, lambda name, done, total: steps.append((name, done, total)))
    assert [done for _, done, _ in steps] == list(range(1, steps[-1][2] + 1))
    assert {total for _, _, total in steps} == {len(steps)}


def test_a_missing_folder_or_file_is_named_before_anything_is_written(source: Path, target: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere: no such folder"):
        build(source / "nowhere", target)
    (source / releases.SKILLS).unlink()
    with pytest.raises(FileNotFoundError, match=r"Skills\.xlsx: no such file"):
        build(source, target)
    assert not target.exists()


@pytest.mark.parametrize("name", [releases.OEWS_DATABASE, releases.SKILLS, releases.VIDEOS, releases.INTERESTS])
def test_a_wrong_file_is_named_on_one_line_before_anything_is_written(source: Path, target: Path, name: str) -> None:
    (source / name).write_bytes(b"something else")
    with pytest.raises(ValueError, match=Path(name).name) as caught:
        build(source, target)
    assert "\n" not in str(caught.value)
    assert not target.exists()


def test_figures_for_an_unknown_occupation_are_refused(source: Path, target: Path) -> None:
    text_file(source / releases.WORK_CONTEXT, ["onetsoc", "item", "score"], ["99-0000.00", "time_pressure", "0.5"])
    with pytest.raises(ValueError, match=r"\[work_context\]: 99-0000\.00"):
        build(source, target)


def test_a_broken_record_is_named(source: Path, target: Path) -> None:
    build(source, target)
    (target / "occupations" / "11-1011.toml").write_text("[text")
    with pytest.raises(ValueError, match=r"11-1011\.toml: not TOML"):
        build(source, target)
