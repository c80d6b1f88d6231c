"""The error family: kinds and exit codes are the contract's."""

from __future__ import annotations

import pytest

from occlookup import errors

CONTRACT = {
    "OcclookupError": ("error", 1),
    "UsageError": ("usage", 2),
    "MalformedCodeError": ("malformed_code", 2),
    "NotFoundError": ("not_found", 3),
    "AmbiguousError": ("ambiguous", 3),
    "DamagedDataError": ("damaged_data", 4),
    "OutputError": ("output", 4),
    "NetworkError": ("network", 4),
}


@pytest.mark.parametrize(("name", "expected"), CONTRACT.items())
def test_kind_and_exit_code(name, expected):
    error = getattr(errors, name)("what is wrong")
    assert isinstance(error, errors.OcclookupError)
    assert (error.kind, error.exit_code) == expected


def test_no_error_is_left_out():
    root = errors.OcclookupError
    assert {name for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, root)} == set(
        CONTRACT
    )


def test_an_error_carries_message_hint_and_suggestions():
    suggestion = errors.Suggestion("43-3011", "Bill and Account Collectors")
    error = errors.NotFoundError("none.", hint="Try: this", suggestions=(suggestion,))
    assert (str(error), error.message, error.hint, error.suggestions) == ("none.", "none.", "Try: this", (suggestion,))
    assert (suggestion.code, suggestion.title) == ("43-3011", "Bill and Account Collectors")


def test_hint_and_suggestions_may_be_absent():
    error = errors.UsageError("none.")
    assert (error.hint, error.suggestions) == ("", ())


def test_what_is_ambiguous_was_not_found_and_what_is_malformed_is_wrong_usage():
    assert issubclass(errors.AmbiguousError, errors.NotFoundError)
    assert issubclass(errors.MalformedCodeError, errors.UsageError)
