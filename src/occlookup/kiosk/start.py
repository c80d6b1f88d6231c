"""Starts the kiosk as the operator wants it.

Owns what the operator may choose, for the command and for the launcher alike.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from occlookup.errors import UsageError
from occlookup.folders import DATA_VARIABLE

if TYPE_CHECKING:
    from occlookup.kiosk.console import Console
    from occlookup.kiosk.shell import Shell

LEAST_IDLE, MOST_IDLE = 10, 3600
_TRIAL_CHARACTERS = "\u2022\u2588\u258f\u00b7"


class Wanted(NamedTuple):
    """What the operator chose: seconds, files and folders, and the state whose figures come first."""

    state: str | None = None
    idle: int = 120
    handouts: Path | None = None
    pin_file: Path | None = None
    usage: Path | None = None
    data: Path | None = None
    plain: bool = False
    large: bool = False


def run(wanted: Wanted) -> NoReturn:
    """Serve until the operator leaves or the terminal is gone; the process ends here.

    Raises:
        UsageError: this is no terminal of a POSIX system, or a file or folder cannot be used.
        NotFoundError: there is no such state.
        DamagedDataError: the PIN file is none, or the records cannot be read.
    """
    try:
        from occlookup.kiosk.console import Console, Gone
    except ImportError:
        raise UsageError(
            "the kiosk needs a terminal of Linux, macOS or another POSIX system.", hint="Use the commands: occlookup --help"
        ) from None
    from occlookup.kiosk import guard

    encoding = (sys.stdout and sys.stdout.encoding) or "utf-8"  # no stdout is no terminal, which the console says
    plain = wanted.plain or os.environ.get("TERM", "dumb") in ("", "dumb")
    console = Console(plain=plain, encoding=encoding)
    shell = _shell(wanted._replace(plain=plain), console, encoding)
    gc.enable()  # a command turns it off, for it soon ends
    guard.shut()
    console.open()
    code = 0
    try:
        shell.run()
    except Gone:
        pass
    except BaseException:
        code = 1  # whatever it was, nobody at this terminal is to see it, or what comes after
    # at once: nothing of the interpreter runs after, and what the environment asks for at the end does not happen
    console.close()
    os._exit(code)


def _shell(wanted: Wanted, console: Console, encoding: str) -> Shell:
    from occlookup.catalog import open_catalog
    from occlookup.kiosk.conversation import Conversation
    from occlookup.kiosk.display import Look
    from occlookup.kiosk.shell import Settings, Shell
    from occlookup.render.medium import can_encode

    if not LEAST_IDLE <= wanted.idle <= MOST_IDLE:
        raise UsageError(f"--idle is {LEAST_IDLE} to {MOST_IDLE} seconds.", hint="Try: --idle 120")
    pin = handouts = usage = None
    if wanted.pin_file is not None:
        from occlookup.kiosk.pin import read_pin

        pin = read_pin(wanted.pin_file)
    if wanted.data is not None:
        if not wanted.data.is_dir():
            raise UsageError("--data is no folder.", hint="Name the folder that the operator imports releases into.")
        os.environ[DATA_VARIABLE] = str(wanted.data)
    catalog = open_catalog()
    state = None if wanted.state is None else catalog.find_state(wanted.state)
    if wanted.handouts is not None:
        from occlookup.kiosk.handouts import HandoutFolder

        handouts = HandoutFolder(wanted.handouts, catalog)
    if wanted.usage is not None:
        from occlookup.kiosk.usage import Usage

        usage = Usage(wanted.usage)

    def forgotten() -> None:
        if handouts is not None:
            handouts.new_person()
        if usage is not None:
            usage.write()

    # plain, which a terminal of no kind is, has no colour anyway
    look = Look(wanted.plain, wanted.large, not os.environ.get("NO_COLOR"), can_encode(_TRIAL_CHARACTERS, encoding))
    count = usage.count if usage else lambda verb: None
    return Shell(
        console, Conversation(catalog, state, handouts), Settings(wanted.idle, look, pin), count=count, forgotten=forgotten
    )
