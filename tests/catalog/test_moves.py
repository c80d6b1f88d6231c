"""What became of a figure, and by how much."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

from occlookup.catalog.moves import judge, notes_of


@pytest.mark.parametrize(
    "old, new, old_note, new_note, kind, change, percent",
    [
        (47030, 48000, None, None, "moved", 970, 2.1),
        (48000, 47030, None, None, "moved", -970, -2.0),
        (22.61, 22.60, None, None, "moved", -0.01, 0.0),
        (0.1, 0.3, None, None, "moved", 0.2, 200.0),
        (0, 5, None, None, "moved", 5, None),
        (5, 0, None, None, "moved", -5, -100.0),
        (-10, -20, None, None, "moved", -10, -100.0),
        (47030, None, None, "not_released", "disappeared", None, None),
        (0, None, None, "not_released", "disappeared", None, None),
        (None, 47030, "not_released", None, "appeared", None, None),
        (None, 239200, "not_released", "at_least", "appeared", None, None),
        (None, None, "not_released", "hourly_only", "note", None, None),
        (208000, 239200, "at_least", "at_least", "top_coded", None, None),
        (230000, 239200, None, "at_least", "top_coded", None, None),
        (239200, 239200, "at_least", None, "top_coded", None, None),
        (3.5, 3.5, None, "suppress", "note", None, None),
        (3.5, 3.6, None, "suppress", "moved", 0.1, 2.9),
    ],
)
def test_what_became_of_it(old, new, old_note, new_note, kind, change, percent):
    judged = judge(old, new, old_note, new_note)
    assert judged is not None
    assert judged[:3] == (kind, change, percent)
    assert type(judged.change) is type(change)


def test_the_same_is_nothing():
    assert judge(5, 5, None, None) is None
    assert judge(None, None, "not_released", "not_released") is None
    assert judge(239200, 239200, "at_least", "at_least") is None


def test_a_figure_that_is_a_percent_itself_has_no_percent():
    judged = judge(-10.5, -10.6, None, None, relative=False)
    assert judged == ("moved", -0.1, None, 0.1)


@pytest.mark.parametrize("new, percent", [(2001, 0.1), (1999, -0.1), (2003, 0.2), (1997, -0.2), (200099, 9905.0)])
def test_a_half_is_rounded_away_from_zero(new, percent):
    """2000 to 2001 is 0.05 percent, to 2003 0.15; binary fractions would make 0.1 of the second."""
    judged = judge(2000, new, None, None)
    assert judged is not None and judged.percent_change == percent


def test_less_than_a_twentieth_down_is_no_minus_zero():
    judged = judge(158840, 158830, None, None)
    assert judged is not None and repr(judged.percent_change) == "0.0"


def test_the_arithmetic_is_that_of_fractions():
    chance = Random(8)
    for _ in range(3000):
        old, new = chance.randint(1, 400_000), chance.randint(0, 400_000)
        judged = judge(old / 100, new / 100, None, None)
        if old == new:
            assert judged is None
            continue
        assert judged is not None
        tenths = Fraction(1000 * (new - old), old)
        away = int(abs(tenths) + Fraction(1, 2)) * (1 if tenths > 0 else -1)
        assert judged.percent_change == away / 10
        assert judged.change == float(Fraction(new - old, 100))


def test_notes():
    assert notes_of(None, None) == {}
    assert notes_of("at_least", None) == {"old": "at_least"}
    assert notes_of(None, "not_released") == {"new": "not_released"}
