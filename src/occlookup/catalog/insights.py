"""What published figures say beyond pay and outlook: automation, work-life index, strengths and challenges.

Owns the rules. Every finding has the figure and the percentile that met its rule; the percentiles are reckoned when the index
is compiled (index/percentiles.py). No rule mixes figures of two papers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from occlookup.catalog.projecting import WORDS_NOT_KNOWN, national_outlook, outlook_period
from occlookup.catalog.store import Store
from occlookup.index import schema
from occlookup.index.growth import growth_rank
from occlookup.periods import Period
from occlookup.profile import Automation, Exposure2010, Finding, Insights, Outlook, Standing, WorkLife, WorkLifeItem

# Frey and Osborne (2017) call a probability under 0.3 low, over 0.7 high: their section 5
LOW_UNDER, HIGH_FROM = 0.3, 0.7
# says which codes of SOC 2010 became one of SOC 2018
CROSSWALK_SOURCE = "soc-2010-2018"
TOP_QUARTER, BOTTOM_QUARTER, MIDDLE = 75.0, 25.0, 50.0
_FASTER = growth_rank("faster than average")

if TYPE_CHECKING:
    from occlookup.details import InsightsAnswer
    from occlookup.model import Answer

# the blocks of records whose figures the insights use
_BEHIND = ("work_context", "projections", "education", "wages", "automation")

Document = dict[str, Any]


class _Rule(NamedTuple):
    """`met` is asked with the percentile; `measure` names the standing (schema.py). The years follow the unit of growth."""

    rule: str
    name: str
    measure: str
    unit: str
    met: Callable[[float], bool]


def _top(percentile: float) -> bool:
    return percentile >= TOP_QUARTER


def _bottom(percentile: float) -> bool:
    return percentile <= BOTTOM_QUARTER


_SCORE = "score from 0 to 1"
_STRENGTHS = (
    _Rule("many_openings", "Many openings", schema.OPENINGS, "openings a year", _top),
    _Rule("growing", "Growing", schema.GROWTH, "percent", lambda percentile: True),
    _Rule(
        "well_paid_for_education", "Pays above the median for its education", schema.PAY, "dollars a year",
        lambda percentile: percentile > MIDDLE,
    ),
    _Rule("steady_schedule", "Steady schedule", "work_schedules", _SCORE, _bottom),
    _Rule("little_training", "Little training needed", schema.PREPARATION, "", _bottom),
)  # fmt: skip
_CHALLENGES = (
    _Rule("shrinking", "Shrinking", schema.GROWTH, "percent", lambda percentile: True),
    _Rule("low_paid_for_education", "Low pay for its education", schema.PAY, "dollars a year", _bottom),
    _Rule("time_pressure", "Time pressure", "time_pressure", _SCORE, _top),
    _Rule("conflict", "Conflict", "frequency_of_conflict_situations", _SCORE, _top),
    _Rule("physical_strain", "Physical strain", schema.STRAIN, _SCORE, _top),
    _Rule(
        "computerisation", "High automation exposure (Frey and Osborne 2017)", schema.COMPUTERISATION,
        "probability from 0 to 1", lambda percentile: True,
    ),
    _Rule(
        "language_models", "High automation exposure (Eloundou and others 2024)", schema.LANGUAGE_MODELS,
        "share of tasks from 0 to 1", _top,
    ),
)  # fmt: skip


def insights_of(store: Store, document: Document, outlook: Outlook | None) -> Insights:
    """All insights of the occupation with this document and outlook."""
    standings: dict[str, list[float]] = document["standings"]
    rank = growth_rank(outlook.growth) if outlook and outlook.growth is not None else None
    period = Period(outlook.base_year, outlook.projected_year).short if outlook else ""
    # these three go by a published word or level and not by a percentile
    holds = {
        "growing": rank is not None and rank >= _FASTER,
        "shrinking": rank == 0,
        "computerisation": standings.get(schema.COMPUTERISATION, [0.0])[0] >= HIGH_FROM,
    }
    strengths, challenges = (
        tuple(
            _finding(rule, standings[rule.measure], document, period)
            for rule in rules
            if rule.measure in standings and rule.met(standings[rule.measure][1]) and holds.get(rule.rule, True)
        )
        for rules in (_STRENGTHS, _CHALLENGES)
    )
    return Insights(_automation(document), _work_life(store, standings), strengths, challenges)


def insights(store: Store, text: str) -> Answer[InsightsAnswer]:
    """The answer to `insights`: see Catalog.insights."""
    from occlookup.catalog.resolving import resolve
    from occlookup.catalog.sourcing import block_sources, named_sources
    from occlookup.catalog.wages import published_unit
    from occlookup.details import InsightsAnswer
    from occlookup.model import Answer, Titled

    unit = resolve(store, text)
    document = store.document(unit.id)
    _, published = published_unit(store, unit.id, Titled(unit.code, unit.title))
    national = national_outlook(store, unit.id)
    found = insights_of(store, document, national)
    missing = {name: "not_in_data_set" for name in ("automation", "work_life") if getattr(found, name) is None}
    if schema.OPENINGS not in document["standings"]:
        missing["outlook"] = "not_in_data_set"
    if national and national.growth is None:
        missing["growth"] = WORDS_NOT_KNOWN
    if schema.PAY not in document["standings"]:
        row = store.row("SELECT annual_median, education FROM occupation WHERE id = ?", (unit.id,))
        known = row is not None and row[0] >= 0 and row[1] is not None
        missing["pay_for_education"] = "too_few_to_compare" if known else "not_in_data_set"
    behind: dict[str, list[str]] = document["sources"]
    sources = {source for block in _BEHIND for source in behind.get(block, ())}
    if found.automation and (found.automation.frey_osborne or found.automation.felten_aioe):
        sources.add(CROSSWALK_SOURCE)
    published_as = None if published.code == unit.code else published
    answer = InsightsAnswer(unit.code, unit.title, published_as, *found, missing, outlook_period(store))
    return Answer(answer, named_sources(store, sources or block_sources(store, "projections")))


def _finding(rule: _Rule, standing: list[float], document: Document, period: str) -> Finding:
    figure, percentile, of, median = standing
    if rule.measure != schema.PREPARATION:
        unit = f"{rule.unit} {period}" if rule.measure == schema.GROWTH else rule.unit
        return Finding(rule.rule, rule.name, figure, unit, None, percentile, int(of), median)
    # what is compared is an order of words, not a number
    needed = document["education"]
    detail = f"{needed['typical']}; experience: {needed['experience']}; training: {needed['training']}"
    return Finding(rule.rule, rule.name, None, rule.unit, detail, percentile, int(of), None)


def _work_life(store: Store, standings: dict[str, list[float]]) -> WorkLife | None:
    if any(item not in standings for item in schema.WORK_LIFE_ITEMS):
        return None
    items = tuple(
        WorkLifeItem(item, *store.element(item), standings[item][0], standings[item][1], int(standings[item][2]))
        for item in schema.WORK_LIFE_ITEMS
    )
    mean = sum(item.percentile for item in items) / len(items)
    return WorkLife(round(10 - mean / 10, 1), items)


def _automation(document: Document) -> Automation | None:
    block, standings = document["automation"], document["standings"]
    if not block and schema.AUTOMATION_ITEM not in standings:
        return None
    return Automation(
        _carried_over(block.get("frey_osborne", ()), levels=True),
        _carried_over(block.get("felten_aioe", ()), levels=False),
        block.get("eloundou"),
        _standing(standings.get(schema.LANGUAGE_MODELS)),
        _standing(standings.get(schema.AUTOMATION_ITEM)),
    )


def _standing(standing: list[float] | None) -> Standing | None:
    return None if standing is None else Standing(standing[0], standing[1], int(standing[2]))


def _carried_over(entries: Any, *, levels: bool) -> tuple[Exposure2010, ...]:
    """Each entry with its value where its SOC 2010 code became one SOC 2018 code, else with the codes that it became."""
    return tuple(
        Exposure2010(code, None, None, tuple(became))
        if became or value is None
        else Exposure2010(code, value, _level(value) if levels else None, ())
        for code, value, became in entries
    )


def _level(probability: float) -> str:
    if probability < LOW_UNDER:
        return "low"
    return "high" if probability >= HIGH_FROM else "medium"
