"""The files an officer attaches to an answer: kept with what he types until it is sent or they are removed."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, TypedDict
from uuid import uuid4

from models.actions.core.actor import Actor
from models.actions.core.case import demand_answering, locked_case
from models.actions.replies.reply_reach import ways_of_case
from models.rules.channels.channels import Reach
from models.rules.channels.messages import StoredFile
from models.rules.channels.reply_files import check_files
from models.rules.core.errors import NotVisible, ReplyNotAllowed
from models.tables import Complaint, Outbox, ReplyFile, WaitingFile, database
from models.tables.core.bulk import insert_rows
from models.tables.core.filled import filled
from models.tables.core.prepared import prepared
from models.tables.retention.removals import order_removal


def put_file(complaint_id: int, file: StoredFile, actor: Actor, now: datetime) -> WaitingFile:
    """Attach a stored file to the answer this officer is writing; the same bytes count once.

    Raises FileNotAllowed where the channel does not take it, ReplyNotAllowed, NotPermitted, NotVisible.
    """
    with database.atomic():
        case = _writable(complaint_id, actor)
        waiting = files_of(case.id, actor)
        same = next((row for row in waiting if row.sha256 == file.sha256), None)
        if same is not None:
            return same
        reach = file_reach(case, now)
        check_files(reach.files, reach.no_files, [*map(_stored, waiting), file])
        return WaitingFile.create(**_row(case.id, file, actor, now))


def take_file_away(complaint_id: int, public_id: str, actor: Actor, now: datetime) -> None:
    """Remove a file from an answer not yet sent; one already removed is no error. Raises NotVisible."""
    with database.atomic():
        case = _writable(complaint_id, actor)
        gone = [row for row in files_of(case.id, actor) if row.public_id == public_id]
        for row in gone:
            WaitingFile.delete().where(WaitingFile.id == row.id).execute()
        # What nothing else names is removed from the store later.
        order_removal((row.sha256 for row in gone), now)


def files_of(complaint_id: int, actor: Actor) -> list[WaitingFile]:
    """Return the files this officer attached to his answer on a case, in the order he added them."""
    return _waiting(actor.staff_id, complaint_id)


@prepared
def _waiting(staff: int | None, complaint: int) -> Any:
    mine = (WaitingFile.staff == staff) & (WaitingFile.complaint == complaint)
    return WaitingFile.select().where(mine).order_by(WaitingFile.id)


def chosen_files(complaint_id: int, public_ids: Collection[str], actor: Actor) -> list[StoredFile]:
    """Return the files the form names. Raises ReplyNotAllowed where one is gone, because another tab removed it."""
    waiting = {row.public_id: row for row in files_of(complaint_id, actor)}
    if not set(public_ids) <= set(waiting):
        raise ReplyNotAllowed("Lampiran yang dipilih sudah tidak ada. Periksa lampirannya, lalu kirim lagi.")
    found = (waiting[one] for one in dict.fromkeys(public_ids))
    return [_stored(row) for row in found]


def put_back(words: Outbox, actor: Actor, now: datetime) -> None:
    """Attach the files of a cancelled answer to the writing box again.

    Nothing is refused here: what may be sent is checked when the answer is sent again.
    """
    mine = (ReplyFile.answer == words.id) & ReplyFile.sha256.is_null(False)
    sent = ReplyFile.select().where(mine)
    files = [StoredFile(filled(row.sha256), row.mime, row.filename, row.size) for row in sent]
    with database.atomic():
        insert_rows(WaitingFile, [_row(filled(words.complaint_id), file, actor, now) for file in files], ignore=True)


def file_reach(case: Complaint, now: datetime) -> Reach:
    """Return the first way of answering that takes files, else the first of all, which says why none are taken."""
    ways = [way for _, way in ways_of_case(case, now)]
    if not ways:
        raise ReplyNotAllowed("Kanal ini tidak mengirim jawaban, jadi tidak ada yang dilampirkan.")
    return next((way.reach for way in ways if way.reach.files), ways[0].reach)


def _stored(row: WaitingFile) -> StoredFile:
    return StoredFile(row.sha256, row.mime, row.filename, row.size)


class _Row(TypedDict):
    staff: int
    complaint: int
    public_id: str
    added_at: datetime
    sha256: str
    mime: str
    filename: str
    size: int


def _row(complaint_id: int, file: StoredFile, actor: Actor, now: datetime) -> _Row:
    return {
        "staff": actor.person_id,
        "complaint": complaint_id,
        "public_id": str(uuid4()),
        "added_at": now,
        "sha256": file.sha256,
        "mime": file.mime,
        "filename": file.filename,
        "size": file.size,
    }


def _writable(complaint_id: int, actor: Actor) -> Complaint:
    """Return the case, locked, so that several files dropped at once are counted one after the other."""
    if actor.staff_id is None:
        raise NotVisible
    case = locked_case(complaint_id, actor)
    demand_answering(case, actor)
    return case
