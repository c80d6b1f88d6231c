"""Options that several commands share, given to a command as one parameter.

Owns turning a bundle of options into the options that Typer reads, and back into the bundle. What the options mean is said
where each bundle stands: listing.py, output.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Any, NamedTuple, get_type_hints


class Bundle(NamedTuple):
    """`kind` is made of the options by name; `options` has their types as Typer wants them, `defaults` their defaults."""

    kind: Callable[..., Any]
    options: Mapping[str, Any]
    defaults: Mapping[str, Any]


def taking(**bundles: Bundle) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the options of each bundle in the place of its parameter of that name."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        hints = get_type_hints(command, include_extras=True)
        parameters: list[Parameter] = []
        for parameter in signature(command).parameters.values():
            bundle = bundles.get(parameter.name)
            if bundle is None:
                parameters.append(parameter.replace(kind=Parameter.KEYWORD_ONLY, annotation=hints[parameter.name]))
                continue
            parameters.extend(
                Parameter(name, Parameter.KEYWORD_ONLY, default=bundle.defaults.get(name), annotation=option)
                for name, option in bundle.options.items()
            )

        @wraps(command)
        def with_options(**given: Any) -> None:
            for name, bundle in bundles.items():
                given[name] = bundle.kind(**{option: given.pop(option) for option in bundle.options})
            command(**given)

        # what Typer reads to make the options
        with_options.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
        with_options.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        return with_options

    return decorate
