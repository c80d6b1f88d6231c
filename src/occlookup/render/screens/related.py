"""The screen of `related`, and the related occupations on an occupation's page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from occlookup.details import RelatedAnswer
from occlookup.model import Answer
from occlookup.profile import Profile, RelatedOccupation
from occlookup.render.blocks import Block, Column, Grid, Heading, Paragraph, Screen
from occlookup.render.screens.parts import at_length, growth_column, listed_growth, listed_pay, source_line, title_and_whose

_SHOWN = 6
_NONE = "O*NET relates no occupations to this one."


def related_screen(answer: Answer[RelatedAnswer], *, hourly: bool = False) -> Screen:
    """The related occupations, the closest first."""
    found = answer.data
    heading = Heading(f"Occupations related to {found.title}", found.code)
    if not found.results:
        return heading, Paragraph(_NONE if found.reason == "not_in_data_set" else "No occupation fits all of these conditions.")
    grid = related_grid(found.results, "", "", period=found.outlook_period, hourly=hourly)
    return heading, grid, source_line(answer)


def profile_related(profile: Profile, full: bool) -> Iterator[Block]:
    """The related occupations on an occupation's page."""
    if profile.related:
        shown = profile.related if full else profile.related[:_SHOWN]
        more = at_length(len(profile.related) - len(shown), profile.code, "related")
        yield related_grid(shown, "Related occupations, the closest first", more, period=profile.outlook_period)
    else:
        yield Paragraph(_NONE, quiet=True)


def related_grid(
    occupations: Sequence[RelatedOccupation], title: str, note: str, *, period: str | None, hourly: bool = False
) -> Grid:
    """The occupations as rows with pay and outlook; `period` as in Profile.outlook_period."""
    columns = (
        Column("Code"),
        Column("Occupation", key=False),
        Column("Median pay", "right"),
        growth_column(period),
        Column("Openings", "right", label="Openings a year", spare=2),
        Column("Zone", "right", label="Job zone", spare=1),
    )
    rows = tuple(_row(occupation, hourly) for occupation in occupations)
    return Grid(columns, rows, title, heads=1, note=note)


def _row(occupation: RelatedOccupation, hourly: bool) -> tuple[str, ...]:
    growth = listed_growth(occupation.percent_change)
    openings = "no projection" if occupation.annual_openings is None else f"{occupation.annual_openings:,}"
    zone = "" if occupation.job_zone is None else str(occupation.job_zone)
    pay = listed_pay(occupation, hourly=hourly)
    return occupation.code, title_and_whose(occupation), pay, growth, openings, zone
