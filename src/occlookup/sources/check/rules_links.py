"""Rules of references: every code, element and source that a record names has a record, and kinds fit their blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from occlookup.sources.check.tree import Finding, Record, Tree, registry

RULES, rule = registry()

_ONET_BLOCKS = (
    *("interests", "job_zone", "skills", "knowledge", "work_styles", "work_values"),
    *("work_context", "tasks", "technology", "survey", "related"),
)
_PUBLISHED_BLOCKS = ("projections", "wages", "history", "industries")
_ELEMENT_TABLES = {
    "skills": ("importance", "level"),
    "knowledge": ("importance", "level"),
    "work_styles": ("importance",),
    "work_values": ("extent",),
    "work_context": ("score",),
    "survey": ("importance",),
}
_SURVEY_SCALES = ("RL", "RW", "PT", "OJ")
_LEVELS = {"total": None, "major": "total", "minor": "major", "broad": "minor"}
_SHA256 = re.compile(r"[0-9a-f]{64}")
_FETCHED = re.compile(r"https://[a-z0-9.-]+/[!-~]+\.(?:zip|xlsx)")


def _records(tree: Tree) -> dict[str, Record]:
    return {record["code"]: record for _, record in tree.occupations()}


@rule("kind")
def kinds_have_their_blocks(tree: Tree) -> Iterator[Finding]:
    """An occupation's kind is known, and it has the keys and blocks that its kind may have, and no other ones."""
    for place, record in tree.occupations():
        kind, member = record["kind"], "parent" in record
        forbidden: tuple[str, ...] = ()
        if kind == "aggregate":
            forbidden = (*_ONET_BLOCKS, "onet_code", "parent", "published_as")
            if not record.get("members"):
                yield place, "an aggregate has no members"
        elif kind in ("detailed", "specialty"):
            forbidden = (*(_PUBLISHED_BLOCKS if member or kind == "specialty" else ()), "members")
            if kind == "specialty" and not member:
                yield place, "a specialty has no parent"
            if kind == "specialty" and "onet_code" not in record:
                yield place, "a specialty has no onet_code"
            elif "onet_code" in record and record["onet_code"] != (
                record["code"] if kind == "specialty" else f"{record['code']}.00"
            ):
                yield place, f"onet_code {record['onet_code']} is not that of {record['code']}"
        else:
            yield place, f"{kind!r} is no kind of occupation"
        for key in forbidden:
            if key in record:
                yield place, f"{key} does not belong in this kind of record ({kind}{', a member' if member else ''})"


@rule("onet-codes")
def detailed_occupations_are_onets(tree: Tree) -> Iterator[Finding]:
    """Every detailed occupation has its O*NET-SOC code."""
    for place, record in tree.occupations():
        if record["kind"] == "detailed" and "onet_code" not in record:
            yield place, "a detailed occupation has no onet_code"


@rule("parent")
def parents_exist(tree: Tree) -> Iterator[Finding]:
    """A specialty's parent is its detailed occupation; a detailed occupation's is an aggregate that names it."""
    codes, records = tree.codes(), _records(tree)
    for place, record in tree.occupations():
        if (parent := record.get("parent")) is None:
            continue
        if parent not in codes:
            yield place, f"parent {parent} has no record"
        elif record["kind"] == "specialty" and record["code"][:7] != parent:
            yield place, f"parent {parent} is not the occupation of {record['code']}"
        elif record["kind"] == "detailed" and parent in records and not _names(records[parent], record):
            yield place, f"parent {parent} does not name it as a member"


def _names(aggregate: Record, member: Record) -> bool:
    return member["code"] in aggregate.get("members", [])


@rule("members")
def members_exist(tree: Tree) -> Iterator[Finding]:
    """An aggregate's members have records, and name it as their parent."""
    codes, records = tree.codes(), _records(tree)
    for place, record in tree.occupations():
        for member in record.get("members", []):
            if member not in codes:
                yield place, f"member {member} has no record"
            elif member in records and "parent" not in records[member]:
                yield place, f"member {member} does not name it as its parent"


@rule("groups")
def groups_exist(tree: Tree) -> Iterator[Finding]:
    """An occupation's groups are in groups.toml at their level."""
    if tree.missing("groups"):
        return
    levels = {group["code"]: group["level"] for group in tree.entries("groups")}
    for place, record in tree.occupations():
        for level, code in record["groups"].items():
            if levels.get(code) != level:
                yield place, f"{code} is not a {level} group of groups.toml"
        if "broad" not in record["groups"] and record["kind"] != "aggregate":
            yield place, "only an aggregate may be without a broad group"


@rule("group-parents")
def group_parents_exist(tree: Tree) -> Iterator[Finding]:
    """A group's level is known, and its parent is a group of the level above; the total has none."""
    groups = tree.entries("groups")
    levels = {group["code"]: group["level"] for group in groups}
    for group in groups:
        if group["level"] not in _LEVELS:
            yield "groups.toml", f"{group['code']}: {group['level']!r} is no level"
        elif levels.get(group.get("parent", "")) != _LEVELS[group["level"]]:
            yield "groups.toml", f"{group['code']} ({group['level']}): parent {group.get('parent')} does not fit"


@rule("published-as")
def published_as_exists(tree: Tree) -> Iterator[Finding]:
    """The code whose figures apply has a record that is no specialty and no member itself."""
    codes, records = tree.codes(), _records(tree)
    for place, record in tree.occupations():
        code = record.get("published_as")
        if code is None:
            if record["kind"] == "specialty" or "parent" in record:
                yield place, "it has figures of its own neither here nor by published_as"
        elif code not in codes:
            yield place, f"published_as {code} has no record"
        elif code in records and "published_as" in records[code]:
            yield place, f"published_as {code} has no figures of its own either"


@rule("related")
def related_exist(tree: Tree) -> Iterator[Finding]:
    """Related occupations are O*NET-SOC codes of records, each named once and none its own."""
    codes = tree.codes()
    known = {f"{code}.00" if len(code) == 7 else code for code in codes}
    for place, record in tree.occupations():
        block = record.get("related", {})
        named = [code for tier in ("primary_short", "primary_long", "supplemental") for code in block.get(tier, [])]
        for code in sorted(set(named)):
            if code not in known or code == record.get("onet_code"):
                yield place, f"related {code} has no record, or is this one"
        if len(named) != len(set(named)):
            yield place, "a related occupation is named twice"


@rule("programs")
def programs_exist(tree: Tree) -> Iterator[Finding]:
    """An occupation's programs of study are in programs.toml."""
    if tree.missing("programs"):
        return
    known = {program["cip"] for program in tree.entries("programs")}
    for place, record in tree.occupations():
        for cip in record.get("programs", {}).get("cip", []):
            if cip not in known:
                yield place, f"program {cip} is not in programs.toml"


@rule("elements")
def elements_exist(tree: Tree) -> Iterator[Finding]:
    """The elements, technology categories and survey categories of an occupation are in elements.toml."""
    if tree.missing("elements"):
        return
    known = {element["id"] for element in tree.entries("elements")}
    for place, record in tree.occupations():
        for element in sorted(_element_ids(record) - known):
            yield place, f"element {element!r} is not in elements.toml"


def _element_ids(record: Record) -> set[str]:
    ids = {
        element
        for block, tables in _ELEMENT_TABLES.items()
        for table in tables
        for element in record.get(block, {}).get(table, {})
    }
    ids |= {str(category["commodity"]) for category in record.get("technology", {}).get("categories", [])}
    survey = record.get("survey", {})
    return ids | {f"{scale} {category}" for scale in _SURVEY_SCALES for category in survey.get(scale, {})}


@rule("retired")
def successors_exist(tree: Tree) -> Iterator[Finding]:
    """A retired code's successors have records."""
    codes = tree.codes()
    for entry in tree.entries("retired"):
        if not entry["successors"]:
            yield "retired.toml", f"{entry['code']} has no successor"
        for code in entry["successors"]:
            if code not in codes:
                yield "retired.toml", f"{entry['code']}: successor {code} has no record"


@rule("source-known")
def sources_exist(tree: Tree) -> Iterator[Finding]:
    """Every source that a record names is in sources.toml."""
    if tree.missing("sources"):
        return
    known = {source["id"] for source in tree.entries("sources")}
    for place, record in (*tree.occupations(), *tree.states(), *(("groups.toml", g) for g in tree.entries("groups"))):
        named = {name for key, block in record.items() if key != "text" for name in _sources(block)}
        if "state" in record:
            named |= {*_sources(record["wages"]["areas"])}
        for name in sorted(named - known):
            yield place, f"source {name!r} is not in sources.toml"


def _sources(block: Any) -> Iterator[str]:
    for table in block if isinstance(block, list) else [block]:
        if isinstance(table, dict) and "source" in table:
            yield from [table["source"]] if isinstance(table["source"], str) else table["source"]


@rule("source-facts")
def sources_say_where_they_come_from(tree: Tree) -> Iterator[Finding]:
    """A source has a publisher, release, period, address and licence; OEWS releases have their top codes.

    What `data fetch` downloads is an archive or a workbook at an https address, on the host that `url` names.
    """
    for source in tree.entries("sources"):
        for key in ("publisher", "release", "period", "licence"):
            if not source[key]:
                yield "sources.toml", f"{source['id']} has no {key}"
        if not source["url"].startswith("https://"):
            yield "sources.toml", f"{source['id']}: {source['url']!r} is no https address"
        fetch = source.get("fetch")
        if fetch is not None and not (_FETCHED.fullmatch(fetch) and fetch.split("/")[2] == source["url"].split("/")[2]):
            yield "sources.toml", f"{source['id']}: {fetch!r} is no https address of an archive or a workbook of its publisher"
        if source["id"].startswith("oews-") and not ("hourly_top_code" in source and "annual_top_code" in source):
            yield "sources.toml", f"{source['id']} has no top codes"


@rule("source-files")
def sources_name_their_files(tree: Tree) -> Iterator[Finding]:
    """A source names at least one file or says why it has none, each with its SHA-256 in 64 hexadecimal digits."""
    for source in tree.entries("sources"):
        if not source["files"] and not source.get("without_files"):
            yield "sources.toml", f"{source['id']} names no file"
        for file in source["files"]:
            if not file["name"] or not _SHA256.fullmatch(file["sha256"]):
                yield "sources.toml", f"{source['id']}: {file['name']!r} has no SHA-256: {file['sha256']!r}"
