"""The screen of `insights`, and the insights on an occupation's page. Each stands with the figure that set it off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from occlookup.details import InsightsAnswer
from occlookup.model import Answer
from occlookup.periods import parse_period
from occlookup.profile import Automation, Exposure2010, Finding, Profile, Standing, WorkLife
from occlookup.render.blocks import Bar, Bars, Block, Bullets, Facts, Heading, Paragraph, Screen
from occlookup.render.figures import signed_percent
from occlookup.render.screens.key_facts import words_not_known
from occlookup.render.screens.parts import published_as_note, source_line

NOT_MIXED = "These measure different things, on different scales, in different years: none says how many jobs will go."
_NO_AUTOMATION = "Automation: none of the papers has a figure for this occupation."
_NO_WORK_LIFE = "Work-life index: O*NET publishes no work context for this occupation."
_LEVELS = {"low": "low (under 0.3)", "medium": "medium (0.3 to 0.7)", "high": "high (0.7 or more)"}
_RATERS = {"human": "rated by people", "dv": "rated by GPT-4"}
_MEASURES = {"alpha": "alone", "beta": "half of what added software would bring", "gamma": "with all added software"}


def insights_screen(answer: Answer[InsightsAnswer], why: bool) -> Screen:
    """All insights; with `why` every item, value and percentile, and what they are compared with."""
    found = answer.data
    blocks: list[Block] = [Heading(f"{found.title}: insights", found.code)]
    blocks.extend(published_as_note(found.code, found.published_as))
    any_figures = not {"outlook", "work_life", "automation"} <= set(found.missing)
    blocks.extend(_findings(found.strengths, found.challenges, figures=any_figures))
    if "growth" in found.missing:
        blocks.append(_no_words(found.outlook_period))
    blocks.extend(_work_life(found.work_life, why))
    blocks.extend(_automation(found.automation, found.code, why))
    if why:
        blocks.append(Paragraph(_HOW, quiet=True))
    else:
        blocks.append(Paragraph(f"Every item, value and percentile: occlookup insights {found.code} --why", quiet=True))
    return *blocks, source_line(answer)


_HOW = (
    "A percentile tells how many percent of the occupations compared have a lower figure, those with the same counted half."
    " Many openings, steady schedule, little training, time pressure, conflict, physical strain and language models go by the"
    " highest or lowest quarter; growing and shrinking by BLS's words; Frey and Osborne by their own 0.7; pay by the median and"
    " the lowest quarter of the occupations with the same typical education. Physical strain is the mean of time spent"
    " standing, bending or twisting, and kneeling, crouching, stooping or crawling."
)


def profile_insights(profile: Profile, full: bool) -> Iterator[Block]:
    """The insights on an occupation's page."""
    found = profile.insights
    any_figures = bool(profile.outlook or found.work_life or found.automation)
    yield from _findings(found.strengths, found.challenges, figures=any_figures)
    if profile.outlook and profile.outlook.growth is None:
        yield _no_words(profile.outlook_period)
    yield from _work_life(found.work_life, full)
    yield from _automation(found.automation, profile.code, full)
    if any_figures:
        yield Paragraph(f"How each is reckoned: occlookup insights {profile.code} --why", quiet=True)


def _findings(strengths: Sequence[Finding], challenges: Sequence[Finding], *, figures: bool) -> Iterator[Block]:
    if not figures:
        yield Paragraph("Strengths and challenges: there are no figures to reckon them from.", quiet=True)
        return
    for title, found in (("Strengths", strengths), ("Challenges", challenges)):
        if found:
            yield Bullets(title, tuple(map(finding_words, found)))
        else:
            yield Paragraph(f"{title}: no published figure meets one of the rules.", quiet=True)


def _no_words(period: str | None) -> Paragraph:
    return Paragraph(f"{words_not_known(period)}: growing and shrinking, which go by it, are left out above.", quiet=True)


def finding_words(finding: Finding) -> str:
    """Many openings: 13,700 openings a year (percentile 82.1 of 832 occupations)."""
    standing = f"percentile {finding.percentile:.1f} of {finding.of:,} occupations"
    if finding.unit == "dollars a year" and finding.figure is not None and finding.median is not None:
        what = f"${finding.figure:,.0f} a year against ${finding.median:,.0f}"
        return f"{finding.name}: {what} ({standing} with the same typical education)"
    return f"{finding.name}: {finding.detail or _figure(finding)} ({standing})"


def _figure(finding: Finding) -> str:
    figure = finding.figure or 0.0
    if finding.unit.startswith("percent"):
        return f"{signed_percent(figure)} from {parse_period(finding.unit.removeprefix('percent ')).words}"
    if finding.unit.startswith("openings"):
        return f"{figure:,.0f} {finding.unit}"
    what, _, scale = finding.unit.partition(" from ")
    return f"{what} {figure:.2f} from {scale}"


def _work_life(work_life: WorkLife | None, why: bool) -> Iterator[Block]:
    if work_life is None:
        yield Paragraph(_NO_WORK_LIFE, quiet=True)
        return
    what = "higher is better for a life outside work"
    if not why:
        yield Facts((("Work-life index", f"{work_life.score:.1f} of 10; {what}"),))
        return
    bars = tuple(
        Bar(item.name, f"{item.score:.2f}, percentile {item.percentile:.1f}", item.percentile / 100) for item in work_life.items
    )
    note = (
        f"{work_life.score:.1f} is 10 times (1 - the mean of the six percentiles / 100), each item an equal share, among"
        f" {work_life.items[0].of:,} occupations; a low percentile is easier. Bars show the percentile; values are O*NET's"
        " scores from 0 to 1."
    )
    yield Bars(f"Work-life index: {work_life.score:.1f} of 10; {what}", bars, note, in_turn=True)


def _automation(automation: Automation | None, code: str, why: bool) -> Iterator[Block]:
    if automation is None:
        yield Paragraph(_NO_AUTOMATION, quiet=True)
        return
    lines = [_carried(automation.frey_osborne, "Frey and Osborne (2017), probability of computerisation", code)]
    if automation.eloundou is not None:
        exposed = f"{automation.eloundou['human_beta']:.2f} of tasks exposed to language models, rated by people"
        lines.append(f"Eloundou and others (2024): {exposed}{_standing(automation.language_models)}")
    else:
        lines.append("Eloundou and others (2024), exposure to language models: none published for this occupation")
    degree = automation.degree_of_automation
    lines.append(
        f"O*NET degree of automation: {degree.figure:.2f} from 0 to 1{_standing(degree)}"
        if degree
        else "O*NET degree of automation: none published for this occupation"
    )
    if why:
        lines.append(_carried(automation.felten_aioe, "Felten and others (2021), AI occupational exposure, 0 is average", code))
    yield Bullets("Automation, paper by paper", tuple(lines), NOT_MIXED)
    if why and automation.eloundou is not None:
        pairs = (
            (f"{rater_words}, {measure_words}", f"{automation.eloundou[f'{rater}_{measure}']:.2f}")
            for rater, rater_words in _RATERS.items()
            for measure, measure_words in _MEASURES.items()
        )
        yield Facts(tuple(pairs), "Eloundou and others (2024): share of tasks exposed, 0 to 1")


def _standing(standing: Standing | None) -> str:
    return f" (percentile {standing.percentile:.1f} of {standing.of:,} occupations)" if standing else ""


def _carried(scores: Sequence[Exposure2010], name: str, code: str) -> str:
    """Each score that was carried over, and the reason where one was not."""
    if not scores:
        return f"{name}: none published for this occupation"
    part = " (so it speaks for a part of the occupation)" if len({score.value is None for score in scores}) > 1 else ""
    return f"{name}: {'; '.join(_carried_score(score, code, several=len(scores) > 1) for score in scores)}{part}"


def _carried_score(score: Exposure2010, code: str, *, several: bool) -> str:
    if score.value is None and not score.became:
        return f"none for SOC 2010 code {score.soc_2010}"
    if score.value is None:
        return (
            f"none carried over, since SOC 2010 code {score.soc_2010} became {len(score.became)} codes"
            f" ({', '.join(score.became)})"
        )
    level = f", {_LEVELS[score.level]}" if score.level else ""
    whose = f" for SOC 2010 code {score.soc_2010}" if several or score.soc_2010 != code else ""
    return f"{score.value:.2f}{whose}{level}"
