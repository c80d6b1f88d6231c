"""A screen in pages that fit the terminal, so that nothing scrolls away unread.

Owns where a screen is cut: between blocks, and in a list between its entries, a grid's head on each page.
"""

from __future__ import annotations

from collections.abc import Callable

from occlookup.render.blocks import Block, Bullets, Facts, Grid, Links, Ratings, Screen

Draw = Callable[[Screen], list[str]]
Listed = Grid | Facts | Bullets | Ratings | Links
_LEAST_ENTRIES = 3


def pages(screen: Screen, height: int, draw: Draw) -> list[list[str]]:
    """The lines of each page, at most `height` on each; one empty page where there is nothing to show."""
    paged = _Paged(height, draw)
    for block in screen:
        paged.add(block)
    return paged.pages


class _Paged:
    def __init__(self, height: int, draw: Draw) -> None:
        self.height, self.draw = height, draw
        self.pages: list[list[str]] = [[]]

    def add(self, block: Block) -> None:
        lines = self.draw((block,))
        if not lines:
            return
        if len(lines) > self.room() and isinstance(block, Listed) and _length(block) > 1:
            return self.add_entries(block, len(lines))
        if self.room() < len(lines) <= self.height:
            self.turn()
        self.put(lines)

    def room(self) -> int:
        """The lines that are free for the next block, without the blank one before it."""
        return self.height - len(self.pages[-1]) - bool(self.pages[-1])

    def turn(self) -> None:
        if self.pages[-1]:
            self.pages.append([])

    def put(self, lines: list[str]) -> None:
        """Below what is there, and on pages of its own where it is longer than a page."""
        if self.pages[-1]:
            if self.room() < 1:
                self.turn()
            else:
                self.pages[-1].append("")
        for line in lines:
            if len(self.pages[-1]) == self.height:
                self.turn()
            self.pages[-1].append(line)

    def add_entries(self, block: Listed, length: int) -> None:
        """The list with as many entries as fit, page after page; `length` is how many lines all of it takes."""
        entries = _length(block)
        while entries:
            count, lines = self.fitting(block, length)
            if not count and self.pages[-1]:
                self.turn()
                continue
            if not count:  # not even one: on as many pages as it takes
                count, lines = 1, self.draw((_part(block, 0, 1),))
            self.put(lines)
            block, length = _part(block, count, entries), length * (entries - count) // entries
            entries -= count

    def fitting(self, block: Listed, length: int) -> tuple[int, list[str]]:
        """How many entries fit on what is left of the page, and their lines; none where it is too few to begin."""
        room, entries = self.room(), _length(block)
        count = min(entries, room * entries // max(length, 1) + 1)
        while count:
            lines = self.draw((_part(block, 0, count),))
            if len(lines) <= room:
                few = count < min(_LEAST_ENTRIES, entries) and len(self.pages[-1]) > self.height // 2
                return (0, []) if few else (count, lines)
            count -= max(1, (len(lines) - room) * count // len(lines))
        return 0, []


def _length(block: Listed) -> int:
    match block:
        case Grid():
            return len(block.rows)
        case Facts():
            return len(block.pairs)
        case Bullets():
            return len(block.items)
        case Ratings():
            return len(block.ratings)
        case Links():
            return len(block.links)


def _part(block: Listed, start: int, stop: int) -> Listed:
    """Some of the entries: the title stands above the first, the note below the last."""
    title = "" if start else block.title
    last = stop == _length(block)
    match block:
        case Grid():
            return block._replace(rows=block.rows[start:stop], title=title, note=block.note if last else "")
        case Facts():
            return block._replace(pairs=block.pairs[start:stop], title=title)
        case Bullets():
            return block._replace(items=block.items[start:stop], title=title, more=block.more if last else "")
        case Ratings():
            return block._replace(ratings=block.ratings[start:stop], title=title, note=block.note if last else "")
        case Links():
            return block._replace(links=block.links[start:stop], title=title)
