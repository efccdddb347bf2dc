"""Records that a channel's service ended by itself and was restarted, for the health page and the audit trail."""

from datetime import datetime
from typing import Any

from peewee import fn

from models.actions.channels.serve_account import record_failure
from models.actions.core import audit_trail
from models.actions.core.actor import AGENT
from models.actions.core.audit_trail import AuditEvent
from models.rules.core.stored_moments import AHEAD
from models.tables import Audit, ChannelAccount, database
from models.tables.core.prepared import prepared_by_value

EVENT = "mulai_lagi"
_SUBJECT = "channel:"
_REASON = "Bagian program untuk kanal ini berhenti karena gangguan program dan dimulai lagi sendiri."


def record_restart(account_id: int, fault: str, now: datetime) -> None:
    """Record which fault ended the service of an account; an account deleted meanwhile is ignored."""
    with database.atomic():
        if not ChannelAccount.select().where(ChannelAccount.id == account_id).exists():
            return
        audit_trail.write(AGENT, now, AuditEvent(EVENT, f"{_SUBJECT}{account_id}", after=fault))
        record_failure(account_id, "terganggu", _REASON, now)


def restarts_since(moment: datetime, now: datetime) -> dict[int, int]:
    """Return for each account how often its service was restarted since then."""
    return {int(subject.removeprefix(_SUBJECT)): count for subject, count in _restarts(moment, now)}


@prepared_by_value
def _restarts(moment: datetime, now: datetime) -> Any:
    lately = (Audit.event == EVENT) & Audit.at.between(moment, now + AHEAD)
    return Audit.select(Audit.subject, fn.COUNT(Audit.id)).where(lately).group_by(Audit.subject).tuples()
