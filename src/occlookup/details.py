"""The result types of the commands that tell one part of a profile at length: `outlook`, `places`, `insights`, `related`.

Owns the names of their fields; model.py says why they are NamedTuples and why there is no __future__ import.
"""

from typing import NamedTuple

from occlookup.model import Area, Note, Titled, WageRow
from occlookup.profile import Automation, Finding, Outlook, RelatedOccupation, StateOutlook, WorkLife


class OutlookAnswer(NamedTuple):
    """BLS's projection for the nation, and what the states project for 2022-32, most jobs first.

    `published_as`: the occupation whose projections these are, where it has none of its own. `national` is None where BLS
    projects nothing. `state` is the one that was asked for; `states` then has it alone, or nothing where it publishes none.
    `states_publishing` counts the states with a projection. `outlook_period`: as in Profile, of the nation's. The states make
    their own, as a rule for other years: never compare the two.
    """

    code: str
    title: str
    published_as: Titled | None
    national: Outlook | None
    state: Area | None
    states: tuple[StateOutlook, ...]
    states_publishing: int
    outlook_period: str | None


class Place(NamedTuple):
    """An occupation in one place (OEWS). `figure`: the one that the places are sorted by, see Places.by. `mean_rse`: the
    relative standard error of the mean wage, percent.

    `against_nation`: percent above (or below) the nation's median, one decimal; None where that is of another release.
    The annual median is compared, the hourly where the occupation is paid by the hour only; None where either is missing or
    known only as at or above the top code. Other figures and `notes` as in WageRow; the note of `figure` stands under both its
    names.
    """

    area: Area
    figure: float | None
    employment: int | None
    mean_rse: float | None
    hourly_median: float | None
    annual_median: int | None
    against_nation: float | None
    location_quotient: float | None
    jobs_per_1000: float | None
    notes: dict[str, Note]


class Places(NamedTuple):
    """The states and the areas that lead by one figure, the largest first; `by` is the field's name.

    `ascending`: the smallest first. `withheld` counts the states and areas whose figure the publisher withholds, `at_least`
    those whose figure is only known as at or above the top code: they may be higher.
    Of an occupation that is paid by the hour only the highest pay is by "hourly_median".
    """

    by: str
    ascending: bool
    withheld: int
    at_least: int
    states: tuple[Place, ...]
    areas: tuple[Place, ...]


class Division(NamedTuple):
    """A Census division. `employment`: the sum over its states with a released figure, None where none has one; `share`: of
    the nation's, in percent, None where those are of another release. `withheld` and `not_published` name the other states."""

    name: str
    region: str
    employment: int | None
    share: float | None
    states: tuple[str, ...]
    withheld: tuple[str, ...]
    not_published: tuple[str, ...]


class PlacesAnswer(NamedTuple):
    """Where an occupation works. `nation` is None where OEWS has no estimate of it at all, and the rest is empty.

    `covered`: how many percent of the nation's jobs are in the states whose figure is released, None where they are of
    another release; BLS rounds each, so that it may be 100.1. The divisions leave the
    territories out, as the nation's figures do.
    """

    code: str
    title: str
    published_as: Titled | None
    nation: WageRow | None
    state: Area | None
    tops: tuple[Places, ...]
    divisions: tuple[Division, ...]
    covered: float | None


class InsightsAnswer(NamedTuple):
    """What published figures say of an occupation beyond pay and outlook. `published_as`: whose pay and outlook they use.

    `missing` says why where a part is empty: "not_in_data_set"; or "too_few_to_compare", of pay, where too few occupations have
    the same typical education; or "words_not_known", of growth, where BLS's words for it, by which jobs grow or shrink, are not
    known for these years. `outlook_period`: as in Profile.
    """

    code: str
    title: str
    published_as: Titled | None
    automation: Automation | None
    work_life: WorkLife | None
    strengths: tuple[Finding, ...]
    challenges: tuple[Finding, ...]
    missing: dict[str, str]
    outlook_period: str | None


class RelatedAnswer(NamedTuple):
    """The occupations that O*NET relates to one, the closest first.

    `reason` says why there is none where there is none: "not_in_data_set" (O*NET relates none) or "no_match" (of the filters).
    `outlook_period`: as in Profile.
    """

    code: str
    title: str
    results: tuple[RelatedOccupation, ...]
    reason: str | None
    outlook_period: str | None
