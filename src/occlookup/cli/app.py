"""The root command: its options and the list of commands, each loaded when it is called.

Owns which commands there are. Loading one module instead of all saves a third of the start-up.
"""

from __future__ import annotations

import importlib
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

# name: (module, help line). A test holds these lines against each command's own help.
COMMANDS = {
    "show": ("show", "Show one occupation: work, pay, outlook, interests, places."),
    "search": ("search", "Find occupations by title or by everyday words."),
    "wages": ("wages", "Show wages of an occupation over places, or of a place over occupations."),
    "outlook": ("outlook", "Show how many jobs an occupation has and will have, by state too."),
    "places": ("places", "Show where an occupation has the most jobs and the highest pay."),
    "related": ("related", "List occupations like one, with pay and outlook."),
    "insights": ("insights", "Show automation, work-life, strengths and challenges, each with its figures."),
    "compare": ("compare", "Compare up to five occupations side by side."),
    "rank": ("rank", "Rank occupations: the best paid, the fastest growing, the most openings."),
    "riasec": ("riasec", "Show an occupation's interests, or find occupations that fit interests."),
    "quiz": ("quiz", "Find work that fits your interests: 60 statements, a key each."),
    "browse": ("browse", "Look through the occupation groups: major, minor, occupations."),
    "areas": ("areas", "List states, metropolitan and nonmetropolitan areas."),
    "handout": ("handout", "Write a one to two page sheet about one occupation, to print or to take home."),
    "kiosk": ("kiosk", "Turn this terminal into a career information kiosk for the public."),
    "glossary": ("glossary", "Explain the words of the screens, a sentence each."),
    "config": ("config", "Tell and change what you have set: state, format, colour, pay."),
    "schema": ("schema", "Print the JSON Schema of a command's answer."),
    "completion": ("completion", "Print the script that lets TAB complete commands, codes, titles and places."),
    "data": ("data", "Tell what figures are here, import newer ones, check them."),
}


class LazyGroup(TyperGroup):
    """A group that knows its commands' names and help lines without loading them."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The commands in the order of their use, not of the alphabet."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command, loaded now; None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"occlookup.cli.{COMMANDS[cmd_name][0]}")
        command = typer.main.get_command(module.app)
        command.name = cmd_name
        return command

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the arguments name; what is no command may well be an occupation, so say how to ask for it."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            from occlookup.codes import show_text
            from occlookup.errors import UsageError

            word = show_text(args[0])
            close = get_close_matches(word, COMMANDS, n=1, cutoff=0.6)
            hint = f"Did you mean: occlookup {close[0]}" if close else f"For an occupation: occlookup show {_quoted(word)}"
            raise UsageError(f"there is no command {word!r}.", hint=hint)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The commands with their help lines, from the table above."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


app = typer.Typer(
    cls=LazyGroup,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from occlookup.cli.output import write_out
        from occlookup.cli.version import version_text

        write_out(version_text())
        raise typer.Exit()


@app.callback(epilog="Example: occlookup show 43-3011")
def root(
    version: Annotated[
        bool,
        typer.Option("--version", help="Show the version and the releases of the figures.", callback=_version, is_eager=True),
    ] = False,
) -> None:
    """Look up United States occupations: what people do, what it pays, where it grows, what it asks.

    Every figure is as published by BLS or O*NET, with its source and period. Works offline.
    """


def _quoted(word: str) -> str:
    return f'"{word}"' if " " in word else word
