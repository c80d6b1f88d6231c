"""Writes docs/commands.md from the live commands and docs/json.md from the result types; --check tells whether they drifted.

Run: python docs/generate.py [--check], in an environment with occlookup.
"""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

from occlookup import comparisons, details, guidance, listings, model, profile, rankings
from occlookup.cli.app import COMMANDS
from occlookup.cli.main import main as run_command

DOCS = Path(__file__).parent
MODULES = (model, profile, details, comparisons, rankings, guidance, listings)
SUBCOMMANDS = {"config": ("show", "set", "unset", "path"), "data": ("info", "path", "check", "build")}
# command: (the schema's name, the type of its data)
ANSWERS: dict[str, tuple[str, type]] = {
    "show CODE": ("show", profile.Profile),
    "search TEXT": ("search", listings.SearchResults),
    "wages ...": ("wages", model.WageListing),
    "outlook CODE": ("outlook", details.OutlookAnswer),
    "places CODE": ("places", details.PlacesAnswer),
    "related CODE": ("related", details.RelatedAnswer),
    "insights CODE": ("insights", details.InsightsAnswer),
    "compare CODE CODE ...": ("compare", comparisons.Comparison),
    "rank": ("rank", rankings.Ranking),
    "riasec CODE": ("riasec", listings.InterestProfile),
    "riasec --code, --scores": ("riasec", listings.InterestMatches),
    "quiz": ("quiz", guidance.QuizResult),
    "browse [GROUP]": ("browse", listings.BrowseListing),
    "areas": ("areas", listings.AreaListing),
    "glossary [TERM]": ("glossary", guidance.Glossary),
    "data info": ("data-info", listings.DataInfo),
}


def help_text(*words: str) -> str:
    """What the command prints for --help."""
    stream = io.StringIO()
    with redirect_stdout(stream):
        run_command([*words, "--help"])
    return stream.getvalue().rstrip()


def commands_page() -> str:
    """Every command's own help."""
    parts = ["# Commands\n\nWritten by `docs/generate.py` from the commands themselves.\n", f"```\n{help_text()}\n```\n"]
    for name in COMMANDS:
        for words in [(name,), *((name, sub) for sub in SUBCOMMANDS.get(name, ()))]:
            parts.append(f"## occlookup {' '.join(words)}\n\n```\n{help_text(*words)}\n```\n")
    return "\n".join(parts)


def json_page() -> str:
    """Every result type with its fields."""
    parts = [
        "# JSON answers\n\nWritten by `docs/generate.py` from the result types.\n",
        "An answer is one line on standard output:"
        ' `{"schema": "occlookup/COMMAND/1", "data": {...}, "sources": {"ID": {...}}}`. `sources` holds the releases that this'
        " answer used (type Source). A field that can be null is marked `| None`. Types named in another type are below.\n",
        "| Command | schema | type of `data` |\n|---|---|---|",
        *(f"| `{command}` | `occlookup/{schema}/1` | {kind.__name__} |" for command, (schema, kind) in ANSWERS.items()),
        "",
    ]
    kinds = [kind for module in MODULES for kind in vars(module).values() if is_result_type(kind, module.__name__)]
    for kind in kinds:
        fields = "\n".join(f"| `{name}` | `{type_name(hint)}` |" for name, hint in kind.__annotations__.items())
        about = " ".join((kind.__doc__ or "").split())
        parts.append(f"## {kind.__name__}\n\n{about}\n\n| field | type |\n|---|---|\n{fields}\n")
    return "\n".join(parts)


def is_result_type(kind: Any, module: str) -> bool:
    """True for a NamedTuple that the module itself defines, other than the envelope."""
    return isinstance(kind, type) and hasattr(kind, "_fields") and kind.__module__ == module and kind.__name__ != "Answer"


def type_name(hint: Any) -> str:
    """int | None, tuple[Task, ...] as `list of Task`, a Literal as its words."""
    text = hint.__name__ if isinstance(hint, type) and not hasattr(hint, "__args__") else str(hint)
    for noise in ("typing.", *(f"{module.__name__}." for module in MODULES)):
        text = text.replace(noise, "")
    text = text.replace("NoneType", "None").replace(", ...]", "]").replace("tuple[", "list[")
    return text.replace("|", "\\|")


def main() -> int:
    """Write the pages, or with --check compare them; 1 where they drifted."""
    pages = {DOCS / "commands.md": commands_page(), DOCS / "json.md": json_page()}
    if "--check" not in sys.argv[1:]:
        for path, text in pages.items():
            path.write_text(text, encoding="utf-8")
        return 0
    drifted = [path.name for path, text in pages.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if drifted:
        sys.stderr.write(f"docs drifted: {', '.join(drifted)}; run python docs/generate.py\n")
    return 1 if drifted else 0


if __name__ == "__main__":
    sys.exit(main())
