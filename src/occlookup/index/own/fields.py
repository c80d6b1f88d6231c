"""The keys of an own record: what each may be, and what is said of it to a person.

Owns the one table that the checker (rules.py) and the JSON Schema for editors (schema.py) are both made from, so that they
agree.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from occlookup.codes import INTEREST_NAMES
from occlookup.index.schema import EDUCATION_LEVELS, MEASURES

Kind = Literal["line", "text", "code", "group", "date", "address", "number", "whole", "choice", "lines", "table", "tables"]

ANY_CODE = r"\d\d-\d{4}(\.\d\d)?"
GROUP_CODE = r"\d\d-\d{3}0"
DATE = r"(19|20)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
ADDRESS = r"https?://[A-Za-z0-9]([A-Za-z0-9.\-]*[A-Za-z0-9])?(:\d{1,5})?([/?#][!#-;=?-\[\]_a-z~]*)?"


class Field(NamedTuple):
    """A key. `most`: characters of a text, or entries of a list; `low` and `high`: of a number, `decimals` its most.

    `fields` are the keys of a table, `needed` those that it must have; `words` those that a text is one of.
    """

    kind: Kind
    about: str
    most: int = 0
    low: float = 0
    high: float = 0
    decimals: int = 0
    words: tuple[str, ...] = ()
    fields: dict[str, Field] = {}  # noqa: RUF012 - never changed
    needed: tuple[str, ...] = ()
    pattern: str = ""


_SOURCE = Field("line", "Who says so: an employer, a college, a survey.", most=200)
_DATE = Field("date", "The day as year-month-day: 2026-03-01.", pattern=DATE)
_ADDRESS = Field("address", "An address that begins with https:// or http://.", most=500, pattern=ADDRESS)

_MOST_DOLLARS_AN_HOUR, _MOST_DOLLARS_A_YEAR = 10_000, 20_000_000
_HIGHEST = {
    "employment": 200_000_000,
    "employment_rse": 1000,
    "mean_rse": 1000,
    "jobs_per_1000": 1000,
    "location_quotient": 1000,
}


def _measure(name: str, decimals: int) -> Field:
    dollars = _MOST_DOLLARS_AN_HOUR if name.startswith("hourly") else _MOST_DOLLARS_A_YEAR
    high = _HIGHEST.get(name, dollars)
    about = f"{name.replace('_', ' ')}, as the published wage rows have it; leave it out where it is not known."
    # nobody is paid nothing: a 0 stands for what is not known, and is to be left out
    low = 0 if name in _HIGHEST else 0.01 if decimals else 1
    return Field("number" if decimals else "whole", about, low=low, high=high, decimals=decimals)


MEASURE_FIELDS = {measure.name: _measure(measure.name, measure.decimals) for measure in MEASURES}

_INTERESTS = {name: Field("number", "O*NET's scale: 1 (least) to 7.", low=1, high=7, decimals=2) for name in INTEREST_NAMES}
_NOTE = {"text": Field("text", "The note.", most=2000), "source": _SOURCE, "date": _DATE}
_WAGES = {
    "area": Field("line", "The place, in your own words.", most=120),
    "source": _SOURCE,
    "date": _DATE,
    "period": Field("line", "The time that the figures describe, where a day does not say it: May 2025.", most=60),
    "url": _ADDRESS,
    **MEASURE_FIELDS,
}
_LINK = {"title": Field("line", "What the address leads to.", most=120), "url": _ADDRESS, "source": _SOURCE}

# what an own occupation is described by; only with a code of its own
DESCRIBED_BY = ("title", "group", "summary", "tasks", "interests", "job_zone", "education")

RECORD = Field(
    "table",
    "One file about one occupation: a center's own notes, local wages, links and everyday names.",
    needed=("code",),
    fields={
        "code": Field(
            "code", "An occupation's code, or for one that you add a code that ends in .90 to .99.", pattern=ANY_CODE
        ),
        "names": Field("lines", "Everyday names, for search.", most=50),
        "title": Field("line", "The title of an occupation that you add.", most=120),
        "group": Field("group", "The minor or broad SOC group that it is in: 43-3000 or 43-3010.", pattern=GROUP_CODE),
        "summary": Field("text", "What people in it do, in a sentence or two.", most=1000),
        "tasks": Field("lines", "What they do, a line each.", most=30),
        "interests": Field("table", "Six figures, all or none.", fields=_INTERESTS, needed=INTEREST_NAMES),
        "job_zone": Field("whole", "O*NET's job zone, 1 (least preparation) to 5.", low=1, high=5),
        "education": Field("choice", "The usual education, in BLS's words.", words=EDUCATION_LEVELS),
        "source": _SOURCE,
        "date": _DATE,
        "notes": Field("tables", "Notes.", most=100, fields=_NOTE, needed=("text", "source", "date")),
        "wages": Field("tables", "Local wage rows.", most=100, fields=_WAGES, needed=("area", "source")),
        "links": Field("tables", "Local links.", most=100, fields=_LINK, needed=("title", "url")),
    },
)
MOST_IN_LINE = 300  # of an entry of a list of lines
# keys that need others beside them, in the same table
NEEDS = {
    **dict.fromkeys(DESCRIBED_BY, ("title", "group", "summary", "source", "date")),
    "source": ("date", "title"),
    "date": ("source", "title"),
}
