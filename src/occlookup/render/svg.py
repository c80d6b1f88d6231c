"""Charts as inline SVG, each with its numbers as a text alternative.

Owns how a number becomes a length in a drawing. Pure: takes and gives text; colours are the page's (currentColor).
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

_WIDTH, _HEIGHT = 240, 14


def bar(part: float, words: str) -> str:
    """A bar over `part` (0 to 1) of a frame; `words` say what it shows."""
    length = max(0.0, min(1.0, part)) * (_WIDTH - 2)
    return _drawing(
        f'<rect x="0.5" y="0.5" width="{_WIDTH - 1}" height="{_HEIGHT - 1}" fill="none" stroke="currentColor" opacity="0.25"/>'
        f'<rect x="1" y="1" width="{length:.1f}" height="{_HEIGHT - 2}" fill="currentColor"/>',
        words,
    )


def box(numbers: Sequence[float | None], ends: tuple[float, float], words: str, *, open_end: bool) -> str:
    """Five percentiles on a line from `ends[0]` to `ends[1]`: whiskers from the 10th to the 90th, a box from the 25th to the
    75th, the median in it; an arrow where the 90th is known only as at or above. What is not known is left out."""
    low, high = ends
    span = (high - low) or 1.0
    places = [None if number is None else 2 + (number - low) / span * (_WIDTH - 12) for number in numbers]
    known = [place for place in places if place is not None]
    if not known:
        return ""
    middle = _HEIGHT / 2
    parts = [_line(known[0], middle, known[-1], middle)]
    p10, p25, p50, p75, p90 = places
    if p25 is not None and p75 is not None:
        size = f'width="{max(p75 - p25, 1):.1f}" height="{_HEIGHT - 4}"'
        parts.append(f'<rect x="{p25:.1f}" y="2" {size} fill="#fff" stroke="currentColor"/>')
    if p10 is not None:
        parts.append(_line(p10, 3, p10, _HEIGHT - 3))
    if p90 is not None and open_end:
        parts.append(f'<path d="M{p90:.1f} 3 l7 4 l-7 4 z" fill="currentColor"/>')
    elif p90 is not None:
        parts.append(_line(p90, 3, p90, _HEIGHT - 3))
    if p50 is not None:
        parts.append(f'<rect x="{p50 - 1.5:.1f}" y="1" width="3" height="{_HEIGHT - 2}" fill="currentColor"/>')
    return _drawing("".join(parts), words)


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="currentColor"/>'


def _drawing(shapes: str, words: str) -> str:
    return (
        f'<svg role="img" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}" preserveAspectRatio="none">'
        f"<title>{escape(words)}</title>{shapes}</svg>"
    )
