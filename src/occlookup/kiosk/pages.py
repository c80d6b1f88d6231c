"""Views of one thing: the first page, help, and an occupation's parts, for a person who has never used a command line.

Owns their words, and that no command line is named on them. Lists are listings.py's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from occlookup.catalog import Catalog
from occlookup.catalog.areas import NATION_CODE
from occlookup.catalog.filtering import Order
from occlookup.kiosk.session import Choice, View
from occlookup.kiosk.words import VERBS
from occlookup.model import Area, Titled
from occlookup.render.blocks import Bars, Block, Bullets, Facts, Grid, Heading, Paragraph, Ratings, Screen
from occlookup.render.screens.key_facts import key_facts
from occlookup.render.screens.own import added_source, own_blocks
from occlookup.render.screens.parts import (
    ONET_RELEASES,
    both_wages,
    nation_period,
    oews_periods,
    other_period,
    published_as_note,
    shown_releases,
    source_line,
)

# what is said of the command line, in a note of several sentences
_COMMAND = re.compile(r"\bocclookup [a-z]|(?<!\S)--[a-z]")
_SENTENCE_END = re.compile(r"(?<=[.:]) (?=[A-Z*])")
_OTHER_TITLES = "Also called: "
_STATES = 15
_JOB_HINT = "Type: pay, outlook, tasks, skills, school, like, keep; or another job."
_MENU = (
    ("quiz", "Find jobs that fit my interests", ""),
    ("no degree", "Jobs that need no degree", ""),
    ("families", "Look through job families", ""),
    ("best pay", "Best-paid jobs", " near me"),
    ("growing", "Fastest-growing jobs", " near me"),
    ("help", "Help", ""),
)


def home(state: Area | None) -> View:
    """The first page."""
    choices = tuple(Choice("word", verb, text + (near if state else "")) for verb, text, near in _MENU)
    blocks: list[Block] = [
        Paragraph("Type a job you are curious about (for example: nurse), or a number:"),
        Facts(tuple((f"  {number}", choice.title) for number, choice in enumerate(choices, 1))),
    ]
    if state is None:
        blocks.append(Paragraph("Pay is that of the whole country. For your state type, for example: state ohio"))
    return View(tuple(blocks), choices, hint="To leave, type: new (it clears everything)")


def help_page(*, handouts: bool) -> View:
    """What the kiosk takes."""
    pairs = tuple((typed, about) for verb, (about, typed) in VERBS.items() if handouts or verb != "handout")
    opening = Paragraph("Type a job, a number of the list, or one of these words, and press Enter.")
    return View(
        (Heading("Help"), opening, Facts((("3", "the third of the list"), *pairs))), hint="Type one of these, or a job."
    )


def job(catalog: Catalog, occupation: Titled, state: str | None) -> View:
    """One occupation at a glance, local pay and outlook first."""
    from occlookup.render.screens.outlook import state_outlook_words

    answer = catalog.show(occupation.code, state=state)
    profile = answer.data
    pairs = list(key_facts(profile, nation_period(answer)))
    if profile.local:
        place = profile.local.wages.area.name
        period = other_period(profile.local.wages.area, profile.wages.source, oews_periods(answer))
        of = f", {period}" if period else ""
        own = state_outlook_words(profile.local.outlook) if profile.local.outlook else "none of its own is published"
        pairs = [
            (f"Median pay, {place}{of}", both_wages(profile.local.wages, "median")),
            (f"Outlook, {place}", own),
            *((f"{label}, US" if label in ("Median pay", "Outlook") else label, value) for label, value in pairs),
        ]
    blocks: list[Block] = [Heading(profile.title)]
    if profile.summary:
        blocks.append(Paragraph(profile.summary))
    blocks.extend(published_as_note(profile.code, profile.published_as))
    blocks.append(Facts(tuple(pairs)))
    if profile.own:
        blocks.extend(own_blocks(profile.own, added=profile.kind == "own"))
    releases = shown_releases(profile, "nation", "state")
    blocks.append(added_source(profile) or source_line(answer, *releases, "projections-", *ONET_RELEASES))
    return View(without_commands(blocks), about=Titled(profile.code, profile.title), hint=_JOB_HINT)


def section(catalog: Catalog, occupation: Titled, name: str, state: str | None) -> View:
    """One part of an occupation's profile at length."""
    from occlookup.render.screens.show import screen

    blocks = without_commands(screen(catalog.show(occupation.code, state=state), (name,)))
    # a hundred other titles are for search, not for reading
    shown = tuple(block for block in blocks if not (isinstance(block, Paragraph) and block.text.startswith(_OTHER_TITLES)))
    return View(shown, about=occupation, hint=_JOB_HINT)


def pay(catalog: Catalog, occupation: Titled, state: str | None) -> View:
    """What it pays: in the state and its areas, and in the nation."""
    from occlookup.render.screens.wages import screen

    local: Screen = ()
    if state:
        answer = catalog.wages_of(occupation.code, state=state)
        # the center's own rows stand below the nation's
        local = screen(answer._replace(data=answer.data._replace(own=())))
    nation = screen(catalog.wages_of(occupation.code, area=NATION_CODE))
    return View(without_commands((*local, *nation)), about=occupation, hint=_JOB_HINT)


def area_near(catalog: Catalog, place: str, state: str | None) -> Area:
    """The area that a name means; of the areas of one name those of the `state` come first.

    Raises:
        NotFoundError, AmbiguousError: no one area is called that.
    """
    from occlookup.errors import AmbiguousError, NotFoundError

    try:
        return catalog.find_area(place, state=state)
    except AmbiguousError:  # a kind of the other
        raise
    except NotFoundError:
        return catalog.find_area(place)


def pay_near(catalog: Catalog, occupation: Titled, area: Area) -> View:
    """What it pays in one area."""
    from occlookup.render.screens.wages import screen

    answer = catalog.wages_of(occupation.code, area=area.code)
    return View(without_commands(screen(answer)), about=occupation, hint=_JOB_HINT)


def outlook(catalog: Catalog, occupation: Titled, state: str | None) -> View:
    """Its jobs to come, those of the state first."""
    from occlookup.render.screens.outlook import outlook_screen

    answer = catalog.outlook(occupation.code, state=state, order=Order(top=_STATES))
    heading, *blocks = without_commands(outlook_screen(answer))
    blocks.sort(key=lambda block: not isinstance(block, Facts))
    return View((heading, *blocks), about=occupation, hint=_JOB_HINT)


def without_commands(blocks: Iterable[Block]) -> Screen:
    """The blocks without words about command lines, which are of no use here."""
    kept: list[Block] = []
    for block in blocks:
        match block:
            case Paragraph(text=text):
                block = block._replace(text=_without(text))
            case Bullets(more=text):
                block = block._replace(more=_without(text))
            case Grid(note=text) | Ratings(note=text) | Bars(note=text):
                block = block._replace(note=_without(text))
        if block not in (Paragraph(""), Paragraph("", quiet=True)):
            kept.append(block)
    return tuple(kept)


def _without(text: str) -> str:
    return " ".join(part for part in _SENTENCE_END.split(text) if not _COMMAND.search(part))
