"""Where a person's own files lie: the folders that platformdirs names.

Owns that a start which finds nothing there does not load platformdirs, which takes 3 ms. Imports little: every start runs
through here.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

DATA_VARIABLE = "OCCLOOKUP_DATA"
_APPLICATION = "occlookup"
# What Linux's rules say: the variable that names the folder, and where it lies otherwise.
_LINUX = {
    "config": ("XDG_CONFIG_HOME", "~/.config"),
    "data": ("XDG_DATA_HOME", "~/.local/share"),
    "cache": ("XDG_CACHE_HOME", "~/.cache"),
}


def user_path(kind: str, name: str) -> Path | None:
    """A file or folder of occlookup's folder of this kind ("config" or "data"), there or not; None where no home can be told.

    On Linux a look at the folder that platformdirs would name comes first, and it is asked only where something lies there.
    """
    likely = _likely(kind, name)
    return Path(likely) if likely and not os.path.lexists(likely) else _platform_path(kind, name)


def data_path(name: str) -> Path | None:
    """A file or folder of the data folder: what was imported, and a centre's own records.

    OCCLOOKUP_DATA names another folder; set to nothing it says that there is none: the bundled figures alone are used.
    """
    named = os.environ.get(DATA_VARIABLE)
    if named is not None:
        return Path(named, name) if named else None
    return _known("data", name)


def cache_path(name: str) -> Path | None:
    """A file of the cache folder, there or not; None where no home can be told."""
    return _known("cache", name)


def _known(kind: str, name: str) -> Path | None:
    """As `user_path`, of what is there at nearly every start where it is there at all: Linux's rules are as good."""
    likely = _likely(kind, name)
    return Path(likely) if likely else _platform_path(kind, name)


def _likely(kind: str, name: str) -> str:
    """Where platformdirs puts it on Linux; "" where that is not so sure."""
    variable, folder = _LINUX[kind]
    base = os.environ.get(variable) or os.path.expanduser(folder)
    sure = sys.platform == "linux" and "ANDROID_DATA" not in os.environ and os.path.isabs(base)
    return os.path.join(base, _APPLICATION, name) if sure else ""


def _platform_path(kind: str, name: str) -> Path | None:
    import platformdirs

    try:
        kinds = {
            "config": platformdirs.user_config_dir,
            "data": platformdirs.user_data_dir,
            "cache": platformdirs.user_cache_dir,
        }
        return Path(kinds[kind](_APPLICATION, appauthor=False)) / name
    except RuntimeError:  # no home folder can be told
        return None
