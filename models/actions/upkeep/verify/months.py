"""Closed months: the frozen figures are unchanged, lines run 1…n, corrections name an earlier line and a reason."""

from collections import defaultdict
from collections.abc import Iterator

from models.actions.figures.close_month import month_hash
from models.actions.upkeep.verify.office import Office
from models.tables import MonthClose, RegisterLine


def lines(office: Office) -> Iterator[str]:
    """Yield closed months whose figures, lines or order differ from what was closed."""
    registers: dict[str, list[RegisterLine]] = defaultdict(list)
    for row in RegisterLine.select().order_by(RegisterLine.month, RegisterLine.position).iterator():
        registers[row.month].append(row)
    closes = {row.month: row for row in MonthClose.select()}
    for month in sorted(registers.keys() - closes.keys()):
        yield f"month {month} has register lines, but was never closed."
    for month, close in sorted(closes.items()):
        yield from _faults(month, close, registers[month])


def _faults(month: str, close: MonthClose, register: list[RegisterLine]) -> Iterator[str]:
    if [row.position for row in register] != list(range(1, len(register) + 1)):
        yield f"month {month}: its lines do not run from 1 to {len(register)}."
    frozen = [row.facts for row in register if row.corrects_id is None and not row.reason.strip()]
    if month_hash(close.figures, frozen) != close.sha256:
        yield f"month {month} was changed after it was closed: figures and lines do not give its hash."
    positions, seen = {row.id: row.position for row in register}, set[int]()
    for row in register:
        if row.corrects_id is None:
            if row.reason.strip() and (row.made_at < close.closed_at or row.complaint_id in seen):
                yield f"month {month}: line {row.position} was added, but its complaint was there already."
            seen.add(row.complaint_id)
            continue
        if positions.get(row.corrects_id, row.position) >= row.position:
            yield f"month {month}: line {row.position} corrects no earlier line of its month."
        if not row.reason.strip():
            yield f"month {month}: line {row.position} corrects without a reason."
