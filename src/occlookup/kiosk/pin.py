"""The operator's PIN: made once, kept as a scrypt hash, compared in constant time.

Owns the file's form and how long a wrong guess waits.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
import stat
from pathlib import Path

from occlookup.codes import show_text
from occlookup.errors import DamagedDataError, UsageError

SHORTEST, LONGEST = 4, 64
_COST, _BLOCK, _PARALLEL = 1 << 14, 8, 1
_SALT_BYTES, _HASH_BYTES = 16, 32
_MAGIC = "occlookup-pin-1"
_LONGEST_FILE = 1024
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 60.0


def made(pin: str) -> bytes:
    """The content of a PIN file for `pin`.

    Raises:
        UsageError: it is too short, too long, or has characters that a keyboard may not have.
    """
    if not _is_possible(pin):
        raise UsageError("that is no PIN.", hint=f"{SHORTEST} to {LONGEST} letters, digits and signs.")
    salt = secrets.token_bytes(_SALT_BYTES)
    parts = (base64.b64encode(part).decode() for part in (salt, _hash(pin, salt)))
    return f"{_MAGIC} {_COST} {_BLOCK} {_PARALLEL} {' '.join(parts)}\n".encode()


class Pin:
    """A PIN that can be guessed at, ever more slowly."""

    def __init__(self, content: bytes) -> None:
        try:
            magic, cost, block, parallel, salt, hashed = content.decode("ascii").split()
            if (magic, int(cost), int(block), int(parallel)) != (_MAGIC, _COST, _BLOCK, _PARALLEL):
                raise ValueError(magic)
            self._salt = base64.b64decode(salt, validate=True)
            self._hash = base64.b64decode(hashed, validate=True)
            if (len(self._salt), len(self._hash)) != (_SALT_BYTES, _HASH_BYTES):
                raise ValueError(salt)
        except ValueError:
            raise DamagedDataError("the PIN file is none.", hint="Make it anew: occlookup kiosk set-pin FILE") from None
        self._wrong = 0

    @property
    def wait(self) -> float:
        """Seconds to wait before the next guess."""
        return min(_FIRST_WAIT * 2 ** (self._wrong - 1), _LONGEST_WAIT) if self._wrong else 0.0

    def is_right(self, guess: str) -> bool:
        """Whether `guess` is the PIN."""
        # the hash takes no account of what is cut off, of NULs at the end or of which character a "?" stands for
        right = hmac.compare_digest(_hash(guess[:LONGEST], self._salt), self._hash) and _is_possible(guess)
        self._wrong = 0 if right else min(self._wrong + 1, 64)
        return right


def read_pin(path: Path) -> Pin:
    """The PIN in the file at `path`.

    Raises:
        UsageError: there is no such file, or others may change it.
        DamagedDataError: it is no PIN file.
    """
    try:
        # not to wait for a writer, where it is a pipe
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise UsageError(f"{show_text(str(path), limit=200)} is no plain file.", hint="Name the PIN's file.")
            content = os.read(descriptor, _LONGEST_FILE)
        finally:
            os.close(descriptor)
    except OSError as fault:
        raise UsageError(
            f"the PIN file {show_text(str(path), limit=200)} cannot be read: {fault.strerror or fault}.",
            hint="Make one: occlookup kiosk set-pin FILE",
        ) from None
    if hasattr(os, "getuid") and status.st_mode & 0o022:
        raise UsageError("others may change the PIN file.", hint=f"chmod 600 {show_text(str(path), limit=200)}")
    return Pin(content)


def _is_possible(pin: str) -> bool:
    return SHORTEST <= len(pin) <= LONGEST and pin.isascii() and pin.isprintable()


def _hash(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(
        pin.encode("utf-8", "replace"), salt=salt, n=_COST, r=_BLOCK, p=_PARALLEL, maxmem=64 << 20, dklen=_HASH_BYTES
    )
