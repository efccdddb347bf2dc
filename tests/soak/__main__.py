"""Runs a soak: `start.py soak --hours N [--database sqlite|postgresql|both] [--seed S] [--out FOLDER]`.

Each database has an office and a process of its own, side by side. Ends with 1 on any breach; Ctrl-C ends it with
the report of what was found so far. FOLDER/DATABASE/report.md is there while it runs.
"""

import argparse
import json
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.soak import report
from tests.soak.course import Course
from tests.soak.judge.limits import Limits
from tests.soak.office import OfficeRun, find_faketime
from tests.tools import ROOT

ENDS = (signal.SIGINT, signal.SIGTERM)
DATABASES = ("sqlite", "postgresql")


def asked(words: list[str] | None = None) -> argparse.Namespace:
    """Read what is wanted."""
    reader = argparse.ArgumentParser(prog="start.py soak", description="Endurance, with faults, judged all the time.")
    reader.add_argument("--hours", type=float, required=True)
    reader.add_argument("--database", choices=(*DATABASES, "both"), default="both")
    reader.add_argument("--seed", type=int, default=int(time.time()) % 1_000_000)
    reader.add_argument("--out", type=Path, default=ROOT / ".soak")
    reader.add_argument("--pace", type=float, default=4.0, help="seconds between two things of the citizens")
    reader.add_argument("--faketime", default="", metavar="FILE", help="libfaketime, where it is not as apt puts it")
    return reader.parse_args(words)


def main() -> int:
    """Run it; return 1 on any breach."""
    wanted = asked()
    for number in ENDS:
        signal.signal(number, _interrupt)  # begun in the background, a program ignores Ctrl-C
    out = wanted.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    if wanted.database == "both":
        return side_by_side(wanted, out)
    return one(wanted, out / wanted.database)


def side_by_side(wanted: argparse.Namespace, out: Path) -> int:
    """Run one soak for each database at the same time; return 1 where any has a breach or came to no end."""
    common = ["--hours", str(wanted.hours), "--seed", str(wanted.seed), "--pace", str(wanted.pace)]
    common += ["--out", str(out), *(["--faketime", wanted.faketime] if wanted.faketime else [])]
    running = [
        subprocess.Popen([sys.executable, "-m", "tests.soak", "--database", database, *common], cwd=ROOT)
        for database in DATABASES
    ]
    codes = [_waited(process, running) for process in running]
    print(f"\n{summary(out)}")
    return int(any(codes))


def _waited(process: "subprocess.Popen[bytes]", everyone: list["subprocess.Popen[bytes]"]) -> int:
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            for each in everyone:
                each.terminate()  # at a terminal each was told already: a second time changes nothing


def summary(out: Path) -> str:
    """Return the ends of both, beside each other."""
    lines = []
    for database in DATABASES:
        path = out / database / "report.json"
        if not path.exists():
            lines.append(f"{database}: no report")
            continue
        facts = json.loads(path.read_text("utf-8"))
        counts = facts["counts"]
        lines.append(
            f"{database}: {facts['seconds'] / 60:.0f} min, {counts['written by citizens']} in, "
            f"{counts['visible to citizens']} out, {sum(facts['faults'].values())} faults, "
            f"{len(facts['breaches'])} kinds of breach: {path.with_suffix('.md')}"
        )
    return "\n".join(lines)


def one(wanted: argparse.Namespace, out: Path) -> int:
    """Run one soak on one database."""
    limits = Limits()
    office = OfficeRun(out, wanted.database, limits, wanted.seed, find_faketime(wanted.faketime))
    course = Course(office, wanted.hours, wanted.pace, limits)
    course.reporting = lambda: report.write(course, ended=False)
    ended = False
    try:
        office.open()
        course.run()
        ended = True
    except KeyboardInterrupt:
        course.journal.note("broken off by hand")
        ended = True
    finally:
        for number in ENDS:
            signal.signal(number, signal.SIG_IGN)  # told twice, it must not leave programs behind
        course.end()
        facts = report.write(course, ended)
        office.close()
        office.keep_and_end_disk()
    return int(bool(facts["breaches"]))


def _interrupt(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
