"""The screens of `wages`: one occupation over places, or one place over occupations."""

from __future__ import annotations

from occlookup.model import Answer, WageListing, WageRow
from occlookup.render.blocks import Column, Facts, Grid, Heading, Paragraph, Screen
from occlookup.render.figures import how_sure, jobs, wage
from occlookup.render.screens.parts import empty_reason, oews_period, published_as_note, source_line

_FIGURE_COLUMNS = (
    Column("Jobs", "right"),
    Column("Median year", "right", label="Median pay a year"),
    Column("Median hour", "right", label="Median pay an hour", spare=1),
    Column("Entry (10th)", "right", label="Entry (10th percentile)", spare=2),
    Column("25th to 75th", "right", label="Mid-range (25th to 75th percentile)", spare=4),
    Column("How sure", label="How sure (error of the mean wage)", spare=3),
)


def screen(answer: Answer[WageListing], asked: str) -> Screen:
    """The listing under a heading. `asked` is the code that the person named, or "" for a place's listing."""
    rows = answer.data.rows
    if not rows:
        return Heading("Wages", oews_period(answer)), Paragraph(empty_reason(answer.data))
    one_occupation = len({row.code for row in rows}) == 1 and (asked or len(rows) == 1)
    body = _by_place(rows) if one_occupation else _by_occupation(rows)
    first = rows[0]
    place = first.area.name if first.area.type != "nation" else "the United States"
    subject = first.title if one_occupation else "Wages"
    return (
        Heading(f"{subject} in {place}" if not _spans_states(rows) else f"{subject} by state", f"OEWS {oews_period(answer)}"),
        *published_as_note(asked, answer.data.published_as),
        *body,
        source_line(answer),
    )


def _by_place(rows: tuple[WageRow, ...]) -> tuple[Grid | Facts | Paragraph, ...]:
    if len(rows) == 1:
        return (_one(rows[0]),)
    published = tuple(row for row in rows if set(row.notes.values()) != {"not_published"} or row.employment is not None)
    missing = [row.area.name for row in rows if row not in published]
    states = all(row.area.type == "state" for row in rows if row not in published)
    grid = Grid(
        (Column("Area", key=False), *_FIGURE_COLUMNS),
        tuple((row.area.name, *_figures(row)) for row in published),
        note=_reasons(published),
    )
    if not missing:
        return (grid,)
    where = "any state or territory" if states and len(missing) == len(rows) - 1 else "; ".join(missing)
    return grid, Paragraph(f"No estimate is published for {where}.", quiet=True)


def _by_occupation(rows: tuple[WageRow, ...]) -> tuple[Grid]:
    columns = (Column("Code"), Column("Occupation", key=False), *_FIGURE_COLUMNS)
    return (Grid(columns, tuple((row.code, row.title, *_figures(row)) for row in rows), heads=1, note=_reasons(rows)),)


def _figures(row: WageRow) -> tuple[str, ...]:
    basis = "hourly" if row.hourly_p25 is not None else "annual"
    return (
        _BRIEF["not_released"] if row.notes.get("employment") == "not_released" else jobs(row.employment, row.notes),
        _brief(row, "annual_median"),
        _brief(row, "hourly_median"),
        _brief(row, f"{basis}_p10"),
        _range(row, basis),
        how_sure(row.mean_rse),
    )


def _range(row: WageRow, basis: str) -> str:
    low, high = _brief(row, f"{basis}_p25"), _brief(row, f"{basis}_p75")
    return low if low == high else f"{low} - {high}"


# As a cell of a long listing says it: the heading of its column has the rest.
_BRIEF = {
    "not_released": "withheld",
    "hourly_only": "hourly only",
    "annual_only": "annual only",
    "not_published": "none",
}
_BRIEF_NOTES = {
    "not_released": "withheld: BLS does not release this estimate.",
    "hourly_only": "hourly only: paid by the hour, without a figure a year.",
    "annual_only": "annual only: paid by the year, without a figure an hour.",
    "at_least": "+: at or above the highest wage that BLS tells exactly here.",
    "not_published": "none: no such estimate is published.",
}
_LISTED = ("employment", "annual_median", "hourly_median", "hourly_p10", "hourly_p25", "hourly_p75", "mean_rse")


def _brief(row: WageRow, field: str) -> str:
    note = row.notes.get(field)
    if note is None or note == "at_least":
        return wage(row, field).replace(" or more", "+")
    return _BRIEF[note]


def _reasons(rows: tuple[WageRow, ...]) -> str:
    """A sentence for each short reason that the rows have."""
    used = {row.notes[field] for row in rows for field in _LISTED if field in row.notes}
    return " ".join(text for note, text in _BRIEF_NOTES.items() if note in used)


def _one(row: WageRow) -> Facts:
    pairs = [("Jobs", jobs(row.employment, row.notes))]
    for label, name in (
        ("Mean pay", "mean"),
        ("Entry (10th percentile)", "p10"),
        ("25th percentile", "p25"),
        ("Median pay", "median"),
        ("75th percentile", "p75"),
        ("90th percentile", "p90"),
    ):
        pairs.append((label, f"{wage(row, f'annual_{name}')} a year; {wage(row, f'hourly_{name}')} an hour"))
    if row.location_quotient is not None:
        pairs.append(("Concentration", f"{row.location_quotient:.2f} (location quotient; 1 is the nation's)"))
    if row.mean_rse is not None:
        pairs.append(("How sure", f"{how_sure(row.mean_rse)}: relative standard error of the mean wage"))
    return Facts(tuple(pairs))


def _spans_states(rows: tuple[WageRow, ...]) -> bool:
    return len({row.area.code for row in rows}) > 1 and len({row.area.state for row in rows}) > 1
