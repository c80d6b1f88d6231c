"""What a screen is written to: its width, its colour, its characters.

Owns the one description that the command line makes and the renderers read.
"""

from typing import NamedTuple


def can_encode(characters: str, encoding: str) -> bool:
    """Whether an encoding has all of these characters."""
    try:
        characters.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


class Medium(NamedTuple):
    """`width` in columns, None for a pipe: as wide as the answer is. `unicode`: it can show bullets and blocks. `links`:
    it is a terminal, where an address may be marked as a link (OSC 8). `dim`: it may have dim text, with colour. `fixed`:
    a screen that is drawn at every key, for a reader who cannot widen it: tables of any length are drawn as the long ones are,
    without rich, and no word says what a wider terminal would show."""

    width: int | None
    colour: bool
    unicode: bool
    links: bool = False
    dim: bool = True
    fixed: bool = False
