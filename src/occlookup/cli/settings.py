"""What a person has set: a default state, format, colour and pay; from the settings file, from the environment.

Owns the names of the settings, where the file is, and which of file, environment and option is the stronger. Writing the file
is settings_file.py's. Every start passes through here, so nothing is loaded where nothing is set.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from occlookup.cli.options import COLORS, FORMATS, PAYS, SWITCHES, Pay
from occlookup.codes import fold_text, show_text
from occlookup.errors import DamagedDataError, UsageError
from occlookup.folders import user_path
from occlookup.publishing import OLD_MONTHS

FILE_NAME = "config.toml"
FILE_VARIABLE = "OCCLOOKUP_CONFIG"
NO_STATE = "none"


def _parse_state(text: str) -> str:
    folded = fold_text(text)
    if not folded:
        raise ValueError("a state's letters or name, or none")
    return folded


def _one_of(words: tuple[str, ...]) -> Callable[[str], str]:
    def parse(text: str) -> str:
        word = fold_text(text).casefold()
        if word not in words:
            raise ValueError(f"one of {', '.join(words)}")
        return word

    return parse


class Kind:
    """A setting: what it is for, its value where nobody sets it, and how its words are read (ValueError says what it takes)."""

    def __init__(self, about: str, default: str, parse: Callable[[str], str]) -> None:
        self.about = about
        self.default = default
        self.parse = parse

    def variable(self, name: str) -> str:
        """The environment variable of the setting `name`."""
        return f"OCCLOOKUP_{name.upper()}"


SETTINGS = {
    "state": Kind("the state of every answer that can be about one: letters or name", NO_STATE, _parse_state),
    "format": Kind(
        f"how answers are written: {', '.join(FORMATS)}",
        FORMATS[0],
        _one_of(FORMATS),
    ),
    "color": Kind(
        f"colour on screens: {', '.join(COLORS)}",
        COLORS[0],
        _one_of(COLORS),
    ),
    "pay": Kind(
        f"pay in tables by the year or by the hour: {', '.join(PAYS)}",
        PAYS[0],
        _one_of(PAYS),
    ),
    "age": Kind(
        f"a line on standard error where figures are over {OLD_MONTHS} months old: {', '.join(SWITCHES)}",
        SWITCHES[0],
        _one_of(SWITCHES),
    ),
}


Origin = Literal["default", "file", "environment"]


def setting(name: str) -> tuple[str, Origin]:
    """What is set under `name`, and where: by the strongest that sets it. An option of the command line is stronger still.

    Raises:
        UsageError: the environment variable has a value that the setting does not take.
        DamagedDataError: the settings file cannot be read as one.
    """
    kind = SETTINGS[name]
    variable = kind.variable(name)
    given = os.environ.get(variable, "")
    if given:
        try:
            return kind.parse(given), "environment"
        except ValueError as fault:
            raise UsageError(f"{variable} is {show_text(given)!r}, not {fault}.", hint=f"Set it to {fault}.") from None
    path = settings_path()
    written = read_settings(path) if path is not None else {}
    if name in written:
        return written[name], "file"
    return kind.default, "default"


def parse_setting(name: str, text: str) -> str:
    """The value that a person gives for the setting `name`.

    Raises:
        UsageError: there is no such setting, or it does not take that.
    """
    if name not in SETTINGS:
        raise UsageError(f"there is no setting {show_text(name)!r}.", hint=f"Settings: {', '.join(SETTINGS)}.")
    try:
        return SETTINGS[name].parse(text)
    except ValueError as fault:
        raise UsageError(
            f"{name} is {fault}, not {show_text(text)!r}.", hint=f"Try: occlookup config set {name} VALUE"
        ) from None


def value_of(name: str) -> str:
    """The value of `setting(name)`."""
    return setting(name)[0]


def is_hourly(given: Pay | None) -> bool:
    """Whether an option says, or it is set, that pay in tables is by the hour."""
    return (given or value_of("pay")) == "hourly"


def state_or_default(given: str | None) -> str | None:
    """The state that an option names, or the one that is set; None where there is neither, or where "none" is said."""
    state = given if given is not None else value_of("state")
    return None if fold_text(state).casefold() == NO_STATE else state


def settings_path() -> Path | None:
    """The settings file, which need not exist; None where OCCLOOKUP_CONFIG is set to nothing.

    It lies in the folder that platformdirs names.
    """
    named = os.environ.get(FILE_VARIABLE)
    if named is not None:
        return Path(named) if named else None
    return user_path("config", FILE_NAME)


def known_settings_path() -> Path:
    """As `settings_path`, for who needs one.

    Raises:
        UsageError: the environment says that there is none.
    """
    path = settings_path()
    if path is None:
        raise UsageError(f"{FILE_VARIABLE} says that there is no settings file.", hint=f"Unset it: unset {FILE_VARIABLE}")
    return path


def read_settings(path: Path) -> dict[str, str]:
    """The settings in the file at `path`, each as its kind reads it; none where there is no file.

    Raises:
        DamagedDataError: it is no settings file; the message names the file and, where it can be told, the line.
    """
    try:
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):  # a home that is /dev/null has no folders
        return {}
    except OSError as fault:
        raise DamagedDataError(
            f"the settings file {shown_path(path)} cannot be read: {fault.strerror or fault}.",
            hint=f"Look at it, or set {FILE_VARIABLE} to another file or to nothing.",
        ) from fault
    return parse_settings(content, path)


def parse_settings(content: bytes, path: Path) -> dict[str, str]:
    """As `read_settings`, of the file's content."""
    import tomllib

    try:
        table = tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise damaged(path, content[: fault.start].count(b"\n") + 1, "it is not UTF-8") from None
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        line = _line_in(str(fault)) or content.count(b"\n") + 1
        raise damaged(path, line, "it is not TOML") from None
    settings = {}
    for name, value in table.items():
        line = line_of(content, name)
        if name not in SETTINGS:
            raise damaged(path, line, f"there is no setting {show_text(name)!r}; settings: {', '.join(SETTINGS)}")
        if not isinstance(value, str):
            raise damaged(path, line, f"{name} is a text in quotes")
        try:
            settings[name] = SETTINGS[name].parse(value)
        except ValueError as fault:
            raise damaged(path, line, f"{name} is {show_text(value)!r}, not {fault}") from None
    return settings


def damaged(path: Path, line: int, what: str) -> DamagedDataError:
    """The error that names the file and the line."""
    return DamagedDataError(
        f"the settings file {shown_path(path)}, line {line}: {what}.",
        hint=f"Mend that line, or set {FILE_VARIABLE} to another file or to nothing.",
    )


def line_of(content: bytes, name: str) -> int:
    """The line on which a setting begins, 1 where it cannot be told."""
    for number, line in enumerate(content.decode("utf-8-sig").splitlines(), 1):
        key = line.partition("=")[0].strip().strip("\"'[] ")
        if key == name or key.startswith(f"{name}."):
            return number
    return 1


def _line_in(message: str) -> int | None:
    """The line that tomllib's message names; at the end of the document it names none."""
    import re

    match = re.search(r"at line (\d+)", message)
    return int(match[1]) if match else None


def shown_path(path: Path) -> str:
    """A path as a message may repeat it."""
    return show_text(str(path), limit=200)
