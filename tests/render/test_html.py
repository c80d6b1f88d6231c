"""A page that is safe to open, to print and to listen to, with the same figures as the other forms."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from occlookup.catalog import Catalog
from occlookup.render import html, markdown, plain
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
from occlookup.render.screens.handout import handout_screen

FIGURES = ("$34,400", "$39,010", "$47,030", "$56,740", "$239,200 or more")
SPREAD = Box("This occupation", (34_400, 39_010, 47_030, 56_740, 239_200), FIGURES, open_end=True)
WITHHELD = Box("Another", (None,) * 5, ("withheld by BLS",) * 5)
LINKED = "https://www.onetonline.org/link/summary/43-3011.00"
SCREEN: Screen = (
    Heading("Collectors", "SOC 43-3011", "Office > Clerks"),
    Paragraph("Asks for payment."),
    Paragraph("A remark.", quiet=True),
    Facts((("Jobs", "158,830"), ("Zone", "2 of 5")), "At a glance"),
    Bullets("What they do", ("Calls.", "Writes."), "6 more"),
    Grid(
        (Column("Code"), Column("Occupation", key=False), Column("Pay", "right")),
        (("43-4041", "Clerks", "$50,080"), ("43-4051", "Representatives", "$44,770")),
        "Related",
        heads=1,
        note="14 more",
    ),
    Bars("Jobs", (Bar("2024", "166,900 jobs", 1.0), Bar("2034", "149,400 jobs", 0.9)), "Decline.", in_turn=True),
    Boxes("Pay", (SPREAD, WITHHELD), in_figures=1),
    Ratings(
        "Skills",
        ("importance, 1 to 5", "level, 0 to 7"),
        (Rating("Speaking", (Bar("importance", "3.88*", 0.72), Bar("level", "none", 0.0)), "Saying things aloud."),),
        "*: not to rely on.",
    ),
    Links("Links", (("O*NET OnLine", LINKED), ("Elsewhere", "ftp://example.org/"))),
    SourceLine("Sources: BLS OEWS May 2025"),
)
HOSTILE = (
    "<script>alert(1)</script>",
    "</title></style></table><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" \' onfocus=\'alert(1)',
    "&lt;b&gt; & &amp; &#60;",
    "]]> <!-- --> <![CDATA[",
    "a\x1b[2J\x9b31m\x07b\u202ec\u200bd\u2066e",
    "`code` | [x](javascript:alert(1))",
)
ADDRESSES = (
    "javascript:alert(1)",
    "JAVASCRIPT:alert(1)",
    " javascript:alert(1)",
    "java\x00script:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "//example.org/",
    "http://example.org/",
    "\x1bhttps://example.org/",
)
ELEMENTS = {
    "html", "head", "meta", "title", "style", "body", "main", "footer", "h1", "h2", "p", "ul", "li", "table", "thead", "tbody",
    "tr", "th", "td", "div", "span", "br", "a", "svg", "rect", "line", "path",
}  # fmt: skip
ATTRIBUTES = {
    "lang", "charset", "name", "content", "class", "scope", "href", "role", "viewbox", "width", "height",
    "preserveaspectratio", "x", "y", "x1", "y1", "x2", "y2", "d", "fill", "stroke", "opacity",
}  # fmt: skip
# elements that stand alone in HTML; those of a drawing close themselves
VOID = frozenset({"meta", "br"})
OCCUPATIONS = ("43-3011", "29-1141", "27-2011", "25-1011", "29-1242", "55-3016", "13-1021", "29-1141.01")


class Page(HTMLParser):
    """A page as its parts: fails where a tag is closed that is not open."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self.comments: list[str] = []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-1:]}"
        self.open.pop()

    def handle_data(self, data):
        self.texts.append((tuple(self.open), data))

    def handle_comment(self, data):
        self.comments.append(data)

    def unknown_decl(self, data):
        self.comments.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def text(self, *, inside: str = "body", drawings: bool = True) -> str:
        """What stands in an element; with or without the words of the drawings."""
        return " ".join(text for path, text in self.texts if inside in path and (drawings or "svg" not in path))

    @property
    def titles(self) -> list[str]:
        """The words of the drawings."""
        return [text for path, text in self.texts if path[-2:] == ("svg", "title")]


def page(screen: Screen, title: str = "Title", foot: tuple[str, ...] = ()) -> Page:
    return Page(html.render(screen, title=title, foot=foot))


def check_harmless(read: Page, links: set[str]) -> None:
    assert {tag for tag, _ in read.elements} <= ELEMENTS
    names = {name for _, attributes in read.elements for name in attributes}
    assert names <= ATTRIBUTES  # so no event, no src, no style of its own
    assert {attributes["href"] for attributes in read.all("a")} == links
    assert all(address.startswith("https://") for address in links)
    assert read.comments == []
    assert len(read.all("style")) == 1
    style = next(text for path, text in read.texts if path[-1:] == ("style",))
    assert not re.search(r"url\(|@import|expression|</", style)
    drawings = read.all("svg")
    assert all(drawing["role"] == "img" for drawing in drawings)
    assert len(read.titles) == len(drawings)
    assert all(title.strip() for title in read.titles)
    body = [text for path, text in read.texts if "style" not in path]
    assert all(char.isprintable() or char == "\n" for text in body for char in text)


def full_of(text: str) -> Screen:
    """Every kind of block, with this text at every place that may come from data or a person."""
    bar = Bar(text, text, 0.5)
    return (
        Heading(text, text, text),
        Paragraph(text),
        Paragraph(text, quiet=True),
        Facts(((text, text),), text),
        Bullets(text, (text,), text),
        Grid((Column(text), Column(text, "right")), ((text, text),), text, note=text),
        Bars(text, (bar,), text),
        Boxes(text, (Box(text, (1, 2, 3, 4, 5), (text,) * 5), Box(text, (None,) * 5, (text,) * 5))),
        Ratings(text, (text, text), (Rating(text, (bar, bar), text),), text),
        Links(text, ((text, text),)),
        SourceLine(text),
    )


def test_a_page_says_its_language_its_width_and_its_title():
    read = page(SCREEN, "Bill & Account Collectors")
    assert read.all("html") == [{"lang": "en"}]
    assert {"charset": "utf-8"} in read.all("meta")
    assert {"name": "viewport", "content": "width=device-width, initial-scale=1"} in read.all("meta")
    assert read.text(inside="head").strip().startswith("Bill & Account Collectors")
    assert html.render(SCREEN, title="x").startswith("<!DOCTYPE html>\n")


def test_a_page_has_rules_for_paper():
    style = next(text for path, text in page(SCREEN).texts if path[-1:] == ("style",))
    printed = style.partition("@media print {")[2]
    assert "@page" in printed
    assert "break-inside: avoid" in printed
    assert style.count("{") == style.count("}")
    assert "size:" not in style.partition("@page")[2].partition("}")[0]  # Letter and A4 alike


def test_every_kind_of_block_is_on_the_page_in_its_order():
    text = page(SCREEN, foot=("Made on a day.",)).text()
    parts = (
        "Collectors", "SOC 43-3011", "Office > Clerks", "Asks for payment.", "A remark.", "At a glance", "Jobs", "158,830",
        "What they do", "Calls.", "Writes.", "6 more", "Related", "Occupation", "43-4041", "$50,080", "44,770", "14 more",
        "166,900 jobs", "149,400 jobs", "Decline.", "This occupation", "$34,400 / $47,030 / $239,200 or more", "Another",
        "withheld by BLS", "importance, 1 to 5", "level, 0 to 7", "Speaking", "Saying things aloud.", "3.88*", "none",
        "*: not to rely on.", "O*NET OnLine", LINKED, "ftp://example.org/", "Sources: BLS", "Made on a day.",
    )  # fmt: skip
    place = 0
    for part in parts:
        assert part in text[place:], part
        place = text.index(part, place)


def test_a_page_is_harmless_and_every_tag_is_closed():
    check_harmless(page(SCREEN, foot=("Made on a day.",)), {LINKED})


def test_the_sources_are_the_foot_of_the_page():
    assert "Sources: BLS OEWS May 2025" in page(SCREEN).text(inside="footer")
    assert "Sources" not in page(SCREEN).text(inside="main")


def test_a_chart_has_its_numbers_as_text_too():
    read = page(SCREEN)
    shown = read.text(drawings=False)
    for block in SCREEN:
        if isinstance(block, Bars):
            assert [bar.figure for bar in block.bars if bar.figure not in shown] == []
        elif isinstance(block, Ratings):
            assert [bar.figure for rating in block.ratings for bar in rating.bars if bar.figure not in shown] == []
        elif isinstance(block, Boxes):
            assert " / ".join(FIGURES[::2]) in shown


def test_a_drawing_says_what_it_shows():
    assert page(SCREEN).titles == [
        "2024: 166,900 jobs",
        "2034: 149,400 jobs",
        "This occupation: 10th percentile $34,400; 25th percentile $39,010; Median $47,030; 75th percentile $56,740;"
        " 90th percentile $239,200 or more",
        "Speaking: importance 3.88*",
        "Speaking: level none",
    ]


def test_what_is_withheld_five_times_is_said_once_and_not_drawn():
    read = page((Boxes("Pay", (WITHHELD,)),))
    assert read.all("svg") == []
    assert read.text().count("withheld by BLS") == 1


def test_boxes_are_drawn_on_one_scale():
    low = Box("Low", (0, 1, 2, 3, 4), ("$0", "$1", "$2", "$3", "$4"))
    high = Box("High", (96, 97, 98, 99, 100), ("$96", "$97", "$98", "$99", "$100"))
    marks = [
        attributes for attributes in page((Boxes("Pay", (low, high)),)).all("line") if attributes["x1"] == attributes["x2"]
    ]
    assert [attributes["x1"] for attributes in marks] == ["2.0", "11.1", "220.9", "230.0"]


def test_figures_stand_at_the_right_and_the_heads_of_columns_are_heads():
    written = html.render(SCREEN, title="x")
    assert '<th scope="col" class="n">Pay</th>' in written
    assert '<td class="n">$50,080</td>' in written
    assert '<th scope="col">Code</th>' in written
    assert '<th scope="row">Jobs</th><td>158,830</td>' in written


@pytest.mark.parametrize("empty", [Heading("x"), Facts(()), Bullets("", ()), Bars("", ()), Boxes("", ()), Links("", ())])
def test_a_block_without_a_title_has_no_empty_heading(empty):
    read = page((empty,))
    assert read.all("h2") == []
    assert read.all("p") == ([{"class": "quiet"}] if isinstance(empty, Boxes) else [])


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text_and_nothing_else(text):
    read = page(full_of(text), text, (text,))
    check_harmless(read, set())
    usual = page(full_of("usual"), "usual", ("usual",))
    assert [tag for tag, _ in read.elements] == [tag for tag, _ in usual.elements]
    assert read.text().count(clean(text)) == usual.text().count("usual")


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_no_https_address_is_no_link(address):
    read = page((Links("Links", (("Look", address),)),))
    check_harmless(read, set())
    assert f"Look: {clean(address)}" in "".join(text for _, text in read.texts)


def test_an_address_cannot_leave_its_link():
    address = 'https://example.org/?a=1&b=2" onclick="alert(1)\'><script>alert(1)</script>\x1b'
    check_harmless(page((Links("Links", (("Look", address),)),)), {clean(address)})


def figures(text: str) -> set[str]:
    """Every number of a text, with its sign, its dollars and its percent."""
    return set(re.findall(r"(?<![\w.])[-+]?\$?\d[\d,]*(?:\.\d+)?%?", text.replace("\N{NO-BREAK SPACE}", " ")))


# fixed wording under the boxes: only a page draws them
LEGEND = {"10", "25", "75", "90"}


@pytest.mark.parametrize("state", [None, "CT"])
@pytest.mark.parametrize("code", OCCUPATIONS)
def test_the_three_forms_have_the_same_figures(catalog: Catalog, code, state):
    answer = catalog.show(code, state=state)
    screen = handout_screen(answer)
    in_text = figures(plain.render(screen))
    assert in_text
    assert figures(re.sub(r"\\(.)", r"\1", markdown.render(screen))) | LEGEND == in_text | LEGEND
    assert figures(page(screen).text()) | LEGEND == in_text | LEGEND


@pytest.mark.parametrize("state", [None, "CT"])
@pytest.mark.parametrize("code", OCCUPATIONS)
def test_the_page_of_an_occupation_is_harmless_and_every_tag_is_closed(catalog: Catalog, code, state):
    screen = handout_screen(catalog.show(code, state=state))
    addresses = {address for block in screen if isinstance(block, Links) for _, address in block.links}
    assert addresses
    check_harmless(page(screen), addresses)
