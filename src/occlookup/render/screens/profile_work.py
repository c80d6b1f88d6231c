"""Parts of an occupation's page about the work and the person: tasks, interests, skills, technology, education."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from occlookup.profile import ElementRating, Profile, SurveyShare, Technology
from occlookup.render.blocks import Bar, Bars, Block, Bullets, Facts, Paragraph, Rating, Ratings
from occlookup.render.figures import MISSING_BLOCKS
from occlookup.render.screens.key_facts import not_in_onet, to_start
from occlookup.render.screens.parts import INTEREST_WORDS, at_length, interest_words

TOP = 10  # skills, knowledge, work styles
_TASKS, _TECHNOLOGIES, _EXAMPLES, _PROGRAMS = 6, 6, 4, 6
_LARGEST_SHARES = 4
_LOWEST_SHARE = 0.005


def tasks(profile: Profile, full: bool) -> Iterator[Block]:
    """What they do."""
    if profile.tasks:
        lines = tuple(task.text for task in profile.tasks)
        shown = lines if full else lines[:_TASKS]
        yield Bullets("What they do", shown, at_length(len(lines) - len(shown), profile.code, "tasks"))
    elif profile.example_titles:
        yield Bullets("Examples of jobs", profile.example_titles)
    elif "summary" in profile.missing:
        titles = ", ".join(profile.alternate_titles[:5])
        also = f" Also called: {titles}." if titles else ""
        yield Paragraph(f"What they do: {MISSING_BLOCKS[profile.missing['summary']]}.{also}", quiet=True)
    elif not profile.example_titles:
        yield _none(profile, "Tasks")
    if full and profile.alternate_titles:
        yield Paragraph(f"Also called: {', '.join(profile.alternate_titles)}.")


def interests(profile: Profile, full: bool) -> Iterator[Block]:
    """Six bars and the Holland code."""
    if profile.interests is None:
        yield _none(profile, "Interest profile")
        return
    scores = zip(INTEREST_WORDS.values(), profile.interests[:6], strict=True)
    bars = tuple(Bar(name, f"{score:.2f}", (score - 1) / 6) for name, score in scores)
    yield Bars("Interest profile (RIASEC, 1 to 7)", bars, f"Holland code: {interest_words(profile.interests)}")


def skills(profile: Profile, full: bool) -> Iterator[Block]:
    """Skills, knowledge and work styles by importance; at length with what each of them means."""
    found = False
    for title, ratings in (("Skills", profile.skills), ("Knowledge", profile.knowledge), ("Work styles", profile.work_styles)):
        if ratings:
            found = True
            yield _rated(title, ratings, full)
    if not found:
        yield _none(profile, "Skills, knowledge and work styles")
    elif not full:
        yield Paragraph(at_length(None, profile.code, "skills", "What each of them means"), quiet=True)


def _rated(title: str, ratings: Sequence[ElementRating], full: bool) -> Ratings:
    shown = [rating for rating in ratings if rating.importance is not None][:TOP]
    levels = any(rating.level is not None for rating in shown)
    scales = ("importance, 1 to 5", "level, 0 to 7") if levels else ("importance, 1 to 5",)
    flagged = any("suppress" in note for rating in shown for note in rating.notes.values())
    note = "*: O*NET recommends not to rely on this figure." if flagged else ""
    return Ratings(f"{title}, most important first", scales, tuple(_rating(rating, levels, full) for rating in shown), note)


def _rating(rating: ElementRating, levels: bool, full: bool) -> Rating:
    importance, level = rating.importance or 0.0, rating.level
    bars = [Bar("importance", f"{importance:.2f}{_flag(rating, 'importance')}", (importance - 1) / 4)]
    if levels and level is None:
        bars.append(Bar("level", "not rated", 0.0))
    elif levels and level is not None:
        bars.append(Bar("level", f"{level:.2f}{_flag(rating, 'level')}", level / 7))
    return Rating(rating.name, tuple(bars), (rating.definition or "") if full else "")


def _flag(rating: ElementRating, field: str) -> str:
    return "*" if "suppress" in rating.notes.get(field, "") else ""


def technology(profile: Profile, full: bool) -> Iterator[Block]:
    """Categories with examples; those that many employers ask for first, and marked."""
    if not profile.technology:
        yield _none(profile, "Technology")
        return
    ordered = sorted(profile.technology, key=lambda category: (not category.hot, -len(category.in_demand)))
    shown = ordered if full else ordered[:_TECHNOLOGIES]
    marks = {"hot": any(category.hot for category in shown), "in demand": any(category.in_demand for category in shown)}
    meanings = {
        "hot": "hot: employers of all kinds often ask for it (O*NET Hot Technology).",
        "in demand": "in demand: employers often ask for it in this occupation.",
    }
    note = " ".join(meaning for mark, meaning in meanings.items() if marks[mark])
    more = at_length(len(ordered) - len(shown), profile.code, "technology")
    yield Bullets("Technology", tuple(_technology(category, full) for category in shown), f"{note} {more}".strip())


def _technology(category: Technology, full: bool) -> str:
    ranked = sorted(category.examples, key=lambda name: (name not in category.hot_examples, name not in category.in_demand))
    shown = ranked if full else ranked[:_EXAMPLES]
    names = ", ".join(name + _marks(name, category) for name in shown)
    left = f", and {len(ranked) - len(shown)} more" if len(ranked) > len(shown) else ""
    return f"{category.category}: {names}{left}"


def _marks(name: str, category: Technology) -> str:
    marks = [word for word, named in (("hot", category.hot_examples), ("in demand", category.in_demand)) if name in named]
    return f" ({', '.join(marks)})" if marks else ""


def education(profile: Profile, full: bool) -> Iterator[Block]:
    """Typical entry (BLS), what workers say (O*NET), the programs of study that lead here (CIP)."""
    needed = profile.education
    start = to_start(needed) or "BLS names no typical education for this occupation"
    facts = [("Typical entry", start)]
    if full and needed.typical_definition:
        facts.append(("Which means", needed.typical_definition))
    yield Facts(tuple(facts), "Education and programs")
    surveys = (
        ("Education that the job requires, percent of workers and experts asked (O*NET)", needed.survey),
        ("Related experience required", needed.survey_experience),
        ("Training at the workplace required", needed.survey_on_site_training),
        ("Training on the job required", needed.survey_on_the_job_training),
    )
    for title, shares in surveys if full else surveys[:1]:
        if shares:
            yield _survey(title, shares)
    if not needed.survey:
        yield _none(profile, "Survey of workers")
    if needed.programs:
        listed = tuple(f"{cip} {title}" for cip, title in needed.programs)
        shown = listed if full else listed[:_PROGRAMS]
        more = at_length(len(listed) - len(shown), profile.code, "education")
        yield Bullets("Programs of study that lead here (CIP 2020)", shown, more)
    else:
        yield Paragraph("Programs of study: the crosswalk names none for this occupation.", quiet=True)


def _survey(title: str, shares: Sequence[SurveyShare]) -> Bars:
    shown = [share for share in shares if share.percent >= _LOWEST_SHARE]
    flagged = any(share.suppress for share in shown)
    bars = tuple(
        Bar(share.level, f"{share.percent:.2f}%{'*' if share.suppress else ''}", share.percent / 100) for share in shown
    )
    note = "*: O*NET recommends not to rely on this figure." if flagged else ""
    return Bars(title, bars, note, in_turn=True)


def _none(profile: Profile, title: str) -> Paragraph:
    """The one line of a part without figures."""
    return Paragraph(f"{title}: {not_in_onet(profile)}.", quiet=True)
