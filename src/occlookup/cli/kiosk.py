"""occlookup kiosk: the shell itself, and set-pin."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from occlookup.cli.options import StateOption
from occlookup.cli.output import write_out
from occlookup.cli.settings import state_or_default
from occlookup.errors import UsageError

app = typer.Typer(add_completion=False, rich_markup_mode=None, invoke_without_command=True, subcommand_metavar="[set-pin FILE]")


@app.callback(epilog="For operators: docs/kiosk.md. Example: occlookup kiosk --state CT --pin-file /etc/occlookup/pin")
def kiosk(
    context: typer.Context,
    *,
    state: StateOption = None,
    idle: Annotated[
        int, typer.Option("--idle", help="Seconds without a key until it asks and then clears.", metavar="SECONDS")
    ] = 120,
    handouts: Annotated[
        Path | None,
        typer.Option("--handouts", help="The one folder that sheets go to; without it there are none.", metavar="DIR"),
    ] = None,
    pin_file: Annotated[
        Path | None,
        typer.Option("--pin-file", help="The PIN with which the operator leaves; without it nobody does.", metavar="FILE"),
    ] = None,
    usage: Annotated[
        Path | None, typer.Option("--usage", help="Count by day how often each word is used, in this file.", metavar="FILE")
    ] = None,
    data: Annotated[
        Path | None,
        typer.Option("--data", help="The folder of imported releases and own records; yours otherwise.", metavar="DIR"),
    ] = None,
    plain: Annotated[bool, typer.Option("--plain", help="Line after line, for screen readers.")] = False,
    large: Annotated[bool, typer.Option("--large", help="More space, fewer columns, nothing dim.")] = False,
) -> None:
    """Turn this terminal into a career information kiosk for the public."""
    if context.invoked_subcommand is not None:
        return
    from occlookup.kiosk.start import Wanted, run

    run(Wanted(state_or_default(state), idle, handouts, pin_file, usage, data, plain, large))


@app.command("set-pin", short_help="Make the file of the PIN.")
def set_pin(target: Annotated[Path, typer.Argument(help="The file to write; a new one.", metavar="FILE")]) -> None:
    """Make the file of the PIN with which an operator leaves the kiosk. It is asked for twice and not shown."""
    import getpass

    from occlookup.cli.files import check_new_file, write_file
    from occlookup.kiosk.pin import made

    if not sys.stdin.isatty():
        raise UsageError("the PIN is typed at a terminal.", hint="Start it in one.")
    check_new_file(target)
    first = getpass.getpass("PIN: ")
    content = made(first)
    if getpass.getpass("Again: ") != first:
        raise UsageError("the two are not the same.", hint="Start again.")
    write_file(target, content, replace=False, mode=0o600)
    write_out("Written. Keep it where the kiosk's user may read and nobody else may write.\n")
