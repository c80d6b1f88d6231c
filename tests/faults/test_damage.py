"""A damaged index, an edited record, a damaged or missing record.

Damage in the middle of a page is not all found: SQLite keeps no checksum, so a figure whose bits have changed is a figure. What
the structure tells is found, and the index is made anew.
"""

from __future__ import annotations

import os
import random
import re
import sys
from collections import Counter
from collections.abc import Callable

import pytest

from faults.package_copy import FULL, SHOW, PackageCopy, Result
from occlookup.index.locate import write_index

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")]

Edit = Callable[[str, str, str], None]

DAMAGES = 200 if FULL else 20
QUESTIONS = (
    SHOW,
    ("wages", "--state", "CT", "--json"),
    ("search", "debt collector", "--json"),
    ("browse", "43-0000", "--json"),
)
PAGE = 4096
HEADER = 100

RECORD = "occupations/43-3011.toml"


def truncated(index: bytes, chance: random.Random) -> bytes:
    return index[: chance.randrange(len(index))]


def with_header_flipped(index: bytes, chance: random.Random) -> bytes:
    return flipped(index, chance.randrange(HEADER), chance)


def with_page_zeroed(index: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(index) // PAGE) * PAGE
    return index[:start] + bytes(PAGE) + index[start + PAGE :]


def with_random_bytes(index: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(index) - 64)
    return index[:start] + chance.randbytes(64) + index[start + 64 :]


def with_bit_flipped(index: bytes, chance: random.Random) -> bytes:
    return flipped(index, chance.randrange(len(index)), chance)


def flipped(index: bytes, place: int, chance: random.Random) -> bytes:
    return index[:place] + bytes([index[place] ^ 1 << chance.randrange(8)]) + index[place + 1 :]


# whether the damage always shows, wherever it is
DAMAGE = {truncated: True, with_header_flipped: True, with_page_zeroed: True, with_random_bytes: False, with_bit_flipped: False}


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda damage: damage.__name__)
def test_a_damaged_cached_index(damage: Callable[[bytes, random.Random], bytes], copied: PackageCopy) -> None:
    folders = copied.new_folders()
    answers = {words: copied.run(folders, words) for words in QUESTIONS}
    (index,) = folders.indexes()
    whole = index.read_bytes()
    chance = random.Random(damage.__name__)
    outcomes: Counter[str] = Counter()
    for number in range(DAMAGES // len(DAMAGE)):
        words = QUESTIONS[number % len(QUESTIONS)]
        index.write_bytes(damage(whole, chance))
        result = copied.run(folders, words)
        assert "Traceback" not in result.err
        assert folders.leftovers() == []
        if result == answers[words]:
            outcomes["right"] += 1
        else:
            outcomes[f"not noticed, exit {result.code}"] += 1
            assert not DAMAGE[damage], (number, result.code, result.err, result.out[:200])
            assert result.code >= 0, "ended by a signal"
    print(f"{damage.__name__}: {dict(outcomes)}")  # pytest -rP shows it


def test_a_damaged_cached_index_is_mended_once(copied: PackageCopy, answer: Result) -> None:
    folders = copied.new_folders()
    copied.run(folders)
    (index,) = folders.indexes()
    whole = index.read_bytes()
    index.write_bytes(whole[:HEADER] + bytes(PAGE - HEADER) + whole[PAGE:])
    assert copied.run(folders) == answer
    mended = index.stat().st_mtime_ns
    assert index.read_bytes() == whole
    assert copied.run(folders) == answer
    assert index.stat().st_mtime_ns == mended


@pytest.mark.parametrize("part", ["half", "nothing", "no index at all"])
def test_a_damaged_bundled_index(part: str, own_copy: PackageCopy, answer: Result) -> None:
    bundled = own_copy.root / "occlookup" / "index.sqlite"
    write_index(own_copy.records, bundled)
    whole = bundled.read_bytes()
    bundled.write_bytes({"half": whole[: len(whole) // 2], "nothing": b"", "no index at all": b"not SQLite" * 1000}[part])
    folders = own_copy.new_folders()
    assert own_copy.run(folders) == answer
    assert len(folders.indexes()) == 1


def test_damage_among_the_names_of_elements_is_mended(copied: PackageCopy, answer: Result) -> None:
    assert run_with_damage(copied, at=b'"Active Listening"', before=0, damage=b"\x00") == answer


def test_damage_among_the_names_of_tables_is_mended(copied: PackageCopy, answer: Result) -> None:
    # SQLite's message about it repeats the table's name, which is then no UTF-8
    assert run_with_damage(copied, at=b"CREATE TABLE source (", before=14, damage=b"\xb1" * 22) == answer


def run_with_damage(copied: PackageCopy, *, at: bytes, before: int, damage: bytes) -> Result:
    """Run with an index in which `damage` stands from so many bytes before the one place of `at` on."""
    folders = copied.new_folders()
    copied.run(folders)
    (index,) = folders.indexes()
    whole = index.read_bytes()
    assert whole.count(at) == 1
    start = whole.index(at) - before
    index.write_bytes(whole[:start] + damage + whole[start + len(damage) :])
    return copied.run(folders)


@pytest.mark.parametrize("bundled", [True, False], ids=["bundled", "cached"])
def test_a_figure_edited_in_a_record_is_shown(bundled: bool, own_copy: PackageCopy, edit: Edit) -> None:
    folders = own_copy.new_folders()
    if bundled:
        index = own_copy.root / "occlookup" / "index.sqlite"
        write_index(own_copy.records, index)
        age(index)
    before = own_copy.run(folders).document["data"]["wages"]["national"]["employment"]
    assert bool(folders.indexes()) is not bundled
    edit(RECORD, f'row = "{before} ', f'row = "{before + 10} ')
    assert own_copy.run(folders).document["data"]["wages"]["national"]["employment"] == before + 10


@pytest.mark.parametrize("bundled", [True, False], ids=["bundled", "cached"])
def test_a_figure_edited_in_a_states_record_is_shown(bundled: bool, own_copy: PackageCopy) -> None:
    folders = own_copy.new_folders()
    if bundled:
        index = own_copy.root / "occlookup" / "index.sqlite"
        write_index(own_copy.records, index)
        age(index)
    words = ("wages", "43-3011", "--state", "CT", "--json")
    assert own_copy.run(folders, words).document["data"]["rows"][0]["employment"] == 900
    record = own_copy.records / "wages" / "CT.toml"
    record.write_text(record.read_text(encoding="utf-8").replace('"43-3011 900 ', '"43-3011 910 ', 1), encoding="utf-8")
    assert own_copy.run(folders, words).document["data"]["rows"][0]["employment"] == 910


def age(path: os.PathLike[str]) -> None:
    """As if written a minute ago."""
    status = os.stat(path)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns - 60 * 10**9))


@pytest.mark.parametrize("name", [RECORD, "wages/CT.toml", "groups.toml", "sources.toml"])
def test_a_damaged_record_is_named_with_its_line(name: str, own_copy: PackageCopy) -> None:
    path = own_copy.records / name
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    place = len(lines) // 2
    while not lines[place].startswith(("code", "title", "[", "rows", "publisher", "url")):
        place += 1
    path.write_text("".join([*lines[:place], "= no key\n", *lines[place:]]), encoding="utf-8")
    result = own_copy.run(own_copy.new_folders(), SHOW[:2])
    assert result.code == 4
    assert result.out == b""
    message, *hint = result.err.splitlines()
    assert str(path) in message
    assert re.search(rf"\bline {place + 1}\b", message)
    assert len(hint) == 1


@pytest.mark.parametrize(
    "name", ["areas.toml", "elements.toml", "groups.toml", "industries.toml", "programs.toml", "retired.toml", "sources.toml"]
)
def test_a_missing_record_is_named(name: str, own_copy: PackageCopy) -> None:
    path = own_copy.records / name
    path.unlink()
    result = own_copy.run(own_copy.new_folders(), SHOW[:2])
    assert (result.code, result.out) == (4, b"")
    assert str(path) in result.err.splitlines()[0]


def test_an_occupation_that_is_missing_is_named(own_copy: PackageCopy) -> None:
    (own_copy.records / RECORD).unlink()
    result = own_copy.run(own_copy.new_folders(), SHOW[:2])
    assert (result.code, result.out) == (4, b"")
    assert "43-3011" in result.err


def test_records_that_are_all_missing(own_copy: PackageCopy) -> None:
    folders = own_copy.new_folders()
    own_copy.records.rename(own_copy.root / "elsewhere")
    result = own_copy.run(folders, SHOW[:2])
    assert (result.code, result.out) == (4, b"")
    assert str(own_copy.records) in result.err
    assert folders.indexes() == folders.leftovers() == []


def test_a_state_that_is_missing_is_named(own_copy: PackageCopy) -> None:
    (own_copy.records / "wages" / "CT.toml").unlink()
    result = own_copy.run(own_copy.new_folders(), ("wages", "43-3011", "--state", "CT"))
    assert result.code == 4


def test_a_wage_row_with_a_word_in_it_is_damaged_data(own_copy: PackageCopy, edit: Edit) -> None:
    edit(RECORD, '[wages]\nsource = "oews-2025-05"\nrow = "', '[wages]\nsource = "oews-2025-05"\nrow = "x')
    result = own_copy.run(own_copy.new_folders(), SHOW[:2])
    assert result.code == 4
    assert "43-3011" in result.err.splitlines()[0]
