"""Which answers that left are not there yet, or not there any more, while their case waits for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from peewee import ColumnBase

from models.actions.core.office_facts import office_calendar
from models.actions.replies.reply_outcome import count_if_whole, least_of
from models.rules.channels.awaited import Awaiting, awaiting
from models.rules.channels.grades import DeliveryGrade
from models.rules.clocks.working_time import Calendar
from models.rules.replies.delivery import PURPOSES, Purpose, ReplyState
from models.tables import Complaint, Outbox, ReplyFile, StepOutput, database
from models.tables.core.filled import filled

_ANSWERS = {str(purpose): row for purpose, row in PURPOSES.items() if row.output is not None}


@dataclass(frozen=True)
class AwaitedAnswer:
    """The newest answer a case waits for: what it is for, and what is known of it."""

    complaint: int
    purpose: Purpose
    awaiting: Awaiting
    account: int


def awaited_answers(now: datetime, cases: Iterable[int] | None = None) -> list[AwaitedAnswer]:
    """Return the answers that open cases (these, or all) wait for at a platform, one a case; the newest counts.

    An answer that was followed by another one of its purpose is not waited for any more.
    """
    mine: ColumnBase = Complaint.id.in_(list(cases)) if cases is not None else Complaint.open
    stages = [str(row.stage) for row in _ANSWERS.values()]
    words = Outbox.id.not_in(ReplyFile.select(ReplyFile.reply))
    query = Outbox.select(Outbox, Complaint.id, Complaint.stage).join(Complaint)
    rows = query.where(mine & Complaint.stage.in_(stages) & Outbox.purpose.in_(list(_ANSWERS)) & words)
    newest = {(row.complaint_id, row.purpose): row for row in rows.order_by(Outbox.id)}
    sent = [row for row in newest.values() if row.state == ReplyState.SENT and _waits(row)]
    calendar = office_calendar() if sent else None
    found = [one for row in sent if calendar and (one := _awaited(row, calendar, now)) is not None]
    return sorted(found, key=lambda one: one.complaint)


def count_what_is_enough(now: datetime) -> int:
    """Clock job: count answers that are enough now and were not when their news came; return how many.

    The office may have lowered what its channel demands. What a person undid stays undone.
    """
    counted = 0
    stages = [str(row.stage) for row in _ANSWERS.values()]
    waiting = Complaint.open & Complaint.stage.in_(stages) & Outbox.purpose.in_(list(_ANSWERS))
    rows = Outbox.select(Outbox.id).join(Complaint).where(waiting & (Outbox.state == str(ReplyState.SENT)))
    for (number,) in list(rows.order_by(Outbox.id).tuples()):
        with database.atomic():
            reply = Outbox.get_by_id(number)
            known = StepOutput.reference == f"outbox:{reply.id}"
            if not StepOutput.select().where((StepOutput.complaint == reply.complaint_id) & known).exists():
                count_if_whole(reply, now)
                counted += StepOutput.select().where((StepOutput.complaint == reply.complaint_id) & known).exists()
    return counted


def _waits(row: Outbox) -> bool:
    """Whether the case stands where this answer would take it on."""
    case = filled(row.complaint)
    if str(_ANSWERS[row.purpose].stage) != case.stage:
        return False
    mine = (StepOutput.complaint == case.id) & (StepOutput.kind == str(_ANSWERS[row.purpose].output))
    return not StepOutput.select().where(mine & ~StepOutput.undone).exists()


def _awaited(words: Outbox, calendar: Calendar, now: datetime) -> AwaitedAnswer | None:
    """Return what is known of the worst part of an answer: its words or a file."""
    least, order = least_of(words), list(Awaiting)
    files = Outbox.id.in_(ReplyFile.select(ReplyFile.reply).where(ReplyFile.answer == words.id))
    parts = [words, *Outbox.select().where(files & (Outbox.state == str(ReplyState.SENT)))]
    found = [
        awaiting(DeliveryGrade(row.grade), least, filled(row.sent_at), row.there_at, calendar, now)
        for row in parts
        if row.grade
    ]
    worst = max((one for one in found if one), key=order.index, default=None)
    if worst is None:
        return None
    return AwaitedAnswer(filled(words.complaint_id), Purpose(words.purpose), worst, words.account_id)
