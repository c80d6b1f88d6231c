"""BLS's words for growth."""

from __future__ import annotations

import pytest

from occlookup.index.growth import DECLINE, GROWTH_WORDS, growth_rank, growth_word


@pytest.mark.parametrize(
    ("percent", "word"),
    [
        (60.1, "much faster than average"),
        (7.0, "much faster than average"),
        (6.6, "much faster than average"),
        (6.4, "faster than average"),
        (4.6, "faster than average"),
        (4.4, "average"),
        (2.6, "average"),
        (2.4, "slower than average"),
        (0.6, "slower than average"),
        (0.4, "little or no change"),
        (0.0, "little or no change"),
        (-0.4, "little or no change"),
        (-0.6, "decline"),
        (-10.5, "decline"),
    ],
)
def test_growth_goes_by_the_whole_percent(percent, word):
    assert growth_word(percent, 1000.0, 1000.0 + 10 * percent) == word


@pytest.mark.parametrize(
    ("percent", "after", "word"),
    [
        (4.5, 1044.8, "average"),
        (4.5, 1045.0, "faster than average"),
        (4.5, 1045.2, "faster than average"),
        (-0.5, 995.2, "little or no change"),
        (-0.5, 995.0, "decline"),
        (-0.5, 994.8, "decline"),
    ],
)
def test_of_a_half_percent_employment_decides(percent, after, word):
    assert growth_word(percent, 1000.0, after) == word


def test_words_rank_from_decline_upwards():
    assert [growth_rank(word) for word in (DECLINE, *(word for _, word in reversed(GROWTH_WORDS)))] == [0, 1, 2, 3, 4, 5]
