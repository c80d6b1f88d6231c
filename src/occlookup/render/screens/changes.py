"""The screens of `data diff`: what a release changed, short and the largest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

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

SHOWN, SHOWN_OF_ONE, SHOWN_ITEMS = 20, 40, 10

_NAMES = {
    "employment": "jobs", "employment_base": "jobs when the projection begins",
    "employment_projected": "jobs when the projection ends", "percent_change": "projected growth",
    "annual_openings": "openings a year", "interests_code": "Holland code", "published_as": "figures published as",
    "typical": "typical education", "jobs_per_1000": "jobs per 1,000", "frey_osborne": "Frey and Osborne",
    "felten_aioe": "Felten",
}  # fmt: skip
_PARTS = {
    "state_wages": "the states' wages", "projections": "projection", "state_projections": "a state's projection",
}  # fmt: skip
_NO_FIGURE = {**REASONS, "not_published": "not published", "not_in_data_set": "not in this set"}
_REMARKS = {"suppress": "better not used", "not_relevant": "not relevant", "new_jobs_only": "new jobs only"}
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
        *([_figures(rows, changes.found)] if rows else []),
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
        *([_details(rows, changes.found)] if rows else []),
        *_facts(changes.facts),
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


def _figures(rows: Sequence[FigureChange], found: int) -> Grid:
    columns = (
        Column("Code", spare=2), Column("Occupation", key=False), Column("Figure", key=False), Column("Old", "right"),
        Column("New", "right"), Column("Change", "right"),
    )  # fmt: skip
    cells = tuple((row.code, row.title, _name(row.figure), *_values(row)) for row in rows)
    return Grid(columns, cells, "The largest changes", heads=1, note=_note(rows, found))


def _details(rows: Sequence[DetailChange], found: int) -> Grid:
    columns = (
        Column("Of", key=False), Column("Where or what", key=False), Column("Figure", key=False), Column("Old", "right"),
        Column("New", "right"), Column("Change", "right"),
    )  # fmt: skip
    cells = tuple((_part(row.part), row.name, _name(row.figure), *_values(row)) for row in rows)
    return Grid(columns, cells, "Figures", heads=1, note=_note(rows, found))


def _values(row: FigureChange | DetailChange) -> tuple[str, str, str]:
    change = {"appeared": "new", "disappeared": "gone", "top_coded": "not known", "note": "remark"}.get(row.kind, "")
    if row.percent_change is not None:
        change = signed_percent(row.percent_change)
    elif row.change is not None:
        points = " points" if row.figure in _IN_PERCENT else ""
        change = f"{'+' if row.change > 0 else ''}{_number(row.figure, row.change)}{points}"
    return _written(row.figure, row.old, row.notes.get("old")), _written(row.figure, row.new, row.notes.get("new")), change


def _written(figure: str, value: float | None, note: str | None) -> str:
    if value is None:
        return _NO_FIGURE.get(note or "", "none")
    money = figure.startswith(("annual_m", "annual_p", "hourly_"))
    written = f"${value:,.2f}" if figure.startswith("hourly_") else f"{'$' if money else ''}{_number(figure, value)}"
    if figure in _IN_PERCENT:
        written = f"{written}%"
    if note == "at_least":
        return f"{written} or more"
    remarks = ", ".join(_REMARKS[word] for word in (note or "").split(", ") if word in _REMARKS)
    return f"{written} ({remarks})" if remarks else written


def _number(figure: str, value: float) -> str:
    """As it is published: whole numbers with commas, others with the digits that they have."""
    return f"{value:,}" if isinstance(value, int) or value != int(value) else f"{value:,.1f}"


def _note(rows: Sequence[FigureChange | DetailChange], found: int) -> str:
    """How many there are, and of which times the figures are."""
    spans = dict.fromkeys((row.old_period, row.new_period, row.revision) for row in rows)
    said = [
        f"revised for {new}" if revised else f"{old or 'no period named'} against {new or 'no period named'}"
        for old, new, revised in spans
    ]
    counted = f"{len(rows):,} of {found:,}; --top {found} shows all. " if len(rows) < found else ""
    return f"{counted}Times: {'; '.join(said)}."


def _facts(facts: Sequence[FactChange]) -> list[Bullets]:
    lines = [f"{fact.code} {fact.title}: {_name(fact.fact)} {fact.old or 'none'}, now {fact.new or 'none'}" for fact in facts]
    return _bullets("What is said of occupations", lines, "--rows facts")


def _item(item: ItemChange) -> str:
    return f"{_part(item.part)}: {' '.join(part for part in (item.id, item.text) if part)}: {item.kind}"


def _bullets(title: str, lines: Sequence[str], onward: str = "") -> list[Bullets]:
    """The first of the lines; nothing where there is none."""
    if not lines:
        return []
    shown = lines[:SHOWN_ITEMS] if onward else lines
    left = len(lines) - len(shown)
    return [Bullets(title, tuple(shown), f"{left:,} more: {onward} --format csv" if left else "")]


def _name(figure: str) -> str:
    return _NAMES.get(figure, figure.replace("_", " "))


def _part(part: str) -> str:
    return _PARTS.get(part, part.replace("_", " "))
