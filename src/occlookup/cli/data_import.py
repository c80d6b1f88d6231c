"""occlookup data: import, rollback, verify."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from occlookup.cli.output import table_text, write_done, write_out
from occlookup.codes import show_text
from occlookup.errors import DamagedDataError, UsageError

app = typer.Typer(add_completion=False, rich_markup_mode=None)

_SHOWN_UNUSED = 10
_LONGEST_LINE = 1000


def require_openpyxl() -> None:
    """Hold that the extra occlookup[import] is installed.

    Raises:
        UsageError: it is not.
    """
    try:
        import openpyxl  # noqa: F401
    except ImportError:
        raise UsageError(
            "reading the releases needs openpyxl.", hint="Install it with: pip install 'occlookup[import]'"
        ) from None


@app.command("import", short_help="Put official releases into use.")
def import_releases(
    paths: Annotated[
        list[Path], typer.Argument(help="Files, folders or zip archives of releases.", metavar="FILE_OR_FOLDER...")
    ],
) -> None:
    """Put the figures of official releases into use, in place of those that are: O*NET databases (text or Excel), OEWS
    workbooks and flat files, the Employment Projections workbook, the CIP to SOC crosswalk. What a file is, its content tells.

    All or nothing: the records are checked first, and the former ones stay for 'occlookup data rollback'.
    """
    gc.enable()  # unlike most runs a long one
    require_openpyxl()
    from occlookup.cli.progress import Bar
    from occlookup.cli.signals import leaving_in_order
    from occlookup.render.figures import count
    from occlookup.sources.importing import import_files

    bar = Bar()
    try:
        with leaving_in_order():
            done = import_files(paths, bar)
    finally:
        bar.erase()
    lines = [*done.said]
    if done.unused:
        more = len(done.unused) - _SHOWN_UNUSED
        lines.append(f"Not used: {', '.join(done.unused[:_SHOWN_UNUSED])}{f' and {more} more' if more > 0 else ''}")
    if done.edition is None:
        lines.append("Nothing differs from the figures in use.")
    else:
        lines.append(f"In use now: {done.edition}, {count(done.changed, 'record')} changed.")
        lines.append("What changed: occlookup data diff former in-use. To take it back: occlookup data rollback")
    write_done(_report(lines))


@app.command(short_help="Go back to the figures before the last import.")
def rollback(
    bundled: Annotated[bool, typer.Option("--bundled", help="Go back to the figures that came with occlookup.")] = False,
) -> None:
    """Go back to the figures before the last import; a second time, and those of the import are in use again."""
    from occlookup.index.switching import changing, reporting

    with changing() as change, reporting(change.folder):
        name, before = change.use_bundled() if bundled else change.roll_back()
    write_done(f"In use now: {name}; before: {before}.\n" if name != before else f"In use already: {name}.\n")


@app.command(short_help="Prove each figure by its source.")
def verify(
    releases: Annotated[
        list[Path] | None,
        typer.Option(
            "--from", help="Files of the releases: take the figures out of them once more, and compare.", metavar="PATH"
        ),
    ] = None,
) -> None:
    """Prove that each figure is as it was taken from its source: every record against its seal, which ties it to the SHA-256 of
    the files that it came from, and the index against the records. Each one that is not is named."""
    gc.enable()
    from occlookup.cli.notices import note_lost
    from occlookup.cli.progress import Bar
    from occlookup.index.editions import in_use, lost_line
    from occlookup.sources.verifying import verify_edition

    bar = Bar()
    try:
        if releases:
            require_openpyxl()
        if (lost := lost_line()) is not None:
            note_lost(lost)
        report = verify_edition(in_use(), releases or [], bar)
    finally:
        bar.erase()
    for line in report.faults:
        sys.stderr.write(f"{show_text(line, limit=1000)}\n")
    if report.faults:
        raise DamagedDataError(
            f"{report.fault_count} records or figures are not as they were taken from their sources"
            f"{', the first of them above' if report.fault_count > len(report.faults) else ''}.",
            hint="Reinstall occlookup, or import the releases again, to have them as they were.",
        )
    write_out(_report(report.said))


def _report(lines: Sequence[str]) -> str:
    """The lines of a report, for a terminal broken between words."""
    from occlookup.render.blocks import Paragraph

    return table_text(tuple(Paragraph(show_text(line, limit=_LONGEST_LINE)) for line in lines))
