"""Records the consent of the archive authority (ANRI) to an agreed list: without it nothing on it is destroyed."""

from datetime import date, datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.form_key import spend_form_key
from models.actions.retention.destruction.lists import hides_any, locked_list
from models.actions.retention.destruction.take_out import ask_removal
from models.rules.core.errors import NotVisible
from models.rules.core.moments import to_wib
from models.rules.core.texts import storable
from models.rules.retention.appraisal import check_consent
from models.rules.retention.retention import ApprovalNotAllowed
from models.rules.staff.permissions import Permission
from models.tables import DestructionList, database


def check_recordable(list_id: int, letter: str, dated: date, actor: Actor, now: datetime) -> None:
    """Raise what record_consent would raise, before the scan is stored."""
    with database.atomic():
        _check(locked_list(list_id), letter, dated, actor, now)


def record_consent(
    list_id: int, letter: str, dated: date, scan: str, actor: Actor, now: datetime, *, form_key: str | None = None
) -> DestructionList:
    """Record the letter that consents to a list, `scan` its stored file. Raises ApprovalNotAllowed, RuleBroken.

    What was recorded wrongly is replaced, until the destruction has begun; the trail has both.
    """
    with database.atomic():
        spend_form_key(form_key, actor, now)
        row = locked_list(list_id)
        _check(row, letter, dated, actor, now)
        if row.consent_scan and row.consent_scan != scan:
            ask_removal({row.consent_scan}, now)
        told = storable(letter).strip()[:120]
        changes = {"consent_letter": told, "consent_date": dated, "consent_scan": scan}
        by = {"consent_by": actor.person_id, "consent_at": now}
        DestructionList.update(changes | by).where(DestructionList.id == row.id).execute()
        event = AuditEvent(
            "persetujuan_musnah", f"destruction_list:{row.id}", row.consent_letter, f"{told}, {dated:%d-%m-%Y}"
        )
        audit_trail.write(actor, now, event)
        return DestructionList.get_by_id(row.id)


def demand_consent(row: DestructionList) -> None:
    """Raise ApprovalNotAllowed where the archive authority's consent to a list, or its scan, is not recorded."""
    if row.consent_at is None or not row.consent_letter or not row.consent_scan:
        raise ApprovalNotAllowed(
            "Persetujuan lembaga kearsipan (ANRI) atas daftar ini belum dicatat. Catat nomor, tanggal, dan pindaian."
        )


def _check(row: DestructionList, letter: str, dated: date, actor: Actor, now: datetime) -> None:
    actor.demand(Permission.PROPOSE_DESTRUCTION)
    if hides_any(row, actor):
        raise NotVisible
    if row.approved_at is None or row.refused_at is not None:
        raise ApprovalNotAllowed("Persetujuan lembaga kearsipan dicatat setelah daftar ini disetujui Kepala Kantor.")
    if row.record_number or row.carried_out_at is not None:
        raise ApprovalNotAllowed("Pemusnahan daftar ini sudah dimulai, jadi persetujuannya tidak dapat diganti.")
    check_consent(letter, dated, row.made_at, to_wib(now).date())
