"""Whether a citizen was really asked how satisfied he is: a question that was not sent, or fell, asks nobody."""

from peewee import SQL, ColumnBase, fn

from models.rules.channels.grades import FALLEN
from models.rules.replies.delivery import Purpose, ReplyState
from models.tables import Outbox, Survey


def was_asked() -> ColumnBase:
    """Return the condition over Survey for questions that reached the platform, or were answered all the same."""
    mine = (Outbox.complaint == Survey.complaint) & (Outbox.purpose == str(Purpose.SURVEI))
    not_there = (Outbox.state != str(ReplyState.SENT)) | Outbox.grade.in_([str(grade) for grade in FALLEN])
    unsent = fn.EXISTS(Outbox.select(SQL("1")).where(mine & not_there))
    return Survey.answer.is_null(False) | ~unsent
