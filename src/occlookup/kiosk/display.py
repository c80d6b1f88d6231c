"""What stands on the screen: the title, a message, the page, a hint and the line that is typed.

Owns where each is and how it fits any size; with `plain` it says line after line what a screen would show.
"""

from __future__ import annotations

from typing import NamedTuple

from occlookup.kiosk.console import Console
from occlookup.kiosk.editing import Line
from occlookup.kiosk.paging import pages
from occlookup.kiosk.session import FAULT, View
from occlookup.model import Area
from occlookup.render import plain, terminal
from occlookup.render.blocks import Block, Grid, Screen
from occlookup.render.cleaning import clean
from occlookup.render.columns import wrap
from occlookup.render.medium import Medium

_TITLE = "CAREER LOOKUP"
_PRIVATE = "private: cleared when you leave"
_PROMPT = " > "
_WARNINGS = (
    "Still there? Press any key. Everything is cleared in {} s.",
    "Still there? Press a key: {} s.",
    "Press a key: {} s",
)
_SPOKEN_SECONDS = (30, 20, 10, 5)  # of the countdown, where each is a line that is read aloud
_ROOMY_ROWS, _LOW_ROWS, _TIGHT_ROWS = 14, 10, 8
_NARROW_HINT = 32


class Look(NamedTuple):
    """How it looks: `plain` line after line, `large` with more space and fewer columns; colour, and characters beyond ASCII."""

    plain: bool = False
    large: bool = False
    colour: bool = True
    unicode: bool = True


class Display:
    """One terminal's screen. `page` is which page of the view is shown, `message` what is said above it."""

    def __init__(self, console: Console, look: Look) -> None:
        self._console = console
        self._look = look
        self.reset()

    def reset(self) -> None:
        """Forget what was shown."""
        self.page = 0
        self.message = ""
        self._columns = 80
        self._page_count = 1
        self._cut: tuple[tuple[View, tuple[int, int]], int, list[list[str]]] | None = None
        self._spoken: tuple[View, int, int] | None = None

    @property
    def has_more(self) -> bool:
        """Whether there is a page after this one."""
        return self.page + 1 < self._page_count

    @property
    def is_low(self) -> bool:
        """Whether it has so few rows that only what is needed stands on it."""
        return self._console.size()[1] < _ROOMY_ROWS

    def begin(self, page: int = 0) -> None:
        """A view was asked for: show it from this page on."""
        self.page = page

    def turn(self) -> None:
        """Go to the next page; after the last comes the first."""
        self.page = self.page + 1 if self.has_more else 0

    def draw(self, view: View, state: Area | None, line: Line, *, instead: str = "") -> None:
        """Show the page of the view, and the line as far as it is typed. `instead` of the hint below the page.

        Raises:
            Gone: the terminal is no more.
        """
        self._console.resized = False
        columns, rows = self._console.size()
        self._columns = columns
        if self._look.plain:
            return self._speak(view, state, line, rows, instead)
        above, below, most_hints = [self._heading(state), ""], [""], 2
        if rows < _ROOMY_ROWS:
            above, below, most_hints = above[:1], [], 2 if rows >= _LOW_ROWS else 1
        if rows < _TIGHT_ROWS:
            above = []
        if self.message:
            said = [f" {part}" for part in wrap(clean(self.message), columns - 2)][: max(rows // 2 - 1, 1)]
            above += [*said, ""] if rows >= _ROOMY_ROWS else said
        body = self._body(view, max(rows - len(above) - len(below) - most_hints - 1, 1))
        hint = [f" {part}" for part in wrap(clean(instead or self._hint(view)), columns - 2)][:most_hints]
        shown = [*above, *body, *below, *hint]
        self._console.clear()
        self._console.write("\n".join(shown[-(rows - 1) :]) + f"\n{_PROMPT}{self._tail(line)}")

    def retype(self, line: Line, before: str) -> None:
        """Show the line as a key has left it; it was `before`."""
        tail = self._tail(line)
        if tail == line.text and tail.startswith(before):
            self._console.write(tail[len(before) :])
        else:
            self._console.write(f"\r{_PROMPT}{tail}\x1b[K")

    def warn(self, seconds: int) -> None:
        """Say how long it is until everything is cleared."""
        if not self._look.plain:
            text = next((each for each in _WARNINGS if len(each) < self._columns - 1), _WARNINGS[-1])
            self._console.write(f"\r {text.format(seconds)}\x1b[K")
        elif seconds in _SPOKEN_SECONDS:
            self._console.write(f"\n{_WARNINGS[0].format(seconds)}\n")

    def _speak(self, view: View, state: Area | None, line: Line, rows: int, instead: str) -> None:
        """As `draw`, line after line for a screen reader: nothing twice, nothing by place."""
        width = self._columns - 1
        body = self._body(view, max(rows - 3, 1))
        said = [self._heading(state), ""] if self._spoken is None else [""]  # an empty one ends the line that was typed
        # who asks for the same page again wants to hear it again: then it is another view, of the same blocks
        if self._spoken is None or self._spoken[0] is not view or self._spoken[1:] != (self.page, width):
            said += [*body, *wrap(self._hint(view), width)]
        said += [part for text in (self.message, instead) if text for part in wrap(clean(text), width)]
        self._spoken = view, self.page, width
        self._console.write("".join(f"{part}\n" for part in said) + f"{_PROMPT}{self._tail(line)}")

    def _body(self, view: View, height: int) -> list[str]:
        """The lines of the page that is shown.

        Who has turned a page goes on where it ended, also where a message was above it and there is more room now: cut anew,
        the next page would begin further down. In another size the view is shown from its first page, for the same reason.
        """
        of = (view, self._console.size())
        if self._cut is not None and self._cut[0] != of:
            if self._cut[0][0] == view:
                self.page = 0
            self._cut = None
        if self._cut is None or not (self._cut[1] <= height if self.page else self._cut[1] == height):
            self._cut = of, height, self._pages(view.screen, height)
        paged = self._cut[2]
        self._page_count = len(paged)
        self.page = min(self.page, len(paged) - 1)
        return paged[self.page]

    def _pages(self, screen: Screen, height: int) -> list[list[str]]:
        look, width = self._look, self._columns - 1
        medium = Medium(width, look.colour, look.unicode, dim=not look.large, fixed=True)

        def draw(blocks: Screen) -> list[str]:
            return (plain.render(blocks, width) if look.plain else terminal.render(blocks, medium)).splitlines()

        try:
            if not look.large or look.plain:
                return pages(screen, height, draw)
            close = pages(tuple(map(_fewer_columns, screen)), (height + 1) // 2, draw)
            return [[spaced for line in page if line for spaced in (line, "")][:-1] for page in close]
        except Exception:
            return [[FAULT]]

    def _heading(self, state: Area | None) -> str:
        mark = " \u00b7 " if self._look.unicode else " - "
        aside = f"{clean(state.name)}{mark}{_PRIVATE}" if state else _PRIVATE
        gap = min(self._columns, terminal.PROSE_WIDTH + 3) - 3 - len(_TITLE) - len(aside)
        title = f"\x1b[1m{_TITLE}\x1b[0m" if self._look.colour and not self._look.plain else _TITLE
        return f" {title}{' ' * gap}{aside}" if gap > 1 else f" {title}"

    def _hint(self, view: View) -> str:
        if not self.has_more:
            return view.hint
        place = f"{self.page + 1} of {self._page_count}"
        return f"Enter: more (page {place})" if self._columns >= _NARROW_HINT else f"Enter: {place}"

    def _tail(self, line: Line) -> str:
        return line.tail(self._columns - len(_PROMPT) - 2)


def _fewer_columns(block: Block) -> Block:
    """A grid with the columns alone that are never left out."""
    if not isinstance(block, Grid):
        return block
    places = [place for place, column in enumerate(block.columns) if not column.spare]
    return block._replace(
        columns=tuple(block.columns[place] for place in places),
        rows=tuple(tuple(row[place] for place in places) for row in block.rows),
        heads=places.index(block.heads),
    )
