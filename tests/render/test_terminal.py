from __future__ import annotations

import re

import pytest

from occlookup.render import terminal
from occlookup.render.blocks import Bar, Bars, Bullets, Column, Facts, Grid, Heading, Paragraph, Screen, SourceLine
from occlookup.render.cleaning import cell_width
from occlookup.render.medium import Medium

WIDE = Medium(100, colour=False, unicode=True)
INTERESTS = ("Realistic", "Investigative", "Artistic", "Social", "Enterprising", "Conventional")
SIX = Bars("Interests", tuple(Bar(name, "7.00", place / 5) for place, name in enumerate(INTERESTS)))
SCREEN: Screen = (
    Heading("Actors", "SOC 27-2011", "Arts > Entertainers"),
    Paragraph("Plays parts on a stage.", quiet=True),
    Facts((("Jobs", "55,000"), ("Median pay", "$29.05 an hour"))),
    Bullets("What they do", ("Plays a part.",), "3 more"),
    SIX,
    Grid((Column("Code"), Column("Occupation", key=False)), (("27-2011", "Actors"),), "Related", note="A note."),
    SourceLine("Sources: BLS OEWS May 2025"),
)


def bare(text: str) -> str:
    return re.sub(r"\x1b\[\d+m", "", text)


def test_colour_adds_escape_sequences_and_nothing_else():
    coloured = terminal.render(SCREEN, WIDE._replace(colour=True))
    assert "\x1b[1mActors\x1b[0m" in coloured
    assert "\x1b[36mSOC 27-2011\x1b[0m" in coloured
    assert "\x1b[2mSources: BLS OEWS May 2025\x1b[0m" in coloured
    assert [line.rstrip() for line in bare(coloured).splitlines()] == terminal.render(SCREEN, WIDE).splitlines()


def test_every_escape_sequence_is_closed_on_its_line():
    for line in terminal.render(SCREEN, WIDE._replace(colour=True)).splitlines():
        codes = re.findall(r"\x1b\[(\d+)m", line)
        assert codes[1::2] == ["0"] * (len(codes) // 2)
        assert len(codes) % 2 == 0


def test_without_colour_there_is_no_escape_sequence():
    assert "\x1b" not in terminal.render(SCREEN, WIDE)


def test_a_medium_without_unicode_has_only_ascii_decoration():
    text = terminal.render(SCREEN, WIDE._replace(unicode=False))
    assert text.isascii()
    assert "  - Plays a part." in text
    assert "####" in text


def test_bullets_and_blocks_where_the_medium_has_them():
    text = terminal.render(SCREEN, WIDE)
    assert "\u2022 Plays a part." in text
    assert "\u2588" * 20 in text


def test_under_sixty_columns_it_is_label_and_value_lines():
    assert "Jobs: 55,000" in terminal.render(SCREEN, WIDE._replace(width=59))
    assert "Jobs        55,000" in terminal.render(SCREEN, WIDE._replace(width=60))


def test_the_aside_stands_at_the_right_end_or_below():
    (line,) = terminal.render((Heading("Actors", "SOC 27-2011"),), Medium(70, False, True)).splitlines()
    assert line == f" Actors{'SOC 27-2011':>62}"
    title = "First-Line Supervisors of Helpers, Laborers, and Material Movers"
    lines = terminal.render((Heading(title, "SOC 53-1042"),), Medium(70, False, True)).splitlines()
    assert lines == [f" {title}", " SOC 53-1042"]


def test_prose_is_no_wider_than_is_easy_to_read():
    lines = terminal.render((Paragraph("word " * 100),), Medium(300, False, True)).splitlines()
    assert max(map(len, lines)) <= terminal.PROSE_WIDTH + 1


@pytest.mark.parametrize("rows", [1, terminal.LONG_GRID, terminal.LONG_GRID + 1])
@pytest.mark.parametrize("width", [None, 60, 80, 120])
def test_the_two_writers_of_tables_agree(rows, width, monkeypatch):
    row = ("53-1042", "First-Line Supervisors of Helpers, Laborers, and Material Movers, Hand", "158,830")
    grid = Grid((Column("Code"), Column("Occupation", key=False), Column("Jobs", "right")), (row,) * rows)
    written = terminal.render((grid,), Medium(width, False, True))
    monkeypatch.setattr(terminal, "LONG_GRID", 0 if rows <= 50 else 10_000)
    assert terminal.render((grid,), Medium(width, False, True)) == written


def test_a_grid_that_cannot_fit_is_label_and_value_lines():
    columns = tuple(Column(f"Column {number}") for number in range(8))
    text = terminal.render((Grid(columns, (("1234567890",) * 8,), "Title"),), Medium(60, False, True))
    assert text.count("1234567890") == 8
    assert "Column 7: 1234567890" in text


@pytest.mark.parametrize("part, cells", [(0.0, 0), (0.5, 10), (1.0, 20), (-1.0, 0), (2.0, 20)])
def test_a_bar_is_as_long_as_its_part(part, cells):
    for unicode, block in ((True, "\u2588"), (False, "#")):
        lines = terminal.render((Bars("Title", (Bar("a", "1", part),)),), Medium(100, False, unicode)).splitlines()
        assert lines[1].count(block) == cells


def test_a_bar_tells_eighths_of_a_cell():
    lines = terminal.render((Bars("Title", (Bar("a", "1", 3 / 160),)),), WIDE).splitlines()
    assert "\u258d" in lines[1]


def test_two_columns_of_bars_where_there_is_room():
    assert len(terminal.render((SIX,), Medium(100, False, True)).splitlines()) == 4
    assert len(terminal.render((SIX,), Medium(70, False, True)).splitlines()) == 7


@pytest.mark.parametrize("width", [80, 100])
def test_bars_are_no_wider_than_the_terminal(width):
    names = ("Customer and Personal Service", "Economics and Accounting", "English Language", "Mathematics")
    bars = Bars("Knowledge", tuple(Bar(name, "4.00", 0.5) for name in names))
    lines = terminal.render((bars, SIX), Medium(width, False, True)).splitlines()
    assert max(map(cell_width, lines)) <= width


def test_hostile_bars_are_cleaned():
    text = terminal.render((Bars("Title", (Bar("a\x1b[2J\u202e", "1", 0.5),)),), WIDE)
    assert not {"\x1b", "\u202e"} & set(text)


def test_bars_without_a_bar_are_nothing_but_their_title():
    assert terminal.render((Bars("Title", ()),), WIDE) == " Title\n"


def test_hostile_text_is_cleaned_and_never_markup():
    hostile = "[bold]a[/x] :smile: \x1b[2J\u202eb"
    screen: Screen = (
        Heading(hostile, hostile, hostile),
        Paragraph(hostile),
        Facts(((hostile, hostile),), hostile),
        Bullets(hostile, (hostile,), hostile),
        Bars(hostile, (Bar("a", "1", 0.5),)),
        Grid((Column("x"), Column("y", key=False)), ((hostile, hostile),), hostile, note=hostile),
        SourceLine(hostile),
    )
    for colour in (False, True):
        text = bare(terminal.render(screen, Medium(None, colour, True)))
        assert text.count("[bold]a[/x] :smile: [2Jb") == 16
        assert not {"\x1b", "\u202e"} & set(text)
