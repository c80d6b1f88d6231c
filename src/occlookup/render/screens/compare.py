"""The screen of `compare`: occupations side by side, a fact a row."""

from __future__ import annotations

from collections.abc import Callable

from occlookup.comparisons import ComparedOccupation, Comparison
from occlookup.model import Answer, WageRow
from occlookup.periods import parse_period
from occlookup.profile import Outlook
from occlookup.render.blocks import Block, Bullets, Column, Facts, Grid, Heading, Paragraph, Screen
from occlookup.render.figures import REASONS, jobs, signed_percent, wage
from occlookup.render.screens.key_facts import STEM_WORDS
from occlookup.render.screens.parts import INTEREST_WORDS, Periods, listed_pay, oews_periods, other_period, source_line

_NONE = "none published"
_NO_ESTIMATE = "no OEWS estimate"
_NO_WORD = "BLS's word is not known here"


def compare_screen(answer: Answer[Comparison], *, hourly: bool = False) -> Screen:
    """The facts, the skills in common and apart, and what may not be compared."""
    comparison = answer.data
    place = f" in the nation and {comparison.area.name}" if comparison.area else ""
    columns = (Column(""), *(Column(occupation.code, key=False) for occupation in comparison.occupations))
    facts = _facts(comparison, hourly, oews_periods(answer))
    rows = [(label, *(value(occupation) for occupation in comparison.occupations)) for label, value in facts]
    shared = ", ".join(comparison.shared_skills) or "none"
    own = tuple(
        (f"Only {occupation.code}", ", ".join(occupation.own_skills) or ("none" if occupation.top_skills else _NONE))
        for occupation in comparison.occupations
    )
    rated = all(occupation.top_skills for occupation in comparison.occupations)
    in_all = "In all of them" if rated else "In all with ratings"
    blocks: list[Block] = [
        Heading(f"{len(comparison.occupations)} occupations side by side{place}"),
        Grid(columns, tuple(rows)),
        Facts(((in_all, shared), *own), "Ten most important skills"),
    ]
    apart = tuple(f"{kind.figures}: {kind.reason}" for kind in comparison.comparability if not kind.comparable)
    together = ", ".join(kind.figures for kind in comparison.comparability if kind.comparable)
    if together:
        blocks.append(Paragraph(f"May be compared: {together}."))
    if apart:
        blocks.append(Bullets("Not to be compared as they stand", apart))
    return *blocks, source_line(answer)


Fact = tuple[str, Callable[[ComparedOccupation], str]]


def _facts(comparison: Comparison, hourly: bool, periods: Periods) -> list[Fact]:
    facts: list[Fact] = [
        ("Occupation", _title),
        ("Median pay", lambda occupation: _pay(occupation.wages, hourly)),
        ("10th to 90th", lambda occupation: _range(occupation.wages, hourly)),
        ("On payrolls", lambda occupation: _jobs(occupation.wages)),
    ]
    if comparison.area:
        letters = comparison.area.state or ""
        nation = next((occupation.wages.area.source for occupation in comparison.occupations if occupation.wages), None)
        other = other_period(comparison.area, nation, periods)
        of = f" ({other})" if other else ""
        facts.extend(
            [
                (
                    f"Median pay {letters}{of}",
                    lambda occupation: _pay(occupation.local.wages if occupation.local else None, hourly),
                ),
                (f"On payrolls {letters}{of}", lambda occupation: _jobs(occupation.local.wages if occupation.local else None)),
                (f"Growth 2022-32 {letters}", _local_outlook),
            ]
        )
    period = comparison.outlook_period
    return [
        *facts,
        (f"Growth {period or ''}".rstrip(), _growth),
        (
            f"Jobs in {parse_period(period).base_year}" if period else "Jobs",
            lambda occupation: _projected_from(occupation.outlook),
        ),
        ("Openings a year", lambda occupation: f"{occupation.outlook.annual_openings:,}" if occupation.outlook else _NONE),
        ("Education", lambda occupation: occupation.typical_education or _NONE),
        ("Experience", lambda occupation: occupation.experience or _NONE),
        ("Training", lambda occupation: occupation.training or _NONE),
        ("Job zone", lambda occupation: f"{occupation.job_zone} of 5" if occupation.job_zone else _NONE),
        ("Interests", _interests),
        ("STEM", lambda occupation: STEM_WORDS[occupation.stem] if occupation.stem else "no"),
        ("Work-life index", _work_life),
        ("Strengths", lambda occupation: "; ".join(finding.name for finding in occupation.strengths) or "none found"),
        ("Challenges", lambda occupation: "; ".join(finding.name for finding in occupation.challenges) or "none found"),
    ]


def _work_life(occupation: ComparedOccupation) -> str:
    return "no work context" if occupation.work_life is None else f"{occupation.work_life:.1f} of 10"


def _title(occupation: ComparedOccupation) -> str:
    if occupation.published_as is None:
        return occupation.title
    return f"{occupation.title} (pay and outlook of {occupation.published_as.code})"


def _pay(row: WageRow | None, hourly: bool) -> str:
    return listed_pay(row, hourly=hourly) if row else _NO_ESTIMATE


def _range(row: WageRow | None, hourly: bool) -> str:
    if row is None:
        return _NO_ESTIMATE
    basis = "hourly" if row.hourly_p10 is not None and (hourly or row.annual_p10 is None) else "annual"
    low, high = wage(row, f"{basis}_p10"), wage(row, f"{basis}_p90")
    return low if low == high else f"{low} to {high}"


def _jobs(row: WageRow | None) -> str:
    return jobs(row.employment, row.notes) if row else _NO_ESTIMATE


def _local_outlook(occupation: ComparedOccupation) -> str:
    outlook = occupation.local.outlook if occupation.local else None
    if outlook is None or outlook.percent_change is None:
        return REASONS["not_published"]
    return signed_percent(outlook.percent_change)


def _growth(occupation: ComparedOccupation) -> str:
    if occupation.outlook is None:
        return _NONE
    return f"{signed_percent(occupation.outlook.percent_change)}, {occupation.outlook.growth or _NO_WORD}"


def _projected_from(outlook: Outlook | None) -> str:
    return f"{outlook.employment_base:,}" if outlook else _NONE


def _interests(occupation: ComparedOccupation) -> str:
    if occupation.interests is None:
        return _NONE
    code = occupation.interests.code
    return f"{code}: {', '.join(INTEREST_WORDS[letter] for letter in code)}"
