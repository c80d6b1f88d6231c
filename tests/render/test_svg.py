"""Charts that can be drawn anywhere: well-formed, self-contained, with their numbers in words."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from occlookup.render import svg

SPREAD = (0, 25, 50, 75, 100)
# where the lowest and the highest number stand in a box
LEFT, RIGHT = 2.0, 230.0
HOSTILE = "<script>alert(1)</script> \"quoted\" 'too' & ]]> <!-- -->"


def drawn(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)


def box(numbers, *, ends=(0, 100), words="words", open_end=False) -> ElementTree.Element:
    return drawn(svg.box(numbers, ends, words, open_end=open_end))


def lines(element: ElementTree.Element) -> list[tuple[float, float, float, float]]:
    return [tuple(float(line.attrib[name]) for name in ("x1", "y1", "x2", "y2")) for line in element.findall("line")]


def whiskers(element: ElementTree.Element) -> list[float]:
    """Where the upright strokes at the ends stand."""
    return [x1 for x1, y1, x2, y2 in lines(element) if x1 == x2 and y1 != y2]


def median(element: ElementTree.Element) -> float | None:
    return next((float(rect.attrib["x"]) + 1.5 for rect in element.findall("rect") if rect.get("width") == "3"), None)


def middle_half(element: ElementTree.Element) -> tuple[float, float] | None:
    rects = [rect for rect in element.findall("rect") if rect.get("fill") == "#fff"]
    return next(((float(rect.attrib["x"]), float(rect.attrib["width"])) for rect in rects), None)


@pytest.mark.parametrize("part, length", [(0, 0), (0.25, 59.5), (0.5, 119), (1, 238), (-3, 0), (7, 238)])
def test_a_bar_is_as_long_as_its_part_and_stays_in_its_frame(part, length):
    frame, filled = drawn(svg.bar(part, "words")).findall("rect")
    assert float(filled.attrib["width"]) == length
    assert float(filled.attrib["x"]) + length <= float(frame.attrib["x"]) + float(frame.attrib["width"]) + 0.5


def test_each_percentile_stands_at_its_place():
    element = box(SPREAD)
    assert lines(element)[0] == (LEFT, 7, RIGHT, 7)
    assert whiskers(element) == [LEFT, RIGHT]
    assert middle_half(element) == (59, 114)
    assert median(element) == 116


def test_an_open_end_is_an_arrow_in_the_place_of_the_last_stroke():
    element = box(SPREAD, open_end=True)
    assert whiskers(element) == [LEFT]
    assert element.find("path").attrib["d"].startswith("M230.0 ")
    assert box(SPREAD).find("path") is None


def test_an_arrow_stays_in_the_drawing():
    assert float(box(SPREAD).attrib["width"]) >= RIGHT + 7


@pytest.mark.parametrize(
    "numbers, ends, half, middle",
    [
        ((None, 25, 50, 75, 100), [RIGHT], (59, 114), 116),
        ((0, None, 50, 75, 100), [LEFT, RIGHT], None, 116),
        ((0, 25, None, 75, 100), [LEFT, RIGHT], (59, 114), None),
        ((0, 25, 50, None, 100), [LEFT, RIGHT], None, 116),
        ((0, 25, 50, 75, None), [LEFT], (59, 114), 116),
        ((None, None, 50, None, None), [], None, 116),
    ],
)
def test_what_is_not_known_is_left_out(numbers, ends, half, middle):
    element = box(numbers)
    assert whiskers(element) == ends
    assert middle_half(element) == half
    assert median(element) == middle


def test_the_line_reaches_no_further_than_what_is_known():
    assert lines(box((None, 25, 50, 75, None)))[0] == (59, 7, 173, 7)


def test_nothing_known_is_no_drawing():
    assert svg.box((None,) * 5, (0, 1), "words", open_end=False) == ""


def test_a_scale_of_one_number_has_a_place_for_it():
    element = box((7,) * 5, ends=(7, 7))
    assert whiskers(element) == [LEFT, LEFT]
    assert middle_half(element) == (LEFT, 1)


@pytest.mark.parametrize(
    "text",
    [
        svg.bar(0.5, HOSTILE),
        svg.box(SPREAD, (0, 100), HOSTILE, open_end=True),
        svg.box((None, None, 50, None, None), (0, 100), HOSTILE, open_end=False),
    ],
)
def test_a_drawing_is_an_image_with_its_numbers_in_words(text):
    element = drawn(text)
    assert element.tag == "svg"
    assert element.attrib["role"] == "img"
    assert element[0].tag == "title"
    assert element[0].text == HOSTILE
    assert {part.tag for part in element.iter()} <= {"svg", "title", "rect", "line", "path"}


@pytest.mark.parametrize("text", [svg.bar(0.5, "words"), svg.box(SPREAD, (0, 100), "words", open_end=True)])
def test_a_drawing_needs_nothing_from_elsewhere(text):
    names = {name for part in drawn(text).iter() for name in part.attrib}
    assert not {name for name in names if name.startswith("on") or "href" in name or name in ("src", "style", "id")}
    assert "url(" not in text
    assert "http" not in text
