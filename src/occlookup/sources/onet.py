"""Reads O*NET's lists: codes, titles, job zones, tasks, technology and related occupations.

Owns the layouts of those files, of release 29.3 and of later ones; the rated elements are in onet_ratings.py. Of a task only
the id is read, never its sentence, and no description of an occupation. Every reader takes text and workbooks, and the id
of the release that its blocks name. Imports nothing of the catalogue, index or renderers.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NamedTuple

from occlookup.sources.onet_tables import CODE, ONET_CODE, UnknownLayoutError, month_and_year, name, onet_table, whole
from occlookup.sources.records import Record
from occlookup.sources.tables import plain

SOURCE = "onet-29.3"  # the release that the bundled records are built from
_TASK_LISTS = {"Core": "ids", "Supplemental": "supplemental", "": "untyped", "n/a": "untyped"}
_TIERS = {"Primary-Short": "primary_short", "Primary-Long": "primary_long", "Supplemental": "supplemental"}


class Technology(NamedTuple):
    """blocks: [technology] by O*NET-SOC code; categories: the titles of the commodity codes; unknown: those without a code."""

    blocks: dict[str, Record]
    categories: dict[str, str]
    unknown: tuple[str, ...]


def read_occupations(path: Path) -> dict[str, str]:
    """O*NET's titles by O*NET-SOC code (Occupation Data.txt), sorted by code."""
    return dict(sorted((row[CODE], name(path, row["Title"], row[CODE])) for row in onet_table(path, (CODE, "Title"))))


def read_alternate_titles(path: Path) -> dict[str, Record]:
    """The lists "onet" (alternate titles, since 30.3 job titles) and "short" by O*NET-SOC code, in the file's order, once."""
    titles: dict[str, dict[str, dict[str, None]]] = {}
    for row in onet_table(path, (CODE, "Alternate Title|Job Title", "Short Title")):
        lists = titles.setdefault(row[CODE], {"onet": {}, "short": {}})
        lists["onet"][name(path, row["Alternate Title"], row[CODE])] = None
        if plain(row["Short Title"]) not in ("", "n/a"):
            lists["short"][name(path, row["Short Title"], row[CODE])] = None
    return {code: {name: list(found) for name, found in lists.items()} for code, lists in titles.items()}


def read_reported_titles(path: Path) -> dict[str, Record]:
    """The lists "reported" and, out of it, "my_next_move" by O*NET-SOC code, in the file's order."""
    columns = (CODE, "Reported Job Title", "Shown in My Next Move")
    titles: dict[str, Record] = {}
    for row in onet_table(path, columns):
        lists = titles.setdefault(row[CODE], {"reported": [], "my_next_move": []})
        title = name(path, row["Reported Job Title"], row[CODE])
        lists["reported"].append(title)
        if _flag(path, row, "Shown in My Next Move"):
            lists["my_next_move"].append(title)
    return titles


def read_job_zones(path: Path, source: str = SOURCE) -> dict[str, Record]:
    """The block [job_zone] by O*NET-SOC code; zones 1 to 5.

    Raises:
        ValueError: a column is missing, or a zone is none of 1 to 5.
    """
    blocks: dict[str, Record] = {}
    for row in onet_table(path, (CODE, "Job Zone", "Date", "Domain Source")):
        if row["Job Zone"] not in ("1", "2", "3", "4", "5"):
            raise ValueError(f"{path.name}, {row[CODE]}: no job zone {row['Job Zone']!r:.40}")
        if row[CODE] in blocks:
            raise ValueError(f"{path.name}, {row[CODE]}: two job zones")
        blocks[row[CODE]] = {
            "source": source,
            "date": month_and_year(path, row["Date"], row[CODE]),
            "domain": name(path, row["Domain Source"], row[CODE]),
            "zone": int(row["Job Zone"]),
        }
    return blocks


def read_job_zone_names(path: Path) -> dict[str, str]:
    """What O*NET calls each job zone, by its element id ("JZ 1"), without the number.

    Since 30.2 there are four: the lowest, 2, is "Job Zone 1-2", and the texts of all of them are other ones.

    Raises:
        ValueError: a column is missing, or a name does not begin with the zone's number in words.
    """
    names: dict[str, str] = {}
    for row in onet_table(path, ("Job Zone", "Name")):
        number, _, words = plain(row["Name"]).partition(": ")
        if not words or not number.startswith("Job Zone "):
            raise ValueError(f"{path.name}: {row['Name']!r:.60} is not the name of a job zone")
        if row["Job Zone"] not in ("1", "2", "3", "4", "5"):
            raise UnknownLayoutError(f"{path.name}: job zone {row['Job Zone']!r:.20}")
        names[f"JZ {row['Job Zone']}"] = name(path, words, number)
    return names


def read_tasks(path: Path, source: str = SOURCE) -> dict[str, Record]:
    """The block [tasks] by O*NET-SOC code: task ids, core, supplemental and of no type, in the file's order.

    Raises:
        ValueError: a column is missing, an id is no number, or the type is unknown.
    """
    blocks: dict[str, Record] = {}
    for row in onet_table(path, (CODE, "Task ID", "Task Type")):
        if row["Task Type"] not in _TASK_LISTS:
            raise ValueError(f"{path.name}, {row[CODE]}: task {row['Task ID']!r:.20} of type {row['Task Type']!r:.20}")
        block = blocks.setdefault(row[CODE], {"source": source, "ids": [], "supplemental": [], "untyped": []})
        block[_TASK_LISTS[row["Task Type"]]].append(whole(path, row["Task ID"], f"{row[CODE]}, task"))
    return blocks


def read_technology(path: Path, source: str = SOURCE) -> Technology:
    """The block [technology] by O*NET-SOC code, its categories in the order of the file's first mention.

    Raises:
        ValueError: a column is missing, a flag is neither Y nor N, or a commodity code is no number.
    """
    made = _TechnologyBlocks(path, source)
    titles: dict[str, str] = {}
    for row in onet_table(path, (CODE, "Example", "Commodity Code", "Commodity Title", "Hot Technology", "In Demand")):
        commodity = whole(path, row["Commodity Code"], f"{row[CODE]}, commodity code")
        titles[str(commodity)] = name(path, row["Commodity Title"], f"{row[CODE]}, commodity")
        made.add(row, commodity, row["Example"])
    return Technology(made.blocks, dict(sorted(titles.items())), ())


def read_software(path: Path, commodities: Mapping[str, int], source: str = SOURCE) -> Technology:
    """The block [technology] from the software skills that replace it since 30.3.

    They name a category by an element of O*NET's own, not by its commodity code: `commodities` has the code of each
    category by its name in small letters. A category that is not among them is left out and named in `unknown`. A flag
    that is not set may be empty.

    Raises:
        ValueError: a column is missing, or a flag is neither Y nor N.
    """
    made = _TechnologyBlocks(path, source)
    titles: dict[str, str] = {}
    unknown: dict[str, None] = {}
    for row in onet_table(path, (CODE, "Workplace Example", "Element Name", "Hot Technology", "In Demand")):
        category = name(path, row["Element Name"], f"{row[CODE]}, category")
        commodity = commodities.get(category.casefold())
        if commodity is None:
            unknown[category] = None
            continue
        titles[str(commodity)] = category
        flags = {column: row[column] or "N" for column in ("Hot Technology", "In Demand")}
        made.add(row | flags, commodity, row["Workplace Example"])
    return Technology(made.blocks, dict(sorted(titles.items())), tuple(unknown))


class _TechnologyBlocks:
    """The blocks [technology] of one file, as its rows come."""

    def __init__(self, path: Path, source: str) -> None:
        self._path, self._source = path, source
        self._categories: dict[tuple[str, int], Record] = {}
        self.blocks: dict[str, Record] = {}

    def add(self, row: Mapping[str, str], commodity: int, cell: str) -> None:
        example = name(self._path, cell, row[CODE])
        category = self._categories.get((row[CODE], commodity))
        if category is None:
            category = {"commodity": commodity, "examples": [], "hot": [], "in_demand": []}
            self._categories[row[CODE], commodity] = category
            self.blocks.setdefault(row[CODE], {"source": self._source, "categories": []})["categories"].append(category)
        category["examples"].append(example)
        if _flag(self._path, row, "Hot Technology"):
            category["hot"].append(example)
        if _flag(self._path, row, "In Demand"):
            category["in_demand"].append(example)


def read_related(path: Path, onet_codes: Collection[str] | None, source: str = SOURCE) -> dict[str, Record]:
    """The block [related] by O*NET-SOC code: the three tiers, each in the order of O*NET's index.

    Raises:
        ValueError: a column is missing, a tier is unknown, or a related code is not in `onet_codes` (None: any may be).
    """
    columns = (CODE, "Related O*NET-SOC Code", "Relatedness Tier", "Index")
    ranked: dict[str, list[tuple[int, str, str]]] = {}
    for row in onet_table(path, columns):
        related, tier = row["Related O*NET-SOC Code"], row["Relatedness Tier"]
        known = ONET_CODE.fullmatch(related) if onet_codes is None else related in onet_codes
        if not known or tier not in _TIERS or related == row[CODE]:
            raise ValueError(f"{path.name}, {row[CODE]}: {related!r:.40} in tier {tier!r:.40}")
        ranked.setdefault(row[CODE], []).append((whole(path, row["Index"], f"{row[CODE]}, index"), tier, related))
    blocks: dict[str, Record] = {}
    for code, rows in ranked.items():
        block: Record = {"source": source, "primary_short": [], "primary_long": [], "supplemental": []}
        for _, tier, related in sorted(rows):
            block[_TIERS[tier]].append(related)
        blocks[code] = block
    return blocks


def _flag(path: Path, row: Mapping[str, str], column: str) -> bool:
    if row[column] not in ("Y", "N"):
        raise ValueError(f"{path.name}, {row[CODE]}: {column} is {row[column]!r:.20}, neither Y nor N")
    return row[column] == "Y"
