"""Person after person, and start after start, 50 of each in the full run: the folders of the account are as they were."""

from __future__ import annotations

import random
import signal
import sys
from pathlib import Path

import pytest

from command_lines import FULL
from kiosk.driving import COMMAND, LAUNCHER, MODULE, Kiosk, clean_environment, tree

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals of POSIX")]

SESSIONS = STARTS = 50 if FULL else 10
LINES = ("nurse", "2", "keep 3", "list", "best pay", "pay near hartford", "outlook", "state ohio", "29-1141", "zzzz", "quiz")


class Account:
    """A home, a working and a temporary folder with something in each, watched."""

    def __init__(self, folder: Path) -> None:
        self.home, self.work, self.temporary = (folder / name for name in ("home", "work", "temporary"))
        for each in (self.home, self.work, self.temporary):
            each.mkdir()
            (each / "there already.txt").write_text("as it was", encoding="utf-8")
        self.environment = {
            **clean_environment(self.home),
            "TMPDIR": str(self.temporary),
            "TEMP": str(self.temporary),
            "XDG_CACHE_HOME": str(self.home / ".cache"),
            "XDG_CONFIG_HOME": str(self.home / ".config"),
        }

    def kiosk(self, *options: str, command: list[str] = MODULE) -> Kiosk:
        return Kiosk(self.home, *options, command=command, environment=self.environment, cwd=self.work)

    def folders(self) -> dict[str, tuple[int, int, int]]:
        return tree(self.home, self.work, self.temporary)


@pytest.fixture
def account(tmp_path: Path) -> Account:
    return Account(tmp_path)


def test_people_one_after_another_leave_every_folder_as_it_was(account: Account) -> None:
    before = account.folders()
    assert len(before) == 6
    chance = random.Random(SESSIONS)
    with account.kiosk("--state", "CT") as kiosk:
        first = kiosk.screen
        for _ in range(SESSIONS):
            typed = chance.sample(LINES, 3)
            screens = [kiosk.type(line) for line in typed if line != "quiz"]
            assert first not in screens
            if "quiz" in typed:
                assert "1 of 60" in kiosk.type("quiz")
                assert "2 of 60" in kiosk.press("4")
            assert kiosk.type("new") == first
            assert account.folders() == before
    assert account.folders() == before


@pytest.mark.parametrize("command", [MODULE, LAUNCHER, COMMAND], ids=["module", "launcher", "command"])
def test_start_after_start_leaves_every_folder_as_it_was(account: Account, command: list[str]) -> None:
    before = account.folders()
    for number in range(-(-STARTS // 3)):
        with account.kiosk(command=command) as kiosk:
            assert "Registered Nurses" in kiosk.type("nurse")
            if number % 2:
                kiosk.signal(signal.SIGTERM)
                assert kiosk.wait_for_end() == 0
        assert account.folders() == before
