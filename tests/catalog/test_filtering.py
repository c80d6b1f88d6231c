"""Filters, order and length of a listing."""

from typing import NamedTuple

import pytest

from occlookup.catalog.filtering import Filters, Order, arrange, in_group, make_filters, parse_group, where
from occlookup.errors import MalformedCodeError, UsageError


class Row(NamedTuple):
    title: str
    wage: int | None
    notes: dict[str, str]


ROWS = [Row("b", 2, {}), Row("a", None, {}), Row("d", 3, {}), Row("c", 1, {}), Row("e", None, {})]


def titles(rows):
    return "".join(row.title for row in rows)


@pytest.mark.parametrize(
    ("order", "arranged"),
    [
        (None, "badce"),
        (Order(), "badce"),
        (Order(top=2), "ba"),
        (Order(top=99), "badce"),
        (Order(reverse=True), "ecdab"),
        (Order(top=2, reverse=True), "ec"),
        (Order(sort="wage"), "dbcae"),
        (Order(sort="wage", reverse=True), "cbdae"),
        (Order(sort="title"), "abcde"),
        (Order(sort="title", reverse=True), "edcba"),
        (Order(top=1, sort="wage", reverse=True), "c"),
    ],
)
def test_order(order, arranged):
    assert titles(arrange(Row, ROWS, order)) == arranged


def test_rows_without_the_figure_come_last_either_way():
    for reverse in (False, True):
        assert titles(arrange(Row, ROWS, Order(sort="wage", reverse=reverse)))[-2:] == "ae"


@pytest.mark.parametrize("field", ["nonsense", "notes", "__class__", "count", "WAGE", ""])
def test_a_field_that_rows_cannot_be_sorted_by(field):
    with pytest.raises(UsageError, match="there is no field") as raised:
        arrange(Row, ROWS, Order(sort=field))
    assert raised.value.hint == "Fields: title, wage."


def test_a_wrong_field_is_wrong_without_rows_too():
    with pytest.raises(UsageError, match="there is no field"):
        arrange(Row, [], Order(sort="nonsense"))


def test_no_filter_is_none():
    assert make_filters() is None


@pytest.mark.parametrize(
    ("words", "filters"),
    [
        ({"group": "43"}, Filters(group="43-0000")),
        ({"group": "43-3"}, Filters(group="43-3")),
        ({"group": "43-3011.00"}, Filters(group="43-3011")),
        ({"group": "00-0000"}, Filters(group="")),
        ({"job_zone": "2"}, Filters(job_zones=frozenset({2}))),
        ({"job_zone": "2-4"}, Filters(job_zones=frozenset({2, 3, 4}))),
        ({"job_zone": "2\u20134"}, Filters(job_zones=frozenset({2, 3, 4}))),
        ({"job_zone": "\uff12"}, Filters(job_zones=frozenset({2}))),
        ({"education": "none"}, Filters(education=0)),
        ({"education": "high-school"}, Filters(education=1)),
        ({"education": "High school diploma or equivalent"}, Filters(education=1)),
        ({"education": "bachelor"}, Filters(education=5)),
        ({"education": "Bachelor's"}, Filters(education=5)),
        ({"education": "bachelor's degree"}, Filters(education=5)),
        ({"education": "DOCTORAL"}, Filters(education=7)),
        ({"min_wage": "50000"}, Filters(min_annual=50000)),
        ({"min_wage": "$50,000"}, Filters(min_annual=50000)),
        ({"min_wage": "0"}, Filters(min_annual=0)),
        ({"growth": "5"}, Filters(min_growth=5.0)),
        ({"growth": "-5.5%"}, Filters(min_growth=-5.5)),
        ({"growth": "\u22122"}, Filters(min_growth=-2.0)),
        ({"growth": "much-faster"}, Filters(min_growth_rank=5)),
        ({"growth": "Much faster than average"}, Filters(min_growth_rank=5)),
        ({"growth": "faster"}, Filters(min_growth_rank=4)),
        ({"growth": "average"}, Filters(min_growth_rank=3)),
        ({"growth": "slower than average"}, Filters(min_growth_rank=2)),
        ({"growth": "little or no change"}, Filters(min_growth_rank=1)),
        ({"state": "CT"}, Filters(state="CT")),
    ],
)
def test_words_of_filters(words, filters):
    assert make_filters(**words) == filters


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        *(({"job_zone": text}, "Give 1 to 5") for text in ("0", "6", "4-2", "1-", "", "two", "1-3-5", "1,2")),
        *(({"education": text}, "none, high-school") for text in ("", "college", "phd", "5")),
        *(({"min_wage": text}, "--min-wage 50000") for text in ("", "-1", "50k", "50,00", "1e5", "9" * 10, "5.50", "nan")),
        *(({"growth": text}, "much-faster") for text in ("", "fast", "nan", "inf", "1001", "5 5")),
    ],
)
def test_words_that_are_no_filter(words, hint):
    with pytest.raises(UsageError) as raised:
        make_filters(**words)
    assert hint in raised.value.hint


def test_a_group_must_look_like_one():
    with pytest.raises(MalformedCodeError):
        make_filters(group="clerks")


@pytest.mark.parametrize(("text", "group"), [("43", "43-0000"), ("43-3", "43-3"), ("43-3000", "43-3000"), ("00-0000", "")])
def test_group(text, group):
    assert parse_group(text) == group


def test_a_whole_group_is_asked_of_the_classification_and_a_beginning_of_the_digits():
    condition, value = in_group("29-1210")
    assert ("o.broad" in condition, value) == (True, "29-1210")
    assert in_group("29-12") == ("s.code LIKE ?", "29-12%")
    assert in_group("") == ("s.code LIKE ?", "%")


def test_every_filter_is_one_condition_with_its_values(catalog):
    filters = Filters("43-3000", frozenset({3, 2}), education=5, min_annual=40000, min_growth=1.5, min_growth_rank=2)
    condition, values = where(catalog._store, filters, wage="w")
    assert condition.count("?") == len(values)
    assert {"43-3000", 2, 3, 5, 40000, 1.5} == set(values)
    assert "w.annual_median" in condition
    assert "o.annual_median" in where(catalog._store, filters, wage=None)[0]


def test_no_filters_keep_all(catalog):
    assert where(catalog._store, None, wage=None) == ("1", [])
    assert where(catalog._store, Filters(), wage=None) == ("1", [])


def test_filters_cut_at_the_figure_itself(catalog):
    # bill and account collectors: 47,030 dollars, -10.5 percent
    def kept(**words):
        return "43-3011" in [entry.code for entry in catalog.browse(filters=make_filters(**words)).data.occupations]

    assert kept(min_wage="47030") and not kept(min_wage="47031")
    assert kept(growth="-10.5") and not kept(growth="-10.4")
    assert kept(job_zone="2") and not kept(job_zone="3-5")
    assert kept(education="high-school") and not kept(education="none")
