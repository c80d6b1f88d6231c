"""What the query layer says, laid out like what released_bls.py and released_onet.py read; and how the two are compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from contract.released_bls import Expected
from contract.released_onet import Facts
from occlookup.model import WageRow
from occlookup.profile import Profile

# the published measures by area and SOC code, see released_bls.py
Cells = dict[tuple[str, str], str]
Show = Callable[[str], Profile]

_SURVEY_SCALES = {
    "RL": "survey",
    "RW": "survey_experience",
    "PT": "survey_on_site_training",
    "OJ": "survey_on_the_job_training",
}


def wage_figures(row: WageRow) -> Expected:
    """The 17 figures of a wage row and the notes beside them."""
    fields = row._asdict()
    notes = fields.pop("notes")
    for name in ("code", "title", "area"):
        del fields[name]
    return Expected(fields, notes)


def history_figures(profile: Profile) -> dict[int, Expected]:
    """The years of a profile's history."""
    years = {}
    for entry in profile.history:
        fields = entry._asdict()
        year, notes = fields.pop("year"), fields.pop("notes")
        years[year] = Expected(fields, notes)
    return years


def projection_figures(profile: Profile) -> dict[str, Any]:
    """The outlook of a profile in the words and units of BLS's table."""
    assert profile.outlook is not None
    return {
        "employment_2024": profile.outlook.employment_2024 / 1000,
        "employment_2034": profile.outlook.employment_2034 / 1000,
        "employment_change": profile.outlook.change / 1000,
        "employment_change_pct": profile.outlook.percent_change,
        "annual_openings": profile.outlook.annual_openings / 1000,
        "typical_education": profile.education.typical,
        "work_experience": profile.education.experience,
        "typical_training": profile.education.training,
    }


def profile_facts(profile: Profile) -> Facts:
    """Every O*NET figure of a profile, as released_onet.read_profiles() lays them out."""
    facts: Facts = {}
    if profile.interests:
        facts |= {f"interests.{name}": value for name, value in profile.interests._asdict().items()}
    if profile.job_zone is not None:
        facts["job_zone"] = profile.job_zone
    for block in ("skills", "knowledge", "work_styles"):
        for rating in getattr(profile, block):
            facts |= _rating_facts(f"{block}.{rating.id}", rating)
    for block in ("work_values", "work_context"):
        facts |= {f"{block}.{score.id}": score.score for score in getattr(profile, block)}
    for scale, field in _SURVEY_SCALES.items():
        facts |= {f"survey.{scale}.{share.level}": share.percent for share in getattr(profile.education, field)}
    for technology in profile.technology:
        key = f"technology.{technology.category}"
        facts.setdefault("technology", []).append(technology.category)
        facts[key] = list(technology.examples)
        facts[f"{key}.hot"] = list(technology.hot_examples)
        facts[f"{key}.in_demand"] = list(technology.in_demand)
        assert technology.hot == bool(technology.hot_examples)
    if profile.related:
        facts["related"] = [other.code for other in profile.related]
    return facts


def titles_of(profile: Profile) -> set[str]:
    """Every title of a profile, its own too, as title_words() has them."""
    return {title_words(title) for title in (profile.title, *profile.alternate_titles)}


def title_words(title: str) -> str:
    """A title up to case and punctuation, but with the signs that make C++ another thing than C."""
    return " ".join(re.findall(r"[^\W_]+|[+#]", title.casefold().replace("&", " and ").replace("'", "")))


def same_figures(got: Expected, expected: Expected) -> bool:
    """Equal and of equal type: employment is a whole number, an hourly wage is not."""
    if got != expected:
        return False
    return all(type(got.figures[name]) is type(figure) for name, figure in expected.figures.items())


def hold(differences: Sequence[object]) -> None:
    """Fail with how many there are and the first few."""
    assert not differences, f"{len(differences)} differ, the first: {differences[:3]}"


def _rating_facts(key: str, rating: Any) -> Facts:
    facts: Facts = {f"{key}.name": rating.name}
    facts |= {
        f"{key}.{field}": getattr(rating, field) for field in ("importance", "level") if getattr(rating, field) is not None
    }
    return facts | {f"{key}.{field}.note": note for field, note in rating.notes.items()}
