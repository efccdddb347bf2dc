"""Keeps the PDF that came back for a draft, with what was read in it; nothing of the paper changes by that."""

from dataclasses import dataclass
from datetime import date, datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import touch
from models.actions.core.form_key import spend_form_key
from models.actions.core.sent_papers import open_of
from models.actions.papers.locked_paper import locked_paper
from models.actions.papers.sent.sent_rights import check_handler
from models.actions.papers.sign_document import check_unsigned
from models.actions.papers.signed.attach_signed_copy import check_new
from models.actions.papers.signed.keep_roots import as_far_as_trusted
from models.rules.core.errors import AlreadyDone, DocumentNotAllowed
from models.rules.core.texts import storable
from models.rules.papers.judge_copy import Verdict
from models.rules.papers.same_words import Sameness
from models.rules.papers.signature_place import Placed
from models.rules.papers.signed_copy import check_belongs
from models.rules.papers.signed_elsewhere import LostFile, SentState, unfilled
from models.rules.papers.signing_ways import row_of
from models.tables import Complaint, Document, SentPaper, database


@dataclass(frozen=True)
class CameBack:
    """A PDF from where a paper was signed: its text, what it was found to be, the number and day read in it."""

    text: str
    verdict: Verdict
    number: str = ""
    day: date | None = None
    rest: str = ""  # the text of its later pages, on which no number of its own stands
    lost: tuple[LostFile, ...] = ()  # of what went: it was compared with, or will be issued from, what is left
    placed: Placed = Placed.UNKNOWN  # where its signature is seen, of the own service alone


def check_came_back(document_id: int, came: CameBack, actor: Actor, now: datetime) -> None:
    """Raise what keep_returned would raise of the paper and this text, before the file is stored."""
    with database.atomic():
        _checked(document_id, came, actor, now)


def keep_returned(
    document_id: int, sha256: str, came: CameBack, actor: Actor, now: datetime, *, form_key: str | None = None
) -> SentPaper:
    """Keep a stored PDF as what came back for a draft; another may take its place until somebody confirms one.

    Raises DocumentNotAllowed, AlreadyDone, NotVisible.
    """
    with database.atomic():
        spend_form_key(form_key, actor, now)
        document, case, sent = _checked(document_id, came, actor, now)
        check_new(document, sha256)
        if sent.sha256 == sha256:
            raise AlreadyDone("PDF ini sudah diunggah. Jawab pertanyaannya, atau unggah PDF lain.")
        found = _found(came) | {"sha256": sha256, "returned_by": actor.staff_id, "returned_at": now}
        if sent.state == SentState.KEMBALI:
            sent = _another(sent, actor, now)
        state = {"state": str(SentState.KEMBALI)}
        SentPaper.update(found | state).where(SentPaper.id == sent.id).execute()
        _after(document, case, AuditEvent("naskah_kembali", f"document:{document.id}", after=sha256), actor, now)
        return SentPaper.get_by_id(sent.id)


def look_anew(
    document_id: int, sha256: str, came: CameBack, actor: Actor, now: datetime, *, form_key: str | None = None
) -> SentPaper:
    """Store what the PDF that is here was found to be on a further look. Raises DocumentNotAllowed, NotVisible."""
    with database.atomic():
        spend_form_key(form_key, actor, now)
        document, case, sent = _checked(document_id, came, actor, now)
        if sent.sha256 != sha256:
            raise DocumentNotAllowed("PDF ini baru saja diganti. Muat ulang halamannya.")
        SentPaper.update(_found(came)).where(SentPaper.id == sent.id).execute()
        event = AuditEvent("periksa_naskah_kembali", f"document:{document.id}", sent.copy_state, came.verdict.state)
        _after(document, case, event, actor, now)
        return SentPaper.get_by_id(sent.id)


def _checked(
    document_id: int, came: CameBack, actor: Actor, now: datetime
) -> tuple[Document, Complaint | None, SentPaper]:
    document, case = locked_paper(document_id, actor)
    check_unsigned(document)
    sent = open_of([document.id]).get(document.id)
    check_handler(document, case, sent, actor, now)
    if sent is None:
        raise DocumentNotAllowed("Naskah ini tidak sedang diserahkan ke mana pun. Muat ulang halamannya.")
    left = "" if row_of(sent.way).service else unfilled(f"{came.text}\n{came.rest}")
    if left:
        raise DocumentNotAllowed(
            f"PDF ini masih memuat {left}, jadi belum diisi {row_of(sent.way).elsewhere}. Tekan Perbarui PDF di "
            "sana, unduh lagi, lalu unggah."
        )
    if case is not None and came.verdict.words is Sameness.DIFFERENT and case.number in document.facts:
        # Another's letter is kept nowhere in this case, where its destruction would not find it.
        check_belongs((case.number,), came.text, case.number)
    return document, case, sent


def _found(came: CameBack) -> dict[str, object]:
    verdict = came.verdict
    return {
        "found_number": storable(came.number),
        "found_day": came.day.isoformat() if came.day else "",
        "compared": str(verdict.words),
        "copy_state": str(as_far_as_trusted(verdict)),
        "signer": storable(verdict.signer),
        "signed_at": verdict.signed_at,
        "roots": " ".join(verdict.roots),
        "difference": storable(verdict.difference),
        "placed": str(came.placed),
    }


def _another(sent: SentPaper, actor: Actor, now: datetime) -> SentPaper:
    """End a hand-over whose PDF is replaced, keeping the file; return a row for the next one."""
    ended = {"state": str(SentState.DIGANTI), "ended_by": actor.staff_id, "ended_at": now}
    SentPaper.update(ended).where(SentPaper.id == sent.id).execute()
    return SentPaper.create(
        document=sent.document_id,
        way=sent.way,
        words=sent.words,
        number=sent.number,
        post=sent.post,
        word=sent.word,
        template=sent.template_id,
        template_sha256=sent.template_sha256,
        state=str(SentState.DI_LUAR),
        sent_by=sent.sent_by_id,
        sent_at=sent.sent_at,
        block=sent.block,
        pdf=sent.pdf,
    )


def _after(document: Document, case: Complaint | None, event: AuditEvent, actor: Actor, now: datetime) -> None:
    if case is not None:
        touch(case)
    audit_trail.write(actor, now, event)
