"""Puts what a release of O*NET says into the records: blocks, titles, codes that came, went or have another title.

Owns what becomes of the words that people wrote when the tasks that they say again are gone. The names of elements are
onet_elements.py's. Reads no file of O*NET.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from occlookup.sources.assemble import BLOCKS
from occlookup.sources.onet_blocks import OnetBlocks
from occlookup.sources.record_set import RecordSet
from occlookup.sources.records import Record
from occlookup.sources.taking import counted

_TIERS = ("primary_short", "primary_long", "supplemental")
_TASK_LISTS = ("ids", "untyped", "supplemental")
_ALTERNATE, _REPORTED = ("onet", "short"), ("reported", "my_next_move")
# A table that has fewer than this share of the occupations that have the block now is taken for the half of one.
_LEAST_SHARE = 0.75
_NAMED = 8  # so many codes are named in a line


def put_blocks(records: RecordSet, found: OnetBlocks, source: str) -> list[str]:
    """Put a release's blocks into the records, each in the place of the one that is there; what is to be said of it.

    A block whose table the release has is that table's alone: an occupation that the table does not have has it no more.

    Raises:
        ValueError: a table has codes that the release's own list of occupations does not have, or far too few occupations.
    """
    _hold_codes(records, found)
    said = _put_codes(records, found)
    homes = _homes(records)
    blocks: dict[str, dict[str, Record]] = dict(found.blocks)
    if "related" in blocks:
        blocks["related"], unknown = _known_related(blocks["related"], homes)
        if unknown:
            said.append(f"Related occupations: {_codes(unknown)} without a record, left out of the others' lists.")
    if found.onet_titles is None:
        strange = {code for by_code in _all_tables(found).values() for code in by_code if code not in homes}
        if strange:
            said.append(f"{_codes(strange)} of the tables without a record, left out.")
    without: dict[str, list[str]] = {}
    counts = {"lines": 0, "ids": 0, "texts": 0}
    for code in records.codes():
        record = records.occupation(code)
        onet_code = record.get("onet_code", "")
        changed = {name: by_code.get(onet_code) for name, by_code in blocks.items()}
        for name, block in changed.items():
            if block is None and name in record:
                without.setdefault(name, []).append(code)
        titles = _titles(record.get("titles", {}), found, onet_code, source)
        new = _with(record, changed | ({"titles": titles} if titles is not None else {}))
        if "tasks" in blocks:
            new = _with_text(new, counts)
        if new != record:
            records.set_occupation(new)
    for name, codes in without.items():
        said.append(f"[{name}] is gone where the release has none any more: {_codes(codes)}.")
    if counts["ids"]:
        tasks, texts = counted(counts["ids"], "task"), counted(counts["texts"], "occupation")
        lines = counted(counts["lines"], "line")
        said.append(f"Gone from the release: {tasks} that task lines of {texts} name. Dropped, with no task left: {lines}.")
    return said


def forget_codes(records: RecordSet, codes: Collection[str]) -> list[str]:
    """Take O*NET-SOC codes that have no record any more out of what names them: related occupations, everyday names."""
    said = []
    for code in records.codes():
        record = records.occupation(code)
        related = record.get("related", {})
        if any(named in codes for tier in _TIERS for named in related.get(tier, [])):
            records.set_occupation(_with(record, {"related": _without(related, codes)}))
    entries = records.entries("everyday")
    kept_names = [
        entry | {"codes": meant} for entry in entries if (meant := [code for code in entry["codes"] if code not in codes])
    ]
    if kept_names != entries:
        records.set_entries("everyday", kept_names)
        lost = sorted({entry["name"] for entry in entries} - {entry["name"] for entry in kept_names})
        if lost:
            said.append(f"Everyday names that meant nothing else are gone: {', '.join(lost)}.")
    return said


def _put_codes(records: RecordSet, found: OnetBlocks) -> list[str]:
    """The codes that came, went or have another title, where the release lists its occupations."""
    if found.onet_titles is None:
        return []
    titles, said = found.onet_titles, []
    present = set(records.codes())
    detailed = {code for code in present if records.occupation(code)["kind"] == "detailed"}
    strange = [code for code in titles if code[:7] not in detailed]
    added, retitled = [], []
    for code, title in titles.items():
        home = code.removesuffix(".00")
        if code[:7] not in detailed:
            continue
        if home not in present:
            records.set_occupation(_specialty(records.occupation(code[:7]), code, title))
            added.append(f"{code} ({title})")
            continue
        record = records.occupation(home)
        if record["kind"] == "specialty" and record["title"] != title:
            retitled.append(f"{code} ({record['title']}, now {title})")
            records.set_occupation(record | {"title": title})
        elif record["kind"] == "detailed" and "onet_code" not in record:
            added.append(code)
            records.set_occupation(_with_onet_code(record, code))
    dropped = {code: home for code, home in _homes(records).items() if code not in titles}
    for code, home in dropped.items():
        record = records.occupation(home)
        if record["kind"] == "detailed":
            records.set_occupation({key: value for key, value in record.items() if key != "onet_code"})
            said.append(
                f"{code} ({record['title']}) is no O*NET-SOC code any more: what O*NET says of it is of an earlier release."
            )
        else:
            records.remove_occupation(home)
            words = " and the text written for it" if "text" in record else ""
            said.append(f"{code} ({record['title']}) is no O*NET-SOC code any more: its record{words} is gone.")
    for line, names in (("New O*NET-SOC codes", added), ("Other titles", retitled)):
        if names:
            said.append(f"{line}: {'; '.join(names)}.")
    if strange:
        said.append(f"{_codes(strange)} of no occupation of SOC 2018 that has a record, left out.")
    return said + forget_codes(records, set(dropped))


def _specialty(parent: Record, code: str, title: str) -> Record:
    """The record of a new specialty, as assemble.py makes it, still without a block."""
    return {
        "code": code,
        "title": title,
        "kind": "specialty",
        "onet_code": code,
        "parent": parent["code"],
        "published_as": parent.get("published_as", parent["code"]),
        "groups": dict(parent["groups"]),
    }


def _with_onet_code(record: Record, code: str) -> Record:
    """The record with its O*NET-SOC code right after its kind."""
    place = list(record).index("kind") + 1
    entries = list(record.items())
    return dict([*entries[:place], ("onet_code", code), *entries[place:]])


def _with(record: Record, changed: dict[str, Any]) -> Record:
    """The record with these blocks for its own, in their order; a block that is None or empty is none."""
    identity = {key: value for key, value in record.items() if key not in BLOCKS}
    blocks = {key: value for key, value in record.items() if key in BLOCKS} | changed
    return identity | {name: blocks[name] for name in BLOCKS if blocks.get(name)}


def _titles(block: Record, found: OnetBlocks, onet_code: str, source: str) -> Record | None:
    """[titles] with the lists that the release has; None where it has none of them.

    The releases of O*NET that the block names are, in this order, that of the alternate titles and that of the reported
    ones, where they differ.
    """
    if found.alternate is None and found.reported is None:
        return None
    named = [name for name in block.get("source", []) if name.startswith("onet-")]
    of = {_ALTERNATE: named[0] if named else "", _REPORTED: named[-1] if named else ""}
    lists = {name: titles for name, titles in block.items() if name != "source"}
    for names, table in ((_ALTERNATE, found.alternate), (_REPORTED, found.reported)):
        if table is not None:
            of[names] = source
            lists |= {name: table.get(onet_code, {}).get(name, []) for name in names}
    if not any(lists.values()):
        return {}
    sources = [of[names] for names in (_ALTERNATE, _REPORTED) if any(lists.get(name) for name in names)]
    others = [name for name in block.get("source", []) if not name.startswith("onet-")]
    ordered = {name: lists[name] for name in (*_ALTERNATE, *_REPORTED, "direct_match") if name in lists}
    return {"source": [*dict.fromkeys(sources), *others], **ordered}


def _with_text(record: Record, counts: dict[str, int]) -> Record:
    """The record with task lines that name tasks which it has, in O*NET's order; lines that name none are dropped."""
    lines = record.get("text", {}).get("tasks")
    if not lines:
        return record
    tasks = record.get("tasks", {})
    order = {task: number for number, task in enumerate(task for name in _TASK_LISTS for task in tasks.get(name, []))}
    kept = []
    for line in lines:
        known = [task for task in line["onet_task_ids"] if task in order]
        if known:
            kept.append(line | {"onet_task_ids": known})
    kept.sort(key=lambda line: min(order[task] for task in line["onet_task_ids"]))
    if kept == lines:
        return record
    lost = _named_tasks(lines) - _named_tasks(kept)
    counts["ids"] += lost
    counts["lines"] += len(lines) - len(kept)
    counts["texts"] += lost > 0
    text = {key: value for key, value in record["text"].items() if key != "tasks"} | ({"tasks": kept} if kept else {})
    return record | {"text": text}


def _named_tasks(lines: list[Record]) -> int:
    return sum(len(line["onet_task_ids"]) for line in lines)


def _known_related(blocks: dict[str, Record], homes: dict[str, str]) -> tuple[dict[str, Record], set[str]]:
    """The blocks [related] with the codes that have a record, and the others."""
    unknown = {code for block in blocks.values() for tier in _TIERS for code in block[tier] if code not in homes}
    if unknown:
        blocks = {code: _without(block, unknown) for code, block in blocks.items()}
    return blocks, unknown


def _without(related: Record, codes: Collection[str]) -> Record:
    """The block [related] without these codes; an empty one where it names no other."""
    kept = {tier: [named for named in related.get(tier, []) if named not in codes] for tier in _TIERS}
    return related | kept if any(kept.values()) else {}


def _hold_codes(records: RecordSet, found: OnetBlocks) -> None:
    homes = _homes(records)
    listed: Iterable[str] | None = found.onet_titles
    if listed is not None:
        _hold_share(found.file_names["occupations"], homes, [code for code in homes if code in listed])
    for name, by_code in _all_tables(found).items():
        if listed is not None and (unknown := sorted(set(by_code) - set(listed))):
            raise ValueError(f"{found.file_names[name]}: {unknown[0]} is not in the release's own list of occupations")
        has = [code for code, home in homes.items() if _has(records.occupation(home), name) and (not listed or code in listed)]
        _hold_share(found.file_names[name], has, [code for code in has if code in by_code])


def _has(record: Record, name: str) -> bool:
    """Whether the record has figures of a table, titles included."""
    lists = {"alternate titles": _ALTERNATE, "reported titles": _REPORTED}
    return any(record.get("titles", {}).get(kind) for kind in lists[name]) if name in lists else name in record


def _hold_share(name: str, had: Collection[str], have: Collection[str]) -> None:
    if len(have) < _LEAST_SHARE * len(had):
        raise ValueError(f"{name}: it has {len(have)} of the {len(had)} occupations that have such figures now; is it whole?")


def _all_tables(found: OnetBlocks) -> dict[str, Collection[str]]:
    titles = {"alternate titles": found.alternate, "reported titles": found.reported}
    return {**found.blocks, **{name: table for name, table in titles.items() if table is not None}}


def _homes(records: RecordSet) -> dict[str, str]:
    """The codes of the records by their O*NET-SOC codes."""
    coded = ((record.get("onet_code"), record["code"]) for record in records.occupations())
    return {onet_code: code for onet_code, code in coded if onet_code}


def _codes(codes: Collection[str]) -> str:
    named = ", ".join(sorted(codes)[:_NAMED])
    more = f" and {len(codes) - _NAMED} more" if len(codes) > _NAMED else ""
    return f"{counted(len(codes), 'code')} ({named}{more})"
