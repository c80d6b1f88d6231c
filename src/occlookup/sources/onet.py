"""Reads O*NET 29.3's lists: codes, titles, job zones, tasks, technology and related occupations.

Owns the layouts of those files; the rated elements are in onet_ratings.py. Of a task only the id is read, never its
sentence, and no description of an occupation. Imports nothing of the catalogue, index or renderers.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from occlookup.sources.records import Record
from occlookup.sources.tables import plain, text_table, xlsx_table

SOURCE = "onet-29.3"
CODE = "O*NET-SOC Code"
_TASK_LISTS = {"Core": "ids", "Supplemental": "supplemental", "": "untyped", "n/a": "untyped"}
_TIERS = {"Primary-Short": "primary_short", "Primary-Long": "primary_long", "Supplemental": "supplemental"}


class Technology(NamedTuple):
    """blocks: [technology] by O*NET-SOC code; categories: the titles of the commodity codes."""

    blocks: dict[str, Record]
    categories: dict[str, str]


def read_occupations(path: Path) -> dict[str, str]:
    """O*NET's titles by O*NET-SOC code (Occupation Data.txt), sorted by code."""
    return dict(sorted((row[CODE], plain(row["Title"])) for row in text_table(path, columns=(CODE, "Title"))))


def read_alternate_titles(path: Path) -> dict[str, Record]:
    """The lists "onet" (alternate titles) and "short" by O*NET-SOC code, in the file's order, each title once."""
    columns = (CODE, "Alternate Title", "Short Title")
    titles: dict[str, dict[str, dict[str, None]]] = {}
    for row in xlsx_table(path, columns=columns):
        lists = titles.setdefault(plain(row[CODE]), {"onet": {}, "short": {}})
        lists["onet"][plain(row["Alternate Title"])] = None
        short = plain(row["Short Title"])
        if short not in ("", "n/a"):
            lists["short"][short] = None
    return {code: {name: list(found) for name, found in lists.items()} for code, lists in titles.items()}


def read_reported_titles(path: Path) -> dict[str, Record]:
    """The lists "reported" and, out of it, "my_next_move" by O*NET-SOC code, in the file's order."""
    columns = (CODE, "Reported Job Title", "Shown in My Next Move")
    titles: dict[str, Record] = {}
    for row in text_table(path, columns=columns):
        lists = titles.setdefault(row[CODE], {"reported": [], "my_next_move": []})
        title = plain(row["Reported Job Title"])
        lists["reported"].append(title)
        if _flag(path, row, "Shown in My Next Move"):
            lists["my_next_move"].append(title)
    return titles


def read_job_zones(path: Path) -> dict[str, Record]:
    """The block [job_zone] by O*NET-SOC code; zones 1 to 5.

    Raises:
        ValueError: a column is missing, or a zone is none of 1 to 5.
    """
    blocks: dict[str, Record] = {}
    for row in text_table(path, columns=(CODE, "Job Zone", "Date", "Domain Source")):
        if row["Job Zone"] not in ("1", "2", "3", "4", "5"):
            raise ValueError(f"{path.name}, {row[CODE]}: no job zone {row['Job Zone']!r}")
        blocks[row[CODE]] = {
            "source": SOURCE,
            "date": row["Date"],
            "domain": row["Domain Source"],
            "zone": int(row["Job Zone"]),
        }
    return blocks


def read_job_zone_names(path: Path) -> dict[str, str]:
    """What O*NET calls each job zone, by its element id ("JZ 1"), without the number.

    Raises:
        ValueError: a column is missing, or a name does not begin with the zone's number in words.
    """
    names: dict[str, str] = {}
    for row in text_table(path, columns=("Job Zone", "Name")):
        number, _, name = plain(row["Name"]).partition(": ")
        if not name or not number.startswith("Job Zone "):
            raise ValueError(f"{path.name}: {row['Name']!r} is not the name of a job zone")
        names[f"JZ {row['Job Zone']}"] = name
    return names


def read_tasks(path: Path) -> dict[str, Record]:
    """The block [tasks] by O*NET-SOC code: task ids, core, supplemental and of no type, in the file's order.

    Raises:
        ValueError: a column is missing, an id is no number, or the type is unknown.
    """
    blocks: dict[str, Record] = {}
    for row in text_table(path, columns=(CODE, "Task ID", "Task Type")):
        if row["Task Type"] not in _TASK_LISTS or not row["Task ID"].isdigit():
            raise ValueError(f"{path.name}, {row[CODE]}: task {row['Task ID']!r} of type {row['Task Type']!r}")
        block = blocks.setdefault(row[CODE], {"source": SOURCE, "ids": [], "supplemental": [], "untyped": []})
        block[_TASK_LISTS[row["Task Type"]]].append(int(row["Task ID"]))
    return blocks


def read_technology(path: Path) -> Technology:
    """The block [technology] by O*NET-SOC code, its categories in the order of the file's first mention.

    Raises:
        ValueError: a column is missing, a flag is neither Y nor N, or a commodity code is no number.
    """
    columns = (CODE, "Example", "Commodity Code", "Commodity Title", "Hot Technology", "In Demand")
    found: dict[str, dict[int, Record]] = {}
    titles: dict[str, str] = {}
    for row in text_table(path, columns=columns):
        if not row["Commodity Code"].isdigit():
            raise ValueError(f"{path.name}, {row[CODE]}: no commodity code {row['Commodity Code']!r}")
        commodity, example = int(row["Commodity Code"]), plain(row["Example"])
        titles[row["Commodity Code"]] = plain(row["Commodity Title"])
        category = found.setdefault(row[CODE], {}).setdefault(
            commodity, {"commodity": commodity, "examples": [], "hot": [], "in_demand": []}
        )
        category["examples"].append(example)
        if _flag(path, row, "Hot Technology"):
            category["hot"].append(example)
        if _flag(path, row, "In Demand"):
            category["in_demand"].append(example)
    blocks: dict[str, Record] = {
        code: {"source": SOURCE, "categories": list(categories.values())} for code, categories in found.items()
    }
    return Technology(blocks, dict(sorted(titles.items())))


def read_related(path: Path, onet_codes: Collection[str]) -> dict[str, Record]:
    """The block [related] by O*NET-SOC code: the three tiers, each in the order of O*NET's index.

    Raises:
        ValueError: a column is missing, a tier is unknown, or a related code is not in `onet_codes`.
    """
    columns = (CODE, "Related O*NET-SOC Code", "Relatedness Tier", "Index")
    ranked: dict[str, list[tuple[int, str, str]]] = {}
    for row in text_table(path, columns=columns):
        related, tier = row["Related O*NET-SOC Code"], row["Relatedness Tier"]
        if related not in onet_codes or tier not in _TIERS or not row["Index"].isdigit():
            raise ValueError(f"{path.name}, {row[CODE]}: {related!r} in tier {tier!r} with index {row['Index']!r}")
        ranked.setdefault(row[CODE], []).append((int(row["Index"]), tier, related))
    blocks: dict[str, Record] = {}
    for code, rows in ranked.items():
        block: Record = {"source": SOURCE, "primary_short": [], "primary_long": [], "supplemental": []}
        for _, tier, related in sorted(rows):
            block[_TIERS[tier]].append(related)
        blocks[code] = block
    return blocks


def _flag(path: Path, row: dict[str, str], column: str) -> bool:
    if row[column] not in ("Y", "N"):
        raise ValueError(f"{path.name}, {row[CODE]}: {column} is {row[column]!r}, neither Y nor N")
    return row[column] == "Y"
