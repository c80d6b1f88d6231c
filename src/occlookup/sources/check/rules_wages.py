"""Rules of the wage rows, of the nation, the groups, the history, the states and the industries."""

from __future__ import annotations

import re
from collections.abc import Iterator

from occlookup.sources.check.tree import Finding, Tree, registry
from occlookup.sources.wage_row import (
    COLUMNS,
    INDUSTRY_COLUMNS,
    MEASURES,
    OTHER_PERIOD,
    TOKENS,
    TOP_CODED,
    row_regex,
)

RULES, rule = registry()

_ROW = row_regex()
_CODED_ROW = re.compile(rf"\d\d-\d{{4}} {_ROW.pattern}")
_INDUSTRY_ROW = re.compile(rf"[0-9A-Z-]{{6}} {row_regex(INDUSTRY_COLUMNS).pattern}")
_INDUSTRY_HEADER = " ".join(("industry", *INDUSTRY_COLUMNS))
_HOURLY = slice(COLUMNS.index("hourly_p10"), COLUMNS.index("hourly_p90") + 1)
_ANNUAL = slice(COLUMNS.index("annual_p10"), COLUMNS.index("annual_p90") + 1)
_PERIODS = tuple(
    (period, tuple(position for position, measure in enumerate(MEASURES) if measure.period == period))
    for period in ("hourly", "annual")
)


def _single_rows(tree: Tree) -> Iterator[tuple[str, str, str]]:
    """The rows that stand alone: the file, what the row is about, and the row."""
    for place, record in tree.occupations():
        if "wages" in record:
            yield place, "wages", record["wages"]["row"]
        for entry in record.get("history", []):
            yield place, f"history {entry['year']}", entry["row"]
    for group in tree.entries("groups"):
        if "row" in group:
            yield "groups.toml", group["code"], group["row"]
        for entry in group.get("history", []):
            yield "groups.toml", f"{group['code']}, history {entry['year']}", entry["row"]


def _listed_rows(tree: Tree) -> Iterator[tuple[str, str, str]]:
    """The rows of the state files: the file, the area, and the row with the code that begins it."""
    for place, record in tree.states():
        for area in record["wages"]["areas"]:
            for row in area["rows"]:
                yield place, area["code"], row


def _sound_rows(tree: Tree) -> Iterator[tuple[str, str, list[str]]]:
    """The tokens of every row that keeps to its pattern: the file, what the row is about, the 17 tokens."""
    for place, where, row in _single_rows(tree):
        if _ROW.fullmatch(row):
            yield place, where, row.split(" ")
    for place, where, row in _listed_rows(tree):
        if _CODED_ROW.fullmatch(row):
            yield place, f"{where}, {row[:7]}", row[8:].split(" ")


@rule("wage-row")
def rows_keep_to_the_pattern(tree: Tree) -> Iterator[Finding]:
    """A wage row has 17 tokens, each a figure with its measure's decimals or a mark that the measure may have."""
    for place, where, row in _single_rows(tree):
        if not _ROW.fullmatch(row):
            yield place, f"{where}: {_reason(row)}"
    for place, where, row in _listed_rows(tree):
        if not _CODED_ROW.fullmatch(row):
            code, _, rest = row.partition(" ")
            yield place, f"{where}, {code}: {_reason(rest)}"


def _reason(row: str) -> str:
    tokens = row.split(" ")
    if len(tokens) != len(MEASURES):
        return f"{len(tokens)} tokens instead of {len(MEASURES)}"
    for token, measure in zip(tokens, MEASURES, strict=True):
        if not TOKENS[measure.name].fullmatch(token):
            return f"{measure.name} is {token!r}"
    return "the row does not begin with a code"


@rule("percentile-order")
def percentiles_ascend(tree: Tree) -> Iterator[Finding]:
    """The percentiles of a row that are figures ascend, hourly and annual."""
    for place, where, tokens in _sound_rows(tree):
        for part in (_HOURLY, _ANNUAL):
            figures = [float(token) for token in tokens[part] if token[0] != "-"]
            if figures != sorted(figures):
                yield place, f"{where}: percentiles do not ascend: {' '.join(tokens[part])}"


@rule("top-code-order")
def top_codes_come_last(tree: Tree) -> Iterator[Finding]:
    """Above a percentile at the top code every percentile is at the top code."""
    for place, where, tokens in _sound_rows(tree):
        if TOP_CODED not in tokens:
            continue
        for part in (_HOURLY, _ANNUAL):
            percentiles = tokens[part]
            if TOP_CODED in percentiles and set(percentiles[percentiles.index(TOP_CODED) :]) != {TOP_CODED}:
                yield place, f"{where}: a figure above the top code: {' '.join(percentiles)}"


@rule("paid-period")
def paid_by_one_period(tree: Tree) -> Iterator[Finding]:
    """The mark for the other period stands in all wages of one period, hourly or annual, or in none."""
    for place, where, tokens in _sound_rows(tree):
        if OTHER_PERIOD not in tokens:
            continue
        marked = {period: {tokens[position] for position in positions} for period, positions in _PERIODS}
        whole = [period for period, found in marked.items() if found == {OTHER_PERIOD}]
        touched = [period for period, found in marked.items() if OTHER_PERIOD in found]
        if len(whole) != 1 or touched != whole:
            yield place, f"{where}: {OTHER_PERIOD} must mark all hourly wages, or all annual ones"


@rule("wage-codes")
def row_codes_are_known(tree: Tree) -> Iterator[Finding]:
    """The code that begins a state's wage row is an occupation's or a group's."""
    if tree.missing("groups"):
        return
    known = tree.codes() | {group["code"] for group in tree.entries("groups")}
    for place, area, row in _listed_rows(tree):
        if row[:7] not in known:
            yield place, f"{area}: {row[:7]} is neither an occupation nor a group"


@rule("wage-order")
def row_codes_ascend(tree: Tree) -> Iterator[Finding]:
    """The rows of an area are sorted by code, and no code stands there twice."""
    for place, record in tree.states():
        for area in record["wages"]["areas"]:
            codes = [row.partition(" ")[0] for row in area["rows"]]
            if codes != sorted(set(codes)):
                yield place, f"{area['code']}: rows are not sorted by code, or a code stands there twice"


@rule("history-order")
def years_ascend(tree: Tree) -> Iterator[Finding]:
    """A history's years ascend, and each entry's source is that year's release."""
    histories = [(place, record["code"], record.get("history", [])) for place, record in tree.occupations()]
    histories += [("groups.toml", group["code"], group.get("history", [])) for group in tree.entries("groups")]
    for place, code, history in histories:
        years = [entry["year"] for entry in history]
        if years != sorted(set(years)) or any(entry["source"] != f"oews-{entry['year']}-05" for entry in history):
            yield place, f"{code}: the history's years {years} do not ascend, or a source is of another year"


@rule("industry-row")
def industry_rows_keep_to_the_pattern(tree: Tree) -> Iterator[Finding]:
    """The rows by industry have the columns that docs/records.md names, are sorted, and name each industry once."""
    for place, record in tree.occupations():
        block = record.get("industries")
        if block is None:
            continue
        if block["columns"] != _INDUSTRY_HEADER:
            yield place, f"columns of the industries are {block['columns']!r}"
        for row in block["rows"]:
            if not _INDUSTRY_ROW.fullmatch(row):
                yield place, f"industry row {row!r} does not keep to the pattern"
        codes = [row.partition(" ")[0] for row in block["rows"]]
        if codes != sorted(set(codes)):
            yield place, "industry rows are not sorted by code, or an industry stands there twice"


@rule("industry-codes")
def industries_exist(tree: Tree) -> Iterator[Finding]:
    """The industries of an occupation are in industries.toml, which has no cross-industry."""
    if tree.missing("industries"):
        return
    known = {industry["code"] for industry in tree.entries("industries")}
    for place, record in tree.occupations():
        for row in record.get("industries", {}).get("rows", []):
            if (code := row.partition(" ")[0]) not in known:
                yield place, f"industry {code} is not in industries.toml"
