"""Confirms that a returned PDF is the paper: its number and date, copy and output in one transaction."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.form_key import spend_form_key
from models.actions.core.office_facts import office_settings
from models.actions.core.sent_papers import open_of, words_of
from models.actions.papers.locked_paper import locked_paper
from models.actions.papers.paper_rights import document_row
from models.actions.papers.sent.receive import CameBack
from models.actions.papers.sign_document import sign_document
from models.actions.papers.signed.attach_signed_copy import Returned, attach_signed_copy
from models.actions.papers.signed.keep_roots import as_far_as_trusted
from models.rules.core.errors import DocumentNotAllowed, NumberNotAllowed
from models.rules.core.texts import storable
from models.rules.papers.copy_states import CopyState
from models.rules.papers.judge_copy import Verdict
from models.rules.papers.numbering import LETTER_PATTERN, PaperDate
from models.rules.papers.signed_elsewhere import Came, Expected, Question, SentState, questions, refusal
from models.rules.papers.signing_ways import row_of
from models.tables import Document, SentPaper, database
from models.tables.core.filled import filled


@dataclass(frozen=True)
class Answers:
    """What somebody says of a returned PDF: number and day as they stand on it, the differences he says yes to."""

    number: str = ""
    day: date | None = None
    agreed: frozenset[str] = frozenset()


def confirm_signed(
    document_id: int, came: CameBack, answers: Answers, actor: Actor, now: datetime, *, form_key: str | None = None
) -> Document:
    """Sign a paper here as it was signed there, its PDF its signed copy. `came`: a look at that PDF taken just now.

    Only who may sign the paper may. Raises DocumentNotAllowed, NumberNotAllowed, AlreadyDone, NotVisible.
    """
    with database.atomic():
        spend_form_key(form_key, actor, now)
        document, _case = locked_paper(document_id, actor)
        sent = _waiting(document)
        where = row_of(sent.way).elsewhere
        asked = _asked(document, sent, came.verdict, answers, where)
        dated = PaperDate(filled(answers.day), f"Tanggal pada PDF yang ditandatangani di {where}.")
        number = storable(answers.number).strip()
        sign_document(document.id, actor, now, number=number, dated=dated, elsewhere=True)
        returned = Returned(came.text, verdict=came.verdict)
        signed = attach_signed_copy(document.id, filled(sent.sha256), returned, actor, now)
        ended = {"state": str(SentState.SELESAI), "ended_by": actor.staff_id, "ended_at": now}
        ended |= {"agreed": "\n".join(each.words for each in asked)}
        SentPaper.update(ended).where(SentPaper.id == sent.id).execute()
        before = " / ".join(dict.fromkeys(filter(None, (sent.number, sent.found_number))))
        event = AuditEvent("tegaskan_naskah", f"document:{document.id}", before, signed.number or document.type)
        audit_trail.write(actor, now, event)
        return Document.get_by_id(document.id)


def _waiting(document: Document) -> SentPaper:
    sent = open_of([document.id]).get(document.id)
    if sent is None or sent.state != SentState.KEMBALI:
        raise DocumentNotAllowed("PDF yang ditandatangani belum diunggah, atau naskahnya sudah diambil kembali.")
    if sent.words != words_of(document):
        raise DocumentNotAllowed("Konsepnya berubah sesudah diserahkan. Ambil kembali, lalu serahkan lagi.")
    return sent


def _asked(
    document: Document, sent: SentPaper, verdict: Verdict, answers: Answers, where: str
) -> tuple[Question, ...]:
    """Return the differences that were said yes to. Raises where one was not, or nobody may say yes."""
    state = as_far_as_trusted(verdict)
    if why := refusal(state):
        raise DocumentNotAllowed(f"{why} Bila {where} tidak dapat memperbaikinya, ambil kembali naskahnya.")
    if document_row(document.type).numbered and not answers.number.strip():
        raise NumberNotAllowed("Nomornya tidak terbaca. Ketik nomor yang tertera pada PDF.")
    if answers.day is None:
        raise NumberNotAllowed("Tanggalnya tidak terbaca. Isi tanggal yang tertera pada PDF.")
    found = questions(expected_of(document, sent), came_of(verdict, state, answers))
    if left := [each for each in found if each.key not in answers.agreed]:
        raise DocumentNotAllowed(f"Jawab dahulu: {left[0].words}")
    return found


def came_of(verdict: Verdict, state: CopyState, answers: Answers) -> Came:
    """Return what a PDF says as the rules ask about it."""
    return Came(state, answers.number.strip(), answers.day, verdict.signer, verdict.signed_at)


def expected_of(document: Document, sent: SentPaper) -> Expected:
    """Return what the office knows of a paper it handed over."""
    signer = json.loads(document.facts).get("signer")
    name = str(signer.get("name") or "") if isinstance(signer, dict) else ""
    pattern = office_settings().get("pola_nomor", LETTER_PATTERN)
    return Expected(name, filled(sent.sent_at), sent.number, pattern)
