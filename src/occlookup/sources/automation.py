"""Reads the papers' figures on automation: Frey and Osborne (2017), Felten et al. (2021), Eloundou et al. (2024).

Owns how figures of SOC 2010 reach SOC 2018 codes: each goes to every SOC 2018 code that BLS's crosswalk names, under
the SOC 2010 code that it was made for; it is never split or averaged. Imports nothing of the catalogue, index or
renderers.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from occlookup.sources.records import Record
from occlookup.sources.tables import number, plain, text_table, xlsx_table

_ELOUNDOU = {
    "dv_alpha": "dv_rating_alpha",
    "dv_beta": "dv_rating_beta",
    "dv_gamma": "dv_rating_gamma",
    "human_alpha": "human_rating_alpha",
    "human_beta": "human_rating_beta",
    "human_gamma": "human_rating_gamma",
}


class ByOccupation(NamedTuple):
    """entries: the inline tables of each SOC 2018 code; unplaced: codes of the file that SOC 2010 does not have."""

    entries: dict[str, list[Record]]
    unplaced: list[str]


def read_frey_osborne(path: Path, crosswalk: Mapping[str, tuple[str, ...]]) -> ByOccupation:
    """Computerisation probabilities by SOC 2018 code. `crosswalk`: SOC 2010 code to SOC 2018 codes.

    The file's occupation column is not to be trusted (29-1081, podiatrists, reads "Hosts and Hostesses"): only its
    codes are read. 17 of them are groups or codes of OEWS's own that SOC 2010 does not have.

    Raises:
        ValueError: a column is missing or a probability is none.
    """
    code_column, column = "_ - code", "prob"
    figures = {
        row[code_column].strip(): number(path, row[column], row[code_column])
        for row in text_table(path, delimiter=",", columns=(code_column, column))
    }
    return _carry_over(figures, "probability", crosswalk)


def read_felten(path: Path, crosswalk: Mapping[str, tuple[str, ...]]) -> ByOccupation:
    """AI occupational exposure (AIOE, standardised) by SOC 2018 code, from Appendix A of the paper's data.

    Raises:
        ValueError: the sheet or a column is missing, or a score is no number.
    """
    columns = ("SOC Code", "AIOE")
    figures = {
        plain(row["SOC Code"]): number(path, row["AIOE"], plain(row["SOC Code"]))
        for row in xlsx_table(path, "Appendix A", columns=columns)
    }
    return _carry_over(figures, "score", crosswalk)


def read_eloundou(path: Path) -> dict[str, Record]:
    """Exposure to language models, 0 to 1, by O*NET-SOC code: three measures, each rated by GPT-4 (dv) and by people.

    Raises:
        ValueError: a column is missing or a rating is no number.
    """
    code_column = "O*NET-SOC Code"
    return {
        row[code_column].strip(): {name: number(path, row[key], row[code_column]) for name, key in _ELOUNDOU.items()}
        for row in text_table(path, delimiter=",", columns=(code_column, *_ELOUNDOU.values()))
    }


def _carry_over(figures: Mapping[str, float], name: str, crosswalk: Mapping[str, tuple[str, ...]]) -> ByOccupation:
    entries: dict[str, list[Record]] = {}
    for old in sorted(figures):
        for new in crosswalk.get(old, ()):
            entries.setdefault(new, []).append({"soc_2010": old, name: figures[old]})
    return ByOccupation(entries, sorted(set(figures) - set(crosswalk)))
