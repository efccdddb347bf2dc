"""Writes the outputs officers make by hand: identification, section analysis, field report, answer text."""

import json
from collections.abc import Mapping
from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import locked_case, section_of, touch
from models.actions.core.form_key import spend_form_key
from models.actions.core.law.undo_outputs import undo_outputs
from models.actions.core.recused_posts import recused_of, suspected
from models.rules.cases.identification import SUBJECT_LIMIT, ComplaintKind, Urgency
from models.rules.cases.outputs import check_write
from models.rules.cases.sop import Output, Stage
from models.rules.cases.workflow import hands_of
from models.rules.clocks.law_met import ISI_BARU
from models.rules.core.declarations import Reader
from models.rules.core.errors import DocumentNotAllowed, MoveNotAllowed, NotPermitted, RuleBroken, TextEmpty
from models.rules.core.texts import excerpt, storable
from models.rules.papers.documents import DOCUMENTS
from models.rules.privacy.masking import HIDDEN
from models.rules.staff.roles import SECTION_LABELS, Section
from models.tables import Category, Complaint, StepOutput, database
from models.tables.core.declaring import columns_for


def write_output(
    complaint_id: int,
    output: Output,
    text: str,
    actor: Actor,
    now: datetime,
    *,
    version: int | None = None,
    form_key: str | None = None,
) -> Complaint:
    """Write a text output of the current step; it replaces an earlier one, which is kept. Raises RuleBroken."""
    with database.atomic():
        spend_form_key(form_key, actor, now)
        case = writable(complaint_id, output, actor, version)
        if not text.strip():
            raise TextEmpty(f"“{output}” masih kosong. Tuliskan isinya lebih dahulu.")
        _add(case, output, text, actor, now, {})
        touch(case)
        return case


def identify(
    complaint_id: int,
    actor: Actor,
    now: datetime,
    *,
    category: str,
    urgency: str | None = None,
    identity_protected: bool = False,
    version: int | None = None,
    form_key: str | None = None,
    **told: str,
) -> Complaint:
    """Write the identification of a complaint (SOP step 2): what it is about, how urgent, and the usual section.

    `told`: columns of the case with the complainant's account (subject, incident_place …); omitted ones stay.
    """
    with database.atomic():
        spend_form_key(form_key, actor, now)
        case = writable(complaint_id, Output.IDENTIFIKASI, actor, version)
        row, kept = Category.get_or_none((Category.key == category) & Category.active), said(told)
        subject, wanted = kept.get("subject", case.subject), Urgency(urgency or case.urgency)
        if row is None or not subject.strip():
            raise TextEmpty("Pilih kategori dan tuliskan pokok aduan lebih dahulu.")
        changes = {
            "kind": str(ComplaintKind(row.kind)),
            "category": row.key,
            "urgency": str(wanted),
            **kept,
            # Ticked, or demanded by the category; a protected case stays protected until somebody ends that.
            "identity_protected": identity_protected or row.protects_identity or case.identity_protected,
            # He says himself whether the complainant stays hidden; then the lane takes nothing back.
            "protected_by_lane": case.protected_by_lane and not identity_protected,
            **lane(row.misconduct, row.section),
        }
        _add(case, Output.IDENTIFIKASI, subject, actor, now, {"category": row.key, "urgency": str(wanted)})
        touch(case, **changes)
        return case


def story_columns() -> frozenset[str]:
    """Return the columns with the complainant's account, which he is handed on request."""
    return frozenset(column.name for column in columns_for(Complaint, Reader.HAND_OUT))


def said(told: Mapping[str, str]) -> dict[str, str]:
    """Return what was told as stored; raises TypeError for a wrong column, RuleBroken for masked words."""
    strange = told.keys() - story_columns()
    if strange:
        raise TypeError(f"identify writes no {', '.join(sorted(strange))}")
    if any(HIDDEN in text for text in told.values()):
        raise RuleBroken(f"Isian masih berisi {HIDDEN}. Tuliskan kata-katanya sendiri, atau biarkan seperti semula.")
    kept = {name: storable(text).strip() for name, text in told.items()}
    return {name: excerpt(text, SUBJECT_LIMIT) if name == "subject" else text for name, text in kept.items()}


def choose_section(
    complaint_id: int, section: Section, actor: Actor, now: datetime, *, version: int | None = None
) -> Complaint:
    """Choose the section of a complaint (SOP step 4) while Pengelola or Kasubsi Infokim has it.

    Raises DocumentNotAllowed where a signed nota dinas already names another section.
    """
    with database.atomic():
        case = writable(complaint_id, Output.SEKSI_TUJUAN, actor, version)
        before = case.section or ""
        if case.misconduct and section is not Section.KEPALA_KANTOR:
            raise MoveNotAllowed("Pengaduan tentang perilaku pegawai hanya diteruskan kepada Kepala Kantor.")
        if before != section and _is_there(case, Output.NOTA_DINAS_TERUS):
            raise DocumentNotAllowed(
                f"Nota dinas pengoordinasian kepada {SECTION_LABELS[Section(before)]} sudah ditandatangani. "
                f"Kasubsi Infokim membatalkan nota dinas itu dulu, baru seksi tujuannya diganti."
            )
        touch(case, section=str(section))
        audit_trail.write(actor, now, AuditEvent("pilih_seksi", f"complaint:{case.id}", before, str(section)))
        return case


def lane(misconduct: bool, section: str) -> dict[str, object]:
    """Return the columns of a complaint's lane: one about an employee is secret and goes to Kepala Kantor.

    Source: notadinas §2, §3.5.
    """
    head = str(Section.KEPALA_KANTOR) if misconduct else section
    secret = head == Section.KEPALA_KANTOR
    return {
        "misconduct": misconduct,
        "section": head,
        "security_class": "R" if secret else "B",
        "confidential": secret,
    }


def latest_text(complaint_id: int, output: Output) -> str:
    """Return the newest text of an output that still counts, or an empty one."""
    mine = (StepOutput.complaint == complaint_id) & (StepOutput.kind == str(output)) & ~StepOutput.undone
    row = StepOutput.select().where(mine).order_by(StepOutput.id.desc()).first()
    return row.text if row else ""


def _is_there(case: Complaint, output: Output) -> bool:
    mine = (StepOutput.complaint == case.id) & (StepOutput.kind == str(output)) & ~StepOutput.undone
    return bool(StepOutput.select().where(mine).exists())


def writable(complaint_id: int, output: Output, actor: Actor, version: int | None) -> Complaint:
    """Lock and return a case in which this person may write this output now. Raises RuleBroken."""
    case = locked_case(complaint_id, actor, version)
    if actor.role is None:
        raise NotPermitted
    recused = recused_of(case)
    place = (Stage(case.stage), section_of(case), recused, suspected(case))
    role = actor.as_post(*hands_of(*place)) or actor.role
    check_write(output, role, actor.section, *place)
    return case


def _add(
    case: Complaint, output: Output, text: str, actor: Actor, now: datetime, facts: dict[str, str]
) -> StepOutput:
    row = StepOutput.create(
        complaint=case.id,
        kind=str(output),
        step=case.step,
        round=case.round,
        text=storable(text).strip(),
        facts=json.dumps(facts, ensure_ascii=False),
        made_by=actor.staff_id,
        made_at=now,
    )
    undo_papers_of(case, output, actor, now)
    audit_trail.write(actor, now, AuditEvent("isi", f"complaint:{case.id}", after=str(output)))
    return row


def undo_papers_of(case: Complaint, output: Output, actor: Actor, now: datetime) -> None:
    """Let the papers issued from an earlier wording of this output no longer count: the new one has to be issued."""
    made = [str(row.output) for row in DOCUMENTS.values() if row.needs is output and row.output is not None]
    if made:
        undo_outputs(case.id, StepOutput.kind.in_(made), ISI_BARU, actor, now)
