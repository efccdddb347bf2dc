"""The files still to be fetched: which are due, which were stored, which can no longer be fetched (R6)."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.rules.core.stored_moments import LONGEST_REST
from models.tables import Attachment, Message
from models.tables.core.stored_moments import has_come

# F37. So many tries at least: a PC that was off, full or at a wrong time for a day tried none.
TRIED_FOR, LEAST_TRIES = timedelta(hours=24), 10
# To be fetched; held back by a limit, and asked for all the same by a person (hold_files.py); stored.
WAITING, HELD, ASKED, STORED = "menunggu", "ditahan", "diminta", "tersimpan"


@dataclass(frozen=True)
class DueAttachment:
    """One file to fetch: what the connector needs, and what the message said of the file."""

    attachment_id: int
    ref: dict[str, object]
    mime: str
    filename: str
    attempts: int


def due_attachments(account_id: int, now: datetime, limit: int = 20) -> list[DueAttachment]:
    """Return the files of an account that are due, newest messages first (WAHA deletes early)."""
    query = (
        Attachment.select(Attachment)
        .join(Message)
        .where(
            (Message.account == account_id)
            & Attachment.state.in_((WAITING, ASKED))
            & has_come(Attachment.next_try_at, now, LONGEST_REST)
        )
        .order_by(Attachment.id.desc())
        .limit(limit)
    )
    return [DueAttachment(row.id, json.loads(row.ref), row.mime, row.filename, row.attempts) for row in query]


def record_stored(attachment_id: int, sha256: str, size: int, mime: str, mismatch: bool) -> None:
    """Record that a file is in the store under its sha256; `mismatch`: its content is not of the type claimed."""
    Attachment.update(
        state=STORED,
        sha256=sha256,
        size=size,
        mime=mime[:120],
        mime_mismatch=mismatch,
        reason="",
        next_try_at=None,
    ).where(Attachment.id == attachment_id).execute()


def record_fetch_failed(attachment_id: int, reason: str, now: datetime, gone: bool = False) -> bool:
    """Record a failed fetch, to be tried again for 24 hours unless it is gone; return whether it was given up.

    Time that a wrong clock gave counts from now.
    """
    row = Attachment.get_by_id(attachment_id)
    until = None if row.give_up_at is None else min(row.give_up_at, now + TRIED_FOR)
    give_up = gone or (until is not None and now >= until and row.attempts + 1 >= LEAST_TRIES)
    wait = timedelta(seconds=min(5 * 2 ** min(row.attempts, 10), 1800))
    changes: dict[str, object] = {"attempts": row.attempts + 1, "reason": reason, "give_up_at": until}
    changes |= {"state": "gagal", "next_try_at": None} if give_up else {"next_try_at": now + wait}
    Attachment.update(changes).where(Attachment.id == attachment_id).execute()
    return give_up
