"""The screens of `data diff`: what a release changed, short and the largest first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from occlookup.changes import (
    CodeChange,
    DataChanges,
    DetailChange,
    FactChange,
    FigureChange,
    FigureCount,
    ItemChange,
    OccupationChanges,
    SourceChange,
)
from occlookup.model import Answer
from occlookup.render.blocks import Bullets, Column, Grid, Heading, Paragraph, Screen
from occlookup.render.figures import REASONS, count, signed_percent
from occlookup.render.screens.parts import source_line

Row = TypeVar("Row", FigureChange, DetailChange)

SHOWN, SHOWN_OF_ONE, SHOWN_ITEMS = 20, 40, 10

_NAMES = {
    "employment": "jobs", "employment_base": "jobs, first year",
    "employment_projected": "jobs, last year", "percent_change": "projected growth",
    "annual_openings": "openings a year", "interests_code": "Holland code", "published_as": "figures published as",
    "typical": "typical education", "jobs_per_1000": "jobs per 1,000",
    "employment_rse": "relative standard error of jobs", "mean_rse": "relative standard error of mean pay",
    "frey_osborne": "Frey and Osborne",
    "felten_aioe": "Felten",
}  # fmt: skip
_PARTS = {
    "state_wages": "the states' wages", "projections": "projection", "state_projections": "a state's projection",
}  # fmt: skip
_NO_FIGURE = {**REASONS, "not_published": "not published", "not_in_data_set": "not in this set"}
_REMARKS = {"suppress": "better not used", "not_relevant": "not relevant", "new_jobs_only": "new jobs only"}
_PROJECTED = frozenset({"employment_base", "employment_projected", "percent_change", "annual_openings"})
_PERCENTILE = re.compile(r"(annual|hourly)_p(\d\d)")
_IN_PERCENT = frozenset({"percent_change", "employment_rse", "mean_rse", "percent"})


def changes_screen(answer: Answer[DataChanges], *, all_rows: bool = False) -> Screen:
    """What changed in the nation; twenty figures, or with `all_rows` each that the answer has."""
    changes = answer.data
    heading = Heading(f"From {changes.old} to {changes.new}")
    if not changes.differs:
        return heading, Paragraph("Nothing differs: every record of the two sets is the same."), source_line(answer)
    rows = changes.rows if all_rows else changes.rows[:SHOWN]
    return (
        heading,
        Bullets("In short", tuple(_in_short(changes))),
        *_bullets("Releases", [_release(source) for source in changes.sources if source.kind != "same"]),
        *_bullets("Codes", [_code(change) for change in changes.codes], "--rows codes"),
        *_figures(rows, changes.found),
        *_facts(changes.facts),
        source_line(answer),
    )


def occupation_screen(answer: Answer[OccupationChanges], *, all_rows: bool = False) -> Screen:
    """What changed about one occupation; forty figures, or with `all_rows` each that the answer has."""
    changes = answer.data
    heading = Heading(f"{changes.title}: from {changes.old} to {changes.new}", changes.code)
    if changes.kind in ("added", "dropped"):
        has = changes.new if changes.kind == "added" else changes.old
        return heading, Paragraph(f"Only {has} has this code: it was {changes.kind}.")
    if changes.kind == "same":
        return heading, Paragraph("Nothing differs about it."), source_line(answer)
    rows = changes.rows if all_rows else changes.rows[:SHOWN_OF_ONE]
    parts = Counter(row.part for row in changes.rows)
    figures = [f"{_part(part)}: {count(number, 'figure')}" for part, number in parts.items()]
    return (
        heading,
        *_bullets("Figures that differ", figures),
        *_details(rows),
        *([Paragraph(left, quiet=True)] if (left := _counted_rows(rows, changes.found)) else []),
        *_facts(changes.facts, of_one=True),
        *_bullets("Lists", [_item(item) for item in changes.items], "--rows items"),
        source_line(answer),
    )


def _in_short(changes: DataChanges) -> Iterable[str]:
    kinds = Counter(change.kind for change in changes.codes)
    said = [f"{kinds[kind]:,} {kind}" for kind in ("added", "dropped", "retitled", "reclassified") if kinds[kind]]
    yield f"codes: {', '.join(said) or 'the same'}"
    for figure in changes.counts:
        yield f"{_name(figure.figure)}: {_counted(figure)}"
    facts = Counter(change.fact for change in changes.facts)
    yield from (f"{_name(fact)}: {number:,} changed" for fact, number in facts.items())
    for record in changes.records:
        differing = record.changed + record.added + record.dropped
        if differing:
            files = record.records.endswith(".toml")
            named = {"occupations": "records of occupations", "wages": "records of states"}.get(record.records, record.records)
            yield f"{named}: {'differs' if files else f'{differing:,} of {record.same + differing:,} differ'}"


def _counted(figure: FigureCount) -> str:
    parts = [f"{figure.moved:,} of {figure.compared:,} moved"]
    parts += [
        f"{number:,} {said}"
        for number, said in (
            (figure.disappeared, "no longer published"),
            (figure.appeared, "newly published"),
            (figure.top_coded, "changed at the top code"),
            (figure.note, "missing for another reason"),
        )
        if number
    ]
    return ", ".join(parts)


def _release(source: SourceChange) -> str:
    released = [
        f"{release} ({period})" if release and release != period else release or period or ""
        for release, period in ((source.old_release, source.old_period), (source.new_release, source.new_period))
    ]
    if source.kind in ("added", "dropped"):
        return f"{source.title}, {released[0] or released[1]}: {source.kind}{_used_for(source)}"
    named = released[0] if released[0] == released[1] else f"{released[0]} became {released[1]}"
    return f"{source.title}, {named}{_used_for(source)}"


def _used_for(source: SourceChange) -> str:
    gained = [part for part in source.new_blocks if part not in source.old_blocks]
    lost = [part for part in source.old_blocks if part not in source.new_blocks]
    said = [f"{word} {', '.join(map(_part, parts))}" for word, parts in (("now for", gained), ("no longer for", lost)) if parts]
    return f"; {'; '.join(said)}" if said else ""


def _code(change: CodeChange) -> str:
    if change.kind == "added":
        return f"{change.code} {change.new_title}: added"
    if change.kind == "dropped":
        return f"{change.code} {change.old_title}: dropped"
    if change.kind == "retitled":
        return f"{change.code} {change.old_title}: now {change.new_title}"
    return f"{change.code} {change.new_title}: {change.old_level}, now {change.new_level}"


def _figures(rows: Sequence[FigureChange], found: int) -> Iterator[Grid]:
    """Those that moved; then the others, whose reasons are long words and would make the first table too wide."""
    moved = [row for row in rows if row.kind == "moved"]
    others = [row for row in rows if row.kind != "moved"]
    named = Column("Code"), Column("Occupation", key=False), Column("Figure", key=False)
    for title, own, few in (("The largest changes", moved, len(others)), ("Come, gone and out of reach", others, 0)):
        if own:
            dated = _is_mixed(own, _family)
            # the change of what came or went is told by its two figures
            columns = [column for column in _columns(dated) if column.title != "Change" or own is moved]
            told = [_values(row, dated) for row in own]
            values = told if own is moved else [(*cells[:2], *cells[3:]) for cells in told]
            cells = tuple((row.code, row.title, _name(row.figure), *value) for row, value in zip(own, values, strict=True))
            counted = "" if few else _counted_rows(rows, found)
            yield Grid((*named, *columns), cells, title, heads=1, note=f"{counted}{_times(own, _family)}")


def _details(rows: Sequence[DetailChange]) -> Iterator[Grid]:
    """A grid for each part."""
    for part in dict.fromkeys(row.part for row in rows):
        own = [row for row in rows if row.part == part]
        dated = _is_mixed(own, _part_of)
        columns = (Column("Of", key=False), Column("Figure", key=False), *_columns(dated))
        cells = tuple((row.name, _name(row.figure), *_values(row, dated)) for row in own)
        yield Grid(columns, cells, _part(part).capitalize(), note=_times(own, _part_of))


def _columns(dated: bool) -> tuple[Column, ...]:
    times = [Column("Times", spare=1)] if dated else []
    return Column("Old", "right"), Column("New", "right"), Column("Change", "right"), *times


def _values(row: FigureChange | DetailChange, dated: bool) -> tuple[str, ...]:
    change = {"appeared": "new", "disappeared": "gone", "top_coded": "not known", "note": "remark"}.get(row.kind, "")
    if row.percent_change:
        change = signed_percent(row.percent_change)
    elif row.change is not None:  # also where it is less than a twentieth of a percent
        points = " points" if row.figure in _IN_PERCENT else ""
        size = _written(row.figure, abs(row.change), None).removesuffix("%")
        change = f"{'+' if row.change > 0 else '-'}{size}{points}"
    old, new = (_written(row.figure, *figure) for figure in ((row.old, row.notes.get("old")), (row.new, row.notes.get("new"))))
    return old, new, change, *([_span(row)] if dated else [])


def _written(figure: str, value: float | None, note: str | None) -> str:
    if value is None:
        return _NO_FIGURE.get(note or "", "none")
    written = f"${value:,.2f}" if figure.startswith("hourly_") else f"{'$' if _is_money(figure) else ''}{_number(value)}"
    if figure in _IN_PERCENT:
        written = f"{written}%"
    if note == "at_least":
        return f"{written} or more"
    remarks = ", ".join(_REMARKS[word] for word in (note or "").split(", ") if word in _REMARKS)
    return f"{written} ({remarks})" if remarks else written


def _is_money(figure: str) -> bool:
    return figure.startswith(("annual_m", "annual_p", "hourly_"))


def _number(value: float) -> str:
    """As it is published: whole numbers with commas, others with the digits that they have."""
    return f"{value:,}"


def _counted_rows(rows: Sequence[object], found: int) -> str:
    return f"{len(rows):,} of {found:,}; --top {found} shows all. " if len(rows) < found else ""


def _family(row: FigureChange) -> str:
    return "Projection" if row.figure in _PROJECTED else "Pay and jobs"


def _part_of(row: DetailChange) -> str:
    return "Times"


def _span(row: FigureChange | DetailChange) -> str:
    if row.revision:
        return f"{row.new_period}, revised"
    # a period may say "to" itself: 2024 to 2034
    return f"{row.old_period or 'not named'}, now {row.new_period or 'not named'}"


def _is_mixed(rows: Sequence[Row], family: Callable[[Row], str]) -> bool:
    """Whether figures of one family are of several times, so that each must tell its own."""
    return len({(family(row), _span(row)) for row in rows}) > len({family(row) for row in rows})


def _times(rows: Sequence[Row], family: Callable[[Row], str]) -> str:
    """Of which times the figures are."""
    spans: dict[str, dict[str, None]] = {}
    for row in rows:
        spans.setdefault(family(row), {})[_span(row)] = None
    return "; ".join(f"{name}: {' and '.join(found)}" for name, found in spans.items()) + "."


def _facts(facts: Sequence[FactChange], *, of_one: bool = False) -> list[Bullets]:
    lines = [
        f"{'' if of_one else f'{fact.code} {fact.title}: '}{_name(fact.fact)} {fact.old or 'none'}, now {fact.new or 'none'}"
        for fact in facts
    ]
    return _bullets("In words", lines, "--rows facts")


def _item(item: ItemChange) -> str:
    return f"{_part(item.part)}: {' '.join(part for part in (item.id, item.text) if part)}: {item.kind}"


def _bullets(title: str, lines: Sequence[str], onward: str = "") -> list[Bullets]:
    """The first of the lines; nothing where there is none."""
    if not lines:
        return []
    shown = lines[:SHOWN_ITEMS] if onward else lines
    left = len(lines) - len(shown)
    return [Bullets(title, tuple(shown), f"{left:,} more: {onward}" if left else "")]


def _name(figure: str) -> str:
    if (percentile := _PERCENTILE.fullmatch(figure)) is not None:
        return f"{percentile[1]} {percentile[2]}th percentile"
    return _NAMES.get(figure, figure.replace("_", " "))


def _part(part: str) -> str:
    return _PARTS.get(part, part.replace("_", " "))
