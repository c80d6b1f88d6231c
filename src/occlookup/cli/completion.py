"""occlookup completion."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from occlookup.cli.output import write_out
from occlookup.codes import show_text
from occlookup.errors import UsageError

app = typer.Typer(add_completion=False, rich_markup_mode=None)

SCRIPTS = Path(__file__).parent / "completion_scripts"
SHELLS = ("bash", "zsh", "fish")


@app.command()
def completion(
    shell: Annotated[str, typer.Argument(help="bash, zsh or fish.", metavar="SHELL")],
) -> None:
    """Print the script that lets TAB complete commands, codes, titles and places.

    bash, in ~/.bashrc: eval "$(occlookup completion bash)"

    zsh, with ~/.zfunc on fpath: occlookup completion zsh > ~/.zfunc/_occlookup

    fish: occlookup completion fish > ~/.config/fish/completions/occlookup.fish
    """
    if shell not in SHELLS:
        raise UsageError(f"there is no completion for {show_text(shell)!r}.", hint=f"Shells: {', '.join(SHELLS)}.")
    write_out((SCRIPTS / f"occlookup.{shell}").read_text(encoding="utf-8"))
