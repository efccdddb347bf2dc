"""Runs the benchmarks named (all, without a name) and prints one table: `start.py bench [--complaints N] [name]`.

`--triage FILE.jsonl` instead holds the word rules of step 2 against labelled texts.
"""

import argparse
import os
import platform
import shutil
import tempfile
from pathlib import Path

from models.tables.core.database import sqlite_version
from tests.benchmarks import (
    attacked,
    clock,
    growth,
    intake,
    lists,
    pages,
    papers,
    processes,
    reports,
    search,
    startup,
    triage,
)
from tests.benchmarks.figures import Figure, table
from tests.tools import ROOT

BENCHMARKS = {
    "intake": intake.measure,
    "lists": lists.measure,
    "pages": pages.measure,
    "search": search.measure,
    "clock": clock.measure,
    "papers": papers.measure,
    "reports": reports.measure,
    "startup": startup.measure,
    "growth": growth.measure,
    "processes": processes.measure,
    "attacked": attacked.measure,
}


def main() -> None:
    """Measure and print. The files lie on the project's own disk: a temporary folder may be memory."""
    parser = argparse.ArgumentParser(prog="start.py bench", description=__doc__)
    parser.add_argument(
        "names",
        nargs="*",
        choices=[[], *BENCHMARKS],
        metavar="NAME",
        help=f"which to run: {', '.join(filter(None, BENCHMARKS))}",
    )
    parser.add_argument("--complaints", type=int, default=10_000, help="the full data set of the lists (aim: 100000)")
    parser.add_argument("--postgresql", action="store_true", help="the pages on PostgreSQL instead of SQLite")
    parser.add_argument("--triage", nargs="+", type=Path, metavar="FILE", help="labelled texts for the word rules")
    words = parser.parse_args()
    if words.triage:
        print(triage.measure(words.triage))
        return
    lists.COMPLAINTS, pages.POSTGRESQL = words.complaints, words.postgresql
    figures: list[Figure] = []
    folder = Path(tempfile.mkdtemp(prefix="run-", dir=_home()))
    try:
        for name in words.names or BENCHMARKS:
            print(f"measuring {name} ...", flush=True)
            figures += BENCHMARKS[name](folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    sqlite = ".".join(map(str, sqlite_version()))
    print(f"\n{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}, SQLite {sqlite}\n")
    print(table(figures))


def _home() -> Path:
    home = ROOT / ".benchmarks"
    home.mkdir(exist_ok=True)
    return home


if __name__ == "__main__":
    main()
