"""Figures over time: memory and descriptors of each program, sizes of files, rows of tables; begin, end, course."""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from tests.soak.office import OfficeRun
from tests.soak.reading import TROUBLE

WARM_SECONDS = 900.0  # on a machine of our own: by then a program has done everything once


class Figures:
    """All samples so far: name → (seconds since the beginning, value)."""

    def __init__(self, office: OfficeRun) -> None:
        self._office, self._began = office, time.monotonic()
        self.course: dict[str, list[tuple[float, float]]] = {}
        self.slowness: Callable[[], float] = lambda: 1.0

    def take(self) -> dict[str, float]:
        """Take a sample of everything; return what is bounded, by the names the invariant knows."""
        now = time.monotonic() - self._began
        for name, value in self._now():
            self.course.setdefault(name, []).append((round(now, 1), value))
        return dict(self._bounded(now))

    def _now(self) -> Iterator[tuple[str, float]]:
        for program in self._office.programs[1:]:  # the platforms are not the office's
            for name, value in program.figures().items():
                yield f"{name} of {program.name}", value
        with suppress(*TROUBLE):
            yield from self._office.reader.size().items()
            for name, rows in self._office.reader.tables().items():
                yield f"rows of {name}", rows
        yield "slowness of the machine", self.slowness()
        yield "attempts.log", float(sum(path.stat().st_size for path in self._office.data.glob("attempts*")))
        yield "logs", float(sum(one.log.stat().st_size for one in self._office.programs[1:] if one.log.exists()))
        yield "files kept", float(_count(self._office.data / "files"))

    def _bounded(self, now: float) -> Iterator[tuple[str, float]]:
        for program in self._office.programs[1:]:
            yield from ((f"{name} of {program.name}", value) for name, value in program.figures().items())
            if program.pid and time.monotonic() - program.began > WARM_SECONDS * max(1.0, self.slowness() / 2):
                for name, value in program.figures().items():
                    yield f"{name} of {program.name}, life {program.lives}", value
        latest = {name: rows[-1][1] for name, rows in self.course.items() if rows}
        yield "write-ahead log", latest.get("write-ahead log", 0.0)
        if now > 1800:
            yield "log an hour", latest["logs"] / now * 3600
        yield from ((name, value) for name, value in latest.items() if name.startswith("rows of "))

    def begin_and_end(self) -> dict[str, tuple[float, float, float]]:
        """Return of every figure the first value, the last and the highest."""
        return {
            name: (rows[0][1], rows[-1][1], max(value for _, value in rows)) for name, rows in self.course.items()
        }


def _count(folder: Path) -> int:
    return sum(1 for path in folder.glob("*/*") if path.is_file()) if folder.exists() else 0
