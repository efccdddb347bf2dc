"""Answers the citizens of merged complaints with their lead: one submission, one reply per conversation."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from models.actions.core.actor import Actor
from models.actions.core.answers.unanswered_merged import unanswered_merged
from models.actions.core.case import is_visible
from models.actions.core.unread_news import Look
from models.actions.replies.queue_reply import USUAL, Choices, queue_reply
from models.actions.replies.reply_reach import ways_to_reply
from models.rules.channels.channels import channel
from models.rules.channels.messages import StoredFile
from models.rules.core.declarations import Harmless
from models.rules.core.errors import NotVisible, ReplyNotAllowed
from models.rules.replies.delivery import PURPOSES, Purpose
from models.tables import ChannelAccount, Complaint, Contact, Handle, Outbox, Thread, database


@dataclass(frozen=True)
class MergedCitizen:
    """The citizen of a merged complaint, answered in his own conversation."""

    case: Complaint
    channel: Harmless[str]
    can_send: bool  # the program can write there
    answered: bool  # his answer has left, or was recorded


def answer_all(
    complaint_id: int,
    also: Collection[int],
    text: str,
    purpose: Purpose,
    reply_key: str,
    actor: Actor,
    now: datetime,
    *,
    version: int | None = None,
    choices: Choices = USUAL,
    leaves_at: datetime | None = None,
    files: Sequence[StoredFile] = (),
    look: Look | None = None,
) -> list[Outbox]:
    """Queue a reply on this complaint and the same to citizens of merged ones (`also`), with the files; all or none.

    Raises what queue_reply raises, ReplyNotAllowed for an invitation of several, NotVisible where one is not merged.
    """
    _check_alone(purpose, also)
    with database.atomic():
        first = queue_reply(
            *(complaint_id, text, purpose, reply_key, actor, now),
            version=version,
            choices=choices,
            leaves_at=leaves_at,
            files=files,
            look=look,
        )
        copies = [
            queue_reply(
                *(case.id, text, purpose, _key(reply_key, case), actor, now),
                choices=Choices(sure=choices.sure, repeated=choices.repeated),
                leaves_at=leaves_at,
                files=files,
            )
            for case in _merged_into(complaint_id, also, actor)
        ]
        return [first, *copies]


def _check_alone(purpose: Purpose, also: Collection[int]) -> None:
    if also and PURPOSES[purpose].public:
        raise ReplyNotAllowed("Undangan dikirim kepada satu pelapor. Hapus centang pelapor lain, lalu kirim lagi.")


def _merged_into(complaint_id: int, also: Collection[int], actor: Actor) -> list[Complaint]:
    merged = Complaint.select().where(Complaint.id.in_(sorted(also)) & (Complaint.lead == complaint_id))
    cases = list(merged.order_by(Complaint.id))
    if len(cases) < len(set(also)) or not all(is_visible(case, actor) for case in cases):
        raise NotVisible
    return cases


def merged_citizens(case: Complaint, now: datetime) -> list[MergedCitizen]:
    """Return who else should get an answer to this case: the citizens of merged complaints in other conversations."""
    query = Complaint.select(Complaint, ChannelAccount, Contact, Thread, Handle).join_from(Complaint, ChannelAccount)
    query = query.join_from(Complaint, Contact).join_from(Complaint, Thread).join_from(Thread, Handle)
    rows = query.where((Complaint.lead == case.id) & (Complaint.thread != case.thread_id)).order_by(Complaint.id)
    by_thread = {row.thread_id: row for row in reversed(list(rows))}
    merged = sorted(by_thread.values(), key=lambda row: int(row.id))
    waiting = {row.thread_id for row in unanswered_merged(case)}
    return [
        MergedCitizen(
            row,
            channel(row.account.kind).label,
            bool(ways_to_reply(row.thread, row.account, now)),
            row.thread_id not in waiting,
        )
        for row in merged
    ]


def _key(reply_key: str, case: Complaint) -> str:
    """Return the key of a copy, always the same for the same submission."""
    return hashlib.sha256(f"{reply_key} {case.id}".encode()).hexdigest()
