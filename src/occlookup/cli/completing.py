"""What may stand where a person presses TAB: commands, options and their values, taken from the live commands.

Owns reading a command line that is not finished, and the lines that the shells' scripts read. main.py comes here where a
script asks, before anything else. Whatever goes wrong, nothing is offered and nothing is said.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any, NamedTuple

import typer

from occlookup.cli.app import COMMANDS, app
from occlookup.cli.completion import SHELLS
from occlookup.cli.completion_values import NOTHING, Asked, Candidate, Offer, argument_values, option_values
from occlookup.cli.shell_words import read_word, write_word
from occlookup.render.cleaning import clean

_LONGEST = 200  # no name is as long
_TYPE_OF_PATHS = ("path", "file", "directory")
_FOLDER = "DIR"


def answer(shell: str, arguments: Sequence[str]) -> None:
    """Write what may stand at a position: `arguments` are its number and the words of the line, the program's name the first.

    A line a candidate: its value, a tab, what it is. A line without a value tells the script something: files, folders (the
    shell completes them by itself), nospace (more may follow at once), keep (nothing that all have in common replaces what was
    typed).
    """
    if shell not in SHELLS or not arguments or not arguments[0].isdecimal():
        return
    position = int(arguments[0][:6])
    words = list(arguments[1:])
    if shell == "fish" and position < len(words):
        # the words before it come as what they mean, the one that is being typed as it stands there
        words[position] = read_word(words[position]).text
    offer = offer_to_bash(words, position) if shell == "bash" else complete(words, position)
    content = offer_text(offer).encode("utf-8", "replace")
    while content:
        content = content[os.write(sys.stdout.fileno(), content) :]


def offer_text(offer: Offer) -> str:
    """The lines for the script; see `answer`."""
    lines = [f"\t{word}" for word in offer.remarks]
    for value, about in offer.candidates:
        if value == clean(value):  # what a terminal could not show is not offered either
            lines.append(f"{value}\t{clean(' '.join(about.split()))}")
    return "".join(f"{line}\n" for line in lines)


def offer_to_bash(raw: Sequence[str], position: int) -> Offer:
    """As `complete`, of words as bash has them: with their quotes, and cut where an option's "=" stands."""
    if not 0 < position <= len(raw):
        return NOTHING
    words = [read_word(word) for word in raw[:position]]
    current = read_word(raw[position]) if position < len(raw) else read_word("")
    texts = [word.text for word in words]
    head = ""
    if current.text == "=" and texts[-1].startswith("--"):
        head, current = f"{texts.pop()}=", read_word("")
    elif len(texts) > 2 and texts[-1] == "=" and texts[-2].startswith("--"):
        texts.pop()
        head = f"{texts.pop()}="
    if current.quote and current.opened:
        return NOTHING  # bash would put a value behind the quotation mark in the middle of the word
    joined = _join_assignments(texts)
    after = [read_word(word).text for word in raw[position + 1 :]]
    offer = complete([*joined, head + current.text, *after], len(joined))
    return offer._replace(
        candidates=[Candidate(write_word(value[len(head) :], current.quote), about) for value, about in offer.candidates]
    )


def _join_assignments(words: Sequence[str]) -> list[str]:
    """The words with "--state", "=", "CT" as the one that they are."""
    joined: list[str] = []
    for at, word in enumerate(words):
        after_equals = at > 1 and words[at - 1] == "=" and words[at - 2].startswith("--")
        is_equals = word == "=" and at > 0 and words[at - 1].startswith("--")
        if after_equals or is_equals:
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def complete(words: Sequence[str], position: int) -> Offer:
    """What may stand as the word at `position` of the line `words`, of which the first is the program's name."""
    if not 0 < position <= len(words):
        return NOTHING
    text = words[position] if position < len(words) else ""
    if len(text) > _LONGEST or text != clean(text):
        return NOTHING
    line = _read_line(words[1:position])
    if line is None:
        return NOTHING
    asked = Asked(line.path, line.arguments, line.given, text)
    if line.awaiting is not None:
        return _values(line.awaiting, asked)
    if text.startswith("-") and not line.options_ended:
        name, equals, value = text.partition("=")
        if not equals:
            return _option_names(line, text, frozenset(word.partition("=")[0] for word in words[position + 1 :]))
        option = line.options.get(name)
        if option is None or option.is_flag:
            return NOTHING
        offer = _values(option, asked._replace(text=value))
        return offer._replace(candidates=[Candidate(f"{name}={value}", about) for value, about in offer.candidates])
    if hasattr(line.command, "commands"):
        return _command_names(line, text)
    return _argument(line, asked)


class _Line(NamedTuple):
    """The part of a line before the word in question: the command that it has come to, and what has been given to it."""

    path: tuple[str, ...]
    command: Any
    context: Any
    options: dict[str, Any]
    given: dict[str, str]
    arguments: tuple[str, ...]
    options_ended: bool
    awaiting: Any


def _read_line(words: Sequence[str]) -> _Line | None:
    """Read the words; None where they name no command."""
    line = _at_command((), typer.main.get_command(app), None)
    for word in words:
        if line.awaiting is not None:
            line = line._replace(given={**line.given, max(line.awaiting.opts, key=len): word}, awaiting=None)
        elif word == "--" and not line.options_ended:
            line = line._replace(options_ended=True)
        elif word.startswith("-") and word != "-" and not line.options_ended:
            name, equals, value = word.partition("=")
            option = line.options.get(name)
            awaiting = option if option is not None and not option.is_flag and not equals else None
            line = line._replace(given={**line.given, name: value}, awaiting=awaiting)
        elif hasattr(line.command, "commands"):
            command = line.command.get_command(line.context, word)
            if command is None:
                return None
            line = _at_command((*line.path, word), command, line.context)
        else:
            line = line._replace(arguments=(*line.arguments, word))
    return line


def _at_command(path: tuple[str, ...], command: Any, parent: Any) -> _Line:
    name = path[-1] if path else "occlookup"
    context = typer.Context(command, info_name=name, parent=parent, **command.context_settings)
    parameters = [parameter for parameter in command.get_params(context) if parameter.param_type_name == "option"]
    options = {name: option for option in parameters for name in option.opts}
    return _Line(path, command, context, options, {}, (), False, None)


def _command_names(line: _Line, text: str) -> Offer:
    if line.path:
        named = [(name, command.get_short_help_str(_LONGEST)) for name, command in line.command.commands.items()]
    else:  # their modules need not be loaded
        named = [(name, about) for name, (_, about) in COMMANDS.items()]
    return Offer([Candidate(name, about) for name, about in named if name.startswith(text)])


def _option_names(line: _Line, text: str, after: frozenset[str]) -> Offer:
    found = []
    for option in dict.fromkeys(line.options.values()):
        taken = not option.multiple and not {*option.opts}.isdisjoint(line.given.keys() | after)
        fitting = [name for name in option.opts if name.startswith(text)]
        if fitting and not taken and not option.hidden:
            found.append(Candidate(max(fitting, key=len), option.help or ""))
    return Offer(found)


def _values(option: Any, asked: Asked) -> Offer:
    """The values that an option may have; of a path the shell knows more."""
    if option.type.name in _TYPE_OF_PATHS:
        return Offer([], ("folders" if option.metavar == _FOLDER else "files",))
    choices = getattr(option.type, "choices", None)
    if choices is not None:
        wanted = asked.text.casefold()
        words = [str(getattr(choice, "value", choice)) for choice in choices]
        return Offer([Candidate(word, "") for word in words if word.casefold().startswith(wanted)])
    return option_values(max(option.opts, key=len), asked)


def _argument(line: _Line, asked: Asked) -> Offer:
    parameters = [parameter for parameter in line.command.params if parameter.param_type_name == "argument"]
    at = min(len(line.arguments), len(parameters) - 1)
    if at < 0 or (at < len(line.arguments) and parameters[at].nargs == 1):
        return NOTHING
    return argument_values(parameters[at].metavar or "", asked)
