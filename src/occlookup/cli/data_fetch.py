"""occlookup data fetch: downloads releases from their publishers, and hands them to the import.

Owns what the person is told and asked while it goes on. It is the only command that opens a connection; how is sources/'s.
"""

from __future__ import annotations

import gc
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from occlookup.cli.output import write_out
from occlookup.codes import show_text
from occlookup.errors import UsageError

if TYPE_CHECKING:
    from occlookup.sources.transfer import Policy

app = typer.Typer(add_completion=False, rich_markup_mode=None)

SOURCES = {
    "onet": "what people do and know: the O*NET database",
    "oews": "wages and employment: BLS's May estimates, all areas",
    "projections": "the outlook: BLS's Employment Projections",
}
DOWNLOADS = "downloads"
_CONTACT = re.compile(r"[!-'*-~][ -'*-~]{0,98}[!-'*-~]")  # one line of ASCII, without the brackets that it stands in


@app.command("fetch", short_help="Download the current releases.")
def fetch(
    sources: Annotated[
        list[str] | None,
        typer.Argument(help="Which: onet, oews, projections. Where none is named, all three.", metavar="SOURCE..."),
    ] = None,
    folder: Annotated[
        Path | None, typer.Option("--to", help="Only download, into this folder, and import nothing.", metavar="DIR")
    ] = None,
    allow_redirect: Annotated[
        bool, typer.Option("--allow-redirect", help="Follow a publisher's redirect to another host.")
    ] = False,
    contact: Annotated[
        str | None,
        typer.Option("--contact", help="An address of yours to send along: BLS may refuse who gives none.", metavar="ADDRESS"),
    ] = None,
) -> None:
    """Download the current releases from their publishers, BLS and O*NET, and put their figures into use.

    This is the only command of occlookup that ever opens a network connection: over https, to the addresses that
    sources.toml has, with the proxy that the environment names. Nothing about you is sent but what --contact says. A download
    that broke off goes on where it stopped.
    """
    gc.enable()  # unlike most runs a long one
    names = _chosen(sources or [])
    policy = _policy(contact, allow_redirect=allow_redirect)
    if folder is not None:
        _download(names, _existing(folder), policy, replace=False)
        return
    put_into_use = importer()
    downloads = _downloads_folder()
    files = _download(names, downloads, policy, replace=True)
    try:
        put_into_use(files)
    except BaseException:
        _say(f"What was downloaded stays in {show_text(str(downloads), limit=200)}.")
        raise
    for file in files:
        file.unlink(missing_ok=True)  # the records have its SHA-256; 80 MB need not stay


def importer() -> Callable[[list[Path]], None]:
    """What puts downloaded files into use. Asked for first: what cannot be imported need not be downloaded.

    Raises:
        UsageError: what the import needs is not installed.
    """
    from occlookup.cli.data_import import import_releases, require_openpyxl

    require_openpyxl()
    return import_releases


def _chosen(words: Sequence[str]) -> list[str]:
    unknown = [word for word in words if word not in SOURCES]
    if unknown:
        raise UsageError(f"{show_text(unknown[0])!r} is no source to fetch.", hint=f"Take any of: {', '.join(SOURCES)}.")
    return list(dict.fromkeys(words)) or list(SOURCES)


def _existing(folder: Path) -> Path:
    if not folder.is_dir():
        raise UsageError(f"there is no folder {show_text(str(folder), limit=200)}.", hint="--to wants a folder that exists.")
    return folder


def _downloads_folder() -> Path:
    from occlookup.folders import DATA_VARIABLE, data_path

    folder = data_path(DOWNLOADS)
    if folder is None:
        raise UsageError("there is no data folder to import into.", hint=f"Set {DATA_VARIABLE} to a folder, or use --to DIR.")
    return folder


def _policy(contact: str | None, *, allow_redirect: bool) -> Policy:
    from occlookup import __version__
    from occlookup.sources.transfer import Policy

    if contact is not None and not _CONTACT.fullmatch(contact):
        raise UsageError(
            "--contact is no address that can be sent.", hint="Up to 100 ASCII characters: --contact you@example.org"
        )
    agent = f"occlookup/{__version__}" + (f" ({contact})" if contact else "")
    return Policy(agent, lambda old, new: _may_leave(old, new, allowed=allow_redirect))


def _download(names: Sequence[str], folder: Path, policy: Policy, *, replace: bool) -> list[Path]:
    """Download the current release of each into `folder`, and tell what came."""
    from occlookup.cli.progress import Downloading
    from occlookup.cli.signals import leaving_in_order
    from occlookup.index.locate import RECORDS
    from occlookup.sources.fetching import fetch_release
    from occlookup.sources.publishers import publishers

    # The bundled records say where to ask, not imported ones: what was once downloaded never says where to download from.
    known = publishers(RECORDS)
    line = Downloading()

    def say(text: str) -> None:
        line.erase()
        _say(text)

    def may_leave(old: str, new: str) -> bool:
        line.erase()
        return policy.may_leave(old, new)

    asking = policy._replace(may_leave=may_leave)
    files = []
    for name in names:
        try:
            with leaving_in_order():
                fetched = fetch_release(known[name], folder, asking, line, say=say, today=date.today(), replace=replace)
        finally:
            line.erase()
        told = f"{fetched.path.name}: {fetched.size:,} bytes from {fetched.address}\n  SHA-256 {fetched.sha256}"
        write_out(f"{told}\n")
        files.append(fetched.path)
    return files


def _may_leave(old: str, new: str, *, allowed: bool) -> bool:
    """Say that a redirect leads to another host; whether it is to be followed, which a person at a terminal is asked."""
    _say(f"{show_text(old)} redirects to another host: {show_text(new, limit=200)}")
    if allowed:
        return True
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    with suppress(OSError):
        sys.stderr.write("Follow it? [y/N] ")
        sys.stderr.flush()
        return sys.stdin.readline().strip().casefold() in ("y", "yes")
    return False


def _say(text: str) -> None:
    """A line on standard error; where nobody listens any more, the work goes on."""
    with suppress(OSError):
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()
