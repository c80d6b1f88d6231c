"""Lists on a real screen: each entry is shown once, on every size, and the numbers and places are the ones that are meant."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from kiosk.driving import Kiosk

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals of POSIX")]


def numbers_of(screen: str) -> list[int]:
    return [int(found) for found in re.findall(r"^ {0,3}(\d+) ", screen, re.MULTILINE)]


def test_no_entry_is_skipped_where_a_message_was_above_the_first_page(tmp_path: Path) -> None:
    with Kiosk(tmp_path, "--state", "WY") as kiosk:
        screen = kiosk.type("computre")
        assert "Did you mean: compare?" in screen
        seen = numbers_of(screen)
        while "Enter: more" in screen:
            screen = kiosk.press("\r")
            seen += numbers_of(screen)
        assert seen == list(range(1, 21))


def test_a_message_on_a_later_page_skips_nothing_either(tmp_path: Path) -> None:
    with Kiosk(tmp_path, "--state", "WY") as kiosk:
        kiosk.type("computer")
        seen = set(numbers_of(kiosk.screen))
        seen |= set(numbers_of(kiosk.press("\r")))
        screen = kiosk.type("999")
        assert "There is no number 999 here." in screen
        seen |= set(numbers_of(screen))
        while "Enter: more" in screen:
            screen = kiosk.press("\r")
            seen |= set(numbers_of(screen))
        assert seen == set(range(1, 21))


def test_the_first_page_of_a_list_has_an_entry_on_a_small_screen_too(tmp_path: Path) -> None:
    with Kiosk(tmp_path, size=(40, 12)) as kiosk:
        screen = kiosk.type("nurse")
        assert "Jobs that may fit these words\n\n1 Registered Nurses\n" in screen


def test_a_code_is_its_job_where_other_jobs_have_its_digits_as_a_word(tmp_path: Path) -> None:
    with Kiosk(tmp_path) as kiosk:
        for typed in ("21-1022", "211022", "21-1022.00"):
            assert "\n Healthcare Social Workers\n" in kiosk.type(typed)
        assert numbers_of(kiosk.type("back")) == [1, 2]


def test_of_several_places_in_the_persons_state_only_those_are_offered(tmp_path: Path) -> None:
    with Kiosk(tmp_path, "--state", "TX") as kiosk:
        kiosk.type("29-1141")
        screen = kiosk.type("pay near san")
        assert "San Angelo, TX" in screen
        assert "San Antonio-New Braunfels, TX" in screen
        assert ", CA" not in screen
        assert "San Francisco-Oakland-Fremont, CA" in kiosk.type("pay near san francisco")


def test_where_there_are_no_sheets_none_is_offered(tmp_path: Path) -> None:
    with Kiosk(tmp_path) as kiosk:
        assert "Did you mean: handout?" not in kiosk.type("handout")
        assert "handout" not in kiosk.type("help")
        assert "Did you mean: compare?" in kiosk.type("comapre")


def test_in_plain_lines_a_page_that_is_asked_for_again_is_said_again(tmp_path: Path) -> None:
    with Kiosk(tmp_path, "--plain") as kiosk:
        kiosk.type("29-1141")
        kiosk.type("keep")
        for _ in range(2):
            before = len(kiosk.said)
            kiosk.type("list")
            assert "\n1 Registered Nurses\n" in Kiosk.seen(kiosk.said[before:])
        before = len(kiosk.said)
        kiosk.type("keep 1")
        assert "Kept: Registered Nurses." in Kiosk.seen(kiosk.said[before:])
        assert "\n1 Registered Nurses\n" not in Kiosk.seen(kiosk.said[before:])
