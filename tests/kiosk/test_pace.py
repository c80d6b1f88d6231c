"""How fast lines are taken."""

from __future__ import annotations

import time

import pytest

from occlookup.kiosk.pace import A_SECOND, BURST, Pace


class Clock:
    """A clock that goes on where somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def time(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_the_first_lines_do_not_wait_and_the_next_one_does(clock):
    taking = Pace(3, 2, clock.time, clock.sleep)
    for _ in range(3):
        taking.take()
    assert clock.slept == []
    taking.take()
    assert clock.slept == [pytest.approx(0.5)]


def test_from_then_on_it_is_so_many_a_second_and_no_more(clock):
    taking = Pace(BURST, A_SECOND, clock.time, clock.sleep)
    start = clock.now
    for _ in range(406):
        taking.take()
    assert clock.now - start == pytest.approx(100)


def test_who_types_slowly_never_waits(clock):
    taking = Pace(2, 4, clock.time, clock.sleep)
    for _ in range(200):
        clock.now += 0.25
        taking.take()
    assert clock.slept == []


def test_a_long_rest_gives_the_burst_again_and_no_more(clock):
    taking = Pace(3, 2, clock.time, clock.sleep)
    for _ in range(5):
        taking.take()
    clock.slept.clear()
    clock.now += 3600
    for _ in range(3):
        taking.take()
    assert clock.slept == []
    taking.take()
    assert len(clock.slept) == 1


def test_by_default_a_person_who_types_notices_nothing():
    taking = Pace()
    start = time.monotonic()
    for _ in range(int(BURST)):
        taking.take()
    assert time.monotonic() - start < 1 / A_SECOND
