"""Which of the seldom-filled tables have rows of a case, asked once per page instead of once per table."""

from peewee import SQL, Expression, Select, SelectBase, fn

from models.rules.channels.grades import FALLEN
from models.tables import (
    BaseTable,
    CaseNote,
    Complaint,
    ConflictParty,
    DeliveryChange,
    DeliveryProof,
    OutputCorrection,
    Pause,
    ReportPhoto,
    ReportReturn,
    SecrecyChange,
    StepRecord,
    StepRecount,
    Survey,
    Unmasking,
    database,
)
from models.tables import Warning as WarningGiven

_OWN = (
    *(CaseNote, ConflictParty, DeliveryProof, OutputCorrection, ReportPhoto, ReportReturn, SecrecyChange),
    *(Survey, Unmasking, WarningGiven),
)


def note_rare_rows(case: Complaint) -> None:
    """Note on a case's row, for this page, which of these tables have rows of it. One query."""
    asked: dict[type[BaseTable], SelectBase] = {
        table: table.select(SQL("1")).where(table._meta.fields["complaint"] == case.id) for table in _OWN
    }
    asked[Complaint] = Complaint.select(SQL("1")).where(Complaint.lead == case.id)  # merged into it
    asked[DeliveryChange] = DeliveryChange.select(SQL("1")).where((DeliveryChange.complaint == case.id) & is_fall())
    asked[Pause] = Pause.select(SQL("1")).join(StepRecord).where(StepRecord.complaint == case.id)
    again = StepRecount.select(SQL("1")).join(StepRecord)
    asked[StepRecount] = again.where(StepRecord.complaint == case.id)
    found = Select(columns=[fn.EXISTS(rows) for rows in asked.values()]).tuples().get(database)
    case.rare_rows = frozenset(table for table, there in zip(asked, found, strict=True) if there)


def is_fall() -> Expression:
    """Return the condition for the changes of a delivery by which it turned out not to be there."""
    return DeliveryChange.grade.in_([str(grade) for grade in FALLEN])


def may_have(case: Complaint, table: type[BaseTable]) -> bool:
    """Whether a case may have rows in a table; True where it was not noted."""
    noted: frozenset[type[BaseTable]] | None = getattr(case, "rare_rows", None)
    return noted is None or table in noted
