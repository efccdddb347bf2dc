"""The lines of a closed register as one chain: each seals the one before, what is added later the month's seal."""

import json
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from models.actions.core import audit_trail
from models.actions.core.actor import OPERATOR
from models.actions.core.audit_trail import AuditEvent
from models.actions.figures.line_words import names_nobody
from models.rules.core.moments import iso
from models.rules.figures.month_seal import (
    canonical,
    line_seal,
    month_seal,
    older_hash,
    without_subjects,
    words_digest,
)
from models.tables import MonthClose, MonthFacts, RegisterLine, database
from models.tables.core.database import is_sqlite

Row = dict[str, object]
_COLUMNS = ("month", "position", "facts", "reason", "made_at", "typed")
# The events of the trail that end with the seal at the end of a month's chain.
TRACES = ("tutup_bulan", "segel_bulan", "betulkan_register", "tambah_baris_register")


def serialise() -> None:
    """Allow one closing or change of a register at a time; on SQLite BEGIN IMMEDIATE already does.

    Before any case is locked: the other way round, it and a closing would wait for each other.
    """
    if not is_sqlite():
        database.execute_sql("SELECT pg_advisory_xact_lock(hashtext('register'))")


def sealed(row: Mapping[str, object], before: str, corrects: int | None = None) -> Row:
    """Return a line's columns with its seal and a new salt; `corrects`: the position of the line it corrects."""
    salt = secrets.token_hex(32)
    digest = words_digest(salt, words_of(row))
    return {**row, "salt": salt, "digest": digest, "seal": seal_of(row, digest, before, corrects)}


def seal_of(row: Mapping[str, object], digest: str, before: str, corrects: int | None) -> str:
    """Return the seal that a line must have after another seal."""
    made_at = row["made_at"]
    said = {
        **{name: row[name] for name in ("month", "position", "complaint", "made_by")},
        **{"facts": _facts(row, harmless=True), "corrects": corrects},
        **({"typed": row["typed"]} if row.get("typed") else {}),
        "made_at": iso(made_at) if isinstance(made_at, datetime) else made_at,
    }
    return line_seal(before, said, digest)


def words_of(row: Mapping[str, object]) -> Row:
    """Return what goes from a line when its case is destroyed."""
    return {**_facts(row, harmless=False), "reason": row["reason"]}


def columns_of(line: RegisterLine) -> Row:
    """Return the columns of a stored line that its seal covers."""
    keys = {"complaint": line.complaint_id, "made_by": line.made_by_id}
    return {**keys, **{name: getattr(line, name) for name in _COLUMNS}}


def sealed_words(words: str, seal: str) -> str:
    """Return words for the trail with the seal at the end of the chain: the proof then knows that no line lacks."""
    return f"{words}; segel {seal}" if seal else words


def add_line(row: Mapping[str, object], now: datetime, corrects: RegisterLine | None = None) -> RegisterLine:
    """Add a line to a closed register after its last; `row` has its columns but the position.

    Needs a transaction that serialised.
    """
    month = str(row["month"])
    close = MonthClose.get(MonthClose.month == month)
    seal_older(close, now)
    last = RegisterLine.select().where(RegisterLine.month == month).order_by(RegisterLine.position.desc()).first()
    whole: dict[str, Any] = {**row, "made_at": now, "position": last.position + 1 if last else 1}
    if close.seal:
        before = last.seal if last and is_later(last) else close.seal
        whole = sealed(whole, before, corrects.position if corrects else None)
    return RegisterLine.create(**whole, corrects=corrects.id if corrects else None)


def is_later(line: RegisterLine) -> bool:
    """Whether a line was written after its month was closed."""
    return line.corrects_id is not None or line.reason.strip() != ""


def seal_of_month(last_line: str, figures: str, facts: str, older: str = "") -> str:
    """Return the seal of a month over its last frozen line, figures and facts; `older`: the hash it had before."""
    return month_seal(last_line, canonical(without_subjects(json.loads(figures))), facts, older)


def kept_facts(month: str) -> str:
    """Return the facts kept of a closed month and from whom they hide cases, as text; empty where there are none."""
    row = MonthFacts.get_or_none(MonthFacts.month == month)
    return "\n".join((row.facts, row.hidden, iso(row.taken_at) or "")) if row else ""


def seal_older(close: MonthClose, now: datetime) -> bool:
    """Seal a month that was closed before lines had seals, if it still is what was closed; return whether it did.

    Its old hash goes into the new seal, stays as printed, and with the new one into the audit trail. Needs a
    transaction that serialised.
    """
    if close.seal:
        return False
    rows = list(RegisterLine.select().where(RegisterLine.month == close.month).order_by(RegisterLine.position))
    frozen = [row for row in rows if not is_later(row)]
    if older_hash(close.figures, [row.facts for row in frozen]) != close.sha256:
        return False
    last = _store(frozen, "", {})
    close.seal = seal_of_month(last, close.figures, kept_facts(close.month), close.sha256)
    close.save()
    head = _store([row for row in rows if is_later(row)], close.seal, {row.id: row.position for row in rows})
    words = sealed_words(f"sidik lama {close.sha256} cocok", head)
    audit_trail.write(OPERATOR, now, AuditEvent("segel_bulan", f"bulan:{close.month}", "", words))
    return True


def _store(lines: Iterable[RegisterLine], before: str, positions: Mapping[int, int]) -> str:
    for line in lines:
        row = sealed(columns_of(line), before, positions.get(line.corrects_id or 0))
        before = str(row["seal"])
        kept = {name: row[name] for name in ("salt", "digest", "seal")}
        RegisterLine.update(kept).where(RegisterLine.id == line.id).execute()
    return before


def _facts(row: Mapping[str, object], *, harmless: bool) -> Row:
    facts: Row = json.loads(str(row["facts"]))
    kept = names_nobody(row.get("typed"))
    return {name: value for name, value in facts.items() if (name in kept) is harmless}
