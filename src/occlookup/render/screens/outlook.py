"""The screen of `outlook`, and the outlook on an occupation's page: jobs now and in ten years, state by state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from occlookup.details import OutlookAnswer
from occlookup.model import Answer
from occlookup.periods import Period, parse_period
from occlookup.profile import Outlook, Profile, StateOutlook
from occlookup.render.blocks import Bar, Bars, Block, Column, Facts, Grid, Heading, Paragraph, Screen
from occlookup.render.figures import signed_percent
from occlookup.render.screens.key_facts import no_projection, outlook_words
from occlookup.render.screens.parts import published_as_note, source_line

# of the states' own projections, whatever the years of the nation's
_STATES = Period(2022, 2032)


def outlook_screen(answer: Answer[OutlookAnswer]) -> Screen:
    """The nation, then the states with the most jobs."""
    found = answer.data
    place = f" in {found.state.name}" if found.state else ""
    blocks: list[Block] = [Heading(f"{found.title}: outlook{place}", found.code)]
    blocks.extend(published_as_note(found.code, found.published_as, "These projections"))
    blocks.extend(national_blocks(found.national, found.outlook_period))
    if not found.states:
        who = f"{found.state.name} publishes no projection of" if found.state else "No state projects"
        blocks.append(Paragraph(f"{who} this occupation."))
    elif found.state:
        blocks.append(_state_facts(found.states[0]))
        blocks.append(Paragraph(_not_to_compare(found.outlook_period), quiet=True))
    else:
        apart = _not_to_compare(found.outlook_period)
        note = f"{found.states_publishing} states and territories publish one; all: --top 60. {apart}"
        blocks.append(_state_grid(found.states, note))
    return *blocks, source_line(answer)


def _not_to_compare(period: str | None) -> str:
    """Why the states' projections and BLS's of `period` are not to be compared."""
    theirs = f"The states' projections run from {_STATES.words} and are made by the states"
    if period == _STATES.short:
        theirs += ", BLS's of the same years by BLS"
    elif period:
        theirs += f", BLS's from {parse_period(period).words}"
    return f"{theirs}: do not compare the two. Jobs are rounded, the percent is not."


def national_blocks(outlook: Outlook | None, period: str | None) -> Iterator[Block]:
    """Two bars and a sentence; or why there is none."""
    if outlook is None:
        yield Paragraph(f"{no_projection(period)[0].upper()}{no_projection(period)[1:]}.")
        return
    before, after = outlook.employment_base, outlook.employment_projected
    most = max(before, after, 1)
    bars = tuple(
        Bar(str(year), f"{jobs:,} jobs", jobs / most)
        for year, jobs in ((outlook.base_year, before), (outlook.projected_year, after))
    )
    yield Bars("Jobs in the nation, self-employed included", bars, f"{outlook_words(outlook)}.", in_turn=True)


def profile_outlook(profile: Profile, full: bool) -> Iterator[Block]:
    """The outlook on an occupation's page: the nation, and the state that was asked for."""
    yield from national_blocks(profile.outlook, profile.outlook_period)
    if profile.local and profile.local.outlook:
        yield _state_facts(profile.local.outlook)
        yield Paragraph(_not_to_compare(profile.outlook_period), quiet=True)
    elif profile.local:
        yield Paragraph(f"{profile.local.wages.area.name} publishes no projection of this occupation.", quiet=True)
    if profile.outlook:
        yield Paragraph(f"By state, 2022 to 2032: occlookup outlook {profile.code}", quiet=True)


def state_outlook_words(state: StateOutlook) -> str:
    """+3.2% from 2022 to 2032: 40 more jobs and 100 openings a year, as the state projects."""
    parts = [f"{_growth(state)} from 2022 to 2032"]
    if state.change is not None:
        more = f"{abs(state.change):,} {'fewer' if state.change < 0 else 'more'} jobs" if state.change else "as many jobs"
        openings = "" if state.annual_openings is None else f" and {_openings(state, 'openings a year')}"
        parts.append(more + openings)
    return f"{': '.join(parts)}; the state's own projection"


def _growth(state: StateOutlook) -> str:
    return "not published" if state.percent_change is None else signed_percent(state.percent_change)


def _state_facts(state: StateOutlook) -> Facts:
    return Facts(
        (
            ("Jobs in 2022", _count(state.employment_2022)),
            ("Jobs in 2032", _count(state.employment_2032)),
            ("Change", f"{_change(state.change)} ({_growth(state)})"),
            ("Openings a year", _openings(state)),
        ),
        f"{state.name}, 2022 to 2032",
    )


def _state_grid(states: Sequence[StateOutlook], note: str) -> Grid:
    columns = (
        Column("State", key=False),
        Column("2022", "right", label="Jobs in 2022", spare=2),
        Column("2032", "right", label="Jobs in 2032", spare=1),
        Column("Change", "right"),
        Column("Percent", "right"),
        Column("Openings a year", "right"),
    )
    rows = tuple(
        (
            state.name, _count(state.employment_2022), _count(state.employment_2032), _change(state.change),
            _growth(state), f"{_count(state.annual_openings)}{'*' if state.notes else ''}",
        )
        for state in states
    )  # fmt: skip
    if any(state.notes for state in states):
        note = f"*: new jobs only, without those of people who leave; the other states count both. {note}"
    return Grid(columns, rows, "By state, 2022 to 2032, most jobs first", note=note)


def _openings(state: StateOutlook, what: str = "") -> str:
    """The openings, and what they leave out."""
    openings = f"{_count(state.annual_openings)} {what}".rstrip()
    return f"{openings} (new jobs only: this state leaves out those of people who leave)" if state.notes else openings


def _count(number: int | None) -> str:
    return "not published" if number is None else f"{number:,}"


def _change(number: int | None) -> str:
    return "not published" if number is None else f"{number:+,}" if number else "0"
