"""A machine that counts what it does, and the folder that keeps it: killed, a run loses one example at most."""

import json
import os
import secrets
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from hypothesis.stateful import RuleBasedStateMachine


class Counting(RuleBasedStateMachine):
    """A machine whose acts are counted over all examples of a run; `ended` is called after each of them."""

    done: Counter[str]  # of each kind of machine its own
    ended: Callable[[], object] = staticmethod(lambda: None)

    def teardown(self) -> None:
        """Count the example; whoever has something to close does it first."""
        self.done["examples"] += 1
        self.ended()


class Counts:
    """What all runs of a folder did, with this one: acts, seconds of CPU and faults told."""

    def __init__(self, folder: Path, done: Counter[str]) -> None:
        """Begin with what the folder has; what cannot be read is set aside."""
        folder.mkdir(parents=True, exist_ok=True)
        self._file, self._done, self._before = folder / "counts.json", done, Counter(done)
        self._began = time.process_time()
        self._kept, self._seconds, self._faults, self._first = _read(self._file)

    @property
    def all_done(self) -> Counter[str]:
        """Return what was done in all runs."""
        return self._kept + (self._done - self._before)

    @property
    def next_walk(self) -> int:
        """Return the number of the first walk that did not end well; each folder counts from another one."""
        return self._first + self.all_done["walks"]

    def keep(self, fault: str = "") -> None:
        """Write everything down, whole or not at all."""
        self._faults += [fault] if fault and fault not in self._faults else []
        seconds = round(self._seconds + time.process_time() - self._began, 1)
        told = {"done": dict(self.all_done), "seconds": seconds, "faults": self._faults, "first": self._first}
        part = self._file.with_suffix(".part")
        with part.open("w", encoding="utf-8") as out:
            json.dump(told, out, indent=1, ensure_ascii=False, sort_keys=True)
            out.flush()
            os.fsync(out.fileno())
        part.replace(self._file)


def _read(file: Path) -> tuple[Counter[str], float, list[str], int]:
    try:
        kept = json.loads(file.read_text("utf-8"))
        done = Counter({str(name): int(number) for name, number in kept["done"].items()})
        first = int(kept.get("first", 0))
        return done, float(kept["seconds"]), [str(fault) for fault in kept["faults"]], first
    except FileNotFoundError:
        return _nothing()
    except (ValueError, KeyError, TypeError, AttributeError):
        aside = file.with_suffix(".torn")
        file.replace(aside)
        print(f"{file.name} could not be read: it is {aside.name} now, and counting begins anew.", flush=True)
        return _nothing()


def _nothing() -> tuple[Counter[str], float, list[str], int]:
    return Counter(), 0.0, [], secrets.randbelow(10**9)
