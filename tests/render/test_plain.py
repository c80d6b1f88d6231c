from __future__ import annotations

import pytest

from occlookup.render import plain
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

ADDRESS = "https://www.careeronestop.org/Toolkit/Jobs/find-jobs-results.aspx?keyword=Bill%20and%20Account%20Collectors"
SPREAD = ("$34,400", "$39,010", "$47,030", "$56,740", "$239,200 or more")
CHARTS: Screen = (
    Boxes(
        "Pay",
        (
            Box("This occupation", (34_400, 39_010, 47_030, 56_740, 239_200), SPREAD, open_end=True),
            Box("Actors", (None,) * 5, ("withheld by BLS",) * 5),
            Box("Partly", (1, None, None, None, None), ("$1", *["withheld by BLS"] * 4)),
        ),
        in_figures=1,
    ),
    Ratings(
        "Skills",
        ("importance, 1 to 5", "level, 0 to 7"),
        (
            Rating("Speaking", (Bar("importance", "3.88*", 0.72), Bar("level", "3.62", 0.517)), "Saying things aloud."),
            Rating("Listening", (Bar("importance", "4.00", 0.75), Bar("level", "none", 0.0))),
        ),
        "*: not to rely on.",
    ),
    Links("Links", (("Job search", ADDRESS),)),
    Bars("Jobs", (Bar("2024", "166,900 jobs", 1.0), Bar("2034", "149,400 jobs", 0.9)), "17,500 fewer jobs.", in_turn=True),
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


def test_charts_are_one_fact_a_line():
    assert plain.render(CHARTS).splitlines() == [
        "Pay:",
        "  This occupation",
        "    10th percentile: $34,400",
        "    25th percentile: $39,010",
        "    Median: $47,030",
        "    75th percentile: $56,740",
        "    90th percentile: $239,200 or more",
        "  Actors: withheld by BLS",
        "  Partly",
        "    10th percentile: $1",
        "    25th percentile: withheld by BLS",
        "    Median: withheld by BLS",
        "    75th percentile: withheld by BLS",
        "    90th percentile: withheld by BLS",
        "",
        "Skills:",
        "  Speaking: importance 3.88*, level 3.62",
        "    Saying things aloud.",
        "  Listening: importance 4.00, level none",
        "*: not to rely on.",
        "",
        "Links:",
        f"  Job search: {ADDRESS}",
        "",
        "Jobs:",
        "  2024: 166,900 jobs",
        "  2034: 149,400 jobs",
        "17,500 fewer jobs.",
    ]


@pytest.mark.parametrize("width", [20, 40, 59, 60, 80, 120, None])
def test_a_chart_has_no_bar_and_no_box(width):
    text = plain.render(CHARTS, width)
    assert text.isascii()
    assert not set("#[]|") & set(text)


@pytest.mark.parametrize("width", [20, 40, 59, 60, 80, 120])
def test_no_line_of_a_chart_is_wider_than_asked_and_no_figure_is_lost(width):
    text = plain.render(CHARTS, width)
    assert [line for line in text.splitlines() if cell_width(line) > width and ADDRESS not in line] == []
    assert text.split() == plain.render(CHARTS).split()


@pytest.mark.parametrize("width", [20, 40, 60, None])
def test_an_address_is_whole_on_one_line_and_never_an_escape(width):
    text = plain.render(CHARTS, width)
    assert [line for line in text.splitlines() if line.endswith(ADDRESS)]
    assert "\x1b" not in text


def test_hostile_charts_are_cleaned():
    hostile = "a\x1b[2J\u202e\x9bb"
    bar = Bar(hostile, hostile, 0.5)
    screen: Screen = (
        Boxes(hostile, (Box(hostile, (1, 2, 3, 4, 5), (hostile,) * 4 + ("x",)), Box(hostile, (None,) * 5, (hostile,) * 5))),
        Ratings(hostile, (hostile,), (Rating(hostile, (bar,), hostile),), hostile),
        Links(hostile, ((hostile, hostile),)),
        Bars(hostile, (bar,), hostile),
    )
    text = plain.render(screen)
    assert not {"\x1b", "\u202e", "\x9b"} & set(text)
    assert text.count("a[2Jb") == 8 + 6 + 3 + 4
