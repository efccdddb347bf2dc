"""Gathers what the complaint sheet (LEMBAR) says: the whole case on one form, as docgen declares it."""

from datetime import datetime

from models.actions.core.answers.answers_standing import given_answer
from models.actions.core.office_facts import office_settings, standards
from models.actions.core.own_types.catalogue import catalogue
from models.actions.core.write_output import latest_text
from models.actions.papers.document_facts import (
    citizen_words,
    linked_messages,
    recorded_late,
    registration,
    signer_facts,
)
from models.actions.papers.letterhead.letterheads import letterhead_facts
from models.actions.papers.paper_rights import signing_role
from models.rules.cases.identification import KIND_LABELS, ComplaintKind
from models.rules.cases.sop import BROKEN_OFF, Move, Output
from models.rules.channels.grades import FALLEN, DeliveryGrade, grade_words
from models.rules.core.moments import iso, to_wib
from models.rules.papers.documents import DOCUMENTS, DocumentState, paper_title
from models.rules.papers.signing_ways import way_for
from models.rules.privacy.masking import alias
from models.rules.replies.delivery import WAY_LABELS, Purpose, ReplyState
from models.rules.staff.roles import SECTION_LABELS, Section
from models.tables import (
    Attachment,
    Category,
    Complaint,
    Document,
    History,
    Message,
    MessageVersion,
    Outbox,
    SopStep,
    Staff,
    StepOutput,
    StepRecord,
)
from models.tables.core.filled import filled


def sheet_facts(case: Complaint, code: str, now: datetime) -> dict[str, object]:
    """Return the facts of the sheet as the case is now."""
    settings = office_settings()
    handle = case.thread.handle
    return {
        "kop": letterhead_facts(to_wib(now).date()),
        "office": settings.get("nama_kantor", ""),
        "kota": settings.get("kota", ""),
        "as_of": iso(now),
        "keamanan": case.security_class,
        "copy": "",
        "signer": signer_facts(signing_role(case, code, settings), to_wib(now).date()),
        "mode": way_for(settings, DOCUMENTS[code]),
        "hal": f"Lembar Pengaduan {case.number}",
        "number": case.number,
        "date": None,
        "receipt": {
            "received": iso(case.opened_at),
            **recorded_late(case),
            "channel": registration(case)["channel"],
            "account": "" if case.identity_protected else handle.value,
            "officer": _receiving_officer(case),
        },
        "reporter": _reporter(case),
        "reported": {"party": case.reported_party, "service": _category(case)},
        "incident": {"place": case.incident_place, "time": case.incident_time, "text": citizen_words(case)},
        "identification": _identification(case),
        "first_response": _delivered(case, Purpose.TANGGAPAN_AWAL),
        "follow_up": _follow_up(case),
        "steps": _steps(case),
        "conversation": _conversation(case),
        "attachments": _attachments(case),
        **_evidence(case),
    }


def _reporter(case: Complaint) -> dict[str, object]:
    """Return the complainant; a protected one is only a number here too, since the sheet goes into the archive."""
    handle, contact, hidden = case.thread.handle, case.contact, case.identity_protected
    return {
        "name": alias(case.number) if hidden else contact.name or handle.display_name,
        "nationality": "" if hidden else contact.nationality,
        "address": "" if hidden else contact.address,
        "phone": "" if hidden or handle.kind != "phone" else handle.value,
        "email": "" if hidden else contact.email,
        "confidential": hidden,
    }


def _receiving_officer(case: Complaint) -> str:
    """Return who identified the complaint; until then the agent received it for him (SOP step 1)."""
    row = (
        Staff.select(Staff.name)
        .join(StepRecord, on=(StepRecord.actor == Staff.id))
        .where((StepRecord.complaint == case.id) & (StepRecord.step == 2))
        .order_by(StepRecord.id)
        .first()
    )
    return row.name if row else "Agen penerima (otomatis)"


def _category(case: Complaint) -> str:
    row = Category.get_or_none(Category.key == case.category)
    return row.label if row else ""


def _identification(case: Complaint) -> dict[str, object]:
    kind = "Pelanggaran pegawai" if case.security_class == "R" else "Layanan"
    if case.kind and case.kind != ComplaintKind.PENGADUAN:
        kind = KIND_LABELS[ComplaintKind(case.kind)]
    return {
        "category": _category(case),
        "kind": kind,
        "new": case.previous_id is None,
        "manageable": _manageable(case),
        "section": SECTION_LABELS[Section(case.section)] if case.section else "",
        "problem": latest_text(case.id, Output.IDENTIFIKASI_SEKSI) or case.subject,
    }


def _manageable(case: Complaint) -> bool | None:
    """Return whether a section could handle it (step 5); None where none was asked, such as straight to the head."""
    mine = StepOutput.complaint == case.id
    disposed = StepOutput.select().where(mine & (StepOutput.kind == str(Output.DISPOSISI)) & ~StepOutput.undone)
    handed_up = (History.complaint == case.id) & (History.move == str(Move.TIDAK_DAPAT_DITANGANI))
    if disposed.exists() and History.select().where(handed_up).exists():
        return False
    return True if case.forwarded else None


def _delivered(case: Complaint, purpose: Purpose) -> dict[str, object]:
    """Return what was given for a purpose, and from when it counts; what does not stand has no moment."""
    given = given_answer(case, purpose)
    if given is None:
        return {"moment": None, "text": ""}
    return {"moment": iso(given.moment) if given.stands else None, "text": given.text}


def delivery_words(case: Complaint) -> str:
    """Return how the answer was given and how well its delivery is known, or that it was not given."""
    given = given_answer(case, Purpose.JAWABAN)
    if given is None:
        return UNREACHABLE if case.unreachable else "Belum disampaikan"
    way = WAY_LABELS[given.way] if given.way else f"Lewat {registration(case)['channel']}"
    unreached = f". {UNREACHABLE}" if case.unreachable else ""
    return f"{way}: {given.words}{unreached}"


UNREACHABLE = "Tidak disampaikan: pelapor tidak dapat dihubungi"


def _follow_up(case: Complaint) -> dict[str, object]:
    signed = (Document.complaint == case.id) & (Document.state == str(DocumentState.DITANDATANGANI))
    types = catalogue()
    papers = [
        {"title": paper_title(row), "number": row.number, "date": filled(row.date).isoformat()}
        for row in Document.select().where(signed).order_by(Document.id)
        if types[row.type].numbered
    ]
    reports = (StepOutput.complaint == case.id) & (StepOutput.kind == str(Output.LAPORAN)) & ~StepOutput.undone
    report = StepOutput.select().where(reports).order_by(StepOutput.id.desc()).first()
    answer = _delivered(case, Purpose.JAWABAN)
    way = delivery_words(case)
    return {
        "papers": papers,
        "report_date": to_wib(report.made_at).date().isoformat() if report else None,
        "answered": answer["moment"],
        "answer": answer["text"],
        "result": f"Dirujuk ke instansi lain. {way}" if case.referred else way,
    }


def _steps(case: Complaint) -> list[dict[str, object]]:
    """Return a line for every round of every step; a skipped step has an empty line."""
    standard = standards(case.sop_version_id)
    titles = {row.step: row.title for row in SopStep.select().where(SopStep.version == case.sop_version_id)}
    rounds: dict[int, list[StepRecord | None]] = {step: [] for step in titles}
    for row in StepRecord.select().where(StepRecord.complaint == case.id).order_by(StepRecord.step, StepRecord.round):
        rounds[row.step].append(row)
    return [
        {
            "step": step,
            "title": titles[step],
            "target": str(standard[step]),
            "start": iso(row.started_at) if row else None,
            "end": iso(row.finished_at) if row else None,
            "net_minutes": round(row.net_minutes) if row and row.net_minutes is not None else None,
            "on_time": None if row is None or row.late is None or row.outcome == BROKEN_OFF else not row.late,
        }
        for step in sorted(titles)
        for row in (rounds[step] or [None])
    ]


def _conversation(case: Complaint) -> list[dict[str, object]]:
    name = case.contact.name or case.thread.handle.display_name or case.thread.handle.value
    name = alias(case.number) if case.identity_protected else name
    messages = [row for row in linked_messages(case) if row.origin != "aduan"]
    senders = {row.id: name if row.direction == "in" else "Kantor (aplikasi asli)" for row in messages}
    lines: list[tuple[datetime, str, str]] = [
        (row.sent_at, senders[row.id] + _taken_back(row), row.text) for row in messages
    ]
    versions = MessageVersion.select().where(MessageVersion.message.in_(list(senders)))
    lines += [(row.seen_at, f"{senders[row.message_id]}, mengubah pesannya", row.text) for row in versions]
    sent = Outbox.select().where((Outbox.complaint == case.id) & (Outbox.state == str(ReplyState.SENT)))
    lines += [(filled(row.sent_at), f"Kantor{_fallen(row)}", row.text) for row in sent]
    return [{"moment": iso(at), "sender": sender, "text": text} for at, sender, text in sorted(lines)]


def _taken_back(message: Message) -> str:
    return f", ditarik kembali {to_wib(message.withdrawn_at):%d-%m-%Y %H.%M}" if message.withdrawn_at else ""


def _fallen(reply: Outbox) -> str:
    """Return what is said of an answer that is not there, so that the sheet does not tell it as said."""
    grade = DeliveryGrade(reply.grade) if reply.grade else DeliveryGrade.HANDED
    return f", {grade_words(grade, reply.grade_at)}" if grade in FALLEN else ""


def _attachments(case: Complaint) -> list[dict[str, object]]:
    ids = [row.id for row in linked_messages(case)]
    rows = Attachment.select().where(Attachment.message.in_(ids)).order_by(Attachment.id)
    return [
        {
            "name": row.filename or row.mime or "berkas",
            "size": row.size,
            "sha256": row.sha256 or _NOT_HERE.get(row.state, ""),
        }
        for row in rows
    ]


# Why a file is not here; of any other state the paper says that it could not be fetched.
_NOT_HERE = {"menunggu": "Belum diunduh", "dimusnahkan": "Sudah dimusnahkan"}


def _evidence(case: Complaint) -> dict[str, object]:
    """Return how many files the complainant sent, told where the office sent some too."""
    theirs = {row.id: row.direction == "in" for row in linked_messages(case)}
    files = Attachment.select(Attachment.message).where(Attachment.message.in_(list(theirs)))
    sent = [theirs[message] for (message,) in files.tuples()]
    return {} if all(sent) else {"evidence": sum(sent)}
