"""docs/kiosk.md tells of the kiosk as it is."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from kiosk.driving import COMMAND, MODULE, Kiosk, clean_environment
from occlookup.kiosk.handouts import MOST_SHEETS
from occlookup.kiosk.shell import WARNING_SECONDS
from occlookup.kiosk.start import LEAST_IDLE, MOST_IDLE, Wanted
from occlookup.kiosk.words import VERBS

PAGE = (Path(__file__).parents[2] / "docs/kiosk.md").read_text(encoding="utf-8")


def options_of(command: list[str], home: Path) -> set[str]:
    done = subprocess.run([*command, "--help"], capture_output=True, text=True, env=clean_environment(home), timeout=60)
    assert done.returncode == 0
    return set(re.findall(r"^ +(?:-h, )?(--[a-z-]+)", done.stdout, re.MULTILINE)) - {"--help"}


def test_the_first_screen_is_the_one_on_the_page(tmp_path):
    with Kiosk(tmp_path, "--state", "CT") as kiosk:
        assert f"```\n{kiosk.screen.rstrip()}\n```" in PAGE


def test_every_word_is_on_the_page():
    told = re.findall(r"`([^`\n]+)`", PAGE[PAGE.index("| Word |") : PAGE.index("## Options")])
    assert {verb for verb, (_, typed) in VERBS.items() if typed not in told and verb not in told} == set()


def test_the_launcher_takes_the_options_of_the_command_and_the_page_has_them(tmp_path):
    told = set(re.findall(r"^\| `(--[a-z-]+)", PAGE, re.MULTILINE))
    assert options_of(MODULE, tmp_path) == options_of(COMMAND, tmp_path) == told


def test_the_figures_of_the_page_are_those_of_the_code():
    assert f"`--idle {Wanted().idle}`" in PAGE
    assert (
        f'"Still there?" and counts {WARNING_SECONDS} seconds down; then everything is cleared. {LEAST_IDLE} to {MOST_IDLE}'
        in PAGE
    )
    assert f"a person may have {MOST_SHEETS}" in PAGE
