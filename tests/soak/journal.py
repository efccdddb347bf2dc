"""What happened in a soak, in order: faults with their ends, breaches with moment and last fault, quiet points."""

import json
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_CHANGING = re.compile(r"\d[\d.,]*|[0-9a-f]{8}-[0-9a-f-]{27}|[\w-]{22,}")
_EXAMPLES = 5


@dataclass
class Breach:
    """One kind of breach: how often, when first, after which fault, some examples."""

    code: str
    says: str
    first: float
    last_fault: str
    examples: list[str] = field(default_factory=list)
    times: int = 0
    last: float = 0.0


@dataclass
class Struck:
    """One fault that was let loose."""

    kind: str
    words: str
    began: float
    ended: float = 0.0
    told_after: float | None = None
    well_after: float | None = None


@dataclass
class Journal:
    """The course of one soak; every line is also written down at once."""

    file: Path
    seed: int
    began: float = field(default_factory=time.time)
    struck: list[Struck] = field(default_factory=list)
    breaches: dict[str, Breach] = field(default_factory=dict)
    quiet_points: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def note(self, words: str) -> None:
        """Write down what is neither a fault nor a breach."""
        self.notes.append(words)
        self._write("note", words)

    def strike(self, kind: str, words: str) -> Struck:
        """Write down that a fault begins."""
        self.struck.append(Struck(kind, words, time.time()))
        self._write("fault", f"{kind}: {words}")
        return self.struck[-1]

    def end(self, struck: Struck) -> None:
        """Write down that a fault's cause is gone."""
        struck.ended = time.time()
        self._write("end", struck.kind)

    def breach(self, code: str, says: str, broken: str) -> None:
        """Write down a breach; the same again is counted."""
        key = f"{code} {_CHANGING.sub('#', broken)}"
        last = self.struck[-1] if self.struck else None
        named = f"{last.kind}: {last.words}, begun at {last.began - self.began:.0f} s" if last else "none"
        found = self.breaches.setdefault(key, Breach(code, says, time.time(), named))
        found.times += 1
        found.last = time.time()
        if broken not in found.examples and len(found.examples) < _EXAMPLES:
            found.examples.append(broken)
        if found.times == 1:
            self._write("BREACH", f"{code} {says}: {broken} (seed {self.seed}; last fault {named})")

    def by_kind(self) -> dict[str, int]:
        """Return how often each fault struck."""
        return dict(sorted(Counter(one.kind for one in self.struck).items()))

    def _write(self, what: str, words: str) -> None:
        line = {"s": round(time.time() - self.began, 1), "what": what, "words": words}
        with self.file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
        print(f"{self.file.parent.name} {line['s']:>8.1f} s  {what:<7} {words}", flush=True)
