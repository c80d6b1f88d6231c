"""Arrays of whole numbers in a column of the index, with a check on their bytes: SQLite has none on what a long value holds.

Owns their layout: the numbers, least byte first, then the CRC-32 of those bytes.
"""

from __future__ import annotations

import sqlite3
import sys
from array import array
from collections.abc import Iterable
from zlib import crc32

CHECK_BYTES = 4


def pack(kind: str, numbers: Iterable[int]) -> bytes:
    """The numbers as an array of `kind` ("H": two bytes each, "I": four) with its check."""
    numbers = array(kind, numbers)
    if sys.byteorder == "big":
        numbers.byteswap()
    content = numbers.tobytes()
    return content + crc32(content).to_bytes(CHECK_BYTES, "little")


def unpack(kind: str, packed: bytes) -> array[int]:
    """The array that `pack` made.

    Raises:
        sqlite3.DatabaseError: the bytes are not those that were written.
    """
    content = packed[:-CHECK_BYTES]
    if (
        len(packed) < CHECK_BYTES
        or crc32(content) != int.from_bytes(packed[-CHECK_BYTES:], "little")
        or len(content) % array(kind).itemsize
    ):
        raise sqlite3.DatabaseError("an array of the index is damaged")
    numbers = array(kind, content)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
