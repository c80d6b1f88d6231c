"""python long_session.py SEED WARM-UP COMMANDS FOLDER: one kiosk's whole loop without a terminal, and what memory it takes.

A process of its own, so that it is the kiosk's memory and nobody else's. Sheets go to the folder; writes a JSON document.
"""

from __future__ import annotations

import gc
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from occlookup.catalog import Catalog, open_catalog
from occlookup.kiosk.console import Gone
from occlookup.kiosk.conversation import Conversation
from occlookup.kiosk.handouts import HandoutFolder
from occlookup.kiosk.keyboard import Key
from occlookup.kiosk.pace import Pace
from occlookup.kiosk.shell import Settings, Shell
from occlookup.kiosk.words import VERBS

WORDS = ("nurse", "truck driver", "cook", "work outside", "animals", "computers", "teach kids", "plumbre", "zzzz")
PLACES = ("hartford", "springfield", "texas", "guam", "portland", "nowhere", "los angeles", "st")
STATES = ("ohio", "CT", "TX", "CA", "none", "PR", "nowhere")
QUIZ, DIGITS = 60, "12345"
MEASUREMENTS = 10


class SilentConsole:
    """Types `lines` as keys, swallows what is written and counts it; gone when the lines are through."""

    resized = False
    has_more = False

    def __init__(self, lines: Iterator[str]) -> None:
        self._keys = (key for line in lines for key in (*(Key("text", char) for char in line), Key("enter")))
        self.written = 0

    def size(self) -> tuple[int, int]:
        return 80, 24

    def clear(self) -> None:
        pass

    def write(self, text: str) -> None:
        self.written += len(text)

    def key(self, seconds: float) -> Key:
        key = next(self._keys, None)
        if key is None:
            raise Gone
        return key

    def drain(self) -> int:
        return 0


def codes(catalog: Catalog, group: str | None = None) -> Iterator[str]:
    listing = catalog.browse(group).data
    yield from (entry.code for entry in listing.occupations)
    for below in () if listing.occupations else listing.groups:
        yield from codes(catalog, below.code)


def lines(chance: random.Random, jobs: list[str]) -> Iterator[str]:
    """Without end, drawn from all verbs and all occupations; a quiz is answered to its end or left."""
    verbs = [verb for verb in VERBS if verb not in ("new", "more", "quiz")]
    numbers = ("1 3", "2 5", "1 2 3")
    rests = {"pay near": PLACES, "state": STATES, "compare": numbers, "keep": ("2", "1 4", ""), "drop": ("1", "2")}
    while True:
        kind = chance.choices(("new", "quiz", "more", "look", "number", "verb"), (2, 1, 15, 25, 10, 47))[0]
        match kind:
            case "quiz":
                yield "quiz"
                yield from chance.choices(DIGITS, k=chance.choice([QUIZ, QUIZ // 2]))
                yield "stop"
            case "more":
                yield chance.choice(["", "more"])
            case "look":
                yield chance.choice(jobs if chance.random() < 0.7 else WORDS)
            case "number":
                yield str(chance.randint(1, 20))
            case "verb":
                verb = chance.choice(verbs)
                yield f"{verb} {chance.choice(rests.get(verb, ('',)))}".strip()
            case _:
                yield kind


def resident() -> int:
    """Bytes."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert found is not None
    return int(found[1]) * 1024


def main() -> None:
    seed, warm_up, count = map(int, sys.argv[1:4])
    catalog = open_catalog()
    sheets = HandoutFolder(Path(sys.argv[4]), catalog)
    typed = lines(random.Random(seed), list(codes(catalog)))
    seen: Counter[str] = Counter()
    measured: list[tuple[int, int]] = []

    def measured_lines() -> Iterator[str]:
        for number in range(warm_up + count + 1):
            if number >= warm_up and (number - warm_up) % (count // MEASUREMENTS) == 0:
                gc.collect()
                measured.append((resident(), len(gc.get_objects())))
            yield next(typed)

    console = SilentConsole(measured_lines())
    shell = Shell(
        console,  # type: ignore[arg-type]
        Conversation(catalog, None, sheets),
        Settings(),
        count=lambda verb: seen.update([verb]),
        forgotten=sheets.new_person,
        pace=Pace(sleep=lambda seconds: None),
    )
    with suppress(Gone):
        shell.run()
    print(json.dumps({"measured": measured, "verbs": seen, "written": console.written}))


if __name__ == "__main__":
    main()
