"""The first start without an index, under every fault: many at once, killed, nowhere to write, a full disk.

The full run, with the real records and ten times the faults: OCCLOOKUP_FULL_FAULTS=1 pytest tests/faults
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from faults.package_copy import FULL, Folders, PackageCopy, Result, finish

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")]

AT_ONCE = 32
KILLS = 200 if FULL else 20
SMALL_DISK = "4m" if FULL else "256k"


def start_seconds(copied: PackageCopy) -> float:
    """How long a first start takes."""
    started = time.monotonic()
    copied.run(copied.new_folders())
    return time.monotonic() - started


def hold_whole(folders: Folders) -> None:
    """One index and nothing unfinished."""
    assert len(folders.indexes()) == 1
    assert folders.leftovers() == []


def test_thirty_two_processes_at_their_first_start_at_once(copied: PackageCopy, answer: Result) -> None:
    folders = copied.new_folders()
    processes = [copied.start(folders) for _ in range(AT_ONCE)]
    assert [finish(process) for process in processes] == [answer] * AT_ONCE
    hold_whole(folders)


def test_a_killed_first_start_leaves_nothing_in_the_way(copied: PackageCopy, answer: Result) -> None:
    chance = random.Random(1)
    seconds = start_seconds(copied)
    unfinished = 0
    for number in range(KILLS):
        folders = copied.new_folders()
        process = copied.start(folders)
        if number % 2:  # while it writes the index
            wait_for_partial(process, folders)
            time.sleep(chance.uniform(0, seconds / 3))
        else:
            time.sleep(chance.uniform(0, seconds))
        process.kill()
        finish(process)
        unfinished += bool(folders.leftovers())
        assert copied.run(folders) == answer
        hold_whole(folders)
        folders.remove()
    assert unfinished >= KILLS // 10, "hardly a kill hit the writing of the index"


def test_the_others_answer_where_the_one_that_compiles_is_killed(copied: PackageCopy, answer: Result) -> None:
    for _ in range(KILLS // 10):
        folders = copied.new_folders()
        compiling = copied.start(folders)
        wait_for_partial(compiling, folders)
        waiting = [copied.start(folders) for _ in range(4)]
        compiling.kill()
        finish(compiling)
        assert [finish(process) for process in waiting] == [answer] * len(waiting)
        hold_whole(folders)
        folders.remove()


@pytest.mark.parametrize("kind", ["a file", "under a file", "nowhere"])
def test_without_a_folder_to_write_it_answers_from_memory(
    kind: str, copied: PackageCopy, answer: Result, tmp_path: Path
) -> None:
    file = tmp_path / "file"
    file.write_text("no folder")
    place = {"a file": file, "under a file": file / "below", "nowhere": Path("/proc/nonexistent")}[kind]
    assert copied.run(Folders(place, place)) == answer
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert file.read_text() == "no folder"


def test_without_a_cache_it_answers_from_the_temporary_folder(copied: PackageCopy, answer: Result) -> None:
    folders = copied.new_folders()
    folders.cache.rmdir()
    folders.cache.write_text("no folder")
    assert copied.run(folders) == answer
    (index,) = folders.indexes()
    written = index.stat().st_mtime_ns
    assert copied.run(folders) == answer
    assert index.stat().st_mtime_ns == written
    hold_whole(folders)


@pytest.mark.parametrize("share", [0, 0.001, 0.3, 0.99])
def test_a_disk_that_takes_a_part_of_the_index(share: float, copied: PackageCopy, answer: Result) -> None:
    folders = copied.new_folders()
    copied.run(folders)
    (index,) = folders.indexes()
    size = index.stat().st_size
    index.unlink()
    assert copied.run(folders, largest_file=int(share * size)) == answer
    assert folders.indexes() == []
    assert folders.leftovers() == []
    assert copied.run(folders) == answer
    hold_whole(folders)


def test_a_full_disk(copied: PackageCopy, answer: Result, small_disk: Path) -> None:
    folders = Folders(small_disk / "cache", small_disk / "temporary")
    for folder in folders:
        folder.mkdir()
    for _ in range(2):
        assert copied.run(folders) == answer
        assert folders.indexes() == []
        assert folders.leftovers() == []
    (small_disk / "filling").write_bytes(b"")
    try:
        with (small_disk / "filling").open("wb") as stream:
            while True:
                stream.write(bytes(4096))
                stream.flush()
    except OSError:
        assert copied.run(folders) == answer  # not a byte is left


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system with less room than the index takes."""
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK}", "tmpfs", str(tmp_path)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this user cannot mount a small file system")
    try:
        yield tmp_path
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


def wait_for_partial(process: subprocess.Popen[bytes], folders: Folders) -> None:
    """Wait until the process has begun to write the index, or has ended."""
    while process.poll() is None and not any(path.suffix == ".part" for path in folders.leftovers()):
        time.sleep(0.001)
