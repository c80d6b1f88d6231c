"""Where a number stands on a line of characters."""

from __future__ import annotations

import pytest

from occlookup.render.drawing import draw_bar, draw_box

EIGHTHS = " \u258f\u258e\u258d\u258c\u258b\u258a\u2589"
FULL = "\u2588"
SPREAD = (0, 25, 50, 75, 100)
SAMPLES = (
    SPREAD,
    (10, 20, 30, 40, 90),
    (0, 1, 2, 3, 100),
    (50, 50, 50, 50, 50),
    (None, 25, 50, 75, 100),
    (0, 25, 50, 75, None),
    (0, None, 50, None, 100),
    (0, None, 50, 75, 100),
    (None, None, 50, None, None),
    (None,) * 5,
)


def box(numbers, cells=21, *, ends=(0, 100), unicode=False, open_end=False):
    return draw_box(numbers, ends, cells, unicode=unicode, open_end=open_end)


@pytest.mark.parametrize("cells", [1, 5, 20])
@pytest.mark.parametrize("unicode, full", [(True, FULL), (False, "#")])
def test_a_bar_of_nothing_is_empty_and_of_all_is_full(cells, unicode, full):
    assert draw_bar(0, cells, unicode=unicode) == " " * cells
    assert draw_bar(1, cells, unicode=unicode) == full * cells


@pytest.mark.parametrize("eighths", range(17))
def test_a_bar_tells_eighths_of_a_cell(eighths):
    expected = FULL * (eighths // 8) + EIGHTHS[eighths % 8]
    assert draw_bar(eighths / 16, 2, unicode=True) == expected.ljust(2)[:2]


def test_a_part_between_two_eighths_is_the_nearer():
    assert draw_bar(0.9 / 8, 1, unicode=True) == EIGHTHS[1]
    assert draw_bar(1.4 / 8, 1, unicode=True) == EIGHTHS[1]
    assert draw_bar(1.6 / 8, 1, unicode=True) == EIGHTHS[2]


@pytest.mark.parametrize("unicode", [True, False])
def test_a_part_beyond_the_bounds_is_the_bound(unicode):
    assert draw_bar(-0.5, 8, unicode=unicode) == draw_bar(0, 8, unicode=unicode)
    assert draw_bar(7, 8, unicode=unicode) == draw_bar(1, 8, unicode=unicode)


@pytest.mark.parametrize("part, marks", [(0.04, 0), (0.06, 1), (0.5, 5), (0.54, 5), (0.56, 6), (0.96, 10)])
def test_an_ascii_bar_is_of_whole_cells(part, marks):
    assert draw_bar(part, 10, unicode=False) == "#" * marks + " " * (10 - marks)


@pytest.mark.parametrize("cells", [1, 5, 14, 20])
@pytest.mark.parametrize("unicode", [True, False])
def test_a_bar_is_exactly_as_wide_as_its_cells(cells, unicode):
    assert {len(draw_bar(step / 97 - 0.1, cells, unicode=unicode)) for step in range(120)} == {cells}


def test_a_longer_part_never_has_a_shorter_bar():
    drawn = [draw_bar(step / 500, 20, unicode=True).rstrip() for step in range(501)]
    lengths = [8 * bar.count(FULL) + (EIGHTHS.index(bar[-1]) if bar and bar[-1] != FULL else 0) for bar in drawn]
    assert lengths == sorted(lengths)
    assert lengths[-1] == 160


def test_each_percentile_stands_at_its_cell():
    assert box(SPREAD) == "|----[    |    ]----|"
    assert box(SPREAD, unicode=True) == "├────[    │    ]────┤"
    assert box((10, 30, 45, 60, 80)) == "  |---[  |  ]---|    "
    assert box((10_000, 20_000, 30_000, 40_000, 50_000), ends=(10_000, 50_000)) == box(SPREAD)


def test_the_ends_of_the_scale_are_the_first_and_the_last_cell():
    drawn = box((20, 30, 40, 50, 60), 41, ends=(20, 60))
    assert (drawn[0], drawn[-1]) == ("|", "|")
    assert drawn.index("[") == 10
    assert drawn.index("]") == 30


def test_an_open_end_is_an_arrow():
    assert box(SPREAD, open_end=True) == "|----[    |    ]---->"
    assert box(SPREAD, unicode=True, open_end=True) == "├────[    │    ]────▶"


def test_only_the_last_percentile_can_be_an_arrow():
    assert box((0, 25, 50, 75, None), open_end=True) == "|----[    |    ]     "


def test_of_two_marks_on_one_cell_the_inner_one_shows():
    assert box((10, 20, 20, 20, 40)) == "  |-|---|            "  # the median over its box
    assert box((0, 0, 50, 100, 100)) == "[         |         ]"  # the box over the ends of the line
    assert box((0, 0, 50, 100, 100), open_end=True) == "[         |         ]"
    assert box((0, 50, 55, 60, 60)) == "|---------[|]        "
    assert box((50, 50, 50, 50, 50)) == "          |          "


def test_of_two_box_edges_on_one_cell_the_upper_one_shows():
    assert box((0, 20, 90, 20, 100))[4] == "]"


@pytest.mark.parametrize(
    "numbers, drawn",
    [
        ((None, 25, 50, 75, 100), "     [    |    ]----|"),
        ((0, None, 50, 75, 100), "|---------|----]----|"),
        ((0, 25, None, 75, 100), "|----[         ]----|"),
        ((0, 25, 50, None, 100), "|----[----|---------|"),
        ((0, 25, 50, 75, None), "|----[    |    ]     "),
        ((0, None, 50, None, 100), "|---------|---------|"),
        ((0, None, None, None, 100), "|-------------------|"),
    ],
)
def test_what_is_not_known_is_left_out(numbers, drawn):
    assert box(numbers) == drawn


@pytest.mark.parametrize("place, mark", tuple(enumerate("|[|]|")))
def test_one_known_percentile_is_one_mark(place, mark):
    numbers = [None] * 5
    numbers[place] = 50
    assert box(numbers) == f"{' ' * 10}{mark}{' ' * 10}"


def test_nothing_known_is_nothing_drawn():
    assert box((None,) * 5) == " " * 21
    assert box((None,) * 5, open_end=True) == " " * 21


def test_a_scale_of_one_number_has_a_place_for_it():
    assert box((7,) * 5, 5, ends=(7, 7)) == "|    "
    assert box((7,) * 5, 5, ends=(7, 7), open_end=True) == "|    "


@pytest.mark.parametrize("numbers", SAMPLES)
@pytest.mark.parametrize("open_end", [True, False])
def test_a_box_without_unicode_is_ascii_and_has_the_same_places(numbers, open_end):
    pairs = str.maketrans("─├┤│▶", "-|||>")
    drawn = box(numbers, unicode=False, open_end=open_end)
    assert drawn.isascii()
    assert drawn == box(numbers, unicode=True, open_end=open_end).translate(pairs)


@pytest.mark.parametrize("numbers", SAMPLES)
@pytest.mark.parametrize("cells", [1, 2, 16, 17, 48])
@pytest.mark.parametrize("unicode", [True, False])
@pytest.mark.parametrize("open_end", [True, False])
def test_a_box_is_exactly_as_wide_as_its_cells(numbers, cells, unicode, open_end):
    assert len(box(numbers, cells, unicode=unicode, open_end=open_end)) == cells


@pytest.mark.parametrize(
    ("numbers", "drawn"),
    [
        ((0, 2, 4, 6, 30), "|-[ | ]--->"),
        ((0, 2, 4, 30, 40), "|-[ |     >"),
        ((0, 12, 14, 30, 40), "|--------->"),
        ((11, 12, 14, 30, 40), "          >"),
    ],
)
def test_what_lies_beyond_the_scale_ends_in_an_arrow(numbers, drawn):
    assert draw_box(numbers, (0, 10), 11, unicode=False, open_end=False) == drawn
