"""Which of the seldom-filled tables have rows of a case, asked once per page instead of once per table."""

from collections.abc import Callable
from typing import Any

from peewee import SQL, Expression, Select, SelectBase, fn

from models.rules.channels.grades import FALLEN
from models.tables import (
    BaseTable,
    CaseNote,
    Complaint,
    ComplaintLink,
    ComplaintMessage,
    ConflictParty,
    DeliveryChange,
    DeliveryProof,
    Document,
    FolderPlace,
    Invitation,
    MessageVersion,
    Outbox,
    OutputCorrection,
    Pause,
    PendingSignature,
    ReplyFile,
    ReportPhoto,
    ReportReturn,
    SecrecyChange,
    SentPaper,
    StepRecord,
    StepRecount,
    Survey,
    TransferItem,
    Unmasking,
    WaitingFile,
)
from models.tables import Warning as WarningGiven
from models.tables.core.prepared import prepared

_OWN = (
    *(CaseNote, ConflictParty, DeliveryProof, Invitation, OutputCorrection, ReportPhoto, ReportReturn),
    *(SecrecyChange, FolderPlace, TransferItem, Survey, Unmasking, WaitingFile, WarningGiven),
)


def note_rare_rows(case: Complaint) -> None:
    """Note on a case's row, for this page, which of these tables have rows of it. One query."""
    case.rare_rows = frozenset(table for table, there in zip(_ASKED, _there.first(case.id), strict=True) if there)


@prepared
def _there(case: int) -> Any:
    return Select(columns=[fn.EXISTS(rows(case)) for rows in _ASKED.values()]).tuples()


def _of_case(table: type[BaseTable]) -> Callable[[int], SelectBase]:
    return lambda case: table.select(SQL("1")).where(table._meta.fields["complaint"] == case)


def _of_step(table: type[BaseTable]) -> Callable[[int], SelectBase]:
    return lambda case: table.select(SQL("1")).join(StepRecord).where(StepRecord.complaint == case)


_ASKED: dict[type[BaseTable], Callable[[int], SelectBase]] = {
    **{table: _of_case(table) for table in _OWN},
    Complaint: lambda case: Complaint.select(SQL("1")).where(Complaint.lead == case),  # merged into it
    DeliveryChange: lambda case: DeliveryChange.select(SQL("1")).where(
        (DeliveryChange.complaint == case) & is_fall()
    ),
    ComplaintLink: lambda case: ComplaintLink.select(SQL("1")).where(
        (ComplaintLink.source == case) | (ComplaintLink.target == case)
    ),
    MessageVersion: lambda case: (
        MessageVersion.select(SQL("1"))
        .join(ComplaintMessage, on=ComplaintMessage.message == MessageVersion.message)
        .where((ComplaintMessage.complaint == case) & ComplaintMessage.undone_at.is_null())
    ),
    PendingSignature: lambda case: (
        PendingSignature.select(SQL("1")).join(Document).where((Document.complaint == case) & ~PendingSignature.over)
    ),
    SentPaper: lambda case: SentPaper.select(SQL("1")).join(Document).where(Document.complaint == case),
    ReplyFile: lambda case: (
        ReplyFile.select(SQL("1")).join(Outbox, on=ReplyFile.reply).where(Outbox.complaint == case)
    ),
    Pause: _of_step(Pause),
    StepRecount: _of_step(StepRecount),
}


def is_fall() -> Expression:
    """Return the condition for the changes of a delivery by which it turned out not to be there."""
    return DeliveryChange.grade.in_([str(grade) for grade in FALLEN])


def may_have(case: Complaint, table: type[BaseTable]) -> bool:
    """Whether a case may have rows in a table; True where it was not noted."""
    noted: frozenset[type[BaseTable]] | None = getattr(case, "rare_rows", None)
    return noted is None or table in noted
