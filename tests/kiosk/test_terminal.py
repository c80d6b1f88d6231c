"""The kiosk on a real terminal: every key and signal, in every place, a hundred times; and the terminal given back."""

from __future__ import annotations

import os
import random
import re
import signal
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from command_lines import FULL
from kiosk.driving import CLEAR, COMMAND, LAUNCHER, MODULE, Kiosk, children_of, tree

TIMES = 100 if FULL else 10
ENDS = 100 if FULL else 3
KEYS = {
    "Ctrl-C": b"\x03", "Ctrl-Z": b"\x1a", "Ctrl-\\": b"\x1c", "Ctrl-D": b"\x04", "Ctrl-S": b"\x13", "Ctrl-Q": b"\x11",
    "Ctrl-V": b"\x16", "Ctrl-O": b"\x0f", "Ctrl-R": b"\x12", "Ctrl-W": b"\x17", "Ctrl-L": b"\x0c", "Tab": b"\t", "Esc": b"\x1b",
    "Up": b"\x1b[A", "Down": b"\x1b[B", "Left": b"\x1bOD", "Home": b"\x1b[H", "Delete": b"\x1b[3~", "F1": b"\x1bOP",
    "F5": b"\x1b[15~", "F12": b"\x1b[24~", "F1 of Linux": b"\x1b[[A", "Shift-Up": b"\x1b[1;2A", "Alt-x": b"\x1bx",
    "Backspace": b"\x7f", "mouse": b"\x1b[M !!", "mouse, SGR": b"\x1b[<0;1;1M", "NUL": b"\x00", "C1": b"\xc2\x9b",
}  # fmt: skip
HARMLESS = (
    "SIGINT", "SIGQUIT", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGUSR1", "SIGUSR2", "SIGALRM", "SIGPIPE", "SIGCONT", "SIGWINCH",
    "SIGCHLD", "SIGURG", "SIGVTALRM", "SIGPROF", "SIGIO", "SIGXCPU", "SIGXFSZ",
)  # fmt: skip
PLACES = ("at the prompt", "in the middle of output", "in the quiz")


@pytest.fixture
def home(tmp_path):
    return tmp_path


@contextmanager
def kiosk_at(place: str, home: Path) -> Iterator[tuple[Kiosk, Callable[[], None]]]:
    """A kiosk at a place, and what to do before each key so that it comes there."""
    with Kiosk(home, "--state", "CT", size=(80, 8) if place == PLACES[1] else (80, 24)) as kiosk:
        if place == PLACES[0]:
            kiosk.type("nurse")
            yield kiosk, lambda: None
        elif place == PLACES[1]:
            kiosk.type("best pay")
            chance = random.Random(place)

            def output() -> None:
                kiosk.read()
                kiosk.send("\r")  # the next page; after the last one, nothing
                time.sleep(chance.random() * 0.003)

            yield kiosk, output
        else:
            kiosk.type("quiz")
            kiosk.press("4")
            yield kiosk, lambda: None


def is_running(kiosk: Kiosk) -> bool:
    """Whether it is there, and not stopped."""
    state = Path(f"/proc/{kiosk.pid}/stat").read_text().rpartition(")")[2].split()[0]
    return kiosk.child.isalive() and state not in "TtZX"


def answers(kiosk: Kiosk) -> None:
    """Hold that it answers a line, from wherever it is."""
    time.sleep(0.1)
    kiosk.read(0.1)
    kiosk.send(b"\x15stop\r")  # out of the quiz, if it is there; the kill key first, for what a key may have typed
    time.sleep(0.3)
    kiosk.read(0.1)
    assert "Plumbers, Pipefitters" in kiosk.type("47-2152")
    assert children_of(kiosk.pid) == []


@pytest.mark.slow
@pytest.mark.parametrize("place", PLACES)
def test_no_key_stops_suspends_or_ends_it(place, home):
    with kiosk_at(place, home) as (kiosk, before):
        for name, key in KEYS.items():
            for _ in range(TIMES):
                before()
                kiosk.send(key)
            assert is_running(kiosk), name
        answers(kiosk)


@pytest.mark.slow
@pytest.mark.parametrize("place", PLACES)
def test_no_signal_but_two_stops_suspends_or_ends_it(place, home):
    with kiosk_at(place, home) as (kiosk, before):
        for name in HARMLESS:
            for _ in range(TIMES):
                before()
                kiosk.signal(signal.Signals[name])
                kiosk.read()
            time.sleep(0.02)
            assert is_running(kiosk), name
        answers(kiosk)


def settings_of(kiosk: Kiosk) -> list[object]:
    return termios.tcgetattr(kiosk.child.child_fd)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["SIGHUP", "SIGTERM"])
@pytest.mark.parametrize("place", PLACES)
def test_hang_up_and_terminate_end_it_and_leave_nothing(place, name, home):
    chance = random.Random(f"{place} {name}")
    for _ in range(ENDS):
        with kiosk_at(place, home) as (kiosk, before):
            found = settings_of(kiosk)
            assert not found[3] & termios.ISIG
            before()
            time.sleep(chance.random() * 0.01)
            begun = time.monotonic()
            kiosk.signal(signal.Signals[name])
            assert kiosk.wait_for_end(2) == 0
            assert time.monotonic() - begun < 2
            assert settings_of(kiosk)[3] & (termios.ISIG | termios.ICANON | termios.ECHO)
            assert kiosk.said.endswith(f"{CLEAR}\x1b[?1049l{CLEAR}")
    assert list(home.iterdir()) == []


def test_the_terminal_is_given_back_as_it_was(home):
    with Kiosk(home, command=["/bin/sh", "-c", 'stty -g; "$@"; stty -g', "sh", *MODULE]) as kiosk:
        before = kiosk.said.split()[0]
        inside = settings_of(kiosk)
        kiosk.type("nurse")
        for pid in children_of(kiosk.pid):
            os.kill(int(pid), signal.SIGTERM)
        kiosk.wait_for_end()
        assert inside != termios.tcgetattr(kiosk.child.child_fd)
        assert kiosk.seen(kiosk.said).split()[-1] == before


@pytest.mark.parametrize("place", PLACES)
def test_a_terminal_that_is_gone_ends_it(place, home):
    with kiosk_at(place, home) as (kiosk, before):
        before()
        pid, process = kiosk.pid, kiosk.child.ptyproc
        process.fileobj.close()
        end = time.monotonic() + 2
        while os.waitpid(pid, os.WNOHANG) == (0, 0):
            assert time.monotonic() < end
            time.sleep(0.01)
        kiosk.child.closed = process.closed = process.terminated = True


def test_it_ends_while_a_terminal_takes_nothing_of_its_output(home):
    with Kiosk(home, size=(200, 60)) as kiosk:
        kiosk.type("best pay")
        for columns in (199, 200) * 50:  # each size is drawn, a dozen kilobytes, and nobody reads
            kiosk.resize(columns, 60)
            time.sleep(0.02)
        kiosk.signal(signal.SIGTERM)
        time.sleep(2)  # and still nobody reads
        assert not kiosk.child.isalive()
        assert kiosk.read(0.5).count(CLEAR) < 50  # it did stand still


def test_one_that_was_stopped_from_outside_takes_the_terminal_again(home):
    with Kiosk(home) as kiosk:
        kiosk.type("nurse")
        kiosk.signal(signal.SIGSTOP)
        time.sleep(0.1)
        mode = termios.tcgetattr(kiosk.child.child_fd)
        mode[3] |= termios.ISIG | termios.ICANON | termios.ECHO
        termios.tcsetattr(kiosk.child.child_fd, termios.TCSANOW, mode)
        kiosk.signal(signal.SIGCONT)
        time.sleep(0.2)
        assert not settings_of(kiosk)[3] & (termios.ISIG | termios.ICANON | termios.ECHO)
        assert "Registered Nurses" in kiosk.read(0.1)
        kiosk.send(b"\x03\x1a")
        answers(kiosk)


@pytest.mark.slow
def test_any_size_while_it_writes(home):
    chance = random.Random(7)
    with Kiosk(home, "--state", "CT") as kiosk:
        kiosk.type("best pay")
        for _ in range(200):
            kiosk.send("\r")
            kiosk.resize(chance.randint(20, 200), chance.randint(5, 60))
            kiosk.read(chance.random() * 0.004)
        for columns, rows in ((20, 5), (40, 12), (200, 60), (80, 24)):
            kiosk.read(0.2)
            kiosk.resize(columns, rows)
            screen = kiosk.wait_for_prompt()
            lines = screen.split("\n")
            assert len(lines) <= rows
            assert max(map(len, lines)) <= columns
        answers(kiosk)


def test_too_small_and_unknown_sizes_are_no_fault(home):
    for size in ((1, 1), (5, 2), (1000, 300), (0, 0)):
        with Kiosk(home, size=size) as kiosk:
            assert "Registered" in kiosk.type("29-1141")


def test_what_is_pasted_is_answered_once(home):
    with Kiosk(home) as kiosk:
        kiosk.type("nurse")
        kiosk.send(b"compare 1 2\rpay\r" * 5000)
        screen = kiosk.wait_for_prompt()
        assert "too much at once" in screen
        assert kiosk.read(0.5).count(CLEAR) <= 1
        assert "Carpenters" in kiosk.type("carpenters")


def test_lines_are_taken_as_fast_as_people_type(home):
    with Kiosk(home) as kiosk:
        begun = time.monotonic()
        for _ in range(14):
            kiosk.type("help")
        assert time.monotonic() - begun > (14 - 6 - 1) / 4


def test_a_long_line_ends_at_256_and_shows_its_end(home):
    with Kiosk(home) as kiosk:
        kiosk.send("x" * 300 + "END")
        shown = kiosk.seen(kiosk.read(0.3)).rpartition("\r")[2]
        assert shown.strip(" >") == "x" * 75
        kiosk.send("\r")
        assert "'" + "x" * 57 in kiosk.wait_for_prompt().replace("\n ", "")


@pytest.mark.parametrize("command", [MODULE, LAUNCHER, COMMAND], ids=["module", "launcher", "command"])
def test_the_operator_leaves_with_the_pin_and_nobody_without(command, home):
    make_pin(home / "pin", "2468")
    before = tree(home)
    with Kiosk(home, "--pin-file", str(home / "pin"), command=command) as kiosk:
        kiosk.type("nurse")
        assert "PIN" in kiosk.type("exit")
        kiosk.send("9999")
        assert kiosk.read(0.2) == ""  # no echo
        kiosk.send("\r")
        assert "not the PIN" in kiosk.wait_for_prompt()
        begun = time.monotonic()
        assert "Please wait" in kiosk.type("exit")
        assert "PIN (" in kiosk.wait_for_prompt()
        assert time.monotonic() - begun > 0.9
        kiosk.send("2468\r")
        assert kiosk.wait_for_end() == 0
        assert not re.search("9999|2468", kiosk.said)
    assert tree(home) == before


def test_without_a_pin_nobody_leaves(home):
    with Kiosk(home) as kiosk:
        for word in ("exit", "EXIT", "quit", "logout", "bye"):
            assert "type: new" in kiosk.type(word)


def make_pin(path: Path, pin: str) -> None:
    from occlookup.kiosk.pin import made

    path.write_bytes(made(pin))
    path.chmod(0o600)
