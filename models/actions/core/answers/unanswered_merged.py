"""Which citizens merged into a complaint are still owed an answer in their own conversations."""

from datetime import datetime

from peewee import fn

from models.actions.core.rare_rows import may_have
from models.rules.cases.sop import Move, Output
from models.tables import Complaint, History, StepOutput


def unanswered_merged(lead: Complaint) -> list[Complaint]:
    """Return the complaints merged into this one whose citizen has no answer yet, one per conversation.

    Citizens in the complaint's own conversation are answered with it. An answer from before a reopening does not
    count.
    """
    if not may_have(lead, Complaint):
        return []
    merged = (Complaint.lead == lead.id) & (Complaint.thread != lead.thread_id)
    by_thread: dict[int, Complaint] = {}
    for row in Complaint.select().where(merged).order_by(Complaint.id):
        by_thread.setdefault(row.thread_id, row)
    told = _told(lead) if by_thread else set()
    return [row for thread, row in by_thread.items() if thread not in told]


def _told(lead: Complaint) -> set[int]:
    answers = (StepOutput.kind == str(Output.JAWABAN)) & ~StepOutput.undone
    since = opened_again(lead.id)
    if since is not None:
        answers &= StepOutput.made_at >= since
    rows = Complaint.select(Complaint.thread).join(StepOutput).where((Complaint.lead == lead.id) & answers)
    return {thread for (thread,) in rows.distinct().tuples()}


def opened_again(lead: int) -> datetime | None:
    """Return when a case was opened again last; what its citizens were told before is owed to them again."""
    again = (History.complaint == lead) & (History.move == str(Move.BUKA_KEMBALI))
    last: datetime | None = History.select(fn.MAX(History.at)).where(again).scalar()
    return last
