from __future__ import annotations

import re
import time

import pytest

from occlookup.render import terminal
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

# strict: whoever mends one of these takes its mark away
WIDTHS = [60, 61, 72, 80, 120, None]
FIGURES = ("$34,400", "$39,010", "$47,030", "$56,740", "$65,580")
OTHERS = ("$31,200", "$37,590", "$50,980", "$80,520", "$239,200 or more")
PAY = Boxes(
    "Pay across the nation, a year",
    (
        Box("This occupation", (34_400, 39_010, 47_030, 56_740, 65_580), FIGURES),
        Box("First-Line Supervisors of Office Workers", (31_200, 37_590, 50_980, 80_520, 239_200), OTHERS, open_end=True),
        Box("Clerks", (32_000, 33_000, 34_000, 35_000, 36_000), ("$32,000", "$33,000", "$34,000", "$35,000", "$36,000")),
    ),
    in_figures=2,
)
SKILLS = Ratings(
    "Skills, most important first",
    ("importance, 1 to 5", "level, 0 to 7"),
    (
        Rating("Speaking", (Bar("importance", "3.88", 0.72), Bar("level", "3.62*", 0.517)), "Saying things aloud so that "
               "others understand them, in a room, on the telephone and wherever else that is asked for."),
        Rating("Listening", (Bar("importance", "1.00", 0.0), Bar("level", "none", 0.0))),
    ),
    "*: O*NET recommends not to rely on this figure.",
)  # fmt: skip
ADDRESS = "https://www.careeronestop.org/Toolkit/Jobs/find-jobs-results.aspx?keyword=Bill%20and%20Account%20Collectors"
LINKS = Links("Links", (("O*NET OnLine", "https://www.onetonline.org/"), ("Job search", ADDRESS)))
YEARS = Bars(
    "Median pay over the years, a year",
    tuple(Bar(f"May {year}", f"${year - 1970},000", (year - 1970) / 55) for year in range(2019, 2026)),
    "Dollars of each year, not adjusted for inflation, as the note below the bars says at some length.",
    in_turn=True,
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


def too_long(text: str, width: int | None) -> list[str]:
    """The lines that are wider than the terminal; a line with an address may be."""
    return [line for line in text.splitlines() if width and cell_width(line) > width and "://" not in line]


@pytest.mark.parametrize("unicode", [True, False])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("block", [PAY, SKILLS, LINKS, YEARS], ids=lambda block: type(block).__name__)
def test_a_block_fits_the_terminal_with_all_its_figures(block, width, unicode):
    text = terminal.render((block,), Medium(width, False, unicode))
    assert too_long(text, width) == []
    figures = {
        Boxes: [*FIGURES, *OTHERS, "$34,000"],
        Ratings: ["3.88", "3.62*", "1.00", "none"],
        Links: [ADDRESS, "https://www.onetonline.org/"],
        Bars: [bar.figure for bar in YEARS.bars],
    }[type(block)]
    assert [figure for figure in figures if figure not in text] == []
    assert [line for line in text.splitlines() if line != line.rstrip()] == []


def test_a_spread_is_drawn_with_its_median_beside_it():
    lines = terminal.render((PAY,), Medium(80, False, False)).splitlines()
    drawn = next(line for line in lines if line.startswith("   This occupation"))
    assert re.fullmatch(r"   This occupation +\|\[\| \]\| +\$47,030", drawn)


def test_the_scale_of_the_boxes_is_told_by_its_ends():
    lines = terminal.render((PAY,), Medium(120, False, True)).splitlines()
    axis = next(line for line in lines if line.endswith("median") and "$31,200" in line)
    drawn = next(line for line in lines if line.startswith("   First-Line"))
    assert axis.index("$31,200") == drawn.index("\u251c")
    assert axis.index("$239,200 or more") + len("$239,200 or more") == drawn.index("\u25b6") + 1


def test_the_boxes_say_what_their_marks_mean():
    assert "Mark in the box: median." in terminal.render((PAY,), WIDE)


def test_the_first_spreads_stand_in_figures_below():
    text = terminal.render((PAY,), Medium(120, False, True))
    below = text.partition("Pay across the nation, a year, in figures")[2]
    assert [figure for figure in (*FIGURES, *OTHERS) if figure not in below] == []
    assert "$36,000" not in below
    assert "in figures" not in terminal.render((PAY._replace(in_figures=0),), Medium(120, False, True))


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_long_label_of_a_box_goes_on_below(width):
    words = terminal.render((PAY,), Medium(width, False, True))
    assert "First-Line Supervisors of Office" in words
    assert "Workers" in words


def test_spreads_of_which_nothing_is_known_are_words():
    nothing = Boxes("Pay", (Box("Actors", (None,) * 5, ("withheld by BLS",) * 5),))
    assert terminal.render((nothing,), WIDE) == " Pay:\n   Actors: withheld by BLS\n"


def test_a_spread_that_has_no_room_to_be_drawn_is_words():
    figures = ("$1,239,200 or more, as published",) * 4 + ("$2 more",)
    narrow = Boxes("Pay", (Box("A label that takes its room too", (1, 2, 3, 4, 5), figures),))
    text = terminal.render((narrow,), Medium(60, False, True))
    assert "90th percentile: $2 more" in text
    assert too_long(text, 60) == []


@pytest.mark.parametrize("width", [80, 120])
def test_ratings_stand_under_their_scales(width):
    lines = terminal.render((SKILLS,), Medium(width, False, False)).splitlines()
    head = next(line for line in lines if "importance, 1 to 5" in line)
    row = next(line for line in lines if "Speaking" in line)
    assert head.index("importance, 1 to 5") == row.index("3.88") - 1  # right-aligned with "3.62*"
    assert head.index("level, 0 to 7") == row.index("3.62*")
    assert lines[lines.index(row) + 1].startswith("     Saying things aloud")


def test_a_rating_without_a_level_has_no_bar_for_it():
    row = next(line for line in terminal.render((SKILLS,), Medium(80, False, False)).splitlines() if "Listening" in line)
    assert row.endswith(" none")
    assert "#" not in row


def test_the_note_stands_below_the_bars_and_wraps():
    lines = terminal.render((YEARS,), Medium(60, False, True)).splitlines()
    assert lines[-2].startswith("   Dollars of each year")
    assert " ".join(" ".join(lines[8:]).split()) == YEARS.note


def test_years_stay_one_below_another_however_wide_the_terminal_is():
    years = [line for line in terminal.render((YEARS,), Medium(300, False, True)).splitlines() if "May 20" in line]
    assert len(years) == 7
    assert all(line.count("May 20") == 1 for line in years)
    beside = terminal.render((YEARS._replace(in_turn=False),), Medium(300, False, True))
    assert any(line.count("May 20") == 2 for line in beside.splitlines())


def test_an_address_is_marked_as_a_link_where_the_medium_knows_links():
    text = terminal.render((LINKS,), WIDE._replace(links=True))
    for _, address in LINKS.links:
        assert f"\x1b]8;;{address}\x1b\\{address}\x1b]8;;\x1b\\" in text
    unmarked = re.sub(r"\x1b\]8;;.*?\x1b\\", "", text)
    assert unmarked == terminal.render((LINKS,), WIDE)
    assert "\x1b" not in terminal.render((LINKS,), WIDE)


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("width", [20, 60, 80, 120, None])
def test_an_address_is_whole_on_one_line(width, links):
    text = terminal.render((LINKS,), Medium(width, links, True, links))
    assert [line for line in text.splitlines() if ADDRESS in line]


def test_an_address_without_room_beside_its_label_stands_below_it():
    assert terminal.render((LINKS,), Medium(80, False, True)).splitlines()[1:] == [
        "   O*NET OnLine  https://www.onetonline.org/",
        "   Job search",
        f"     {ADDRESS}",
    ]


@pytest.mark.parametrize("colour", [True, False])
def test_hostile_boxes_ratings_and_links_are_cleaned(colour):
    hostile = "a\x1b[2J\x1b]8;;https://example.org\x1b\\\u202e\x9bb"
    bar = Bar(hostile, hostile, 0.5)
    screen: Screen = (
        Boxes(hostile, (Box(hostile, (1, 2, 3, 4, 5), (hostile,) * 5),), in_figures=1),
        Ratings(hostile, ("x",), (Rating(hostile, (bar,), hostile),), hostile),
        Links(hostile, ((hostile, hostile),)),
        Bars(hostile, (bar,), hostile),
    )
    text = bare(terminal.render(screen, Medium(None, colour, True)))
    assert not {"\x1b", "\u202e", "\x9b"} & set(text)
    assert "a[2J]8;;https://example.org\\b" in text


def test_a_hostile_address_cannot_leave_its_link():
    hostile = "https://example.org/\x1b\\\x07\x1b]8;;https://elsewhere.org/\x1b\\"
    text = terminal.render((Links("x", (("y", hostile),)),), WIDE._replace(links=True))
    assert text.count("\x1b") == 4
    assert "\x07" not in text


def test_boxes_of_no_occupation_are_nothing_but_their_title():
    assert "Pay" in terminal.render((Boxes("Pay", ()),), WIDE)


# as they are on the pages of nurses and actors
LONG_BLOCKS = (
    Bars("Education that the job requires, percent of workers and experts asked (O*NET)", (Bar("None", "50.00%", 0.5),)),
    Bars("Education", (Bar("Associate's Degree (or other 2-year degree)", "50.00%", 0.5),), in_turn=True),
    Bars("Training", (Bar("Anything beyond short demonstration, up to and including 1 month", "13.52%", 0.1),), in_turn=True),
    Bars("Work-life index: 4.7 of 10; higher is better for a life outside work", (Bar("Time pressure", "0.90", 0.9),)),
    Bars("Work-life index", (Bar("Deal with unpleasant or angry people", "0.42, percentile 38.7", 0.4),), in_turn=True),
    Ratings(
        "Knowledge",
        ("importance, 1 to 5", "level, 0 to 7"),
        (Rating("Customer and Personal Service", (Bar("importance", "3.77", 0.7), Bar("level", "5.18", 0.7))),),
    ),
    Facts((("rated by people, half of what added software would bring", "0.57"),), "Share of tasks exposed, 0 to 1"),
)


@pytest.mark.parametrize("width", [60, 64, 72, 80, 120])
@pytest.mark.parametrize("block", LONG_BLOCKS, ids=range(len(LONG_BLOCKS)))
def test_long_titles_and_labels_fit_the_terminal(block, width):
    assert too_long(terminal.render((block,), Medium(width, False, True)), width) == []


@pytest.mark.parametrize("width", [*range(60, 65), 72, 80, 120])
def test_the_ends_of_a_scale_have_room_and_do_not_run_together(width):
    numbers = (12_000, 70_000, 99_000, 180_000, 239_200)
    box = Box("Health Specialties Teachers", numbers, (*FIGURES[:4], "$239,200 or more"), open_end=True)
    text = terminal.render((Boxes("Pay", (box,)),), Medium(width, False, True))
    assert too_long(text, width) == []
    assert "$34,400$239,200" not in text


@pytest.mark.parametrize("colour", [True, False])
def test_hostile_column_titles_and_scales_are_cleaned(colour):
    hostile = "a\x1b[2J\u202eb"
    medium = Medium(None, colour, True)
    table = terminal.render((Grid((Column(hostile),), (("1",),)),), medium)
    scales = terminal.render((Ratings("x", (hostile,), (Rating("x", (Bar("y", "1", 0.5),)),)),), medium)
    assert not {"\x1b", "\u202e"} & set(bare(table + scales))


def test_one_outlier_does_not_press_the_others_together():
    near = Box("Near", (10.0, 20.0, 30.0, 40.0, 50.0), ("$10", "$20", "$30", "$40", "$50"))
    far = Box("Far", (100.0, 200.0, 300.0, 400.0, 500.0), ("$100", "$200", "$300", "$400", "$500"))
    alone = terminal.render((Boxes("Pay", (near,), in_figures=1),), Medium(80, colour=False, unicode=True))
    beside = terminal.render((Boxes("Pay", (near, far), in_figures=1),), Medium(80, colour=False, unicode=True))
    assert alone.splitlines()[1].replace(" ", "") == beside.splitlines()[1].replace(" ", "")
    assert "\u25b6" in beside.splitlines()[2]
    assert "Arrow: it goes on beyond this scale." in beside
    assert "Arrow" not in alone


def test_a_very_wide_cell_takes_no_longer_than_its_width_says():
    grid = Grid((Column("Text"), Column("Name")), (("x" * 12_000, "a"), ("y", "b")))
    begun = time.process_time()
    lines = terminal.render((grid,), Medium(None, False, True)).splitlines()
    assert time.process_time() - begun < 3
    assert [line.split() for line in lines] == [["Text", "Name"], ["x" * 12_000, "a"], ["y", "b"]]
