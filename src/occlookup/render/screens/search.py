"""The screen of `search`."""

from __future__ import annotations

from occlookup.listings import SearchResults
from occlookup.model import Answer
from occlookup.render.blocks import Column, Grid, Heading, Paragraph, Screen
from occlookup.render.screens.parts import source_line

_SHOWN_QUERY = 60


def screen(answer: Answer[SearchResults], *, filtered: bool = False) -> Screen:
    """The results with what matched, or a way to go on where there are none; `filtered`: whether filters were given."""
    query, results, notice = answer.data
    if notice is not None:
        return (Paragraph(notice),)
    shown = query if len(query) <= _SHOWN_QUERY else query[: _SHOWN_QUERY - 3] + "..."
    if not results and filtered:
        return (
            Heading(f'Nothing found for "{shown}" with these filters'),
            Paragraph("Try fewer filters, other words, or look through the job families: occlookup browse"),
        )
    if not results:
        return (
            Heading(f'Nothing found for "{shown}"'),
            Paragraph("Try fewer or other words, or look through the job families: occlookup browse"),
        )
    columns = (Column("Code"), Column("Occupation", key=False), Column("Found by", key=False))
    rows = tuple((result.code, result.title, result.matched) for result in results)
    return (
        Heading(f'Best matches for "{shown}"' if len(results) > 1 else f'Found for "{shown}"'),
        Grid(columns, rows, heads=1),
        Paragraph(f"More of one: occlookup show {results[0].code}", quiet=True),
        source_line(answer),
    )
