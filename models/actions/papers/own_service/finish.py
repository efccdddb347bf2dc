"""Counts a paper as signed whose PDF the own service gave back: with the number and date it was sent with."""

import json
from datetime import date, datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.form_key import spend_form_key
from models.actions.core.sent_papers import mark_of, open_of, words_of
from models.actions.papers.locked_paper import locked_paper
from models.actions.papers.own_service.attempt import facts_sent
from models.actions.papers.sent.confirm import keep_out_of_course, since_handed
from models.actions.papers.sent.receive import CameBack
from models.actions.papers.sent.sent_rights import check_confirmer
from models.actions.papers.sent.signed_there import signed_there
from models.actions.papers.sign_document import sign_document
from models.actions.papers.signed.attach_signed_copy import Returned, attach_signed_copy
from models.actions.papers.signed.keep_roots import as_far_as_trusted
from models.rules.core.errors import DocumentNotAllowed
from models.rules.papers.judge_copy import Verdict
from models.rules.papers.numbering import PaperDate
from models.rules.papers.signature_place import Placed, place_questions
from models.rules.papers.signed_elsewhere import Came, Expected, Question, SentState, Typed, questions, refusal
from models.tables import Complaint, Document, SentPaper, database
from models.tables.core.filled import filled


def finish_signed(
    document_id: int,
    came: CameBack,
    seen: str,
    agreed: frozenset[str],
    actor: Actor,
    now: datetime,
    *,
    form_key: str | None = None,
) -> Document:
    """Count a paper as signed, the service's PDF its signed copy. `came`: a look at it just now; `seen`: its mark.

    Only who may sign such a paper today may. Raises DocumentNotAllowed, NumberNotAllowed, AlreadyDone, NotVisible.
    """
    with database.atomic():
        spend_form_key(form_key, actor, now)
        document, case = locked_paper(document_id, actor)
        sent = _waiting(document, case, seen, actor, now)
        asked = _asked(sent, came, agreed)
        Document.update(facts=facts_sent(document, sent)).where(Document.id == document.id).execute()
        by = signed_there(Document.get_by_id(document.id), case, sent, came.verdict, now)
        dated = PaperDate(day_of(sent), "Tanggal pada PDF yang ditandatangani di layanan tanda tangan.")
        signed = sign_document(document.id, actor, now, number=sent.number or None, dated=dated, elsewhere=by)
        attach_signed_copy(document.id, filled(sent.sha256), Returned(came.text, verdict=came.verdict), actor, now)
        ended = {"state": str(SentState.SELESAI), "ended_by": actor.staff_id, "ended_at": now}
        ended |= {"agreed": "\n".join(each.words for each in asked)}
        SentPaper.update(ended).where(SentPaper.id == sent.id).execute()
        keep_out_of_course(document, case)
        event = AuditEvent("tegaskan_naskah", f"document:{document.id}", sent.number, signed.number or document.type)
        audit_trail.write(actor, now, event)
        return Document.get_by_id(document.id)


def day_of(sent: SentPaper) -> date:
    """Return the date a paper was sent with."""
    return date.fromisoformat(json.loads(sent.block)["date"])


def asked_of_service(sent: SentPaper, verdict: Verdict, where: Placed) -> tuple[Question, ...]:
    """Return what has to be said yes to about a PDF before it counts: signer, what and where it is, what changed."""
    signer = json.loads(sent.block)["signer"]
    since = tuple(since_handed(sent.document, sent))
    expected = Expected(str(signer.get("name") or ""), filled(sent.sent_at), sent.number, since=since)
    read = Came(as_far_as_trusted(verdict), sent.number, None, verdict.signer, verdict.signed_at)
    return questions(expected, read, Typed(sent.number, day_of(sent))) + place_questions(where)


def _waiting(document: Document, case: Complaint | None, seen: str, actor: Actor, now: datetime) -> SentPaper:
    sent = open_of([document.id]).get(document.id)
    check_confirmer(document, case, sent, actor, now)
    if sent is None or sent.state != SentState.KEMBALI or not sent.block:
        raise DocumentNotAllowed("Tidak ada PDF dari layanan tanda tangan yang menunggu. Muat ulang halamannya.")
    if seen != mark_of(sent):
        raise DocumentNotAllowed("PDF ini baru saja diganti. Lihat PDF yang kini ada, lalu ulangi.")
    if sent.words != words_of(document):
        raise DocumentNotAllowed("Konsepnya berubah sesudah dikirim. Nyatakan bahwa PDF ini tidak dipakai.")
    return sent


def _asked(sent: SentPaper, came: CameBack, agreed: frozenset[str]) -> tuple[Question, ...]:
    if why := refusal(as_far_as_trusted(came.verdict), came.verdict.words):
        raise DocumentNotAllowed(why)
    found = asked_of_service(sent, came.verdict, came.placed)
    if left := [each for each in found if each.answer not in agreed]:
        raise DocumentNotAllowed(f"Jawab dahulu: {left[0].words}")
    return found
