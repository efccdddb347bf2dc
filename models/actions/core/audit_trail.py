"""Writes the audit trail, each row with the hash of the one before, in the transaction of what it records."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from models.actions.core.actor import Actor
from models.rules.core.moments import iso
from models.tables import Audit, database
from models.tables.core.bulk import insert_rows
from models.tables.core.database import is_sqlite

GENESIS = "0" * 64


@dataclass(frozen=True)
class AuditEvent:
    """What was done, to what, and short texts before and after, never identities or secrets."""

    event: str
    subject: str
    before: str = ""
    after: str = ""


def write(actor: Actor, now: datetime, *events: AuditEvent) -> None:
    """Add rows to the actor's chain; needs an open transaction, so that change and audit row are stored together."""
    write_all(actor, now, events)


def write_all(actor: Actor, now: datetime, events: Iterable[AuditEvent]) -> None:
    """Add many rows at once."""
    todo = list(events)
    if not todo:
        return
    if not is_sqlite():
        # Two programs may write the same chain on PostgreSQL; SQLite's BEGIN IMMEDIATE already serialises.
        database.execute_sql("SELECT pg_advisory_xact_lock(hashtext(%s))", (f"audit:{actor.chain}",))
    last = Audit.select(Audit.seq, Audit.hash).where(Audit.chain == actor.chain).order_by(Audit.seq.desc()).first()
    seq, previous = (last.seq, last.hash) if last else (0, GENESIS)
    rows = []
    for event in todo:
        seq += 1
        row = _row(actor, now, seq, event, previous)
        previous = seal(row)
        rows.append(row | {"hash": previous})
    insert_rows(Audit, rows)


def _row(actor: Actor, now: datetime, seq: int, event: AuditEvent, previous: str) -> dict[str, object]:
    return {
        "chain": actor.chain,
        "seq": seq,
        "at": now,
        "actor": actor.username,
        "address": actor.address,
        "event": event.event,
        "subject": event.subject,
        "before": event.before,
        "after": event.after,
        "prev_hash": previous,
    }


def seal(row: dict[str, object]) -> str:
    """Return the hash of one row's content and the hash before it."""
    names = ("chain", "seq", "at", "actor", "address", "event", "subject", "before", "after", "prev_hash")
    at = row["at"]
    parts = [iso(at) if isinstance(at, datetime) and name == "at" else str(row[name]) for name in names]
    return hashlib.sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()
