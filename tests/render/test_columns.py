from __future__ import annotations

import pytest

from occlookup.render.blocks import Column, Grid
from occlookup.render.cleaning import cell_width
from occlookup.render.columns import GAP, clean_grid, column_widths, fit, grid_lines, wrap

CODE, TITLE, JOBS = Column("Code"), Column("Occupation", key=False), Column("Jobs", "right")
ROWS = (
    ("43-3011", "Bill and Account Collectors", "158,830"),
    ("29-1141.01", "First-Line Supervisors of Helpers, Laborers, and Material Movers, Hand", "3,379,720"),
)
GRID = Grid((CODE, TITLE, JOBS), ROWS)


def lines_at(grid: Grid, width: int | None) -> list[str]:
    fitting = fit(grid, width)
    assert fitting is not None
    return grid_lines(*fitting)


def test_without_a_width_every_column_has_what_it_needs():
    assert column_widths(GRID, None) == [10, 70, 9]
    assert len(grid_lines(GRID, [10, 70, 9])) == 3


@pytest.mark.parametrize("width", [*range(39, 60), 80, 119])
def test_codes_and_figures_are_whole_at_every_width_that_fits(width):
    lines = lines_at(GRID, width)
    text = "\n".join(lines)
    assert all(figure in text for figure in ("43-3011", "29-1141.01", "158,830", "3,379,720"))
    assert max(map(cell_width, lines)) <= width


@pytest.mark.parametrize("width", [39, 45, 60, 80, 119])
def test_a_wrapped_name_loses_no_word(width):
    fitting = fit(GRID._replace(rows=ROWS[1:]), width)
    assert fitting is not None
    _, widths = fitting
    parts = [line[12 : 12 + widths[1]].strip() for line in grid_lines(*fitting)[1:]]
    assert " ".join(parts).replace("- ", "-") == ROWS[1][1]


def test_a_grid_whose_key_columns_do_not_fit_is_none():
    assert fit(GRID, 38) is None
    assert fit(Grid((CODE, JOBS), (("43-3011", "158,830"),)), 15) is None


@pytest.mark.parametrize("width", [62, 80, 100])
def test_several_columns_that_wrap_share_no_more_than_there_is(width):
    names = tuple(Column(str(number), key=False) for number in range(3))
    widths = column_widths(Grid((CODE, *names), (("43-3011", "a " * 60, "b " * 30, "c " * 9),)), width)
    assert widths is not None
    assert sum(widths) + 3 * GAP <= width


def test_key_columns_alone_fit_exactly():
    assert column_widths(Grid((CODE, JOBS), (("43-3011", "158,830"),)), 16) == [7, 7]


def test_spare_columns_go_the_least_needed_first_and_the_note_says_which():
    columns = (CODE, JOBS._replace(spare=1, label="Number of jobs"), Column("Entry", "right", spare=2))
    grid = Grid(columns, (("43-3011", "158,830", "$16.54"),), note="A note.")
    fitting = fit(grid, 18)
    assert fitting is not None
    narrow, widths = fitting
    assert [column.title for column in narrow.columns] == ["Code", "Jobs"]
    assert narrow.rows == (("43-3011", "158,830"),)
    assert widths == [7, 7]
    assert narrow.note == "A note. A wider terminal also shows: Entry."
    narrowest = fit(grid, 10)
    assert narrowest is not None
    assert narrowest[0].rows == (("43-3011",),)
    assert narrowest[0].note == "A note. A wider terminal also shows: Number of jobs; Entry."


def test_a_column_that_is_not_spare_is_never_left_out():
    assert fit(Grid((CODE, JOBS._replace(spare=1)), (("43-3011", "158,830"),)), 6) is None


def test_figures_stand_at_the_right_and_names_at_the_left():
    assert lines_at(Grid((CODE, JOBS), (("43-3011", "5"), ("43", "158,830"))), None) == [
        "Code        Jobs",
        "43-3011        5",
        "43       158,830",
    ]


def test_wide_characters_keep_the_columns_in_line():
    lines = lines_at(Grid((Column("Name", key=False), JOBS), (("漢字", "5"), ("e\u0301", "12"))), None)
    assert {cell_width(line) for line in lines} == {10}


def test_no_line_ends_in_space():
    assert all(line == line.rstrip() for line in lines_at(Grid((CODE, TITLE), (("43-3011", ""), ("43", "x"))), None))


def test_a_grid_without_rows_is_its_header():
    assert lines_at(Grid((CODE, TITLE), ()), 80) == ["Code  Occupation"]


def test_clean_grid_makes_every_cell_safe():
    assert clean_grid(Grid((CODE,), (("\x1b[2J43\n3011",),))).rows == (("[2J43 3011",),)


@pytest.mark.parametrize("width", [1, 3, 8, 9, 10, 20, 41, 42, 43])
def test_wrap_breaks_at_spaces_and_loses_nothing(width):
    text = "Contacts people who are behind on payments"
    lines = wrap(text, width)
    assert " ".join(lines) == text
    assert all(len(line) <= width or " " not in line for line in lines)


def test_wrap_breaks_a_word_that_is_longer_than_a_line_at_its_hyphens():
    assert wrap("Hartford-West Hartford-East Hartford, CT", 14) == ["Hartford-West", "Hartford-East", "Hartford, CT"]
    assert wrap("Bridgeport-Stamford-Danbury, CT", 20) == ["Bridgeport-Stamford-", "Danbury, CT"]


def test_wrap_never_cuts_a_word_without_hyphens():
    assert wrap("pay $1,234,567,890 now", 5) == ["pay", "$1,234,567,890", "now"]


def test_wrap_makes_runs_of_space_one():
    assert wrap("a   b\n c", 80) == ["a b c"]


@pytest.mark.parametrize("text", ["", " "])
def test_wrap_of_nothing_is_one_empty_line(text):
    assert wrap(text, 10) == [""]


def test_wrap_counts_wide_characters_as_two():
    assert wrap("漢字 漢字 漢字", 9) == ["漢字 漢字", "漢字"]
