"""The screen of `rank`: occupations by one figure."""

from __future__ import annotations

from occlookup.model import Answer
from occlookup.periods import parse_period
from occlookup.rankings import RankEntry, Ranking
from occlookup.render.blocks import Column, Grid, Heading, Paragraph, Screen
from occlookup.render.figures import jobs, signed_percent
from occlookup.render.screens.parts import BRIEF_EDUCATION, growth_column, listed_pay, source_line, title_and_whose

_TITLES = {
    "annual_median": "Best-paid occupations",
    "openings": "Occupations with the most openings",
    "growth": "Fastest-growing occupations",
    "employment": "Occupations with the most jobs",
    "location_quotient": "Most concentrated occupations",
}
_ASCENDING = {
    "annual_median": "Lowest-paid occupations",
    "openings": "Occupations with the fewest openings",
    "growth": "Occupations that shrink most or grow least",
    "employment": "Occupations with the fewest jobs",
    "location_quotient": "Least concentrated occupations",
}
# as a cell of a listing says it
_NO_JOBS = {"not_released": "withheld", "not_published": "no estimate"}
_LACKING = {
    "annual_median": "withheld, or paid by the hour only",
    "openings": "no projection",
    "growth": "no projection",
    "employment": "withheld",
    "location_quotient": "withheld, or not published",
}


def rank_screen(answer: Answer[Ranking], *, hourly: bool = False) -> Screen:
    """The ranking under a heading that says by what and where."""
    ranking = answer.data
    place = "the United States" if ranking.area.type == "nation" else ranking.area.name
    heading = Heading(f"{(_ASCENDING if ranking.ascending else _TITLES)[ranking.by]} in {place}")
    if not ranking.rows:
        return heading, Paragraph("No occupation fits all of these conditions."), source_line(answer)
    quotient = ranking.by == "location_quotient"
    columns = (
        Column("#", "right"),
        Column("Code", spare=3),
        Column("Occupation", key=False),
        *([Column("Concentration", "right", label="Concentration (1 = the nation's)")] if quotient else []),
        Column("Median pay", "right"),
        Column("Jobs", "right", spare=0 if ranking.by == "employment" else 2),
        growth_column(ranking.outlook_period),
        Column("Openings", "right", label="Openings a year"),
        Column("Zone", "right", label="Job zone", spare=4),
        Column("To start", label="Education to start", spare=5),
    )
    rows = tuple(_row(entry, quotient, hourly) for entry in ranking.rows)
    return heading, Grid(columns, rows, heads=2, note=_note(ranking)), source_line(answer)


def _row(entry: RankEntry, quotient: bool, hourly: bool) -> tuple[str, ...]:
    return (
        str(entry.rank),
        entry.code,
        title_and_whose(entry),
        *([f"{entry.location_quotient:.2f}" if entry.location_quotient is not None else "withheld"] if quotient else []),
        listed_pay(entry, hourly=hourly),
        _NO_JOBS.get(entry.notes.get("employment", ""), "") or jobs(entry.employment, entry.notes),
        "none" if entry.percent_change is None else signed_percent(entry.percent_change),
        "none" if entry.annual_openings is None else f"{entry.annual_openings:,}",
        "" if entry.job_zone is None else str(entry.job_zone),
        BRIEF_EDUCATION.get(entry.education or "", entry.education or "not named"),
    )


def _note(ranking: Ranking) -> str:
    counted = f"{len(ranking.rows)} of {ranking.ranked:,} occupations." if len(ranking.rows) < ranking.ranked else ""
    without = f"Left out for want of the figure: {ranking.without:,} ({_LACKING[ranking.by]})." if ranking.without else ""
    outlook = ""
    if ranking.area.type != "nation":
        whose = "the state's own" if ranking.own_outlook else "the nation's"
        years = f", for {parse_period(ranking.outlook_period).words}" if ranking.outlook_period else ""
        outlook = f"Growth and openings are {whose}{years}."
    if ranking.notes:
        outlook += " This state's openings are new jobs only, without those of people who leave."
    least = sum(entry.notes.get("annual_median") == "at_least" for entry in ranking.rows)
    unknown = f'{least} only known as "or more" may rank higher.' if least and ranking.by == "annual_median" else ""
    return " ".join(part for part in (counted, without, unknown, outlook) if part)
