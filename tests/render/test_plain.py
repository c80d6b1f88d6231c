from __future__ import annotations

import pytest

from occlookup.render import plain
from occlookup.render.blocks import Bar, Bars, Bullets, Column, Facts, Grid, Heading, Paragraph, Screen, SourceLine
from occlookup.render.cleaning import cell_width

SCREEN: Screen = (
    Heading("Actors", "SOC 27-2011", "Arts > Entertainers"),
    Paragraph("Plays parts on a stage."),
    Facts((("Jobs", "55,000"), ("Pay", "$29.05 an hour")), "Figures"),
    Bullets("Related", ("27-2012 Producers",), "3 more: occlookup show 27-2011 --json"),
    Bars("Interests", (Bar("Artistic", "7.00", 1.0),)),
    Grid(
        (Column("State", key=False), Column("Jobs", "right", label="Jobs there"), Column("Zone")),
        (("Texas", "2,160", ""),),
        "Where",
        note="All states: occlookup wages 27-2011",
    ),
    SourceLine("Sources: BLS OEWS May 2025"),
)


def test_a_screen_is_one_fact_a_line():
    assert plain.render(SCREEN).splitlines() == [
        "Actors",
        "SOC 27-2011",
        "Arts > Entertainers",
        "",
        "Plays parts on a stage.",
        "",
        "Figures:",
        "Jobs: 55,000",
        "Pay: $29.05 an hour",
        "",
        "Related:",
        "- 27-2012 Producers",
        "3 more: occlookup show 27-2011 --json",
        "",
        "Interests:",
        "  Artistic: 7.00",
        "",
        "Where:",
        "Texas",
        "  Jobs there: 2,160",
        "All states: occlookup wages 27-2011",
        "",
        "Sources: BLS OEWS May 2025",
    ]


def test_it_ends_in_one_newline():
    assert plain.render(SCREEN).endswith("2025\n")


def test_it_is_ascii_without_boxes_or_escapes():
    assert plain.render(SCREEN).isascii()
    assert "\x1b" not in plain.render(SCREEN)


@pytest.mark.parametrize("width", [20, 30, 40, 59])
def test_no_line_is_wider_than_asked_and_no_word_is_lost(width):
    text = plain.render(SCREEN, width)
    assert all(cell_width(line) <= width for line in text.splitlines())
    assert text.replace("-\n", "-").split() == plain.render(SCREEN).split()


def test_what_goes_on_below_stands_deeper():
    assert plain.block_lines(Facts((("Pay", "not published for this place"),)), 20) == [
        "Pay: not published",
        "  for this place",
    ]


def test_a_cell_without_text_says_nothing():
    grid = Grid((Column("Code"), Column("Zone")), (("43-3011", ""),))
    assert plain.block_lines(grid, None) == ["43-3011"]


def test_the_row_goes_by_the_column_that_names_it():
    grid = Grid((Column("Code"), Column("Occupation")), (("43-3011", "Collectors"),), heads=1)
    assert plain.block_lines(grid, None) == ["Collectors", "  Code: 43-3011"]


def test_hostile_text_is_cleaned():
    hostile = "a\x1b[2J\u202eb"
    screen: Screen = (
        Heading(hostile, hostile, hostile),
        Paragraph(hostile),
        Facts(((hostile, hostile),), hostile),
        Bullets(hostile, (hostile,), hostile),
        Bars(hostile, (Bar(hostile, hostile, 0.5),)),
        Grid((Column(hostile), Column("x", label=hostile)), ((hostile, hostile),), hostile, note=hostile),
        SourceLine(hostile),
    )
    text = plain.render(screen)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert text.count("a[2Jb") == 19


def test_wide_characters_are_wrapped_by_their_columns():
    assert all(cell_width(line) <= 40 for line in plain.block_lines(Paragraph("漢字 " * 12), 40))
