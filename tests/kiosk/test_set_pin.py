"""occlookup kiosk set-pin: a PIN typed twice, unseen, becomes a file that the kiosk takes."""

from __future__ import annotations

import stat
import subprocess

import pexpect
import pytest

from kiosk.driving import COMMAND, SECONDS, Kiosk, clean_environment
from occlookup.kiosk.pin import read_pin

SET_PIN = [*COMMAND, "set-pin"]


def set_pin(home, *answers: str, file: str = "pin") -> tuple[int, str]:
    """Type these answers at what is asked; the exit code, and all that was on the screen."""
    child = pexpect.spawn(
        SET_PIN[0], [*SET_PIN[1:], str(home / file)], env=clean_environment(home), timeout=SECONDS, encoding="utf-8"
    )
    said = ""
    for answer in answers:
        child.expect(": ")
        said += child.before + child.after
        child.send(answer)
    child.expect(pexpect.EOF)
    said += child.before
    child.close()
    return child.exitstatus, said


def test_it_makes_a_file_that_the_kiosk_takes(tmp_path):
    code, said = set_pin(tmp_path, "to-24 68\r", "to-24 68\r")
    assert code == 0 and "Written." in said and "24" not in said
    path = tmp_path / "pin"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert b"24" not in path.read_bytes().split()[0]
    assert read_pin(path).is_right("to-24 68")
    assert [each.name for each in tmp_path.iterdir()] == ["pin"]
    with Kiosk(tmp_path, "--pin-file", str(path)) as kiosk:
        kiosk.type("exit")
        kiosk.send("to-24 68\r")
        assert kiosk.wait_for_end() == 0


@pytest.mark.parametrize(
    "answers, said",
    [
        (("2468\r", "2469\r"), "the two are not the same"),
        (("123\r",), "that is no PIN"),
        (("x" * 65 + "\r",), "that is no PIN"),
        (("pin\u00e9\r",), "that is no PIN"),
        (("\r",), "that is no PIN"),
    ],
)
def test_what_is_no_pin_makes_no_file(tmp_path, answers, said):
    code, screen = set_pin(tmp_path, *answers)
    assert code == 2 and said in screen and "Traceback" not in screen
    assert list(tmp_path.iterdir()) == []


def test_stopping_makes_no_file(tmp_path):
    for answers in (("\x03",), ("2468\r", "\x03"), ("\x04",)):
        code, screen = set_pin(tmp_path, *answers)
        assert code != 0 and "Traceback" not in screen
    assert list(tmp_path.iterdir()) == []


def test_no_file_is_written_over_and_no_folder_made(tmp_path):
    (tmp_path / "there").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for file in ("there", "link", ".", "missing/pin"):
        code, screen = set_pin(tmp_path, file=file)
        assert code != 0 and "Traceback" not in screen and "PIN:" not in screen
    assert (tmp_path / "there").read_text() == "mine"
    assert {path.name for path in tmp_path.iterdir()} == {"there", "link"}


def test_a_pin_is_typed_at_a_terminal(tmp_path):
    done = subprocess.run(
        [*SET_PIN, str(tmp_path / "pin")], input="2468\n2468\n", capture_output=True, text=True, env=clean_environment(tmp_path)
    )
    assert done.returncode == 2 and "typed at a terminal" in done.stderr
    assert list(tmp_path.iterdir()) == []
