"""The flat files of a whole release, in a process of its own: what comes out are the bundled records, within 300 MiB.

CI takes the part that the small records have. The full run, with oe.data's 330 MB as BLS publishes them and all records:
OCCLOOKUP_FULL_FAULTS=1 pytest tests/sources/test_oews_whole.py
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

from command_lines import FULL
from flat_oews import PACKED, Cut, unpack, write_flat_files
from occlookup.index.locate import RECORDS
from occlookup.sources.record_set import RecordSet
from small_records import OCCUPATIONS, cut_records

LIMIT_KIB = 300 << 10
IMPORT = """
import resource, sys
from pathlib import Path
from occlookup.sources import oews_import
from occlookup.sources.record_set import RecordSet
source, target, *files = map(Path, sys.argv[1:])
records, read = RecordSet(source), []
oews_import.take(records, files, lambda step, done, of: read.append(done / of) if "flat" in step else None)
records.write(target)
assert read[-1] == 1 and read == sorted(read)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, len(read))
"""


def test_a_whole_release_gives_the_bundled_records_within_300_mib(tmp_path: Path) -> None:
    source, cut = (RECORDS, None) if FULL else small(tmp_path)
    files = write_flat_files(unpack(tmp_path), tmp_path / "flat", cut)
    if FULL:
        published = json.loads((PACKED.parent / "manifest.json").read_text())["sources"]["oe.data.0.Current"]
        with (tmp_path / "flat" / "oe.data.0.Current").open("rb") as stream:
            assert hashlib.file_digest(stream, "sha256").hexdigest() == published["sha256"]
    target = tmp_path / "records"
    target.mkdir()
    # by way of a shell: the most that a process had in memory counts what it was forked from, and pytest may be large
    command = ["/bin/sh", "-c", '"$0" "$@"', sys.executable, "-c", IMPORT, str(source), str(target), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    peak, steps = map(int, done.stdout.split())
    assert peak <= LIMIT_KIB
    assert steps > (50 if FULL else 0)
    assert contents(target) == contents(source)


def small(folder: Path) -> tuple[Path, Cut]:
    source = cut_records(folder)
    groups = RecordSet(source).entries("groups")
    national, everywhere = (
        [group["code"].replace("-", "") for group in found] for found in ([group for group in groups if "row" in group], groups)
    )
    return source, Cut([code.replace("-", "") for code in OCCUPATIONS], national, everywhere, ("09", "66", "48"))


def contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*.toml")
    }
