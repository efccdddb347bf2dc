"""Which answers that left are not there yet, or not there any more, while their case waits for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from peewee import ColumnBase

from models.actions.core.office_facts import office_calendar
from models.actions.replies.reply_outcome import least_of
from models.rules.channels.awaited import Awaiting, awaiting
from models.rules.channels.grades import DeliveryGrade
from models.rules.clocks.working_time import Calendar
from models.rules.replies.delivery import PURPOSES, Purpose, ReplyState
from models.tables import Complaint, Outbox, ReplyFile, StepOutput
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
