"""occlookup data: info, path, check, build; the commands that change or compare what is there stand in modules of their own."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from occlookup.cli.asking import open_bundled_catalog
from occlookup.cli.bundles import taking
from occlookup.cli.data_diff import diff
from occlookup.cli.data_fetch import app as fetch_app
from occlookup.cli.data_import import app as import_app
from occlookup.cli.data_import import require_openpyxl
from occlookup.cli.data_own import check_file, new_record
from occlookup.cli.output import OUTPUT, Output, write_out, write_path
from occlookup.errors import DamagedDataError, OutputError, UsageError

if TYPE_CHECKING:
    from occlookup.listings import DataInfo
    from occlookup.model import Answer
    from occlookup.render.blocks import Screen
    from occlookup.sources.sentences import Sentences

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Tell what figures are here, import newer ones, check them.",
)

app.add_typer(import_app)
app.add_typer(fetch_app)

_SHOWN_FAULTS = 20


@app.command(short_help="Tell which releases the figures come from.")
@taking(output=OUTPUT)
def info(*, output: Output) -> None:
    """Tell which releases the figures come from, and which index answers."""
    with open_bundled_catalog() as catalog:
        answer = catalog.info()
    output.deliver("data-info", answer, _screen)


app.command(
    short_help="Tell what differs between two sets of figures.",
    epilog="Example: occlookup data diff bundled FOLDER 43-3011",
)(diff)


@app.command(short_help="Print where the SQLite file is.")
def path() -> None:
    """Print where the SQLite file with all figures is, for sqlite3, DuckDB and their like. Read it; do not change it."""
    with open_bundled_catalog() as catalog:
        index = catalog.index_path()
    if index is None:
        raise OutputError(
            "the figures are in memory alone: there is no folder to keep them in.",
            hint="Make the cache folder or the temporary folder writable.",
        )
    write_path(index)


@app.command(short_help="Check every rule of the records.")
def check(
    file: Annotated[
        Path | None,
        typer.Argument(help="A file of your own records, or a folder of them; none: the published ones.", metavar="FILE"),
    ] = None,
    folder: Annotated[
        Path | None, typer.Option("--in", help="Records to check; the bundled ones otherwise.", metavar="DIR")
    ] = None,
    source: Annotated[
        Path | None,
        typer.Option("--from", help="Official releases: also hold that no sentence of theirs stands here.", metavar="DIR"),
    ] = None,
) -> None:
    """Check every rule of the records, or of a record of your own, and name each fault."""
    if file is not None:
        if folder is not None or source is not None:
            raise UsageError("--in and --from go with the published records.", hint="Leave out the file or the options.")
        return check_file(file)
    gc.enable()  # unlike most runs a long one
    from occlookup.index.locate import RECORDS
    from occlookup.sources.check import check as faults_of

    if folder is not None and not folder.is_dir():
        raise UsageError(f"there is no folder {folder}.", hint="--in wants a folder laid out as docs/records.md says.")
    faults = faults_of(folder or RECORDS, sentences=None if source is None else _sentences(source))
    if not faults:
        write_out(f"No fault in {folder or RECORDS}.\n")
        return
    for fault in faults[:_SHOWN_FAULTS]:
        sys.stderr.write(f"{fault.file}: {fault.rule}: {fault.message}\n")
    raise DamagedDataError(
        f"{len(faults)} faults in the records{', the first of them above' if len(faults) > _SHOWN_FAULTS else ''}."
    )


app.command("new", short_help="Begin a record of your own.")(new_record)


def _sentences(source: Path) -> Sentences:
    require_openpyxl()
    from occlookup.sources.sentences import read_sentences

    with _release_faults():
        return read_sentences(source)


@contextmanager
def _release_faults() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as fault:
        raise UsageError(str(fault), hint="--from wants the folder that holds all releases.") from fault
    except ValueError as fault:
        raise DamagedDataError(str(fault)) from fault


@app.command(short_help="Build the records from official releases.")
def build(
    source: Annotated[Path, typer.Option("--from", help="The folder of official releases.", metavar="DIR")],
    target: Annotated[
        Path | None, typer.Option("--to", help="Where the records go; the bundled ones otherwise.", metavar="DIR")
    ] = None,
) -> None:
    """Build the records from official releases. Words that people wrote stay; figures are never typed."""
    gc.enable()  # unlike most runs a long one
    require_openpyxl()
    from occlookup.cli.progress import Steps
    from occlookup.index.locate import RECORDS
    from occlookup.sources.build import build as build_records

    steps = Steps()
    try:
        with _release_faults():
            report = build_records(source, target or RECORDS, steps if sys.stderr.isatty() else None)
    finally:
        steps.erase()
    summary = (
        f"{report.occupations} occupations and {report.states} states: {report.written} files written,"
        f" {report.unchanged} unchanged, {report.removed} removed."
    )
    write_out("".join(f"{line}\n" for line in (summary, *report.orphans, *report.left_out)))


def _screen(answer: Answer[DataInfo]) -> Screen:
    from occlookup.render.screens.browse import info_screen

    return info_screen(answer)
