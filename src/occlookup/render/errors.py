"""An error as people read it: what is wrong in one line, what may be meant, what to try.

Owns the words around an error on a terminal.
"""

from __future__ import annotations

from occlookup.errors import AmbiguousError, NotFoundError, OcclookupError
from occlookup.render.cleaning import clean


def error_lines(error: OcclookupError) -> str:
    """The message, then for something not found what may be meant, then the hint; each on its line."""
    lines = [f"occlookup: {error.message}"]
    if isinstance(error, AmbiguousError):
        lines.extend(f"  {suggestion.code:10}  {suggestion.title}" for suggestion in error.suggestions)
    elif isinstance(error, NotFoundError) and error.suggestions and error.suggestions[0].code not in error.message:
        meant = ", ".join(f"{suggestion.code} {suggestion.title}" for suggestion in error.suggestions[:3])
        lines[0] += f" Did you mean: {meant}?"
    if error.hint:
        lines.append(error.hint)
    return "".join(f"{clean(line)}\n" for line in lines)


def choice_lines(several: AmbiguousError) -> str:
    """What there is to choose from, numbered."""
    lines = [several.message[:1].upper() + several.message[1:]]
    lines.extend(
        f"{number:>3}  {suggestion.code:10}  {suggestion.title}" for number, suggestion in enumerate(several.suggestions, 1)
    )
    return "".join(f"{clean(line)}\n" for line in lines)


def choice_question(several: AmbiguousError) -> str:
    """The question; the cursor stays behind it."""
    return f"Which one? (1 to {len(several.suggestions)}, Enter for none) "
