"""How often each word was used, by day, for operators who want to know whether the kiosk is of use.

Owns the one file that `--usage` names: a line for a day and a word with its count, and nothing of what was asked.
"""

from __future__ import annotations

import fcntl
import os
import re
import secrets
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

from occlookup.kiosk import guard
from occlookup.kiosk.words import VERBS

_COUNTED = frozenset({*VERBS, "look", "number"})
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class Usage:
    """Counts in memory, written when a person goes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._counts: Counter[tuple[str, str]] = Counter()

    def count(self, verb: str) -> None:
        """One more of a word of the list."""
        if verb in _COUNTED:
            self._counts[time.strftime("%Y-%m-%d"), verb] += 1

    def write(self) -> None:
        """Add to the file what was counted since. A file that cannot be written is none of the client's business."""
        if not self._counts:
            return
        with suppress(OSError), guard.writing():
            folder = os.open(self._path.parent, os.O_RDONLY | os.O_DIRECTORY)
            try:
                self._add(folder)
                self._counts.clear()
            finally:
                os.close(folder)

    def _add(self, folder: int) -> None:
        """Write the file anew in its folder, which is locked meanwhile: several kiosks may count in one file.

        Raises:
            OSError: it cannot be written, or another kiosk is at it; what was counted is added the next time.
        """
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        counts = self._read() + self._counts
        lines = "".join(f"{day}\t{verb}\t{count}\n" for (day, verb), count in sorted(counts.items()))
        temporary = f".{self._path.name}.{secrets.token_hex(4)}"
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o640, dir_fd=folder)
        try:
            with os.fdopen(descriptor, "w", encoding="ascii") as stream:
                stream.write(lines)
            os.replace(temporary, self._path.name, src_dir_fd=folder, dst_dir_fd=folder)
        except BaseException:
            os.unlink(temporary, dir_fd=folder)
            raise

    def _read(self) -> Counter[tuple[str, str]]:
        counts: Counter[tuple[str, str]] = Counter()
        try:
            lines = self._path.read_text(encoding="ascii", errors="replace").splitlines()
        except FileNotFoundError:
            return counts
        for line in lines:
            day, _, rest = line.partition("\t")
            verb, _, count = rest.partition("\t")
            if _DAY.fullmatch(day) and verb in _COUNTED and count.isascii() and count.isdecimal():
                counts[day, verb] += int(count[:12])
        return counts
