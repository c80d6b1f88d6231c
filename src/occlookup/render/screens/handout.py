"""The sheet that a client takes home: one or two pages about one occupation."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence

from occlookup.model import Answer
from occlookup.profile import Profile
from occlookup.render import plain
from occlookup.render.blocks import Block, Bullets, Facts, Heading, Links, Paragraph, Screen
from occlookup.render.screens import profile_pay, profile_work
from occlookup.render.screens.insights import NOT_MIXED, finding_words
from occlookup.render.screens.key_facts import key_facts
from occlookup.render.screens.outlook import profile_outlook
from occlookup.render.screens.own import added_source, own_blocks
from occlookup.render.screens.parts import (
    ONET_RELEASES,
    nation_period,
    oews_periods,
    onet_attribution,
    other_period,
    published,
    published_as_note,
    shown_releases,
    source_line,
)
from occlookup.render.screens.related import related_grid
from occlookup.render.screens.show import labelled_links

_TEXT_WIDTH = 80
_TASKS, _SKILLS, _PROGRAMS, _RELATED = 6, 5, 4, 5
_LINKS = ("onet_online", "my_next_move", "video", "job_search", "job_bank", "training")


def handout_screen(answer: Answer[Profile]) -> Screen:
    """The blocks of the sheet, sources last."""
    return tuple(_blocks(answer))


def handout_foot(answers: Iterable[Answer[Profile]], version: str) -> tuple[str, ...]:
    """What stands under the sources: when and with which version of occlookup it was made, and O*NET's attribution."""
    made = f"Made on {time.strftime('%Y-%m-%d')} with occlookup {version}."
    used = {source_id: source.title for answer in answers for source_id, source in answer.sources.items()}
    # The work context is of a release that is not known: it is named where no other one is.
    titles = [title for source_id, title in used.items() if source_id.startswith(ONET_RELEASES)] or [
        title for source_id, title in used.items() if source_id.startswith("onet-")
    ]
    return (made, onet_attribution("This sheet", titles, "It has been modified;")) if titles else (made,)


def handout_text(screen: Screen, foot: Sequence[str]) -> str:
    """The sheet as text, as wide as a page of paper."""
    return plain.render((*screen, *map(Paragraph, foot)), _TEXT_WIDTH)


def _blocks(answer: Answer[Profile]) -> Iterator[Block]:
    profile, periods = answer.data, oews_periods(answer)
    yield Heading(profile.title, f"{'O*NET-SOC' if profile.kind == 'specialty' else 'SOC'} {profile.code}")
    if profile.summary:
        yield Paragraph(profile.summary)
    yield from published_as_note(profile.code, profile.published_as)
    yield Facts(tuple(key_facts(profile, nation_period(answer))), "At a glance")
    if profile.local:
        yield from profile_pay.local_pay(
            profile.local.wages, other_period(profile.local.wages.area, profile.wages.source, periods)
        )
    if profile.own:
        yield from own_blocks(profile.own, added=profile.kind == "own")
    if profile.tasks:
        yield Bullets("What they do", tuple(task.text for task in profile.tasks[:_TASKS]))
    elif profile.example_titles:
        yield Bullets("Examples of jobs", profile.example_titles)
    if profile.kind != "own":
        yield from _published(profile)
    skills = tuple((skill.name, skill.definition or "") for skill in profile.skills[:_SKILLS])
    if skills:
        yield Facts(skills, "Most important skills")
    programs = tuple(f"{program.title} (CIP {program.cip})" for program in profile.education.programs[:_PROGRAMS])
    if programs:
        yield Bullets("Programs of study that lead here", programs)
    for title, findings in (("Strengths", profile.insights.strengths), ("Challenges", profile.insights.challenges)):
        if findings:
            yield Bullets(title, tuple(map(finding_words, findings)))
    if any(finding.rule in ("computerisation", "language_models") for finding in profile.insights.challenges):
        yield Paragraph(f"Automation exposure: {NOT_MIXED[:1].lower()}{NOT_MIXED[1:]}", quiet=True)
    if profile.related:
        yield related_grid(profile.related[:_RELATED], "Related occupations", "", period=profile.outlook_period)
    yield Links("Where to look next", labelled_links(profile, _LINKS))
    oews = shown_releases(profile, "nation", "state")
    others = [source_id for source_id in answer.sources if not source_id.startswith(("oews-", "felten-"))]
    yield added_source(profile) or source_line(published(answer), *oews, *others)


def _published(profile: Profile) -> Iterator[Block]:
    """Pay, outlook and interests, or why there are none."""
    yield from profile_pay.pay_boxes(profile, related=0)
    yield from (block for block in profile_outlook(profile, True) if not _points_elsewhere(block))
    yield from profile_work.interests(profile, False)


def _points_elsewhere(block: Block) -> bool:
    """Whether the block names a command, which is of no use on paper."""
    return isinstance(block, Paragraph) and "occlookup " in block.text
