"""Whole visits from a script, over a real pseudo-terminal.

All 200 of them: OCCLOOKUP_FULL_FAULTS=1 pytest tests/kiosk/test_journeys.py
"""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor

import pytest

from command_lines import FULL

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals of POSIX")]

JOURNEYS = 200 if FULL else 12
# a kiosk waits most of the time, for it takes four lines a second: several do not disturb each other
AT_ONCE = 8 if FULL else 6
FEWEST_LINES = 40

Journeys = dict[int, "Future[int]"]


@pytest.fixture(scope="module")
def journeys(request: pytest.FixtureRequest) -> Iterator[Journeys]:
    """The journeys that are asked for, all on their way, by their numbers."""
    from kiosk.journeys import walk

    asked = [item.callspec.params["seed"] for item in request.session.items if "journeys" in getattr(item, "fixturenames", ())]
    with ProcessPoolExecutor(AT_ONCE, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield {seed: pool.submit(walk, seed) for seed in asked}
        pool.shutdown(cancel_futures=True)


@pytest.mark.parametrize("seed", range(JOURNEYS))
def test_a_journey_shows_on_every_screen_what_the_catalog_answers(journeys: Journeys, seed: int) -> None:
    assert journeys[seed].result() >= FEWEST_LINES
