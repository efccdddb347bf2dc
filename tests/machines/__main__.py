"""Runs a machine for long, and plants faults for it to find.

    python -m tests.machines truth --hours 8 --state FOLDER [--database sqlite|postgresql] [--ways walked chosen]
    python -m tests.machines planted [--only ID ...] [--examples 160]

The first walks some examples (walks.py), then lets Hypothesis choose some, and so on; it prints what was done and the
first fault with its steps, and ends with 1 where there was one. Started again with the same folder it tries what
failed before first, and goes on counting; killed, it loses one example at most (of PostgreSQL the server it started
stays behind: end it by its number). The second plants each row of planted.toml in a copy of the project and prints
what the machine said there, after how many examples and seconds of CPU; it ends with 1 where one was not found.
"""

import argparse
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.machines.counting import Counts
from tests.machines.planting import plant_all
from tests.machines.running import WAYS, Bounds, run
from tests.machines.truth import Truth, on_postgresql
from tests.postgres import postgres_server
from tests.running.temporary import keep_in_memory


def _asked() -> argparse.Namespace:
    reader = argparse.ArgumentParser(prog="python -m tests.machines", description="Is what is shown true?")
    parts = reader.add_subparsers(dest="part", required=True)
    truth = parts.add_parser("truth", help="run the machine of true assertions")
    truth.add_argument("--hours", type=float, default=0.0, help="for so long")
    truth.add_argument("--examples", type=int, default=0, help="or so many examples")
    truth.add_argument("--state", type=Path, required=True, help="folder with failed examples and counts")
    truth.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    truth.add_argument("--ways", nargs="+", choices=WAYS, default=list(WAYS), help="how examples are found, in turn")
    truth.add_argument("--unshrunk", action="store_true", help="tell the first failing example as it was found")
    planted = parts.add_parser("planted", help="which planted faults does it find?")
    planted.add_argument("--only", nargs="*", default=[], metavar="ID")
    planted.add_argument("--examples", type=int, default=160, help="tried for each fault")
    return reader.parse_args()


def main() -> int:
    """Do what is asked; return 1 where a fault was found, or a planted one was not."""
    asked = _asked()
    for name in [name for name in os.environ if name.startswith("ADUAN_") and not name.startswith("ADUAN_TEST_")]:
        del os.environ[name]
    keep_in_memory()
    if asked.part == "planted":
        with tempfile.TemporaryDirectory(prefix="aduan-planted-") as folder:
            return plant_all(asked.only, asked.examples, Path(folder))
    with _machine(asked.database) as machine:
        fault = run(machine, Bounds(asked.examples, asked.hours, not asked.unshrunk, asked.ways), asked.state)
    print(", ".join(f"{name} {number}" for name, number in sorted(machine.done.items())))
    print(f"All runs in {asked.state}: {Counts(asked.state, Counter()).all_done['examples']} examples.")
    print(f"FAULT {fault}" if fault else "No fault.")
    return int(bool(fault))


@contextmanager
def _machine(database: str) -> Iterator[type[Truth]]:
    if database == "sqlite":
        yield Truth
        return
    with postgres_server() as server:
        yield on_postgresql(server)


if __name__ == "__main__":
    sys.exit(main())
