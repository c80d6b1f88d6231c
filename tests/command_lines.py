"""Command lines that between them ask every question, and what their answers are: for tests that go through all of them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")

# The full run: every occupation and every place, where the ordinary run takes a sample.
FULL = os.environ.get("OCCLOOKUP_FULL_FAULTS") == "1"

SCORES = "R=10,I=20,A=5,S=30,E=12,C=25"
LIKINGS = "123451234512" * 5

# by the kind of row that they answer with; the first of each has rows in the small records
LINES: dict[str, tuple[str, ...]] = {
    "show": (
        "show 43-3011", "show 43-3011 --state CT", "show 15-1252 --state GU", "show 13-1020", "show 13-1021",
        "show 29-1141.01", "show 27-2011", "show 25-1011", "show 11-1031", "show 55-3016",
    ),
    "search": ("search collector", "search nurse --group 29", "search zzzq", "search kill myself"),
    "wages": (
        "wages 43-3011", "wages 43-3011 --state CT", "wages 43-3011 --area hartford", "wages 13-1021 --national",
        "wages 29-1141 --state GU", "wages 27-2011 --state TX", "wages 25-1011", "wages 29-1242", "wages 43-0000",
        "wages 55-3016", "wages --state CT", "wages --state GU --level major", "wages --area guam", "wages --national",
        "wages --state CT --min-wage 900000",
    ),
    "outlook": ("outlook 43-3011", "outlook 43-3011 --state CT", "outlook 29-1141.01 --state GU", "outlook 55-3016"),
    "places": ("places 43-3011", "places 27-2011 --state TX --sort hourly_p90", "places 29-1242", "places 55-3016"),
    "related": ("related 43-3011", "related 29-1141 --sort annual_median", "related 13-1020"),
    "insights": ("insights 43-3011", "insights 15-1252", "insights 27-2011", "insights 55-3016"),
    "compare": ("compare 43-3011 29-1141", "compare 43-3011 27-2011 55-3016 13-1021 25-1011 --state CT"),
    "rank": (
        "rank", "rank --by growth --state CT --stem", "rank --by location_quotient --state TX --riasec C",
        "rank --by openings --reverse", "rank --min-wage 900000000",
    ),
    "riasec": ("riasec 43-3011", "riasec 29-1141.01"),
    "riasec matches": (
        "riasec --code CES --top 5", f"riasec --scores {SCORES}", "riasec --code CES --state CT", "riasec --code R --group 99",
    ),
    "quiz": (f"quiz --answers {LIKINGS}", f"quiz --answers {'3' * 60}"),
    "browse groups": ("browse", "browse 43", "browse --top 3 --reverse"),
    "browse": ("browse 43-3", "browse --stem", "browse --job-zone 4-5 --min-wage 90000", "browse --min-wage 900000000"),
    "areas": ("areas --state CT", "areas", "areas nowhere"),
    "glossary": ("glossary", "glossary median"),
    "data-diff": (
        "data diff small edited", "data diff small edited --figure annual_median --top 2", "data diff edited small --reverse",
        "data diff small edited --group 43 --job-zone 2", "data diff small small", "data diff small bundled",
    ),
    "data-diff of one": (
        "data diff small edited 43-3011", "data diff edited small 43-3011 --top 3", "data diff small edited 43-4051",
        "data diff small edited 15-1252 --figure hourly_median", "data diff small small 43-3011",
        "data diff small bundled 43-3000",
    ),
    "data-info": ("data info",),
    "config-show": ("config show",),
}  # fmt: skip
EVERY_LINE = tuple(line for lines in LINES.values() for line in lines)
FIRST_LINES = tuple(lines[0] for lines in LINES.values())


def sampled(items: Sequence[Item], every: int) -> Sequence[Item]:
    """Each `every`th of the items; in the full run all."""
    return items if FULL else items[::every]
