"""The rows of one case that its page shows: its papers, what was written on it, the cases before and after it."""

from typing import Any

from peewee import JOIN, ColumnBase

from models.actions.core.actor import Actor
from models.actions.core.rare_rows import may_have
from models.tables import Complaint, Document, ReportReturn, Staff
from models.tables.privacy.visible import visible


def papers_of(case: Complaint) -> list[Document]:
    """Return the papers of a case, the oldest first."""
    return list(Document.select().where(Document.complaint == case.id).order_by(Document.id))


def returns_of(case: Complaint) -> list[ReportReturn]:
    """Return how often its report was given back."""
    rows = ReportReturn.select().where(ReportReturn.complaint == case.id)
    return list(rows) if may_have(case, ReportReturn) else []


def written_on(case: Complaint, table: Any, column: Any) -> list[Any]:
    """Return what was written on a case, each with the officer who did it."""
    rows = (
        table.select(table, Staff.id, Staff.name, Staff.role, Staff.section)
        .join(Staff, JOIN.LEFT_OUTER, on=column)
        .order_by(table.id)
    )
    return list(rows.where(table.complaint == case.id))


def related(condition: ColumnBase, case: Complaint, actor: Actor) -> Complaint | None:
    """Return the case before or after, if both or neither are protected: an open one would name the person."""
    alike = Complaint.identity_protected == case.identity_protected
    return Complaint.select().where(condition & alike & visible(actor.scope)).order_by(Complaint.id.desc()).first()
