"""BLS's words for how employment changes over the ten years of a projection.

Owns the words, and when each holds in the rounds of which that is known. Here, below the query layer, because the index keeps
an occupation's word to filter by.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from occlookup.periods import Period

Bounds = Sequence[tuple[int, str]]

# From most to least, with the whole percent from which each holds.
# https://www.bls.gov/ooh/about/occupation-information-included-in-the-ooh.htm, with the bounds of 2024-34
GROWTH_WORDS = (
    (7, "much faster than average"),
    (5, "faster than average"),
    (3, "average"),
    (1, "slower than average"),
    (0, "little or no change"),
)
DECLINE = "decline"
# The bounds move with the growth of all jobs, so each round has its own. Only a page of BLS's that states them may add one.
BOUNDS: Mapping[Period, Bounds] = {Period(2024, 2034): GROWTH_WORDS}


def growth_word(percent: float, employment_base: float, employment_projected: float, bounds: Bounds = GROWTH_WORDS) -> str:
    """BLS's words for a change in percent. They go by the whole percent.

    Of a published 4.5 one cannot tell whether it was 4.48 or 4.52, so that for such a half the two levels of employment decide;
    where they give the half itself it is rounded away from zero.
    """
    tenths = round(abs(percent) * 10)  # BLS publishes one decimal; going by tenths keeps 2.5 from being 2.4999
    whole = (tenths + 5) // 10
    if tenths % 10 == 5 and employment_base:
        exact = abs(employment_projected - employment_base) / employment_base * 100
        whole = tenths // 10 if exact < tenths / 10 - 1e-9 else whole
    signed = whole if percent >= 0 else -whole
    return next((word for least, word in bounds if signed >= least), DECLINE)


def growth_rank(word: str) -> int:
    """0 for a decline, 1 for little or no change, and so on to 5."""
    return 0 if word == DECLINE else len(GROWTH_WORDS) - [each for _, each in GROWTH_WORDS].index(word)
