"""How fast lines from standard input are answered, as a ratio to a bare loop of SQLite reads of the same rows in the same run.

Run with the python of an environment in which occlookup is installed: python tests/bench/bench_lines.py
Prints a table with the target beside each figure. Not part of the tests: the machine decides.

The list names every occupation, in an order drawn with a fixed seed, again and again, as lists do. "once" is the list in which
none is named twice, so that no answer that was kept helps.
"""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from occlookup import open_catalog

LINES = int(os.environ.get("BENCH_LINES", "1000000"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))
SCRIPT = Path(sys.executable).with_name("occlookup")
LEAST_A_SECOND, HIGHEST_RATIO = 20_000, 3.0
MEMORY_TARGET = 100.0

# command line: the rows behind one answer, as SQL with the code
COMMANDS = {
    "wages - --national": "SELECT * FROM soc JOIN wage"
    " ON wage.id = (SELECT id FROM area WHERE code = '0000000') * 4096 + soc.id WHERE soc.code = ?",
    "riasec -": "SELECT * FROM soc JOIN occupation ON occupation.id = soc.id WHERE soc.code = ?",
    "show - --fields code,title,outlook": "SELECT * FROM soc JOIN occupation ON occupation.id = soc.id"
    " JOIN document ON document.id = soc.id WHERE soc.code = ?",
}


def bare(index: Path, question: str, codes: list[str]) -> float:
    """Seconds of a loop that does nothing but read the rows."""
    connection = sqlite3.connect(f"file:{index}?mode=ro&immutable=1", uri=True)
    begun = time.perf_counter()
    for code in codes:
        connection.execute(question, (code,)).fetchall()
    return time.perf_counter() - begun


def piped(line: str, codes: list[str]) -> tuple[float, float]:
    """Seconds and MiB resident of the command over these lines, its start included."""
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder) / "codes.txt"
        listed.write_text("".join(f"{code}\n" for code in codes), encoding="utf-8")
        # measured from a fresh shell, so that no page of this process counts
        program = (
            "import resource, subprocess, sys;"
            "subprocess.run(sys.argv[2:], stdin=open(sys.argv[1]), stdout=subprocess.DEVNULL);"
            "sys.stdout.write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))"
        )
        command = [sys.executable, "-c", program, str(listed), str(SCRIPT), *line.split()]
        begun = time.perf_counter()
        done = subprocess.run(["/bin/sh", "-c", '"$@"', "sh", *command], capture_output=True, check=True)
        return time.perf_counter() - begun, int(done.stdout) / 1024


def main() -> None:
    """The table."""
    with open_catalog() as catalog:
        index = catalog.index_path()
    assert index is not None
    connection = sqlite3.connect(f"file:{index}?mode=ro&immutable=1", uri=True)
    known = [row[0] for row in connection.execute("SELECT code FROM soc JOIN occupation ON occupation.id = soc.id")]
    drawn = random.Random(6)
    many = [drawn.choice(known) for _ in range(LINES)]
    for line, question in COMMANDS.items():
        for name, codes in (("many", many), ("once", known)):
            seconds, memory = min(piped(line, codes) for _ in range(ROUNDS))
            reads = min(bare(index, question, codes) for _ in range(ROUNDS))
            a_second, ratio = len(codes) / seconds, seconds / reads
            row = f"{line:36} {name} {len(codes):8}  {a_second:9,.0f} a second  {ratio:6.2f} of bare reads  {memory:5.1f} MiB"
            if name == "many":
                held = a_second >= LEAST_A_SECOND and ratio <= HIGHEST_RATIO and memory <= MEMORY_TARGET
                row += f"   targets {LEAST_A_SECOND:,}, {HIGHEST_RATIO}, {MEMORY_TARGET:.0f}: {'ok' if held else 'MISSED'}"
            print(row)


if __name__ == "__main__":
    main()
