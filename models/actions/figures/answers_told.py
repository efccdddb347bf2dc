"""What the register says of the answers of its cases: how well each delivery is known, and since when."""

from datetime import datetime

from peewee import ColumnBase

from models.rules.cases.sop import Output
from models.rules.channels.grades import GRADES, DeliveryGrade
from models.rules.core.moments import to_wib
from models.rules.replies.delivery import Purpose, ReplyState
from models.tables import Complaint, DeliveryProof, Outbox, StepOutput


def answers_told(mine: ColumnBase) -> dict[int, str]:
    """Return the words for the answer of each of these cases that was given one; three queries."""
    grades = {f"outbox:{key}": (grade, at) for key, grade, at in _sent(mine)}
    grades |= {f"proof:{key}": (grade, at) for key, grade, at in _by_hand(mine)}
    outputs = StepOutput.select(StepOutput.complaint, StepOutput.reference, StepOutput.made_at, StepOutput.undone)
    answers = outputs.join(Complaint).where(mine & (StepOutput.kind == str(Output.JAWABAN)))
    told: dict[int, str] = {}
    standing: set[int] = set()
    for case, reference, made_at, undone in answers.order_by(StepOutput.id).tuples():
        grade, at = grades.get(reference, ("", None))
        known = DeliveryGrade(grade) if grade else None
        if not undone:
            label = GRADES[known].label if known else "diberikan"
            told[case] = f"Jawaban {label.lower()} {to_wib(at or made_at):%d-%m-%Y}"
            standing.add(case)
        elif case not in standing and known is not None and not GRADES[known].rank:
            told[case] = f"Jawaban {GRADES[known].label.lower()}"
    return told


def _sent(mine: ColumnBase) -> list[tuple[int, str, datetime | None]]:
    sent = (Outbox.purpose == str(Purpose.JAWABAN)) & (Outbox.state == str(ReplyState.SENT))
    return list(Outbox.select(Outbox.id, Outbox.grade, Outbox.grade_at).join(Complaint).where(mine & sent).tuples())


def _by_hand(mine: ColumnBase) -> list[tuple[int, str, datetime | None]]:
    columns = (DeliveryProof.id, DeliveryProof.grade, DeliveryProof.grade_at)
    return list(DeliveryProof.select(*columns).join(Complaint).where(mine).tuples())
