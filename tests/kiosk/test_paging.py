"""Screens in pages: nothing is lost, nothing comes twice, nothing is longer than the terminal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable

import pytest

from occlookup.catalog import Catalog
from occlookup.kiosk.conversation import Conversation
from occlookup.kiosk.display import _fewer_columns
from occlookup.kiosk.paging import pages
from occlookup.render import plain, terminal
from occlookup.render.blocks import (
    Bar,
    Bars,
    Block,
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
from occlookup.render.medium import Medium

JOBS = ("29-1141", "43-3011", "29-1141.01", "55-3016", "27-2011", "13-1020", "29-1242")
LINES = ("pay", "outlook", "tasks", "skills", "school", "like", "compare 1 2 3", "best pay", "families", "1", "help")
HEIGHTS = (*range(1, 20), *range(20, 61, 5))
_WORD = re.compile(r"[\w$.,%+]*\w")


@pytest.fixture(scope="module")
def screens(bundled: Catalog) -> list[Screen]:
    """Every kind of page of several occupations, in the nation and in a state."""
    found: dict[Screen, None] = {}
    for job in JOBS:
        for state in ("state none", "state connecticut"):
            talk = Conversation(bundled, None)
            talk.begin()
            for line in (state, job, *LINES):
                talk.handle(line)
                found[talk.session.view.screen] = None
    return list(found)


def plainly(width: int) -> Callable[[Screen], list[str]]:
    return lambda blocks: plain.render(blocks, width).splitlines()


def on_terminal(width: int) -> Callable[[Screen], list[str]]:
    medium = Medium(width, colour=False, unicode=True, fixed=True)
    return lambda blocks: terminal.render(blocks, medium).splitlines()


def words(lines: Iterable[str]) -> Counter[str]:
    return Counter(word for line in lines for word in _WORD.findall(line))


def filled(lines: Iterable[str]) -> list[str]:
    return [line for line in lines if line]


def heads(screen: Screen) -> set[str]:
    """The words that stand above columns, on every page of a list."""
    named = [column.title for block in screen if isinstance(block, Grid) for column in block.columns]
    scales = [scale for block in screen if isinstance(block, Ratings) for scale in block.scales]
    return set(words([*named, *scales]))


def test_there_are_screens_of_every_kind(screens):
    assert len(screens) > 80
    kinds = {type(block) for screen in screens for block in screen}
    assert kinds >= {Heading, Paragraph, Facts, Bullets, Grid, Bars, Ratings, SourceLine}


@pytest.mark.parametrize("width", [20, 45, 79])
def test_in_plain_lines_the_pages_are_the_screen_line_for_line(screens, width):
    draw = plainly(width)
    for screen in screens:
        whole = filled(draw(screen))
        for height in HEIGHTS if width == 45 else (1, 2, 3, 4, 7, 10, 16, 19, 33, 60):
            paged = pages(screen, height, draw)
            assert max(map(len, paged)) <= height
            assert all(page and page[0] and page[-1] for page in paged), "no page begins or ends with a blank line"
            assert [line for page in paged for line in filled(page)] == whole, (screen[0], height)


@pytest.mark.parametrize("width", [60, 79, 120])
def test_on_a_terminal_no_word_and_no_digit_is_lost_or_comes_twice(screens, width):
    draw = on_terminal(width)
    for every in screens:
        screen = tuple(map(_fewer_columns, every))  # without those that are left out for lack of room
        whole, repeated = words(draw(screen)), heads(screen)
        for height in (3, 4, 5, 6, 9, 13, 16, 19, 24, 40, 60):
            paged = pages(screen, height, draw)
            assert max(map(len, paged)) <= height
            got = words(line for page in paged for line in page)
            assert set(whole - got) <= repeated, (screen[0], height)
            assert set(got - whole) <= repeated, (screen[0], height)


@pytest.mark.parametrize("width", [60, 79, 120])
def test_nothing_is_lost_where_columns_are_left_out(screens, width):
    draw = on_terminal(width)
    for screen in screens:
        whole = words(draw(screen))
        for height in (3, 5, 8, 16, 19, 40):
            paged = pages(screen, height, draw)
            assert max(map(len, paged)) <= height
            assert set(whole - words(line for page in paged for line in page)) <= heads(screen), (screen[0], height)


@pytest.mark.parametrize("height", range(2, 40))
def test_a_head_stands_above_each_page_of_a_table_and_the_title_and_the_note_stand_once(height):
    rows = tuple((str(number), f"Job{number}", f"${number}.00") for number in range(1, 51))
    grid = Grid((Column("No", "right"), Column("Name", key=False), Column("Pay", "right")), rows, "The title", 1, "The note.")
    paged = pages((grid,), height, on_terminal(80))
    texts = ["\n".join(page) for page in paged]
    assert [sum(part in text for text in texts) for part in ("The title", "The note.")] == [1, 1]
    assert "The title" in texts[0]
    assert "The note." in texts[-1]
    if height > 3:  # or head and row are on pages of their own
        assert all(("Name" in text) == ("Job" in text) for text in texts)
    assert re.findall(r"Job(\d+)\b", "\n".join(texts)) == [row[0] for row in rows]


LISTS: list[Block] = [
    Facts(tuple((f"Label {number}", f"value {number}") for number in range(40)), "Title"),
    Bullets("Title", tuple(f"item {number} " + "goes on and on " * (number % 7) for number in range(40)), "more is elsewhere"),
    Links("Title", tuple((f"Link {number}", f"https://example.org/{number}") for number in range(40))),
    Ratings("Title", ("importance, 1 to 5",), tuple(Rating(f"Skill {n}", (Bar("importance", f"{n}.5", 0.5),), "About it.")
                                                  for n in range(40)), "A note."),
    Bars("Title", tuple(Bar(f"Bar {number}", f"{number}%", 0.5) for number in range(40)), "A note."),
    Paragraph("word " * 400),
]  # fmt: skip


@pytest.mark.parametrize("block", LISTS, ids=lambda block: type(block).__name__)
def test_lists_of_every_kind_are_cut_between_their_entries(block):
    screen = (Heading("What it is"), block, SourceLine("Sources: BLS"))
    for draw in (plainly(50), on_terminal(80)):
        whole = words(draw(screen))
        for height in HEIGHTS:
            paged = pages(screen, height, draw)
            assert max(map(len, paged)) <= height
            got = words(line for page in paged for line in page)
            assert (set(whole - got), set(got - whole) - heads(screen)) == (set(), set()), height


def test_an_entry_that_fits_on_a_page_is_never_cut():
    items = tuple(f"first{number} " + "and so on " * 14 + f"last{number}" for number in range(30))
    for height in range(4, 40):
        for page in pages((Heading("What"), Bullets("Title", items)), height, plainly(60)):
            text = "\n".join(page)
            assert re.findall(r"first(\d+)", text) == re.findall(r"last(\d+)", text)


def test_an_entry_longer_than_a_page_goes_on_on_the_next():
    long = Bullets("", (" ".join(f"w{number}" for number in range(300)), "short"))
    for height in range(1, 8):
        paged = pages((long,), height, plainly(30))
        assert max(map(len, paged)) <= height
        assert re.findall(r"w\d+|short", "\n".join(map("\n".join, paged))) == [*(f"w{n}" for n in range(300)), "short"]


def test_what_fits_is_one_page():
    screen = (Heading("A"), Paragraph("b"), Facts((("c", "d"),)))
    draw = plainly(40)
    whole = draw(screen)
    assert pages(screen, len(whole), draw) == [whole]
    assert len(pages(screen, len(whole) - 1, draw)) == 2


@pytest.mark.parametrize("screen", [(), (SourceLine(""),), (Facts(()),), (Bullets("", ()),)])
def test_where_nothing_is_to_be_shown_there_is_one_empty_page(screen):
    assert pages(screen, 5, plainly(40)) == [[]]


def test_a_block_that_is_shown_as_nothing_leaves_no_blank_line():
    assert pages((Heading("A"), SourceLine(""), Heading("B")), 9, plainly(40)) == [["A", "", "B"]]


def test_a_block_that_fits_on_a_page_of_its_own_is_not_cut():
    screen = (Paragraph("a " * 30), Paragraph("b " * 30))  # four lines each of twenty columns
    for height in (4, 5, 6, 7, 8):
        assert [set("".join(page).split()) for page in pages(screen, height, plainly(20))] == [{"a"}, {"b"}]
    assert len(pages(screen, 9, plainly(20))) == 1


def test_a_list_does_not_begin_with_one_entry_at_the_foot_of_a_page():
    screen = (Paragraph("a " * 50), Facts(tuple((f"L{number}", "v") for number in range(20))))
    for height, begun in ((8, 0), (9, 0), (10, 3), (11, 4)):  # the paragraph and a blank line are seven
        first, *_ = pages(screen, height, plainly(20))
        assert sum(line.startswith("L") for line in first) == begun
