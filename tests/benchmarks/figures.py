"""One measured figure beside its limit, and the table they are printed in."""

import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """What was measured, what the same machine can do at best, and what the design aims at."""

    what: str
    value: float
    unit: str
    limit: float | None = None
    limit_is: str = ""
    aim: str = ""

    def row(self) -> tuple[str, ...]:
        """Return the cells of its line; the ratio is always the part of the limit that is reached."""
        if self.limit is None:
            return (self.what, f"{self.value:,.1f} {self.unit}", "", "", self.aim)
        faster = self.unit.endswith("/s")
        ratio = self.value / self.limit if faster else self.limit / self.value
        limit = f"{self.limit:,.1f} {self.unit} ({self.limit_is})"
        return (self.what, f"{self.value:,.1f} {self.unit}", limit, f"{ratio:.2f}", self.aim)


def table(figures: Iterable[Figure]) -> str:
    """Write the figures as a table with aligned columns."""
    rows = [("what", "measured", "limit in the same run", "share", "aim"), *(figure.row() for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)


def seconds(work: Callable[[], object]) -> float:
    """Time one call."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def percentiles(work: Callable[[], object], times: int) -> tuple[float, float]:
    """Call something many times; return the p50 and p95 in milliseconds."""
    taken = sorted(seconds(work) * 1000 for _ in range(times))
    return statistics.median(taken), taken[min(len(taken) - 1, int(len(taken) * 0.95))]
