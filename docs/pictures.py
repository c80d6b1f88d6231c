"""Writes docs/pictures/*.svg: the main screens as a terminal shows them; --check tells whether their text drifted.

Run: python docs/pictures.py [--check], in an environment with occlookup. The drawing is rich's and may differ from one release
of it to another, so that --check compares the words alone.
"""

from __future__ import annotations

import re
import sys
from html import unescape
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import DIMMED_MONOKAI, TerminalTheme
from rich.text import Text

from occlookup import open_catalog
from occlookup.catalog.filtering import make_filters
from occlookup.render import terminal
from occlookup.render.blocks import Screen
from occlookup.render.medium import Medium
from occlookup.render.screens.compare import compare_screen
from occlookup.render.screens.insights import insights_screen
from occlookup.render.screens.places import places_screen
from occlookup.render.screens.rank import rank_screen
from occlookup.render.screens.show import screen as show_screen

PICTURES = Path(__file__).parent / "pictures"
WIDTH = 100


def screens() -> dict[str, tuple[str, Screen]]:
    """The command line and the screen of each picture."""
    with open_catalog() as catalog:
        no_degree = make_filters(education="high-school")
        return {
            # the whole page is longer than a picture should be
            "show": (
                "occlookup show 43-3011 --section facts --section pay --section outlook --section interests",
                show_screen(catalog.show("43-3011"), ("facts", "pay", "outlook", "interests")),
            ),
            "places": ("occlookup places 43-3011", places_screen(catalog.places("43-3011"))),
            "compare": (
                "occlookup compare 43-3011 29-1141 47-2111 --state CT",
                compare_screen(catalog.compare(["43-3011", "29-1141", "47-2111"], state="CT")),
            ),
            "rank": (
                "occlookup rank --state CT --education high-school",
                rank_screen(catalog.rank("annual_median", state="CT", filters=no_degree)),
            ),
            "insights": ("occlookup insights 43-3011 --why", insights_screen(catalog.insights("43-3011"), True)),
        }


def drawn(command: str, screen: Screen, theme: TerminalTheme) -> str:
    """The screen as SVG, under the command line that shows it."""
    text = terminal.render(screen, Medium(WIDTH, colour=True, unicode=True))
    console = Console(record=True, width=WIDTH, file=StringIO(), force_terminal=True, color_system="standard")
    console.print(Text.from_ansi(text), end="")
    svg = console.export_svg(title=command, theme=theme, unique_id="occlookup")
    # rich names a font elsewhere: a picture of the docs loads nothing from anywhere
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


def words(svg: str) -> list[str]:
    """The words of a picture, in their order."""
    texts = re.findall(r"<text[^>]*>(.*?)</text>", svg, re.DOTALL)
    return unescape(" ".join(texts)).replace("\xa0", " ").split()


def main() -> int:
    """Write the pictures, or with --check compare their words; 1 where they drifted."""
    drifted = []
    PICTURES.mkdir(exist_ok=True)
    for name, (command, screen) in screens().items():
        path = PICTURES / f"{name}.svg"
        picture = drawn(command, screen, DIMMED_MONOKAI)
        if "--check" not in sys.argv[1:]:
            path.write_text(picture, encoding="utf-8")
        elif not path.exists() or words(path.read_text(encoding="utf-8")) != words(picture):
            drifted.append(path.name)
    if drifted:
        sys.stderr.write(f"pictures drifted: {', '.join(drifted)}; run python docs/pictures.py\n")
    return 1 if drifted else 0


if __name__ == "__main__":
    sys.exit(main())
