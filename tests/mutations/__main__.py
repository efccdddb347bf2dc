"""Plants every fault of planted.toml in a copy of the project and prints which test catches it.

First a map of which test of `start.py test` reaches which line, made of the same tree (half an hour, with every tool
installed):

    rooms="--cov=models --cov=admin_app --cov=sync_agent --cov=docgen"
    python -m pytest -n 2 --dist loadfile --once $rooms --cov-context=test --cov-report=

Then, in an hour or so, the table; broken off, it goes on where it stood:

    python -m tests.mutations --map .coverage --results mutations.json [--jobs 2] [--only ID ...]

Of the tests that reach a fault the twins run first, then the quickest and nearest; it stops at the first red one. A
test that is red without the fault too says nothing and is left out. `--tree` judges another checkout of the project
by this list.
"""

import argparse
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

from tests.mutations.copies import copy_of
from tests.mutations.judging import Judge, Results
from tests.mutations.planted import Fault, faults
from tests.mutations.reach import Reach
from tests.mutations.table import table
from tests.tools import ROOT


def _asked() -> argparse.Namespace:
    reader = argparse.ArgumentParser(prog="python -m tests.mutations", description="Which test catches which fault?")
    reader.add_argument("--map", type=Path, default=ROOT / ".coverage", help="coverage file with a context a test")
    reader.add_argument("--results", type=Path, default=ROOT / "mutations.json", help="kept as they come")
    reader.add_argument("--tree", type=Path, default=ROOT, help="the checkout to plant in (a copy of it)")
    reader.add_argument("--only", nargs="*", default=[], metavar="ID", help="these faults, also where judged before")
    reader.add_argument("--jobs", type=int, default=1, help="how many at once")
    reader.add_argument("--limit", type=float, default=600.0, help="seconds for one fault")
    return reader.parse_args()


def main() -> int:
    """Judge what is not judged yet and print the table of all."""
    asked = _asked()
    listed, results = faults(), Results(asked.results)
    wanted = [one for one in listed if one.id in asked.only or (not asked.only and results.of(one) is None)]
    with tempfile.TemporaryDirectory(prefix="aduan-mutations-") as folder:
        _judge_all(wanted, asked, results, Path(folder))
    text = table(known for one in listed if (known := results.of(one)) is not None)
    asked.results.with_suffix(".txt").write_text(text, "utf-8")
    print(text)
    return 0


def _judge_all(wanted: list[Fault], asked: argparse.Namespace, results: Results, folder: Path) -> None:
    if not wanted:
        return
    tree, clean = asked.tree.resolve(), copy_of(asked.tree.resolve(), folder / "clean")
    idle: SimpleQueue[Judge] = SimpleQueue()
    for number in range(asked.jobs):
        copy = copy_of(tree, folder / f"planted-{number}")
        idle.put(Judge(tree, copy, clean, Reach(asked.map), asked.limit))

    def one(fault: Fault) -> None:
        judge = idle.get()
        try:
            result = judge.judge(fault)
        finally:
            idle.put(judge)
        results.keep(result)
        print(f"{result.id}: {result.verdict} {result.by} ({result.seconds:.0f} s)", flush=True)

    with ThreadPoolExecutor(asked.jobs) as pool:
        for done in [pool.submit(one, fault) for fault in wanted]:
            done.result()


if __name__ == "__main__":
    raise SystemExit(main())
