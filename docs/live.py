"""Runs the commands that the pages tell of, in this process, over the bundled index and with nobody's settings."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from typing import Any, NamedTuple

import typer

from occlookup import publishing
from occlookup.cli.app import app
from occlookup.cli.main import main as run_command

_WIDTH = "80"
_OF_A_PERSON = re.compile(r"OCCLOOKUP_.*|NO_COLOR|FORCE_COLOR|TERM")


class Done(NamedTuple):
    """What a command line did."""

    code: int
    out: str
    err: str


class Command(NamedTuple):
    """A command: the words after `occlookup`, and what Typer has made of it."""

    words: tuple[str, ...]
    made: Any

    @property
    def line(self) -> str:
        """The command as it is typed."""
        return " ".join(("occlookup", *self.words))


def forget_settings() -> None:
    """What a person has set is no part of a page."""
    for name in [name for name in os.environ if _OF_A_PERSON.fullmatch(name)]:
        del os.environ[name]
    os.environ |= {"OCCLOOKUP_CONFIG": "", "OCCLOOKUP_DATA": "", "OCCLOOKUP_AGE": "off", "COLUMNS": _WIDTH}
    publishing.today = lambda: publishing.Month(2026, 11)  # a page does not change by the month


def run(*words: str, stdin: str = "") -> Done:
    """Run a command line that reads `stdin`."""
    out, err, own = io.StringIO(), io.StringIO(), sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin.encode()))
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code = run_command(list(words))
    finally:
        sys.stdin = own
    return Done(code, out.getvalue(), err.getvalue())


def help_text(*words: str) -> str:
    """What the command prints for --help."""
    return run(*words, "--help").out.rstrip()


def commands() -> Iterator[Command]:
    """Every command in the order of the help, the root first, each group before what is in it."""
    yield from _below((), typer.main.get_command(app))


def _below(words: tuple[str, ...], made: Any) -> Iterator[Command]:
    yield Command(words, made)
    if hasattr(made, "list_commands"):
        for name in made.list_commands(None):
            yield from _below((*words, name), made.get_command(None, name))
