"""Every error that occlookup means to report: what was asked, what is wrong, what to try.

Owns the error family and its exit codes. Imports nothing of the project.
"""

from typing import NamedTuple


class Suggestion(NamedTuple):
    """Something that the person may have meant: a code (of an occupation, a state or an area) and its title."""

    code: str
    title: str


class OcclookupError(Exception):
    """The family's root. `message` says what is wrong in one line, `hint` what to try next.

    `kind` is the stable word that scripts read in the JSON error object; `exit_code` follows the contract.
    """

    kind = "error"
    exit_code = 1

    def __init__(self, message: str, *, hint: str = "", suggestions: tuple[Suggestion, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.suggestions = suggestions


class UsageError(OcclookupError):
    """The command line is not one that occlookup takes."""

    kind = "usage"
    exit_code = 2


class MalformedCodeError(UsageError):
    """A code that no classification could have: 43-301, 4330111."""

    kind = "malformed_code"


class NotFoundError(OcclookupError):
    """A well-formed code, title, state or area that the figures do not have."""

    kind = "not_found"
    exit_code = 3


class AmbiguousError(NotFoundError):
    """A title or a name that fits several; `suggestions` lists them, most likely first."""

    kind = "ambiguous"


class DamagedDataError(OcclookupError):
    """A record, an index or a settings file that cannot be read as what it should be."""

    kind = "damaged_data"
    exit_code = 4


class OutputError(OcclookupError):
    """The answer could not be written where it was to go: a full disk, a folder that cannot be written."""

    kind = "output"
    exit_code = 4


class NetworkError(OcclookupError):
    """A file could not be had from its publisher: no connection, no trust, a refusal, an answer cut short."""

    kind = "network"
    exit_code = 4


class ReaderLeft(Exception):
    """The reader of standard output closed it: it has what it wanted, and that is no error.

    No OSError either: of a broken pipe Typer makes an exit of 1.
    """
