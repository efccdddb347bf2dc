"""Lends the paper folder of a case to somebody by name, takes it back, and says which are overdue."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from peewee import SQL, ColumnBase

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import locked_case, locked_even_destroyed
from models.actions.core.form_key import spend_form_key
from models.actions.retention.folders.place import standing_of
from models.rules.core.moments import to_wib
from models.rules.core.texts import storable
from models.rules.retention.folders import FolderRefused, check_free, check_loan
from models.rules.staff.permissions import Permission
from models.tables import Complaint, FolderLoan, database
from models.tables.privacy.visible import visible


def lend_folder(
    complaint_id: int,
    borrower: str,
    purpose: str,
    due: date,
    actor: Actor,
    now: datetime,
    *,
    form_key: str | None = None,
) -> FolderLoan:
    """Record that a folder was handed to a borrower until a day. Raises FolderRefused, NotVisible."""
    actor.demand(Permission.KEEP_FOLDERS)
    with database.atomic():
        spend_form_key(form_key, actor, now)
        case = locked_case(complaint_id, actor)
        stands, today = standing_of(case), to_wib(now).date()
        check_free(stands.loan is not None, stands.handed is not None)
        check_loan(borrower, purpose, due, today, stands.place is not None)
        made = FolderLoan.create(
            complaint=case.id,
            borrower=storable(borrower).strip()[:120],
            purpose=storable(purpose).strip()[:200],
            due=due,
            lent_by=actor.person_id,
            lent_at=now,
        )
        event = AuditEvent("pinjamkan_berkas", f"complaint:{case.id}", after=f"kembali {due:%d-%m-%Y}")
        audit_trail.write(actor, now, event)
        return made


def take_back(
    complaint_id: int, actor: Actor, now: datetime, *, seen: int | None = None, form_key: str | None = None
) -> FolderLoan:
    """Record that a folder came back to its place. Raises FolderRefused where nobody has it, NotVisible.

    `seen`: the loan that the form showed, which another one may have followed. A destroyed case's folder comes back
    too: what is left of it is still in somebody's hands.
    """
    actor.demand(Permission.KEEP_FOLDERS)
    with database.atomic():
        spend_form_key(form_key, actor, now)
        case = locked_even_destroyed(complaint_id, actor)
        loan = FolderLoan.get_or_none((FolderLoan.complaint == case.id) & _out())
        if loan is None:
            raise FolderRefused("Berkas ini tidak sedang dipinjam. Muat ulang halaman.")
        if seen is not None and seen != loan.id:
            raise FolderRefused("Berkas ini sudah dicatat kembali dan dipinjam lagi. Periksa peminjamnya sekarang.")
        back = {"returned_at": now, "returned_to": actor.person_id}
        FolderLoan.update(back).where(FolderLoan.id == loan.id).execute()
        audit_trail.write(actor, now, AuditEvent("terima_berkas", f"complaint:{case.id}"))
        return FolderLoan.get_by_id(loan.id)


def lent_out(actor: Actor, limit: int) -> list[FolderLoan]:
    """Return the loans of cases this officer sees that have not come back, the first due first."""
    rows = FolderLoan.select(FolderLoan, Complaint).join(Complaint)
    return list(rows.where(_out() & visible(actor.scope)).order_by(FolderLoan.due, FolderLoan.id).limit(limit))


def overdue(actor: Actor, today: date) -> Any:
    """Return the query for the loans of cases this officer sees that should have come back."""
    late = _out() & (FolderLoan.due < today) & visible(actor.scope)
    return FolderLoan.select(SQL("1")).join(Complaint).where(late)


def loans_of(case: Complaint) -> Iterator[FolderLoan]:
    """Yield every loan of a case's folder, the latest first."""
    yield from FolderLoan.select().where(FolderLoan.complaint == case.id).order_by(FolderLoan.id.desc())


def _out() -> ColumnBase:
    return FolderLoan.returned_at.is_null()
