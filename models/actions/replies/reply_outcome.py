"""Records what became of a reply: its state, along the table of design §5, and what its delivery ends."""

from datetime import datetime

from models.actions.core.actor import Actor, actor_of
from models.actions.core.case import holder_now
from models.actions.core.invitation_waiting import begin_waiting
from models.actions.core.move_complaint import make_move
from models.actions.core.reply_state import change_state as change_state
from models.actions.core.statutory_clocks import meet_clocks
from models.actions.replies.whole_answer import files_after, is_whole, words_of
from models.rules.replies.delivery import PURPOSES, Purpose, ReplyState
from models.tables import Complaint, Outbox, Staff, StepOutput
from models.tables.core.database import is_sqlite

_S = ReplyState


def mark_sent(
    reply: Outbox,
    external_id: str | None,
    actor: Actor,
    now: datetime,
    reason: str = "",
    ack: str = "",
    **changes: object,
) -> bool:
    """Record that the platform has the reply, and end the step it was for."""
    sent = {"external_id": external_id, "sent_at": now, "reason": reason, "ack": ack or reply.ack}
    if not change_state(reply, _S.SENT, actor, now, **sent, **changes):
        return False
    count_if_whole(reply, now)
    return True


def count_if_whole(reply: Outbox, now: datetime) -> None:
    """End the step an answer was for once its words and all its files were sent."""
    words = words_of(reply)
    if words.complaint_id and is_whole(words):
        if PURPOSES[Purpose(words.purpose)].public:
            begin_waiting(_locked(words.complaint_id), words, now)
        count_as_delivered(words.complaint_id, Purpose(words.purpose), f"outbox:{words.id}", words.created_by_id, now)


def call_off_files(words: Outbox, actor: Actor, now: datetime, reason: str) -> None:
    """Cancel the unsent files of an answer whose words will not be sent."""
    for row in files_after(words):
        if row.state in (_S.QUEUED, _S.WAITING, _S.PARKED):
            change_state(row, _S.CANCELLED, actor, now, reason=reason)


def count_as_delivered(
    complaint_id: int, purpose: Purpose, reference: str, staff_id: int | None, now: datetime
) -> None:
    """Add the output of a delivered answer, and make the move it brings about if the case waits for it."""
    row = PURPOSES[purpose]
    if row.output is None or row.move is None:
        return
    case = _locked(complaint_id)
    StepOutput.create(
        complaint=case.id,
        kind=str(row.output),
        step=case.step,
        round=case.round,
        reference=reference,
        made_by=staff_id,
        made_at=now,
    )
    if case.stage == row.stage:
        make_move(case, row.move, _sender(case, staff_id), now)
    elif case.lead_id is not None:
        meet_clocks([case.id])


def _locked(complaint_id: int) -> Complaint:
    query = Complaint.select().where(Complaint.id == complaint_id)
    case: Complaint = (query if is_sqlite() else query.for_update()).get()
    return case


def _sender(case: Complaint, staff_id: int | None) -> Actor:
    """Return the actor of that move: the officer who sent the answer, in the role of the case's holder."""
    staff = Staff.get_or_none(Staff.id == staff_id) if staff_id else None
    known = actor_of(staff) if staff else Actor("operator")
    return Actor(known.username, holder_now(case), known.staff_id, known.section, chain="agen")


def release_parked(threads: list[int], actor: Actor, now: datetime) -> None:
    """Queue the parked replies of threads whose citizen wrote, since the platform's window is open again."""
    for reply in Outbox.select().where(Outbox.thread.in_(threads) & (Outbox.state == str(_S.PARKED))):
        change_state(reply, _S.QUEUED, actor, now, not_before=None, reason="")
