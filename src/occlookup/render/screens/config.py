"""The screen of `config show`."""

from __future__ import annotations

from occlookup.listings import SettingsListing, SettingStatus
from occlookup.model import Answer
from occlookup.render.blocks import Column, Facts, Grid, Heading, Screen

_ORIGINS = {"default": "nobody", "file": "the settings file"}


def config_screen(answer: Answer[SettingsListing]) -> Screen:
    """Each setting, its value and who set it."""
    listing = answer.data
    columns = (Column("Setting"), Column("Value", key=False), Column("Set by", key=False), Column("What it is", key=False))
    return (
        Heading("Settings"),
        Facts((("File", listing.file or "none: the environment says so"),)),
        Grid(columns, tuple((row.name, row.value, _origin(row), row.about) for row in listing.settings)),
    )


def _origin(row: SettingStatus) -> str:
    return _ORIGINS.get(row.origin, f"the environment variable {row.variable}")
