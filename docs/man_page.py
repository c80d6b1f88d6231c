"""docs/man/occlookup.1: the manual page, made from the commands themselves and from tables.py."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from live import Command, commands
from tables import ENVIRONMENT, EXIT_CODES, FILES, FORMATS, SETTINGS_TABLE, Table

from occlookup import __version__

_SHARED_BY = 4  # an option of so many commands is told once, under OPTIONS

EXAMPLES = (
    ("occlookup show 43-3011", "Everything about bill and account collectors."),
    ("occlookup wages 43-3011 --state CT", "Their pay in Connecticut and in each of its areas."),
    ("occlookup rank --state CT --education high-school", "The best-paid jobs in Connecticut that need no degree."),
    ("occlookup wages --state CT --format csv > ct.csv", "Pay of every occupation in Connecticut, for a spreadsheet."),
    (
        "occlookup wages 43-3011 --json | jq '.data.rows[].annual_median'",
        "The median wage in the nation and in each state, for a script.",
    ),
    ("occlookup outlook - < codes.txt", "A line of JSON for every line of codes.txt."),
    ('sqlite3 "$(occlookup data path)" "select count(*) from published_wage"', "The same figures in SQL."),
)

DESCRIPTION = """occlookup tells what people do in an occupation of the United States, what it pays in the nation, in
a state and in a metropolitan area, where it grows, what it asks of people and which interests it suits. Every figure
is as BLS or O*NET publishes it, with its source and its period, and with the reason where it is missing. It works
offline.

An occupation goes by its code in any spelling (`43-3011`, `433011`, `43-3011.00`, `29-1141.01`), by its title or by
another title. Where a title fits several occupations, a person at a terminal is shown them to choose from, and a
script gets an error that names them. A state goes by its letters or its name."""

FIELDS = """The rows of an answer are the list that it gives, or the answer itself where it is about one occupation. `--rows`
takes another of its lists: `--rows skills`, `--rows tops.areas`.

`--fields` keeps the named fields of each row, in that order; a dot leads into a record: `--fields
code,area.name`. A figure brings its note: in JSON in `notes`, in CSV and TSV in a column of its name with `_note`
behind it. A wrong name is an error that lists the right ones. No field is renamed or taken out as long as the number
at the end of `schema` stays the same; new ones may come. `occlookup schema` prints the JSON Schema of every answer."""

STANDARD_INPUT = """With `-` in the place of the occupation, codes or titles are read from standard input, one on each
line, in UTF-8. Each line is answered by one line of JSON, in order and at once; a line that cannot be answered by an
error object with `line` and `input`. Memory does not grow with the number of lines. A line may have 4096 bytes."""

SETTINGS_TEXT = """Later ones are stronger: what is built in, the settings file, a variable of the environment, an
option. `occlookup config set` writes a setting into the file."""


def man_page() -> str:
    """The page in the man macros."""
    lines = [
        '.\\" Written by docs/generate.py from the commands themselves.',
        f'.TH OCCLOOKUP 1 "" "occlookup {__version__}" "User Commands"',
        ".nh",
        ".ad l",
        ".SH NAME",
        f"occlookup \\- {_roff('look up United States occupations: work, pay, outlook, interests')}",
        ".SH SYNOPSIS",
        ".B occlookup",
        r".I command",
        r"[\fIoptions\fR] [\fIarguments\fR]",
        *_section("DESCRIPTION", DESCRIPTION),
    ]
    every = [command for command in commands() if command.words]
    shared = _shared(every)
    lines += [".SH COMMANDS"]
    for command in every:
        lines += _command(command, shared)
    lines += [
        *_section("OPTIONS", "Of occlookup itself:"),
        *_options(next(commands()).made.params),
        *_section("", "Of several commands, which name them above:"),
        *_options(shared.values()),
        *_section("FORMATS", "`--format` says how the answer is written."),
        *_terms(FORMATS, (1,)),
        *_section("ROWS AND FIELDS", FIELDS),
        *_section("STANDARD INPUT", STANDARD_INPUT),
        *_section("SETTINGS", SETTINGS_TEXT),
        *_terms(SETTINGS_TABLE, (1, 2)),
        *_section("ENVIRONMENT"),
        *_terms(ENVIRONMENT, (1,)),
        *_section("FILES"),
        *_terms(FILES, (1,)),
        *_section("EXIT STATUS"),
        *_terms(EXIT_CODES, (1,)),
        *_section("EXAMPLES"),
    ]
    for line, about in EXAMPLES:
        lines += [".TP", rf"\fB{_roff(line)}\fR", _roff(about)]
    lines += [*_section("SEE ALSO"), r".BR jq (1),", r".BR sqlite3 (1)"]
    return "\n".join(lines) + "\n"


def _section(title: str, text: str = "") -> list[str]:
    lines = [f".SH {title}"] if title else []
    for number, paragraph in enumerate(filter(None, text.split("\n\n"))):
        lines += [*([".PP"] if number or not title else []), _marked(" ".join(paragraph.split()))]
    return lines


def _command(command: Command, shared: dict[str, Any]) -> list[str]:
    made = command.made
    arguments = [parameter for parameter in made.params if parameter.param_type_name == "argument"]
    options = [parameter for parameter in made.params if parameter.param_type_name == "option"]
    usage = " ".join([rf"\fI{_roff(_placeholder(argument))}\fR" for argument in arguments])
    lines = [f".SS {_quoted(command.line)}", *([rf"\fB{_roff(command.line)}\fR {usage}", ".PP"] if usage else [])]
    about = (made.help or "").split("\f")[0]
    lines += ["\n.PP\n".join(_roff(" ".join(paragraph.split())) for paragraph in about.split("\n\n"))]
    for argument in arguments:
        lines += [".TP", rf"\fI{_roff(argument.metavar)}\fR", _roff(_sentence(argument.help))]
    lines += _options(option for option in options if _key(option) not in shared)
    also = [rf"\fB{_roff(option.opts[-1])}\fR" for option in options if _key(option) in shared]
    if also:
        lines += [".PP", f"Also: {', '.join(also)}; see OPTIONS."]
    if made.epilog:
        lines += [".PP", _roff(made.epilog)]
    return lines


def _shared(every: list[Command]) -> dict[str, Any]:
    """The options that several commands take, with the same help."""
    options = [parameter for command in every for parameter in command.made.params if parameter.param_type_name == "option"]
    count = Counter(map(_key, options))
    return {_key(option): option for option in options if count[_key(option)] >= _SHARED_BY}


def _key(option: Any) -> str:
    return f"{option.opts[-1]} {option.help}"


def _options(options: Any) -> list[str]:
    lines = []
    for option in options:
        names = ", ".join(rf"\fB{_roff(name)}\fR" for name in option.opts)
        value = "" if option.is_flag else rf" \fI{_roff(option.metavar or option.name.upper())}\fR"
        lines += [".TP", names + value, _roff(_sentence(option.help))]
    return lines


def _placeholder(argument: Any) -> str:
    name = f"{argument.metavar.removesuffix('...')}{' ...' if argument.nargs == -1 else ''}"
    return name if argument.required else f"[{name}]"


def _sentence(text: str | None) -> str:
    return " ".join((text or "").split())


def _terms(table: Table, columns: tuple[int, ...]) -> list[str]:
    """A table as a list of terms: the first column, and what the other columns say."""
    lines = []
    for row in table.rows:
        told = [row[1][:1].upper() + row[1][1:], *(f"{table.head[column]}: {row[column]}" for column in columns[1:])]
        lines += [".TP", _marked(row[0] if "`" in row[0] else f"`{row[0]}`"), _marked(". ".join(told) + ".")]
    return lines


def _marked(text: str) -> str:
    """Text in which what stands between backticks is to be typed as it is."""
    parts = re.split(r"`([^`]+)`", text)
    return _guarded("".join(rf"\fB{_escaped(part)}\fR" if number % 2 else _escaped(part) for number, part in enumerate(parts)))


def _roff(text: str) -> str:
    return _guarded(_escaped(text))


def _quoted(text: str) -> str:
    return '"' + _escaped(text).replace('"', r"\(dq") + '"'


def _escaped(text: str) -> str:
    """Text that troff shows as it is: a hyphen that may be typed, a backslash that is one."""
    for character, escape in (("\\", "\\e"), ("-", "\\-"), ("'", "\\(aq"), ("`", "\\(ga"), ("^", "\\(ha"), ("~", "\\(ti")):
        text = text.replace(character, escape)
    return text


def _guarded(line: str) -> str:
    r"""A line that begins with a dot is text and no request; a quote is escaped everywhere."""
    return rf"\&{line}" if line.startswith(".") else line
