"""docs/json.md: what a JSON answer is made of, an example of each from a real run, and the result types with their fields."""

from __future__ import annotations

import json
import shlex
from typing import Any

from live import run
from tables import HUMAN_NAMES

from occlookup import changes, comparisons, details, guidance, listings, model, profile, rankings
from occlookup.answers import ANSWERS

MODULES = (model, profile, details, comparisons, rankings, guidance, changes, listings)
WIDTH = 100

# the whole document, sources too
WHOLE = "occlookup wages 43-3011 --area hartford --fields area.name,annual_median,annual_p90 --json"
MALFORMED = "occlookup show 43-301 --json"
LINES = "printf '29-1141\\nnurse\\n' | occlookup riasec - --fields title,interests.code"
LINES_INPUT = "29-1141\nnurse\n"
# a line for each kind of answer, in the order of ANSWERS
EXAMPLES: dict[str, tuple[str, ...]] = {
    "show": ("occlookup show 43-3011 --fields code,title,groups.major,job_zone,outlook --json",),
    "search": ('occlookup search "tow truck guy" --top 2 --json',),
    "wages": ("occlookup wages 27-2011 --state CT --top 2 --fields area,employment,hourly_median,annual_median --json",),
    "outlook": ("occlookup outlook 43-3011 --state CT --json",),
    "places": (
        "occlookup places 43-3011 --top 2 --sort annual_median"
        " --fields tops.by,tops.withheld,tops.states.area.name,tops.states.figure,tops.states.against_nation --json",
    ),
    "related": ("occlookup related 43-3011 --top 2 --fields code,title,annual_median,percent_change --json",),
    "insights": ("occlookup insights 43-3011 --fields work_life.score,strengths,automation.language_models --json",),
    "compare": (
        "occlookup compare 43-3011 29-1141 --fields title,typical_education,outlook.annual_openings,own_skills --json",
    ),
    "rank": ("occlookup rank --state CT --education high-school --top 2 --fields rank,code,title,annual_median --json",),
    "riasec": (
        "occlookup riasec 43-3011 --fields title,interests --json",
        "occlookup riasec --code CES --top 2 --fields title,score,interests.code --json",
    ),
    "quiz": (f"occlookup quiz --answers {'1122334455' * 6} --top 2 --fields title,score --json",),
    "browse": ("occlookup browse 43-3 --top 2 --fields code,title,annual_median --json",),
    "areas": ("occlookup areas hartford --json",),
    "glossary": ("occlookup glossary lq --json",),
    "config-show": ("OCCLOOKUP_CONFIG= occlookup config show --fields name,value,origin,variable --json",),
    # with one set of figures at hand there is nothing that could differ
    "data-diff": (
        "occlookup data diff bundled bundled --rows counts --fields figure,compared,moved --format jsonl",
        "occlookup data diff bundled bundled 43-3011 --json",
    ),
    # the document also tells two paths, which differ from one computer to the next
    "data-info": ("occlookup data info --fields id,release,period --format jsonl",),
}

INTRODUCTION = """# JSON answers

Written by `docs/generate.py` from the result types and from runs over the bundled index.

## The document

With `--json` an answer is one line on standard output: an object with `schema` (which command answered, and the version of
its fields), `data` (the answer) and `sources` (the releases that this answer used, type [Source](#source), each under its
id). The lines here are broken for reading; the command writes no space and no line break.

{whole}

A figure is a number or null, and `notes` beside it says why it is null, or that a number is only the least that it may be
(`at_least`). Text is escaped to ASCII, so that the bytes are the same under every locale. `occlookup schema wages` prints
the JSON Schema of an answer, `occlookup schema` that of all of them in one. [scripting.md](scripting.md) says what is
promised of the names, and how to use all this.

## Errors

With `--json` or `--format jsonl` an error is one object on standard error, and standard output stays empty. `kind` is one
of {kinds}. `suggestions` are occupations (or areas) that may be meant.

{malformed}

## Lines of standard input

With `-` in the place of the occupation there is a line of JSON for every line of standard input: its document, or in the
place of one an error with the number of the `line` and the `input`. Here a line that is answered (its `sources` left out)
and one that is not:

{lines}

## Answers

| Command | schema | type of `data` |
|---|---|---|
{answers}

## Examples

The `data` of an answer of each kind; `schema` and `sources` stand around it as above.

{examples}

## Types

A field that can be null is marked `| None`. Types named in another type are here too.
"""


def json_page() -> str:
    """The page."""
    from occlookup.render.schema import ERROR_KINDS

    answers = [
        f"| `{human}` | `occlookup/{name}/1` | [{kind.name}](#{kind.name.lower()}) |"
        for name, kinds in ANSWERS.items()
        for human, kind in zip(HUMAN_NAMES[name], kinds, strict=True)
    ]
    examples = [
        f"### {human}\n\n{_data_example(line)}"
        for name in ANSWERS
        for human, line in zip(HUMAN_NAMES[name], EXAMPLES[name], strict=True)
    ]
    first, second = (json.loads(line) for line in _answered(LINES, 3, stdin=LINES_INPUT).out.splitlines())
    head = INTRODUCTION.format(
        whole=_block(WHOLE, json.loads(_answered(WHOLE).out)),
        kinds=", ".join(f"`{kind}`" for kind in ERROR_KINDS),
        malformed=_block(MALFORMED, json.loads(_answered(MALFORMED, 2).err)),
        lines=_block(LINES, {name: value for name, value in first.items() if name != "sources"}, second),
        answers="\n".join(answers),
        examples="\n\n".join(examples),
    )
    return "\n".join([head, *(f"### {kind.__name__}\n\n{_about(kind)}\n" for kind in result_types())])


def result_types() -> list[Any]:
    """Every NamedTuple that an answer may have in it, in the order of its module."""
    return [kind for module in MODULES for kind in vars(module).values() if _is_result_type(kind, module.__name__)]


def laid_out(value: Any, indent: str = "") -> str:
    """JSON for reading: what fits stands on one line."""
    whole = json.dumps(value)
    if len(indent) + len(whole) <= WIDTH or not isinstance(value, (dict, list)):
        return whole
    deeper = f"{indent}  "
    if isinstance(value, dict):
        parts = [f"{deeper}{json.dumps(name)}: {laid_out(item, deeper)}" for name, item in value.items()]
    else:
        parts = [f"{deeper}{laid_out(item, deeper)}" for item in value]
    start, end = ("{", "}") if isinstance(value, dict) else ("[", "]")
    return f"{start}\n" + ",\n".join(parts) + f"\n{indent}{end}"


def _data_example(line: str) -> str:
    out = _answered(line).out
    if "--json" in line:
        return _block(line, json.loads(out)["data"])
    return _block(line, *map(json.loads, out.splitlines()))


def _block(line: str, *documents: Any) -> str:
    answers = "\n".join(map(laid_out, documents))
    return f"```sh\n{line}\n```\n\n```json\n{answers}\n```"


def _answered(line: str, code: int = 0, *, stdin: str = "") -> Any:
    """What the command line does; it must leave with `code`."""
    words = shlex.split(line)
    done = run(*words[words.index("occlookup") + 1 :], stdin=stdin)
    if done.code != code:
        raise RuntimeError(f"{line} leaves with {done.code}: {done.err}")
    return done


def _about(kind: Any) -> str:
    fields = "\n".join(f"| `{name}` | `{type_name(hint)}` |" for name, hint in kind.__annotations__.items())
    return f"{' '.join((kind.__doc__ or '').split())}\n\n| field | type |\n|---|---|\n{fields}"


def _is_result_type(kind: Any, module: str) -> bool:
    """True for a NamedTuple that the module itself defines, other than the envelope."""
    return isinstance(kind, type) and hasattr(kind, "_fields") and kind.__module__ == module and kind.__name__ != "Answer"


def type_name(hint: Any) -> str:
    """int | None, tuple[Task, ...] as `list of Task`, a Literal as its words."""
    text = hint.__name__ if isinstance(hint, type) and not hasattr(hint, "__args__") else str(hint)
    for noise in ("typing.", *(f"{module.__name__}." for module in MODULES)):
        text = text.replace(noise, "")
    text = text.replace("NoneType", "None").replace(", ...]", "]").replace("tuple[", "list[")
    return text.replace("|", "\\|")
