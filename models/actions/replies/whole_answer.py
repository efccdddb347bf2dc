"""An answer and its files: the words are sent first, each file by a row of its own after them."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from models.rules.channels.messages import OutgoingFile, StoredFile
from models.rules.channels.reply_files import told_apart
from models.rules.core.texts import text_hash
from models.rules.replies.delivery import ReplyState
from models.tables import Outbox, ReplyFile, WaitingFile


def add_files(words: Outbox, files: Sequence[StoredFile], now: datetime) -> None:
    """Queue the files of an answer after its words and remove them from the writing box. Needs a transaction."""
    shared = {name: getattr(words, name) for name in ("complaint", "account", "thread", "purpose", "created_by")}
    for number, (file, name) in enumerate(zip(files, told_apart([one.filename for one in files]), strict=True), 1):
        row = Outbox.create(
            **shared,
            reply_key=hashlib.sha256(f"{words.reply_key} berkas {number}".encode()).hexdigest(),
            text=name,
            text_hash=text_hash(name),
            not_before=words.not_before,
            created_at=now,
        )
        ReplyFile.create(
            public_id=str(uuid4()),
            answer=words,
            reply=row,
            sha256=file.sha256,
            mime=file.mime,
            filename=name,
            size=file.size,
        )
    box = (WaitingFile.staff == words.created_by_id) & (WaitingFile.complaint == words.complaint_id)
    WaitingFile.delete().where(box & WaitingFile.sha256.in_([file.sha256 for file in files])).execute()


def file_of(reply_id: int) -> ReplyFile | None:
    """Return the file that a row sends; None for a row of words."""
    return ReplyFile.get_or_none(ReplyFile.reply == reply_id)


def outgoing_file(reply_id: int) -> OutgoingFile | None:
    """Return the file a row sends in the form the agent uses, without its content."""
    row = file_of(reply_id)
    return OutgoingFile(row.sha256 or "", row.mime, row.filename, row.size) if row else None


def words_of(reply: Outbox) -> Outbox:
    """Return the row with the words of the answer to which this row belongs."""
    part = file_of(reply.id)
    return Outbox.get_by_id(part.answer_id) if part else reply


def files_after(words: Outbox) -> list[Outbox]:
    """Return the rows that send the files of an answer, in order."""
    mine = ReplyFile.select(ReplyFile.reply).where(ReplyFile.answer == words.id)
    return list(Outbox.select().where(Outbox.id.in_(mine)).order_by(Outbox.id))


def is_whole(words: Outbox) -> bool:
    """Whether everything of an answer reached the platform; files the officer cancelled do not count."""
    done = (ReplyState.SENT, ReplyState.CANCELLED)
    return words.state == ReplyState.SENT and all(row.state in done for row in files_after(words))
