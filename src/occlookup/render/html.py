"""Blocks as one self-contained HTML page: no script, nothing from elsewhere, readable without its style.

Owns the page's style, for screen and for paper of Letter and A4. Every text is cleaned and escaped.
"""

from __future__ import annotations

from html import escape

from occlookup.render import svg
from occlookup.render.blocks import (
    Bar,
    Bars,
    Block,
    Boxes,
    Bullets,
    Facts,
    Grid,
    Heading,
    Links,
    Paragraph,
    Ratings,
    Screen,
    SourceLine,
)  # fmt: skip
from occlookup.render.cleaning import clean
from occlookup.render.plain import PERCENTILE_WORDS

_STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 48rem; padding: 1rem; background: #fff; color: #1a1a1a;
  font: 1rem/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0; }
h2 { font-size: 1.1rem; margin: 1.2rem 0 .3rem; border-bottom: 1px solid #bbb; }
p { margin: .4rem 0; }
.code, .quiet, footer { color: #555; font-size: .9em; }
ul { margin: .3rem 0; padding-left: 1.2rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .15rem .6rem .15rem 0; }
th { font-weight: 600; }
td.n, th.n { text-align: right; white-space: nowrap; padding-right: 0; padding-left: .6rem; }
thead th { border-bottom: 1px solid #bbb; font-weight: 600; }
.facts th { width: 10rem; }
.chart th { font-weight: 400; width: 38%; }
.chart svg { color: #1f5f8b; width: 100%; max-width: 240px; height: .9rem; vertical-align: middle; }
a { color: #1f5f8b; overflow-wrap: anywhere; }
footer { margin-top: 1.2rem; border-top: 1px solid #bbb; padding-top: .4rem; }
@media (max-width: 34rem) {
  .facts th, .facts td { display: block; width: auto; padding-right: 0; }
  .facts td { padding-bottom: .4rem; }
  .wide { overflow-x: auto; }
  .chart th { width: 34%; }
  .boxes th, .boxes td, .boxes td.n { display: block; width: auto; padding: 0; text-align: left; }
  .boxes td.n { padding-bottom: .5rem; }
}
@media print {
  @page { margin: 1.3cm; }
  :root { font-size: 9pt; }
  body { max-width: none; padding: 0; line-height: 1.3; }
  h2 { margin: .8rem 0 .2rem; break-after: avoid; }
  th, td { padding-top: .08rem; padding-bottom: .08rem; }
  tr, li, svg { break-inside: avoid; }
  .chart svg { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  a { color: inherit; text-decoration: none; }
}
"""


def render(screen: Screen, *, title: str, foot: tuple[str, ...] = ()) -> str:
    """The page; `title` is the window's, `foot` what stands under the sources."""
    sources = [block for block in screen if isinstance(block, SourceLine)]
    body = "\n".join(_block(block) for block in screen if not isinstance(block, SourceLine))
    last = "\n".join(f"<p>{_text(line)}</p>" for line in (*(source.text for source in sources), *foot))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_text(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n"
        f"<footer>\n{last}\n</footer>\n</body>\n</html>\n"
    )


def _text(text: str) -> str:
    return escape(clean(text))


def _title(title: str) -> str:
    return f"<h2>{_text(title)}</h2>\n" if title else ""


def _note(note: str) -> str:
    return f'\n<p class="quiet">{_text(note)}</p>' if note else ""


def _block(block: Block) -> str:
    match block:
        case Heading():
            below = " &middot; ".join(_text(part) for part in (block.aside, block.path) if part)
            return f"<h1>{_text(block.title)}</h1>" + (f'\n<p class="code">{below}</p>' if below else "")
        case Paragraph():
            return f"<p{' class=quiet' if block.quiet else ''}>{_text(block.text)}</p>"
        case Facts():
            rows = "".join(
                f'<tr><th scope="row">{_text(label)}</th><td>{_text(value)}</td></tr>\n' for label, value in block.pairs
            )
            return f'{_title(block.title)}<table class="facts">\n{rows}</table>'
        case Bullets():
            items = "".join(f"<li>{_text(item)}</li>\n" for item in block.items)
            return f"{_title(block.title)}<ul>\n{items}</ul>{_note(block.more)}"
        case Grid():
            return _grid(block)
        case Bars():
            rows = "".join(_bar_row(bar) for bar in block.bars)
            return f'{_title(block.title)}<table class="chart">\n{rows}</table>{_note(block.note)}'
        case Boxes():
            return _boxes(block)
        case Ratings():
            return _ratings(block)
        case Links():
            items = "".join(f"<li>{_text(label)}: {_link(address)}</li>\n" for label, address in block.links)
            return f"{_title(block.title)}<ul>\n{items}</ul>"
        case SourceLine():
            return f"<p>{_text(block.text)}</p>"


def _grid(grid: Grid) -> str:
    kinds = [' class="n"' if column.align == "right" else "" for column in grid.columns]
    heads = "".join(
        f'<th scope="col"{kind}>{_text(column.title)}</th>' for column, kind in zip(grid.columns, kinds, strict=True)
    )
    rows = "".join(
        f"<tr>{''.join(f'<td{kind}>{_text(cell)}</td>' for cell, kind in zip(row, kinds, strict=True))}</tr>\n"
        for row in grid.rows
    )
    table = f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>"
    return f'{_title(grid.title)}<div class="wide">{table}</div>{_note(grid.note)}'


def _bar_row(bar: Bar) -> str:
    return _chart_row(bar.label, svg.bar(bar.part, clean(f"{bar.label}: {bar.figure}")), bar.figure)


def _chart_row(label: str, drawing: str, figure: str) -> str:
    return f'<tr><th scope="row">{_text(label)}</th><td>{drawing}</td><td class="n">{_text(figure)}</td></tr>\n'


def _boxes(block: Boxes) -> str:
    numbers = [number for box in block.boxes for number in box.numbers if number is not None]
    ends = (min(numbers), max(numbers)) if numbers else (0.0, 1.0)
    rows = []
    for box in block.boxes:
        words = "; ".join(f"{name} {figure}" for name, figure in zip(PERCENTILE_WORDS, box.figures, strict=True))
        drawing = svg.box(box.numbers, ends, clean(f"{box.label}: {words}"), open_end=box.open_end)
        low, median, high = box.figures[0], box.figures[2], box.figures[4]
        figure = median if len(set(box.figures)) == 1 else f"{low} / {median} / {high}"
        rows.append(_chart_row(box.label, drawing, figure))
    legend = "Figures: 10th percentile / median / 90th percentile. Box: 25th to 75th percentile."
    return f'{_title(block.title)}<table class="chart boxes">\n{"".join(rows)}</table>{_note(legend)}'


def _ratings(block: Ratings) -> str:
    heads = "".join(f'<th scope="col">{_text(scale)}</th>' for scale in block.scales)
    rows = []
    for rating in block.ratings:
        bars = "".join(
            f"<td>{svg.bar(bar.part, clean(f'{rating.label}: {bar.label} {bar.figure}'))} {_text(bar.figure)}</td>"
            for bar in rating.bars
        )
        about = f"<br><span class=quiet>{_text(rating.about)}</span>" if rating.about else ""
        rows.append(f'<tr><th scope="row">{_text(rating.label)}{about}</th>{bars}</tr>\n')
    table = f'<table class="chart">\n<thead><tr><th></th>{heads}</tr></thead>\n{"".join(rows)}</table>'
    return f"{_title(block.title)}{table}{_note(block.note)}"


def _link(address: str) -> str:
    """An address as a link where it is one to a public page, as text otherwise."""
    shown = _text(address)
    return f'<a href="{shown}">{shown}</a>' if address.startswith("https://") else shown
