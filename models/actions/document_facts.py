"""Gathers what a letter says from the case and the office: plain JSON values, as docgen's Facts ask for them."""

from collections.abc import Mapping
from datetime import date, datetime

from models.actions.case import section_of
from models.actions.office_facts import office_settings, signer_on, sop_in_force, standards
from models.actions.paper_rights import signing_role
from models.actions.write_output import latest_text
from models.rules.channels import channel
from models.rules.documents import DocumentState, Sifat
from models.rules.masking import reporter_label
from models.rules.moments import iso, to_wib
from models.rules.roles import ROLES, SECTION_HEADS, Role, Section
from models.rules.sop import Output, Step
from models.tables import Attachment, Complaint, ComplaintMessage, Document, Message, StepOutput


def letter_facts(case: Complaint, code: str, now: datetime) -> dict[str, object]:
    """Give the facts of a nota dinas on a case, as a draft without number and date."""
    settings = office_settings()
    facts = _paper(case, code, settings, to_wib(now).date()) | {"number": None, "date": None}
    facts["registration"] = registration(case)
    return facts | _MAKERS[code](case, code, settings)


def registration(case: Complaint) -> dict[str, object]:
    """Give the five complaint facts every paper names a case by."""
    handle = case.thread.handle
    name = case.contact.name or handle.display_name
    return {
        "number": case.number,
        "received": iso(case.opened_at),
        "channel": channel(case.account.kind).label,
        "reporter": reporter_label(name, handle.value, case.identity_protected, case.number),
        "subject": case.subject,
    }


def letterhead(settings: Mapping[str, str]) -> dict[str, object]:
    """Give the institution lines and the address of the office profile."""
    lines = [settings.get(key, "") for key in ("kementerian", "direktorat", "kanwil", "kantor")]
    return {
        "lines": [line for line in lines if line],
        "address": settings.get("alamat", ""),
        "web": settings.get("laman", ""),
        "email": settings.get("pos_el", ""),
        "logo": settings.get("logo") or None,
    }


def signer_facts(post: Role, day: date) -> dict[str, object]:
    """Give the signature block of whoever held a post on that day."""
    signer = signer_on(post, day)
    return {"title_lines": list(signer.title_lines), "name": signer.name, "nip": signer.nip}


def _paper(case: Complaint, code: str, settings: Mapping[str, str], day: date) -> dict[str, object]:
    return {
        "kop": letterhead(settings),
        "office": settings.get("nama_kantor", ""),
        "keamanan": case.security_class,
        "copy": "",
        "signer": signer_facts(signing_role(case, code, settings), day),
        "mode": settings.get("mode_ttd", "basah"),
        "sifat": str(Sifat.SEGERA if case.urgency == "biasa" else Sifat.SANGAT_SEGERA),
    }


def _referral(case: Complaint, code: str, settings: Mapping[str, str]) -> dict[str, object]:
    section = section_of(case) or Section.LALINTALKIM
    standard = standards(case.sop_version_id)
    files = attachment_lines(case)
    return {
        "yth": ROLES[SECTION_HEADS[section]].title,
        "dari": ROLES[signing_role(case, code, settings)].title,
        "hal": f"Penerusan Pengaduan Masyarakat {case.number}",
        "lampiran": len(files),
        "attachments": files,
        "tembusan": [] if section is Section.TIKKIM else [ROLES[Role.KASI_TIKKIM].title],
        "complaint_text": citizen_words(case),
        "first_response": first_response(case),
        "request": "",
        "to_head": section is Section.KEPALA_KANTOR,
        "sop_number": sop_in_force(case.opened_at).number,
        "analysis_minutes": standard[Step.ANALISA].amount,
        "fieldwork_days": standard[Step.PENELITIAN].amount,
        "reply_to": ROLES[Role.KASI_TIKKIM].title,
    }


def _answer(case: Complaint, code: str, settings: Mapping[str, str]) -> dict[str, object]:
    section = section_of(case)
    own = section is Section.TIKKIM and not case.head_answered
    receiver = Role.KASUBSI_INFOKIM if own else Role.KASI_TIKKIM
    report = latest_text(case.id, Output.LAPORAN)
    found = report or latest_text(case.id, Output.IDENTIFIKASI_SEKSI) or latest_text(case.id, Output.DISPOSISI)
    return {
        "yth": ROLES[receiver].title,
        "dari": ROLES[signing_role(case, code, settings)].title,
        "hal": f"Jawaban atas Pengaduan {case.number}",
        "lampiran": 1 if report else 0,
        "attachments": ["Laporan hasil penelitian lapangan"] if report else [],
        "tembusan": [],
        "referral": _signed_referral(case),
        "findings": found,
        "legal_basis": "",
        "answer": latest_text(case.id, Output.NASKAH_JAWABAN),
        "reply_to": ROLES[Role.KASUBSI_INFOKIM].title if not own else ROLES[Role.PENGELOLA].title,
    }


_MAKERS = {"ND-TERUS": _referral, "ND-JAWAB": _answer}


def _signed_referral(case: Complaint) -> dict[str, object] | None:
    signed = (Document.type == "ND-TERUS") & (Document.state == str(DocumentState.DITANDATANGANI))
    row = Document.select().where((Document.complaint == case.id) & signed).order_by(Document.id.desc()).first()
    return {"number": row.number, "date": row.date.isoformat()} if row else None


def linked_messages(case: Complaint) -> list[Message]:
    """Give the messages of a case in the order they were written."""
    return list(
        Message.select()
        .join(ComplaintMessage)
        .where((ComplaintMessage.complaint == case.id) & ComplaintMessage.undone_at.is_null())
        .order_by(Message.sent_at, Message.id)
    )


def citizen_words(case: Complaint) -> str:
    """Give what the citizen wrote, one message after the other."""
    return "\n".join(row.text for row in linked_messages(case) if row.direction == "in" and row.text.strip())


def attachment_lines(case: Complaint) -> list[str]:
    """List the stored files of a case, one line each."""
    ids = [row.id for row in linked_messages(case)]
    rows = Attachment.select().where(Attachment.message.in_(ids) & (Attachment.state == "tersimpan"))
    return [
        f"{row.filename or row.mime or 'berkas'} ({(row.sha256 or '')[:12]})" for row in rows.order_by(Attachment.id)
    ]


def first_response(case: Complaint) -> str | None:
    """Give when the first response reached the citizen (SOP step 3), as an ISO moment."""
    mine = (StepOutput.complaint == case.id) & (StepOutput.kind == str(Output.TANGGAPAN_AWAL))
    row = StepOutput.select().where(mine & ~StepOutput.undone).order_by(StepOutput.id).first()
    return iso(row.made_at) if row else None
