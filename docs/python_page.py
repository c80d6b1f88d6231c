"""The parts of docs/python.md that come from the code: the methods of a Catalog, and the public types."""

from __future__ import annotations

import inspect
import re
from typing import Any

from json_page import result_types

import occlookup


def methods() -> str:
    """The public functions and each public method: what it takes, what it gives and what that is."""
    functions = ("open_catalog", "make_filters", "changes_between", "changes_of")
    made = [_told(name, _public(name)) for name in functions]
    made += [
        _told(f"Catalog.{name}", method)
        for name, method in vars(occlookup.Catalog).items()
        if inspect.isfunction(method) and not name.startswith("_")
    ]
    return "\n".join(made)


def types() -> str:
    """The public types by what they are for."""
    errors = [kind for kind in map(_public, occlookup.__all__) if isinstance(kind, type) and issubclass(kind, Exception)]
    errors.sort(key=lambda kind: (kind.exit_code, occlookup.__all__.index(kind.__name__)))
    in_answers = [kind.__name__ for kind in result_types() if kind.__name__ in occlookup.__all__]
    words = [name for name in occlookup.__all__ if getattr(_public(name), "__args__", None)]
    lines = [
        "| Error | `kind` | When |\n|---|---|---|",
        *(f"| `{kind.__name__}` | `{kind.kind}` | {_first_line(kind)} |" for kind in errors),
        "",
        f"Types in answers: {', '.join(f'[{name}](json.md#{name.lower()})' for name in in_answers)}.",
        "",
        "Words that a field may have: "
        + ", ".join(f"`{name}` ({', '.join(map(repr, _public(name).__args__))})" for name in words)
        + ".",
    ]
    return "\n".join(lines)


def _public(name: str) -> Any:
    return getattr(occlookup, name)


def _told(name: str, function: Any) -> str:
    signature = inspect.signature(function)
    parts, keyword_only = [], False
    for parameter in signature.parameters.values():
        if parameter.name == "self":
            continue
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY and not keyword_only:
            parts.append("*")
            keyword_only = True
        given = "" if parameter.default is inspect.Parameter.empty else f" = {parameter.default!r}"
        parts.append(f"{parameter.name}: {_annotation(parameter.annotation)}{given}")
    about = " ".join((inspect.getdoc(function) or "").split()).replace("Raises:", "Raises")
    return f"- `{name}({', '.join(parts)}) -> {_annotation(signature.return_annotation)}`: {about}"


def _annotation(hint: Any) -> str:
    """An annotation as the code has it, whether that is kept as text or not."""
    text = hint.__name__ if isinstance(hint, type) else str(hint)
    return re.sub(r"\bocclookup[\w.]*\.", "", text)


def _first_line(kind: Any) -> str:
    return " ".join((kind.__doc__ or "").split("\n\n")[0].split())
