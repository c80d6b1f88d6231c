"""Markdown that reads well as it is, and in which no text becomes markup: a parser of CommonMark with tables is the judge."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from occlookup.render import markdown
from occlookup.render.blocks import (
    Bar,
    Bars,
    Box,
    Boxes,
    Bullets,
    Column,
    Facts,
    Grid,
    Heading,
    Links,
    Paragraph,
    Rating,
    Ratings,
    Screen,
    SourceLine,
)  # fmt: skip
from occlookup.render.cleaning import clean

FIGURES = ("$34,400", "$39,010", "$47,030", "$56,740", "$65,580")
SPREAD = Box("This occupation", (34_400, 39_010, 47_030, 56_740, 65_580), FIGURES)
SCREEN: Screen = (
    Heading("Collectors", "SOC 43-3011", "Office > Clerks"),
    Paragraph("Asks for payment."),
    Facts((("Jobs", "158,830"), ("Zone", "2 of 5")), "At a glance"),
    Bullets("What they do", ("Calls.", "Writes."), "6 more"),
    Grid(
        (Column("Code"), Column("Occupation", key=False), Column("Pay", "right")), (("43-4041", "", "$50,080"),), "Related", 1
    ),
    Bars("Jobs", (Bar("2024", "166,900 jobs", 1.0), Bar("2034", "149,400 jobs", 0.9)), "Decline."),
    Boxes("Pay", (SPREAD,)),
    Ratings(
        "Skills",
        ("importance, 1 to 5", "level, 0 to 7"),
        (Rating("Speaking", (Bar("importance", "3.88", 0.72), Bar("level", "none", 0.0)), "Saying things aloud."),),
        "A note.",
    ),
    Links("Links", (("O*NET OnLine", "https://www.onetonline.org/link/summary/43-3011.00?a=1&b=2"),)),
    SourceLine("Sources: BLS OEWS May 2025"),
)
WRITTEN = r"""# Collectors

SOC 43-3011 · Office \> Clerks

Asks for payment.

## At a glance

- **Jobs**: 158,830
- **Zone**: 2 of 5

## What they do

- Calls.
- Writes.

6 more

## Related

| Code | Occupation | Pay |
| --- | --- | ---: |
| 43-4041 |   | $50,080 |

## Jobs

|   |   |
| --- | ---: |
| 2024 | 166,900 jobs |
| 2034 | 149,400 jobs |

Decline.

## Pay

|   | 10th percentile | 25th percentile | Median | 75th percentile | 90th percentile |
| --- | ---: | ---: | ---: | ---: | ---: |
| This occupation | $34,400 | $39,010 | $47,030 | $56,740 | $65,580 |

## Skills

|   | importance, 1 to 5 | level, 0 to 7 | meaning |
| --- | ---: | ---: | --- |
| Speaking | 3.88 | none | Saying things aloud. |

A note.

## Links

- O\*NET OnLine: <https://www.onetonline.org/link/summary/43-3011.00?a=1&b=2>

Sources: BLS OEWS May 2025

Made on a day.
"""
HOSTILE = (
    "<script>alert(1)</script>",
    "a <b onclick=alert(1)>b</b> <!-- c -->",
    "[x](javascript:alert(1)) ![y](https://example.org/y.png)",
    "[x]: javascript:alert(1)",
    "<javascript:alert(1)> <https://example.org/>",
    "`code` ``` ~~~ ~~gone~~ **strong** _slanted_ \\*",
    "a | b | c",
    "# no heading",
    "> no quotation",
    "- no list",
    "+ no list",
    "1. no list",
    "12) no list",
    "a\x1b[2J\x9b31m\x07b\u202ec\u200bd\u2066e",
    "two\n\n# lines\r\nand\u2028more\n    code",
    "]]> {#id} {{template}} $x$",
    "***",
    "___",
)
# strict: whoever mends one of these takes its mark away
PLAIN_MARKS = {
    "heading", "paragraph", "bullet_list", "list_item", "table", "thead", "tbody", "tr", "th", "td", "inline", "text", "strong",
    "link", "text_special", "softbreak",
}  # fmt: skip


def read(text: str) -> list[Token]:
    """Every token of a document; addresses that a careful reader would refuse are links too."""
    reader = MarkdownIt("commonmark").enable("table").enable("strikethrough")
    reader.validateLink = lambda url: True
    return list(_all(reader.parse(text)))


def _all(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _all(token.children or [])


def kinds(text: str) -> list[str]:
    """The document's structure, without its words."""
    names = [token.type.removesuffix("_open").removesuffix("_close") for token in read(text)]
    return [name for name in names if name not in ("text", "text_special")]


def links(text: str) -> list[str]:
    return [str(token.attrs["href"]) for token in read(text) if token.type == "link_open"]


def words(text: str) -> str:
    """What a person reads in a document, a line for each run of text."""
    inline = [token.children or [] for token in read(text) if token.type == "inline"]
    return "\n".join("".join(child.content for child in children) for children in inline)


def full_of(text: str) -> Screen:
    """Every kind of block, with this text at every place that may come from data or a person."""
    bar = Bar(text, text, 0.5)
    return (
        Heading(text, text, text),
        Paragraph(text),
        Facts(((text, text),), text),
        Bullets(text, (text,), text),
        Grid((Column("x"), Column("y", "right")), ((text, text),), text, note=text),
        Bars(text, (bar,), text),
        Boxes(text, (Box(text, (1, 2, 3, 4, 5), (text,) * 5),)),
        Ratings(text, ("x", "y"), (Rating(text, (bar, bar), text),), text),
        Links(text, ((text, "https://example.org/"),)),
        SourceLine(text),
    )


def test_a_document_reads_well_as_it_is():
    assert markdown.render(SCREEN, ("Made on a day.",)) == WRITTEN


def test_a_parser_sees_headings_lists_and_tables():
    found = kinds(WRITTEN)
    assert set(found) <= PLAIN_MARKS
    assert found.count("table") == 2 * 4
    assert found.count("heading") == 2 * 8
    assert found.count("bullet_list") == 2 * 3
    assert links(WRITTEN) == ["https://www.onetonline.org/link/summary/43-3011.00?a=1&b=2"]


def test_every_row_of_a_table_has_as_many_cells_as_its_head():
    tables = [part.splitlines() for part in markdown.render(full_of("a | b")).split("\n\n") if part.startswith("|")]
    assert len(tables) == 4
    for lines in tables:
        assert len({line.replace("\\|", "").count("|") for line in lines}) == 1


def test_every_figure_of_a_chart_is_in_its_table():
    shown = words(WRITTEN).split("\n")
    assert {*FIGURES, "166,900 jobs", "149,400 jobs", "3.88", "none"} <= set(shown)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text_and_nothing_else(text):
    written = markdown.render(full_of(text), (text,))
    assert kinds(written) == kinds(markdown.render(full_of("usual"), ("usual",)))
    assert links(written) == ["https://example.org/"]
    assert all(char.isprintable() or char == "\n" for char in written)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_parser_gives_the_text_back(text):
    shown = " ".join(clean(text).split())
    given_back = " ".join(
        words(markdown.render((Paragraph(text), Bullets("x", (text,)), Bars("x", (Bar(text, "1", 0),))))).split()
    )
    assert given_back.count(shown) == 3


def test_a_block_without_a_title_has_no_empty_heading():
    assert markdown.render((Bullets("", ("a",)), Facts((("b", "c"),)))) == "- a\n\n- **b**: c\n"


def test_an_empty_source_line_leaves_no_gap():
    assert markdown.render((Paragraph("a"), SourceLine(""))) == "a\n"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "https://example.org/> <script>alert(1)</script>",
        "https://example.org/> [x](javascript:alert(1)) <",
    ],
)
def test_no_address_becomes_anything_but_a_link_to_a_public_page(address):
    written = markdown.render((Links("Links", (("Look", address),)),))
    assert set(kinds(written)) <= PLAIN_MARKS
    assert all(found.startswith("https://") for found in links(written))
    assert clean(address) in words(written).replace("%3C", "<").replace("%3E", ">")


@pytest.mark.parametrize("text", ["---", "1.", "1)", "+", "-", "    code", "&lt;b&gt; &copy;", "&amp;"])
def test_a_text_that_is_all_mark_stays_text(text):
    written = markdown.render((Paragraph(text), Bullets("x", (text,))))
    assert kinds(written) == kinds(markdown.render((Paragraph("usual"), Bullets("x", ("usual",)))))
    assert words(written).split("\n") == [text.strip(), "x", text.strip()]


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "a | b", "![y](z)", "a\nb", "\x1b[2J"])
def test_hostile_column_titles_and_scales_are_text(text):
    bar = Bar("x", "1", 0.5)
    written = markdown.render((Grid((Column(text),), (("1",),)), Ratings("x", (text,), (Rating("x", (bar,)),))))
    assert kinds(written) == kinds(
        markdown.render((Grid((Column("u"),), (("1",),)), Ratings("x", ("u",), (Rating("x", (bar,)),))))
    )
    assert all(char.isprintable() or char == "\n" for char in written)
