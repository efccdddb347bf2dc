"""Empties a case in the database: texts, identities, papers. Number, course, times and figures stay.

Runs in the transaction of `carry_out` and notes the files to remove. The columns declare what is emptied; this module
only knows which rows are deleted.
"""

import json
from datetime import datetime

from peewee import JOIN, ColumnBase

from models.actions.figures.line_words import without_words
from models.actions.figures.register_chain import seal_older
from models.actions.retention.destruction.emptying import below, empty
from models.actions.retention.destruction.office_papers import clear_drafts
from models.actions.retention.folders.place import end_places
from models.rules.figures.month_seal import canonical
from models.rules.retention.retention import DESTROYED
from models.tables import (
    Attachment,
    AttemptLine,
    Complaint,
    ComplaintMessage,
    DeliveryProof,
    Document,
    Draft,
    Envelope,
    InvitationClaim,
    IssuedNumber,
    Message,
    MonthClose,
    Outbox,
    PdfCopy,
    RegisterLine,
    Survey,
    WaitingFile,
)
from models.tables.retention.removals import order_removal

# A proof, a claim of an invitation or the answer to a survey that names a message belongs to a case of its own.
OF_ITS_OWN_CASE = (DeliveryProof, InvitationClaim, Survey)
_MANY = 400


def take_out(case: Complaint, now: datetime) -> tuple[int, int]:
    """Empty a case for good; return how many messages and files it lost. Files are only noted for removal."""
    messages, files = take_messages(_own_messages(case))
    files |= _waiting(case)
    _numbers(case)
    for found in below(Complaint, [case.id], stops=(RegisterLine,)):
        files |= empty(found.table, found.mine)
    forget_where_sent(Outbox.complaint == case.id)
    files |= clear_drafts([case], now)[1]
    _register(case, now)
    files |= empty(Complaint, Complaint.id == case.id)
    ask_removal(files | _copies(files), now)
    changes: dict[str, object] = {"destroyed_at": now, "unread": 0, "version": Complaint.version + 1}
    Complaint.update(changes).where(Complaint.id == case.id).execute()
    end_places([case.id], now)
    return messages, len(files)


def ask_removal(files: set[str], now: datetime) -> None:
    """Note files to be removed once the transaction is committed."""
    order_removal(files, now)


def forget_where_sent(replies: ColumnBase) -> None:
    """Empty where these replies went in the lines of attempts.log that the database keeps."""
    empty(AttemptLine, AttemptLine.reply_key.in_(Outbox.select(Outbox.reply_key).where(replies)))


def _own_messages(case: Complaint) -> list[int]:
    """Return the messages of this case that no other kept case contains, and its own answers wherever they stand."""
    mine = ComplaintMessage.select(ComplaintMessage.message).where(ComplaintMessage.complaint == case.id)
    other = ComplaintMessage.select(ComplaintMessage.message).join(Complaint)
    kept = other.where((ComplaintMessage.complaint != case.id) & Complaint.destroyed_at.is_null())
    rows = Message.select(Message.id).where(Message.id.in_(mine) & Message.id.not_in(kept)).order_by(Message.id)
    return sorted({key for (key,) in rows.tuples()} | _shown_answers(case))


def _shown_answers(case: Complaint) -> set[int]:
    """Return the answers of a case as their platform showed them, by the ids of both.

    Shown late, they stand in no case or in the next one of their conversation.
    """
    sent = list(
        Outbox.select(Outbox.thread, Outbox.external_id, Outbox.client_ref).where(Outbox.complaint == case.id)
    )
    known = {one for row in sent for one in (row.external_id, row.client_ref) if one}
    ours = Message.thread.in_({row.thread_id for row in sent}) & (Message.origin == "aduan")
    query = Message.select(Message.id, Message.external_id, Envelope.alias_id).join(Envelope, JOIN.LEFT_OUTER)
    rows = query.where(ours).tuples() if known else ()
    return {key for key, shown, alias in rows if known & {shown, shown.rsplit("_", 1)[-1], alias}}


def take_messages(messages: list[int]) -> tuple[int, set[str]]:
    """Empty these messages and all that belongs to them; return how many, and their files."""
    files: set[str] = set()
    for place in range(0, len(messages), _MANY):
        mine = Message.id.in_(messages[place : place + _MANY])
        ids = Message.select(Message.id).where(mine)
        for found in below(Message, ids, OF_ITS_OWN_CASE):
            files |= empty(found.table, found.mine)
        gone = {"state": "dimusnahkan", "next_try_at": None}
        Attachment.update(gone).where(Attachment.message.in_(ids)).execute()
        files |= empty(Envelope, Envelope.id.in_(Message.select(Message.envelope).where(mine)))
        files |= empty(Message, mine)
    return len(messages), files


def _copies(files: set[str]) -> set[str]:
    """Delete the records of PDFs made from these files, and return the PDFs' files."""
    made = PdfCopy.source.in_(sorted(files))
    copies = {sha256 for (sha256,) in PdfCopy.select(PdfCopy.sha256).where(made).tuples()}
    PdfCopy.delete().where(made).execute()
    return copies


def _waiting(case: Complaint) -> set[str]:
    """Delete drafts, and files attached to answers that were never sent."""
    waiting = WaitingFile.complaint == case.id
    files = {sha256 for (sha256,) in WaitingFile.select(WaitingFile.sha256).where(waiting).tuples()}
    WaitingFile.delete().where(waiting).execute()
    Draft.delete().where(Draft.complaint == case.id).execute()
    return files


def _numbers(case: Complaint) -> None:
    """Empty the reasons for cancelling numbers of the case and its papers; the cancelling itself stays."""
    papers = Document.select(Document.id).where(Document.complaint == case.id).tuples()
    holders = [f"complaint:{case.id}", *(f"document:{paper}" for (paper,) in papers)]
    empty(IssuedNumber, IssuedNumber.cancelled & IssuedNumber.holder.in_(holders))


def _register(case: Complaint, now: datetime) -> None:
    """Remove the person from closed registers: words and salt go, seals and figures stay.

    Needs a transaction that serialised (register_chain).
    """
    lines = list(RegisterLine.select().where(RegisterLine.complaint == case.id))
    for month in sorted({line.month for line in lines}):
        close = MonthClose.get(MonthClose.month == month)
        seal_older(close, now)  # its old hash is over the words themselves
        _subject(close, case.number)
    for line in lines:
        facts = canonical(without_words(json.loads(line.facts), line.typed))
        gone = {"facts": facts, "reason": line.reason and DESTROYED, "salt": ""}
        RegisterLine.update(gone).where(RegisterLine.id == line.id).execute()


def _subject(close: MonthClose, number: str) -> None:
    """Take a case's subject out of figures frozen when they still listed it; no seal covers it."""
    figures = json.loads(close.figures)
    rows = [row for name in ("open", "late") for row in figures.get(name, ()) if row.get("number") == number]
    if any(row.get("subject") for row in rows):
        for row in rows:
            row["subject"] = ""
        MonthClose.update(figures=canonical(figures)).where(MonthClose.id == close.id).execute()
