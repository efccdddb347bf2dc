"""Counts an answer from when it was there, where the platform tells that after better news, or a person, of it."""

from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import AGENT
from models.actions.core.answers.invitation_waiting import rest_earlier
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.law.recount_limits import recount_limits
from models.actions.core.recounts.recount_step import recount_ended
from models.actions.core.step_clock import move_due
from models.actions.replies.whole_answer import files_after, words_of
from models.rules.channels.grades import DeliveryGrade, says_earlier
from models.rules.clocks.working_time import gross_minutes
from models.rules.core.moments import iso
from models.rules.replies.delivery import PURPOSES, Purpose, ReplyState
from models.tables import Complaint, Outbox, StepOutput, StepRecord
from models.tables.core.filled import filled

WHY = "Platform baru kemudian memberi tahu bahwa jawabannya sudah diterimanya lebih dahulu."


def is_told_earlier(reply: Outbox, news: DeliveryGrade, at: datetime) -> bool:
    """Whether this news says that an answer known to be there was there before that."""
    since = reply.there_at
    if not reply.grade or since is None:
        return False
    return says_earlier(DeliveryGrade(reply.grade), since, news, within(reply, at, since))


def within(reply: Outbox, at: datetime, now: datetime) -> datetime:
    """Return when the platform says something happened, but not before the answer was being sent, nor after now."""
    return min(max(at, reply.last_attempt_at or reply.created_at), now)


def count_earlier(reply: Outbox, now: datetime) -> None:
    """Move what an answer ended back to when it was there. Needs a transaction that has locked the case.

    What began afterwards stays where it is: the desk after it could not act before it was known.
    """
    words = words_of(reply)
    case = Complaint.get_or_none(Complaint.id == words.complaint_id) if words.complaint_id else None
    sent = [row.there_at for row in (words, *files_after(words)) if row.state == ReplyState.SENT]
    if case is None or case.destroyed_at is not None or None in sent:
        return  # none there, or not whole, or there is nothing left to count
    at = max(filled(moment) for moment in sent)
    mine = (StepOutput.complaint == case.id) & (StepOutput.reference == f"outbox:{words.id}")
    moved = list(StepOutput.select().where(mine & (StepOutput.made_at > at)).order_by(StepOutput.id))
    for made in moved:
        before = made.made_at
        StepOutput.update(made_at=at).where(StepOutput.id == made.id).execute()
        for record in StepRecord.select().where(StepRecord.output == made.id):
            _end_earlier(case, record, at, now)
        told = AuditEvent("kabar_lebih_awal", made.reference, iso(before) or "", iso(at) or "")
        audit_trail.write(AGENT, now, told)
    if (rest := rest_earlier(words, at, now)) is not None:
        record = rest.record
        if record.finished_at is None:
            move_due(case, record, now)
        else:
            recount_ended(case, record, WHY, now)
    if moved:
        recount_limits([case.id], str(PURPOSES[Purpose(words.purpose)].move), AGENT, now)


def _end_earlier(case: Complaint, record: StepRecord, at: datetime, now: datetime) -> None:
    record.finished_at = max(at, record.started_at)
    record.gross_minutes = gross_minutes(record.started_at, record.finished_at)
    recount_ended(case, record, WHY, now)
