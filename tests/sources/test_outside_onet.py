"""Projections, programs of study, the papers on automation, videos, and the words of cells."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from occlookup.sources import automation, programs, projections, videos
from occlookup.sources.tables import plain, text_table

ENTRY = {
    "title": "Orthopedic surgeons",
    "employment_2024": 14.7,
    "employment_2034": 15.3,
    "employment_change": 0.6,
    "employment_change_pct": 4.1,
    "annual_openings": 0.4,
    "median_annual_wage": 239200,
    "typical_education": "Doctoral or professional degree",
    "work_experience": "None",
    "typical_training": "Internship/residency",
}


def projected(path: Path, **changes: object) -> projections.Outlook:
    path.write_text(json.dumps({"projections": {"29-1242": ENTRY | changes}}))
    return projections.read_projections(path)["29-1242"]


def test_a_median_at_the_top_code_says_so(tmp_path: Path) -> None:
    found = projected(tmp_path / "projections.json")
    assert found.projections == {
        "source": "projections-2024-34",
        "title": "Orthopedic surgeons",
        "employment_2024_thousands": 14.7,
        "employment_2034_thousands": 15.3,
        "change_thousands": 0.6,
        "percent_change": 4.1,
        "annual_openings_thousands": 0.4,
        "annual_median_may_2024": 239200,
        "annual_median_top_coded": True,
    }
    assert found.education == {
        "source": "projections-2024-34",
        "typical": "Doctoral or professional degree",
        "experience": "None",
        "training": "Internship/residency",
    }


def test_a_median_below_it_does_not_and_a_missing_one_is_absent(tmp_path: Path) -> None:
    assert "annual_median_top_coded" not in projected(tmp_path / "a.json", median_annual_wage=239190).projections
    assert "annual_median_may_2024" not in projected(tmp_path / "b.json", median_annual_wage=None).projections


def test_a_missing_figure_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"p\.json, 29-1242, annual_openings: None is not a number"):
        projected(tmp_path / "p.json", annual_openings=None)


def test_programs_are_the_union_of_both_sheets(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    one, other = book.active, book.create_sheet("SOC-CIP")
    one.title = "CIP-SOC"
    for row in (
        ("CIP2020Code", "CIP2020Title", "SOC2018Code", "SOC2018Title"),
        ("03.0204", "Resource  Economics.", "19-3011", "Economists"),
        ("01.0508", "Taxidermy/Taxidermist.", "99-9999", "NO MATCH"),
        ("99.9999", "NO MATCH", "27-1023", "Floral Designers"),
    ):
        one.append(row)
    for row in (
        ("SOC2018Code", "SOC2018Title", "CIP2020Code", "CIP2020Title"),
        ("19-3011", "Economists", "01.0103", "Agricultural Economics."),
    ):
        other.append(row)
    book.save(tmp_path / "crosswalk.xlsx")
    found = programs.read_programs(tmp_path / "crosswalk.xlsx")
    assert found.by_occupation == {"19-3011": ["01.0103", "03.0204"]}
    assert found.titles == {
        "01.0103": "Agricultural Economics",
        "01.0508": "Taxidermy/Taxidermist",
        "03.0204": "Resource Economics",
    }


def test_a_papers_figure_goes_to_every_successor_under_its_own_code(tmp_path: Path) -> None:
    path = tmp_path / "paper.csv"
    path.write_text('_ - code,prob,occupation\n15-1132,0.042,"A, b"\n15-1133,0.13,C\n29-1111,0.009,D\n')
    crosswalk = {"15-1132": ("15-1252", "15-1253"), "15-1133": ("15-1252",)}
    found = automation.read_frey_osborne(path, crosswalk)
    assert found.entries == {
        "15-1252": [{"soc_2010": "15-1132", "probability": 0.042}, {"soc_2010": "15-1133", "probability": 0.13}],
        "15-1253": [{"soc_2010": "15-1132", "probability": 0.042}],
    }
    assert found.unplaced == ["29-1111"]


ADDRESS = "https://cdn.careeronestop.org/OccVids/OccupationVideos/"


def video(code: str) -> dict[str, str]:
    return {"videoUrl": f"{ADDRESS}{code}.mp4", "posterUrl": f"{ADDRESS}{code}.jpg"}


def test_a_video_belongs_to_the_code_in_its_address_alone(tmp_path: Path) -> None:
    path = tmp_path / "videos.json"
    entries = {
        "11-1011": video("11-1011.00"),
        "11-1021": video("11-1011.00"),  # the video of another occupation
        "11-9199-01": video("11-9199.01"),  # listed nowhere else
        "51-9131": video("51-9131.04"),  # no current code
    }
    path.write_text(json.dumps({"videos": entries}))
    found = videos.read_videos(path, {"11-1011.00", "11-1021.00", "11-9199.01", "51-9131.00"})
    assert set(found.blocks) == {"11-1011.00", "11-9199.01"}
    assert found.blocks["11-1011.00"] == {
        "source": "careeronestop-videos",
        "url": f"{ADDRESS}11-1011.00.mp4",
        "poster": f"{ADDRESS}11-1011.00.jpg",
    }
    assert found.unplaced == ["51-9131.04"]


def test_a_poster_of_another_occupation_is_left_off(tmp_path: Path) -> None:
    path = tmp_path / "videos.json"
    entry = video("11-1011.00") | {"posterUrl": f"{ADDRESS}11-1021.00.jpg"}
    path.write_text(json.dumps({"videos": {"11-1011": entry}}))
    assert "poster" not in videos.read_videos(path, {"11-1011.00"}).blocks["11-1011.00"]


@pytest.mark.parametrize("url", ["https://elsewhere.example/11-1011.00.mp4", f"{ADDRESS}chiefs.mp4", ""])
def test_an_address_of_another_kind_is_refused(tmp_path: Path, url: str) -> None:
    path = tmp_path / "videos.json"
    path.write_text(json.dumps({"videos": {"11-1011": {"videoUrl": url}}}))
    with pytest.raises(ValueError, match=r"videos\.json, 11-1011"):
        videos.read_videos(path, {"11-1011.00"})


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("  two   words ", "two words"),
        ("Sheriff\u2019s \u201coffice\u201d \u2013 night", 'Sheriff\'s "office" - night'),
        ("one\ttwo\nthree\x1b[31m", "one two three[31m"),
        ("zero\u200bwidth \u202eright to left", "zerowidth right to left"),
        ("Se\u00f1or Caf\u00e9", "Se\u00f1or Caf\u00e9"),
        (12, "12"),
    ],
)
def test_cells_become_plain_text(cell: object, text: str) -> None:
    assert plain(cell) == text


def test_a_row_with_too_many_cells_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "table.txt"
    path.write_text("a\tb\n1\t2\n\n1\t2\t3\n")
    with pytest.raises(ValueError, match=r"table\.txt, line 4: more cells"):
        list(text_table(path))
