"""Writes the audit trail, each row with the hash of the one before, in the transaction of what it records."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from models.actions.core.actor import Actor
from models.actions.core.trail.trail_signing import own_end, signature_of
from models.rules.core.signed_trail import End, seal_of
from models.tables import Audit
from models.tables.core.bulk import insert_rows


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
    """Add many rows at once; the last of them is signed, and with it all before it."""
    todo = list(events)
    if not todo:
        return
    end = own_end(actor.chain, now)
    rows = []
    for event in todo:
        row = _row(actor, now, end, event)
        end = End(end.chain, end.seq + 1, seal_of(row))
        rows.append(row | {"hash": end.seal, "signature": ""})
    rows[-1]["signature"] = signature_of(end)
    insert_rows(Audit, rows)


def _row(actor: Actor, now: datetime, end: End, event: AuditEvent) -> dict[str, object]:
    return {
        "chain": end.chain,
        "seq": end.seq + 1,
        "at": now,
        "actor": actor.username,
        "address": actor.address,
        "event": event.event,
        "subject": event.subject,
        "before": event.before,
        "after": event.after,
        "prev_hash": end.seal,
    }
