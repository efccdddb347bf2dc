"""Confirms that a returned PDF is the paper: its number and date, copy and output in one transaction."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.form_key import spend_form_key
from models.actions.core.law.undo_outputs import undo_paper
from models.actions.core.office_facts import office_settings
from models.actions.core.sent_papers import mark_of, open_of, words_of
from models.actions.papers.drafts.shortfalls import shortfalls_since
from models.actions.papers.locked_paper import locked_paper
from models.actions.papers.paper_rights import document_row
from models.actions.papers.sent.receive import CameBack
from models.actions.papers.sent.sent_rights import check_confirmer, post_of
from models.actions.papers.sent.signed_there import signed_there
from models.actions.papers.sign_document import sign_document
from models.actions.papers.signed.attach_signed_copy import Returned, attach_signed_copy
from models.actions.papers.signed.keep_roots import as_far_as_trusted
from models.actions.privacy.check_masked import names_protected
from models.rules.cases.sop import STAGES, Stage
from models.rules.core.errors import DocumentNotAllowed, NumberNotAllowed
from models.rules.core.texts import storable
from models.rules.papers.numbering import LETTER_PATTERN, PaperDate
from models.rules.papers.same_words import Sameness
from models.rules.papers.signed_copy import check_belongs
from models.rules.papers.signed_elsewhere import (
    Came,
    Expected,
    LostFile,
    Question,
    SentState,
    Typed,
    questions,
    refusal,
)
from models.rules.papers.signing_ways import row_of
from models.tables import Complaint, Document, SentPaper, database
from models.tables.core.filled import filled

_ORDER = {stage: place for place, stage in enumerate(STAGES)}


@dataclass(frozen=True)
class Answers:
    """What somebody says of a returned PDF: number and day as they stand on it, the differences he says yes to.

    `seen`: the mark of the PDF he looked at; `agreed`: the answers of the questions he read.
    """

    number: str = ""
    day: date | None = None
    agreed: frozenset[str] = frozenset()
    seen: str = ""


def confirm_signed(
    document_id: int, came: CameBack, answers: Answers, actor: Actor, now: datetime, *, form_key: str | None = None
) -> Document:
    """Count a paper as signed as it was signed there, its PDF its signed copy. `came`: a look at it taken just now.

    Only who may sign such a paper today may, whoever signed it.
    Raises DocumentNotAllowed, NumberNotAllowed, AlreadyDone, NotVisible.
    """
    with database.atomic():
        spend_form_key(form_key, actor, now)
        document, case = locked_paper(document_id, actor)
        sent = _waiting(document, case, answers.seen, actor, now)
        where = row_of(sent.way).elsewhere
        asked = _asked(document, case, sent, came, answers)
        dated = PaperDate(filled(answers.day), f"Tanggal pada PDF yang ditandatangani di {where}.")
        number = storable(answers.number).strip()
        by = signed_there(document, case, sent, came.verdict, now)
        sign_document(document.id, actor, now, number=number, dated=dated, elsewhere=by)
        returned = Returned(came.text, verdict=came.verdict)
        signed = attach_signed_copy(document.id, filled(sent.sha256), returned, actor, now)
        ended = {"state": str(SentState.SELESAI), "ended_by": actor.staff_id, "ended_at": now}
        ended |= {"agreed": "\n".join(each.words for each in asked)}
        SentPaper.update(ended).where(SentPaper.id == sent.id).execute()
        keep_out_of_course(document, case)
        before = " / ".join(dict.fromkeys(filter(None, (sent.number, sent.found_number))))
        event = AuditEvent("tegaskan_naskah", f"document:{document.id}", before, signed.number or document.type)
        audit_trail.write(actor, now, event)
        return Document.get_by_id(document.id)


def keep_out_of_course(document: Document, case: Complaint | None) -> None:
    """Undo what a paper counts as where its case was taken back to before its step, which waits for another one.

    Where the case went on past that step it counts as it would have in time.
    """
    stage = _late_stage(document, case)
    if stage is not None and all(_ORDER[stage] < _ORDER[own] for own in document_row(document.type).stages):
        undo_paper(document.id)


def _late_stage(document: Document, case: Complaint | None) -> Stage | None:
    """Return the stage of the case where it is none at which such a paper is signed.

    For one of an own type no step waits, and where it is offered may change while it is away: none is too late.
    """
    row = document_row(document.type)
    stage = Stage(case.stage) if case is not None and row.of_case and not row.own else None
    return stage if stage not in (*row.stages, *row.late) else None


def _waiting(document: Document, case: Complaint | None, seen: str, actor: Actor, now: datetime) -> SentPaper:
    sent = open_of([document.id]).get(document.id)
    check_confirmer(document, case, sent, actor, now)
    if sent is None or sent.state != SentState.KEMBALI:
        raise DocumentNotAllowed("PDF yang ditandatangani belum diunggah, atau naskahnya sudah diambil kembali.")
    if seen != mark_of(sent):
        raise DocumentNotAllowed("PDF ini baru saja diganti. Cocokkan PDF yang kini ada, lalu tegaskan.")
    if sent.words != words_of(document):
        raise DocumentNotAllowed("Konsepnya berubah sesudah diserahkan. Ambil kembali, lalu serahkan lagi.")
    return sent


def _asked(
    document: Document, case: Complaint | None, sent: SentPaper, came: CameBack, answers: Answers
) -> tuple[Question, ...]:
    """Return the differences that were said yes to. Raises where one was not, or nobody may say yes."""
    where, words = row_of(sent.way).elsewhere, came.verdict.words
    if why := refusal(as_far_as_trusted(came.verdict), words):
        raise DocumentNotAllowed(f"{why} Bila {where} tidak dapat memperbaikinya, ambil kembali naskahnya.")
    if words is not Sameness.SAME and case is not None and case.number in document.facts:
        check_belongs((case.number,), came.text, "")
    if document_row(document.type).numbered and not answers.number.strip():
        raise NumberNotAllowed("Nomornya tidak terbaca. Ketik nomor yang tertera pada PDF.")
    if answers.day is None:
        raise NumberNotAllowed("Tanggalnya tidak terbaca. Isi tanggal yang tertera pada PDF.")
    found = asked_of(document, sent, came, answers)
    if left := [each for each in found if each.answer not in answers.agreed]:
        raise DocumentNotAllowed(f"Jawab dahulu: {left[0].words}")
    return found


def asked_of(document: Document, sent: SentPaper, came: CameBack, answers: Answers) -> tuple[Question, ...]:
    """Return what has to be said yes to about a PDF and what is typed of it."""
    verdict, typed = came.verdict, Typed(answers.number.strip(), answers.day)
    read = Came(as_far_as_trusted(verdict), came.number, came.day, verdict.signer, verdict.signed_at)
    return questions(expected_of(document, sent, came.lost), read, typed)


def expected_of(document: Document, sent: SentPaper, lost: tuple[LostFile, ...] = ()) -> Expected:
    """Return what the office knows of a paper it handed over; `lost`: of the files that went."""
    signer = json.loads(document.facts).get("signer")
    name = str(signer.get("name") or "") if isinstance(signer, dict) else ""
    pattern = office_settings().get("pola_nomor", LETTER_PATTERN)
    return Expected(name, filled(sent.sent_at), sent.number, pattern, (*lost, *since_handed(document, sent)))


def since_handed(document: Document, sent: SentPaper) -> Iterator[str]:
    """Yield what became otherwise since a paper was handed over: it was signed as it went, and may be so no more."""
    case = document.complaint if document.complaint_id else None
    if (stage := _late_stage(document, case)) is not None:
        yield f"Kasusnya kini pada tahap “{STAGES[stage].label}”, yang tidak menunggu naskah ini."
    if case is not None and names_protected(document, case):
        yield "Identitas pelapor dirahasiakan, dan naskah ini menyebutnya."
    yield from shortfalls_since(document, case, post_of(document, case, sent), office_settings())
