"""Rules of the layout: files, keys, types, the formats of codes, clean characters, and how many records there are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from occlookup.sources.check.layout import layout_of
from occlookup.sources.check.tree import LISTS, Finding, Record, Rule, Tree, registry

RULES, rule = registry()
# A file with a fault of these is left out of the rules after them.
UNSOUND = frozenset({"required-keys", "types"})

_SOC = re.compile(r"\d\d-\d{4}")
_ONET = re.compile(r"\d\d-\d{4}\.\d\d")
_SPECIALTY = re.compile(r"\d\d-\d{4}\.(?!00)\d\d")
_AREA = re.compile(r"\d{7}")
_STATE = re.compile(r"[A-Z]{2}")
_FIPS = re.compile(r"\d\d")
_INDUSTRY = re.compile(r"[0-9A-Z-]{6}")
_CIP = re.compile(r"\d\d\.\d{4}")
_DATE = re.compile(r"(?:0[1-9]|1[0-2])/\d{4}")
_LIST_CODES = {
    "areas": {"code": _AREA, "state": _STATE, "fips": _FIPS},
    "groups": {"code": _SOC, "parent": _SOC},
    "programs": {"cip": _CIP},
    "industries": {"code": _INDUSTRY},
    "retired": {"code": _SOC, "successors": _SOC},
}
# What an entry of a list is known by; the rules of the other lists say themselves what may not stand twice.
_KEYS = {
    **dict.fromkeys(("areas", "groups", "industries", "retired"), "code"),
    "elements": "id",
    "sources": "id",
    "programs": "cip",
}


@rule("files")
def files_exist(tree: Tree) -> Iterator[Finding]:
    """Every file that docs/records.md names is there, and no other one."""
    places = {*tree.files, *tree.unreadable}
    for name in LISTS:
        if f"{name}.toml" not in places:
            yield f"{name}.toml", "the file is missing"
    for place in places:
        if layout_of(place) is None:
            yield place, "no file of this name belongs here"


def _layout_rule(name: str) -> Rule:
    def findings(tree: Tree) -> Iterator[Finding]:
        for kind, place, message in tree.layout_findings:
            if kind == name:
                yield place, message

    return findings


for _name, _meaning in {
    "required-keys": "Every key that a record must have is there.",
    "types": "Every value has the type that docs/records.md gives it.",
    "unknown-keys": "No record has a key that docs/records.md does not name.",
}.items():
    RULES[_name] = _layout_rule(_name)
    RULES[_name].__doc__ = _meaning


@rule("code-format")
def codes_are_well_formed(tree: Tree) -> Iterator[Finding]:
    """Codes and dates are spelled as their publishers spell them."""
    for place, record in tree.occupations():
        wanted = _SPECIALTY if record["kind"] == "specialty" else _SOC
        single = {"onet_code": _ONET, "parent": _SOC, "published_as": _SOC}
        yield from _misspelt(place, record, {"code": wanted, "members": _SOC, **single})
        yield from _misspelt(place, record["groups"], dict.fromkeys(("major", "minor", "broad"), _SOC))
        yield from _misspelt(place, record.get("programs", {}), {"cip": _CIP})
        yield from _misspelt(place, record.get("related", {}), dict.fromkeys(_TIERS, _ONET))
        for block in record.values():
            if isinstance(block, dict):
                yield from _misspelt(place, block, {"date": _DATE, "dates": _DATE})
        for list_name in ("frey_osborne", "felten_aioe"):
            for entry in record.get("automation", {}).get(list_name, []):
                yield from _misspelt(place, entry, {"soc_2010": _SOC})
    for place, record in tree.states():
        yield from _misspelt(place, record, {"state": _STATE, "fips": _FIPS})
        for area in record["wages"]["areas"]:
            yield from _misspelt(place, area, {"code": _AREA})
    for name, patterns in _LIST_CODES.items():
        for entry in tree.entries(name):
            yield from _misspelt(f"{name}.toml", entry, patterns)


_TIERS = ("primary_short", "primary_long", "supplemental")


def _misspelt(place: str, table: Record, patterns: dict[str, re.Pattern[str]]) -> Iterator[Finding]:
    for key, pattern in patterns.items():
        found = table.get(key, [])
        for text in found if isinstance(found, list) else [found]:
            if not pattern.fullmatch(text):
                yield place, f"{key} {text!r} is not well formed"


@rule("file-name")
def files_are_named_for_their_records(tree: Tree) -> Iterator[Finding]:
    """An occupation's file is named for its code, a state's for its abbreviation."""
    for key, records in (("code", tree.occupations()), ("state", tree.states())):
        for place, record in records:
            if record[key] != Path(place).stem:
                yield place, f"the record's {key} is {record[key]!r}"


@rule("unique-entries")
def entries_are_unique(tree: Tree) -> Iterator[Finding]:
    """No list names the same code, id or program twice."""
    for name, key in _KEYS.items():
        kinds = Counter((entry[key], entry.get("kind")) for entry in tree.entries(name))
        for (value, _), times in kinds.items():
            if times > 1:
                yield f"{name}.toml", f"{key} {value!r} stands there {times} times"


@rule("title-characters")
def titles_are_plain(tree: Tree) -> Iterator[Finding]:
    """A title or name is not empty and printable ASCII, so that every terminal can show it."""
    for place, record in (*tree.occupations(), *tree.states()):
        key = "title" if "title" in record else "name"
        if not _plain(record[key]):
            yield place, f"{key} {record[key]!r} is empty or not plain ASCII"
    for name in LISTS:
        for entry in tree.entries(name):
            for key in ("title", "name"):
                if key in entry and not _plain(entry[key]):
                    yield f"{name}.toml", f"{key} {entry[key]!r} is empty or not plain ASCII"


def _plain(text: str) -> bool:
    return bool(text) and text.isascii() and text.isprintable()


@rule("clean-text")
def texts_are_clean(tree: Tree) -> Iterator[Finding]:
    """No text has control or invisible characters, outer or double spaces; a title or name is left to its own rule."""
    for place, record in tree.files.items():
        if place not in tree.unreadable:
            for text in _texts(record, titles=False):
                yield place, f"control characters or stray spaces in {text!r:.80}"


@lru_cache(maxsize=1 << 16)
def _clean(text: str) -> bool:
    return text.isprintable() and text == text.strip() and "  " not in text


def _texts(value: Any, *, titles: bool) -> Iterator[str]:
    """The unclean texts in a value, its keys too."""
    if isinstance(value, str):
        if not titles and not _clean(value):
            yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item, titles=False)
    elif isinstance(value, dict):
        for key, item in value.items():
            # The hundreds of thousands of rows have patterns of their own, which leave no room for stray characters.
            if key not in ("row", "rows"):
                yield from _texts(key, titles=False)
                yield from _texts(item, titles=key in ("title", "name"))


@rule("counts")
def all_records_are_there(tree: Tree) -> Iterator[Finding]:
    """There are as many occupations of each kind, states and areas as the releases have."""
    kinds = Counter(record["kind"] for _, record in tree.occupations())
    found = {
        **{kind: kinds[kind] for kind in ("detailed", "aggregate", "specialty")},
        "states": sum(1 for _ in tree.states()),
        "areas": len(tree.entries("areas")),
    }
    places = {"states": "wages", "areas": "areas.toml"}
    for name, wanted in tree.counts.items():
        # Files set aside are missed elsewhere already; counting them here too would only add noise.
        place = places.get(name, "occupations")
        if found[name] != wanted and not any(file.startswith(place) for file in tree.unreadable):
            yield place, f"{name}: {found[name]} instead of {wanted}"
