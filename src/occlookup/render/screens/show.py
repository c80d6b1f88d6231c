"""The screen of `show`: one occupation on a page, the answer first, the sources last.

Owns the order of the parts and which releases stand behind each.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from occlookup.model import Answer
from occlookup.profile import Profile
from occlookup.render.blocks import Block, Facts, Heading, Links, Paragraph, Screen, SourceLine
from occlookup.render.screens import profile_pay, profile_work
from occlookup.render.screens.insights import profile_insights
from occlookup.render.screens.key_facts import NOT_HERE, key_facts
from occlookup.render.screens.outlook import profile_outlook
from occlookup.render.screens.own import added_source, own_section
from occlookup.render.screens.parts import (
    ONET_RELEASES,
    Periods,
    ReleasePart,
    oews_periods,
    published_as_note,
    short_title,
    shown_releases,
    source_line,
)
from occlookup.render.screens.related import profile_related

# what the addresses of Profile.links lead to, in the order of the page
LINKS = {
    "onet_online": "O*NET OnLine",
    "my_next_move": "My Next Move",
    "bls": "BLS wages",
    "video": "Career video",
    "job_search": "Job search",
    "job_bank": "State job bank",
    "training": "Training finder",
}
# the parts of a profile that OEWS is behind
_OEWS: tuple[ReleasePart, ...] = ("nation", "state", "places", "industries")
# what there is of an occupation that a center added
_OF_OWN = ("facts", "own", "tasks", "links")
Section = Callable[[Profile, bool, Periods], Iterator[Block]]


def screen(answer: Answer[Profile], names: tuple[str, ...] = ()) -> Screen:
    """Blocks for the whole profile, or for the sections with these names, at length."""
    return tuple(_blocks(answer, names))


def _blocks(answer: Answer[Profile], names: tuple[str, ...]) -> Iterator[Block]:
    profile, periods = answer.data, oews_periods(answer)
    system = "O*NET-SOC" if profile.kind == "specialty" else "SOC"
    # a group of one occupation has its title
    chain = dict.fromkeys(group.title for group in profile.groups if group is not None and group.title != profile.title)
    yield Heading(profile.title, f"{system} {profile.code}", " > ".join(short_title(title) for title in chain))
    if profile.summary and not names:
        yield Paragraph(profile.summary)
    if profile.members:
        yield Paragraph("Published together: " + "; ".join(f"{code} {title}" for code, title in profile.members) + ".")
    yield from published_as_note(profile.code, profile.published_as)
    used: set[str] = set()
    for name, (section, sources, from_onet) in SECTIONS.items():
        if profile.kind == "own" and name not in _OF_OWN:
            yield from [Paragraph(f"{name.capitalize()}: {NOT_HERE}.", quiet=True)] if name in names else []
        elif not names or name in names:
            blocks = tuple(section(profile, bool(names), periods))
            used.update((*sources, *_onet_releases(profile, from_onet)) if blocks else ())
            yield from blocks
    yield _page_sources(answer, used, profile, written=not names or "tasks" in names)


def _onet_releases(profile: Profile, blocks: tuple[str, ...]) -> Iterator[str]:
    """The numbered releases of O*NET that these blocks come from: an import may bring a newer one of some of them."""
    for block in blocks:
        yield from (source for source in profile.block_sources.get(block, ()) if source.startswith(ONET_RELEASES))


def _page_sources(answer: Answer[Profile], used: set[str], profile: Profile, *, written: bool) -> SourceLine:
    """The releases of the figures on this page."""
    if own := added_source(profile):
        return own
    if used & {*_OEWS} and ("history" in used or profile.wages.national is None):
        used = {*used, *(f"oews-{year.year}-" for year in profile.history)}
    used = {*used - {*_OEWS}, *shown_releases(profile, *(part for part in _OEWS if part in used))}
    line = source_line(answer, *used, "soc-2018")
    return SourceLine(f"{line.text}. Written text: occlookup" if profile.summary and written else line.text)


def _facts(profile: Profile, full: bool, periods: Periods) -> Iterator[Block]:
    yield Facts(tuple(key_facts(profile, periods.get(profile.wages.source, ""))))


def _links(profile: Profile, full: bool, periods: Periods) -> Iterator[Block]:
    yield Links("Links", labelled_links(profile))
    if not profile.local:
        yield Paragraph(f"For a state's own: occlookup show {profile.code} --state CT", quiet=True)


def labelled_links(profile: Profile, names: Collection[str] = tuple(LINKS)) -> tuple[tuple[str, str], ...]:
    """The links with these names, each with what it leads to."""
    state = profile.local.wages.area.name if profile.local else "State"
    labels = {**LINKS, "job_bank": f"{state} job bank"}
    return tuple((labels[name], address) for name, address in profile.links.items() if name in names)


def _without_periods(section: Callable[[Profile, bool], Iterator[Block]]) -> Section:
    return lambda profile, full, periods: section(profile, full)


# name: how its blocks are made; the releases behind them (beginnings of ids, or a part of _OEWS); the blocks that are O*NET's
SECTIONS: dict[str, tuple[Section, tuple[str, ...], tuple[str, ...]]] = {
    "facts": (_facts, ("nation", "projections-2", "stem-"), ("job_zone", "interests")),
    "own": (own_section, (), ()),
    "tasks": (_without_periods(profile_work.tasks), (), ("tasks", "titles")),
    "pay": (profile_pay.pay, ("nation", "state", "history"), ()),
    "outlook": (_without_periods(profile_outlook), ("projections-",), ()),
    "places": (profile_pay.places, ("nation", "places"), ()),
    "industries": (profile_pay.industries, ("nation", "industries"), ()),
    "interests": (_without_periods(profile_work.interests), (), ("interests",)),
    "skills": (_without_periods(profile_work.skills), (), ("skills", "knowledge", "work_styles")),
    "technology": (_without_periods(profile_work.technology), (), ("technology",)),
    "education": (_without_periods(profile_work.education), ("projections-2", "cip-"), ("survey",)),
    "related": (_without_periods(profile_related), ("nation", "projections-2"), ("related",)),
    "insights": (
        _without_periods(profile_insights),
        ("nation", "projections-2", "onet-work", "frey-", "eloundou-", "felten-", "soc-2010"),
        (),
    ),
    "links": (_links, ("careeronestop-",), ()),
}
