"""After an upgrade: says once which words of the corrections written before were typed, and seals them as such."""

import json
from collections.abc import Mapping
from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import OPERATOR
from models.actions.core.audit_trail import AuditEvent
from models.actions.figures.line_words import without_words
from models.actions.figures.register_chain import (
    TRACES,
    columns_of,
    is_later,
    seal_of,
    sealed_words,
    serialise,
    words_of,
)
from models.actions.figures.register_choices import register_choices
from models.rules.figures.month_seal import canonical, words_digest
from models.rules.figures.typed_keys import typed_keys
from models.tables import Audit, Complaint, MonthClose, RegisterLine, database

Places = Mapping[int, int]


def settle_typed(now: datetime) -> list[str]:
    """Settle the corrections of each month closed before; return which months were sealed anew for it.

    A month whose corrections are not what was sealed keeps its seals, so that `verify` goes on naming it.
    """
    waiting = RegisterLine.select(RegisterLine.month).where(RegisterLine.typed.is_null()).distinct()
    done = []
    for (month,) in list(waiting.order_by(RegisterLine.month).tuples()):
        with database.atomic():
            serialise()
            if _settle(month, now):
                done.append(month)
    return done


def _settle(month: str, now: datetime) -> bool:
    rows = list(RegisterLine.select().where(RegisterLine.month == month).order_by(RegisterLine.position))
    places = {row.id: row.position for row in rows}
    later = [row for row in rows if is_later(row)]
    close = MonthClose.get_or_none(MonthClose.month == month)
    intact = close is not None and close.seal != "" and _intact(close, later, places)
    old = later[-1].seal if later else ""
    if not _mark(month, rows) or close is None or not intact:
        return False
    head = _seal(later, close.seal, places)
    words = sealed_words(f"baris sesudah ditutup disegel ulang, segel lama {old} cocok", head)
    audit_trail.write(OPERATOR, now, AuditEvent("segel_bulan", f"bulan:{month}", "", words))
    return True


def _intact(close: MonthClose, later: list[RegisterLine], places: Places) -> bool:
    """Whether the lines written after the closing are those that were sealed, up to the last the trail knows."""
    before = close.seal
    for row in later:
        columns = columns_of(row)
        if row.salt and words_digest(row.salt, words_of(columns)) != row.digest:
            return False
        if seal_of(columns, row.digest, before, places.get(row.corrects_id or 0)) != row.seal:
            return False
        before = row.seal
    mine = (Audit.subject == f"bulan:{close.month}") & Audit.event.in_(TRACES)
    last = Audit.select(Audit.after).where(mine).order_by(Audit.id.desc()).first()
    return last is None or last.after.endswith(before)


def _mark(month: str, rows: list[RegisterLine]) -> bool:
    """Say of each line what was typed in it, and take that of destroyed cases; return whether anything was."""
    known, by_id = register_choices(month), {row.id: row for row in rows}
    keys = [row.complaint_id for row in rows if is_later(row)]
    gone = Complaint.select(Complaint.id).where(Complaint.id.in_(keys) & Complaint.destroyed_at.is_null(False))
    destroyed = {key for (key,) in gone.tuples()}
    for row in rows:
        wrong = by_id.get(row.corrects_id or 0)
        facts = json.loads(row.facts)
        row.typed = typed_keys(wrong.typed or "", json.loads(wrong.facts), facts, known) if wrong else ""
    for row in rows:
        if row.typed and row.complaint_id in destroyed:
            row.facts = canonical(without_words(json.loads(row.facts), row.typed))
        RegisterLine.update(typed=row.typed, facts=row.facts).where(RegisterLine.id == row.id).execute()
    return any(row.typed for row in rows)


def _seal(later: list[RegisterLine], before: str, places: Places) -> str:
    """Seal the later lines anew after the month's seal; return the end. Of a destroyed one the old digest stays."""
    for row in later:
        if row.salt:
            row.digest = words_digest(row.salt, words_of(columns_of(row)))
        row.seal = seal_of(columns_of(row), row.digest, before, places.get(row.corrects_id or 0))
        RegisterLine.update(digest=row.digest, seal=row.seal).where(RegisterLine.id == row.id).execute()
        before = row.seal
    return before
