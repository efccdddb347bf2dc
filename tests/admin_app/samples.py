"""An office with one row of everything, for walking every screen; texts are hostile on purpose."""

import io
from datetime import date
from typing import Any
from uuid import uuid4

from flask import Flask
from PIL import Image

from models.actions.core.actor import OPERATOR
from models.actions.privacy.breach.incidents import record_incident
from models.rules.privacy.breach import Kind
from models.rules.replies.delivery import ReplyState
from models.rules.staff.roles import Section
from models.tables import (
    AgentHeartbeat,
    Attachment,
    Audit,
    BlackenedCopy,
    Category,
    ChannelAccount,
    Classification,
    Complaint,
    ComplaintMessage,
    Delegation,
    DeliveryProof,
    DestructionItem,
    DestructionList,
    Document,
    FolderPlace,
    Gap,
    Holiday,
    Macro,
    Message,
    OfficeHolder,
    OfficeSetting,
    Official,
    Outbox,
    Quarantine,
    RecordClass,
    ReplyFile,
    ReplyTemplate,
    ReportPhoto,
    SopVersion,
    Staff,
    StatutoryRule,
    SuggestionRule,
    Transfer,
    TransferItem,
    WaitingFile,
    WorkingBlock,
)
from models.tables.core.files.store import FileStore
from sync_agent.simulator.pictures import voice_note
from tests.office import NOW, new_complaint
from tests.own_types import RECORD
from tests.own_types import keep as keep_types

HOSTILE = "<script>alert('x')</script> \"><img src=x onerror=alert(1)> =1+1 {{7*7}}"


def complaint_in(account: ChannelAccount, section: Section | None, who: str, text: str = HOSTILE) -> Complaint:
    """A complaint, forwarded to a section where one is given."""
    case = new_complaint(account, text, who)
    changes: dict[str, Any] = {"subject": text[:150]}
    if section:
        changes |= {"section": str(section), "forwarded": True, "stage": "analisa_seksi", "step": 5}
    Complaint.update(changes).where(Complaint.id == case.id).execute()
    return Complaint.get_by_id(case.id)


def reply_of(case: Complaint, state: ReplyState = ReplyState.HOLD, text: str = HOSTILE) -> Outbox:
    """A reply of a complaint in a state."""
    return Outbox.create(
        reply_key=uuid4().hex,
        complaint=case,
        account=case.account_id,
        thread=case.thread_id,
        text=text,
        text_hash="0" * 64,
        state=str(state),
        reason="tidak dapat dipastikan",
        created_at=NOW,
        created_by=Staff.get(Staff.username == "pengelola"),
    )


def paper_of(case: Complaint, app: Flask) -> Document:
    """A signed paper of a complaint with its file."""
    return Document.create(
        public_id=str(uuid4()),
        complaint=case,
        type="ND-TERUS",
        state="ditandatangani",
        number=f"WIM.32.IMI.5-UM.01.01-{case.id}",
        date=date(2026, 11, 25),
        sha256=app.config["ADUAN"].files.keep(f"naskah {case.id}".encode()),
        signed_copy=app.config["ADUAN"].files.keep(f"%PDF-1.7 naskah {case.id}".encode()),
        subject=HOSTILE,
        recipient="Kepala Seksi",
        drafted_at=NOW,
        signed_at=NOW,
    )


def attachment_of(
    case: Complaint,
    app: Flask,
    content: bytes | None = None,
    filename: str = "foto.jpg",
    mime: str = "image/jpeg",
) -> Attachment:
    """A stored attachment of the first message of a complaint."""
    message = ComplaintMessage.get(ComplaintMessage.complaint == case.id).message
    content = picture() if content is None else content
    return Attachment.create(
        public_id=str(uuid4()),
        message=message,
        position=Attachment.select().where(Attachment.message == message.id).count(),
        mime=mime,
        filename=filename,
        size=len(content),
        sha256=app.config["ADUAN"].files.keep(content),
        state="tersimpan",
    )


def blackened_in(account: ChannelAccount, app: Flask, section: Section) -> dict[str, str]:
    """A protected case with a sealed picture and a blackened copy of it; gives how addresses name both."""
    case = complaint_in(account, section, "628110000009")
    Complaint.update(identity_protected=True).where(Complaint.id == case.id).execute()
    sealed = attachment_of(case, app)
    copy = BlackenedCopy.create(
        **{"public_id": str(uuid4()), "attachment": sealed, "sha256": sealed.sha256, "boxes": "[]", "made_at": NOW},
        made_by=Staff.get(Staff.username == "pengelola"),
    )
    return {"blackened": sealed.public_id, "copy": copy.public_id}


def breach_known() -> int:
    """A breach on the register; gives its number."""
    return record_incident(Kind.DISK, NOW, OPERATOR, NOW).number


def reply_file_of(reply: Outbox, app: Flask, filename: str = "surat.jpg") -> ReplyFile:
    """A picture that goes out after the words of a reply."""
    content = picture((50, 40))
    facts = {"mime": "image/jpeg", "filename": filename, "size": len(content)}
    part = reply_of(reply.complaint, ReplyState.QUEUED, filename)
    sha256 = app.config["ADUAN"].files.keep(content)
    return ReplyFile.create(public_id=str(uuid4()), answer=reply, reply=part, sha256=sha256, **facts)


def waiting_file_of(case: Complaint, app: Flask, filename: str = "konsep.jpg") -> WaitingFile:
    """A picture Pengelola has put to an answer not yet sent."""
    content = picture((60, 40))
    facts = {"mime": "image/jpeg", "filename": filename, "size": len(content), "added_at": NOW}
    sha256, staff = app.config["ADUAN"].files.keep(content), Staff.get(Staff.username == "pengelola")
    return WaitingFile.create(public_id=str(uuid4()), staff=staff, complaint=case, sha256=sha256, **facts)


def picture(size: tuple[int, int] = (40, 30)) -> bytes:
    """A small JPEG."""
    out = io.BytesIO()
    Image.new("RGB", size, (20, 90, 160)).save(out, "JPEG")
    return out.getvalue()


def office_paper(app: Flask) -> Document:
    """A signed paper of the office itself, with its file and its signed copy."""
    files = app.config["ADUAN"].files
    return Document.create(
        public_id=str(uuid4()),
        about="2026-10",
        type="REGISTER",
        state="ditandatangani",
        date=date(2026, 11, 2),
        sha256=files.keep(b"buku register"),
        signed_copy=files.keep(b"%PDF-1.7 salinan"),
        subject=HOSTILE,
        drafted_at=NOW,
        signed_at=NOW,
    )


def delegation() -> Delegation:
    """Kasi TIKKIM may sign letters for the head."""
    return Delegation.create(
        from_post="kepala_kantor",
        to_post="kasi_tikkim",
        document_types="SURAT",
        valid_from=date(2026, 1, 1),
        basis=HOSTILE,
    )


def destroyed_list(files: FileStore) -> DestructionList:
    """A list of destruction that was carried out, its only case kept after all."""
    maker, decider = Staff.get(Staff.username == "kasubsi_infokim"), Staff.get(Staff.username == "kepala_kantor")
    made = DestructionList.create(
        made_by=maker,
        made_at=NOW,
        approved_by=decider,
        approved_at=NOW,
        consent_letter=HOSTILE[:60],
        consent_date=NOW.date(),
        consent_scan=files.keep(b"%PDF-1.7 persetujuan"),
        consent_by=maker,
        consent_at=NOW,
        record_number="BA-PMA/001/2026",
        carried_out_at=NOW,
        note=HOSTILE,
    )
    case = Complaint.select().order_by(Complaint.id).first()
    DestructionItem.create(
        list=made, complaint=case.id, number=case.number, reason="Habis masa simpannya", kept_because="Ditahan"
    )
    return made


def a_full_office(account: ChannelAccount, app: Flask, section: Section = Section.LALINTALKIM) -> dict[str, Any]:
    """One row of everything, its case with one section; gives by screen what stands in the address of its row."""
    case = complaint_in(account, section, "628110000001")
    attachment, paper, reply = attachment_of(case, app), paper_of(case, app), reply_of(case)
    item = Quarantine.create(
        account=account, kind="dm", fingerprint="f" * 64, payload=HOSTILE, reason=HOSTILE, seen_at=NOW
    )
    record = Transfer.create(
        **dict.fromkeys(("handed_by", "handed_title", "received_by", "received_title", "receiver"), HOSTILE[:60]),
        **{"number": "BA-PMD/001/2026", "made_by": Staff.get(Staff.username == "kasubsi_infokim"), "made_at": NOW},
    )
    TransferItem.create(transfer=record, complaint=case, number=case.number, years="2026")
    gap = Gap.create(account=account, thread_external_id="x", why="lama terputus", noticed_at=NOW)
    AgentHeartbeat.create(owner="pc-kanal", started_at=NOW, seen_at=NOW)
    keep_types(RECORD)
    return {
        "complaints": case.public_id,
        "messages": ComplaintMessage.get(ComplaintMessage.complaint == case.id).message_id,
        "documents": paper.public_id,
        "office_papers": office_paper(app).public_id,
        "outbox": reply.id,
        "quarantine": item.id,
        "channels": account.id,
        "costs": ChannelAccount.create(kind="x", label="X kantor", created_at=NOW).id,  # one that is paid by use
        "gaps": gap.id,
        "holidays": (Holiday.select().first() or Holiday.create(day=date(2026, 8, 17), name="HUT RI")).id,
        "working_hours": WorkingBlock.select().first().id,
        "limits": StatutoryRule.select().first().id,
        "sop_versions": SopVersion.select().first().id,
        "officials": Official.select().first().id,
        "office_holders": OfficeHolder.select().first().id,
        "categories": Category.select().first().id,
        "confidentiality": case.public_id,
        "text_review": case.public_id,
        "delegations": delegation().id,
        "record_classes": RecordClass.select().first().id,
        "suggestion_rules": SuggestionRule.select().where(SuggestionRule.weight != 0).first().id,
        "personal_data": case.public_id,
        "retention": destroyed_list(app.config["ADUAN"].files).id,
        "folders": case.public_id,
        "place": FolderPlace.create(
            **{"complaint": case, "room": HOSTILE[:40], "rack": "1", "box": "1", "sheets": 3},
            placed_by=Staff.get(Staff.username == "pengelola"),
            placed_at=NOW,
        ).id,
        "classifications": Classification.select().first().id,
        "reply_texts": ReplyTemplate.select().first().id,
        "macros": Macro.select().first().id,
        "office_profile": OfficeSetting.select().first().id,
        "staff": Staff.get(Staff.username == "petugas_seksi").id,
        "audit": Audit.select().first().id,
        "attachment_files": attachment.public_id,
        "media_files": attachment_of(case, app, voice_note().content, "suara.ogg", "audio/ogg").public_id,
        "answer_files": reply_file_of(reply, app).public_id,
        "waiting_file": waiting_file_of(case, app).public_id,
        "proof": DeliveryProof.create(
            complaint=case,
            purpose="lain",
            way="telepon",
            text=HOSTILE,
            sha256=attachment.sha256,
            made_by=Staff.get(Staff.username == "pengelola"),
            delivered_at=NOW,
            made_at=NOW,
        ).id,
        "photo": ReportPhoto.create(
            complaint=case, sha256=app.config["ADUAN"].files.keep(picture()), caption=HOSTILE, made_at=NOW
        ).id,
        "message": Message.select().first().id,
    }
