"""Arrays in a column: what goes in comes out, and damage is told."""

from __future__ import annotations

import sqlite3
import struct
import sys
from zlib import crc32

import pytest

from occlookup.index import packing
from occlookup.index.packing import pack, unpack

LARGEST = {"H": 2**16 - 1, "I": 2**32 - 1}
CHECK = 4


@pytest.fixture(params=["H", "I"])
def kind(request):
    return request.param


def some_numbers(kind):
    return [7, 0, 1, 258, LARGEST[kind], 7]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 1000])
def test_what_goes_in_comes_out(kind, count):
    numbers = [number * 31 % (LARGEST[kind] + 1) for number in range(count)]
    unpacked = unpack(kind, pack(kind, numbers))
    assert unpacked.typecode == kind
    assert list(unpacked) == numbers


def test_the_largest_and_the_least_numbers_come_out(kind):
    assert list(unpack(kind, pack(kind, [LARGEST[kind], 0, LARGEST[kind]]))) == [LARGEST[kind], 0, LARGEST[kind]]


@pytest.mark.parametrize("beyond", [-1, 1])
def test_a_number_that_does_not_fit_is_refused(kind, beyond):
    with pytest.raises(OverflowError):
        pack(kind, [beyond if beyond < 0 else LARGEST[kind] + beyond])


def test_numbers_may_come_one_by_one(kind):
    assert pack(kind, (number for number in (1, 2, 3))) == pack(kind, [1, 2, 3])


def test_an_array_comes_through_a_column(kind):
    connection = sqlite3.connect(":memory:")
    (stored,) = connection.execute("SELECT ?", (pack(kind, some_numbers(kind)),)).fetchone()
    connection.close()
    assert list(unpack(kind, stored)) == some_numbers(kind)


@pytest.mark.parametrize(
    ("kind", "content"), [("H", b"\x01\x00\x02\x01\xff\xff"), ("I", b"\x01\x00\x00\x00\x02\x01\x00\x00\xff\xff\x00\x00")]
)
def test_the_least_byte_stands_first_and_the_check_last(kind, content):
    packed = pack(kind, [1, 258, 65535])
    assert packed == content + struct.pack("<I", crc32(content))
    assert list(unpack(kind, packed)) == [1, 258, 65535]


def test_no_numbers_are_their_check_alone(kind):
    assert pack(kind, []) == bytes(CHECK)


def test_a_machine_of_the_other_byte_order_turns_its_numbers_round(kind, monkeypatch):
    monkeypatch.setattr(packing.sys, "byteorder", "big" if sys.byteorder == "little" else "little")
    numbers = some_numbers(kind)
    packed = pack(kind, numbers)
    # the numbers of this machine, taken for those of the other
    assert packed[:-CHECK] == struct.pack(f">{len(numbers)}{kind}", *numbers)
    assert packed[-CHECK:] == struct.pack("<I", crc32(packed[:-CHECK]))
    assert list(unpack(kind, packed)) == numbers


def test_one_flipped_bit_anywhere_is_damage(kind):
    packed = pack(kind, some_numbers(kind))
    for place in range(len(packed)):
        for bit in range(8):
            flipped = bytearray(packed)
            flipped[place] ^= 1 << bit
            with pytest.raises(sqlite3.DatabaseError):
                unpack(kind, bytes(flipped))


def test_an_empty_array_with_a_flipped_bit_is_damage(kind):
    for place in range(CHECK):
        flipped = bytearray(pack(kind, []))
        flipped[place] ^= 1
        with pytest.raises(sqlite3.DatabaseError):
            unpack(kind, bytes(flipped))


def test_a_missing_end_is_damage(kind):
    packed = pack(kind, some_numbers(kind))
    for length in range(1, len(packed)):
        with pytest.raises(sqlite3.DatabaseError):
            unpack(kind, packed[:length])


def test_a_missing_beginning_and_more_bytes_are_damage(kind):
    packed = pack(kind, some_numbers(kind))
    for damaged in (packed[1:], packed[2:], packed + b"\x00", packed + bytes(CHECK), packed + packed, b"\x00" + packed):
        with pytest.raises(sqlite3.DatabaseError):
            unpack(kind, damaged)


def test_bytes_that_are_no_whole_numbers_are_damage():
    with pytest.raises(sqlite3.DatabaseError):
        unpack("I", pack("H", [1, 2, 3]))


def test_what_is_shorter_than_a_check_is_damage(kind):
    for length in range(CHECK):
        with pytest.raises(sqlite3.DatabaseError):
            unpack(kind, pack(kind, [0, 5])[:length])
