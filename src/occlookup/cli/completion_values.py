"""What the values of options and arguments may be, where the option itself does not list them.

Owns which of them are codes, titles, places, fields or words of a list. What those are the catalog and the answers know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from occlookup.cli.options import COLORS, FORMATS, PAYS

if TYPE_CHECKING:
    from occlookup.catalog import Catalog


class Candidate(NamedTuple):
    """A word that may stand there, and what it is ("" where there is nothing to say)."""

    value: str
    about: str


class Offer(NamedTuple):
    """Candidates in their order, and remarks for the script of the shell: see completing.answer."""

    candidates: list[Candidate]
    remarks: tuple[str, ...] = ()


NOTHING = Offer([])


class Asked(NamedTuple):
    """What is asked: of which command ("data", "info"), after which arguments and options, and what is typed of the word."""

    path: tuple[str, ...]
    arguments: tuple[str, ...]
    given: Mapping[str, str]
    text: str


def option_values(name: str, asked: Asked) -> Offer:
    """What the value of the option `name` may be."""
    find = _OPTIONS.get(name)
    return NOTHING if find is None else find(asked)


def argument_values(metavar: str, asked: Asked) -> Offer:
    """What the argument that the help calls `metavar` may be."""
    find = _ARGUMENTS.get(metavar)
    return NOTHING if find is None else find(asked)


def _catalog() -> Catalog:
    """The catalog where it can answer at once: to compile an index, nobody waits with a finger on TAB."""
    from occlookup.catalog import open_catalog

    return open_catalog(compiling=False)


def _beginning(text: str, words: Iterable[tuple[str, str]]) -> Offer:
    wanted = text.casefold()
    return Offer([Candidate(word, about) for word, about in words if word.casefold().startswith(wanted)])


def _found(text: str, candidates: Sequence[tuple[str, str]]) -> Offer:
    """Candidates that were found otherwise than by their first letters: what they have in common may not be what was typed."""
    values = [value for value, _ in candidates]
    kept = len(values) > 1 and not _letters(_common_beginning(min(values), max(values))).startswith(_letters(text))
    return Offer([Candidate(*candidate) for candidate in candidates], ("keep",) if kept else ())


def _common_beginning(first: str, last: str) -> str:
    """Of two values, and of all that stand between them in the alphabet."""
    same = next((at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first))
    return first[:same]


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _sources(asked: Asked) -> Offer:
    from occlookup.cli.data_fetch import SOURCES

    return _beginning(asked.text, [(name, about) for name, about in SOURCES.items() if name not in asked.arguments])


def _states(asked: Asked) -> Offer:
    from occlookup.cli.settings import NO_STATE

    with _catalog() as catalog:
        states = [(state.state or "", state.name) for state in catalog.beginnings().states(asked.text)]
    # what begins as a name is completed as one: bash and fish would not take letters for it
    if not all(letters.casefold().startswith(asked.text.casefold()) for letters, _ in states):
        return _found(asked.text, [(name, letters) for letters, name in states])
    return _beginning(asked.text, [*states, (NO_STATE, "no state, whichever is set")])


def _areas(asked: Asked) -> Offer:
    with _catalog() as catalog:
        areas = catalog.beginnings().areas(asked.text)
    by_code = any(area.code.startswith(asked.text) for area in areas) and asked.text != ""
    return _found(asked.text, [(area.code, area.name) if by_code else (area.name, area.code) for area in areas])


def _names(asked: Asked) -> Offer:
    """Of `config` the settings; of `areas` areas, or the rest of a name that has begun some words before."""
    if asked.path[0] == "config":
        from occlookup.cli.settings import SETTINGS

        return _beginning(asked.text, [(name, kind.about) for name, kind in SETTINGS.items()])
    if not asked.arguments:
        return _areas(asked)
    with _catalog() as catalog:
        areas = catalog.beginnings().areas(" ".join((*asked.arguments, asked.text)))
    return _rest(asked, [(area.name, area.code) for area in areas])


def _rest(asked: Asked, names: Iterable[tuple[str, str]]) -> Offer:
    """Of the names that begin with the arguments and the word, what comes after the arguments."""
    begun = " ".join((*asked.arguments, asked.text)).casefold()
    words = len(asked.arguments)
    fitting = [(name, about) for name, about in names if name.casefold().startswith(begun)]
    return _found(asked.text, [(" ".join(name.split(" ")[words:]), about) for name, about in fitting])


def _settings(asked: Asked) -> Offer:
    """The values of the setting that the argument before names."""
    if asked.arguments[0] == "state":
        return _states(asked)
    words: dict[str, Sequence[str]] = {"format": FORMATS, "color": COLORS, "pay": PAYS}
    return _beginning(asked.text, [(word, "") for word in words.get(asked.arguments[0], ())])


def _groups(asked: Asked) -> Offer:
    if asked.arguments:
        return NOTHING
    return _group_option(asked)


def _group_option(asked: Asked) -> Offer:
    with _catalog() as catalog:
        return _found(asked.text, catalog.beginnings().groups(asked.text))


def _occupations(asked: Asked) -> Offer:
    """Codes, or the rest of a title that may have begun some words before."""
    if asked.path == ("compare",):  # each of its words is an occupation
        offer = _occupation(asked.text)
        given = {*asked.arguments}
        return offer._replace(candidates=[found for found in offer.candidates if found.value not in given])
    if asked.path == ("data", "diff"):  # two sets stand before it
        asked = asked._replace(arguments=asked.arguments[2:])
    if not asked.arguments:
        return _occupation(asked.text, groups=asked.path in (("wages",), ("data", "diff")))
    with _catalog() as catalog:
        titles = catalog.beginnings().titles(" ".join((*asked.arguments, asked.text)))
    return _rest(asked, [(title, code) for code, title in titles])


def _occupation(text: str, *, groups: bool = False) -> Offer:
    with _catalog() as catalog:
        codes = catalog.beginnings().codes(text, groups=groups)
        if codes or not text:
            return _found(text, codes)
        return _beginning(text, [(title, code) for code, title in catalog.beginnings().titles(text)])


def _terms(asked: Asked) -> Offer:
    with _catalog() as catalog:
        return _rest(asked, [(term.term, "") for term in catalog.glossary().data.terms])


def _answers(asked: Asked) -> Offer:
    from occlookup.answers import ANSWERS

    if asked.arguments:
        return NOTHING
    return _beginning(asked.text, [(name, "") for name in (*ANSWERS, "error")])


def _shells(asked: Asked) -> Offer:
    from occlookup.cli.completion import SHELLS

    return _beginning(asked.text, [(shell, "") for shell in SHELLS])


def _job_zones(asked: Asked) -> Offer:
    with _catalog() as catalog:
        return _beginning(asked.text, catalog.beginnings().job_zones())


def _education(asked: Asked) -> Offer:
    from occlookup.catalog.filtering import EDUCATION_WORDS

    return _beginning(asked.text, EDUCATION_WORDS.items())


def _growth(asked: Asked) -> Offer:
    from occlookup.catalog.filtering import GROWTH_WORDS

    return _beginning(asked.text, [(word, "that or better") for word in GROWTH_WORDS[1:]])


def _levels(asked: Asked) -> Offer:
    from occlookup.catalog.filtering import LEVELS

    return _beginning(asked.text, [(level, "") for level in LEVELS])


def _letters_of_interests(asked: Asked) -> Offer:
    """One more letter of a Holland code, which has up to three."""
    from occlookup.codes import INTEREST_NAMES, RIASEC_LETTERS

    text = asked.text.upper()
    names = dict(zip(RIASEC_LETTERS, INTEREST_NAMES, strict=True))
    if not {*text} <= names.keys() or len({*text}) < len(text) or len(text) > 2:
        return NOTHING
    return Offer([Candidate(text + letter, name) for letter, name in names.items() if letter not in text], ("nospace",))


def _sort_fields(asked: Asked) -> Offer:
    from occlookup.answers import ANSWERS
    from occlookup.catalog.filtering import sortable_fields

    if asked.path == ("places",):
        from occlookup.catalog.wage_rows import FIGURES

        return _beginning(asked.text, [(figure, "") for figure in FIGURES])
    if asked.path == ("outlook",):
        from occlookup.profile import StateOutlook

        kinds: list[Any] = [StateOutlook]
    else:
        # --rows names what is shown, not what is sorted
        kinds = _row_types(asked._replace(given={}), [kind for kind in ANSWERS["-".join(asked.path)] if kind.rows])
    fields = dict.fromkeys(field for kind in kinds for field in sortable_fields(kind))
    return _beginning(asked.text, [(field, "") for field in fields])


def _sets(asked: Asked) -> Offer:
    """The names of sets of figures; a path may stand there too, which the shell knows."""
    from occlookup.catalog.record_sets import set_names

    offer = _beginning(asked.text, [(name, "") for name in set_names()])
    return offer if offer.candidates else Offer([], ("files",))


def _figures(asked: Asked) -> Offer:
    """Those of all occupations, or with a code those of one."""
    from occlookup.catalog.changes import FIGURES
    from occlookup.catalog.occupation_changes import DETAILED_FIGURES

    return _beginning(asked.text, [(name, "") for name in (DETAILED_FIGURES if asked.arguments[2:] else FIGURES)])


def _fields(asked: Asked) -> Offer:
    """The last of the names with commas between them, down to the next dot."""
    from occlookup.answers import ANSWERS
    from occlookup.render.fields import names_below

    before, comma, last = asked.text.rpartition(",")
    path, dot, _ = last.rpartition(".")
    taken = {*before.split(",")}
    names: dict[str, str] = {}
    for kind in _row_types(asked, ANSWERS["-".join(asked.path)]):
        for name, has_parts in names_below(kind, path).items():
            whole = f"{path}{dot}{name}"
            if whole.startswith(last):
                names[whole] = ""
                if has_parts:
                    names[f"{whole}."] = "its parts"
    found = [Candidate(f"{before}{comma}{name}", about) for name, about in names.items() if name not in taken]
    return Offer(found, ("nospace",))


def _lists(asked: Asked) -> Offer:
    from occlookup.answers import ANSWERS
    from occlookup.render.rows import row_fields

    names = dict.fromkeys(name for kind in ANSWERS["-".join(asked.path)] for name, _ in row_fields(kind.load()))
    return _beginning(asked.text, [(name, "") for name in names])


def _row_types(asked: Asked, kinds: Sequence[Any]) -> list[Any]:
    from occlookup.render.rows import row_fields

    found: list[Any] = []
    for kind in kinds:
        lists: dict[str, Any] = dict(row_fields(kind.load()))
        named = (asked.given["--rows"],) if "--rows" in asked.given else kind.rows or ("",)
        found.extend(lists[name] if name else kind.load() for name in named if name in lists or not name)
    return found


_OPTIONS: dict[str, Callable[[Asked], Offer]] = {
    "--state": _states,
    "--area": _areas,
    "--group": _group_option,
    "--job-zone": _job_zones,
    "--education": _education,
    "--growth": _growth,
    "--level": _levels,
    "--riasec": _letters_of_interests,
    "--code": _letters_of_interests,
    "--sort": _sort_fields,
    "--figure": _figures,
    "--fields": _fields,
    "--rows": _lists,
}
# by what each argument is called in the help
_ARGUMENTS: dict[str, Callable[[Asked], Offer]] = {
    "CODE": _occupations,
    "CODE...": _occupations,
    "OLD": _sets,
    "NEW": _sets,
    "GROUP": _groups,
    "NAME": _names,
    "VALUE": _settings,
    "TERM": _terms,
    "COMMAND": _answers,
    "SHELL": _shells,
    "SOURCE...": _sources,
}
