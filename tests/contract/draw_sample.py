"""Draws sampled_figures.json out of the releases: 370 published facts, so that copies without the releases
test them too.

Facts and figures only, with a fixed seed. From the folder tests: python -m contract.draw_sample
"""

from __future__ import annotations

import json
import random
import tempfile
from pathlib import Path
from typing import Any

from contract import released_onet
from contract.released_bls import SOURCES, Expected, Oews, read_history, read_projections

SAMPLE = Path(__file__).with_name("sampled_figures.json")
_SEED = 20250515
_COUNTS = {"wages": 100, "projections": 50, "profiles": 120, "titles": 30, "history": 40}
_MARKED_WAGES = 10  # cells with each mark, which are rare


def draw(
    oews: Oews,
    projections: dict[str, dict[str, Any]],
    history: dict[str, dict[int, Expected]],
    profiles: released_onet.ByCode,
    titles: dict[str, set[str]],
) -> dict[str, Any]:
    """The sample; the same releases give the same."""
    chance = random.Random(_SEED)
    cells = sorted(oews.cells())
    wages = chance.sample(cells, _COUNTS["wages"])
    for mark in ("[4]", "[5]", "[8]"):
        wages += chance.sample([cell for cell in cells if mark in cell[2]], _MARKED_WAGES)
    facts = sorted((code, key) for code, mine in profiles.items() for key in mine)
    every_title = sorted((code, title) for code, mine in titles.items() for title in mine)
    # groups end in 0, and codes that SOC 2018 does not have are not in the last year
    occupations = [code for code, years in history.items() if code[-1] != "0" and 2024 in years]
    every_year = sorted((code, year) for code in occupations for year in history[code])
    return {
        "fields": oews.fields,
        "top_codes": list(oews.top),
        "wages": [list(cell) for cell in wages],
        "projections": [[code, projections[code]] for code in chance.sample(sorted(projections), _COUNTS["projections"])],
        "profiles": [[code, key, profiles[code][key]] for code, key in chance.sample(facts, _COUNTS["profiles"])],
        "titles": [list(pair) for pair in chance.sample(every_title, _COUNTS["titles"])],
        "history": [[code, year, *history[code][year]] for code, year in chance.sample(every_year, _COUNTS["history"])],
    }


def sample_text(sample: dict[str, Any]) -> str:
    """The file's text: a line for each fact."""
    parts = []
    for name, facts in sample.items():
        lines = ",\n    ".join(json.dumps(fact) for fact in facts)
        parts.append(f"  {json.dumps(name)}: [\n    {lines}\n  ]")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def main() -> None:
    """Draw and write."""
    with tempfile.TemporaryDirectory() as folder:
        sample = draw(
            Oews(SOURCES, Path(folder)),
            read_projections(SOURCES),
            read_history(SOURCES),
            released_onet.read_profiles(SOURCES),
            released_onet.read_titles(SOURCES),
        )
    SAMPLE.write_text(sample_text(sample), encoding="utf-8")


if __name__ == "__main__":
    main()
