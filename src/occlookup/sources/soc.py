"""Reads the Standard Occupational Classification: the 2018 structure, its direct match titles, the way from SOC 2010.

Owns what a SOC group, a detailed occupation and an aggregate are. Imports nothing of the catalogue, index or renderers.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from occlookup.sources.tables import json_tables, plain, xlsx_rows, xlsx_table

TOTAL = "00-0000"
_LEVELS = ("major", "minor", "broad", "detailed")  # the structure file's first four columns
_CODE = re.compile(r"\d\d-\d{4}")


class Group(NamedTuple):
    """A SOC 2018 group; level is total, major, minor or broad; parent is "" for the total."""

    code: str
    title: str
    level: str
    parent: str


class Detailed(NamedTuple):
    """A SOC 2018 detailed occupation and the groups that it is in."""

    code: str
    title: str
    major: str
    minor: str
    broad: str


class Aggregate(NamedTuple):
    """An occupation that OEWS publishes and SOC 2018 does not have; broad is "" where it is itself that broad group."""

    code: str
    title: str
    major: str
    minor: str
    broad: str
    members: tuple[str, ...]


class Structure(NamedTuple):
    """SOC 2018 by code, in the order of the codes."""

    groups: dict[str, Group]
    detailed: dict[str, Detailed]


def read_structure(path: Path) -> Structure:
    """The SOC 2018 structure from BLS's workbook, with the total (00-0000) that OEWS adds.

    Raises:
        ValueError: the workbook is not laid out as BLS's, or names no detailed occupation.
    """
    groups = {TOTAL: Group(TOTAL, "All Occupations", "total", "")}
    detailed: dict[str, Detailed] = {}
    above = [TOTAL, "", "", ""]  # the latest code of each level; a row belongs to those before it
    for row in xlsx_rows(path):
        place = next((i for i, cell in enumerate(row[:4]) if isinstance(cell, str) and _CODE.fullmatch(cell.strip())), None)
        if place is None or len(row) < 5:
            continue
        code, title = plain(row[place]), plain(row[4])
        if _LEVELS[place] == "detailed":
            detailed[code] = Detailed(code, title, *above[1:4])
        else:
            groups[code] = Group(code, title, _LEVELS[place], above[place])
            above[place + 1] = code
    if not detailed:
        raise ValueError(f"{path.name}: no detailed occupation in it; is it the SOC 2018 structure?")
    # By the order of the rows, not by the digits: 29-1221 (Pediatricians) is in 29-1210, and there is no 29-1220.
    for occupation in detailed.values():
        if not occupation.code[:2] == occupation.major[:2] == occupation.broad[:2]:
            raise ValueError(f"{path.name}: {occupation.code} stands under {occupation.broad or 'no group'}")
    return Structure(dict(sorted(groups.items())), dict(sorted(detailed.items())))


def read_direct_match(path: Path) -> dict[str, list[str]]:
    """The direct match titles by SOC 2018 code, in the file's order; the few that the file repeats, once.

    Raises:
        ValueError: the workbook has not the columns of BLS's direct match title file.
    """
    code_column, title_column = "2018 SOC Code", "2018 SOC Direct Match Title"
    titles: dict[str, dict[str, None]] = {}
    for row in xlsx_table(path, first_column=code_column, columns=(title_column,)):
        titles.setdefault(plain(row[code_column]), {})[plain(row[title_column])] = None
    return {code: [title for title in found if title] for code, found in sorted(titles.items())}


def read_crosswalk(path: Path) -> dict[str, tuple[str, ...]]:
    """The SOC 2018 codes of every SOC 2010 code, sorted.

    Raises:
        ValueError: the file has not the two objects one_to_one and ambiguous.
    """
    single, several = json_tables(path, "one_to_one", "ambiguous")
    successors = {code: (target,) for code, target in single.items()}
    successors |= {code: tuple(sorted(targets)) for code, targets in several.items()}
    return dict(sorted(successors.items()))


def retired_codes(crosswalk: Mapping[str, tuple[str, ...]]) -> list[dict[str, Any]]:
    """The entries of retired.toml: SOC 2010 codes that did not go over to the same SOC 2018 code whole."""
    return [
        {"code": code, "successors": list(successors)}
        for code, successors in sorted(crosswalk.items())
        if successors != (code,)
    ]


def predecessors(crosswalk: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    """The SOC 2010 codes that led to each SOC 2018 code, sorted."""
    led: dict[str, list[str]] = {}
    for old, successors in sorted(crosswalk.items()):
        for new in successors:
            led.setdefault(new, []).append(old)
    return led


def find_aggregates(published: Mapping[str, str], structure: Structure) -> dict[str, Aggregate]:
    """The aggregates among the codes (and titles) that OEWS publishes, by code.

    A published code is one where SOC 2018 has no such code at all, or has it as a broad group of which no detailed
    occupation is published. Its members are the detailed occupations of its broad group that are not published.

    Raises:
        ValueError: a published code lies in no broad group of SOC 2018.
    """
    found = {}
    for code in sorted(published):
        group = structure.groups.get(code)
        if code in structure.detailed or (group and (group.level != "broad" or _any_published(code, published, structure))):
            continue
        broad = structure.groups.get(code[:6] + "0")
        if broad is None or broad.level != "broad":
            raise ValueError(f"OEWS publishes {code} ({published[code]}), which lies in no broad group of SOC 2018")
        minor = structure.groups[broad.parent]
        members = tuple(
            occupation.code
            for occupation in structure.detailed.values()
            if occupation.broad == broad.code and occupation.code not in published
        )
        found[code] = Aggregate(code, plain(published[code]), minor.parent, minor.code, "" if group else broad.code, members)
    return found


def _any_published(broad: str, published: Collection[str], structure: Structure) -> bool:
    return any(code in published for code, occupation in structure.detailed.items() if occupation.broad == broad)
