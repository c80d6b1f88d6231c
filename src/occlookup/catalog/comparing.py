"""Occupations side by side, and which of their figures may be compared.

Owns the answer to `compare`.
"""

from __future__ import annotations

from collections.abc import Sequence

from occlookup.catalog.areas import find_state
from occlookup.catalog.occupations import show
from occlookup.catalog.projecting import outlook_period
from occlookup.catalog.store import Store
from occlookup.comparisons import Comparability, ComparedOccupation, Comparison
from occlookup.errors import UsageError
from occlookup.index.schema import STATE_PROJECTIONS_PERIOD
from occlookup.model import Answer, Source, WageRow
from occlookup.profile import ElementRating, Profile

LEAST, MOST = 2, 5
_SKILLS = 10


def compare(store: Store, codes: Sequence[str], *, state: str | None) -> Answer[Comparison]:
    """The answer to `compare`: see Catalog.compare. `codes` are resolved already.

    Raises:
        UsageError: fewer than two, more than five, or one of them twice.
    """
    check_number(codes)
    if len(set(codes)) < len(codes):
        twice = next(code for code in codes if codes.count(code) > 1)
        raise UsageError(f"{twice} was named twice.", hint="Name each occupation once.")
    area = None if state is None else find_state(store, state)
    answers = [show(store, code, state=state) for code in codes]
    profiles = [answer.data for answer in answers]
    skills = [_top_skills(profile) for profile in profiles]
    names = [{skill.name for skill in found} for found in skills]
    # those without skills say nothing of what the others share
    with_skills = [found for found in names if found]
    shared = set.intersection(*with_skills) if len(with_skills) > 1 else set()
    compared = []
    for place, profile in enumerate(profiles):
        others = set[str]().union(*(found for other, found in enumerate(names) if other != place))
        own = tuple(skill.name for skill in skills[place] if skill.name not in others)
        compared.append(_compared(profile, skills[place], own))
    sources: dict[str, Source] = {}
    shown = {area.source if area else None, *(profile.wages.source for profile in profiles)}
    for answer in answers:
        sources |= {
            source_id: source
            for source_id, source in answer.sources.items()
            # the years before, other places, the programs, the videos and Felten's scores are not compared
            if not source_id.startswith(("cip-", "careeronestop-", "felten-"))
            and (source_id in shown or not source_id.startswith("oews-"))
        }
    in_common = tuple(skill.name for skill in next(filter(None, skills), ()) if skill.name in shared)
    period = outlook_period(store)
    return Answer(Comparison(area, tuple(compared), in_common, _comparability(profiles, period or ""), period), sources)


def check_number(occupations: Sequence[str]) -> None:
    """Hold that there are two to five.

    Raises:
        UsageError: there are not.
    """
    if not LEAST <= len(occupations) <= MOST:
        message = f"compare takes {LEAST} to {MOST} occupations, not {len(occupations)}."
        raise UsageError(message, hint="Try: occlookup compare 43-3011 43-3021")


def _top_skills(profile: Profile) -> tuple[ElementRating, ...]:
    return tuple(rating for rating in profile.skills if rating.importance is not None)[:_SKILLS]


def _compared(profile: Profile, skills: tuple[ElementRating, ...], own: tuple[str, ...]) -> ComparedOccupation:
    education, insights = profile.education, profile.insights
    return ComparedOccupation(
        profile.code,
        profile.title,
        profile.published_as,
        profile.wages.national,
        profile.local,
        profile.outlook,
        education.typical,
        education.experience,
        education.training,
        profile.job_zone,
        profile.interests,
        profile.stem,
        skills,
        own,
        insights.work_life.score if insights.work_life else None,
        insights.strengths,
        insights.challenges,
    )


def _comparability(profiles: Sequence[Profile], period: str) -> tuple[Comparability, ...]:
    local = [profile.local.wages for profile in profiles if profile.local]
    found = [_pay("pay in the nation", [profile.wages.national for profile in profiles], profiles)]
    if local:
        found.append(_pay(f"pay in {local[0].area.name}", list(local), profiles))
    without = [profile.code for profile in profiles if profile.outlook is None]
    reasons = [f"no projection: {', '.join(without)}"] if without else []
    if same := _same_figures(profiles):
        reasons.append(same)
    found.append(Comparability(f"outlook {period}".rstrip(), not reasons, "; ".join(reasons) or None))
    for name, have in (
        ("interests", [profile.interests is not None for profile in profiles]),
        ("skills", [bool(profile.skills) for profile in profiles]),
        ("work-life index", [profile.insights.work_life is not None for profile in profiles]),
    ):
        lacking = [profile.code for profile, there in zip(profiles, have, strict=True) if not there]
        found.append(Comparability(name, not lacking, f"none published: {', '.join(lacking)}" if lacking else None))
    if any(profile.local and profile.local.outlook for profile in profiles):
        why = "made by the state" if period == STATE_PROJECTIONS_PERIOD else "another period, made by the state"
        kinds = f"the state's outlook {STATE_PROJECTIONS_PERIOD} with BLS's {period}".rstrip()
        found.append(Comparability(kinds, False, why))
    return tuple(found)


def _pay(name: str, rows: Sequence[WageRow | None], profiles: Sequence[Profile]) -> Comparability:
    reasons = []
    for profile, row in zip(profiles, rows, strict=True):
        note = None if row is None else row.notes.get("annual_median")
        if row is None or note == "not_published":
            reasons.append(f"{profile.code} has no estimate")
        elif note == "hourly_only":
            reasons.append(f"{profile.code} is paid by the hour only")
        elif note == "not_released":
            reasons.append(f"BLS withholds that of {profile.code}")
        elif note == "at_least":
            reasons.append(f"that of {profile.code} is only known to be at or above the top code")
    if same := _same_figures(profiles):
        reasons.append(same)
    return Comparability(name, not reasons, "; ".join(reasons) or None)


def _same_figures(profiles: Sequence[Profile]) -> str | None:
    """Two occupations that are published together have one figure, which says nothing of how they differ."""
    whose: dict[str, list[str]] = {}
    for profile in profiles:
        published = profile.published_as.code if profile.published_as else profile.code
        whose.setdefault(published, []).append(profile.code)
    shared = [(code, codes) for code, codes in whose.items() if len(codes) > 1]
    return "; ".join(f"{' and '.join(codes)} have the figures of {code}" for code, codes in shared) or None
