"""Moves a reply from one state to the next, along the table of design §5: the only writer of that state."""

from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.rules.core.errors import RuleBroken
from models.rules.replies.delivery import REPLY_MOVES, ReplyState
from models.tables import Outbox


def change_state(reply: Outbox, state: ReplyState, actor: Actor, now: datetime, **changes: object) -> bool:
    """Move a reply to a state if it is still in the state we read; False where somebody was faster.

    Where the reply has an owner, the claim's token keeps out a sender whose lease ran out (I-17).
    """
    before = ReplyState(reply.state)
    if state not in REPLY_MOVES[before]:
        raise RuleBroken(f"Jawaban berstatus {before} tidak dapat menjadi {state}.")
    same = (Outbox.id == reply.id) & (Outbox.state == str(before)) & (Outbox.lease_token == reply.lease_token)
    values = {"state": str(state), **changes}
    if state is not ReplyState.SENDING:
        values |= {"owner": None, "lease_until": None}
    if not Outbox.update(values).where(same).execute():
        return False
    for name, value in values.items():
        setattr(reply, name, value)
    event = AuditEvent("kirim", f"outbox:{reply.id}", str(before), str(state))
    audit_trail.write(actor, now, event)
    return True


def is_taken(reply: Outbox, external_id: str | None) -> bool:
    """Whether another reply of the account already is this message at the platform: one message is one answer."""
    if external_id is None:
        return False
    other = (Outbox.account == reply.account_id) & (Outbox.external_id == external_id) & (Outbox.id != reply.id)
    return bool(Outbox.select().where(other).exists())
