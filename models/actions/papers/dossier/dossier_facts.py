"""Gathers the facts of a case's dossier: its course, messages, files, papers and answers (SOP step 9).

Nothing depends on the day it is made, so the same case always gives the same dossier.
"""

from collections import defaultdict
from datetime import datetime
from typing import TypeVar

from peewee import ModelSelect

from models.actions.core.office_facts import office_settings, standards
from models.actions.papers.document_facts import (
    linked_messages,
    recorded_late,
    registration,
    signer_facts,
)
from models.actions.papers.dossier.dossier_corrections import corrected, recounted_steps
from models.actions.papers.dossier.dossier_pauses import pauses_of_case
from models.actions.papers.dossier.dossier_records import archived_by, issued_papers, papers, records, told
from models.actions.papers.letterhead.letterheads import letterhead_facts
from models.actions.papers.paper_rights import signing_role
from models.actions.papers.sheet_facts import delivery_words
from models.rules.cases.links import LINK_LABELS, LinkKind
from models.rules.cases.sop import BROKEN_OFF, MOVES, STAGES, Stage
from models.rules.channels.grades import DeliveryGrade, grade_words
from models.rules.core.moments import iso, to_wib
from models.rules.papers.documents import DocumentState
from models.rules.replies.delivery import PURPOSES, WAY_LABELS, Purpose, ReplyState, Way
from models.rules.staff.roles import SECTION_LABELS, Section
from models.tables import (
    Attachment,
    Category,
    Complaint,
    ComplaintLink,
    DeliveryProof,
    History,
    Message,
    MessageVersion,
    Outbox,
    ReplyFile,
    SopStep,
    Staff,
    StepOutput,
    StepRecord,
)

Rows = list[dict[str, object]]
AGENT, _FILE = "Agen (otomatis)", "berkas"
Part = TypeVar("Part", MessageVersion, Attachment)


def dossier_facts(case: Complaint) -> dict[str, object]:
    """Return the facts of the dossier of a case as it is now."""
    settings = office_settings()
    messages = linked_messages(case)
    staff = {row.id: row.name for row in Staff.select(Staff.id, Staff.name)}
    return {
        "kop": letterhead_facts(to_wib(case.closed_at or case.stage_since).date()),
        "office": settings.get("nama_kantor", ""),
        **_cover(case),
        "steps": _steps(case, staff),
        "moves": sorted(
            [*_moves(case, staff), *_received(case, staff), *corrected(case, staff), *recounted_steps(case)],
            key=lambda row: str(row["moment"]),
        ),
        "pauses": pauses_of_case(case),
        "conversation": _conversation(case, messages),
        "attachments": _attachments(messages),
        "outputs": _outputs(case, staff),
        "papers": papers(case, staff),
        "records": records(case, staff),
        "deliveries": _deliveries(case, staff),
        "sign_off": _sign_off(case, staff),
    }


def _cover(case: Complaint) -> dict[str, object]:
    category = Category.get_or_none(Category.key == case.category)
    name = case.contact.name or case.thread.handle.display_name or case.thread.handle.value
    return {
        "number": case.number,
        "subject": case.subject,
        "channel": registration(case)["channel"],
        "account": case.thread.handle.value,
        "reporter": f"{name} (identitas dirahasiakan)" if case.identity_protected else name,
        "section": SECTION_LABELS[Section(case.section)] if case.section else "",
        "category": category.label if category else "",
        "security": case.security_class,
        "told": told(case),
        "stage": STAGES[Stage(case.stage)].label,
        "received": iso(case.opened_at),
        **recorded_late(case),
        "closed": iso(case.closed_at),
    }


def _steps(case: Complaint, staff: dict[int, str]) -> Rows:
    standard = standards(case.sop_version_id)
    titles = {row.step: row.title for row in SopStep.select().where(SopStep.version == case.sop_version_id)}
    mine = StepRecord.select().where(StepRecord.complaint == case.id).order_by(StepRecord.started_at, StepRecord.id)
    return [
        {
            "step": row.step,
            "round": row.round,
            "title": titles.get(row.step, ""),
            "actor": _who(row.actor_id, staff) if row.finished_at else "",
            "target": str(standard[row.step]) if row.step in standard else "",
            "start": iso(row.started_at),
            "due": iso(row.due_at),
            "end": iso(row.finished_at),
            "net_minutes": None if row.net_minutes is None else max(0, round(row.net_minutes)),
            "on_time": None if row.late is None or row.outcome == BROKEN_OFF else not row.late,
        }
        for row in mine
    ]


_MOVE_LABELS = {str(move): row.label for move, row in MOVES.items()}
_MOVE_LABELS |= {str(move): label for move, label in LINK_LABELS.items()}


def _course(case: Complaint, staff: dict[int, str]) -> Rows:
    rows = [*_moves(case, staff), *_received(case, staff), *corrected(case, staff)]
    return sorted(rows, key=lambda row: str(row["moment"]))


def _moves(case: Complaint, staff: dict[int, str]) -> Rows:
    return [
        {
            "moment": iso(row.at),
            "actor": _who(row.actor_id, staff),
            "move": _MOVE_LABELS.get(row.move, row.move),
            "destination": STAGES[Stage(row.to_stage)].label,
            "reason": row.reason,
        }
        for row in History.select().where(History.complaint == case.id).order_by(History.id)
    ]


def _received(case: Complaint, staff: dict[int, str]) -> Rows:
    """Return which complaints were merged into this one; their papers are in dossiers of their own."""
    merged = (ComplaintLink.target == case.id) & (ComplaintLink.kind == str(LinkKind.GABUNG))
    rows = ComplaintLink.select(ComplaintLink, Complaint).join(Complaint, on=ComplaintLink.source)
    return [
        {
            "moment": iso(row.made_at),
            "actor": _who(row.made_by_id, staff),
            "move": f"Menerima gabungan {row.source.number}" + (" (dibatalkan)" if row.undone_at else ""),
            "destination": STAGES[Stage(case.stage)].label,
            "reason": row.why,
        }
        for row in rows.where(merged).order_by(ComplaintLink.id)
    ]


def _conversation(case: Complaint, messages: list[Message]) -> Rows:
    """Return every message as it came, with later versions, and every answer that was sent."""
    name = case.contact.name or case.thread.handle.display_name or case.thread.handle.value
    versions = _by_message(MessageVersion.select().order_by(MessageVersion.number), messages)
    files = _by_message(Attachment.select().order_by(Attachment.position), messages)
    sent = Outbox.select().where((Outbox.complaint == case.id) & (Outbox.state == str(ReplyState.SENT)))
    lines = [
        _line(row.sent_at, name if row.direction == "in" else "Kantor (aplikasi asli)", row.text)
        | {
            "files": [file.filename or file.mime or _FILE for file in files[row.id]],
            "versions": [{"moment": iso(later.seen_at), "text": later.text} for later in versions[row.id]],
            "withdrawn": iso(row.withdrawn_at),
        }
        for row in messages
        if row.origin != "aduan"
    ]
    lines += [_line(row.sent_at, "Kantor", row.text) for row in sent.order_by(Outbox.sent_at, Outbox.id)]
    return sorted(lines, key=lambda line: str(line["moment"]))


def _line(moment: datetime | None, sender: str, text: str) -> dict[str, object]:
    return {"moment": iso(moment), "sender": sender, "text": text, "files": [], "versions": [], "withdrawn": None}


def _by_message(rows: "ModelSelect[Part]", messages: list[Message]) -> dict[int, list[Part]]:
    found: dict[int, list[Part]] = defaultdict(list)
    for row in rows.where(rows.model.message.in_([message.id for message in messages])):
        found[row.message_id].append(row)
    return found


def _attachments(messages: list[Message]) -> Rows:
    moments = {row.id: row.sent_at for row in messages}
    return [
        {
            "name": row.filename or row.mime or _FILE,
            "moment": iso(moments[row.message_id]),
            "size": row.size,
            "sha256": row.sha256 or "",
        }
        for row in Attachment.select().where(Attachment.message.in_(list(moments))).order_by(Attachment.id)
    ]


def _outputs(case: Complaint, staff: dict[int, str]) -> Rows:
    """Return what was written at the steps; papers and deliveries have chapters of their own."""
    mine = StepOutput.select().where((StepOutput.complaint == case.id) & (StepOutput.text != ""))
    return [
        {
            "kind": row.kind,
            "step": row.step,
            "round": row.round,
            "moment": iso(row.made_at),
            "actor": _who(row.made_by_id, staff),
            "text": row.text,
            "undone": row.undone,
        }
        for row in mine.order_by(StepOutput.id)
        if not row.reference.startswith(("document:", "outbox:", "proof:", "message:"))
    ]


def _deliveries(case: Complaint, staff: dict[int, str]) -> Rows:
    """Return every answer that reached the citizen, with its proof: the platform's receipt or a file."""
    sent = Outbox.select().where((Outbox.complaint == case.id) & (Outbox.state == str(ReplyState.SENT)))
    part = ReplyFile.reply.in_(sent.select(Outbox.id))
    files = {row.reply_id: row for row in ReplyFile.select().where(part)}
    label = f"Dikirim lewat {registration(case)['channel']}"
    rows = [
        _delivery(row.purpose, label, row.sent_at, _who(row.created_by_id, staff), _said(row, files.get(row.id)))
        | {"receipt": _receipt(row), "proof": _sum(files.get(row.id))}
        for row in sent
    ]
    rows += [
        _delivery(row.purpose, WAY_LABELS[Way(row.way)], row.delivered_at, _who(row.made_by_id, staff), row.text)
        | {"proof": row.sha256 or "", "receipt": _grade(row)}
        for row in DeliveryProof.select().where(DeliveryProof.complaint == case.id)
    ]
    return sorted(rows, key=lambda row: str(row["moment"]))


def _receipt(reply: Outbox) -> str:
    return " · ".join(filter(None, (reply.external_id, _grade(reply))))


def _grade(row: Outbox | DeliveryProof) -> str:
    return grade_words(DeliveryGrade(row.grade), row.grade_at) if row.grade else ""


def _said(reply: Outbox, file: ReplyFile | None) -> str:
    return f"{reply.text} [Berkas: {file.filename}]".strip() if file is not None else reply.text


def _sum(file: ReplyFile | None) -> str:
    return (file.sha256 or "") if file is not None else ""


def _delivery(purpose: str, way: str, moment: datetime | None, officer: str, text: str) -> dict[str, object]:
    named = PURPOSES[Purpose(purpose)].label
    row: dict[str, object] = {"purpose": named, "way": way, "moment": iso(moment), "officer": officer, "text": text}
    return row | {"receipt": "", "proof": ""}


def _sign_off(case: Complaint, staff: dict[int, str]) -> dict[str, object]:
    archived = archived_by(case)
    sheets = [row for row in issued_papers(case) if row.type == "LEMBAR" and row.state != DocumentState.BATAL]
    sheet = sheets[-1] if sheets else None
    way = delivery_words(case)
    day = sheet.date if sheet and sheet.date else to_wib(case.opened_at).date()
    return {
        "archived": iso(archived.at) if archived else None,
        "archivist": _who(archived.actor_id, staff) if archived else "",
        "sheet_signer": _who(sheet.signed_by_id, staff) if sheet else "",
        "sheet_date": day.isoformat() if sheet else None,
        "result": f"Dirujuk ke instansi lain. {way}" if case.referred else way,
        "signer": signer_facts(signing_role(case, "LEMBAR", office_settings()), day),
    }


def _who(staff_id: int | None, staff: dict[int, str]) -> str:
    return staff.get(staff_id, "") if staff_id else AGENT
