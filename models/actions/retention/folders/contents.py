"""Lists what belongs into the folder of a case: papers, files of messages and answers, photos, proofs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from models.actions.core.own_types.catalogue import catalogue
from models.actions.papers.document_facts import linked_messages
from models.actions.papers.keep_pdf import known_pdf
from models.actions.papers.numbers.archive_codes import file_code
from models.rules.channels.channels import CHANNELS
from models.rules.channels.messages import HandleKind
from models.rules.core.moments import to_wib
from models.rules.papers.copy_states import COPY_STATES, state_of
from models.rules.papers.documents import ENDED_WORDS, paper_title
from models.rules.papers.numbering import code_in
from models.rules.replies.delivery import PURPOSES, WAY_LABELS, Purpose, ReplyState, Way
from models.tables import (
    Attachment,
    ChannelAccount,
    Complaint,
    DeliveryProof,
    Document,
    Message,
    Outbox,
    ReplyFile,
    ReportPhoto,
    Thread,
)

ELECTRONIC, SCANNED = "elektronik", "kertas; pindaiannya tersimpan"
_ON_PAPER = (Way.SURAT, Way.TATAP_MUKA)
_AT_THE_DESK = [kind for kind, row in CHANNELS.items() if row.handle_kind is HandleKind.DESK]


@dataclass(frozen=True)
class FolderItem:
    """One item of a folder. `pages_of`: the stored PDF whose pages are its sheets, empty for what is not printed."""

    code: str
    what: str
    day: date | None
    remark: str
    pages_of: str = ""


def folder_items(case: Complaint) -> list[FolderItem]:
    """Return the items of a folder by day; what the case holds only electronically says so."""
    code = file_code(case)
    found = [*_conversation(case, code), *_papers(case, code), *_files(case, code), *_proofs(case, code)]
    return sorted(found, key=lambda one: (one.day is None, one.day or date.min))


def _conversation(case: Complaint, code: str) -> Iterator[FolderItem]:
    messages = linked_messages(case)
    if messages:
        first, last = (_day(messages[at].sent_at) for at in (0, -1))
        until = f" sampai {last:%d-%m-%Y}" if last and last != first else ""
        yield FolderItem(code, f"Percakapan dengan pelapor, {len(messages)} pesan{until}", first, ELECTRONIC)


def _papers(case: Complaint, code: str) -> Iterator[FolderItem]:
    types = catalogue()
    signed = (Document.complaint == case.id) & Document.signed_at.is_null(False)
    for paper in Document.select().where(signed).order_by(Document.signed_at, Document.id):
        row, title = types.get(paper.type), paper_title(paper)
        own = code_in(paper.number or "") if row and row.numbered else ""  # as it was given, also from outside
        what = f"{title}, nomor {paper.number}" if paper.number else title
        yield FolderItem(own or code, what, paper.date or _day(paper.signed_at), _of_paper(paper), _pages_of(paper))


def _pages_of(paper: Document) -> str:
    """Return the PDF that is in the folder as paper: the signed copy, else the one made of the Word file."""
    made = known_pdf(paper.sha256) if paper.sha256 else None
    return paper.signed_copy or made or ""


def _of_paper(paper: Document) -> str:
    ended = f"{ENDED_WORDS[paper.state]}; " if paper.state in ENDED_WORDS else ""
    if not paper.signed_copy:
        return f"{ended}salinan bertanda tangan belum ada"
    return f"{ended}salinan bertanda tangan: {COPY_STATES[state_of(paper.signed_copy_state)].label}"


def _files(case: Complaint, code: str) -> Iterator[FolderItem]:
    """Yield the files of messages, of answers that were sent, and the photos of field checks."""
    ids = [row.id for row in linked_messages(case)]
    rows = Attachment.select(Attachment, Message.id, Message.sent_at).join(Message)
    mine = Attachment.message.in_(ids) & (Attachment.state != "dimusnahkan")
    by_hand = _at_the_desk(ids)
    for row in rows.where(mine).order_by(Attachment.id):
        medium = SCANNED if row.message_id in by_hand and row.sha256 else ELECTRONIC
        lacks = "" if row.sha256 else "; berkasnya tidak tersimpan"
        name = row.filename or "tanpa nama"
        yield FolderItem(code, f"Lampiran pesan: {name}", _day(row.message.sent_at), medium + lacks)
    sent = (Outbox.complaint == case.id) & (Outbox.state == str(ReplyState.SENT)) & ReplyFile.sha256.is_null(False)
    answers = ReplyFile.select(ReplyFile, Outbox.id, Outbox.sent_at).join(Outbox, on=ReplyFile.reply)
    for file in answers.where(sent).order_by(ReplyFile.id):
        yield FolderItem(code, f"Lampiran jawaban: {file.filename}", _day(file.reply.sent_at), ELECTRONIC)
    kept = (ReportPhoto.complaint == case.id) & ReportPhoto.removed_at.is_null()
    for photo in ReportPhoto.select().where(kept).order_by(ReportPhoto.id):
        what = ": ".join(part for part in ("Foto penelitian lapangan", photo.caption) if part)
        yield FolderItem(code, what, _day(photo.taken_at or photo.made_at), ELECTRONIC)


def _at_the_desk(messages: list[int]) -> set[int]:
    """Return those of these messages that an officer filed by hand: their files are scans of paper."""
    typed = Message.select(Message.id).join(Thread).join(ChannelAccount)
    mine = Message.id.in_(messages) & ChannelAccount.kind.in_(_AT_THE_DESK)
    return {key for (key,) in typed.where(mine).tuples()}


def _proofs(case: Complaint, code: str) -> Iterator[FolderItem]:
    mine = (DeliveryProof.complaint == case.id) & DeliveryProof.sha256.is_null(False)
    for row in DeliveryProof.select().where(mine).order_by(DeliveryProof.id):
        what = f"Bukti {PURPOSES[Purpose(row.purpose)].label.lower()}: {WAY_LABELS[Way(row.way)].lower()}"
        yield FolderItem(code, what, _day(row.delivered_at), SCANNED if Way(row.way) in _ON_PAPER else ELECTRONIC)


def _day(moment: datetime | None) -> date | None:
    return to_wib(moment).date() if moment else None
