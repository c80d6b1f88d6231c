"""BLS employment projections in BLS's own words.

Owns the words for growth.
"""

from __future__ import annotations

# BLS's words for how employment changes over the ten years, with the whole percent from which each holds.
# https://www.bls.gov/ooh/about/occupation-information-included-in-the-ooh.htm, with the bounds of 2024-34
GROWTH_WORDS = (
    (7, "much faster than average"),
    (5, "faster than average"),
    (3, "average"),
    (1, "slower than average"),
    (0, "little or no change"),
)


def growth_word(percent: float) -> str:
    """BLS's words for a change in percent, which go by the whole percent; halves are rounded away from zero."""
    tenths = round(abs(percent) * 10)  # BLS publishes one decimal; going by tenths keeps 2.5 from being 2.4999
    whole = (tenths + 5) // 10 * (1 if percent >= 0 else -1)
    return next((word for least, word in GROWTH_WORDS if whole >= least), "decline")
