"""Closed months: figures and lines are as sealed, lines run 1…n, corrections name an earlier line and a reason."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator

from models.actions.figures.register_chain import (
    TRACES,
    columns_of,
    is_later,
    kept_facts,
    seal_of,
    seal_of_month,
    words_of,
)
from models.actions.upkeep.verify.office import Office
from models.rules.figures.month_seal import older_hash, words_digest, words_gone
from models.tables import Audit, Complaint, MonthClose, RegisterLine

_SEAL = re.compile(r"(?:segel|sha256) ([0-9a-f]{64})$")


def lines(office: Office) -> Iterator[str]:
    """Yield closed months whose figures, lines or order differ from what was closed or added since."""
    registers: dict[str, list[RegisterLine]] = defaultdict(list)
    for row in RegisterLine.select().order_by(RegisterLine.month, RegisterLine.position).iterator():
        registers[row.month].append(row)
    closes = {row.month: row for row in MonthClose.select()}
    for month in sorted(registers.keys() - closes.keys()):
        yield f"month {month} has register lines, but was never closed."
    for month, close in sorted(closes.items()):
        yield from _faults(month, close, registers[month])
        yield from _chain(close, registers[month]) if close.seal else _older(close, registers[month])


def _faults(month: str, close: MonthClose, register: list[RegisterLine]) -> Iterator[str]:
    if [row.position for row in register] != list(range(1, len(register) + 1)):
        yield f"month {month}: its lines do not run from 1 to {len(register)}."
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


def _older(close: MonthClose, register: list[RegisterLine]) -> Iterator[str]:
    """Prove a month by the hash it was printed with before lines had seals, as long as no word of it is gone.

    Then the seal proves it, which is over the older hash and over everything but those words.
    """
    frozen = [row for row in register if not is_later(row)]
    if any(row.digest and not row.salt for row in frozen) or (close.seal and words_gone(json.loads(close.figures))):
        return
    if older_hash(close.figures, [row.facts for row in frozen]) != close.sha256:
        yield f"month {close.month} was changed after it was closed: figures and lines do not give its hash."


def _chain(close: MonthClose, register: list[RegisterLine]) -> Iterator[str]:
    older = "" if close.sha256 == close.seal else close.sha256
    if older:
        yield from _older(close, register)
    frozen, later = [[row for row in register if is_later(row) is added] for added in (False, True)]
    yield from _links(close.month, frozen, "", {})
    last = frozen[-1].seal if frozen else ""
    if seal_of_month(last, close.figures, kept_facts(close.month), older) != close.seal:
        yield f"month {close.month} was changed after it was closed: figures and facts do not give its seal."
    yield from _links(close.month, later, close.seal, {row.id: row.position for row in register})
    yield from _end(close.month, later[-1].seal if later else close.seal)


def _links(month: str, chain: list[RegisterLine], before: str, positions: dict[int, int]) -> Iterator[str]:
    """Yield the lines that are not what was sealed; of a destroyed case only what is left can be compared."""
    gone = _destroyed(chain)
    for row in chain:
        columns, place = columns_of(row), positions.get(row.corrects_id or 0)
        if not row.salt and row.complaint_id not in gone:
            yield f"month {month}: line {row.position} lacks its salt, but its complaint was not destroyed."
        if row.salt and words_digest(row.salt, words_of(columns)) != row.digest:
            yield f"month {month}: the words of line {row.position} were changed after it was written."
        if seal_of(columns, row.digest, before, place) != row.seal:
            yield f"month {month}: line {row.position} was changed after it was written."
        before = row.seal


def _destroyed(chain: list[RegisterLine]) -> set[int]:
    if all(row.salt for row in chain):
        return set()
    return {key for (key,) in Complaint.select(Complaint.id).where(Complaint.destroyed_at.is_null(False)).tuples()}


def _end(month: str, seal: str) -> Iterator[str]:
    """Yield a month whose last line is not the one that the audit trail knows."""
    traces = Audit.select(Audit.after).where((Audit.subject == f"bulan:{month}") & Audit.event.in_(TRACES))
    said = [_SEAL.search(after) for (after,) in traces.order_by(Audit.id.desc()).limit(1).tuples()]
    if said and (said[0] is None or said[0][1] != seal):
        yield f"month {month}: its last line is not the one in the audit trail."
