"""One measured page, and the table of all of them beside the same pages on a hundredth of the data."""

import re
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from werkzeug.test import TestResponse

from models.rules.staff.roles import Role
from tests.admin_app.browsing import Clock

STEP = (
    0.5  # seconds the office's clock moves on between two pages: what is kept for seconds runs out as in the office
)
_ID = r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=[=/])\d+"
AIM_MS, AIM_BYTES, AIM_RATIO = 50, 150_000, 1.5


@dataclass(frozen=True)
class Page:
    """What a page took: p50 and p95 of wall and CPU in milliseconds, its first time, its size in bytes."""

    path: str
    role: Role
    wall: tuple[float, float]
    cpu: tuple[float, float]
    first: float
    size: int

    @classmethod
    def of(
        cls, path: str, role: Role, clock: Clock, ask: Callable[[], TestResponse], times: int, first: float
    ) -> "Page":
        """Ask for a page many times."""
        wall, cpu = [], []
        for _ in range(times):
            began = time.perf_counter()
            answer, used = taken(clock, ask)
            wall.append((time.perf_counter() - began) * 1000)
            cpu.append(used)
        return cls(path, role, _middle_and_high(wall), _middle_and_high(cpu), first, len(answer.get_data()))


def taken(clock: Clock, ask: Callable[[], TestResponse]) -> tuple[TestResponse, float]:
    """Ask for a page once, a moment later than the one before; return it and the CPU milliseconds of this process."""
    clock.move(seconds=STEP)
    began = time.process_time()
    answer = ask()
    return answer, (time.process_time() - began) * 1000


def _middle_and_high(taken_ms: list[float]) -> tuple[float, float]:
    ordered = sorted(taken_ms)
    return statistics.median(ordered), ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def page_table(full: Iterable[Page], small: Iterable[Page]) -> str:
    """Write the pages, the slowest first; the ratio is of the CPU's p50 to that of a hundredth of the data."""
    before = {_key(page): page for page in small}
    head = ("page", "slowest as", "CPU p50", "p95 ms", "wall p50", "p95 ms", "first", "kB", "1/100", "ratio", "over")
    rows = [head, *(_row(page, before.get(_key(page))) for page in sorted(full, key=lambda page: -page.cpu[1]))]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    return "\n".join(_line(row, widths) for row in rows)


def _key(page: Page) -> str:
    """Name a page without the ids in its address, which differ from office to office."""
    return re.sub(_ID, "…", page.path)


def _row(page: Page, small: Page | None) -> tuple[str, ...]:
    ratio = page.cpu[0] / small.cpu[0] if small else None
    over = [
        word
        for word, is_over in (
            ("time", page.cpu[1] > AIM_MS),
            ("size", page.size > AIM_BYTES),
            ("ratio", ratio is not None and ratio > AIM_RATIO),
        )
        if is_over
    ]
    figures = (*page.cpu, *page.wall, page.first)
    return (
        _key(page), str(page.role), *(f"{figure:.1f}" for figure in figures), f"{page.size / 1000:.0f}",
        f"{small.cpu[0]:.1f}" if small else "", f"{ratio:.2f}" if ratio else "", " ".join(over),
    )  # fmt: skip


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    cells = (
        cell.ljust(width) if place < 2 else cell.rjust(width)
        for place, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return "  ".join(cells).rstrip()
