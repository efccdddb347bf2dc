"""What in the office's own records may prove a pause: its messages, sent replies, signed papers and files it sent."""

from peewee import ModelSelect

from models.rules.channels.messages import Direction
from models.rules.clocks.pauses import (
    PAUSE_REASONS,
    PauseNotAllowed,
    PauseReason,
    ProofKind,
    ReasonRow,
    letter_proves,
    read_proof,
    record_proves,
)
from models.rules.papers.documents import DocumentState
from models.rules.papers.own.own_type import Form, Numbering
from models.rules.replies.delivery import PURPOSES, ReplyState
from models.tables import Attachment, Complaint, ComplaintMessage, Document, Message, Outbox
from models.tables.core.filled import filled

_BY_PERSON = [str(purpose) for purpose, row in PURPOSES.items() if not row.by_agent and not row.public]
_PAPERS = {code for row in PAUSE_REASONS.values() for code in row.papers}


def messages_proving(case: int) -> "ModelSelect[Message]":
    """Return the messages of a case that the office wrote: its complaint proves nothing."""
    linked = ComplaintMessage.select(ComplaintMessage.message).where(
        (ComplaintMessage.complaint == case) & ComplaintMessage.undone_at.is_null()
    )
    # What left through Aduan is proved by the reply itself.
    ours = (Message.direction == str(Direction.OUT)) & (Message.origin != "aduan")
    return Message.select().where(Message.id.in_(linked) & ours & Message.withdrawn_at.is_null())


def replies_proving(case: int) -> "ModelSelect[Outbox]":
    """Return the replies of a case an officer wrote and that were sent."""
    sent = (Outbox.state == str(ReplyState.SENT)) & Outbox.purpose.in_(_BY_PERSON)
    return Outbox.select().where((Outbox.complaint == case) & sent)


def files_proving(case: int) -> "ModelSelect[Attachment]":
    """Return the files the office sent in a case and did not take back."""
    linked = ComplaintMessage.select(ComplaintMessage.message).where(
        (ComplaintMessage.complaint == case) & ComplaintMessage.undone_at.is_null()
    )
    sent = (Message.direction == str(Direction.OUT)) & Message.withdrawn_at.is_null()
    ours = Message.select(Message.id).where(Message.id.in_(linked) & sent)
    return Attachment.select().where(Attachment.message.in_(ours))


def papers_proving(case: int) -> "ModelSelect[Document]":
    """Return the signed papers of these sorts and of own types, of a case or of the office itself (berita acara)."""
    own = (Document.complaint == case) | Document.complaint.is_null()
    signed = Document.state == str(DocumentState.DITANDATANGANI)
    sorts = Document.type.in_(list(_PAPERS)) | Document.own_version.is_null(False)
    return Document.select().where(own & signed & sorts)


def check_proof(case: Complaint, reason: PauseReason, proof: str) -> None:
    """Raise PauseNotAllowed where the proof does not exist, belongs to another case, or does not fit the reason."""
    kind, number = read_proof(proof)
    row = PAUSE_REASONS[reason]
    found = _found(case, kind, number)
    if found is None:
        raise PauseNotAllowed(
            "Bukti itu tidak ada pada kasus ini, bukan dari kantor, atau naskahnya belum ditandatangani."
        )
    if kind not in row.kinds or (isinstance(found, Document) and not _fits(found, row)):
        raise PauseNotAllowed(f"Bukti itu tidak cocok. Alasan “{row.label}” dibuktikan dengan {row.proof}.")


def _fits(paper: Document, row: ReasonRow) -> bool:
    """Whether a signed paper is of a sort that proves this; an own type's sheet without letter number is a record."""
    if paper.own_version_id is None:
        return paper.type in row.papers
    own = filled(paper.own_version)
    letter = own.form != Form.LEMBAR or own.numbering == Numbering.SURAT
    return letter_proves(row) if letter else record_proves(row)


def _found(case: Complaint, kind: ProofKind, number: int) -> Message | Outbox | Attachment | Document | None:
    if kind is ProofKind.PESAN:
        return messages_proving(case.id).where(Message.id == number).first()
    if kind is ProofKind.BALASAN:
        return replies_proving(case.id).where(Outbox.id == number).first()
    if kind is ProofKind.LAMPIRAN:
        return files_proving(case.id).where(Attachment.id == number).first()
    return papers_proving(case.id).where(Document.id == number).first()
