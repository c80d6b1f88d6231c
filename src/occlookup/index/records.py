"""Reads the TOML records, and tells one state of their folder from another.

Owns the reading side of the records. What the records mean is compile.py's.
"""

from __future__ import annotations

import hashlib
import os
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from occlookup.errors import DamagedDataError
from occlookup.index.survey import list_records

Record = dict[str, Any]


def fingerprint(data: Path) -> str:
    """A name for exactly this state of the records: 16 hex digits of the files' paths, sizes and times of change."""
    digest = hashlib.blake2b(os.fsencode(data.resolve()), digest_size=8)
    for record in sorted(list_records(data)):
        digest.update(f"\0{record.path}\0{record.size}\0{record.mtime_ns}".encode())
    return digest.hexdigest()


def read_record(data: Path, path: str) -> tuple[Record, str]:
    """The record and the SHA-256 of its bytes.

    Raises:
        DamagedDataError: the file is missing, is not UTF-8 or is not TOML; the message names the file, and the line where
            the parser tells it.
    """
    try:
        payload = (data / path).read_bytes()
        return parse_toml(payload.decode()), hashlib.sha256(payload).hexdigest()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise DamagedDataError(
            f"the record {data / path} cannot be read: {' '.join(str(fault).split())}",
            hint="Mend that line, or bring the file back: reinstall occlookup, or 'git checkout' it.",
        ) from fault


def _fastest_parser() -> Callable[[str], Record]:
    """rtoml where the build installed it (16 times as fast over the wage records), else the standard library's."""
    try:
        import rtoml
    except ImportError:
        return tomllib.loads

    def parse(text: str) -> Record:
        try:
            record: Record = rtoml.loads(text)
        except rtoml.TomlParsingError:
            return tomllib.loads(text)  # its message names the line, and it has the last word on what is TOML
        return record

    return parse


parse_toml = _fastest_parser()  # raises tomllib.TOMLDecodeError
