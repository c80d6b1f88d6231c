"""What a screen is made of, before it has a width, a colour or a medium.

Owns the blocks. Every text in a block may come from data or from a person, and is cleaned by the renderer.
"""

from typing import Literal, NamedTuple


class Heading(NamedTuple):
    """The screen's title, what stands at its right end, and lines under it."""

    title: str
    aside: str = ""
    path: str = ""


class Paragraph(NamedTuple):
    """Running text, wrapped at words. `quiet` is for remarks: dim on a terminal, plain where there is no dim."""

    text: str
    quiet: bool = False


class Facts(NamedTuple):
    """Label and value, one pair a line."""

    pairs: tuple[tuple[str, str], ...]
    title: str = ""


class Bullets(NamedTuple):
    """A list of lines; `more` says what was left out and how to see it."""

    title: str
    items: tuple[str, ...]
    more: str = ""


class Column(NamedTuple):
    """A column of a grid. `key` columns never wrap or shorten; `label` says the column in a label: value line.

    `spare` columns are left out where there is no room, the highest number first; 0 is never left out.
    """

    title: str
    align: Literal["left", "right"] = "left"
    key: bool = True
    label: str = ""
    spare: int = 0


class Grid(NamedTuple):
    """Rows of cells under columns. `heads` is which column names the row where there is no room for a table."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    heads: int = 0
    note: str = ""


class Bar(NamedTuple):
    """A labelled figure on a scale: `part` of 1 is how long the bar is."""

    label: str
    figure: str
    part: float


class Bars(NamedTuple):
    """Figures to compare by eye as well as by number. `in_turn`: years, which stay one below another."""

    title: str
    bars: tuple[Bar, ...]
    note: str = ""
    in_turn: bool = False


class Box(NamedTuple):
    """How a figure is spread: the 10th, 25th, 50th, 75th and 90th percentile as numbers, and as they are written.

    `open_end`: the last is known only as at or above its number. A number that is not known is None, and its text says why.
    """

    label: str
    numbers: tuple[float | None, ...]
    figures: tuple[str, ...]
    open_end: bool = False


class Boxes(NamedTuple):
    """Spreads on one scale, one below another. Where they are drawn, the figures of the first `in_figures` stand below."""

    title: str
    boxes: tuple[Box, ...]
    in_figures: int = 0


class Rating(NamedTuple):
    """Something rated on one or two scales; `bars` in the order of Ratings.scales. `about` says what it is."""

    label: str
    bars: tuple[Bar, ...]
    about: str = ""


class Ratings(NamedTuple):
    """A list of rated things. `scales` are the names of the scales with their ends: "importance, 1 to 5"."""

    title: str
    scales: tuple[str, ...]
    ratings: tuple[Rating, ...]
    note: str = ""


class Links(NamedTuple):
    """Addresses by what they lead to: printed as text, and as links where the terminal knows them."""

    title: str
    links: tuple[tuple[str, str], ...]


class SourceLine(NamedTuple):
    """Where the figures come from and what time they describe; the last line of a screen."""

    text: str


Block = Heading | Paragraph | Facts | Bullets | Grid | Bars | Boxes | Ratings | Links | SourceLine
Screen = tuple[Block, ...]
