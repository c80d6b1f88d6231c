"""The states' projections and the sectors of the releases, as `outlook` and `show` tell them.

The releases are read here once more, without the project's own readers.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict

import pytest

from contract.published import Show, hold
from contract.released_bls import SOURCES, Oews
from occlookup.catalog import Catalog
from occlookup.catalog.filtering import Order

FOLDER = SOURCES / "state-projections-2022-2032"
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not FOLDER.is_dir(), reason="the folder of releases is not here")]

FIPS = """
01 AL 02 AK 04 AZ 05 AR 06 CA 08 CO 09 CT 10 DE 11 DC 12 FL 13 GA 15 HI 16 ID 17 IL 18 IN 19 IA 20 KS 21 KY 22 LA 23 ME 24 MD
25 MA 26 MI 27 MN 28 MS 29 MO 30 MT 31 NE 32 NV 33 NH 34 NJ 35 NM 36 NY 37 NC 38 ND 39 OH 40 OK 41 OR 42 PA 44 RI 45 SC 46 SD
47 TN 48 TX 49 UT 50 VT 51 VA 53 WA 54 WV 55 WI 56 WY 66 GU 72 PR 78 VI
"""
LETTERS = dict(re.findall(r"(\d\d) (\w\w)", FIPS))


@pytest.fixture(scope="module")
def projected() -> dict[str, dict[str, tuple[float | None, ...]]]:
    """By code and state: base, projected, percent, openings; None for an empty cell."""
    found: dict[str, dict[str, tuple[float | None, ...]]] = defaultdict(dict)
    (path,) = FOLDER.glob("*.tsv")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            fips = (row["STFIPS"] or "").strip()
            if fips in ("", "0"):
                continue
            figures = (row[name].strip() for name in ("Base", "Projected", "PercentChange", "AvgAnnualOpenings"))
            found[row["OccCode"].strip()][LETTERS[fips.zfill(2)]] = tuple(float(cell) if cell else None for cell in figures)
    return found


def test_every_projection_of_a_state_is_told_and_no_other(bundled: Catalog, projected) -> None:
    wrong, told = [], 0
    for code in [row.code for row in bundled.wages_in().data.rows]:
        answer = bundled.outlook(code, order=Order()).data
        given = {
            state.state: (state.employment_2022, state.employment_2032, state.percent_change, state.annual_openings)
            for state in answer.states
        }
        told += len(given)
        if given != projected.get(code, {}) or answer.states_publishing != len(given):
            wrong.append((code, given, projected.get(code)))
        for state in answer.states:
            if None not in (state.employment_2022, state.employment_2032):
                if state.change != state.employment_2032 - state.employment_2022:
                    wrong.append((code, state))
            elif state.change is not None:
                wrong.append((code, state))
    hold(wrong)
    assert told > 34_000


def test_every_sector_of_an_occupation_is_told(bundled: Catalog, show: Show, oews: Oews) -> None:
    # 999101, 999201 and 999301 are cuts of the government by owner
    sectors_of = {
        code: industry.name.partition(" - ")[2]
        for code, industry in oews.industries().items()
        if industry.level == 2 and not code.startswith("999")
    }
    released: dict[str, dict[str, int]] = defaultdict(dict)
    for industry, code, measures in oews.industry_cells():
        jobs = measures.split()[0]
        if industry in sectors_of and jobs.isdigit():
            released[code][sectors_of[industry]] = int(jobs)
    wrong, told = [], 0
    for code in [row.code for row in bundled.wages_in().data.rows]:
        sectors = {sector.title: sector.employment for sector in show(code).sectors}
        told += len(sectors)
        if sectors != released.get(code, {}):
            wrong.append((code, sectors, released.get(code)))
    hold(wrong)
    assert told > 7_900
