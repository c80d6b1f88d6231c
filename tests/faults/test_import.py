"""An import that is killed, meets a full disk, or meets another one: the old figures answer or the new ones, never a mix.

A few of each here; all 200 points and sizes with OCCLOOKUP_FULL_FAULTS=1.
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from data_folder import PROGRAM, put_in_use, write_crosswalk
from faults.package_copy import FULL
from occlookup.index.editions import NAME, in_use
from processes import SECONDS, call, environment

IMPORT = (sys.executable, "-m", "occlookup", "data", "import")
KILLS = 200 if FULL else 12
SEED = 8


class Center:
    """A data folder with the small records in use, and a release to import into it."""

    def __init__(self, root: Path, records: Path) -> None:
        self.data = root / "data"
        self.release = write_crosswalk(root / "crosswalk.xlsx")
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("OCCLOOKUP_DATA", str(self.data))
            self.first = put_in_use(records)
        self.variables = {"OCCLOOKUP_DATA": str(self.data), "XDG_CACHE_HOME": str(root / "cache")}
        self.before = self.answer()

    def start(self, *, limit: Callable[[], None] | None = None, release: Path | None = None) -> subprocess.Popen[bytes]:
        """Start an import."""
        return subprocess.Popen(
            [*IMPORT, str(release or self.release)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(**self.variables), preexec_fn=limit,
        )  # fmt: skip

    def answer(self) -> dict[str, Any]:
        """What `show` answers now."""
        done = call("show", "43-3011", "--json", **self.variables)
        assert (done.code, done.err) == (0, b"")
        data: dict[str, Any] = json.loads(done.out)["data"]
        return data

    def programs(self) -> list[str]:
        """The programs of study in the answer, which is otherwise what it was before: old or new, never a mix."""
        found = self.answer()
        education, before = found["education"], self.before["education"]
        named = [program["cip"] for program in education["programs"]]
        assert named in ([PROGRAM[0]], [program["cip"] for program in before["programs"]])
        assert {**education, "programs": None} == {**before, "programs": None}
        assert {**found, "education": None} == {**self.before, "education": None}
        return named

    def is_new(self) -> bool:
        """Whether the release is in use; that the edition is whole `data verify` proves."""
        new = self.programs() == [PROGRAM[0]]
        proof = call("data", "verify", **self.variables)
        assert (proof.code, proof.err) == (0, b"")
        return new

    def roll_back(self) -> None:
        """As before the first import."""
        call("data", "rollback", **self.variables)
        assert self.programs() != [PROGRAM[0]]

    def leftovers(self) -> list[str]:
        """What lies in the data folder and is neither an edition, nor the pointer or the lock."""
        known = {"in-use", "editions.lock", "editions"}
        below = [path.name for path in (self.data / "editions").iterdir() if not NAME.fullmatch(path.name)]
        return [*below, *(path.name for path in self.data.iterdir() if path.name not in known)]


@pytest.fixture
def center(tmp_path: Path, sound_records: Path) -> Center:
    """A data folder of its own."""
    return Center(tmp_path, sound_records)


def finished(process: subprocess.Popen[bytes]) -> tuple[int, str]:
    """How it ended, and what it said of faults."""
    _, err = process.communicate(timeout=SECONDS)
    return process.returncode, err.decode()


def test_killed_at_any_point_the_old_or_the_new_figures_answer(center):
    begun = time.monotonic()
    assert finished(center.start())[0] == 0
    whole = time.monotonic() - begun
    assert center.is_new()
    center.roll_back()
    points = random.Random(SEED)
    outcomes = set()
    for number in range(KILLS):
        process = center.start()
        # most of an import's time is before the switch: every third kill comes near its end
        time.sleep(whole * (points.uniform(0.8, 1.1) if number % 3 == 2 else points.uniform(0.0, 1.0)))
        process.send_signal(signal.SIGKILL if number % 4 else signal.SIGTERM)
        finished(process)
        new = center.programs() == [PROGRAM[0]]
        outcomes.add(new)
        if new:
            assert center.is_new()
            center.roll_back()
    assert False in outcomes
    # whatever was left lying is no hindrance, and is gone after the next one
    assert finished(center.start())[0] == 0
    assert center.is_new() and center.leftovers() == []


@pytest.mark.parametrize("asked, code", [(signal.SIGTERM, -signal.SIGTERM), (signal.SIGINT, 130)])
def test_asked_to_end_it_leaves_nothing(center, asked, code):
    process = center.start()
    while not any(path.name.startswith(".unfinished") for path in (center.data / "editions").iterdir()):
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(asked)
    assert finished(process) == (code, "")
    assert center.leftovers() == [] and not center.is_new()


LIMITS = [1000 * 2**step for step in range(13)] if FULL else [1000, 30_000, 300_000, 2_000_000]


@pytest.mark.parametrize("largest", LIMITS)
def test_a_file_that_cannot_grow_is_one_error(center, largest):
    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

    code, err = finished(center.start(limit=limit))
    if code == 0:
        assert largest > 1_000_000 and center.is_new()
        return
    assert code == 4 and err.count("\n") == 2 and "Traceback" not in err
    assert center.leftovers() == [] and not center.is_new()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """Mounts a file system of so many KiB at the folder that it gives."""
    mounted = []

    def mount(kibibytes: int) -> Path:
        folder = tmp_path / f"disk-{kibibytes}"
        folder.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", f"size={kibibytes}k", "tmpfs", str(folder)]
        if subprocess.run(command, capture_output=True).returncode:
            pytest.skip("this user cannot mount a small file system")
        mounted.append(folder)
        return folder

    yield mount
    for folder in mounted:
        subprocess.run(["umount", "-l", str(folder)], check=True)


# the small records in use take 2,700; with those of the import beside them, twice as much
ROOMY = 6_000
SIZES = [*range(2_760, 5_560, 35), ROOMY] if FULL else [2_900, 3_600, 4_300, 4_900, 5_100, ROOMY]


@pytest.mark.parametrize("kibibytes", SIZES)
def test_a_disk_that_is_full_at_any_write_is_one_error(small_disk, sound_records, kibibytes):
    disk = small_disk(kibibytes)
    try:
        center = Center(disk, sound_records)
    except OSError:
        pytest.fail("the disk has no room for what is in use before the import")
    code, err = finished(center.start())
    assert code == 0 or kibibytes < ROOMY
    if code == 0:
        assert center.is_new()
        return
    assert code == 4 and err.count("\n") == 2 and "could not be written" in err
    assert center.leftovers() == [] and not center.is_new()


def test_of_two_imports_at_once_one_is_told_to_wait(center, tmp_path):
    other = write_crosswalk(tmp_path / "other.xlsx", ("02.0000", "Something Else"))
    for _ in range(3):
        processes = [center.start(), center.start(release=other)]
        ended = [finished(process) for process in processes]
        codes = sorted(code for code, _ in ended)
        assert codes in ([0, 2], [0, 0])
        assert all("another import or rollback is under way" in err for code, err in ended if code == 2)
        proof = call("data", "verify", **center.variables)
        assert (proof.code, proof.err) == (0, b"")
    assert center.leftovers() == []


def test_who_asks_while_others_import_has_a_whole_answer(center, tmp_path):
    other = write_crosswalk(tmp_path / "other.xlsx", ("01.0001", "Another"))
    seen = set()
    for release in (center.release, other, center.release):
        process = center.start(release=release)
        while process.poll() is None:
            found = center.answer()
            seen.add(tuple(program["cip"] for program in found["education"]["programs"]))
        assert finished(process)[0] == 0
    assert seen <= {(PROGRAM[0],), ("01.0001",), tuple(program["cip"] for program in center.before["education"]["programs"])}


def test_the_pointer_names_an_edition_that_is_whole_after_all_that(center):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OCCLOOKUP_DATA", str(center.data))
        assert in_use().name == center.first
        assert os.path.getsize(in_use().index_file) > 1_000_000
