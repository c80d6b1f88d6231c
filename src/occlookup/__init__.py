"""occlookup looks up United States occupations: what people do, what it pays, where it grows, what it asks of them.

The public Python API: `open_catalog()` gives a Catalog, whose answers are the types of
`occlookup.model`, `occlookup.profile` (of `show`) and `occlookup.listings`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from occlookup.catalog import Catalog, open_catalog
    from occlookup.catalog.filtering import Filters, Order, make_filters
    from occlookup.errors import OcclookupError

__version__ = "0.1.0"

__all__ = ["Catalog", "Filters", "OcclookupError", "Order", "__version__", "make_filters", "open_catalog"]

_HOMES = {
    "Catalog": "occlookup.catalog",
    "open_catalog": "occlookup.catalog",
    "Filters": "occlookup.catalog.filtering",
    "Order": "occlookup.catalog.filtering",
    "make_filters": "occlookup.catalog.filtering",
    "OcclookupError": "occlookup.errors",
}


def __getattr__(name: str) -> Any:
    # Loaded when asked for: the command line starts through this module and needs only the version of it.
    if name in _HOMES:
        import importlib

        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
