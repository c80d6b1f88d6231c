"""None is lost, without the releases at hand: 370 facts out of them, drawn by draw_sample.py, are shown as published."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from contract import draw_sample
from contract.published import (
    Show,
    history_figures,
    hold,
    profile_facts,
    projection_figures,
    title_words,
    titles_of,
    wage_figures,
)
from contract.released_bls import SOURCES, Expected, Oews, TopCodes, read_wages
from contract.released_onet import ByCode
from occlookup.catalog import Catalog

SAMPLE = json.loads(Path(draw_sample.SAMPLE).read_text(encoding="utf-8"))


def test_sampled_wages(bundled: Catalog) -> None:
    differences = []
    for area, code, measures in SAMPLE["wages"]:
        (row,) = bundled.wages_of(code, area=area).data.rows
        if wage_figures(row) != read_wages(SAMPLE["fields"], measures, TopCodes(*SAMPLE["top_codes"])):
            differences.append((row, measures))
    hold(differences)


def test_sampled_projections(show: Show) -> None:
    differences = []
    for code, released in SAMPLE["projections"]:
        shown = projection_figures(show(code))
        if shown != {name: released[name] for name in shown}:
            differences.append((code, shown, released))
    hold(differences)


def test_sampled_profiles(show: Show) -> None:
    shown = [(code, key, profile_facts(show(code)).get(key)) for code, key, _ in SAMPLE["profiles"]]
    assert shown == [tuple(fact) for fact in SAMPLE["profiles"]]


def test_sampled_titles(show: Show) -> None:
    hold([fact for fact in SAMPLE["titles"] if title_words(fact[1]) not in titles_of(show(fact[0]))])


def test_sampled_history(show: Show) -> None:
    shown = [(code, year, *history_figures(show(code))[year]) for code, year, *_ in SAMPLE["history"]]
    assert shown == [tuple(fact) for fact in SAMPLE["history"]]


@pytest.mark.slow
@pytest.mark.skipif(not (SOURCES / "oews-2025-05").is_dir(), reason="the folder of releases is not here")
def test_the_sample_is_what_the_releases_say(
    oews: Oews,
    released_projections: dict[str, dict[str, Any]],
    released_history: dict[str, dict[int, Expected]],
    released_profiles: ByCode,
    released_titles: dict[str, set[str]],
) -> None:
    drawn = draw_sample.draw(oews, released_projections, released_history, released_profiles, released_titles)
    assert draw_sample.sample_text(drawn) == draw_sample.SAMPLE.read_text(encoding="utf-8")
