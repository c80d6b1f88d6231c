"""What several pages tell in the same words: formats, settings, variables, files, exit codes.

A text may have `code` in backticks; markdown_table and docs/man_page.py make of it what their page needs.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from occlookup.answers import ANSWERS
from occlookup.cli.options import FORMATS as FORMAT_NAMES
from occlookup.cli.settings import SETTINGS

# in the words of people; beside each command the kinds of answer that it has
HUMAN_NAMES = {
    "show": ("show CODE",),
    "search": ("search TEXT",),
    "wages": ("wages ...",),
    "outlook": ("outlook CODE",),
    "places": ("places CODE",),
    "related": ("related CODE",),
    "insights": ("insights CODE",),
    "compare": ("compare CODE CODE ...",),
    "rank": ("rank",),
    "riasec": ("riasec CODE", "riasec --code, --scores"),
    "quiz": ("quiz",),
    "browse": ("browse [GROUP]",),
    "areas": ("areas",),
    "glossary": ("glossary [TERM]",),
    "config-show": ("config show",),
    "data-diff": ("data diff OLD NEW", "data diff OLD NEW CODE"),
    "data-info": ("data info",),
}


class Table(NamedTuple):
    """A table: the names of its columns, and its rows."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def _formats() -> Table:
    told = {
        "table": ("tables as wide as the terminal, in colour, with the sources below: for people", "in the footer"),
        "plain": ("a fact on each line, nothing drawn, no colour: for screen readers", "in the footer"),
        "json": ("the whole answer, one document on one line; `--json` is short for it", "in `sources`"),
        "jsonl": ("a JSON object on a line for each row of the answer", "none"),
        "csv": ("a line for each row, commas between the cells, the first line names the columns", "none"),
        "tsv": ("as CSV, with tabs between the cells", "none"),
        "md": ("Markdown, with the sources below: for a page or an e-mail", "in the footer"),
    }
    return Table(("Format", "What it has", "Sources"), tuple((f"`{form}`", *told[form]) for form in FORMAT_NAMES))


def _rows() -> Table:
    rows = []
    for name, kinds in ANSWERS.items():
        for human, kind in zip(HUMAN_NAMES[name], kinds, strict=True):
            fields = ", or where there are none ".join(f"`{field}`" for field in kind.rows)
            rows.append((f"`{human}`", fields or "the answer itself, one row"))
    return Table(("Command", "Its rows"), tuple(rows))


def _settings() -> Table:
    options = {
        "state": "`--state`; `--state none` for no state",
        "format": "`--format`, `--json`, `--plain`",
        "color": "`--color`",
        "pay": "`--pay`",
        "age": "none",
    }
    return Table(
        ("Setting", "What it sets", "Where nobody sets it", "Option that is stronger"),
        tuple((f"`{name}`", kind.about, f"`{kind.default}`", options[name]) for name, kind in SETTINGS.items()),
    )


def _environment() -> Table:
    rows = [(f"`{kind.variable(name)}`", f"{kind.about}; stronger than the settings file") for name, kind in SETTINGS.items()]
    rows += [
        ("`OCCLOOKUP_CONFIG`", "the settings file, in the place of the usual one; set to nothing, there is no settings file"),
        ("`OCCLOOKUP_DATA`", "the data folder, in the place of the usual one; set to nothing, there is none"),
        ("`OCCLOOKUP_DEBUG`", "set to anything: a bug shows where in the code it happened"),
        ("`NO_COLOR`", "set to anything: no colour, unless `--color`, `OCCLOOKUP_COLOR` or the settings file says otherwise"),
        ("`FORCE_COLOR`", "set: colour in a pipe and a file too, whatever `NO_COLOR` says; `0` or `false`: no colour"),
        ("`TERM`", "`dumb`: no colour"),
        ("`COLUMNS`", "how wide tables and help are, in a pipe and a file too"),
        (
            "`XDG_CONFIG_HOME`, `XDG_DATA_HOME`, `XDG_CACHE_HOME`",
            "where the folders for settings, for data and for the cache are, on Linux",
        ),
    ]
    return Table(("Variable", "What it does"), tuple(rows))


ENVIRONMENT = _environment()
FORMATS = _formats()
ROWS = _rows()
SETTINGS_TABLE = _settings()
EXIT_CODES = Table(
    ("Exit code", "What it means"),
    (
        ("0", "answered; an empty list is an answer too, and a reader that closes the pipe early is no error"),
        ("1", "a bug in occlookup"),
        ("2", "wrong usage, a malformed code, or a field that the answer does not have"),
        ("3", "not found, or a title that fits several occupations; with `-`: at least one line could not be answered"),
        ("4", "damaged data or settings, an answer that could not be written, or a release that its publisher did not give"),
        ("130", "interrupted"),
    ),
)
FILES = Table(
    ("File", "What it is"),
    (
        (
            "`config.toml`",
            "your settings, in the folder `occlookup` below `~/.config` (Linux), `~/Library/Application Support` (macOS) or"
            " `%LOCALAPPDATA%` (Windows); `occlookup config path` prints where",
        ),
        (
            "`records/*.toml`",
            "records of your own, in the data folder: the folder `occlookup` below `~/.local/share` (Linux),"
            " `~/Library/Application Support` (macOS) or `%LOCALAPPDATA%` (Windows)",
        ),
        (
            "`editions/`, `in-use`",
            "imported figures, in the data folder; `occlookup data info` tells what is in use",
        ),
        (
            "`index.sqlite`",
            "all figures, one SQLite file beside the modules of occlookup; `occlookup data path` prints where. Where it is"
            " missing one is made and kept in the cache folder",
        ),
    ),
)


def markdown_table(table: Table) -> str:
    """The table in Markdown."""
    rows = [table.head, tuple("---" for _ in table.head), *table.rows]
    return "\n".join(_line(row) for row in rows)


def _line(cells: Iterable[str]) -> str:
    return "|" + "|".join(cell if cell == "---" else f" {cell} " for cell in cells) + "|"
