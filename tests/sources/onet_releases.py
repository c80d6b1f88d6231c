"""Releases of O*NET for the tests: the real ones, and what the figures of records look like in the layouts of 30.3.

The headers are those of O*NET's dictionary of 30.3: no titles and no names of scales, skills and the survey in two files each,
software skills by element instead of commodity, work styles on the scales WI and DR, job zones 2 to 5, no work values.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

from occlookup.sources import onet_import
from occlookup.sources.check import Fault, check
from occlookup.sources.onet_tables import CODE
from occlookup.sources.record_set import RecordSet
from occlookup.sources.taking import Taken

DATA = Path(os.environ.get("OCCLOOKUP_SOURCES") or Path(__file__).parents[2].parent / "shared" / "data")
ONET_29, ONET_30_2 = DATA / "onet-29.3", DATA / "onet-30.2"
READ_ME = "O*NET 30.3 Database\nMay 2026 Release\n----------------\n"
ZONE_NAMES = {
    "2": "Job Zone 1-2: Very Little to Some Preparation Needed",
    "3": "Job Zone Three: Medium Preparation Needed",
    "4": "Job Zone Four: Considerable Preparation Needed",
    "5": "Job Zone Five: Extensive Preparation Needed",
}
RATED = ("Element ID", "Element Name", "Scale ID", "Data Value", "Recommend Suppress", "Not Relevant", "Date", "Domain Source")
SHARES = ("Element ID", "Element Name", "Scale ID", "Category", "Data Value", "Recommend Suppress", "Date", "Domain Source")
INTERESTS = ("Element ID", "Element Name", "Scale ID", "Data Value", "Date", "Domain Source")
TECHNOLOGY = ("Workplace Example", "Element ID", "Element Name", "Hot Technology", "In Demand")
HOLLAND = ("realistic", "investigative", "artistic", "social", "enterprising", "conventional")
Rows = list[tuple[str, ...]]


def write(path: Path, columns: Iterable[str], rows: Iterable[Iterable[object]]) -> Path:
    """Write a table as O*NET writes text."""
    lines = ["\t".join(columns), *("\t".join(map(str, row)) for row in rows)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def altered(newer: Path, tmp_path: Path, name: str, edit: Callable[[list[str]], list[str]]) -> Path:
    """A folder db_30_3_text with one table of a release, its lines after the header edited; the edit must change something."""
    header, *lines = (newer / name).read_text(encoding="utf-8").splitlines()
    edited = edit(lines)
    assert edited != lines
    folder = tmp_path / "db_30_3_text"
    folder.mkdir()
    (folder / name).write_text("\n".join([header, *edited]) + "\n", encoding="utf-8")
    return folder


def without(beginning: str) -> Callable[[list[str]], list[str]]:
    """An edit that takes out the lines that begin so."""
    return lambda lines: [line for line in lines if not line.startswith(beginning)]


def release_30_3(data: Path, folder: Path) -> Path:
    """The O*NET figures of the records under `data` in the layouts of 30.3, in `folder`."""
    records = RecordSet(data)
    found = {record["onet_code"]: record for record in records.occupations() if "onet_code" in record}
    names = {entry["id"]: entry["name"] for entry in records.entries("elements")}

    def table(name: str, columns: tuple[str, ...], rows: Callable[[dict[str, Any]], Iterator[tuple[object, ...]]]) -> None:
        write(folder / name, (CODE, *columns), ((code, *row) for code, record in found.items() for row in rows(record)))

    def rated(block: str, family: str) -> Callable[[dict[str, Any]], Iterator[tuple[object, ...]]]:
        def rows(record: dict[str, Any]) -> Iterator[tuple[object, ...]]:
            ratings = record.get(block, {})
            when = _when(ratings)
            for element, value in ratings.get("importance", {}).items():
                for scale, figure in (("IM", value), ("LV", ratings.get("level", {}).get(element))):
                    stamp = next(when)
                    if figure is not None and element.startswith(family):
                        suppress = _flag(f"{element} {scale}" in ratings.get("suppress", []))
                        relevant = _flag(element in ratings.get("not_relevant", [])) if scale == "LV" else "n/a"
                        yield element, names[element], scale, figure, suppress, relevant, *stamp

        return rows

    def survey(scales: tuple[str, ...]) -> Callable[[dict[str, Any]], Iterator[tuple[object, ...]]]:
        def rows(record: dict[str, Any]) -> Iterator[tuple[object, ...]]:
            block = record.get("survey", {})
            when = _when(block)
            for scale in scales:
                for category, share in block.get(scale, {}).items():
                    flag = _flag(f"{scale} {category}" in block.get("suppress", []))
                    yield "2.D.1", "An element", scale, category, share, flag, *next(when)
            for element, value in block.get("importance", {}).items() if "RW" in scales else ():
                flag = _flag(f"{element} IM" in block.get("suppress", []))
                yield element, names[element], "IM", "n/a", value, flag, *next(when)

        return rows

    def interests(record: dict[str, Any]) -> Iterator[tuple[object, ...]]:
        if block := record.get("interests"):
            for letter, name in zip("abcdef", HOLLAND, strict=True):
                yield f"1.B.1.{letter}", name.capitalize(), "OI", block[name], block["date"], block["domain"]
            points = [*("RIASEC".index(letter) + 1 for letter in block["high_points"]), 0, 0, 0]
            for letter, point in zip("ghi", points, strict=False):
                yield f"1.B.1.{letter}", "A high point", "IH", f"{point}.0", block["date"], block["domain"]

    def styles(record: dict[str, Any]) -> Iterator[tuple[object, ...]]:
        for number, value in enumerate(record.get("work_styles", {}).get("importance", {}).values()):
            element = f"1.D.{number // 5 + 1}.{'abcde'[number % 5]}"
            yield element, "A style", "WI", value - 3, "08/2025", "Expert"
            yield element, "A style", "DR", number, "08/2025", "Expert"

    def reported(record: dict[str, Any]) -> Iterator[tuple[object, ...]]:
        lists = record.get("titles", {})
        for title in lists.get("reported", []):
            yield title, _flag(title in lists["my_next_move"])

    def titles(record: dict[str, Any]) -> Iterator[tuple[object, ...]]:
        lists = record.get("titles", {})
        short = [*lists.get("short", []), *["n/a"] * len(lists.get("onet", []))]
        for title, brief in zip(lists.get("onet", []), short, strict=False):
            yield title, brief, "08"

    def software(record: dict[str, Any]) -> Iterator[tuple[object, ...]]:
        for category in record.get("technology", {}).get("categories", []):
            for example in category["examples"]:
                flags = _flag(example in category["hot"]), _flag(example in category["in_demand"]).replace("N", "")
                yield example, "2.E.1.a", names[str(category["commodity"])], *flags

    def tasks(record: dict[str, Any]) -> Iterator[tuple[object, ...]]:
        for name, kind in (("ids", "Core"), ("supplemental", "Supplemental"), ("untyped", "n/a")):
            for task in record.get("tasks", {}).get(name, []):
                yield task, "Do it.", kind, "95", "08/2023", "Incumbent"

    def related(record: dict[str, Any]) -> Iterator[tuple[object, ...]]:
        place = 0
        tiers = (("primary_short", "Primary-Short"), ("primary_long", "Primary-Long"), ("supplemental", "Supplemental"))
        for name, tier in tiers:
            for code in record.get("related", {}).get(name, []):
                place += 1
                yield code, tier, place

    def zones(record: dict[str, Any]) -> Iterator[tuple[object, ...]]:
        if block := record.get("job_zone"):
            yield max(2, block["zone"]), block["date"], block["domain"]

    def occupations(record: dict[str, Any]) -> Iterator[tuple[object, ...]]:
        yield record["title"], "What they do."

    folder.mkdir(parents=True)
    (folder / "Read Me.txt").write_text(READ_ME)
    table("Occupation Data.txt", ("Title", "Description"), occupations)
    table("Essential Skills.txt", RATED, rated("skills", "2.A."))
    table("Transferable Skills.txt", RATED, rated("skills", "2.B."))
    table("Knowledge.txt", RATED, rated("knowledge", "2.C."))
    table("Education.txt", SHARES, survey(("RL",)))
    table("Training and Experience.txt", SHARES, survey(("RW", "PT", "OJ")))
    table("Career Interest Types.txt", INTERESTS, interests)
    table("Work Styles.txt", INTERESTS, styles)
    table("Job Zones.txt", ("Job Zone", "Date", "Domain Source"), zones)
    table("Job Titles.txt", ("Job Title", "Short Title", "Source(s)"), titles)
    table("Sample of Reported Titles.txt", ("Reported Job Title", "Shown in My Next Move"), reported)
    table("Software Skills.txt", TECHNOLOGY, software)
    table("Task Statements.txt", ("Task ID", "Task", "Task Type", "Incumbents Responding", "Date", "Domain Source"), tasks)
    table("Related Occupations.txt", ("Related O*NET-SOC Code", "Relatedness Tier", "Index"), related)
    write(
        folder / "Job Zone Reference.txt", ("Job Zone", "Name", "Experience"), ((*zone, "Some.") for zone in ZONE_NAMES.items())
    )
    labels = [(*element.split(), name) for element, name in names.items() if element.split()[0] in ("RL", "RW", "PT", "OJ")]
    for name, scales in (("Education", ("RL",)), ("Training and Experience", ("RW", "PT", "OJ"))):
        rows = [("2.D.1", scale, category, label) for scale, category, label in labels if scale in scales]
        write(folder / f"{name} Categories.txt", ("Element ID", "Scale ID", "Category", "Category Description"), rows)
    return folder


def _when(block: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Dates and sources for the rows of a block, so that each of the block's is on one of them."""
    dates, domains = block.get("dates", ["08/2023"]), block.get("domains", ["Analyst"])
    return zip(cycle(dates), cycle(domains), strict=False)


def _flag(set_: bool) -> str:
    return "Y" if set_ else "N"


def import_into(records: RecordSet, *paths: Path) -> list[Taken]:
    """Import files, or all files of folders that are O*NET's; what was taken."""
    files = [file for path in paths for file in (sorted(path.iterdir()) if path.is_dir() else [path])]
    return onet_import.take(records, [file for file in files if onet_import.recognise(file)], lambda *step: None)


def said(taken: list[Taken]) -> str:
    """What an import said, as one text."""
    return "\n".join(line for release in taken for line in release.said)


def written(records: RecordSet, taken: list[Taken], target: Path) -> Path:
    """The records on disk, with the new releases in sources.toml as an import puts them there."""
    sources = [source for source in records.entries("sources") if source["id"] not in {new.source["id"] for new in taken}]
    files = [{"name": "onet/a.txt", "sha256": "0a" * 32}]
    records.set_entries("sources", [*sources, *(new.source | {"files": files} for new in taken)])
    records.write(target)
    return target


def new_faults(before: Path, after: Path) -> set[Fault]:
    """The faults that the import brought: a few of the records lack much that the checker looks for."""
    return set(check(after, imported=True)) - set(check(before, imported=True))
