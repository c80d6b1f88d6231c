"""The codes that people type, and the one spelling of each that the project uses inside.

Owns parsing and normalising of SOC, O*NET-SOC, state, area and Holland codes. Pure text in, pure text out: whether a
code exists is the catalog's question.
"""

from __future__ import annotations

import re
import unicodedata
from zlib import crc32

from occlookup.errors import MalformedCodeError, UsageError

RIASEC_LETTERS = "RIASEC"
INTEREST_NAMES = ("realistic", "investigative", "artistic", "social", "enterprising", "conventional")

# NFKC leaves these alone, yet people paste them where they mean a hyphen.
_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad\ufe58\ufe63\uff0d"), "-")
_CODE = re.compile(r"(\d\d)(?: ?- ?| |\.)?(\d{4})(?:\.(\d\d))?", re.ASCII)
_CODE_LIKE = re.compile(r"[\d\s.-]*\d[\d\s.-]*", re.ASCII)
_PREFIX = re.compile(r"(\d\d)(?:-?(\d{0,4}))?", re.ASCII)
# O*NET numbers what it adds to a SOC code from .01 on and has never come near .90: these are left to the centers
OWN_CODE = r"\d\d-\d{4}\.9\d"
_AREA = re.compile(r"\d{7}", re.ASCII)


def fold_text(text: str) -> str:
    """`text` with full-width letters and every script's digits made plain, every dash a hyphen, and runs of space one space.

    Lone surrogates, which is how bytes that are not UTF-8 come in, are dropped.
    """
    if text.isascii():
        return " ".join(text.split())
    folded = unicodedata.normalize("NFKC", text.encode("utf-8", "ignore").decode()).translate(_HYPHENS)
    folded = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in folded)
    return " ".join(folded.split())


def looks_like_code(text: str) -> bool:
    """True where `text` has digits and nothing but what codes are made of, so that it cannot be a title."""
    return _CODE_LIKE.fullmatch(fold_text(text)) is not None


def parse_code(text: str) -> str:
    """The SOC code (43-3011), O*NET-SOC code of a specialty (29-1141.01) or group code (43-0000) in `text`.

    Takes 43-3011, 433011, 43-3011.00 and any kind of dash or digit. The ending .00 says "the SOC occupation itself"
    and is dropped.

    Raises:
        MalformedCodeError: `text` is not a code.
    """
    match = _CODE.fullmatch(fold_text(text))
    if match is None:
        raise MalformedCodeError(
            f"{show_text(text)!r} is not an occupation code.",
            hint="Codes look like 43-3011, 43-3011.00 or 29-1141.01; or type a job title.",
        )
    major, rest, specialty = match.groups()
    return f"{major}-{rest}" if specialty in (None, "00") else f"{major}-{rest}.{specialty}"


def is_own_code(code: str) -> bool:
    """Whether an occupation that a career center adds may have the code, written as parse_code writes it: 43-3011.90."""
    return re.fullmatch(OWN_CODE, code, re.ASCII) is not None


def parse_code_prefix(text: str) -> str:
    """The beginning of codes that `text` names, for browsing: 43, 43-3, 43-30 and whole codes with their trailing zeros.

    Raises:
        MalformedCodeError: `text` is no beginning of a code.
    """
    folded = fold_text(text)
    match = _PREFIX.fullmatch(folded)
    if match is None:
        return parse_code(text)
    major, rest = match.groups()
    return f"{major}-{rest}" if rest else major


def is_area_code(text: str) -> bool:
    """True for BLS's seven digits: 0025540."""
    return _AREA.fullmatch(fold_text(text)) is not None


def parse_holland_letters(text: str) -> str:
    """One to three different letters of RIASEC, the strongest interest first: "ces" gives "CES".

    Raises:
        UsageError: other letters, a letter twice, or more than three.
    """
    letters = re.sub(r"[\s,/-]", "", fold_text(text)).upper()
    if not 1 <= len(letters) <= 3 or len(set(letters)) != len(letters) or not set(letters) <= set(RIASEC_LETTERS):
        raise UsageError(
            f"{show_text(text)!r} is not a Holland code.",
            hint="Give one to three different letters of RIASEC, the strongest first: CES.",
        )
    return letters


def parse_interest_scores(text: str) -> tuple[float, float, float, float, float, float]:
    """Six scores in RIASEC order from "R=10,I=20,A=5,S=30,E=12,C=25", in any order and on any one scale.

    Raises:
        UsageError: a letter missing, twice or unknown; a score that is no finite number; six equal scores, which have
            no correlation with anything.
    """
    example = "Give all six: --scores R=10,I=20,A=5,S=30,E=12,C=25."
    scores: dict[str, float] = {}
    for part in fold_text(text).split(","):
        letter, _, number = part.partition("=")
        letter = letter.strip().upper()
        try:
            score = float(number)
        except ValueError:
            score = float("nan")
        if len(letter) != 1 or letter not in RIASEC_LETTERS or letter in scores or not abs(score) < 1e9:
            raise UsageError(f"{show_text(part)!r} is not an interest score.", hint=example)
        scores[letter] = score
    if len(scores) < 6:
        missing = ", ".join(letter for letter in RIASEC_LETTERS if letter not in scores)
        raise UsageError(f"no score is given for {missing}.", hint=example)
    realistic, investigative, artistic, social, enterprising, conventional = (scores[x] for x in RIASEC_LETTERS)
    if len(set(scores.values())) == 1:
        raise UsageError("six equal scores fit every occupation alike.", hint="At least two must differ.")
    return realistic, investigative, artistic, social, enterprising, conventional


def show_text(text: str, *, limit: int = 60) -> str:
    """`text` as an error message may repeat it: without control, formatting and surrogate characters, and not endless."""
    visible = "".join(char for char in text[: limit * 4] if unicodedata.category(char) not in _UNSAFE_CATEGORIES)
    visible = " ".join(visible.split())
    return visible if len(visible) <= limit else visible[: limit - 3] + "..."


# Cc control, Cf format (bidi overrides, zero width), Cs lone surrogate, Co private use, Cn unassigned
_UNSAFE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def title_key(text: str) -> str:
    """The form in which titles are compared: case, accents, punctuation and "&" against "and" do not matter."""
    words = text if text.isascii() else unicodedata.normalize("NFKD", fold_text(text))
    words = words.casefold().replace("&", " and ")
    if not words.isascii():
        words = "".join(char for char in words if not unicodedata.combining(char)).replace("\u2019", "'")
        words = "".join(char if char.isascii() or char.isalnum() else " " for char in words)
    return " ".join(words.translate(_TITLE_CHARACTERS).split())


# An apostrophe is dropped, not made a space: "children's" and "childrens" are one word.
_TITLE_CHARACTERS = {code: " " for code in range(128) if not chr(code).isalnum()} | {ord("'"): "", ord("`"): ""}


def title_hash(key: str) -> int:
    """A number by which the index finds a title key; whoever looks one up compares the keys too, since two may share one."""
    return crc32(key.encode("utf-8", "replace"))
