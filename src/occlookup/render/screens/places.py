"""The screen of `places`: where an occupation has the most jobs, the highest pay, the highest concentration."""

from __future__ import annotations

from collections.abc import Sequence

from occlookup.details import Division, Place, Places, PlacesAnswer
from occlookup.model import Answer, WageRow
from occlookup.render.blocks import Block, Column, Grid, Heading, Paragraph, Screen
from occlookup.render.figures import FAIR_UNDER, REASONS, dollars_a_year, dollars_an_hour, is_rough, jobs, signed_percent, wage
from occlookup.render.screens.parts import (
    apart_from_nation,
    oews_period,
    oews_periods,
    place_columns,
    published_as_note,
    source_line,
)

_TITLES = {
    "employment": "with the most jobs",
    "annual_median": "with the highest pay",
    "hourly_median": "with the highest pay",
    "location_quotient": "with the highest concentration",
}


_ASCENDING = {
    "employment": "with the fewest jobs",
    "annual_median": "with the lowest pay",
    "hourly_median": "with the lowest pay",
    "location_quotient": "with the lowest concentration",
}


def places_screen(answer: Answer[PlacesAnswer]) -> Screen:
    """Each leading figure with its states and its areas, then the Census divisions."""
    found = answer.data
    where = f" in {found.state.name}" if found.state else ""
    blocks: list[Block] = [Heading(f"{found.title}: places{where}", f"OEWS {oews_period(answer)}", found.code)]
    blocks.extend(published_as_note(found.code, found.published_as, "These figures"))
    if found.nation is None:
        return *blocks, Paragraph("The OEWS survey has no estimates for this occupation."), source_line(answer)
    for top in found.tops:
        blocks.extend(_top(top, found.nation))
    shown = [place for top in found.tops for place in (*top.states, *top.areas)]
    if not shown:
        who = found.state.name if found.state else "any state or area"
        blocks.append(Paragraph(f"No estimate of this occupation is published for {who}."))
    apart = apart_from_nation((place.area for place in shown), found.nation.area.source, oews_periods(answer))
    if apart:
        blocks.append(Paragraph(apart))
    if not found.state:
        blocks.append(_divisions(found.divisions, found.covered, whole=found.nation.employment is not None))
    if shown:
        rough = (
            f" {_ROUGH}: the error of the mean wage is {FAIR_UNDER:.0f}% or more."
            if any(is_rough(place.mean_rse) for place in shown)
            else ""
        )
        about = f"Concentration is the location quotient: 1 is as common as in the nation, 2 twice as common.{rough}"
        blocks.append(Paragraph(about, quiet=True))
    return *blocks, source_line(answer)


def _top(top: Places, nation: WageRow) -> list[Block]:
    words = (_ASCENDING if top.ascending else _TITLES).get(top.by, f"by {top.by}")
    unknown = [f"{top.withheld:,} withheld"] if top.withheld else []
    unknown += [f'{top.at_least:,} only known as "or more"'] if top.at_least else []
    note = f"Of the states and areas {' and '.join(unknown)}: some of them may be higher." if unknown else ""
    grids = []
    for kind, head, rows in (("States", "State", top.states), ("Areas", "Area", top.areas)):
        if rows:
            grids.append(_grid(f"{kind} {words}", head, top.by, rows, nation))
    return [*grids[:-1], grids[-1]._replace(note=note)] if grids else []


def _grid(title: str, head: str, by: str, places: Sequence[Place], nation: WageRow) -> Grid:
    hourly = nation.annual_median is None
    field = "hourly_median" if hourly else "annual_median"
    columns = place_columns(head, hourly=hourly)
    if by not in _TITLES:
        columns = (*columns[:1], Column(by, "right"), *columns[1:])
    rows = tuple(
        (
            place.area.name, *([] if by in _TITLES else [_figure(by, place)]),
            _brief(jobs(place.employment, place.notes)), _pay(place, field),
            _against(place, nation),
            "withheld" if place.location_quotient is None else f"{place.location_quotient:.2f}",
        )
        for place in places
    )  # fmt: skip
    return Grid(columns, rows, title)


def _against(place: Place, nation: WageRow) -> str:
    """How far the pay is from the nation's, or why that is not told."""
    if place.against_nation is not None:
        return signed_percent(place.against_nation)
    return "not known" if place.area.source == nation.area.source else "other year"


def _figure(by: str, place: Place) -> str:
    """The figure that the places are sorted by, where it has no column of its own."""
    figure = place.figure
    if figure is None:
        return REASONS[place.notes.get(by, "not_published")]
    if by.startswith(("hourly", "annual")):
        money = dollars_an_hour if by.startswith("hourly") else dollars_a_year
        return money(figure, place.notes.get(by))
    return f"{figure:,.1f}%" if by.endswith("rse") else f"{figure:,.3f}"


_ROUGH = "rough"


def _pay(place: Place, field: str) -> str:
    return f"{_ROUGH} {wage(place, field)}" if is_rough(place.mean_rse) else wage(place, field)


def _brief(text: str) -> str:
    return "withheld" if text == "withheld by BLS" else text


def _divisions(divisions: Sequence[Division], covered: float | None, *, whole: bool) -> Grid:
    """`whole`: the nation's jobs are known."""
    columns = (
        Column("Census division", key=False),
        Column("Jobs", "right"),
        Column("Of the nation's", "right", label="Share of the nation's jobs"),
        Column("States counted", "right", spare=1),
        Column("States without a figure", key=False, spare=2),
    )
    rows = tuple(
        (
            division.name, "withheld" if division.employment is None else f"{division.employment:,}",
            "" if division.share is None else f"{division.share:.1f}%", str(len(division.states)),
            ", ".join([*division.withheld, *division.not_published]) or "none",
        )
        for division in divisions
    )  # fmt: skip
    note = "Sums of the states' figures."
    if covered is not None:
        note += f" The states with a released figure have {covered:.1f}% of the nation's jobs in this occupation."
    elif whole and any(division.employment is not None for division in divisions):
        note += " The nation's jobs are of another time: shares of its jobs are not told."
    return Grid(columns, rows, "Census divisions", note=note)
