"""After an upgrade: frozen figures of closed months that still hold the subjects of cases lose them."""

import json
from datetime import datetime

from models.actions.figures.register_chain import serialise
from models.actions.retention.erasure.ask_erasure import ask_erasure
from models.rules.figures.month_seal import canonical, subjects_in, without_subjects
from models.rules.retention.erasing import Why
from models.tables import Complaint, MonthClose, database


def drop_subjects(now: datetime) -> list[str]:
    """Take the subjects of cases out of the frozen figures of closed months; return which months had any.

    No seal covers them, and nobody is shown them: what was open then is told with the words of the month's lines. A
    month that has no seal because it is not what was closed loses those of destroyed cases only.
    """
    changed = []
    for (month,) in list(MonthClose.select(MonthClose.month).order_by(MonthClose.month).tuples()):
        with database.atomic():
            serialise()
            if _drop(MonthClose.get(MonthClose.month == month), now):
                changed.append(month)
    return changed


def _drop(close: MonthClose, now: datetime) -> bool:
    figures = json.loads(close.figures)
    told = subjects_in(figures)
    gone = _destroyed(told) if told else set[str]()
    drop = told if close.seal else gone
    if drop:
        left = canonical(without_subjects(figures, None if close.seal else gone))
        MonthClose.update(figures=left).where(MonthClose.id == close.id).execute()
    if gone:
        ask_erasure(Why.VERSI_LAMA, now)  # the database's file still has them
    return bool(drop)


def _destroyed(numbers: set[str]) -> set[str]:
    gone = Complaint.select(Complaint.number).where(Complaint.destroyed_at.is_null(False))
    return {number for (number,) in gone.tuples() if number in numbers}
