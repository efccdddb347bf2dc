"""Begins an attempt to sign through the own service: number, date and block are given and written down before.

Nothing is sent here; `mark_sent` is committed immediately before it is, so that a crash leaves it unsure.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import touch
from models.actions.core.form_key import spend_form_key
from models.actions.core.office_facts import office_settings
from models.actions.core.sent_papers import check_here, words_of
from models.actions.office.signing_service import service_in_use
from models.actions.papers.document_facts import way_facts
from models.actions.papers.drafts.shortfalls import check_ready
from models.actions.papers.locked_paper import locked_paper
from models.actions.papers.numbers.number_paper import Signing, number_for
from models.actions.papers.own_service.outcome import settle_stale
from models.actions.papers.paper_rights import check_signer, document_row, signing_role
from models.actions.papers.sent.hand_over import MadeWord
from models.actions.papers.sign_document import block_on, check_unsigned, signs_as, way_of_draft
from models.rules.core.errors import AlreadyDone, DocumentNotAllowed
from models.rules.core.moments import to_wib
from models.rules.papers.signed_elsewhere import SentState
from models.rules.papers.signing_service import Asks
from models.rules.papers.signing_ways import row_of
from models.tables import Complaint, Document, SentPaper, SigningService, Staff, database

NO_SERVICE = "Layanan tanda tangan kantor belum diatur. Minta Administrator mengaturnya, atau pilih kertas di bawah."
NO_NIK = "NIK Anda belum diisi. Isi pada Akun saya, lalu tanda tangani lagi."
CHANGED = "Konsepnya berubah sejak Anda membukanya. Baca lagi halamannya, lalu tanda tangani."
GONE_ON = "Naskah ini baru saja diurus di layar lain. Muat ulang halamannya."


def begin_attempt(
    document_id: int, seen: str, actor: Actor, now: datetime, *, number: str = "", form_key: str | None = None
) -> SentPaper:
    """Give a draft its number, date and block and note that it is about to be sent; its words stand still from now.

    `seen`: the words that were looked at. Raises DocumentNotAllowed, NumberNotAllowed, AlreadyDone, NotVisible.
    """
    settle_stale(now)
    with database.atomic():
        spend_form_key(form_key, actor, now)
        document, case = locked_paper(document_id, actor)
        day, row, settings = to_wib(now).date(), document_row(document.type), office_settings()
        check_can_sign(document, case, actor, now)
        if words_of(document) != seen:
            raise DocumentNotAllowed(CHANGED)
        text = number_for(Signing(document, row, actor, now, day), settings, number)
        Document.update(number=text).where(Document.id == document.id).execute()
        sent = SentPaper.create(
            document=document.id,
            way=way_of_draft(document),
            state=str(SentState.MULAI),
            words=seen,
            post=str(signing_role(case, row.code, settings)),
            number=text or "",
            block=json.dumps(block_given(document, case, actor, day, text), ensure_ascii=False),
            sent_by=actor.staff_id,
            sent_at=now,
        )
        if case is not None:
            touch(case)
        audit_trail.write(actor, now, AuditEvent("ttd_layanan_mulai", f"document:{document.id}", after=text or ""))
        return sent


def check_can_sign(document: Document, case: Complaint | None, actor: Actor, now: datetime) -> None:
    """Raise where this person cannot sign this draft through the own service now: DocumentNotAllowed, AlreadyDone."""
    day, row, settings = to_wib(now).date(), document_row(document.type), office_settings()
    check_unsigned(document)
    check_here(document)
    if not row_of(way_of_draft(document)).service:
        raise DocumentNotAllowed("Naskah ini tidak ditandatangani lewat layanan tanda tangan kantor.")
    check_signer(row, case, actor, settings, day)
    check_ready(document, case, row, signs_as(case, row.code, actor, settings, day), settings)
    block_on(json.loads(document.facts), signing_role(case, row.code, settings), actor, row.code, day)
    if service_in_use() is None:
        raise DocumentNotAllowed(NO_SERVICE)
    if not nik_of(actor):
        raise DocumentNotAllowed(NO_NIK)


def allow_code(document_id: int, actor: Actor, now: datetime, *, form_key: str | None = None) -> SigningService:
    """Return the service of which who can sign this draft now may ask a one-time code, once for each form.

    Raises DocumentNotAllowed, AlreadyDone, NotVisible.
    """
    with database.atomic():
        spend_form_key(form_key, actor, now)
        check_can_sign(*locked_paper(document_id, actor), actor, now)
        row = service_in_use()
        if row is None or row.asks != Asks.CODE:
            raise DocumentNotAllowed("Layanan kantor tidak memakai kode. Muat ulang halamannya.")
        return row


def nik_of(actor: Actor) -> str:
    """Return the NIK this person entered of himself; empty where he did not."""
    staff: Staff | None = Staff.get_or_none(Staff.id == actor.staff_id)
    return staff.nik if staff is not None else ""


def block_today(document: Document, case: Complaint | None, actor: Actor, now: datetime) -> dict[str, object]:
    """Return what this person's signature gives a draft now, but number and date. Raises DocumentNotAllowed."""
    return undated(block_given(document, case, actor, to_wib(now).date(), None))


def undated(block: Mapping[str, object]) -> dict[str, object]:
    """Return a block without number and date, which everybody knows are added when it is signed."""
    return {key: value for key, value in block.items() if key not in ("number", "date")}


def block_given(
    document: Document, case: Complaint | None, actor: Actor, day: date, number: str | None
) -> dict[str, object]:
    """Return what the paper is given at its signature, as it would get on paper."""
    facts, code = json.loads(document.facts), document.type
    block = block_on(facts, signing_role(case, code, office_settings()), actor, code, day)
    given = {"date": day.isoformat()} | ({"number": number} if number is not None else {})
    return block | way_facts(way_of_draft(document)) | given


def facts_sent(document: Document, sent: SentPaper) -> str:
    """Return the facts of a draft as they are sent, as JSON."""
    return json.dumps(json.loads(document.facts) | json.loads(sent.block or "{}"), ensure_ascii=False)


def mark_sent(sent_id: int, pdf: str, actor: Actor, now: datetime, *, made: MadeWord | None = None) -> None:
    """Note that this PDF, made of this Word file, is sent now, whatever comes after.

    Raises AlreadyDone where the attempt ended meanwhile.
    """
    with database.atomic():
        begun = (SentPaper.id == sent_id) & (SentPaper.state == str(SentState.MULAI))
        sent: dict[str, object] = {"state": str(SentState.DI_LUAR), "pdf": pdf, "sent_at": now}
        if made is not None:
            sent |= {"word": made.sha256, "template": made.template_id, "template_sha256": made.template_sha256}
        if not SentPaper.update(sent).where(begun).execute():
            raise AlreadyDone(GONE_ON)
        row = SentPaper.get_by_id(sent_id)
        audit_trail.write(actor, now, AuditEvent("ttd_layanan_kirim", f"document:{row.document_id}", after=pdf))
