"""Writes the pages that are made from the code; --check tells whether they drifted.

docs/commands.md comes from the commands' own help, docs/json.md from the result types and from runs, docs/man/occlookup.1 from
the commands and from tables.py. Other pages have parts that are made: each stands between `<!-- generated: NAME -->` and
`<!-- end -->`. Run: python docs/generate.py [--check], in an environment with occlookup.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

from json_page import json_page
from live import commands, forget_settings, help_text
from man_page import man_page
from python_page import methods, types
from tables import ENVIRONMENT, EXIT_CODES, FORMATS, ROWS, SETTINGS_TABLE, markdown_table

DOCS = Path(__file__).parent
PARTS: dict[str, Callable[[], str]] = {
    "environment": lambda: markdown_table(ENVIRONMENT),
    "exit codes": lambda: markdown_table(EXIT_CODES),
    "formats": lambda: markdown_table(FORMATS),
    "rows": lambda: markdown_table(ROWS),
    "settings": lambda: markdown_table(SETTINGS_TABLE),
    "methods": methods,
    "types": types,
}
_PART = re.compile(r"(<!-- generated: ([a-z ]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def commands_page() -> str:
    """Every command's own help."""
    parts = ["# Commands\n\nWritten by `docs/generate.py` from the commands themselves.\n"]
    for command in commands():
        title = f"## {command.line}\n\n" if command.words else ""
        parts.append(f"{title}```\n{help_text(*command.words)}\n```\n")
    return "\n".join(parts)


def with_parts(page: str) -> str:
    """A page with its generated parts as they are now."""
    return _PART.sub(lambda match: f"{match[1]}{PARTS[match[2]]()}\n{match[3]}", page)


def pages() -> dict[Path, str]:
    """What each page should say."""
    made = {
        DOCS / "commands.md": commands_page(),
        DOCS / "json.md": json_page(),
        DOCS / "man" / "occlookup.1": man_page(),
    }
    for path in (DOCS.parent / "README.md", DOCS / "scripting.md", DOCS / "python.md"):
        made[path] = with_parts(path.read_text(encoding="utf-8"))
    return made


def main() -> int:
    """Write the pages, or with --check compare them; 1 where they drifted."""
    forget_settings()
    drifted = {path: text for path, text in pages().items() if not path.exists() or path.read_text(encoding="utf-8") != text}
    if "--check" not in sys.argv[1:]:
        for path, text in drifted.items():
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        return 0
    if drifted:
        names = ", ".join(path.name for path in drifted)
        sys.stderr.write(f"docs drifted: {names}; run python docs/generate.py\n")
    return 1 if drifted else 0


if __name__ == "__main__":
    sys.exit(main())
