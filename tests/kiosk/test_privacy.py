"""Nothing of a person is left: not on the screen, not in what has scrolled off it, not in the session of the next."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.driving import CLEAR, MODULE, TMUX, Kiosk, children_of, clean_environment, tree

FIRST = "Type a job you are curious about"
PERSON = ("zebrawhisperer", "Registered Nurses", "Kept:", "tractor", "Jobs that may fit")
needs_tmux = pytest.mark.skipif(TMUX is None, reason="there is no tmux here")


class Tmux:
    """A terminal with a scrollback that can be read, and in it a program or a shell with job control."""

    def __init__(self, home: Path, name: str, *command: str) -> None:
        self._socket = str(home / f"{name}.socket")
        self._environment = clean_environment(home)
        self._home = home
        size = ("-x", "80", "-y", "24")
        self.do("-f", "/dev/null", "new-session", "-d", *size, "-c", str(home), *command)

    def do(self, *words: str) -> str:
        done = subprocess.run(
            [TMUX or "", "-S", self._socket, *words], env=self._environment, capture_output=True, text=True, timeout=20
        )
        return done.stdout

    def type(self, line: str, wait: float = 0.4) -> None:
        self.do("send-keys", "-l", line)
        self.do("send-keys", "Enter")
        time.sleep(wait)

    def keys(self, *names: str) -> None:
        self.do("send-keys", *names)

    def everything(self) -> str:
        """All that the terminal has: what is shown, what has scrolled off, and the other screen where there is one."""
        both = [self.do("capture-pane", "-p", "-J", "-S", "-", "-E", "-", *other) for other in ((), ("-a", "-q"))]
        return "\n".join(both)

    @property
    def shell(self) -> int:
        """The process that the terminal was made for."""
        return int(self.do("display-message", "-p", "#{pane_pid}"))

    def wait_for(self, text: str, seconds: float = 10) -> None:
        end = time.monotonic() + seconds
        while text not in self.do("capture-pane", "-p"):
            assert time.monotonic() < end, self.everything()
            time.sleep(0.1)


@pytest.fixture
def terminals(tmp_path) -> Iterator[dict[str, Tmux]]:
    """A person at each of four terminals, who has asked, kept, and answered some of the quiz."""
    started = {}
    for name, words in {"screen": (), "lines": ("--plain",), "large": ("--large",), "state": ("--state", "CT")}.items():
        started[name] = Tmux(tmp_path, name, *MODULE, "--idle", "10", *words)
    try:
        for terminal in started.values():
            terminal.wait_for(FIRST)
        for line in ("zebrawhisperer", "nurse", "1", "keep", "more", "back", "quiz"):
            for terminal in started.values():
                terminal.type(line, 0.1)
        for terminal in started.values():
            terminal.keys("4")
        time.sleep(0.3)
        for terminal in started.values():
            terminal.keys("h", "a", "l", "f")
            assert "tractor" in terminal.everything() or "60:" in terminal.everything()
        yield started
    finally:
        for terminal in started.values():
            terminal.do("kill-server")


@needs_tmux
@pytest.mark.slow
def test_after_a_while_without_a_key_nothing_of_a_person_is_left(terminals):
    terminals["screen"].wait_for("Everything is cleared in", 20)
    time.sleep(31)
    for name, terminal in terminals.items():
        terminal.wait_for(FIRST)
        everything = terminal.everything()
        assert [word for word in PERSON if word in everything] == [], name
        assert "half" not in everything
        terminal.type("list")
        assert "Nothing is kept" in terminal.everything()


@needs_tmux
def test_new_clears_at_once(terminals):
    for terminal in terminals.values():
        terminal.keys("C-u")
        terminal.type("new")
        everything = terminal.everything()
        assert [word for word in PERSON if word in everything] == []


@needs_tmux
def test_the_end_leaves_nothing_on_the_screen_of_the_shell(tmp_path):
    terminal = Tmux(tmp_path, "shell", "/bin/sh")
    try:
        terminal.type("PS1='shell: '; echo begun")
        for words, number in (((), signal.SIGTERM), (("--plain",), signal.SIGHUP)):
            terminal.type(" ".join([*MODULE, *words]))
            terminal.wait_for(FIRST)
            terminal.type("zebrawhisperer")
            terminal.type("nurse")
            (kiosk,) = children_of(terminal.shell)
            os.kill(int(kiosk), number)
            terminal.wait_for("shell:")
            everything = terminal.everything()
            assert [word for word in PERSON if word in everything] == []
        terminal.type("stty -a | tr ' ' '\\n' | grep -x -e icanon -e echo -e isig | tr '\\n' '+'")
        assert "isig+icanon+echo+" in terminal.everything()
    finally:
        terminal.do("kill-server")


@needs_tmux
def test_a_shell_with_job_control_never_gets_the_terminal_back(tmp_path):
    terminal = Tmux(tmp_path, "jobs", "/bin/bash", "--norc")
    try:
        terminal.type("PS1='shell: '; set -m")
        terminal.type(" ".join(MODULE))
        terminal.wait_for(FIRST)
        for _ in range(20):
            terminal.keys("C-z", "C-c", "C-\\", "C-d", "C-y", "C-s", "C-q", "Escape", "Up", "F1", "C-u")
        terminal.type("29-1141")
        terminal.wait_for("Registered Nurses")
        assert "Stopped" not in terminal.everything()
    finally:
        terminal.do("kill-server")


@pytest.mark.slow
def test_any_key_stays_and_half_a_line_with_it(tmp_path):
    with Kiosk(tmp_path, "--idle", "10", "--state", "CT") as kiosk:
        kiosk.type("nurse")
        kiosk.type("keep 2")
        kiosk.send("plumb")
        time.sleep(11.5)
        assert "Everything is cleared in 29 s" in kiosk.seen(kiosk.read(0.3))
        kiosk.send(b"\x1b[A")
        time.sleep(0.3)
        assert kiosk.seen(kiosk.read(0.1)).endswith("\n > plumb")
        kiosk.send("er\r")
        assert "Plumbers" in kiosk.wait_for_prompt()
        assert "Critical Care Nurses" in kiosk.type("list")


@pytest.mark.slow
def test_a_terminal_where_nobody_has_been_stays_as_it_is(tmp_path):
    with Kiosk(tmp_path, "--idle", "10") as kiosk:
        time.sleep(11)
        assert kiosk.read(0.2) == ""


def test_the_next_person_begins_as_the_first_did(tmp_path):
    before = tree(tmp_path)
    with Kiosk(tmp_path, "--state", "CT") as kiosk:
        first = kiosk.screen
        for line in ("nurse", "keep 1", "state ohio", "quiz"):
            kiosk.type(line)
        kiosk.press("1")
        kiosk.type("new")
        assert kiosk.screen == first
        assert kiosk.said.rpartition(CLEAR)[0].endswith(CLEAR)  # cleared, and only then drawn
        assert "1 of 60" in kiosk.type("quiz")
        kiosk.type("stop")
        assert "Nothing is kept" in kiosk.type("list")
        assert kiosk.type("back").split("\n", 1)[1] == first.split("\n", 1)[1]
        assert "first page" in kiosk.type("back")
    assert tree(tmp_path) == before


def test_the_memory_of_a_person_is_not_written_where_it_crashes(tmp_path):
    with Kiosk(tmp_path) as kiosk:
        limits = Path(f"/proc/{kiosk.pid}/limits").read_text()
        assert [line.split()[4:6] for line in limits.splitlines() if line.startswith("Max core")] == [["0", "0"]]
        assert os.getuid() == 0 or [line.split()[2] for line in limits.splitlines() if line.startswith("Max processes")] == [
            "0"
        ]
