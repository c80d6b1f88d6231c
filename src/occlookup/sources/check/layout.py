"""The layouts that docs/records.md sets down, and the walk that holds a record against one.

Owns names, types and which keys may be absent. Knows nothing of what the values mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

TEXT, WHOLE, NUMBER, FLAG = "text", "a whole number", "a number", "true or false"


@dataclass(frozen=True)
class Free:
    """A table with keys of any name, whose values share one layout."""

    values: Any


@dataclass(frozen=True)
class Dated:
    """A table whose keys are those of `keys`, and some with a year in their names, spelled YYYY in `dated`.

    `dated`: by such a name the layout of its values, and how many years there are at the least and at the most.
    """

    keys: dict[str, Any]
    dated: dict[str, tuple[Any, int, int]]


# A layout is one of the words above, [layout] for a list, Free, Dated, or a dict for a table ("?" ends an optional key).
Layout = Any

_HISTORY = [{"year": WHOLE, "source": TEXT, "title?": TEXT, "row": TEXT}]
_RATED = {"source": TEXT, "dates": [TEXT], "domains": [TEXT], "suppress?": [TEXT]}
_SKILLS = {**_RATED, "not_relevant?": [TEXT], "importance?": Free(NUMBER), "level?": Free(NUMBER)}
_TITLE_LISTS = ("onet", "short", "reported", "my_next_move", "direct_match")
INTERESTS = ("realistic", "investigative", "artistic", "social", "enterprising", "conventional")
ELOUNDOU = ("dv_alpha", "dv_beta", "dv_gamma", "human_alpha", "human_beta", "human_gamma")
SURVEY_SCALES = ("RL", "RW", "PT", "OJ")

OCCUPATION: Layout = {
    "code": TEXT,
    "title": TEXT,
    "kind": TEXT,
    "onet_code?": TEXT,
    "parent?": TEXT,
    "members?": [TEXT],
    "published_as?": TEXT,
    "groups": {"major": TEXT, "minor": TEXT, "broad?": TEXT},
    "text?": {
        "summary": TEXT,
        "source": TEXT,
        "example_titles?": [TEXT],
        "tasks?": [{"text": TEXT, "onet_task_ids": [WHOLE]}],
    },
    "titles?": {"source": [TEXT], **{f"{name}?": [TEXT] for name in _TITLE_LISTS}},
    "interests?": {
        "source": TEXT,
        "date": TEXT,
        "domain": TEXT,
        **dict.fromkeys(INTERESTS, NUMBER),
        "high_points": TEXT,
    },
    "job_zone?": {"source": TEXT, "date": TEXT, "domain": TEXT, "zone": WHOLE},
    "skills?": _SKILLS,
    "knowledge?": _SKILLS,
    "work_styles?": {**_RATED, "importance": Free(NUMBER)},
    "work_values?": {**_RATED, "extent": Free(NUMBER), "high_points?": [WHOLE]},
    "work_context?": {"source": TEXT, "score": Free(NUMBER)},
    "tasks?": {"source": TEXT, "ids": [WHOLE], "supplemental?": [WHOLE], "untyped?": [WHOLE]},
    "technology?": {
        "source": TEXT,
        "categories": [{"commodity": WHOLE, "examples": [TEXT], "hot?": [TEXT], "in_demand?": [TEXT]}],
    },
    "education?": {"source": TEXT, "typical": TEXT, "experience": TEXT, "training": TEXT},
    "survey?": {
        **_RATED,
        "not_relevant?": [TEXT],
        **{f"{scale}?": Free(NUMBER) for scale in SURVEY_SCALES},
        "importance?": Free(NUMBER),
    },
    "programs?": {"source": TEXT, "cip": [TEXT]},
    "related?": {"source": TEXT, "primary_short": [TEXT], "primary_long": [TEXT], "supplemental": [TEXT]},
    "projections?": Dated(
        {
            "source": TEXT,
            "title": TEXT,
            "change_thousands": NUMBER,
            "percent_change": NUMBER,
            "annual_openings_thousands": NUMBER,
            "annual_median_top_coded?": FLAG,
        },
        {"employment_YYYY_thousands": (NUMBER, 2, 2), "annual_median_may_YYYY": (WHOLE, 0, 1)},
    ),
    "wages?": {"source": TEXT, "row": TEXT},
    "history?": _HISTORY,
    "industries?": {"source": TEXT, "columns": TEXT, "rows": [TEXT]},
    "automation?": {
        "source": [TEXT],
        "predecessors?": [TEXT],
        "frey_osborne?": [{"soc_2010": TEXT, "probability": NUMBER}],
        "felten_aioe?": [{"soc_2010": TEXT, "score": NUMBER}],
        "eloundou?": dict.fromkeys(ELOUNDOU, NUMBER),
    },
    "video?": {"source": TEXT, "url": TEXT, "poster?": TEXT},
}

STATE: Layout = {
    "state": TEXT,
    "name": TEXT,
    "fips": TEXT,
    "wages": {"source": TEXT, "areas": [{"code": TEXT, "source?": TEXT, "rows": [TEXT]}]},
    "projections?": {"source": TEXT, "columns": TEXT, "rows": [TEXT], "titles?": Free(TEXT)},
}

LIST_LAYOUTS: dict[str, Layout] = {
    "areas": {"code": TEXT, "name": TEXT, "type": TEXT, "state?": TEXT, "fips?": TEXT},
    "groups": {
        "code": TEXT,
        "title": TEXT,
        "level": TEXT,
        "summary?": TEXT,
        "parent?": TEXT,
        "row?": TEXT,
        "history?": _HISTORY,
    },
    "elements": {"id": TEXT, "kind": TEXT, "name": TEXT, "definition?": TEXT},
    "programs": {"cip": TEXT, "title": TEXT},
    "industries": {"code": TEXT, "naics": TEXT, "title": TEXT, "level": WHOLE},
    "retired": {"code": TEXT, "successors": [TEXT]},
    "stem": {"code": TEXT, "type": TEXT},
    "glossary": {"term": TEXT, "also?": [TEXT], "meaning": TEXT, "period?": TEXT, "otherwise?": TEXT},
    "quiz": {"type": TEXT, "job_zone": WHOLE, "code": TEXT, "text": TEXT},
    "everyday": {"name": TEXT, "codes": [TEXT]},
    "synonyms": {"word": TEXT, "means": [TEXT]},
    "job_banks": {"state": TEXT, "name": TEXT, "url": TEXT},
    "sources": {
        "id": TEXT,
        "publisher": TEXT,
        "title?": TEXT,
        "release": TEXT,
        "period": TEXT,
        "url": TEXT,
        "fetch?": TEXT,
        "licence": TEXT,
        "retrieved?": TEXT,
        "hourly_top_code?": NUMBER,
        "annual_top_code?": WHOLE,
        "attribution?": TEXT,
        "without_files?": TEXT,
        "unplaced?": [TEXT],
        "files": [{"name": TEXT, "sha256": TEXT}],
    },
}


def layout_of(place: str) -> Layout | None:
    """The layout of the file at `place` below the data folder; None where no file belongs there."""
    folder, _, name = place.rpartition("/")
    if folder == "occupations":
        return OCCUPATION
    if folder == "wages":
        return STATE
    stem = name.removesuffix(".toml")
    return {stem: [LIST_LAYOUTS[stem]]} if not folder and stem in LIST_LAYOUTS else None


def compare(layout: Layout, value: Any, where: str = "") -> Iterator[tuple[str, str]]:
    """What is wrong with `value`: pairs of "required-keys", "types" or "unknown-keys", and the message."""
    if isinstance(layout, str):
        if not _fits(layout, value):
            yield "types", f"{where} is not {layout}: {value!r:.60}"
    elif isinstance(layout, list):
        if not isinstance(value, list):
            yield "types", f"{where} is not a list"
            return
        for number, item in enumerate(value):
            yield from compare(layout[0], item, f"{where}[{number}]")
    elif not isinstance(value, dict):
        yield "types", f"{where} is not a table"
    elif isinstance(layout, Dated):
        yield from _compare_dated(layout, value, where)
    elif isinstance(layout, Free):
        for key, item in value.items():
            yield from compare(layout.values, item, f"{where}.{key}")
    else:
        yield from _compare_table(layout, value, where)


def _compare_table(layout: dict[str, Layout], value: dict[str, Any], where: str) -> Iterator[tuple[str, str]]:
    known = {key.removesuffix("?"): inner for key, inner in layout.items()}
    for key in layout:
        if not key.endswith("?") and key not in value:
            yield "required-keys", f"{where or 'the record'} has no {key}"
    for key, item in value.items():
        if key not in known:
            yield "unknown-keys", f"{where or 'the record'} has a key that docs/records.md does not: {key}"
        else:
            yield from compare(known[key], item, f"{where}.{key}" if where else key)


def _compare_dated(layout: Dated, value: dict[str, Any], where: str) -> Iterator[tuple[str, str]]:
    rest = dict(value)
    for name, (inner, least, most) in layout.dated.items():
        pattern = re.compile(name.replace("YYYY", "[0-9]{4}"))
        found = [key for key in value if pattern.fullmatch(key)]
        if not least <= len(found) <= most:
            yield "required-keys", f"{where} has {name} of {len(found)} years, not of {most}"
        for key in found:
            yield from compare(inner, rest.pop(key), f"{where}.{key}")
    yield from _compare_table(layout.keys, rest, where)


def _fits(word: str, value: Any) -> bool:
    if word == TEXT:
        return isinstance(value, str)
    if word == FLAG:
        return isinstance(value, bool)
    # TOML's true is Python's True, and that is an int.
    return not isinstance(value, bool) and isinstance(value, int if word == WHOLE else (int, float))
