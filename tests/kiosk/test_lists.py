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


def test_the_outlook_in_the_state_stands_before_that_of_the_nation(tmp_path: Path) -> None:
    with Kiosk(tmp_path, "--state", "CT") as kiosk:
        kiosk.type("29-1141")
        screen = kiosk.type("outlook")
        assert 0 < screen.index("Connecticut, 2022 to 2032") < screen.index("Jobs in the nation")
        screen = kiosk.type("pay")
        assert "Registered Nurses in Connecticut" in screen
