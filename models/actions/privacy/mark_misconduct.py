"""Moves a complaint that turns out to be about an officer's conduct into Kepala Kantor's lane."""

from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import locked_case, touch
from models.actions.core.form_key import spend_form_key
from models.actions.core.write_output import lane
from models.actions.privacy.protect_identity import mask_drafts
from models.rules.cases.sop import Stage
from models.rules.core.errors import MoveNotAllowed, RuleBroken
from models.rules.papers.documents import DocumentState
from models.rules.staff.permissions import Permission
from models.rules.staff.roles import Section
from models.tables import Complaint, Document, database

# Until it was forwarded nobody outside the lane has seen it; later the section gives it back first.
STAGES = (Stage.IDENTIFIKASI, Stage.TANGGAPAN_AWAL, Stage.PENERUSAN_PENGELOLA, Stage.PENERUSAN_KASUBSI)


def mark_misconduct(
    complaint_id: int, actor: Actor, now: datetime, *, version: int | None = None, form_key: str | None = None
) -> Complaint:
    """Hide a complaint from the sections, protect its complainant, send it to Kepala Kantor. Raises RuleBroken."""
    with database.atomic():
        actor.demand(Permission.PROTECT)
        spend_form_key(form_key, actor, now)
        case = locked_case(complaint_id, actor, version)
        if case.misconduct:
            raise RuleBroken("Kasus ini sudah ditandai sebagai pengaduan perilaku pegawai.")
        if Stage(case.stage) not in STAGES:
            raise MoveNotAllowed("Kasus ini sudah diteruskan. Seksi mengembalikannya dahulu, baru jalurnya diubah.")
        if case.section != Section.KEPALA_KANTOR and _memo_signed(case):
            raise MoveNotAllowed("Nota dinas kepada seksi sudah ditandatangani. Batalkan nota dinas itu dahulu.")
        touch(case, identity_protected=True, **lane(True, str(Section.KEPALA_KANTOR)))
        mask_drafts(case)
        audit_trail.write(actor, now, AuditEvent("tandai_perilaku_pegawai", f"complaint:{case.id}"))
        return case


def _memo_signed(case: Complaint) -> bool:
    memo = (Document.complaint == case.id) & (Document.type == "ND-TERUS")
    return bool(Document.select().where(memo & (Document.state == str(DocumentState.DITANDATANGANI))).exists())
