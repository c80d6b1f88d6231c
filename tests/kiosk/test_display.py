"""What stands on the screen, at any size."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from kiosk.fake_console import FakeConsole
from occlookup.catalog import Catalog
from occlookup.kiosk import pages
from occlookup.kiosk.conversation import Conversation
from occlookup.kiosk.display import Display, Look
from occlookup.kiosk.editing import Line
from occlookup.kiosk.keyboard import Key
from occlookup.kiosk.session import FAULT, View
from occlookup.model import Area
from occlookup.render.blocks import Bullets, Column, Facts, Grid, Heading, Paragraph
from occlookup.render.cleaning import cell_width

OHIO = Area("3900000", "Ohio", "state", "OH")
LONG_NAME = Area("1100000", "District of Columbia", "state", "DC")
ASIDE = "Ohio \u00b7 private: cleared when you leave"
LOOKS = {
    "colour": Look(), "no colour": Look(colour=False), "ascii": Look(colour=False, unicode=False), "large": Look(large=True),
    "plain": Look(plain=True),
}  # fmt: skip
SIZES = [
    (20, 5), (20, 24), (25, 6), (31, 7), (32, 8), (40, 10), (59, 13), (60, 14), (64, 20), (80, 24), (100, 12), (132, 43),
    (200, 60),
]  # fmt: skip
LINES = (
    "best pay",
    "nurse",
    "1",
    "pay",
    "outlook",
    "tasks",
    "skills",
    "school",
    "like",
    "compare 1 2",
    "families",
    "list",
    "help",
)


def typed(text: str) -> Line:
    line = Line()
    for char in text:
        line.press(Key("text", char))
    return line


@pytest.fixture(scope="module")
def views(bundled: Catalog) -> list[View]:
    talk = Conversation(bundled, bundled.find_state("OH"))
    talk.begin()
    found = [talk.session.view]
    for line in LINES:
        talk.handle(line)
        found.append(talk.session.view)
    return found


def display(columns: int = 80, rows: int = 24, look: Look = LOOKS["no colour"]) -> tuple[FakeConsole, Display]:
    console = FakeConsole(columns=columns, rows=rows)
    return console, Display(console, look)


def every_page(console: FakeConsole, shown: Display, view: View, state: Area | None = OHIO) -> list[str]:
    found = []
    shown.page = 0
    while True:
        shown.draw(view, state, Line())
        found.append(console.screen)
        if not shown.has_more:
            return found
        shown.turn()


def test_it_has_a_title_the_page_a_hint_and_a_prompt():
    console, shown = display(70, 20)
    shown.message = "Kept."
    shown.draw(View((Heading("Nurses"), Paragraph("They nurse.")), hint="Type: pay"), OHIO, typed("out"))
    title = f" CAREER LOOKUP{ASIDE.rjust(70 - 3 - 13)}"
    assert console.screen == f"{title}\n\n Kept.\n\n Nurses\n\n They nurse.\n\n Type: pay\n > out"
    assert not console.resized


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
@pytest.mark.parametrize("columns, rows", SIZES)
@pytest.mark.parametrize("message", ["", "Kept: Registered Nurses. All you kept: list " * 4])
def test_no_screen_is_larger_than_the_terminal(views, look, columns, rows, message):
    console, shown = display(columns, rows, look)
    for view in views:
        shown.message = message
        for screen in every_page(console, shown, view, LONG_NAME):
            if look.plain:
                screen = screen.removesuffix(" > ").rpartition(" > ")[2]
            lines = screen.split("\n")
            assert look.plain or len(lines) <= rows, (view.screen[0], lines)
            for line in lines:
                # one word alone may be longer than the terminal is wide: it is shown whole
                assert cell_width(line) <= columns or len(line.split()) == 1, (view.screen[0], line)
            assert screen.endswith("\n > ") or look.plain
            console.screens[-1] = ""


@pytest.mark.parametrize("columns, rows", [(20, 5), (32, 8), (60, 14), (80, 24), (80, 12), (200, 60)])
def test_all_pages_together_have_all_words_of_the_page(views, columns, rows):
    console, shown = display(columns, rows)
    for view in views:
        said = re.sub(r"\s+", "", "".join(every_page(console, shown, view)))
        for block in view.screen:
            if isinstance(block, Paragraph):
                text = re.sub(r"\s+", "", block.text)
                assert all(re.sub(r"\s+", "", word) in said for word in block.text.split()), text
            if isinstance(block, Facts):
                assert all(word in said for pair in block.pairs for part in pair for word in part.split())
            if isinstance(block, Grid):
                assert all(word in said for row in block.rows for word in row[block.heads].replace("-", "- ").split())


def test_pages_are_turned_and_the_first_comes_after_the_last():
    console, shown = display(40, 10)
    view = View((Bullets("Title", tuple(f"item{number}" for number in range(20))),), hint="The hint")
    screens = every_page(console, shown, view)
    assert len(screens) > 2
    assert [f"Enter: more (page {number} of {len(screens)})" in screen for number, screen in enumerate(screens, 1)] == [
        *[True] * (len(screens) - 1), False,
    ]  # fmt: skip
    assert ["The hint" in screen for screen in screens] == [*[False] * (len(screens) - 1), True]
    assert re.findall(r"item(\d+)", "".join(screens)) == [str(number) for number in range(20)]
    shown.turn()
    assert shown.page == 0


def test_on_a_narrow_terminal_the_hint_is_short():
    console, shown = display(31, 10)
    shown.draw(View((Bullets("", tuple(map(str, range(50)))),)), None, Line())
    assert re.search(r"\n Enter: 1 of \d+\n > $", console.screen)


def test_a_page_that_is_no_more_is_the_last_one():
    console, shown = display(40, 10)
    view = View((Bullets("", tuple(f"item{number}" for number in range(20))),))
    shown.page = 99
    shown.draw(view, None, Line())
    assert "item19" in console.screen
    console.rows = 60
    shown.draw(view, None, Line())
    assert (shown.page, shown.has_more) == (0, False)
    assert "item0\n" in console.screen


def test_another_size_cuts_the_page_anew():
    console, shown = display(80, 24)
    view = View((Bullets("", tuple(f"item{number} and some more words" for number in range(30))),))
    for columns, rows in ((80, 24), (40, 10), (20, 5), (80, 24), (120, 60)):
        console.columns, console.rows = columns, rows
        screens = every_page(console, shown, view)
        assert all(len(screen.split("\n")) <= rows for screen in screens)
        assert re.findall(r"item(\d+)", "".join(screens)) == [str(number) for number in range(30)]


def test_a_message_takes_its_room_from_the_page_and_not_from_the_prompt():
    console, shown = display(40, 9)
    view = View((Bullets("", tuple(f"item{number}" for number in range(20))),))
    shown.message = "many words " * 60
    for screen in every_page(console, shown, view):
        assert len(screen.split("\n")) <= 9
        assert "item" in screen
        assert screen.endswith("\n > ")


def test_what_is_hostile_is_cleaned():
    for look in LOOKS.values():
        console, shown = display(60, 20, look)
        shown.message = "a\x1b[2Jb\x07\u202ec"
        state = Area("1", "O\x1b]0;x\x07hio", "state", "OH")
        view = View((Heading("T\x1b[31mitle"), Paragraph("p\x9b2Jq")), hint="hint")
        shown.draw(view, state, Line(), instead="in\x1bstead")
        assert console.said.replace("\n", "").isprintable()
        assert "a[2Jbc" in console.said


def test_something_else_may_stand_in_the_place_of_the_hint():
    for look in (Look(colour=False), Look(plain=True)):
        console, shown = display(60, 20, look)
        shown.draw(View((Paragraph("page"),), hint="The hint"), None, Line(), instead="PIN:")
        assert "PIN:" in console.screen
        assert ("The hint" in console.screen) == look.plain


def test_the_line_is_drawn_as_it_is_typed():
    console, shown = display(20, 10)
    shown.draw(View(()), None, Line())
    console.written.clear()
    line = Line()
    for char in "nurse":
        before = line.text
        line.press(Key("text", char))
        shown.retype(line, before)
    assert console.written == list("nurse")
    before = line.text
    line.press(Key("erase"))
    shown.retype(line, before)
    assert console.written[-1] == "\r > nurs\x1b[K"


def test_of_a_line_that_is_too_long_the_end_is_seen():
    console, shown = display(20, 10)
    line = typed("a" * 30 + "漢字")
    shown.draw(View(()), None, line)
    prompt = console.screen.split("\n")[-1]
    assert prompt == " > " + "a" * 11 + "漢字"
    before = line.text
    line.press(Key("text", "b"))
    shown.retype(line, before)
    assert console.written[-1] == "\r > " + "a" * 10 + "漢字b\x1b[K"
    for text in ("a", "漢", "e\u0301", "a漢"):
        for length in range(1, 256):
            line = typed(text * length)
            shown.retype(line, line.text[:-1])
            assert cell_width(console.written[-1].removeprefix("\r > ").removesuffix("\x1b[K")) + 3 < 20


@pytest.mark.parametrize("columns", [20, 22, 30, 36, 40, 59, 60, 62, 80, 200])
def test_the_warning_fits_on_one_line_and_says_the_seconds(columns):
    console, shown = display(columns, 10)
    shown.draw(View(()), None, Line())
    for seconds in (30, 7):
        shown.warn(seconds)
        text = console.written[-1].removeprefix("\r").removesuffix("\x1b[K")
        assert len(text) < columns
        assert f"{seconds} s" in text
        assert console.written[-1].endswith("\x1b[K")
    assert ("Everything is cleared" in text) == (columns >= 60)


def test_a_fault_in_drawing_is_the_plain_line(monkeypatch):
    console, shown = display(80, 24)
    bad = View((Grid((Column("a"), Column("b")), (("only one",),)),))
    shown.draw(bad, None, Line())
    assert FAULT in console.screen
    assert console.screen.endswith("\n > ")


def test_colour_and_characters_beyond_ascii_only_where_they_are_wanted(views):
    console, shown = display(80, 24, LOOKS["colour"])
    for view in views:
        shown.draw(view, OHIO, Line())
    assert "\x1b[1mCAREER LOOKUP\x1b[0m" in console.screens[-1]
    for name in ("no colour", "ascii", "plain"):
        console, shown = display(80, 24, LOOKS[name])
        for view in views:
            every_page(console, shown, view)
        assert "\x1b" not in "".join(console.written)
        if name == "ascii":
            assert not set("\u2022\u2588\u258f\u00b7") & set("".join(console.written))


def test_large_has_room_between_the_lines_fewer_columns_and_nothing_dim(views):
    console, shown = display(80, 40, LOOKS["large"])
    for view in views:
        shown.draw(view, OHIO, Line())
        body = console.screen.split("\n")[2:-3]
        assert all(not one or not other for one, other in pairwise(body)), body
    assert "\x1b[2m" not in "".join(console.written)
    listed = views[1]
    console, shown = display(120, 40, LOOKS["large"])
    shown.draw(listed, OHIO, Line())
    assert ("Median pay OH" in console.screen, "Growth" in console.screen) == (True, False)


# Line after line


def test_in_plain_a_page_is_said_once_and_then_only_what_is_new():
    console, shown = display(60, 20, Look(plain=True))
    view = View((Heading("Nurses"), Paragraph("They nurse.")), hint="Type: pay")
    shown.draw(view, OHIO, Line())
    title = f" CAREER LOOKUP{ASIDE.rjust(60 - 3 - 13)}"
    assert console.said == f"{title}\n\nNurses\n\nThey nurse.\nType: pay\n > "
    console.written.clear()
    shown.message = "Kept."
    shown.draw(view, OHIO, Line())
    assert console.said == "\nKept.\n > "
    console.written.clear()
    shown.message = ""
    shown.draw(View((Heading("Other"),), hint="h"), OHIO, Line())
    assert console.said == "\nOther\nh\n > "


def test_in_plain_nothing_is_cleared_or_moved(views):
    console, shown = display(60, 20, Look(plain=True))
    for view in views:
        every_page(console, shown, view)
    for seconds in range(30, 0, -1):
        shown.warn(seconds)
    assert len(console.screens) == 1
    assert not re.search(r"[\x1b\r]", "".join(console.written))
    assert re.findall(r"cleared in (\d+) s", console.said) == ["30", "20", "10", "5"]


@pytest.mark.parametrize("look", [Look(colour=False), Look(plain=True)])
def test_after_a_person_nothing_of_theirs_is_remembered(look):
    console, shown = display(60, 20, look)
    shown.draw(View((Bullets("", tuple(map(str, range(90)))),)), None, Line())
    shown.message = "secret"
    shown.turn()
    assert vars(shown) != vars(Display(console, look))
    shown.reset()
    assert vars(shown) == vars(Display(console, look))


def test_the_first_page_fits_on_a_terminal_of_the_usual_size():
    for state in (None, OHIO):
        console, shown = display(80, 24)
        assert len(every_page(console, shown, pages.home(state), state)) == 1
