"""What the O*NET release says of each occupation, read without the project's own readers.

Every figure is one entry of a flat dict, so that two sides are compared at once and a sample is drawn with ease:
{"interests.realistic": 1.3, "skills.2.A.1.a.level": 4.62, "related": ["11-1021", ...], ...}. published.py takes the same dict
out of the query layer's answer.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl

Facts = dict[str, Any]
ByCode = dict[str, Facts]

CODE = "O*NET-SOC Code"
INTERESTS = ("realistic", "investigative", "artistic", "social", "enterprising", "conventional")
_EMPTY = ("", "n/a", None)


def read_profiles(sources: Path) -> ByCode:
    """Every figure of O*NET 29.3 and of the work context that `show` tells, by O*NET-SOC code."""
    onet = sources / "onet-29.3"
    facts: ByCode = defaultdict(dict)
    _read_interests(onet / "Interests.txt", facts)
    for row in text_rows(onet / "Job Zones.txt"):
        facts[row[CODE]]["job_zone"] = int(row["Job Zone"])
    for block, name in (("skills", "Skills.xlsx"), ("knowledge", "Knowledge.xlsx"), ("work_styles", "Work Styles.txt")):
        _read_ratings(onet / name, block, facts)
    for row in text_rows(onet / "Work Values.txt"):
        if row["Scale ID"] == "EX":
            facts[row[CODE]][f"work_values.{row['Element ID']}"] = float(row["Data Value"])
    for row in text_rows(sources / "work-context/work_context.tsv"):
        facts[row["onetsoc"]][f"work_context.{row['item']}"] = float(row["score"])
    _read_survey(onet, facts)
    _read_technology(onet / "Technology Skills.txt", facts)
    _read_related(onet / "Related Occupations.txt", facts)
    return dict(facts)


def read_occupations(sources: Path) -> dict[str, str]:
    """O*NET's titles by O*NET-SOC code."""
    return {row[CODE]: row["Title"] for row in text_rows(sources / "onet-29.3/Occupation Data.txt")}


def read_titles(sources: Path) -> dict[str, set[str]]:
    """Alternate, short and reported titles of O*NET, and the direct match titles of the SOC, by O*NET-SOC code."""
    titles: dict[str, set[str]] = defaultdict(set)
    for row in workbook_rows(sources / "onet-29.3/Alternate Titles.xlsx"):
        titles[row[CODE]] |= {row["Alternate Title"], row["Short Title"]} - {*_EMPTY}
    for row in text_rows(sources / "onet-29.3/Sample of Reported Titles.txt"):
        titles[row[CODE]].add(row["Reported Job Title"])
    for row in workbook_rows(sources / "soc-2018/soc_2018_direct_match_title_file.xlsx", first_column="2018 SOC Code"):
        titles[f"{row['2018 SOC Code']}.00"].add(row["2018 SOC Direct Match Title"])
    return dict(titles)


def read_programs(sources: Path) -> dict[str, dict[str, str]]:
    """The CIP 2020 programs of each SOC 2018 code, code to title; the workbook has each match on either of two sheets."""
    programs: dict[str, dict[str, str]] = defaultdict(dict)
    for sheet in ("CIP-SOC", "SOC-CIP"):
        for row in workbook_rows(sources / "education-programs/CIP2020_SOC2018_Crosswalk.xlsx", sheet):
            if row["CIP2020Code"] != "99.9999" and row["SOC2018Code"] != "99-9999":
                programs[row["SOC2018Code"]][row["CIP2020Code"]] = row["CIP2020Title"]
    return dict(programs)


def text_rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a tab-separated file that quotes nothing."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        yield from csv.DictReader(stream, dialect="excel-tab", quoting=csv.QUOTE_NONE)


def workbook_rows(path: Path, sheet: str | None = None, *, first_column: str | None = None) -> Iterator[dict[str, Any]]:
    """The rows below the header, which is the first row or the one that begins with `first_column`."""
    workbook = openpyxl.load_workbook(path, read_only=True)
    rows = (workbook[sheet] if sheet else workbook.worksheets[0]).iter_rows(values_only=True)
    header = next(row for row in rows if first_column in (None, row[0]))
    for row in rows:
        if row[0] is not None:
            yield dict(zip(header, row, strict=True))
    workbook.close()


def _read_interests(path: Path, facts: ByCode) -> None:
    points: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for row in text_rows(path):
        if row["Scale ID"] == "OI":
            facts[row[CODE]][f"interests.{row['Element Name'].lower()}"] = float(row["Data Value"])
        else:  # first, second and third high point: 1 to 6 in the order of RIASEC, 0 for none
            points[row[CODE]].append((row["Element ID"], int(float(row["Data Value"]))))
    for code, high_points in points.items():
        letters = (INTERESTS[number - 1][0].upper() for _, number in sorted(high_points) if number)
        facts[code]["interests.code"] = "".join(letters)


def _read_ratings(path: Path, block: str, facts: ByCode) -> None:
    rows = workbook_rows(path) if path.suffix == ".xlsx" else text_rows(path)
    for row in rows:
        field = {"IM": "importance", "LV": "level"}[row["Scale ID"]]
        key = f"{block}.{row['Element ID']}.{field}"
        facts[row[CODE]][key] = float(row["Data Value"])
        facts[row[CODE]][f"{block}.{row['Element ID']}.name"] = row["Element Name"]
        flags = {"suppress": row["Recommend Suppress"], "not_relevant": row.get("Not Relevant")}
        if noted := [flag for flag, given in flags.items() if given == "Y"]:
            facts[row[CODE]][f"{key}.note"] = ", ".join(noted)


def _read_survey(onet: Path, facts: ByCode) -> None:
    # What follows a dash explains the category; the file leaves the word None empty.
    categories = {
        (row["Scale ID"], row["Category"]): row["Category Description"].split(" - ")[0] or "None"
        for row in text_rows(onet / "Education, Training, and Experience Categories.txt")
    }
    for row in workbook_rows(onet / "Education, Training, and Experience.xlsx"):
        scale = row["Scale ID"]
        if scale != "IM":  # importance of certificates and apprenticeships: no command tells it
            facts[row[CODE]][f"survey.{scale}.{categories[scale, str(row['Category'])]}"] = float(row["Data Value"])


def _read_technology(path: Path, facts: ByCode) -> None:
    for row in text_rows(path):
        mine, key = facts[row[CODE]], f"technology.{row['Commodity Title']}"
        if key not in mine:
            mine.setdefault("technology", []).append(row["Commodity Title"])
        mine.setdefault(key, []).append(row["Example"])
        mine.setdefault(f"{key}.hot", []).extend([row["Example"]] if row["Hot Technology"] == "Y" else [])
        mine.setdefault(f"{key}.in_demand", []).extend([row["Example"]] if row["In Demand"] == "Y" else [])


def _read_related(path: Path, facts: ByCode) -> None:
    ranked: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in text_rows(path):
        ranked[row[CODE]].append((int(row["Index"]), row["Related O*NET-SOC Code"].removesuffix(".00")))
    for code, related in ranked.items():
        facts[code]["related"] = [other for _, other in sorted(related)]
