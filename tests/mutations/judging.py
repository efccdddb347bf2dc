"""Plants one fault after the other and says of each which test caught it; results are kept as they come."""

import json
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import Lock

from tests.mutations.copies import planted
from tests.mutations.planted import Fault, NotOnce, Place, place_of, texts_of
from tests.mutations.reach import Reach, batches, statement
from tests.mutations.running import STILL, Outcome, run

CAUGHT, HANGS = "caught", "caught by hanging"
SURVIVED, OUT_OF_TIME = "SURVIVED", "SURVIVED (time was up)"
UNREACHED, NOT_PLANTED, BROKEN = "NO TEST REACHES", "NOT PLANTED", "COULD NOT RUN"


@dataclass(frozen=True)
class Result:
    """What became of one fault."""

    id: str
    room: str
    place: str
    verdict: str
    by: str = ""
    reach: int = 0  # tests that reach it
    ran: int = 0  # tests that passed before
    seconds: float = 0.0
    mark: str = ""


class Results:
    """The results so far, in a file that is written anew with each."""

    def __init__(self, file: Path) -> None:
        self._file, self._turn = file, Lock()
        self._kept: dict[str, Result] = {}
        if file.exists():
            self._kept = {row["id"]: Result(**row) for row in json.loads(file.read_text("utf-8"))["results"]}

    def of(self, fault: Fault) -> Result | None:
        """Return what a fault came to in an earlier run, as long as it is the same fault."""
        known = self._kept.get(fault.id)
        return known if known is not None and known.mark == fault.mark and known.verdict != BROKEN else None

    def keep(self, result: Result) -> None:
        """Keep a result, on the disk too."""
        with self._turn:
            self._kept[result.id] = result
            rows = {"results": [asdict(row) for row in self._kept.values()]}
            part = self._file.with_suffix(".part")
            part.write_text(json.dumps(rows, indent=1, ensure_ascii=False), "utf-8")
            part.replace(self._file)


@dataclass
class Judge:
    """Judges faults of one tree: `copy` is planted in, `clean` tells whether a red test is red without the fault."""

    tree: Path
    copy: Path
    clean: Path
    reach: Reach
    limit: float
    doubted: set[str] = field(default_factory=set)  # red without a fault: they say nothing

    def __post_init__(self) -> None:
        self._texts = texts_of(self.tree)
        self._files = [
            path.relative_to(self.tree).as_posix() for path in sorted((self.tree / "tests").rglob("test_*.py"))
        ]

    def judge(self, fault: Fault) -> Result:
        """Return what becomes of a fault."""
        try:
            place = place_of(fault, self._texts)
        except NotOnce as problem:
            return Result(fault.id, fault.room, "", NOT_PLANTED, str(problem), mark=fault.mark)
        began = time.monotonic()
        reached = self.reach.tests_of(place, self._texts, self.tree)
        with planted(fault, place, self.tree, self.copy):
            verdict, by, ran = self._verdict(fault, place, reached, began + self.limit)
        where = f"{place.path.relative_to(self.tree).as_posix()}:{place.lines[0]}"
        seconds = round(time.monotonic() - began, 1)
        return Result(fault.id, fault.room, where, verdict, by, len(reached), ran, seconds, fault.mark)

    def _verdict(self, fault: Fault, place: Place, reached: set[str], until: float) -> tuple[str, str, int]:
        ran, relative = 0, place.path.relative_to(self.tree).as_posix()
        constant = bool(statement(place)[1])
        for tests in batches(fault, relative, reached, self.reach, self._files, constant):
            for outcome in self._outcomes(tests, until):
                ran += outcome.passed
                if outcome.red:
                    return CAUGHT, outcome.red, ran
                if outcome.stands_in:
                    return HANGS, outcome.stands_in, ran
                if outcome.broken:
                    return BROKEN, outcome.broken, ran
                if outcome.out_of_time:
                    return OUT_OF_TIME, "", ran
        return (SURVIVED if reached or ran else UNREACHED), "", ran

    def _outcomes(self, tests: list[str], until: float) -> Iterator[Outcome]:
        """Run tests; one that is red or stands still without the fault too is left out, and the rest goes on."""
        left = [test for test in tests if test not in self.doubted]
        while left:
            outcome = run(left, self.copy, until)
            found = outcome.red or outcome.stands_in
            if not found or self._is_green(found):
                yield outcome
                return
            self.doubted.add(found)
            yield Outcome(passed=outcome.passed)
            left = [test for test in _after(found, left) if test not in self.doubted]

    def _is_green(self, test: str) -> bool:
        outcome = run([test], self.clean, time.monotonic() + STILL)
        return bool(outcome.passed) and not outcome.red


def _after(test: str, tests: list[str]) -> list[str]:
    """Return the tests behind this one; of a whole file, what follows in it cannot be told, so it is left out."""
    place = tests.index(test) if test in tests else tests.index(test.partition("::")[0])
    return tests[place + 1 :]
