"""A kiosk answers at once, and is there soon after it is started. Measured on the pseudo-terminal, as a person has it."""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from command_lines import FULL
from kiosk.driving import COMMAND, LAUNCHER, Kiosk, clean_environment
from kiosk.journeys import occupations
from occlookup.kiosk.pace import A_SECOND
from occlookup.kiosk.session import FAULT
from occlookup.kiosk.words import OF_A_JOB, VERBS

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals of POSIX")]

MOST_SECONDS, MOST_STARTS = 0.030, 3
ROUNDS = 9 if FULL else 5
STARTS = 15 if FULL else 9
# each has as many lines as it takes at once again when it is its turn: none of what is measured is a wait for the pace
KIOSKS = 9
REST = 1.2 / A_SECOND
RESTS = {"pay near": " hartford", "state": " ohio", "compare": " 1 3", "keep": " 2", "drop": " 1"}
# what is on the page before, where that is not a list of jobs
JOB = "29-1141"
BEFORE = {**dict.fromkeys((*OF_A_JOB, "pay near"), JOB), "more": "best pay"}
NO_ANSWERS = (FAULT, "Of which job?", "There is no", "Which one?", "Give the number", "Keep a job first", "the first page.")
OTHERS = ("a title", "a typo", "a number")


class Timed:
    """A warm kiosk that says how long its answers take."""

    def __init__(self, kiosk: Kiosk) -> None:
        self.kiosk = kiosk
        self.free_at = 0.0

    def type(self, line: str) -> float:
        """Seconds from Enter to the prompt below the answer."""
        time.sleep(max(0.0, self.free_at - time.monotonic()))
        self.kiosk.read()
        self.kiosk.send(line)
        time.sleep(0.01)
        self.kiosk.read()
        started = time.perf_counter()
        self.kiosk.send("\r")
        screen = self.kiosk.wait_for_prompt()
        taken = time.perf_counter() - started
        assert not any(text in screen for text in NO_ANSWERS), screen
        self.free_at = time.monotonic() + REST
        return taken


@pytest.fixture(scope="module")
def kiosks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Timed]]:
    home = tmp_path_factory.mktemp("home")
    with ExitStack() as stack:
        options = [(), ("--state", "CT"), ("--state", "CA"), ("--large",), ("--state", "TX", "--large"), ()]
        each = [options[number % len(options)] for number in range(KIOSKS)]
        yield [Timed(stack.enter_context(Kiosk(home, "--handouts", str(home), *options))) for options in each]


@pytest.fixture(scope="module")
def seconds(kiosks: list[Timed]) -> dict[str, list[float]]:
    """How long each word took, and a title, a typo and a number, each time it was asked, in an order of chance."""
    chance = random.Random(7)
    taken: dict[str, list[float]] = {}
    for timed in kiosks:
        timed.type(JOB)
        timed.type("keep")
    for _ in range(ROUNDS):
        asked = [*VERBS, *OTHERS]
        chance.shuffle(asked)
        for first in range(0, len(asked), KIOSKS):
            together = list(zip(asked[first : first + KIOSKS], kiosks, strict=False))
            for name, timed in together:
                timed.type(BEFORE.get(name, "nurse"))
            for name, timed in together:
                title = chance.choice(occupations()).title
                line = {"a title": title, "a typo": title[:3] + title[4:], "a number": "2"}.get(name, name)
                taken.setdefault(name, []).append(timed.type(line + RESTS.get(name, "")))
                if name == "quiz":
                    timed.type("stop")
                if name in ("new", "drop"):  # for a sheet there has to be one
                    timed.type(JOB)
                    timed.type("keep")
    return taken


def test_the_median_answer_takes_at_most_30_ms(seconds: dict[str, list[float]]) -> None:
    everything = [each for times in seconds.values() for each in times]
    assert len(everything) == ROUNDS * (len(VERBS) + len(OTHERS))
    assert statistics.median(everything) <= MOST_SECONDS


@pytest.mark.parametrize("name", [*VERBS, *OTHERS])
def test_the_median_answer_to_each_word_takes_at_most_30_ms(seconds: dict[str, list[float]], name: str) -> None:
    assert len(seconds[name]) == ROUNDS
    assert statistics.median(seconds[name]) <= MOST_SECONDS, seconds[name]


@pytest.mark.parametrize("command", [LAUNCHER, COMMAND], ids=["launcher", "command"])
def test_the_first_prompt_is_there_within_three_times_what_importing_typer_takes(tmp_path: Path, command: list[str]) -> None:
    environment = clean_environment(tmp_path)
    imports, prompts = [], []
    for _ in range(STARTS):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", "import typer"], env=environment, check=True)
        imports.append(time.perf_counter() - started)
        with Kiosk(tmp_path, command=command) as kiosk:
            prompts.append(kiosk.seconds_to_prompt)
    assert statistics.median(prompts) <= MOST_STARTS * statistics.median(imports), (prompts, imports)
