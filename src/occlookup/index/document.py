"""An occupation's record as the document that the index keeps of it: what only `show` needs, in the order it is asked.

Owns the document's keys. The query layer turns a document into a Profile; nothing else reads it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from occlookup.index.schema import SURVEY_SCALES

if TYPE_CHECKING:
    from occlookup.index.records import Record

RATED_BLOCKS = ("skills", "knowledge", "work_styles")


def make_document(
    record: Record,
    *,
    names: dict[str, str],
    programs: dict[str, str],
    places: dict[str, list[int]],
    standings: dict[str, list[float]],
    successors: dict[str, list[str]],
    industries: dict[str, list[list[int]]],
) -> dict[str, Any]:
    """The document of one occupation.

    `names` are the elements' names by id, `programs` the CIP titles by code, `places` the ids of the areas that lead by jobs,
    pay and concentration, `standings` where its figures stand among all occupations (percentiles.py), `successors` the SOC
    2018 codes of the SOC 2010 codes that became several, `industries` those that an answer shows. Figures stay numbers as the
    record has them; wage rows keep their tokens.
    """
    text = record.get("text", {})
    return {
        "summary": text.get("summary"),
        "tasks": [[task["text"], task["onet_task_ids"]] for task in text.get("tasks", [])],
        "example_titles": text.get("example_titles", []),
        "members": record.get("members", []),
        **{block: _ratings(record[block]) for block in RATED_BLOCKS if block in record},
        "work_values": _scores(record.get("work_values", {}).get("extent", {})),
        "work_context": _scores(record.get("work_context", {}).get("score", {})),
        "technology": [
            [
                names[str(category["commodity"])],
                category["examples"],
                category.get("hot", []),
                category.get("in_demand", []),
            ]
            for category in record.get("technology", {}).get("categories", [])
        ],
        "education": {key: value for key, value in record.get("education", {}).items() if key != "source"},
        "survey": {
            scale: [
                [f"{scale} {category}", percent, f"{scale} {category}" in record["survey"].get("suppress", ())]
                for category, percent in shares.items()
            ]
            for scale in SURVEY_SCALES
            if (shares := record.get("survey", {}).get(scale))
        },
        "programs": [[cip, programs[cip]] for cip in record.get("programs", {}).get("cip", [])],
        "history": [[year["year"], year["source"], year["row"]] for year in record.get("history", [])],
        "automation": _automation(record.get("automation", {}), successors),
        "related": related_codes(record),
        "video": record.get("video", {}).get("url"),
        "places": places,
        "industries": industries,
        "standings": standings,
        "sources": block_sources(record),
    }


def related_codes(record: Record) -> list[str]:
    """Related occupations in O*NET's order, the closest tier first; .00 is the SOC occupation itself."""
    tiers = record.get("related", {})
    codes = [code for tier in ("primary_short", "primary_long", "supplemental") for code in tiers.get(tier, [])]
    return [code.removesuffix(".00") for code in codes]


def _automation(block: Record, successors: dict[str, list[str]]) -> dict[str, Any]:
    """The papers' figures: [SOC 2010 code, figure, the codes that it became where those are several]; Eloundou's."""
    made: dict[str, Any] = {
        name: _scores_of(block, name, figure, successors)
        for name, figure in (("frey_osborne", "probability"), ("felten_aioe", "score"))
        if name in block
    }
    return made | ({"eloundou": block["eloundou"]} if "eloundou" in block else {})


def _scores_of(block: Record, name: str, figure: str, successors: dict[str, list[str]]) -> list[list[Any]]:
    """The paper's score of every SOC 2010 code that became the occupation; None for one that the paper has no score of."""
    scores = {entry["soc_2010"]: entry[figure] for entry in block[name]}
    codes = sorted({*scores, *block.get("predecessors", ())})
    return [[code, scores.get(code), successors.get(code, [])] for code in codes]


def _ratings(block: Record) -> list[list[Any]]:
    """[element id, importance, level, notes by field], importance descending, then by id."""
    importance, level = block.get("importance", {}), block.get("level", {})
    notes: dict[str, dict[str, str]] = {}
    for flagged in block.get("suppress", []):
        element, scale = flagged.split()
        notes.setdefault(element, {})["importance" if scale == "IM" else "level"] = "suppress"
    for element in block.get("not_relevant", []):
        level_note = notes.setdefault(element, {})
        level_note["level"] = "suppress, not_relevant" if "level" in level_note else "not_relevant"
    elements = sorted({*importance, *level}, key=lambda element: (-importance.get(element, 0), element))
    return [[element, importance.get(element), level.get(element), notes.get(element, {})] for element in elements]


def _scores(scores: dict[str, float]) -> list[list[Any]]:
    return [[element, score] for element, score in sorted(scores.items(), key=lambda item: (-item[1], item[0]))]


def block_sources(record: Record) -> dict[str, list[str]]:
    """The releases that each block of the record names."""
    named: dict[str, list[str]] = {}
    for name, block in record.items():
        entries = block if isinstance(block, list) else [block]
        for source in (entry["source"] for entry in entries if isinstance(entry, dict) and "source" in entry):
            named.setdefault(name, []).extend(source if isinstance(source, list) else [source])
    named.pop("text", None)  # the project's own words
    return named
