"""None is lost, O*NET's part: every figure, title and program comes back through `show` exactly as published.

The releases are read here once more, without the project's own readers (released_onet.py).
"""

from __future__ import annotations

import pytest

from contract.published import Show, hold, profile_facts, title_words, titles_of
from contract.released_bls import SOURCES
from contract.released_onet import ByCode, read_occupations, read_programs

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (SOURCES / "onet-29.3").is_dir(), reason="the folder of releases is not here"),
]


def test_every_figure_of_the_923_profiles_is_shown_and_no_other(show: Show, released_profiles: ByCode) -> None:
    occupations = read_occupations(SOURCES)
    assert len(released_profiles) == 923
    assert len(occupations) == 1016
    differences = []
    for code in occupations:
        shown, released = profile_facts(show(code)), released_profiles.get(code, {})
        differences += [
            (code, key, shown.get(key), released.get(key))
            for key in sorted({*shown, *released})
            if shown.get(key) != released.get(key)
        ]
    hold(differences)
    assert sum(map(len, released_profiles.values())) == 355_869


def test_occupations_are_called_what_onet_calls_them(show: Show) -> None:
    hold([(code, title) for code, title in read_occupations(SOURCES).items() if show(code).title != title])
    assert {show(code).onet_code for code in read_occupations(SOURCES)} == set(read_occupations(SOURCES))


def test_every_alternate_title_is_shown(show: Show, released_titles: dict[str, set[str]]) -> None:
    differences = []
    for code, titles in released_titles.items():
        shown = titles_of(show(code))
        differences += [(code, title) for title in sorted(titles) if title_words(title) not in shown]
    hold(differences)
    assert sum(map(len, released_titles.values())) == 60_930


def test_every_program_of_study_is_shown(show: Show) -> None:
    programs = read_programs(SOURCES)
    shown = {code: {program.cip: program.title for program in show(code).education.programs} for code in programs}
    hold(
        [
            (code, shown[code], titles)
            for code, titles in programs.items()
            if shown[code] != {cip: one_line(title) for cip, title in titles.items()}
        ]
    )


def one_line(title: str) -> str:
    """A title without its closing full stop and without the doubled spaces that a few have."""
    return " ".join(title.removesuffix(".").split())
