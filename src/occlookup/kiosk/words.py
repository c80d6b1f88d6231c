"""The closed list of words that the kiosk takes.

Owns what a typed line means. What is no word of the list is a job to look for.
"""

from __future__ import annotations

from typing import NamedTuple

from occlookup.codes import fold_text

# word: (what it does, how help writes it). In the order of help.
VERBS = {
    "pay": ("what the job pays, here and in the nation", "pay"),
    "pay near": ("what it pays in a town or a state", "pay near hartford"),
    "outlook": ("whether there will be more or fewer such jobs", "outlook"),
    "tasks": ("what people in the job do", "tasks"),
    "skills": ("what people in the job are good at", "skills"),
    "school": ("what it takes to start", "school"),
    "like": ("jobs like this one", "like"),
    "compare": ("two to five jobs of the list side by side", "compare 1 3"),
    "keep": ("keep a job of the list, or the one you look at", "keep 2"),
    "drop": ("take a kept job out", "drop 1"),
    "list": ("the jobs you kept", "list"),
    "handout": ("a sheet about the jobs you kept", "handout"),
    "quiz": ("60 statements, then jobs that fit your interests", "quiz"),
    "best pay": ("the best-paid jobs", "best pay"),
    "growing": ("the fastest-growing jobs", "growing"),
    "no degree": ("the best-paid jobs that need no degree", "no degree"),
    "families": ("look through job families", "families"),
    "state": ("another state; state none: the whole country", "state ohio"),
    "more": ("the next page, as Enter does", "more"),
    "back": ("the page before, or where you were before", "back"),
    "home": ("the first page", "home"),
    "help": ("this page", "help"),
    "new": ("clear everything for the next person", "new"),
}
# the operator's word is no word for clients: it is on no page, and no "did you mean" names it
LEAVE = "exit"
# a number after one of these names a job of the list; on its own it is about the job of the page
OF_A_JOB = ("pay", "outlook", "tasks", "skills", "school", "like")
_WITH_NUMBERS = ("compare", "keep", "drop")
_WITH_NAME = ("pay near", "pay in", "pay", "state")
_ALSO = {
    "b": "back", "?": "help", "h": "help", "menu": "home", "start": "home", "money": "pay", "wage": "pay", "wages": "pay",
    "salary": "pay", "education": "school", "training": "school", "similar": "like", "related": "like", "kept": "list",
    "task": "tasks", "skill": "skills", "next": "more", "m": "more", "growth": "growing", "grow": "growing",
    "best-paid": "best pay", "bestpay": "best pay", "best": "best pay", "no-degree": "no degree", "nodegree": "no degree",
    "family": "families", "next person": "new", "sheet": "handout", "print": "handout", "quit": "done", "q": "done",
    "bye": "done", "logout": "done", "end": "done", "finish": "done", "finished": "done", "done": "done", "stop": "done",
}  # fmt: skip
_CLOSE = 0.75
_LONGEST_NUMBER = 3


class Said(NamedTuple):
    """What a line means: a verb and the words after it; "number" of the list; "look" for a job; "nothing".

    `text` is the line itself: a word with a rest that it does not take is looked for after all.
    """

    verb: str
    rest: str = ""
    text: str = ""


def read(line: str) -> Said:
    """What a line means."""
    text = fold_text(line)
    folded = text.casefold()
    if not folded:
        return Said("nothing")
    if _is_number(plain := _bare(folded)):
        return Said("number", str(int(plain)), text)
    if folded in VERBS or folded == LEAVE:
        return Said(folded, "", text)
    if folded in _ALSO:
        return Said(_ALSO[folded], "", text)
    for verb in (*OF_A_JOB, *_WITH_NUMBERS):
        if folded.startswith(f"{verb} ") and numbers(folded[len(verb) :]):
            return Said(verb, text[len(verb) :].strip(), text)
    for verb in _WITH_NAME:
        if folded.startswith(f"{verb} "):
            return Said("state" if verb == "state" else "pay near", text[len(verb) :].strip(), text)
    return Said("look", text, text)


def numbers(words: str) -> list[int]:
    """The numbers in "1 3" or "1, 3 and 4"; none where there is anything else."""
    parts = list(map(_bare, words.casefold().replace(",", " ").replace(" and ", " ").split()))
    return [int(part) for part in parts] if all(map(_is_number, parts)) else []


def meant(text: str) -> str | None:
    """The word that a mistyped one may be meant for, with the numbers after it: "comapre 1 3" is "compare 1 3"."""
    from difflib import get_close_matches

    word, _, rest = text.casefold()[:40].partition(" ")
    followed = f" {rest}" if numbers(rest) else ""
    close = get_close_matches(word if followed else text.casefold()[:40], list(VERBS), n=1, cutoff=_CLOSE)
    return f"{close[0]}{followed}" if close else None


def _bare(number: str) -> str:
    """A number as "2." or "#2" or "(2)" writes it."""
    return number.removeprefix("#").removeprefix("(").removesuffix(".").removesuffix(")")


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER
