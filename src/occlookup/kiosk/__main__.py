"""python -I -B -m occlookup.kiosk: what the launcher runs. The options are those of `occlookup kiosk`."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from occlookup.errors import OcclookupError
from occlookup.kiosk.start import Wanted, run


def main() -> None:
    """Read the operator's options and run; the process ends in here."""
    code = 1
    try:
        run(_wanted())
    except OcclookupError as error:
        _say(f"{error.message}\n{error.hint}")
        code = error.exit_code
    except SystemExit as leaving:  # argparse has said why
        code = leaving.code if isinstance(leaving.code, int) else 2
    except BaseException:
        _say("could not start. Try the same with: occlookup kiosk")
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # None where the caller has closed it
            stream.flush()
    os._exit(code)


def _say(text: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(f"occlookup-kiosk: {text}".rstrip("\n") + "\n")


def _wanted() -> Wanted:
    default = Wanted()
    parser = argparse.ArgumentParser(
        prog="occlookup-kiosk", allow_abbrev=False, description="Turn this terminal into a career information kiosk."
    )
    parser.add_argument("--state", metavar="STATE", help="the state whose pay comes first: CT or Connecticut")
    parser.add_argument("--idle", type=int, default=default.idle, metavar="SECONDS", help="without a key until it clears")
    parser.add_argument("--handouts", type=Path, metavar="DIR", help="the one folder that sheets go to")
    parser.add_argument("--pin-file", type=Path, metavar="FILE", help="the PIN with which the operator leaves")
    parser.add_argument("--usage", type=Path, metavar="FILE", help="count by day how often each word is used")
    parser.add_argument("--data", type=Path, metavar="DIR", help="the data folder: imported releases and own records")
    parser.add_argument("--plain", action="store_true", help="line after line, for screen readers")
    parser.add_argument("--large", action="store_true", help="more space, fewer columns, nothing dim")
    return Wanted(**vars(parser.parse_args()))


if __name__ == "__main__":
    main()
