"""Outlook: BLS's projections in persons and in BLS's word."""

from __future__ import annotations

import pytest

from occlookup.profile import Outlook


@pytest.mark.parametrize(
    ("code", "percent", "word"),
    [
        ("15-1252", 15.8, "much faster than average"),
        ("29-1141", 4.9, "faster than average"),
        ("11-1031", 3.4, "average"),
        ("29-1221", 0.8, "slower than average"),
        ("43-3021", -0.4, "little or no change"),
        ("43-3011", -10.5, "decline"),
    ],
)
def test_growth_of_occupations(catalog, code, percent, word):
    outlook = catalog.show(code).data.outlook
    assert (outlook.percent_change, outlook.growth) == (percent, word)


def test_figures_are_persons(catalog):
    assert catalog.show("43-3011").data.outlook == Outlook(166900, 149400, -17500, -10.5, 13700, "decline")


def test_what_the_projections_leave_out_has_none(catalog):
    assert catalog.show("55-3016").data.outlook is None
