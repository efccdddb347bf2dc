"""Records what the limits of the law depend on: who passed the complaint on, and since when its file is complete."""

from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import locked_case, touch
from models.actions.core.form_key import spend_form_key
from models.actions.core.law.recount_limits import recount_limits
from models.actions.core.statutory_clocks import move_starts, start_clocks
from models.rules.clocks.law_met import HITUNG_ULANG
from models.rules.clocks.statutory import SOURCE_LABELS, Source
from models.rules.core.errors import RuleBroken
from models.rules.core.moments import iso
from models.rules.core.texts import storable
from models.rules.staff.permissions import Permission
from models.tables import Complaint, database


def record_legal_facts(
    complaint_id: int,
    source: Source,
    outside_number: str,
    complete_at: datetime | None,
    actor: Actor,
    now: datetime,
    *,
    version: int | None = None,
    form_key: str | None = None,
) -> Complaint:
    """Record the source, its number, and when the file was complete; limits start and move accordingly.

    Raises RuleBroken where the file would be complete before the complaint came, or in the future.
    """
    with database.atomic():
        spend_form_key(form_key, actor, now)
        actor.demand(Permission.FILE_COMPLAINT)
        case = locked_case(complaint_id, actor, version)
        if complete_at is not None and not case.opened_at <= complete_at <= now:
            raise RuleBroken("Berkas tidak mungkin lengkap sebelum pengaduan diterima atau sesudah sekarang.")
        before = _words(case)
        touch(case, source=str(source), outside_number=storable(outside_number).strip()[:40], complete_at=complete_at)
        audit_trail.write(actor, now, AuditEvent("asal_pengaduan", f"complaint:{case.id}", before, _words(case)))
        start_clocks([case.id])
        move_starts(case, actor, now)
        recount_limits([case.id], HITUNG_ULANG, actor, now)
        return case


def _words(case: Complaint) -> str:
    return f"{SOURCE_LABELS[Source(case.source)]}; lengkap: {iso(case.complete_at) or 'sejak diterima'}"
