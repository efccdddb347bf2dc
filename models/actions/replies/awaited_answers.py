"""Which answers that left are not there yet, or not there any more, while their case waits for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from peewee import ColumnBase

from models.actions.core.office_facts import office_calendar
from models.actions.core.row_by_row import row_by_row
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
    query = Outbox.select(Outbox, Complaint.id, Complaint.stage).join(Complaint)
    # One taken back before it left takes the place of none.
    left = Outbox.purpose.in_(list(_ANSWERS)) & (Outbox.state != str(ReplyState.CANCELLED)) & _of_words()
    # By the cases, which are few: every home asks this, and the outbox only grows.
    there = Complaint.select(Complaint.id).where(mine & Complaint.stage.in_(stages))
    rows = query.where(Outbox.complaint.in_(there) & left)
    newest = {(row.complaint_id, row.purpose): row for row in rows.order_by(Outbox.id)}
    sent = [row for row in newest.values() if row.state == ReplyState.SENT and _waits(row)]
    calendar = office_calendar() if sent else None
    found = [one for row in sent if calendar and (one := _awaited(row, calendar, now)) is not None]
    return sorted(found, key=lambda one: one.complaint)


def has_just_left(complaint: int, purpose: Purpose, now: datetime) -> bool:
    """Whether the newest answer of a case, merged or not, left and is still to be confirmed: another waits for it."""
    mine = (Outbox.complaint == complaint) & (Outbox.purpose == str(purpose)) & _of_words()
    left = Outbox.select().where(mine & (Outbox.state != str(ReplyState.CANCELLED)))
    newest = left.order_by(Outbox.id.desc()).first() if str(purpose) in _ANSWERS else None
    if newest is None or newest.state != ReplyState.SENT or _is_given(complaint, str(purpose)):
        return False
    awaited = _awaited(newest, office_calendar(), now)
    return awaited is not None and awaited.awaiting is Awaiting.SOON


def count_what_is_enough(now: datetime) -> int:
    """Clock job: count answers that are enough now and were not when their news came; return how many.

    The office may have lowered what its channel demands. What a person undid stays undone.
    """
    stages = [str(row.stage) for row in _ANSWERS.values()]
    waiting = Complaint.open & Complaint.stage.in_(stages)
    sent = Outbox.purpose.in_(list(_ANSWERS)) & (Outbox.state == str(ReplyState.SENT)) & _of_words()
    cases = Complaint.select(Complaint.id).where(waiting)
    rows = list(Outbox.select(Outbox.id).where(Outbox.complaint.in_(cases) & sent).order_by(Outbox.id).tuples())
    made = StepOutput.select(StepOutput.reference).where(StepOutput.complaint.in_(cases))
    known = {told for (told,) in made.tuples()}
    fresh = [number for (number,) in rows if f"outbox:{number}" not in known]
    return row_by_row(fresh, lambda number: _counted(number, now))


def _of_words() -> ColumnBase:
    """Return the condition for the rows with words: a file counts with them, and stands for nothing by itself."""
    return Outbox.id.not_in(ReplyFile.select(ReplyFile.reply))


def _counted(number: int, now: datetime) -> bool:
    with database.atomic():
        reply = Outbox.get_by_id(number)
        mine = (StepOutput.complaint == reply.complaint_id) & (StepOutput.reference == f"outbox:{reply.id}")
        if StepOutput.select().where(mine).exists():
            return False
        count_if_whole(reply, now)
        return bool(StepOutput.select().where(mine).exists())


def _waits(row: Outbox) -> bool:
    """Whether the case stands where this answer would take it on."""
    case = filled(row.complaint)
    return str(_ANSWERS[row.purpose].stage) == case.stage and not _is_given(case.id, row.purpose)


def _is_given(complaint: int, purpose: str) -> bool:
    mine = (StepOutput.complaint == complaint) & (StepOutput.kind == str(_ANSWERS[purpose].output))
    return bool(StepOutput.select().where(mine & ~StepOutput.undone).exists())


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
