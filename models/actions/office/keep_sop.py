"""Adds, changes and withdraws issues of the SOP; a new one is a changed copy, valid from a later day.

A complaint keeps the issue it was opened under; before its first day an issue can be changed or withdrawn.
"""

from datetime import date, datetime, time

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.form_key import spend_form_key
from models.rules.clocks.due_dates import Standard, Unit
from models.rules.core.errors import NotVisible
from models.rules.core.moments import from_wib, to_wib
from models.rules.office.sop_issue import Issue, SopNotAllowed, StepIssued, check_issue
from models.rules.staff.permissions import Permission
from models.tables import Complaint, SopStep, SopVersion, database
from models.tables.core.bulk import insert_rows
from models.tables.core.database import is_sqlite


def issued_steps(version_id: int) -> tuple[StepIssued, ...]:
    """Return the steps of an issue, in order."""
    rows = SopStep.select().where(SopStep.version == version_id).order_by(SopStep.step)
    return tuple(
        StepIssued(row.step, row.title, row.actor, Standard(row.amount, Unit(row.unit)), row.output) for row in rows
    )


def issue_sop(issue: Issue, actor: Actor, now: datetime, *, form_key: str | None = None) -> SopVersion:
    """Add the next issue of the SOP. Raises SopNotAllowed."""
    actor.demand(Permission.KEEP_SOP)
    check_issue(issue)
    with database.atomic():
        spend_form_key(form_key, actor, now)
        _check_day(issue.valid_from, None)
        row = SopVersion.create(number=issue.number, title=issue.title, valid_from=issue.valid_from, loaded_at=now)
        _put_steps(row.id, issue)
        audit_trail.write(actor, now, AuditEvent("terbitkan_sop", f"sop:{row.id}", after=_in_words(issue)))
        return row


def change_sop(version_id: int, issue: Issue, actor: Actor, now: datetime, *, form_key: str | None = None) -> None:
    """Change an issue under which no complaint was opened yet. Raises SopNotAllowed, NotVisible."""
    actor.demand(Permission.KEEP_SOP)
    check_issue(issue)
    with database.atomic():
        spend_form_key(form_key, actor, now)
        row = _unused(version_id)
        before = _in_words(Issue(row.number, row.title, row.valid_from, issued_steps(row.id)))
        _check_day(issue.valid_from, row.id)
        SopVersion.update(number=issue.number, title=issue.title, valid_from=issue.valid_from).where(
            SopVersion.id == row.id
        ).execute()
        SopStep.delete().where(SopStep.version == row.id).execute()
        _put_steps(row.id, issue)
        audit_trail.write(actor, now, AuditEvent("ubah_sop", f"sop:{row.id}", before, _in_words(issue)))


def withdraw_sop(version_id: int, actor: Actor, now: datetime, *, form_key: str | None = None) -> None:
    """Withdraw an issue whose first day has not come. Raises SopNotAllowed, NotVisible."""
    actor.demand(Permission.KEEP_SOP)
    with database.atomic():
        spend_form_key(form_key, actor, now)
        row = _unused(version_id)
        if row.valid_from <= to_wib(now).date() or SopVersion.select().count() == 1:
            raise SopNotAllowed("Terbitan ini sudah berlaku, jadi tidak dapat dibatalkan. Susun terbitan berikutnya.")
        before = _in_words(Issue(row.number, row.title, row.valid_from, issued_steps(row.id)))
        SopStep.delete().where(SopStep.version == row.id).execute()
        SopVersion.delete().where(SopVersion.id == row.id).execute()
        audit_trail.write(actor, now, AuditEvent("batalkan_sop", f"sop:{row.id}", before))


def may_change(row: SopVersion, now: datetime) -> bool:
    """Whether an issue may still be changed: its first day has not come, or there is no complaint at all."""
    return bool(row.valid_from > to_wib(now).date() or not Complaint.select().exists())


def _unused(version_id: int) -> SopVersion:
    """Return an issue, locked so that no complaint is opened under it while it is changed."""
    query = SopVersion.select().where(SopVersion.id == version_id)
    row = (query if is_sqlite() else query.for_update()).get_or_none()
    if row is None:
        raise NotVisible
    if Complaint.select().where(Complaint.sop_version == row.id).exists():
        raise SopNotAllowed(
            "Sudah ada pengaduan yang mengikuti terbitan ini, jadi isinya tetap. Susun terbitan berikutnya."
        )
    return row


def _check_day(valid_from: date, own: int | None) -> None:
    """Raise SopNotAllowed unless the issue begins after the last day on which a complaint was opened."""
    others = SopVersion.select().where(SopVersion.valid_from == valid_from)
    if (others if own is None else others.where(SopVersion.id != own)).exists():
        raise SopNotAllowed("Sudah ada terbitan yang mulai tanggal itu. Ubah terbitan itu, atau pilih hari lain.")
    if Complaint.select().where(Complaint.recorded_at >= from_wib(datetime.combine(valid_from, time()))).exists():
        raise SopNotAllowed(
            "Sudah ada pengaduan yang dibuka sejak tanggal itu; waktunya tetap menurut SOP yang lama. "
            "Pilih tanggal sesudahnya, paling cepat besok."
        )


def _put_steps(version_id: int, issue: Issue) -> None:
    rows = [
        {
            **{"version": version_id, "step": row.step, "title": row.title, "actor": row.actor},
            **{"amount": row.standard.amount, "unit": str(row.standard.unit), "output": row.output},
        }
        for row in issue.steps
    ]
    insert_rows(SopStep, rows)


def _in_words(issue: Issue) -> str:
    steps = "; ".join(f"{row.step} {row.standard} {row.actor}" for row in issue.steps)
    return f"{issue.number} mulai {issue.valid_from}: {steps}"
