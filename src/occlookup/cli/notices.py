"""What a person should know beside the answer: a line on standard error, at the end of the run and once.

Owns the lines that wait for the end. An answer is never held up by them, and an error in JSON stays the only thing said.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from occlookup.catalog import Catalog

_waiting: list[str] = []


def note_left_out(catalog: Catalog) -> None:
    """Remember to say which of the center's own records are left out, where there are any."""
    own = catalog.own_files()
    if not own.faults:
        return
    from occlookup.codes import show_text

    file, line, reason = own.faults[0]
    where = f"records/{file}, line {line}" if line else f"records/{file}"
    left_out = "is left out" if own.left_out == 1 else "are left out, the first of them"
    said = show_text(reason, limit=300).rstrip(".")
    note(f"{own.left_out} of {own.files} own records {left_out}: {where}: {said}; 'occlookup data check FILE' tells all.")


def note_lost(line: str) -> None:
    """Remember to say that imported figures are lost, and which answer instead: they are not to go back quietly."""
    from occlookup.codes import show_text

    note(show_text(line, limit=300))


def note(line: str) -> None:
    """Remember to say a line, once however often it is asked for. It has been cleaned."""
    if line not in _waiting:
        _waiting.append(line)


def write_notices(*, silent: bool) -> None:
    """Write what waits, or where `silent` says so forget it."""
    lines, _waiting[:] = list(_waiting), []
    with suppress(OSError, ValueError):  # nobody listens there
        for line in lines if not silent else ():
            encoding = sys.stderr.encoding or "ascii"
            sys.stderr.write(f"occlookup: {line}\n".encode(encoding, "replace").decode(encoding))
        sys.stderr.flush()
