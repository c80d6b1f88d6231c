"""Faults that were found by trying to break the kiosk, each of which stays mended."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections import Counter
from pathlib import Path

import pexpect
import pytest

import occlookup
from command_lines import FULL
from kiosk.driving import LAUNCHER, MODULE, SECONDS, Kiosk, clean_environment
from occlookup.kiosk import guard
from occlookup.kiosk.pin import made

LEFT = b"\x1b[?1049l\x1b[H\x1b[2J\x1b[3J"


def started_on_a_terminal(home, columns=80, rows=24):
    """The kiosk on a terminal of its own, which nobody reads from: the master's descriptor, the slave's, and the process."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    kiosk = subprocess.Popen(
        MODULE, stdin=slave, stdout=slave, stderr=slave, env=clean_environment(home), start_new_session=True
    )
    seen, until = b"", time.monotonic() + SECONDS
    while not seen.endswith(b" > ") and time.monotonic() < until:
        if select.select([master], [], [], 0.1)[0]:
            seen += os.read(master, 65536)
    return master, slave, kiosk


def test_no_key_stops_the_launcher_before_the_terminal_is_taken(tmp_path):
    ends = Counter()
    for number in range(12):
        child = pexpect.spawn(
            LAUNCHER[0],
            LAUNCHER[1:],
            env=clean_environment(tmp_path),
            timeout=SECONDS,
            encoding="utf-8",
            codec_errors="replace",
        )
        try:
            while not int(re.findall(r"SigIgn:\s(\w+)", Path(f"/proc/{child.pid}/status").read_text())[0], 16) & 2:
                time.sleep(0.001)  # the shell itself takes a moment to come to its first line
            time.sleep(number * 0.01)
            child.send("\x03\x1c\x1a")
            ends["open" if child.expect_exact([" > ", pexpect.EOF]) == 0 else child.before] += 1
        finally:
            child.close(force=True)
    assert ends == {"open": 12}


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_caller_that_has_closed_a_stream_sees_no_traceback(tmp_path, closed):
    command = f"exec {' '.join(MODULE)} --idle 1 {closed}"
    done = subprocess.run(["/bin/sh", "-c", command], env=clean_environment(tmp_path), capture_output=True, timeout=SECONDS)
    assert done.returncode in (1, 2)
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP])
def test_a_terminal_that_takes_nothing_is_cleared_all_the_same_when_it_ends(tmp_path, ending):
    master, slave, kiosk = started_on_a_terminal(tmp_path, 200, 60)
    try:
        for number in range(14):  # more than the terminal holds, and nobody reads it
            os.write(master, b"help\r" if number % 2 else b"growing\r")
            time.sleep(0.3)
        kiosk.send_signal(ending)
        assert kiosk.wait(SECONDS) == 0
        rest = b""
        while select.select([master], [], [], 0.3)[0]:
            rest += os.read(master, 65536)
        assert rest.endswith(LEFT)
    finally:
        kiosk.kill()
        kiosk.wait()
        os.close(master)
        os.close(slave)


def test_no_real_time_signal_ends_it(tmp_path):
    with Kiosk(tmp_path) as kiosk:
        for number in (signal.SIGRTMIN, signal.SIGRTMIN + 3, signal.SIGRTMAX):
            kiosk.signal(number)
        assert "Registered Nurses" in kiosk.type("nurse")


@pytest.fixture
def pin_file(tmp_path):
    path = tmp_path / "pin"
    path.write_bytes(made("2468"))
    path.chmod(0o600)
    return str(path)


@pytest.mark.parametrize("content", [b"2026-01-01\xff\tpay\t3\n", b"\x00\t\t\n", b"x" * (5 << 20), None])
def test_whatever_is_in_the_usage_file_the_kiosk_goes_on(tmp_path, content):
    path = tmp_path / "usage"
    if content is None:
        os.mkfifo(path)
    else:
        path.write_bytes(content)
    with Kiosk(tmp_path, "--usage", str(path)) as kiosk:
        kiosk.type("nurse")
        assert "a job you are curious about" in kiosk.type("new")
        assert "Registered Nurses" in kiosk.type("nurse")


def test_enter_leaves_the_prompt_for_the_pin_and_is_no_guess(tmp_path, pin_file):
    with Kiosk(tmp_path, "--pin-file", pin_file) as kiosk:
        for _ in range(5):
            assert "To go back press Enter" in kiosk.type("exit")
            assert "type: new" in kiosk.type("")
        kiosk.type("exit")
        kiosk.send("2468\r")
        assert kiosk.wait_for_end() == 0


def test_who_comes_later_does_not_wait_for_the_guesses_of_another(tmp_path, pin_file):
    with Kiosk(tmp_path, "--pin-file", pin_file) as kiosk:
        kiosk.type("exit")
        kiosk.type("1111")
        time.sleep(1.1)
        kiosk.send("exit\r")
        assert "Please wait" not in kiosk.wait_for_prompt()


@pytest.mark.slow
@pytest.mark.skipif(not FULL, reason="takes 40 seconds; test_shell.py holds the same without waiting")
def test_a_prompt_for_the_pin_that_somebody_left_goes_with_them(tmp_path, pin_file):
    with Kiosk(tmp_path, "--pin-file", pin_file, "--idle", "10") as kiosk:
        assert "PIN" in kiosk.type("exit")
        until = time.monotonic() + 60
        while "in 1 s" not in kiosk.screen and time.monotonic() < until:
            kiosk.read(0.2)
        kiosk.wait_for_prompt()
        assert "PIN" not in kiosk.screen
        assert "a job you are curious about" in kiosk.screen


NUMBERED = re.compile(r"^ {0,2}(\d+) ", re.MULTILINE)


def numbers_on(screen):
    return [int(number) for number in NUMBERED.findall(screen)]


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24)])
def test_no_entry_of_a_list_is_lost_between_pages_where_a_message_stood_above_the_first(tmp_path, size):
    with Kiosk(tmp_path, "--state", "CT", size=size) as kiosk:
        screen = kiosk.type("helper")
        assert "Did you mean: help?" in screen
        seen = numbers_on(screen)
        while "Enter:" in screen:
            screen = kiosk.type("")
            seen += numbers_on(screen)
        assert list(dict.fromkeys(seen)) == list(range(1, 21))


@pytest.mark.parametrize("typed", ["nurse", "growing", "compare 1 2"])
def test_a_heading_does_not_stand_alone_on_a_small_page(tmp_path, typed):
    with Kiosk(tmp_path, size=(40, 12)) as kiosk:
        kiosk.type("nurse")
        assert re.search(r"^(1 |Occupation$)", kiosk.type(typed), re.MULTILINE)


def test_the_columns_of_a_comparison_have_the_numbers_that_may_be_typed(tmp_path):
    with Kiosk(tmp_path) as kiosk:
        kiosk.type("nurse")
        screen = kiosk.type("compare 1 5")
        assert re.search(r"^ +1 +2$", screen, re.MULTILINE)
        assert "29-2061" not in screen
        assert "Licensed Practical and Licensed Vocational Nurses" in kiosk.type("2")


def test_plain_says_a_page_again_that_is_asked_for_again(tmp_path):
    with Kiosk(tmp_path, "--plain") as kiosk:
        for typed in ("help", "nurse", "home"):
            kiosk.type(typed)
            before = len(kiosk.said)
            kiosk.type(typed)
            assert len(kiosk.said[before:].splitlines()) > 8


def test_enter_after_a_digit_of_the_quiz_does_not_turn_the_next_statement_away(tmp_path):
    with Kiosk(tmp_path, size=(40, 12)) as kiosk:
        kiosk.type("quiz")
        assert "2 of 60" in kiosk.press("1")
        assert "2 of 60" in kiosk.type("")
        assert "5: like strongly" in kiosk.type("")
        assert "1: Find jobs that fit" in kiosk.type("stop")


def test_home_in_the_quiz_is_the_first_page(tmp_path):
    with Kiosk(tmp_path) as kiosk:
        kiosk.type("nurse")
        kiosk.type("quiz")
        assert "a job you are curious about" in kiosk.type("home")


@pytest.mark.parametrize(
    ("typed", "seen"), [("1.", "Registered Nurses"), ("#1", "Registered Nurses"), ("(1)", "Registered Nurses")]
)
def test_a_number_may_be_written_as_on_paper(tmp_path, typed, seen):
    with Kiosk(tmp_path) as kiosk:
        kiosk.type("nurse")
        screen = kiosk.type(typed)
        assert seen in screen
        assert "Median pay  " in screen


def test_words_that_begin_as_a_word_of_the_list_and_are_a_job_find_the_job(tmp_path):
    with Kiosk(tmp_path) as kiosk:
        assert "Police and Sheriff's Patrol Officers" in kiosk.type("state trooper")
        assert "No state or territory" in kiosk.type("state ohoi")


def test_without_a_folder_for_sheets_nothing_offers_one(tmp_path):
    with Kiosk(tmp_path) as kiosk:
        assert "no sheets here" in kiosk.type("handout")
        assert "handout" not in kiosk.type("print")


@pytest.mark.parametrize("typed", ["help", "suicidal"])
def test_every_last_page_says_how_to_go_on(tmp_path, typed):
    with Kiosk(tmp_path, size=(80, 50)) as kiosk:
        assert "Type " in kiosk.type(typed).splitlines()[-2]


def test_the_launcher_writes_no_compiled_modules(tmp_path):
    # a file cut short by the limit would keep every later kiosk from starting
    folder = Path(occlookup.__file__).parent
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*.pyc")}
    with Kiosk(tmp_path, command=LAUNCHER) as kiosk:
        if Path("/proc/self/cmdline").exists():
            assert "-B" in Path(f"/proc/{kiosk.pid}/cmdline").read_text().split("\0")
        kiosk.type("nurse")
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*.pyc")} == before


def test_what_a_comparison_says_of_one_job_calls_it_by_its_title(tmp_path):
    with Kiosk(tmp_path, size=(120, 60)) as kiosk:
        kiosk.type("27-2011")
        kiosk.type("keep")
        kiosk.type("27-2032")
        kiosk.type("keep")
        screen = kiosk.type("compare")
        assert "pay in the nation: Actors is paid by the hour only" in screen
        assert "27-2011" not in screen


def test_a_signal_that_ends_it_waits_until_a_file_is_whole():
    came = []
    before = signal.signal(signal.SIGTERM, lambda *arguments: came.append(arguments))
    try:
        with guard.writing():
            os.kill(os.getpid(), signal.SIGTERM)
            assert not came
        assert came
    finally:
        signal.signal(signal.SIGTERM, before)
