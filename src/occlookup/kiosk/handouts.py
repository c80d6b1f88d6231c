"""Sheets that a client takes home, in the one folder that the operator named.

Owns their names and that nothing else is ever written there: never over a file, never through a link, never half.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from occlookup import __version__
from occlookup.catalog import Catalog
from occlookup.codes import show_text
from occlookup.errors import OutputError, UsageError
from occlookup.kiosk import guard
from occlookup.model import Titled
from occlookup.render import html
from occlookup.render.blocks import Block, SourceLine

MOST_BYTES = 2 << 20
MOST_SHEETS = 50
MOST_FILES = 2000
# without what is easily read as something else
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_NAME_LENGTH = 6
_TRIES = 20
_NOT_WRITTEN = "The sheet could not be written. Please ask the staff."


class HandoutFolder:
    """The folder, open as long as the kiosk runs: what is put in the place of its name later is not written to."""

    def __init__(self, folder: Path, catalog: Catalog) -> None:
        self._catalog = catalog
        try:
            self._descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        except OSError as fault:
            raise UsageError(
                f"the folder {show_text(str(folder), limit=200)} cannot be used: {fault.strerror or fault}.",
                hint="--handouts wants a folder that exists.",
            ) from None
        if not os.access(folder, os.W_OK | os.X_OK):
            raise UsageError(
                f"nothing can be written into {show_text(str(folder), limit=200)}.", hint="Give it to the kiosk's user."
            )
        self._left = MOST_SHEETS

    def new_person(self) -> None:
        """The next person may have as many sheets again."""
        self._left = MOST_SHEETS

    def write(self, jobs: Sequence[Titled], state: str | None) -> str:
        """Write a sheet about some jobs, as HTML and as text; its name, without the ending.

        Raises:
            OutputError: there is no room, or the person has had as many as there may be.
        """
        if not self._left:
            raise OutputError("That is the last sheet for now. Please ask the staff.")
        if len(os.listdir(self._descriptor)) >= MOST_FILES:
            raise OutputError("There is no room for more sheets. Please ask the staff.")
        page, text = self._sheet(jobs, state)
        for _ in range(_TRIES):
            name = "".join(secrets.choice(_LETTERS) for _ in range(_NAME_LENGTH))
            try:
                with guard.writing():
                    self._write_both(name, page, text)
            except FileExistsError:
                continue
            except OSError:
                break
            self._left -= 1
            return name
        raise OutputError(_NOT_WRITTEN)

    def _sheet(self, jobs: Sequence[Titled], state: str | None) -> tuple[bytes, bytes]:
        from occlookup.render.screens.handout import handout_foot, handout_screen, handout_text

        answers = [self._catalog.show(job.code, state=state) for job in jobs]
        foot = handout_foot(answers, __version__)
        blocks: list[Block] = []
        sources: dict[Block, None] = {}
        for answer in answers:
            for block in handout_screen(answer):
                if isinstance(block, SourceLine):
                    sources[block] = None
                else:
                    blocks.append(block)
        screen = (*blocks, *sources)
        page = html.render(screen, title=jobs[0].title, foot=foot).encode("utf-8")
        text = handout_text(screen, foot).encode("utf-8")
        if max(len(page), len(text)) > MOST_BYTES:
            raise OutputError(_NOT_WRITTEN)
        return page, text

    def _write_both(self, name: str, page: bytes, text: bytes) -> None:
        written: list[str] = []
        try:
            for ending, content in ((".html", page), (".txt", text)):
                self._write(f"{name}{ending}", content)
                written.append(f"{name}{ending}")
        except OSError:
            for file in written:
                os.unlink(file, dir_fd=self._descriptor)
            raise

    def _write(self, name: str, content: bytes) -> None:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
        descriptor = os.open(name, flags, 0o640, dir_fd=self._descriptor)
        try:
            rest = memoryview(content)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
            os.fsync(descriptor)
        except OSError:
            os.unlink(name, dir_fd=self._descriptor)
            raise
        finally:
            os.close(descriptor)
