"""What was delivered to a citizen, whether it still stands, and what stands on it. The one place that answers this.

An answer stands while its output counts (`StepOutput.undone`); the grade says how well its delivery is known.
"""

from dataclasses import dataclass
from datetime import datetime

from peewee import JOIN, ColumnBase, fn

from models.actions.core.rare_rows import is_fall, may_have
from models.rules.cases.sop import MOVES, Output
from models.rules.channels.grades import FALLEN, DeliveryGrade, grade_words
from models.rules.replies.delivery import PURPOSES, Purpose, ReplyState, Way
from models.tables import Complaint, DeliveryChange, DeliveryProof, History, Outbox, ReplyFile, StepOutput

# So many falls on one channel, and only another way is offered.
MOST_FALLS = 2


@dataclass(frozen=True)
class GivenAnswer:
    """An answer that left: its words, when it counts from, how well its delivery is known. `way` None: a channel."""

    text: str
    moment: datetime | None
    grade: DeliveryGrade
    grade_at: datetime | None
    stands: bool
    way: Way | None = None

    @property
    def fell(self) -> bool:
        """Whether it turned out not to be there."""
        return self.grade in FALLEN

    @property
    def words(self) -> str:
        """Return how its delivery is named: the grade and its time."""
        return grade_words(self.grade, self.grade_at)


def outputs_on(complaint: int, reference: str) -> list[StepOutput]:
    """Return what counts on a case because this answer (outbox:7, proof:3) was delivered."""
    mine = (StepOutput.complaint == complaint) & (StepOutput.reference == reference)
    return list(StepOutput.select().where(mine & ~StepOutput.undone).order_by(StepOutput.id))


def undone_by_person(complaint: int, reference: str) -> bool:
    """Whether a person undid what stood on this answer since it counted: no later news of it brings that back."""
    mine = (StepOutput.complaint == complaint) & (StepOutput.reference == reference) & StepOutput.undone
    last = StepOutput.select().where(mine).order_by(StepOutput.id.desc()).first()
    if last is None:
        return False
    undoing = [str(row.move) for row in MOVES.values() if row.by_hand and Output(last.kind) in row.undoes]
    since = (History.complaint == complaint) & (History.at >= last.made_at)
    return bool(History.select().where(since & History.move.in_(undoing)).exists())


def given_answer(case: Complaint, purpose: Purpose) -> GivenAnswer | None:
    """Return the newest answer of a purpose that stands; where none does, the newest that left."""
    standing = _standing(case, purpose)
    sent = (Outbox.complaint == case.id) & (Outbox.purpose == str(purpose)) & (Outbox.state == str(ReplyState.SENT))
    proofs = (DeliveryProof.complaint == case.id) & (DeliveryProof.purpose == str(purpose))
    fallen, words = _fallen_files(sent), Outbox.id.not_in(ReplyFile.select(ReplyFile.reply))
    replies = Outbox.select().where(sent & words).order_by(Outbox.id)
    found = [(row.sent_at, _by_channel(row, fallen.get(row.id), f"outbox:{row.id}" in standing)) for row in replies]
    recorded = DeliveryProof.select().where(proofs).order_by(DeliveryProof.id)
    found += [(row.made_at, _by_hand(row, f"proof:{row.id}" in standing)) for row in recorded]
    return max(found, key=lambda pair: (pair[1].stands, pair[0]))[1] if found else None


def _standing(case: Complaint, purpose: Purpose) -> set[str]:
    kind = PURPOSES[purpose].output
    mine = (StepOutput.complaint == case.id) & (StepOutput.kind == str(kind)) & ~StepOutput.undone
    return {reference for (reference,) in StepOutput.select(StepOutput.reference).where(mine).tuples()}


_Known = tuple[str, datetime | None]  # a grade and since when


def _fallen_files(sent: ColumnBase) -> dict[int, _Known]:
    """Return by answer the grade of a file that is not there: then the answer is not, however well its words came."""
    files = ReplyFile.select(ReplyFile.answer, Outbox.grade, Outbox.grade_at).join(Outbox, on=ReplyFile.reply)
    gone = files.where(sent & Outbox.grade.in_([str(grade) for grade in FALLEN]))
    return {answer: (grade, at) for answer, grade, at in gone.order_by(ReplyFile.id).tuples()}


def _by_channel(row: Outbox, file: _Known | None, stands: bool) -> GivenAnswer:
    grade, at = file or (row.grade, row.grade_at)
    return GivenAnswer(
        row.text, row.there_at or row.sent_at, DeliveryGrade(grade or DeliveryGrade.HANDED), at, stands
    )


def _by_hand(row: DeliveryProof, stands: bool) -> GivenAnswer:
    grade = DeliveryGrade(row.grade or DeliveryGrade.VOUCHED)
    return GivenAnswer(row.text, row.delivered_at, grade, row.grade_at, stands, Way(row.way))


def falls_of(case: Complaint) -> list[DeliveryChange]:
    """Return how often an answer to this case turned out not to be there, in order."""
    if not may_have(case, DeliveryChange):
        return []
    rows = DeliveryChange.select().where((DeliveryChange.complaint == case.id) & is_fall())
    return list(rows.order_by(DeliveryChange.id))


def fall_words(change: DeliveryChange) -> str:
    """Return what is written beside a paper or an answer that speaks of a delivery which fell afterwards."""
    return f"jawaban yang disebut di sini {grade_words(DeliveryGrade(change.grade), change.seen_at)}"


def shut_accounts(case: Complaint) -> frozenset[int]:
    """Return the channel accounts on which answers to this case fell so often that only another way is offered."""
    if not may_have(case, DeliveryChange):
        return frozenset()
    answers = Outbox.purpose.in_([str(purpose) for purpose, row in PURPOSES.items() if row.output is not None])
    # Words and files of one answer fall together, and what failed may be deleted afterwards: all that is one fall.
    answer = fn.COALESCE(ReplyFile.answer, Outbox.id)
    query = DeliveryChange.select(Outbox.account, fn.COUNT(fn.DISTINCT(answer))).join(Outbox)
    query = query.join(ReplyFile, JOIN.LEFT_OUTER, on=ReplyFile.reply == Outbox.id)
    rows = query.where((DeliveryChange.complaint == case.id) & is_fall() & answers).group_by(Outbox.account)
    return frozenset(account for account, count in rows.tuples() if count >= MOST_FALLS)
