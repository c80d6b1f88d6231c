"""Where an occupation's figures stand among all occupations that have them.

Owns what is compared with what, and how a percentile is reckoned. Here, below the query layer, because it takes every record
and the index keeps the outcome in each occupation's document. Pure: reads no file.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from occlookup.index.schema import (
    AUTOMATION_ITEM,
    COMPUTERISATION,
    EDUCATION_LEVELS,
    GROWTH,
    LANGUAGE_MODELS,
    OPENINGS,
    PAY,
    PREPARATION,
    STRAIN,
    WORK_LIFE_ITEMS,
)

if TYPE_CHECKING:
    from occlookup.index.records import Record  # answers name the measures, and need no TOML reader

# Time spent so, whose mean stands for physical strain.
STRAIN_ITEMS = (
    "spend_time_standing",
    "spend_time_bending_or_twisting_the_body",
    "spend_time_kneeling_crouching_stooping_or_crawling",
)
LEAST_COMPARED = 20

EXPERIENCE_LEVELS = ("None", "Less than 5 years", "5 years or more")
TRAINING_LEVELS = (
    "None",
    "Short-term on-the-job training",
    "Moderate-term on-the-job training",
    "Long-term on-the-job training",
    "Apprenticeship",
    "Internship/residency",
)

# a measure (with the set that it is compared in, where that is not all occupations) and the figure
Measured = Iterator[tuple[str, str, float]]


class Distribution:
    """The figures of all occupations that have one, each occupation once."""

    def __init__(self, figures: Iterable[float]) -> None:
        self._sorted = sorted(figures)

    def __len__(self) -> int:
        return len(self._sorted)

    def percentile(self, figure: float) -> float:
        """How many percent have a lower figure, those with the same counted half; one decimal."""
        below, up_to = bisect_left(self._sorted, figure), bisect_right(self._sorted, figure)
        return round(100 * (below + up_to) / 2 / len(self._sorted), 1)

    @property
    def median(self) -> float:
        """The middle figure; the mean of the two in the middle of an even number."""
        middle = len(self._sorted) // 2
        return self._sorted[middle] if len(self._sorted) % 2 else (self._sorted[middle - 1] + self._sorted[middle]) / 2


class Standings:
    """The distributions over all records, and where one record stands in each.

    A specialty and a member of an aggregate are compared with the others and are not among them where the figure is not
    their own: nothing is counted twice. `split` has the SOC 2010 codes that became several of SOC 2018: a figure made for
    one of these is no figure of the codes that it became.
    """

    def __init__(self, records: Iterable[Record], split: frozenset[str], *, least_compared: int = LEAST_COMPARED) -> None:
        self._split = split
        self._least = least_compared
        figures: dict[tuple[str, str], list[float]] = defaultdict(list)
        for record in records:
            if record["kind"] != "specialty":
                for measure, within, figure in self._figures(record, record):
                    figures[measure, within].append(figure)
        self._distributions = {key: Distribution(found) for key, found in figures.items()}

    def of(self, record: Record, published: Record) -> dict[str, list[float]]:
        """By measure: the figure, its percentile, how many occupations are compared, and their median.

        `published` is the record whose wages and projections are the occupation's.
        """
        standings = {}
        for measure, within, figure in self._figures(record, published):
            distribution = self._distributions.get((measure, within))
            # of pay, only those with the same education are compared: a place among a handful says nothing
            enough = measure != PAY or distribution is None or len(distribution) >= self._least
            if distribution is not None and enough:
                standings[measure] = [figure, distribution.percentile(figure), len(distribution), distribution.median]
        return standings

    def _figures(self, record: Record, published: Record) -> Measured:
        context: Mapping[str, float] = record.get("work_context", {}).get("score", {})
        for item in (*WORK_LIFE_ITEMS, AUTOMATION_ITEM):
            if item in context:
                yield item, "", context[item]
        if all(item in context for item in STRAIN_ITEMS):
            yield STRAIN, "", round(sum(context[item] for item in STRAIN_ITEMS) / len(STRAIN_ITEMS), 4)
        outlook = published.get("projections")
        if outlook:
            yield OPENINGS, "", outlook["annual_openings_thousands"] * 1000
            yield GROWTH, "", outlook["percent_change"]
        education = published.get("education")
        if education:
            yield PREPARATION, "", _preparation(education)
            median = published["wages"]["row"].split()[12] if "wages" in published else "-1"
            if not median.startswith("-"):
                yield PAY, education["typical"], float(median)
        automation = record.get("automation", {})
        scores = [entry for entry in automation.get("frey_osborne", ()) if entry["soc_2010"] not in self._split]
        # a score of one of several predecessors speaks for a part of the occupation
        if scores and len(scores) == max(len(automation.get("predecessors", ())), 1):
            yield COMPUTERISATION, "", min(entry["probability"] for entry in scores)
        if "eloundou" in automation:
            yield LANGUAGE_MODELS, "", automation["eloundou"]["human_beta"]


def _preparation(education: Record) -> float:
    """A number that orders occupations by what they need: education first, then experience, then training."""
    level = EDUCATION_LEVELS.index(education["typical"])
    experience = EXPERIENCE_LEVELS.index(education["experience"])
    return float(level * 100 + experience * 10 + TRAINING_LEVELS.index(education["training"]))
