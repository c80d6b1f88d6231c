"""Rules of the lists that people write: STEM occupations, glossary, quiz, job banks, everyday names, synonyms.

Owns what their entries must be. That names are plain and texts clean is held by the rules of the layout, and that no words
are borrowed by those of the releases.
"""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise, product
from pathlib import Path

from occlookup.codes import title_key
from occlookup.periods import parse_period
from occlookup.sources.check.tree import Finding, Record, Tree, registry
from occlookup.sources.check.wording import count_words

RULES, rule = registry()

STEM_TYPES = frozenset(("practitioner", "technician", "teacher", "manager", "sales"))
MEANING_WORDS = 35
LETTERS, ZONES = "RIASEC", range(1, 6)
# Statements of each letter and job zone: ten of a letter, sixty in all.
STATEMENTS_OF_EACH = 2
STATEMENT_WORDS = range(4, 12)
# No occupation of this job zone has the letter among its high points.
_NO_SUCH_OCCUPATION = ("I", 1)
EVERYDAY_WORDS, EVERYDAY_CODES = range(1, 6), range(1, 5)
SYNONYM_WORDS, SYNONYM_MEANINGS = range(1, 3), range(1, 4)
_PLAIN_WORDS = re.compile(r"[a-z0-9]+(?:['-][a-z0-9]+)*(?: [a-z0-9]+(?:['-][a-z0-9]+)*)*")
_NOT_OF_THE_KEY = re.compile(r"[^a-z0-9 ]")


def sort_key(term: str) -> str:
    """What a glossary term is sorted by: neither case nor punctuation counts, so O*NET stands among the words as onet."""
    return _NOT_OF_THE_KEY.sub("", term.casefold())


@rule("stem-list")
def stem_occupations_are_known(tree: Tree) -> Iterator[Finding]:
    """Each STEM code is a detailed occupation or an aggregate with a record, once, in order; its type is one of five."""
    place, codes, records = "stem.toml", tree.codes(), _records(tree)
    entries = tree.entries("stem")
    for entry in entries:
        code = entry["code"]
        if code not in codes:
            yield place, f"{code} has no record"
        elif code in records and records[code]["kind"] == "specialty":
            yield place, f"{code} is a specialty"
        if entry["type"] not in STEM_TYPES:
            yield place, f"{code}: {entry['type']!r} is no type of STEM occupation"
    yield from _once_in_order(place, (entry["code"] for entry in entries))


@rule("glossary-terms")
def terms_are_unique_and_sorted(tree: Tree) -> Iterator[Finding]:
    """Terms and their other names are ASCII, each there once whatever its case; terms stand in order of their letters."""
    place, entries = "glossary.toml", tree.entries("glossary")
    names = [name for entry in entries for name in (entry["term"], *entry.get("also", []))]
    for name in names:
        if not name or not name.isascii():
            yield place, f"a term or other name is empty or not ASCII: {name!r:.60}"
    for name, times in Counter(name.casefold() for name in names).items():
        if times > 1:
            yield place, f"{name!r} stands there {times} times"
    for before, after in pairwise(entry["term"] for entry in entries):
        if sort_key(after) < sort_key(before):
            yield place, f"{after!r} stands after {before!r}"


@rule("glossary-meaning")
def meanings_are_one_short_sentence(tree: Tree) -> Iterator[Finding]:
    """A meaning is one sentence with a period at its end, of at most 35 words, ASCII."""
    for entry in tree.entries("glossary"):
        for meaning in (entry["meaning"], *([entry["otherwise"]] if "otherwise" in entry else [])):
            if not meaning.endswith(".") or ". " in meaning:
                yield "glossary.toml", f"the meaning of {entry['term']!r} is not one sentence with a period at its end"
            if (words := count_words(meaning)) > MEANING_WORDS:
                yield "glossary.toml", f"the meaning of {entry['term']!r} has {words} words"
            if not meaning.isascii():
                yield "glossary.toml", f"not ASCII: the meaning of {entry['term']!r}"


@rule("glossary-period")
def periods_are_those_of_a_projection(tree: Tree) -> Iterator[Finding]:
    """A period is written as 2024-34, and the term or the meaning names it or its years; nothing else has an otherwise."""
    for entry in tree.entries("glossary"):
        term = entry["term"]
        if "period" not in entry:
            if "otherwise" in entry:
                yield "glossary.toml", f"{term!r} says what it means otherwise, and not in which period it means what"
            continue
        try:
            period = parse_period(entry["period"])
        except ValueError as fault:
            yield "glossary.toml", f"{term!r}: {fault}"
            continue
        if not any(name in f"{term} {entry['meaning']}" for name in (period.short, *map(str, period))):
            yield "glossary.toml", f"{term!r} names no year of its period {period.short}"


@rule("quiz-balance")
def statements_are_balanced(tree: Tree) -> Iterator[Finding]:
    """There are 60 statements: of each of the six letters two for each of the five job zones; none stands there twice."""
    if tree.missing("quiz"):
        return
    statements = tree.entries("quiz")
    found = Counter((statement["type"], statement["job_zone"]) for statement in statements)
    for letter, zone in sorted({*found, *product(LETTERS, ZONES)}):
        wanted = STATEMENTS_OF_EACH if letter in LETTERS and zone in ZONES else 0
        if found[letter, zone] != wanted:
            yield "quiz.toml", f"letter {letter}, job zone {zone}: {found[letter, zone]} statements instead of {wanted}"
    for text, times in Counter(statement["text"].casefold() for statement in statements).items():
        if times > 1:
            yield "quiz.toml", f"a statement stands there {times} times: {text:.60}"


@rule("quiz-statement")
def statements_are_plain(tree: Tree) -> Iterator[Finding]:
    """A statement is 4 to 11 plain words."""
    for statement in tree.entries("quiz"):
        for fault in _faults_of_wording(statement["text"]):
            yield "quiz.toml", f"{fault}: {statement['text']:.60}"


@rule("quiz-occupation")
def statements_fit_their_occupations(tree: Tree) -> Iterator[Finding]:
    """A statement's occupation has a record, its job zone, and its letter among the high points.

    Letter I at job zone 1 is let off the last: no occupation of that zone has it.
    """
    codes, records = tree.codes(), _records(tree)
    for statement in tree.entries("quiz"):
        text, code = statement["text"], statement["code"]
        if code not in codes:
            yield "quiz.toml", f"{code} has no record: {text:.60}"
        elif code in records:
            for fault in _misfits(statement, records[code]):
                yield "quiz.toml", f"{fault}: {text:.60}"


@rule("job-banks")
def job_banks_are_the_states(tree: Tree) -> Iterator[Finding]:
    """A job bank's state has a record in wages/, once, in order; its address begins with https:// and has no space."""
    entries = tree.entries("job_banks")
    places = {*tree.files, *tree.unreadable}
    states = {Path(place).stem for place in places if place.startswith("wages/")}
    for entry in entries:
        if entry["state"] not in states:
            yield "job_banks.toml", f"{entry['state']!r} has no record in wages/"
        if not re.fullmatch(r"https://\S+", entry["url"]):
            yield "job_banks.toml", f"{entry['state']}: {entry['url']!r} is no https address"
    yield from _once_in_order("job_banks.toml", (entry["state"] for entry in entries))


@rule("everyday-names")
def everyday_names_mean_occupations(tree: Tree) -> Iterator[Finding]:
    """An everyday name is 1 to 5 plain words, there once, in order; it means 1 to 4 occupations with a record, each once."""
    place, codes = "everyday.toml", tree.codes()
    entries = tree.entries("everyday")
    for entry in entries:
        name, meant = entry["name"], entry["codes"]
        if not _PLAIN_WORDS.fullmatch(name) or len(name.split()) not in EVERYDAY_WORDS:
            yield place, f"{name!r:.60} is not one to five plain words"
        if len(meant) not in EVERYDAY_CODES or len({*meant}) < len(meant):
            yield place, f"{name!r:.60} does not mean one to four occupations, each once"
        for code in meant:
            if code not in codes:
                yield place, f"{name!r:.60}: {code} has no record"
    yield from _once_in_order(place, (entry["name"] for entry in entries))


@rule("synonyms")
def synonyms_are_plain(tree: Tree) -> Iterator[Finding]:
    """A synonym is one or two plain words, there once, in order; it has 1 to 3 meanings of plain words."""
    place, entries = "synonyms.toml", tree.entries("synonyms")
    for entry in entries:
        word, meanings = entry["word"], entry["means"]
        if not _PLAIN_WORDS.fullmatch(word) or len(word.split()) not in SYNONYM_WORDS:
            yield place, f"{word!r:.60} is not one or two plain words"
        if len(meanings) not in SYNONYM_MEANINGS or len({*meanings}) < len(meanings):
            yield place, f"{word!r:.60} has not one to three meanings, each once"
        for meaning in meanings:
            if not _PLAIN_WORDS.fullmatch(meaning):
                yield place, f"{word!r:.60}: {meaning!r:.60} is not plain words"
    yield from _once_in_order(place, (entry["word"] for entry in entries))


@rule("synonym-titles")
def synonyms_lead_to_titles(tree: Tree) -> Iterator[Finding]:
    """The words of a synonym's meanings stand in titles."""
    if any(file.startswith("occupations/") for file in tree.unreadable):
        return
    said = {word for title in _titles(tree) for word in title_key(title).split()}
    for entry in tree.entries("synonyms"):
        for meaning in entry["means"]:
            if _PLAIN_WORDS.fullmatch(meaning) and (missing := [part for part in meaning.split() if part not in said]):
                yield "synonyms.toml", f"{entry['word']!r:.60}: no title has the word {missing[0]!r:.60}"


def _titles(tree: Tree) -> Iterator[str]:
    for record in _records(tree).values():
        yield record["title"]
        for kind, titles in record.get("titles", {}).items():
            if kind != "source":
                yield from titles


def _records(tree: Tree) -> dict[str, Record]:
    """The sound records; what an unsound one says cannot be held against a list."""
    return {record["code"]: record for _, record in tree.occupations()}


def _once_in_order(place: str, codes: Iterable[str]) -> Iterator[Finding]:
    for before, after in pairwise(codes):
        if after <= before:
            yield place, f"{after} stands after {before}"


def _faults_of_wording(text: str) -> Iterator[str]:
    if (words := count_words(text)) not in STATEMENT_WORDS:
        yield f"a statement has {words} words"
    if not text.isascii():
        yield "a statement is not ASCII"
    if text.endswith(tuple(string.punctuation)):
        yield "a statement has punctuation at its end"
    if not text[:1].isupper():
        yield "a statement does not begin with a capital"


def _misfits(statement: Record, record: Record) -> Iterator[str]:
    letter, zone = statement["type"], statement["job_zone"]
    if (found := record.get("job_zone", {}).get("zone")) != zone:
        yield f"the job zone of {record['code']} is {found}, not {zone}"
    high_points = record.get("interests", {}).get("high_points", "")
    if letter not in high_points and (letter, zone) != _NO_SUCH_OCCUPATION:
        yield f"{letter} is not among the high points of {record['code']} ({high_points or 'none'})"
