"""A kiosk runs for weeks: what it takes of memory does not grow.

The full run: OCCLOOKUP_FULL_FAULTS=1 pytest tests/kiosk/test_memory.py
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from command_lines import FULL
from occlookup.kiosk.words import VERBS

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads /proc")]

WARM_UP, COMMANDS = 1000, 10_000 if FULL else 3000
MOST_GROWTH = 2 << 20
MOST_NEW_OBJECTS = 2000


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A long session in a process of its own: what it took on the way, and which words it was asked."""
    words = [sys.executable, str(Path(__file__).with_name("long_session.py")), "1", str(WARM_UP), str(COMMANDS)]
    done = subprocess.run([*words, str(tmp_path_factory.mktemp("sheets"))], capture_output=True, check=True, timeout=600)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_the_session_is_made_of_every_word(session: dict[str, Any]) -> None:
    counts = session["verbs"]
    assert {*VERBS, "look", "number"} <= set(counts)
    assert sum(counts.values()) > (WARM_UP + COMMANDS) / 2
    assert session["written"] > 500 * COMMANDS


def test_resident_memory_grows_by_at_most_2_mib(session: dict[str, Any]) -> None:
    resident = [taken for taken, _ in session["measured"]]
    assert len(resident) > 10
    assert max(resident) - resident[0] <= MOST_GROWTH, resident


def test_no_more_objects_live_at_the_end_than_after_the_beginning(session: dict[str, Any]) -> None:
    objects = [living for _, living in session["measured"]]
    assert max(objects) - objects[0] <= MOST_NEW_OBJECTS, objects
