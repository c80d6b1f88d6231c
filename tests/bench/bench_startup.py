"""How long a command takes, as a ratio to `python -c "import typer"` in the same run; resident memory; times in process.

Run with the python of an environment in which occlookup is installed (not editable): python tests/bench/bench_startup.py
Prints a table with the target beside each figure. Not part of the tests: the machine decides.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "40"))
SCRIPT = Path(sys.executable).with_name("occlookup")
BASELINE = "import typer"
MEMORY_TARGET = 24.0
SHEET = Path(tempfile.gettempdir()) / f"occlookup-bench-{os.getpid()}.html"

COMMANDS: dict[str, tuple[float, list[str]]] = {
    "show --json": (1.15, ["show", "43-3011", "--json"]),
    "wages --state CT --json": (1.25, ["wages", "--state", "CT", "--json"]),
    "search --json": (1.25, ["search", "debt collector", "--json"]),
    "search of a slip --json": (1.25, ["search", "dermitologist assistent", "--json"]),
    "search of a sentence --json": (1.25, ["search", "someone who fits hearing aids", "--json"]),
    "--help": (1.25, ["--help"]),
    "show, every section (table)": (2.3, ["show", "43-3011", "--state", "CT"]),
    "compare five (table)": (2.5, ["compare", "43-3011", "29-1141", "15-1252", "27-2011", "47-2111"]),
    "rank of everything --json": (1.3, ["rank", "--top", "2000", "--json"]),
    "handout": (2.0, ["handout", "43-3011", "--state", "CT", "--force", "-o", str(SHEET)]),
    "wages --state CT (table)": (1.5, ["wages", "--state", "CT"]),
}


def run(command: list[str]) -> float:
    """Seconds of one run, output to a pipe."""
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH")}
    begun = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True, env={**environment, "COLUMNS": "100"})
    return time.perf_counter() - begun


def peak_memory(arguments: list[str]) -> float:
    """MiB resident at the most, of the command in a process of its own."""
    program = (
        "import resource, sys, os; from occlookup.cli.main import main; sys.stdout = open(os.devnull, 'w');"
        f"main({arguments!r}); sys.stderr.write(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))"
    )
    # an exec from this process would count this process's pages in; a fresh shell's child does not
    done = subprocess.run(["/bin/sh", "-c", '"$0" -c "$1"', sys.executable, program], capture_output=True, check=True)
    return int(done.stderr) / 1024


def in_process() -> None:
    """p95 of the questions, in milliseconds, in one process."""
    from occlookup import open_catalog

    catalog = open_catalog()
    codes = [row.code for row in catalog.wages_in().data.rows]
    states = [area.state or "" for area in catalog.areas().data.rows if area.type == "state"]
    queries = [
        "debt collector",
        "nurse",
        "truck driver",
        "skin doctor",
        "software engineer",
        "someone who fits hearing aids",
    ]
    questions = {
        "show": (2.0, [lambda code=code: catalog.show(code) for code in codes[::4]]),
        "state listing": (5.0, [lambda state=state: catalog.wages_in(state=state) for state in states]),
        "search": (8.0, [lambda query=query: catalog.search(query) for query in queries * 20]),
    }
    for name, (target, asks) in questions.items():
        times = []
        for ask in asks:
            begun = time.perf_counter()
            ask()
            times.append(1000 * (time.perf_counter() - begun))
        p95 = statistics.quantiles(times, n=20)[18]
        print(f"{name:28} p95 {p95:6.2f} ms   target {target}   {'ok' if p95 <= target else 'OVER'}")


def main() -> None:
    """The table."""
    times: dict[str, list[float]] = {name: [] for name in ["baseline", *COMMANDS]}
    for _ in range(ROUNDS):
        times["baseline"].append(run([sys.executable, "-c", BASELINE]))
        for name, (_, arguments) in COMMANDS.items():
            times[name].append(run([sys.executable, str(SCRIPT), *arguments]))
    base = statistics.median(times["baseline"])
    print(f"baseline: {1000 * base:.1f} ms ({BASELINE}), median of {ROUNDS}")
    for name, (target, arguments) in COMMANDS.items():
        ratio = statistics.median(times[name]) / base
        line = f"{name:28} {ratio:5.2f}   target {target:.2f}   {'ok' if ratio <= target else 'OVER'}"
        if "--json" in arguments:
            memory = peak_memory(arguments)
            line += f"   {memory:5.1f} MiB   {'ok' if memory <= MEMORY_TARGET else 'OVER'}"
        print(line)
    SHEET.unlink(missing_ok=True)
    in_process()


if __name__ == "__main__":
    main()
