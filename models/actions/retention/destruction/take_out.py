"""Takes what a case says out of the database: texts, identities, papers. Number, course, times and figures stay.

Called inside the transaction of `carry_out`; gives the files that are then nobody's.
"""

import hashlib
import json
from datetime import datetime

from peewee import ColumnBase, Field

from models.actions.figures.close_month import canonical, month_hash
from models.rules.retention.retention import DESTROYED
from models.tables import (
    Attachment,
    BaseTable,
    CaseNote,
    Complaint,
    ComplaintLink,
    ComplaintMessage,
    ConflictParty,
    DataHandout,
    DeliveryProof,
    Document,
    Draft,
    Envelope,
    FileRemoval,
    History,
    Message,
    MessageVersion,
    MonthClose,
    Notice,
    Outbox,
    Paraf,
    Pause,
    PdfCopy,
    RegisterLine,
    ReplyFile,
    ReportPhoto,
    ReportReturn,
    StepOutput,
    StepRecord,
    Unmasking,
    WaitingFile,
)
from models.tables.core.bulk import insert_rows

# What a line of a closed register says about persons and their story.
_PERSONAL = ("name", "address", "phone", "email", "place", "reported", "time", "problem", "subject")
_MANY = 400
_REPLY_IDS = (Outbox.external_id, Outbox.client_ref, Outbox.reply_to)


def take_out(case: Complaint, now: datetime) -> tuple[int, int]:
    """Empty a case for good; return how many messages and files went. Files are only written down for removal."""
    files = _papers(case) | _photos(case) | _answer_files(case)
    messages, more = take_messages(_own_messages(case), case.id)
    _course(case)
    _register(case)
    files |= more
    ask_removal(files, now)
    empty = dict.fromkeys(("subject", "reported_party", "incident_place", "incident_time", "outside_number"), "")
    changes: dict[str, object] = {**empty, "destroyed_at": now, "unread": 0, "version": Complaint.version + 1}
    Complaint.update(changes).where(Complaint.id == case.id).execute()
    return messages, len(files)


def ask_removal(files: set[str], now: datetime) -> None:
    """Write down files to be removed once the transaction stands."""
    insert_rows(FileRemoval, [{"sha256": sha256, "asked_at": now} for sha256 in sorted(files)], ignore=True)


def _own_messages(case: Complaint) -> list[int]:
    """The messages that stood in this case and in no other that is still kept."""
    mine = ComplaintMessage.select(ComplaintMessage.message).where(ComplaintMessage.complaint == case.id)
    other = ComplaintMessage.select(ComplaintMessage.message).join(Complaint)
    kept = other.where((ComplaintMessage.complaint != case.id) & Complaint.destroyed_at.is_null())
    rows = Message.select(Message.id).where(Message.id.in_(mine) & Message.id.not_in(kept)).order_by(Message.id)
    return [key for (key,) in rows.tuples()]


def take_messages(messages: list[int], complaint: int | None = None) -> tuple[int, set[str]]:
    """Empty these messages with all that came with them, and a case's replies; return how many, and their files."""
    files: set[str] = set()
    for place in range(0, len(messages), _MANY):
        some = messages[place : place + _MANY]
        files |= _attachments(some)
        MessageVersion.update(text=DESTROYED).where(MessageVersion.message.in_(some)).execute()
        for row in Message.select(Message.id, Message.external_id, Message.envelope).where(Message.id.in_(some)):
            _empty_message(row)
    if complaint is not None:
        for reply in Outbox.select().where(Outbox.complaint == complaint):
            emptied: dict[Field, str | None] = {
                Outbox.text: DESTROYED,
                Outbox.reason: "",
                Outbox.approved: "",
                **{field: hidden_id(getattr(reply, field.name)) for field in _REPLY_IDS},
            }
            Outbox.update(emptied).where(Outbox.id == reply.id).execute()
        DeliveryProof.update(text=DESTROYED).where(DeliveryProof.complaint == complaint).execute()
    return len(messages), files


def _empty_message(row: Message) -> None:
    hidden = _hidden(row.external_id)
    emptied = Message.update(external_id=hidden, text=DESTROYED, permalink="", reply_to=None)
    emptied.where(Message.id == row.id).execute()
    if row.envelope_id is not None:
        emptied = Envelope.update(external_id=hidden, payload="{}", alias_id=None)
        emptied.where(Envelope.id == row.envelope_id).execute()


def hidden_id(external_id: str | None) -> str | None:
    """Return what stands for a platform's id, which may hold a telephone number; the same id gives the same."""
    return None if external_id is None else _hidden(external_id)


def _hidden(external_id: str) -> str:
    if external_id.startswith("musnah:"):
        return external_id
    return "musnah:" + hashlib.sha256(external_id.encode()).hexdigest()


def _attachments(messages: list[int]) -> set[str]:
    mine = Attachment.message.in_(messages)
    files = _named(Attachment, Attachment.sha256, mine)
    emptied = Attachment.update(sha256=None, filename="", ref="{}", reason="", state="dimusnahkan", next_try_at=None)
    emptied.where(mine).execute()
    return files


def _papers(case: Complaint) -> set[str]:
    mine = Document.complaint == case.id
    issued = _named(Document, Document.sha256, mine)
    files = issued | _named(Document, Document.signed_copy, mine)
    files |= _named(PdfCopy, PdfCopy.sha256, PdfCopy.source.in_(sorted(issued)))
    PdfCopy.delete().where(PdfCopy.source.in_(sorted(issued))).execute()
    Paraf.update(comment="").where(Paraf.document.in_(Document.select(Document.id).where(mine))).execute()
    emptied = Document.update(facts="{}", recipient="", subject="", sha256=None, signed_copy=None)
    emptied.where(mine).execute()
    proven = DeliveryProof.complaint == case.id
    files |= _named(DeliveryProof, DeliveryProof.sha256, proven)
    DeliveryProof.update(sha256=None).where(proven).execute()
    return files


def _photos(case: Complaint) -> set[str]:
    mine = ReportPhoto.complaint == case.id
    files = _named(ReportPhoto, ReportPhoto.sha256, mine)
    ReportPhoto.update(sha256="", caption="", latitude=None, longitude=None).where(mine).execute()
    return files - {""}


def _answer_files(case: Complaint) -> set[str]:
    """The files that went out with answers, and those put to an answer that was never sent."""
    mine = ReplyFile.reply.in_(Outbox.select(Outbox.id).where(Outbox.complaint == case.id))
    files = _named(ReplyFile, ReplyFile.sha256, mine)
    ReplyFile.update(sha256=None, filename="").where(mine).execute()
    waiting = WaitingFile.complaint == case.id
    files |= _named(WaitingFile, WaitingFile.sha256, waiting)
    WaitingFile.delete().where(waiting).execute()
    return files


def _course(case: Complaint) -> None:
    records = StepRecord.select(StepRecord.id).where(StepRecord.complaint == case.id)
    CaseNote.update(text="").where(CaseNote.complaint == case.id).execute()
    ReportReturn.update(reason="").where(ReportReturn.complaint == case.id).execute()
    StepOutput.update(text="", facts="{}").where(StepOutput.complaint == case.id).execute()
    History.update(reason="").where(History.complaint == case.id).execute()
    Pause.update(why="").where(Pause.record.in_(records)).execute()
    ConflictParty.update(why="").where(ConflictParty.complaint == case.id).execute()
    Unmasking.update(motive="").where(Unmasking.complaint == case.id).execute()
    DataHandout.update(motive="").where(DataHandout.complaint == case.id).execute()
    linked = (ComplaintLink.source == case.id) | (ComplaintLink.target == case.id)
    ComplaintLink.update(why="").where(linked).execute()
    Draft.delete().where(Draft.complaint == case.id).execute()
    Notice.update(text=DESTROYED).where(Notice.complaint == case.id).execute()


def _register(case: Complaint) -> None:
    """Empty the person out of closed registers and seal those months anew; their figures stay as they were."""
    months = set()
    for line in RegisterLine.select().where(RegisterLine.complaint == case.id):
        facts = json.loads(line.facts)
        hidden = {name: DESTROYED if name == "name" else "" for name in _PERSONAL if name in facts}
        RegisterLine.update(facts=canonical(facts | hidden), reason=line.reason and DESTROYED).where(
            RegisterLine.id == line.id
        ).execute()
        months.add(line.month)
    for month in sorted(months):
        close = MonthClose.get(MonthClose.month == month)
        frozen = (RegisterLine.month == month) & RegisterLine.corrects.is_null()
        lines = RegisterLine.select(RegisterLine.facts).where(frozen).order_by(RegisterLine.position)
        sealed = month_hash(close.figures, [facts for (facts,) in lines.tuples()])
        MonthClose.update(sha256=sealed).where(MonthClose.id == close.id).execute()


def _named(table: type[BaseTable], column: Field, mine: ColumnBase) -> set[str]:
    return {sha256 for (sha256,) in table.select(column).where(mine & column.is_null(False)).tuples()}
