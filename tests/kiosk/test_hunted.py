"""Faults that were found by trying to break the kiosk, each of which stays mended."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from collections import Counter

import pexpect
import pytest
from kiosk.driving import LAUNCHER, MODULE, SECONDS, Kiosk, clean_environment

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
            time.sleep(0.02 + number * 0.02)  # the shell itself takes a moment to come to its first line
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
