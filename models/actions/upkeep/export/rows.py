"""The lists an office can export, except the messages; design §2 promises their keys."""

from collections.abc import Callable, Iterator
from datetime import datetime

from peewee import JOIN

from models.actions.core.identities import masks_of
from models.actions.upkeep.export.chunks import chunks
from models.actions.upkeep.export.declared import Row, more, told
from models.actions.upkeep.export.messages import messages
from models.rules.cases.sop import BROKEN_OFF
from models.rules.core.declarations import Reader
from models.rules.core.moments import iso
from models.rules.papers.documents import DocumentState
from models.rules.privacy.masking import NO_MASK
from models.tables import (
    Audit,
    BaseTable,
    Category,
    ChannelAccount,
    Complaint,
    Contact,
    Document,
    Handle,
    Message,
    Outbox,
    ReplyFile,
    Staff,
    StepRecord,
    Thread,
)
from models.tables.core.declaring import columns_for
from models.tables.core.filled import filled

# The columns behind the lists' keys; no other key identifies anybody.
_OUTBOX = {
    "thread_id": Thread.external_id,
    "text": Outbox.text,
    "external_id": Outbox.external_id,
    "reason": Outbox.reason,
}
_DOCUMENTS = {"recipient": Document.recipient, "subject": Document.subject}
_REGISTER = {"complainant": Contact.name, "contact": Handle.value, "subject": Complaint.subject}
_AUDIT = {"before": Audit.before, "after": Audit.after}


def complaints(now: datetime) -> Iterator[Row]:
    """Yield one row per complaint."""
    query = Complaint.select(Complaint, ChannelAccount.id, ChannelAccount.kind).join(ChannelAccount)
    for chunk in chunks(Complaint, query):
        yield from map(_complaint, chunk)


def _complaint(case: Complaint) -> Row:
    return {
        "number": case.number,
        "opened_at": iso(case.opened_at),
        "channel": case.account.kind,
        "kind": case.kind or None,
        "category": case.category or None,
        "section": case.section,
        "step": case.step,
        "state": case.stage,
        "urgency": case.urgency,
        "due_at": iso(case.due_at),
        "closed_at": iso(case.closed_at),
        "confidential": case.confidential,
    }


def steps(now: datetime) -> Iterator[Row]:
    """Yield one row per step record; a running step is late when its due time has passed."""
    columns = (Complaint.id, Complaint.number, Staff.id, Staff.username)
    query = StepRecord.select(StepRecord, *columns).join(Complaint)
    query = query.join_from(StepRecord, Staff, JOIN.LEFT_OUTER, on=StepRecord.actor)
    for chunk in chunks(StepRecord, query):
        for row in chunk:
            late = row.late if row.finished_at else row.due_at is not None and row.due_at < now
            if row.outcome == BROKEN_OFF:
                late = None  # it ended neither in time nor late, as in the figures
            yield {
                "complaint": row.complaint.number,
                "step": row.step,
                "round": row.round,
                "section": row.section,
                "actor": row.actor.username if row.actor else None,
                "started_at": iso(row.started_at),
                "finished_at": iso(row.finished_at),
                "due_at": iso(row.due_at),
                "net_minutes": row.net_minutes,
                "gross_minutes": row.gross_minutes,
                "late": late,
                "outcome": row.outcome or None,
            }


def outbox(now: datetime) -> Iterator[Row]:
    """Yield one row per reply."""
    columns = (ChannelAccount.kind, Thread.external_id, Complaint.id, Complaint.number)
    query = Outbox.select(Outbox, *columns).join(ChannelAccount)
    query = query.join_from(Outbox, Thread).join_from(Outbox, Complaint, JOIN.LEFT_OUTER)
    for chunk in chunks(Outbox, query):
        masks = masks_of({row.complaint_id for row in chunk if row.complaint_id})
        files = _files_of([row.id for row in chunk])
        for row in chunk:
            mask = masks.get(row.complaint_id or 0, NO_MASK)
            line = {
                "reply_key": row.reply_key,
                "complaint": row.complaint.number if row.complaint else None,
                "channel": row.account.kind,
                "thread_id": row.thread.external_id,
                "purpose": row.purpose,
                "text": row.text,
                "attachments": files.get(row.id, []),
                "state": row.state,
                "attempts": row.attempts,
                "external_id": row.external_id,
                "created_at": iso(row.created_at),
                "sent_at": iso(row.sent_at),
                "grade": row.grade or None,
                "reason": row.reason or None,
            }
            yield told(line, _OUTBOX, mask) | more([row], _OUTBOX, mask)


def _files_of(replies: list[int]) -> dict[int, list[Row]]:
    """Return the file each of these replies sends, in the form of messages' attachments."""
    rows = ReplyFile.select().where(ReplyFile.reply.in_(replies))
    return {row.reply_id: [{"sha256": row.sha256, "mime": row.mime, "size": row.size}] for row in rows}


def documents(now: datetime) -> Iterator[Row]:
    """Yield one row per paper; those of the office itself belong to no complaint."""
    query = Document.select(Document, Complaint.id, Complaint.number).join(Complaint, JOIN.LEFT_OUTER)
    for chunk in chunks(Document, query):
        masks = masks_of({row.complaint_id for row in chunk if row.complaint_id})
        for row in chunk:
            mask = masks.get(row.complaint_id or 0, NO_MASK)
            line = {
                "type": row.type,
                "number": row.number,
                "date": row.date.isoformat() if row.date else None,
                "complaint": filled(row.complaint).number if row.complaint_id else None,
                "state": row.state,
                "sha256": row.sha256,
                "recipient": row.recipient,
                "subject": row.subject,
            }
            yield told(line, _DOCUMENTS, mask) | more([row], _DOCUMENTS, mask)


def audit(now: datetime) -> Iterator[Row]:
    """Yield one row per audit row, complete enough to check the chain outside."""
    for chunk in chunks(Audit, Audit.select()):
        for row in chunk:
            # The file keeps the column's name.
            names = ("chain", "seq", "actor", "address", "deed", "subject", "before", "after", "prev_hash", "hash")
            kept = {"deed": "event"}
            line = {"at": iso(row.at)} | {name: getattr(row, kept.get(name, name)) for name in names}
            yield line | more([row], _AUDIT, NO_MASK)


def register(now: datetime) -> Iterator[Row]:
    """Yield the complaint register (buku register pengaduan): who, what, its state, the numbers of its papers."""
    labels = {row.key: row.label for row in Category.select()}
    person = (*columns_for(Contact, Reader.EXPORT), Thread.id, *columns_for(Handle, Reader.EXPORT))
    query = Complaint.select(Complaint, ChannelAccount.kind, *person)
    query = query.join(ChannelAccount).join_from(Complaint, Contact).join_from(Complaint, Thread).join(Handle)
    for chunk in chunks(Complaint, query):
        papers = _numbers_of([case.id for case in chunk])
        masks = masks_of({case.id for case in chunk if case.identity_protected})
        for case in chunk:
            hidden, mask, handle = case.identity_protected, masks.get(case.id, NO_MASK), case.thread.handle
            line = _complaint(case) | {
                "complainant": None if hidden else case.contact.name or handle.value,
                "contact": None if hidden else handle.value,
                "subject": case.subject,
                "category_label": labels.get(case.category, ""),
                "documents": papers.get(case.id, []),
            }
            yield told(line, _REGISTER, mask) | more([case, case.contact, handle], _REGISTER, mask)


def _numbers_of(complaints: list[int]) -> dict[int, list[str]]:
    # A cancelled or withdrawn paper keeps its number, and counts no more.
    stands = Document.state == str(DocumentState.DITANDATANGANI)
    signed = Document.complaint.in_(complaints) & Document.number.is_null(False) & stands
    found: dict[int, list[str]] = {}
    for row in Document.select(Document.complaint, Document.number).where(signed).order_by(Document.id):
        found.setdefault(filled(row.complaint_id), []).append(filled(row.number))
    return found


# What each list has a row for, one each; counted apart, so that a list that lacks some says so.
OF: dict[str, type[BaseTable]] = {
    "complaints": Complaint,
    "messages": Message,
    "steps": StepRecord,
    "outbox": Outbox,
    "documents": Document,
    "audit": Audit,
    "register": Complaint,
}


def rows_due(name: str) -> int:
    """Return how many rows a list has to hold; what is added while it is written comes on top."""
    return OF[name].select().count()


# Every list that can be taken out; each asks for `now` (naive UTC), whatever it needs it for.
EXPORTS: dict[str, Callable[[datetime], Iterator[Row]]] = {
    "complaints": complaints,
    "messages": messages,
    "steps": steps,
    "outbox": outbox,
    "documents": documents,
    "audit": audit,
    "register": register,
}
