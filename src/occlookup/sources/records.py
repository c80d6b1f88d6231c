"""Writes the TOML records: deterministic, atomic, and keeping the words that people wrote.

Owns how a record reaches the disk. Knows nothing of any release. See docs/records.md for the layouts.
"""

from __future__ import annotations

import os
import tempfile
import tomllib
from pathlib import Path
from typing import Any

import tomli_w

Record = dict[str, Any]


def write_record(path: Path, record: Record) -> bool:
    """Write `record` as TOML at `path`, whole or not at all; True where the bytes changed.

    The same record gives the same bytes: keys stay in the order in which the record has them.

    Raises:
        OSError: the folder cannot be written; the old file is then still there, whole.
    """
    return write_file(path, tomli_w.dumps(record).encode())


def write_file(path: Path, payload: bytes) -> bool:
    """As `write_record`, of bytes."""
    if path.exists() and path.read_bytes() == payload:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(payload)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
    return True


def read_record(path: Path) -> Record:
    """The record at `path`, or an empty one where there is none.

    Raises:
        tomllib.TOMLDecodeError: the file is not TOML.
    """
    try:
        with path.open("rb") as stream:
            return tomllib.load(stream)
    except FileNotFoundError:
        return {}
