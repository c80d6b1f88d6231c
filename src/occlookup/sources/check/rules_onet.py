"""Rules of O*NET's figures: every rating lies on its scale, and the survey's shares make a whole."""

from __future__ import annotations

from collections.abc import Iterator

from occlookup.sources.check.layout import ELOUNDOU, INTERESTS, SURVEY_SCALES
from occlookup.sources.check.tree import Finding, Record, Tree, registry

RULES, rule = registry()

# Block, table, lowest and highest value: O*NET's Scales Reference.
_SCALES = {
    "importance-range": (
        ("skills", "importance", 1, 5),
        ("knowledge", "importance", 1, 5),
        ("work_styles", "importance", 1, 5),
        ("survey", "importance", 1, 5),
    ),
    "level-range": (("skills", "level", 0, 7), ("knowledge", "level", 0, 7)),
    "work-value-range": (("work_values", "extent", 1, 7),),
    "work-context-range": (("work_context", "score", 0, 1),),
}


def _outside(tree: Tree, block: str, table: str, low: float, high: float) -> Iterator[Finding]:
    for place, record in tree.occupations():
        for element, value in record.get(block, {}).get(table, {}).items():
            if not low <= value <= high:
                yield place, f"{block}.{table} {element} is {value}, not from {low} to {high}"


def _register(name: str, tables: tuple[tuple[str, str, float, float], ...]) -> None:
    @rule(name)
    def values_lie_on_their_scale(tree: Tree) -> Iterator[Finding]:
        """Every rating lies on its scale."""
        for table in tables:
            yield from _outside(tree, *table)


for _name, _tables in _SCALES.items():
    _register(_name, _tables)


@rule("interest-range")
def interests_lie_on_their_scale(tree: Tree) -> Iterator[Finding]:
    """Interest scores are from 1 to 7; the high points are different letters of RIASEC."""
    for place, record in tree.occupations():
        block = record.get("interests")
        if block is None:
            continue
        for name in INTERESTS:
            if not 1 <= block[name] <= 7:
                yield place, f"interests.{name} is {block[name]}, not from 1 to 7"
        points = block["high_points"]
        if len(points) > 3 or len(set(points)) != len(points) or not set(points) <= set("RIASEC"):
            yield place, f"interests.high_points {points!r} are not up to three different letters of RIASEC"


@rule("job-zone-range")
def job_zones_exist(tree: Tree) -> Iterator[Finding]:
    """A job zone is from 1 to 5."""
    for place, record in tree.occupations():
        zone = record.get("job_zone", {}).get("zone", 1)
        if not 1 <= zone <= 5:
            yield place, f"job zone {zone} is not from 1 to 5"


@rule("survey-shares")
def shares_make_a_whole(tree: Tree) -> Iterator[Finding]:
    """The shares of a survey scale are percentages that add up to about 100, unless there are none."""
    for place, record in tree.occupations():
        for scale in SURVEY_SCALES:
            shares = record.get("survey", {}).get(scale, {}).values()
            if shares and not (99 <= sum(shares) <= 101 and all(0 <= share <= 100 for share in shares)):
                yield place, f"survey.{scale}: the shares add up to {sum(shares):.2f}, or one is no percentage"


@rule("task-ids-unique")
def task_ids_are_unique(tree: Tree) -> Iterator[Finding]:
    """An O*NET task stands in one of an occupation's three lists, once."""
    for place, record in tree.occupations():
        ids = task_ids(record)
        if len(ids) != len(set(ids)):
            yield place, "an O*NET task stands there twice"


def task_ids(record: Record) -> list[int]:
    """The O*NET tasks of an occupation: core, of no type, supplemental; empty where it has none."""
    block = record.get("tasks", {})
    return [task for name in ("ids", "untyped", "supplemental") for task in block.get(name, [])]


@rule("automation-range")
def exposures_are_shares(tree: Tree) -> Iterator[Finding]:
    """Computerisation probabilities and exposures to language models are from 0 to 1."""
    for place, record in tree.occupations():
        block = record.get("automation", {})
        figures = [entry["probability"] for entry in block.get("frey_osborne", [])]
        figures += [block["eloundou"][name] for name in ELOUNDOU if "eloundou" in block]
        for figure in figures:
            if not 0 <= figure <= 1:
                yield place, f"an automation figure is {figure}, not from 0 to 1"
