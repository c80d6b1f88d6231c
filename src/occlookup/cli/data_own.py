"""occlookup data new, and data check of a file: a center's own records.

Owns the template that a new record begins with. What a record may say is index/own's, which the catalog asks.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from occlookup.cli.files import write_file
from occlookup.cli.output import write_out, write_path
from occlookup.codes import is_own_code, parse_code, show_text
from occlookup.errors import DamagedDataError, OutputError, UsageError
from occlookup.folders import DATA_VARIABLE, data_path

_SHOWN_FAULTS = 20
_LONGEST_SHOWN = 200
# No line has a figure or a day that could be left in it by mistake: an empty one is a fault that data check names.
_HEAD = """\
# {about}
# Take away the "# " before the lines that you want, and write your own words between the quotes.
# Every note and every figure says who says so (source) and on which day it was so (date).
# Check it with: occlookup data check THIS-FILE

code = "{code}"
"""
_DESCRIBED = """
# The occupation itself. Title, group, summary, source and date have to be there; the rest may be left out.
# title = ""
# group = "{group}"    # the minor or broad group that it is in: occlookup browse {major}
# summary = ""
# source = ""
# date =               # year-month-day: 2026-03-01
# tasks = ["", ""]
# job_zone =           # 1 (least preparation) to 5
# education = ""       # in BLS's words: "Associate's degree"
# interests = { realistic = , investigative = , artistic = , social = , enterprising = , conventional = }
"""
_PARTS = """
# Everyday names, for search:
# names = ["", ""]

# [[notes]]
# text = ""
# source = ""
# date =               # year-month-day: 2026-03-01

# Local pay. It stands beside the published figures and changes none; give the figures that you have.
# [[wages]]
# area = ""
# source = ""
# date =               # year-month-day: 2026-03-01
# annual_median =      # whole dollars, without commas: 47200
# hourly_median =      # 22.69
# employment =         # 120

# [[links]]
# title = ""
# url = "https://"
"""


def new_record(
    code: Annotated[
        str, typer.Argument(help="An occupation's code; to add one, a code that ends in .90 to .99.", metavar="CODE")
    ],
    target: Annotated[
        Path | None, typer.Option("--to", help="Another file than the one in the data folder.", metavar="FILE")
    ] = None,
) -> None:
    """Begin a record of your own about an occupation: a file to fill in. Nothing is ever overwritten."""
    from occlookup.cli.asking import open_bundled_catalog

    given = parse_code(code)
    title = ""
    if not is_own_code(given):
        with open_bundled_catalog() as catalog:
            title = catalog.resolve(given).title
    path = _place(given) if target is None else target
    write_file(path, template(given, title).encode(), replace=False, taken_hint="Change that one, or name another with --to.")
    write_path(path)


def template(code: str, title: str) -> str:
    """The text of a new record; with no `title` that of an occupation that is added."""
    about = f"This center's own record about {code} {title}." if title else f"An occupation that this center adds, {code}."
    parts = _DESCRIBED.replace("{group}", f"{code[:4]}000").replace("{major}", code[:2]) if not title else ""
    return _HEAD.format(about=about, code=code) + parts + _PARTS


def _place(code: str) -> Path:
    """The file of the data folder, whose folder is made.

    Raises:
        UsageError: there is no data folder.
        OutputError: the folder cannot be made.
    """
    folder = data_path("records")
    if folder is None:
        raise UsageError(
            "there is no data folder.", hint=f"Name the file with --to, or the folder with the variable {DATA_VARIABLE}."
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise OutputError(
            f"the folder {_shown(folder)} could not be made: {fault.strerror or fault}.", hint="Name the file with --to."
        ) from fault
    return folder / f"{code}.toml"


def check_file(path: Path) -> None:
    """Name every fault of a file of own records, or of each in a folder.

    Raises:
        DamagedDataError: there are any.
        UsageError: there is no such file, or no record in the folder.
    """
    from occlookup.catalog import open_catalog

    if not path.is_symlink() and not path.exists():
        raise UsageError(f"there is no file {_shown(path)}.", hint="Try: occlookup data new 43-3011")
    with open_catalog() as catalog:
        faults = catalog.check_own(path)
    if faults is None:
        raise UsageError(f"there is no record in {_shown(path)}.", hint="A record's name ends in .toml.")
    if not faults:
        write_out(f"No fault in {_shown(path)}.\n")
        return
    for file, line, reason in faults[:_SHOWN_FAULTS]:
        sys.stderr.write(_legible(f"{file}: line {line}: {reason}\n" if line else f"{file}: {reason}\n"))
    first = ", the first of them above" if len(faults) > _SHOWN_FAULTS else ""
    raise DamagedDataError(
        f"{len(faults)} {'fault' if len(faults) == 1 else 'faults'} in {_shown(path)}{first}.",
        hint="docs/own-records.md says what a record may have.",
    )


def _shown(path: Path) -> str:
    return show_text(str(path), limit=_LONGEST_SHOWN)


def _legible(text: str) -> str:
    """The text as standard error can say it, without what would move a cursor."""
    from occlookup.render.cleaning import clean

    encoding = sys.stderr.encoding or "ascii"
    return f"{clean(text.rstrip())}\n".encode(encoding, "replace").decode(encoding)
