"""Where a row belongs, for who must look there: its table, its number, and the number of its case."""

from typing import Any

from models.actions.core.trail.sealed_rows import table_of
from models.rules.core.sealed_contents import table_name
from models.tables import Audit, Complaint, ComplaintMessage

# Columns that lead towards the case, the nearest first.
_LEADS = (
    *("complaint", "source", "record", "document", "message", "attachment"),
    *("reply", "answer", "invitation", "output", "proof"),
)
_FURTHEST = 4


def place_of(kind: str, ref: int) -> str:
    """Return the words for a row: its case's number where it leads to one."""
    table = table_name(kind)
    number = _case_of(table, ref, _FURTHEST)
    return f"{table} {ref}" + (f" (of {number})" if number else "")


def _case_of(kind: str, ref: int, left: int) -> str:
    if kind == "complaint":
        number = Complaint.select(Complaint.number).where(Complaint.id == ref).scalar()
        return str(number or _told_number(ref))
    if kind == "message":
        case = ComplaintMessage.select(ComplaintMessage.complaint).where(ComplaintMessage.message == ref).scalar()
        return _case_of("complaint", case, left) if case else ""
    table = table_of(kind)
    fields = table._meta.fields
    for name in _LEADS:
        field: Any = fields.get(name)
        target = None if field is None else getattr(field, "rel_model", Complaint)._meta.table_name
        if target is None or left == 0:
            continue
        value = table.select(field).where(table._meta.primary_key == ref).tuples().first()
        if value and value[0]:
            return _case_of(target, int(value[0]), left - 1)
    return ""


def _told_number(case: int) -> str:
    """Return the number under which the trail says a case was opened that is not there any more."""
    opened = (Audit.subject == f"complaint:{case}") & (Audit.event == "buka")
    return Audit.select(Audit.after).where(opened).order_by(Audit.id.desc()).scalar() or ""
