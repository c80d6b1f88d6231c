"""occlookup config: show, set, unset, path."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from occlookup.cli.asking import open_bundled_catalog
from occlookup.cli.bundles import taking
from occlookup.cli.output import OUTPUT, Output, write_out, write_path
from occlookup.cli.settings import (
    NO_STATE,
    SETTINGS,
    known_settings_path,
    parse_setting,
    setting,
    settings_path,
    shown_path,
)  # fmt: skip
from occlookup.model import Answer

if TYPE_CHECKING:
    from occlookup.listings import SettingsListing
    from occlookup.render.blocks import Screen

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Tell and change what you have set: state, format, colour, pay.",
)

NameArgument = Annotated[str, typer.Argument(help=f"Which: {', '.join(SETTINGS)}.", metavar="NAME")]


@app.command(short_help="Tell each setting and where it comes from.")
@taking(output=OUTPUT)
def show(*, output: Output) -> None:
    """Tell each setting, and whether it comes from the settings file, the environment or nowhere."""
    from occlookup.listings import SettingsListing, SettingStatus

    rows = tuple(
        SettingStatus(name, *setting(name), variable=kind.variable(name), about=kind.about) for name, kind in SETTINGS.items()
    )
    path = settings_path()
    output.deliver("config-show", Answer(SettingsListing(None if path is None else str(path), rows), {}), _screen)


@app.command("set", short_help="Write a setting into the settings file.")
def set_(
    name: NameArgument, value: Annotated[str, typer.Argument(help="Its value: CT, json, never, hourly ...", metavar="VALUE")]
) -> None:
    """Write a setting into the settings file. The rest of the file stays as it is, comments too."""
    parsed = parse_setting(name, value)
    if name == "state" and parsed.casefold() != NO_STATE:
        with open_bundled_catalog() as catalog:
            parsed = catalog.find_state(parsed).state or parsed
    from occlookup.cli.settings_file import change_setting

    path = change_setting(name, parsed)
    write_out(f"{name} is {parsed} in {shown_path(path)}.\n")


@app.command(short_help="Take a setting out of the settings file.")
def unset(name: NameArgument) -> None:
    """Take a setting out of the settings file, with the comment on its line."""
    if name not in SETTINGS:
        parse_setting(name, "")
    from occlookup.cli.settings_file import change_setting

    path = change_setting(name, None)
    write_out(f"{name} is not set in {shown_path(path)}.\n")


@app.command(short_help="Print where the settings file is.")
def path() -> None:
    """Print where the settings file is, or will be: there need be none."""
    write_path(known_settings_path())


def _screen(answer: Answer[SettingsListing]) -> Screen:
    from occlookup.render.screens.config import config_screen

    return config_screen(answer)
