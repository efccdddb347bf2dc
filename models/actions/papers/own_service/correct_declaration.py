"""Takes back that a paper was not signed at the service, with a reason; both stay, until another attempt signed."""

from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import touch
from models.actions.core.form_key import spend_form_key
from models.actions.core.sent_papers import MOST_REASON, all_of, late_of, words_of
from models.actions.papers.locked_paper import locked_paper
from models.actions.papers.sent.sent_rights import check_handler
from models.rules.core.errors import DocumentNotAllowed, ReasonMissing
from models.rules.core.texts import storable
from models.rules.papers.signed_elsewhere import OPEN, SentState
from models.rules.papers.signing_ways import row_of
from models.rules.papers.unfinished import UNSIGNED
from models.tables import Document, SentPaper, Staff, database

_CHANGED = (
    "Konsepnya sudah diubah sesudah dikirim, jadi yang ditandatangani di layanan bukan lagi naskah ini. Kembalikan "
    "isinya lebih dahulu, atau beri tahu Administrator."
)


def declared_of(document: Document) -> SentPaper | None:
    """Return the attempt of a draft that somebody said signed nothing: one whose PDF came late, else the last.

    None while one is open.
    """
    rows = all_of(document.id)
    if document.state not in UNSIGNED or any(row.state in OPEN for row in rows):
        return None
    said = (row for row in reversed(rows) if row.state == SentState.TIDAK_JADI and row_of(row.way).service)
    return late_of(rows) or next(said, None)


def correct_declaration(
    document_id: int, reason: str, actor: Actor, now: datetime, *, form_key: str | None = None
) -> SentPaper:
    """Take back that a draft was not signed: a further row of its attempt is unsure, or back with the PDF it has.

    Raises DocumentNotAllowed, ReasonMissing, AlreadyDone, NotVisible.
    """
    with database.atomic():
        spend_form_key(form_key, actor, now)
        document, case = locked_paper(document_id, actor)
        said = declared_of(document)
        check_handler(document, case, said, actor, now)
        if said is None:
            raise DocumentNotAllowed("Tidak ada pernyataan yang dapat dicabut. Muat ulang halamannya.")
        if said.words != words_of(document):
            raise DocumentNotAllowed(_CHANGED)
        if not reason.strip():
            raise ReasonMissing("Tuliskan mengapa pernyataan itu keliru.")
        anew = _again(said, reason, actor)
        if case is not None:
            touch(case)
        audit_trail.write(
            actor, now, AuditEvent("ttd_layanan_cabut", f"document:{document.id}", said.state, anew.state)
        )
        return anew


def _again(said: SentPaper, reason: str, actor: Actor) -> SentPaper:
    who = Staff.get_by_id(actor.person_id)
    why = f"Pernyataan dicabut oleh {who.name or who.username}: {storable(reason).strip()}"
    return SentPaper.create(
        document=said.document_id,
        way=said.way,
        state=str(SentState.KEMBALI if said.sha256 else SentState.TIDAK_PASTI),
        words=said.words,
        post=said.post,
        word=said.word,
        template=said.template_id,
        template_sha256=said.template_sha256,
        number=said.number,
        sent_by=said.sent_by_id,
        sent_at=said.sent_at,
        block=said.block,
        pdf=said.pdf,
        reason=why[:MOST_REASON],
        sha256=said.sha256,
        returned_by=said.returned_by_id,
        returned_at=said.returned_at,
    )
