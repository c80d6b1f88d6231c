"""The file that says how often each word was used."""

from __future__ import annotations

import errno
import fcntl
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from occlookup.kiosk import guard
from occlookup.kiosk.usage import Usage
from occlookup.kiosk.words import VERBS

TODAY = time.strftime("%Y-%m-%d")
EARLIER = "2026-01-02\tlook\t7\n2026-01-02\tpay\t3\n"
DAMAGED = (
    b"", b"\n\n\n", b"\x00" * 50, b"\xff\xfe\tpay\t3\n", b"\xe2\x80\xae\tpay\t3\n", b"2026-01-02", b"2026-01-02\tpay",
    b"\t\t\t",
    b"2026-01-02\tpay\tmany\n", b"2026-01-02\tpay\t-3\n", b"2026-01-02\tsecret\t3\n", b"2026-01-02\tpay\t\xc2\xb2\n",
    b"my name is Ann\tpay\t3\n", b"2026-01-02\tpay\t3\textra\n", b"2026-01-02 pay 3\n", b"\tpay\t3\n", b"x" * 100_000,
    b"2026-01-02\xc3\xa9\tpay\t3\n",
)  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "usage.tsv"


def count(usage: Usage, **times: int) -> None:
    for verb, number in times.items():
        for _ in range(number):
            usage.count(verb.replace("_", " "))


def test_it_is_a_line_for_a_day_and_a_word(path):
    usage = Usage(path)
    count(usage, pay=3, look=2, pay_near=1, number=4)
    usage.write()
    assert path.read_text() == f"{TODAY}\tlook\t2\n{TODAY}\tnumber\t4\n{TODAY}\tpay\t3\n{TODAY}\tpay near\t1\n"
    assert path.stat().st_mode & 0o027 == 0


def test_what_was_counted_before_stays_and_is_added_to(path):
    path.write_text(EARLIER)
    usage = Usage(path)
    for _ in range(3):
        count(usage, pay=1)
        usage.write()
    assert path.read_text() == EARLIER + f"{TODAY}\tpay\t3\n"


def test_a_word_of_today_is_added_up(path):
    path.write_text(f"{TODAY}\tpay\t40\n{TODAY}\tpay\t2\n")
    usage = Usage(path)
    count(usage, pay=1)
    usage.write()
    assert path.read_text() == f"{TODAY}\tpay\t43\n"


def test_a_day_is_that_of_the_use(path, monkeypatch):
    usage = Usage(path)
    monkeypatch.setattr(time, "strftime", lambda form: "2026-03-01")
    count(usage, pay=1)
    monkeypatch.setattr(time, "strftime", lambda form: "2026-03-02")
    count(usage, pay=2)
    usage.write()
    assert path.read_text() == "2026-03-01\tpay\t1\n2026-03-02\tpay\t2\n"


def test_only_words_of_the_list_are_counted(path):
    usage = Usage(path)
    for verb in (*VERBS, "look", "number"):
        usage.count(verb)
    for verb in ("nothing", "done", "exit", "nurse", "my secret", "", "pay\t9", "look\nsecret"):
        usage.count(verb)
    usage.write()
    lines = path.read_text().splitlines()
    assert all(re.fullmatch(rf"{TODAY}\t[a-z ]+\t1", line) for line in lines)
    assert sorted(line.split("\t")[1] for line in lines) == sorted([*VERBS, "look", "number"])


def test_nothing_counted_is_nothing_written(path):
    Usage(path).write()
    assert not path.exists()


def test_no_other_file_is_left_beside_it(path):
    usage = Usage(path)
    for _ in range(5):
        count(usage, pay=1)
        usage.write()
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("content", DAMAGED)
def test_a_damaged_file_is_written_anew_with_what_is_sound_in_it(path, content):
    path.write_bytes(b"2026-01-01\tlook\t5\n" + content)
    usage = Usage(path)
    count(usage, pay=2)
    usage.write()
    lines = path.read_text("ascii").splitlines()
    assert lines[-1] == f"{TODAY}\tpay\t2"
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d\t[a-z ]+\t\d+", line) for line in lines)
    assert any(line.startswith("2026-01-01\tlook\t") for line in lines) or not content.startswith(b"\n")


def test_a_file_that_cannot_be_written_does_not_matter_and_nothing_is_lost(tmp_path):
    folder = tmp_path / "later"
    usage = Usage(folder / "usage")
    count(usage, pay=2)
    usage.write()
    assert not folder.exists()
    folder.mkdir()
    count(usage, pay=1)
    usage.write()
    assert (folder / "usage").read_text() == f"{TODAY}\tpay\t3\n"


def test_a_folder_in_its_place_stays_a_folder(path):
    path.mkdir()
    usage = Usage(path)
    count(usage, pay=1)
    usage.write()
    assert path.is_dir()
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("failing", ["open", "replace", "fdopen"])
def test_where_the_disk_is_full_the_file_is_as_it_was_and_nothing_is_lost(path, monkeypatch, failing):
    path.write_text(EARLIER)
    usage = Usage(path)
    count(usage, pay=2)
    with monkeypatch.context() as patch:
        real = getattr(os, failing)

        def full(*given, **named):
            if failing == "open" and not given[1] & os.O_CREAT:
                return real(*given, **named)
            if failing == "fdopen":
                os.close(given[0])
            raise OSError(errno.ENOSPC, "No space left on device")

        patch.setattr(os, failing, full)
        usage.write()
    assert path.read_text() == EARLIER
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    usage.write()
    assert path.read_text() == EARLIER + f"{TODAY}\tpay\t2\n"


def test_where_another_kiosk_is_at_it_what_was_counted_waits(path):
    usage = Usage(path)
    count(usage, pay=2)
    other = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    fcntl.flock(other, fcntl.LOCK_EX)
    try:
        usage.write()
        assert not path.exists()
    finally:
        os.close(other)
    usage.write()
    assert path.read_text() == f"{TODAY}\tpay\t2\n"


_KIOSK = """
import sys, time
from pathlib import Path
from occlookup.kiosk.usage import Usage
usage = Usage(Path(sys.argv[1]))
for _ in range(100):
    usage.count("pay")
    usage.count("look")
    usage.write()
end = time.monotonic() + 20
while usage._counts and time.monotonic() < end:
    usage.write()
    time.sleep(0.001)
"""


def test_several_kiosks_count_in_one_file_and_lose_nothing(path):
    kiosks = [subprocess.Popen([sys.executable, "-c", _KIOSK, str(path)]) for _ in range(4)]
    assert [kiosk.wait(60) for kiosk in kiosks] == [0, 0, 0, 0]
    totals = dict.fromkeys(("look", "pay"), 0)
    for line in path.read_text().splitlines():
        _, verb, number = line.split("\t")
        totals[verb] += int(number)
    assert totals == {"look": 400, "pay": 400}
    assert list(path.parent.iterdir()) == [path]


def test_it_asks_the_guard_to_let_it_write(path, monkeypatch):
    allowed = []
    monkeypatch.setattr(
        os, "replace", lambda *given, real=os.replace, **named: (allowed.append(guard._writing_allowed), real(*given, **named))
    )
    usage = Usage(path)
    count(usage, pay=1)
    usage.write()
    assert (allowed, guard._writing_allowed) == ([True], False)
