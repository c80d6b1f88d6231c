"""Rules of the projections: what is published agrees with itself as far as its rounding lets it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from occlookup.periods import employment, projection_period
from occlookup.sources.check.tree import Finding, Tree, registry

RULES, rule = registry()

# BLS rounds every figure by itself: thousands to one decimal, percentages to one decimal.
_HALF = 0.05
_CHANGE_TOLERANCE = 0.15
_COLUMNS = "code base projected percent_change annual_openings"
_ROW = re.compile(r"\d\d-\d{4} (?:\d+|-0) (?:\d+|-0) (?:-?\d+(?:\.\d)?) (?:\d+|-0)")
# States round persons to ten, some to less: the share of a small base may be far off that of the rounded figures.
_STATE_HALF = 5.0


@rule("projection-change")
def change_is_the_difference(tree: Tree) -> Iterator[Finding]:
    """The change is the later employment less the earlier one, within rounding; no employment is below 0."""
    for place, record in tree.occupations():
        if (block := record.get("projections")) is None:
            continue
        start, end = (employment(block, year) for year in projection_period(block))
        if min(start, end, block["annual_openings_thousands"]) < 0:
            yield place, "an employment or the openings are below 0"
        # A hair more than the tolerance: 0.1 and its like have no exact binary value.
        if abs(end - start - block["change_thousands"]) > _CHANGE_TOLERANCE + 1e-9:
            yield place, f"change {block['change_thousands']} is not {end} - {start}"


@rule("projection-percent")
def percent_is_the_share(tree: Tree) -> Iterator[Finding]:
    """The percent change is the change over the earlier employment, within the rounding of all three."""
    for place, record in tree.occupations():
        block = record.get("projections")
        if block is not None:
            start = employment(block, projection_period(block).base_year)
            change, percent = block["change_thousands"], block["percent_change"]
            if not _share_fits(start, change, percent, _HALF, _HALF):
                yield place, f"percent_change {percent} is not {change} of {start}"


@rule("projection-years")
def years_are_those_of_the_source(tree: Tree) -> Iterator[Finding]:
    """The years in a projection's keys are those that its source names as its release and its period."""
    if tree.missing("sources"):
        return
    sources = {source["id"]: source for source in tree.entries("sources")}
    for place, record in tree.occupations():
        block = record.get("projections", {})
        if not block or block["source"] not in sources:  # that is another rule's
            continue
        period, source = projection_period(block), sources[block["source"]]
        if (period.short, period.words) != (source["release"], source["period"]):
            yield place, f"the projection is of {period.words}, its source of {source['release']} ({source['period']})"


@rule("projection-round")
def all_projections_are_of_one_round(tree: Tree) -> Iterator[Finding]:
    """All records name one and the same national projection, that of most of them: figures of two do not compare."""
    named = [(place, record["projections"]["source"]) for place, record in tree.occupations() if "projections" in record]
    counts = Counter(source for _, source in named)
    for place, source in named:
        if source != (most := counts.most_common(1)[0][0]):
            yield place, f"the projection is from {source}, that of most others from {most}"


@rule("state-projection-row")
def state_rows_keep_to_the_pattern(tree: Tree) -> Iterator[Finding]:
    """A state's projection rows have the columns that docs/records.md names, sorted, each code once."""
    for place, record in tree.states():
        if (block := record.get("projections")) is None:
            continue
        if block["columns"] != _COLUMNS:
            yield place, f"columns of the projections are {block['columns']!r}"
        for row in block["rows"]:
            if not _ROW.fullmatch(row):
                yield place, f"projection row {row!r} does not keep to the pattern"
        codes = [row.partition(" ")[0] for row in block["rows"]]
        if codes != sorted(set(codes)):
            yield place, "projection rows are not sorted by code, or a code stands there twice"


@rule("state-projection-percent")
def state_percent_is_the_share(tree: Tree) -> Iterator[Finding]:
    """A state's percent change is that of its base and projected employment, within the rounding of all three."""
    for place, record in tree.states():
        for row in record.get("projections", {}).get("rows", []):
            if not _ROW.fullmatch(row):
                continue
            code, base, projected, percent, _ = row.split(" ")
            if "-0" in (base, projected, percent):
                continue
            change = float(projected) - float(base)
            if not _share_fits(float(base), change, float(percent), _STATE_HALF, 2 * _STATE_HALF):
                yield place, f"{code}: percent_change {percent} is not that from {base} to {projected}"


@rule("state-projection-titles")
def unknown_codes_have_titles(tree: Tree) -> Iterator[Finding]:
    """Exactly the codes that neither an occupation nor a group has come with a title."""
    if tree.missing("groups"):
        return
    known = tree.codes() | {group["code"] for group in tree.entries("groups")}
    for place, record in tree.states():
        block = record.get("projections", {})
        codes = {row.partition(" ")[0] for row in block.get("rows", [])} - known
        titled = set(block.get("titles", {}))
        for code in sorted(codes ^ titled):
            yield place, f"{code} has no title" if code in codes else f"{code} has a title that it does not need"


def _share_fits(start: float, change: float, percent: float, start_half: float, change_half: float) -> bool:
    """Whether `percent` can be change over start when each was rounded to its own step (given as half of it)."""
    low_start = start - start_half
    if low_start <= 0:
        return True
    corners = [
        100 * (change + change_sign * change_half) / (start + start_sign * start_half)
        for change_sign in (-1, 1)
        for start_sign in (-1, 1)
    ]
    return min(corners) - _HALF - 1e-9 <= percent <= max(corners) + _HALF + 1e-9
