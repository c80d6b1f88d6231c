"""The text of --version.

Owns its form: the program, then the releases that the figures come from.
"""

from __future__ import annotations

from occlookup import __version__
from occlookup.cli.asking import open_bundled_catalog


def version_text() -> str:
    """occlookup 0.1.0, then a line a current release."""
    with open_bundled_catalog() as catalog:
        sources = catalog.info().data.sources
    lines = [f"occlookup {__version__}", *(f"{source.id}: {source.publisher}, {source.period}" for source in sources)]
    return "".join(f"{line}\n" for line in lines)
