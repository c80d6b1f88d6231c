"""Writes the settings file: whole or not at all, and nothing but the line that is asked for.

Owns how a line is changed. The rest of the file stays byte for byte, comments too, also one behind the value that is changed;
with a setting that is taken out goes the comment on its own line.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import tomli_w

from occlookup.cli.files import write_file
from occlookup.cli.settings import FILE_VARIABLE, known_settings_path, parse_settings, shown_path
from occlookup.errors import DamagedDataError, OutputError, UsageError

_MARK = b"\xef\xbb\xbf"
# a value in quotes on one line, and what stands behind it
_VALUE = rb"""("(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""


def change_setting(name: str, value: str | None) -> Path:
    """Write `value` under `name`, or with None take the setting out; the path of the file.

    Raises:
        UsageError: the environment says that there is no settings file; or its line is written in a way that only a person can
            change.
        DamagedDataError: what is there is no settings file; it is left as it is.
        OutputError: it cannot be written.
    """
    path = Path(os.path.realpath(known_settings_path()))  # where it is a link, the file that it leads to is the settings file
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _alone(path.parent):
            content = path.read_bytes() if path.exists() else b""
            before = parse_settings(content, path)
            changed = _changed(content, name, value)
            if not _is_only_changed(before, changed, name, value, path):
                raise UsageError(
                    f"the line of {name} in {shown_path(path)} is written in a way that only you can change.",
                    hint="Change it in an editor.",
                )
            if changed != content:
                write_file(path, changed, replace=True)
    except OSError as fault:
        raise OutputError(
            f"the settings file {shown_path(path)} could not be written: {fault.strerror or fault}.",
            hint=f"Look at that folder, or set {FILE_VARIABLE} to a file elsewhere.",
        ) from fault
    return path


def _is_only_changed(before: dict[str, str], changed: bytes, name: str, value: str | None, path: Path) -> bool:
    """Whether the changed content says what it said before, and the new value."""
    expected = {setting: said for setting, said in before.items() if setting != name}
    if value is not None:
        expected[name] = value
    try:
        return parse_settings(changed, path) == expected
    except DamagedDataError:
        return False


def _changed(content: bytes, name: str, value: str | None) -> bytes:
    mark, text = (_MARK, content[len(_MARK) :]) if content.startswith(_MARK) else (b"", content)
    lines = text.splitlines(keepends=True)
    ending = b"\r\n" if lines and lines[0].endswith(b"\r\n") else b"\n"
    key = name.encode()
    line_of_it = re.compile(rb"(\s*(?:%s|\"%s\"|'%s')\s*=\s*)%s(.*)" % (key, key, key, _VALUE), re.DOTALL)
    written = b"" if value is None else tomli_w.dumps({name: value}).encode().rstrip()
    for place, line in enumerate(lines):
        match = line_of_it.fullmatch(line)
        if match:
            if value is None:
                del lines[place]
            else:
                lines[place] = match[1] + written.partition(b" = ")[2] + match[3]
            return mark + b"".join(lines)
    if value is None:
        return content
    if lines and not lines[-1].endswith(b"\n"):
        lines[-1] += ending
    return mark + b"".join([*lines, written + ending])


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Of several processes that change the file at once, one after the other: none undoes another's change."""
    try:
        import fcntl
    except ImportError:  # no such lock on this system; the file is whole all the same
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)  # gives the lock back
