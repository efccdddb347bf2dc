"""The words and ticks at a bubble of the office's own: how well its delivery is known, or why it has not left."""

from collections.abc import Callable, Mapping, Sequence

from admin_app.shell.filing_words import LATE_LABELS
from models.rules.channels.grades import GRADES, DeliveryGrade, grade_of
from models.rules.channels.messages import Ack
from models.rules.replies.delivery import REPLY_LABELS, ReplyState
from models.tables import Outbox

# Why answers that have not left are late, by their number.
WhyLate = Callable[[Sequence[Outbox]], Mapping[int, str]]
# What the ticks mean, spoken: mark and words.
TICKS = {
    DeliveryGrade.FAILED: ("!", "tidak sampai"),
    DeliveryGrade.WITHDRAWN: ("!", "ditarik kembali"),
    DeliveryGrade.HANDED: ("◷", "diserahkan, belum pasti diterima"),
    DeliveryGrade.VOUCHED: ("✓", "dinyatakan petugas sampai"),
    DeliveryGrade.ACCEPTED: ("✓", "diterima platform"),
    DeliveryGrade.REACHED: ("✓✓", "sampai"),
    DeliveryGrade.READ: ("✓✓", "dibaca"),
}


def nothing_late(_replies: Sequence[Outbox]) -> Mapping[int, str]:
    """Return no answer: for who shows no conversation."""
    return {}


def ticks_of(ack: str) -> tuple[str, str] | None:
    """Return mark and words for what a platform said of a message; None where it said nothing we know."""
    return TICKS[grade_of(Ack(ack))] if ack in Ack.__members__.values() else None


def state_words(row: Outbox, state: ReplyState, late: bool) -> str:
    """Return how well the delivery of what left is known, or why it has not left."""
    if state is ReplyState.SENT:
        return GRADES[DeliveryGrade(row.grade)].label if row.grade else REPLY_LABELS[state]
    label = LATE_LABELS.get(state, REPLY_LABELS[state]) if late else REPLY_LABELS[state]
    return label + (f": {row.reason}" if row.reason else "")
