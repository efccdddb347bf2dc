"""Gathers what a letter says from the case and the office: plain JSON values, as docgen declares them."""

from collections.abc import Mapping
from datetime import date, datetime

from models.actions.core.answers.answers_standing import given_answer
from models.actions.core.case import section_of
from models.actions.core.office_facts import Signer, office_settings, standards
from models.actions.core.own_types.catalogue import known_row
from models.actions.core.write_output import latest_text
from models.actions.office.delegations import signer_for
from models.actions.office.signing_service import service_in_use
from models.actions.papers.addressing.from_and_to import answers_itself, letter_address, reply_address
from models.actions.papers.letterhead.letterheads import letterhead_facts
from models.actions.papers.paper_rights import signing_role
from models.rules.cases.sop import Output, Step
from models.rules.channels.channels import channel
from models.rules.core.moments import iso, to_wib
from models.rules.intake.three_times import tell_apart
from models.rules.papers.documents import DocumentState, SecurityClass, Sifat, paraf_chain
from models.rules.papers.signing_service import TAG
from models.rules.papers.signing_ways import row_of, way_for
from models.rules.privacy.masking import reporter_label
from models.rules.replies.delivery import WAY_LABELS, Purpose
from models.rules.staff.roles import ROLES, SECTION_HEADS, Role, Section
from models.tables import Attachment, Complaint, ComplaintMessage, Document, Message, SopVersion
from models.tables.core.filled import filled


def initials_asked(code: str, post: Role) -> dict[str, object]:
    """Return who initials a letter before its signer, for the boxes on it."""
    return {"paraf": [ROLES[role].label for role in paraf_chain(known_row(code), post)]}


def initials_now(document: Document, facts: Mapping[str, object]) -> dict[str, object]:
    """Return who initials a draft by now, whoever did when it was drafted; nothing where its facts ask nobody."""
    if "paraf" not in facts:
        return {}
    case = document.complaint if document.complaint_id else None
    return initials_asked(document.type, signing_role(case, document.type, office_settings()))


def letter_facts(case: Complaint, code: str, now: datetime) -> dict[str, object]:
    """Return the facts of a nota dinas on a case, as a draft without number and date."""
    settings = office_settings()
    day = to_wib(now).date()
    facts = case_part(case, code, settings, day) | {"number": None, "date": None}
    facts |= {"registration": registration(case), "replaced": replaced_paper(case.id, code)}
    facts |= {**letter_address(case, code, now), **initials_asked(code, signing_role(case, code, settings))}
    return facts | _MAKERS[code](case)


def reply_letter_facts(case: Complaint, code: str, now: datetime) -> dict[str, object]:
    """Return the facts of the letter as the case is now; a protected complainant is not named."""
    settings = office_settings()
    return {
        **case_part(case, code, settings, to_wib(now).date()),
        **initials_asked(code, signing_role(case, code, settings)),
        "number": None,
        "date": None,
        "sifat": str(Sifat.BIASA),
        "lampiran": 0,
        "attachments": [],
        "hal": f"Jawaban atas Pengaduan Nomor {case.number}",
        "tembusan": [],
        "registration": registration(case),
        **reply_address(case),
        "answer": latest_text(case.id, Output.NASKAH_JAWABAN),
        "english": "",
    }


def registration(case: Complaint) -> dict[str, object]:
    """Return the five facts by which every paper identifies a case."""
    handle = case.thread.handle
    name = case.contact.name or handle.display_name
    return {
        "number": case.number,
        "received": iso(case.opened_at),
        **recorded_late(case),
        "channel": channel(case.account.kind).label,
        "reporter": reporter_label(name, handle.value, case.identity_protected, case.number),
        "subject": case.subject,
    }


def recorded_late(case: Complaint) -> dict[str, object]:
    """Return when a case was recorded, where a reader must be told it beside the receipt."""
    return {"recorded": iso(case.recorded_at)} if tell_apart(case.opened_at, case.recorded_at) else {}


def signer_facts(post: Role, day: date, code: str = "", signer: Role | None = None) -> dict[str, object]:
    """Return the signature block of a post's holder that day, or of who signs this paper on his behalf."""
    return block_facts(signer_for(post, signer or post, code, day))


def block_facts(block: Signer) -> dict[str, object]:
    """Return a signature block in the form of a paper's facts."""
    return {"title_lines": list(block.title_lines), "name": block.name, "nip": block.nip}


def witness_facts(code: str, day: date) -> dict[str, object]:
    """Return the block of the paper's witness (mengetahui) that day; empty where it has none."""
    post = known_row(code).witness
    return {"witness": signer_facts(post, day)} if post is not None else {}


def office_part(settings: Mapping[str, str], post: Role, day: date, code: str) -> dict[str, object]:
    """Return what every paper of the office has: letterhead, name, signature block, way of signing."""
    return {
        "kop": letterhead_facts(day),
        "office": settings.get("nama_kantor", ""),
        "keamanan": str(SecurityClass.BIASA),
        "copy": "",
        "signer": signer_facts(post, day),
        **way_facts(way_for(settings, known_row(code))),
    }


def way_facts(way: str) -> dict[str, object]:
    """Return how a paper is signed and, for the office's own service, the mark at which it puts its signature."""
    if not row_of(way).service:
        return {"mode": way}
    service = service_in_use()
    return {"mode": way, "anchor": service.tag if service is not None else TAG}


def case_part(case: Complaint, code: str, settings: Mapping[str, str], day: date) -> dict[str, object]:
    """Return what every paper of a case has besides: its security class and its urgency."""
    sifat = Sifat.SEGERA if case.urgency == "biasa" else Sifat.SANGAT_SEGERA
    office = office_part(settings, signing_role(case, code, settings), day, code)
    return office | {"keamanan": case.security_class, "sifat": str(sifat)}


def signed_paper(case: Complaint, *codes: str) -> Document | None:
    """Return the newest signed paper of one of these types."""
    signed = Document.type.in_(codes) & (Document.state == str(DocumentState.DITANDATANGANI))
    return Document.select().where((Document.complaint == case.id) & signed).order_by(Document.id.desc()).first()


def replaced_paper(complaint_id: int, code: str) -> dict[str, object] | None:
    """Return the withdrawn memo that the next one of its type replaces; None where the newest was not withdrawn."""
    mine = (Document.complaint == complaint_id) & (Document.type == code)
    stood = Document.state.in_((str(DocumentState.DITANDATANGANI), str(DocumentState.DITARIK)))
    last = Document.select().where(mine & stood).order_by(Document.signed_at.desc(), Document.id.desc()).first()
    return named_paper(last) if last is not None and last.state == DocumentState.DITARIK else None


def named_paper(paper: Document | None) -> dict[str, object] | None:
    """Return how another paper refers to a signed one: by number and date."""
    return {"number": paper.number, "date": filled(paper.date).isoformat()} if paper else None


def _referral(case: Complaint) -> dict[str, object]:
    section = section_of(case) or Section.LALINTALKIM
    standard = standards(case.sop_version_id)
    files = attachment_lines(case)
    return {
        "hal": f"Penerusan Pengaduan Masyarakat {case.number}",
        "lampiran": len(files),
        "attachments": files,
        "tembusan": [] if section is Section.TIKKIM else [ROLES[Role.KASI_TIKKIM].title],
        "complaint_text": citizen_words(case),
        **_first_response(case),
        "request": "",
        "to_head": section is Section.KEPALA_KANTOR,
        "sop_number": SopVersion.get_by_id(case.sop_version_id).number,
        "analysis_minutes": standard[Step.ANALISA].amount,
        "fieldwork_days": standard[Step.PENELITIAN].amount,
        "reply_to": ROLES[Role.KASI_TIKKIM].title,
    }


def _answer(case: Complaint) -> dict[str, object]:
    report = latest_text(case.id, Output.LAPORAN)
    found = report or latest_text(case.id, Output.IDENTIFIKASI_SEKSI) or latest_text(case.id, Output.DISPOSISI)
    return {
        "hal": f"Jawaban atas Pengaduan {case.number}",
        "lampiran": 1 if report else 0,
        "attachments": ["Laporan hasil penelitian lapangan"] if report else [],
        "tembusan": [],
        "referral": named_paper(signed_paper(case, "ND-TERUS")),
        "findings": found,
        "legal_basis": "",
        "answer": latest_text(case.id, Output.NASKAH_JAWABAN),
        "reply_to": ROLES[Role.PENGELOLA if answers_itself(case) else Role.KASUBSI_INFOKIM].title,
    }


def _escalation(case: Complaint) -> dict[str, object]:
    return {
        "hal": f"Pengaduan {case.number} yang Tidak Dapat Dikelola Seksi",
        "lampiran": 0,
        "attachments": [],
        "tembusan": [] if section_of(case) is Section.TIKKIM else [ROLES[Role.KASI_TIKKIM].title],
        "referral": named_paper(signed_paper(case, "ND-TERUS")),
        "reason": "",
        "opinion": latest_text(case.id, Output.IDENTIFIKASI_SEKSI),
        "proposal": "",
    }


def _answer_handed_on(case: Complaint) -> dict[str, object]:
    section = section_of(case) or Section.TIKKIM
    answering = Role.KEPALA_KANTOR if case.head_answered else SECTION_HEADS[section]
    return {
        "hal": f"Penerusan Jawaban Pengaduan {case.number}",
        "lampiran": 0,
        "attachments": [],
        "tembusan": [],
        "answer_paper": named_paper(signed_paper(case, "ND-JAWAB")),
        "answered_by": ROLES[answering].title,
        "instruction": "",
        "answer": latest_text(case.id, Output.NASKAH_JAWABAN),
    }


_MAKERS = {
    "ND-TERUS": _referral,
    "ND-JAWAB": _answer,
    "ND-ESKAL": _escalation,
    "ND-TERUSJWB": _answer_handed_on,
}


def linked_messages(case: Complaint) -> list[Message]:
    """Return the messages of a case in the order they were written."""
    return list(
        Message.select()
        .join(ComplaintMessage)
        .where((ComplaintMessage.complaint == case.id) & ComplaintMessage.undone_at.is_null())
        .order_by(Message.sent_at, Message.id)
    )


def citizen_words(case: Complaint) -> str:
    """Return what the citizen wrote, one message after the other."""
    return "\n".join(row.text for row in linked_messages(case) if row.direction == "in" and row.text.strip())


def attachment_lines(case: Complaint) -> list[str]:
    """Return one line per stored file of a case."""
    ids = [row.id for row in linked_messages(case)]
    rows = Attachment.select().where(Attachment.message.in_(ids) & (Attachment.state == "tersimpan"))
    return [
        f"{row.filename or row.mime or 'berkas'} ({(row.sha256 or '')[:12]})" for row in rows.order_by(Attachment.id)
    ]


def _first_response(case: Complaint) -> dict[str, object]:
    """Return from when the first response that stands counts (SOP step 3), and how well its delivery is known."""
    given = given_answer(case, Purpose.TANGGAPAN_AWAL)
    if given is None or not given.stands:
        return {"first_response": None}
    known = f"{WAY_LABELS[given.way]}: {given.words}" if given.way else given.words
    return {"first_response": iso(given.moment), "first_response_known": known}
