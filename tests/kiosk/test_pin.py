"""The operator's PIN."""

from __future__ import annotations

import hmac
import os
import random
import stat
from pathlib import Path

import pytest

from occlookup.errors import DamagedDataError, UsageError
from occlookup.kiosk import pin
from occlookup.kiosk.pin import LONGEST, Pin, made, read_pin

RIGHT = "Front-desk 4711"
FILE = made(RIGHT)
MAGIC, COST, BLOCK, PARALLEL, SALT, HASH = FILE.decode().split()


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hash that takes no time, for tests that guess often."""
    monkeypatch.setattr(pin, "_COST", 2)


def test_the_right_one_passes_and_others_do_not():
    asked = Pin(FILE)
    for wrong in ("", "4711", RIGHT + " ", " " + RIGHT, RIGHT.lower(), RIGHT[:-1], RIGHT + "\x00", "x" * 5000, "\u0664711"):
        assert not asked.is_right(wrong)
    assert asked.is_right(RIGHT)


@pytest.mark.usefixtures("cheap")
def test_a_thousand_wrong_guesses_fail_and_the_right_one_passes():
    asked = Pin(made(RIGHT))
    chance = random.Random(20264)
    guesses = {f"{guess:04d}" for guess in range(500)}
    while len(guesses) < 1000:
        guess = list(RIGHT)
        guess[chance.randrange(len(RIGHT))] = chr(chance.randrange(0x20, 0x7F))
        guesses |= {"".join(guess)} - {RIGHT}
    assert not any(map(asked.is_right, guesses))
    assert asked.is_right(RIGHT)


@pytest.mark.usefixtures("cheap")
def test_a_wrong_guess_waits_ever_longer_up_to_a_minute_and_the_right_one_starts_anew():
    asked = Pin(made(RIGHT))
    assert asked.wait == 0
    waits = []
    for _ in range(200):
        asked.is_right("wrong")
        waits.append(asked.wait)
    assert waits == [1, 2, 4, 8, 16, 32, *[60] * 194]
    asked.is_right(RIGHT)
    assert asked.wait == 0
    asked.is_right("wrong")
    assert asked.wait == 1


def test_it_is_compared_in_constant_time(monkeypatch):
    compared = []
    real = hmac.compare_digest

    def watched(one: bytes, other: bytes) -> bool:
        compared.append((one, other))
        return real(one, other)

    monkeypatch.setattr(hmac, "compare_digest", watched)
    asked = Pin(FILE)
    assert (asked.is_right("wrong"), asked.is_right(RIGHT)) == (False, True)
    assert [len(each) for pair in compared for each in pair] == [32] * 4
    assert [one == other for one, other in compared] == [False, True]


@pytest.mark.usefixtures("cheap")
def test_the_longest_pin_is_not_right_with_more_behind_it():
    longest = "x" * LONGEST
    asked = Pin(made(longest))
    assert not asked.is_right(longest + "y")
    assert not asked.is_right(longest[:-1])
    assert asked.is_right(longest)


def test_a_file_tells_nothing_of_the_pin_and_no_two_are_alike():
    assert RIGHT.encode() not in FILE
    assert made(RIGHT) != FILE
    assert (MAGIC, COST, BLOCK, PARALLEL) == ("occlookup-pin-1", "16384", "8", "1")
    assert FILE.endswith(b"\n")


@pytest.mark.parametrize("text", ["", "123", "x" * 65, "pass\tword", "pässword", "1234\n", "\u0661234", "1234\x7f"])
def test_what_is_no_pin_is_not_made(text):
    with pytest.raises(UsageError, match="that is no PIN"):
        made(text)


@pytest.mark.usefixtures("cheap")
@pytest.mark.parametrize("text", ["1234", "x" * 64, "    ", "a b~!"])
def test_what_is_a_pin_is_made_and_right(text):
    assert Pin(made(text)).is_right(text)


PARTS = FILE.decode().split()
DAMAGED = (
    b"", b"\n", b" ", b"\x00" * 100, b"\xff" * 100, b"4711\n", b"4711", RIGHT.encode(), b"occlookup-pin-1", os.urandom(1024),
    FILE[:-20], FILE[20:], FILE[:40], FILE.upper(), FILE.lower() + b"=", FILE + FILE, FILE[::-1], FILE + b"x", b"x" + FILE,
    FILE.replace(b" ", b""), FILE.replace(b" ", b",", 1), FILE.replace(b" ", b"\x00"), b"\xef\xbb\xbf" + FILE,
    FILE.decode().encode("utf-16"), FILE.replace(b"pin-1", b"pin-2"), FILE.replace(b"pin-1", b"pin-10"), FILE + b" more",
    *(" ".join([*PARTS[:gone], *PARTS[gone + 1 :]]).encode() for gone in range(6)),
    *(" ".join([*PARTS[:at], bad, *PARTS[at + 1 :]]).encode()
      for at in (1, 2, 3) for bad in ("0", "-1", "2", "x", "1e4", "9" * 5000)),
    *(" ".join([*PARTS[:at], bad, *PARTS[at + 1 :]]).encode()
      for at in (4, 5) for bad in ("=", "AAAA", "A", "!" * 24, PARTS[at][:-1], PARTS[at][1:], PARTS[at] * 2, "caf\u00e9",
                                     "A" * 1000)),
    " ".join([*PARTS[:4], PARTS[5], PARTS[4]]).encode(),
)  # fmt: skip


def test_a_damaged_file_is_said_to_be_none():
    assert len(set(DAMAGED)) > 60
    for content in DAMAGED:
        with pytest.raises(DamagedDataError) as caught:
            Pin(content)
        assert (caught.value.message, caught.value.exit_code) == ("the PIN file is none.", 4), content
        assert "set-pin" in caught.value.hint
        assert caught.value.__suppress_context__


def test_a_changed_hash_or_salt_is_another_pin():
    for part in (SALT, HASH):
        changed = FILE.replace(part.encode(), (("B" if part[0] == "A" else "A") + part[1:]).encode())
        assert not Pin(changed).is_right(RIGHT)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "pin"
    path.write_bytes(FILE)
    path.chmod(0o600)
    return path


def test_a_file_is_read(file):
    assert read_pin(file).is_right(RIGHT)


@pytest.mark.parametrize("mode", [0o400, 0o440, 0o444, 0o600, 0o640, 0o644])
def test_who_may_read_it_is_the_operators_affair(file, mode):
    file.chmod(mode)
    assert read_pin(file).wait == 0


@pytest.mark.parametrize("mode", [0o602, 0o620, 0o622, 0o660, 0o666, 0o777, 0o606, 0o402])
def test_a_file_that_others_may_change_is_refused(file, mode):
    file.chmod(mode)
    with pytest.raises(UsageError, match="others may change the PIN file") as caught:
        read_pin(file)
    assert "chmod 600" in caught.value.hint


def test_what_is_no_plain_file_is_refused(tmp_path):
    os.mkfifo(tmp_path / "fifo", 0o600)
    for path in (tmp_path, tmp_path / "fifo", Path("/dev/null"), Path("/dev/zero")):
        with pytest.raises(UsageError, match="is no plain file"):
            read_pin(path)


def test_what_cannot_be_read_is_refused(tmp_path):
    (tmp_path / "dangling").symlink_to(tmp_path / "gone")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "file").touch()
    for path in (
        tmp_path / "missing",
        tmp_path / "dangling",
        tmp_path / "loop",
        tmp_path / "file" / "pin",
        tmp_path / ("x" * 300),
    ):
        with pytest.raises(UsageError, match="cannot be read") as caught:
            read_pin(path)
        assert "\n" not in caught.value.message


def test_a_name_with_control_characters_is_shown_harmlessly(tmp_path):
    with pytest.raises(UsageError) as caught:
        read_pin(tmp_path / "a\x1b[2Jb\nc")
    assert caught.value.message.isprintable()


def test_no_more_of_a_file_is_read_than_a_pin_file_has(file, monkeypatch):
    with file.open("wb") as stream:
        stream.truncate(1 << 40)
    assert stat.S_ISREG(file.stat().st_mode)
    with pytest.raises(DamagedDataError):
        read_pin(file)
