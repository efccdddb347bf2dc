"""Receipts: a complaint counts from when the office had it, and stands in the register of that month."""

from collections.abc import Iterator
from datetime import datetime

from peewee import fn

from models.actions.figures.late_lines import closed_over
from models.actions.upkeep.verify.office import Office
from models.rules.cases.sop import Output, Step
from models.rules.intake.three_times import counts_since, is_history
from models.tables import ChannelAccount, Complaint, Envelope, Message, StepOutput

_MESSAGE = fn.SUBSTR(StepOutput.reference, len("message:") + 1).cast("INTEGER")


def moments(office: Office) -> Iterator[str]:
    """Yield complaints whose receipt or recording is not what their first message says."""
    told = (Complaint.number, Complaint.opened_at, Complaint.recorded_at)
    raw = (Message.sent_at, Envelope.fetched_at, Envelope.found_by, ChannelAccount.created_at)
    query = Complaint.select(*told, *raw).join(StepOutput).join(Message, on=Message.id == _MESSAGE)
    query = query.join_from(Message, Envelope).join_from(Message, ChannelAccount)
    first = (StepOutput.kind == str(Output.PESAN)) & (StepOutput.step == int(Step.MENERIMA))
    for number, received, recorded, *known in query.where(first).order_by(Complaint.id).tuples().iterator():
        if recorded is None:
            yield f"{number} does not say when it was recorded."
        elif received != _counts(recorded, *known):
            yield f"{number} counts from {received}, its first message says {_counts(recorded, *known)}."


def _counts(recorded: datetime, written: datetime, seen: datetime, found_by: str, connected: datetime) -> datetime:
    return counts_since(written, seen, recorded, is_history(written, found_by, connected))


def registers(office: Office) -> Iterator[str]:
    """Yield complaints of closed months that stand in no register."""
    for case in Complaint.select(Complaint.number).where(Complaint.id.in_(closed_over())).order_by(Complaint.id):
        yield f"{case.number} was received in a closed month and stands in no register."
