"""python -m occlookup: the same as the console script."""

from __future__ import annotations

from occlookup.cli.main import script

if __name__ == "__main__":
    script()
