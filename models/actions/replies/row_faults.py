"""An exception belongs to its row: it is counted there, the others go on, and the third in a row sets it aside."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from peewee import DatabaseError, InterfaceError, OperationalError

from models.actions.core.actor import AGENT
from models.actions.replies.reply_outcome import change_state
from models.rules.replies.delivery import CLAIMABLE, MOST_FAULTS, ReplyState, next_attempt
from models.tables import Outbox, database

_S = ReplyState
_SET_ASIDE = (
    "disisihkan: program gagal {times} kali berturut-turut pada jawaban ini ({kind}). Periksa di kanal apakah sudah "
    "sampai, lalu tetapkan; beri tahu pengelola program"
)
_FAILED = "program gagal pada jawaban ini ({kind}): dicoba lagi"


class RowFailed(Exception):
    """The program failed at one reply; `__cause__` says how."""

    def __init__(self, row_id: int) -> None:
        super().__init__(row_id)
        self.row_id = row_id


@contextmanager
def at_row(row_id: int, *passing: type[Exception]) -> Iterator[None]:
    """Raise RowFailed for what fails in here; the database's own trouble and what is `passing` are nobody's row."""
    try:
        yield
    except (OperationalError, InterfaceError, RowFailed):
        raise
    except passing:
        raise
    except Exception as err:
        if type(err) is DatabaseError:  # the file is damaged: nothing of the row's
            raise
        raise RowFailed(row_id) from err


def note_fault(row_id: int, kind: str) -> int:
    """Count a failure at a reply whose state cannot be changed, and return how many there are; it is tried again."""
    with database.atomic():
        reason = _FAILED.format(kind=kind)
        Outbox.update(faults=Outbox.faults + 1, reason=reason).where(Outbox.id == row_id).execute()
        return int(Outbox.get_by_id(row_id).faults)


def record_fault(row_id: int, kind: str, now: datetime) -> ReplyState:
    """Count a failure of the program at a reply and return its state: what surely has not left is tried again later.

    `kind` names the exception. What may have left becomes unknown. The third failure in a row holds it.
    """
    with database.atomic():
        row = Outbox.get_by_id(row_id)
        before, faults = ReplyState(row.state), row.faults + 1
        reason = _FAILED.format(kind=kind)
        if before not in (*CLAIMABLE, _S.SENDING, _S.UNKNOWN):
            return before
        if before is _S.SENDING:
            change_state(row, _S.UNKNOWN, AGENT, now, faults=faults, reason=reason)
        elif faults >= MOST_FAULTS:
            change_state(row, _S.HOLD, AGENT, now, faults=faults, reason=_SET_ASIDE.format(times=faults, kind=kind))
        else:
            again = {"not_before": next_attempt(faults, now, None, 1.0)} if before in CLAIMABLE else {}
            again |= {"last_readback_at": now} if before is _S.UNKNOWN else {}
            same = (Outbox.id == row_id) & (Outbox.state == row.state) & (Outbox.lease_token == row.lease_token)
            kept = {"faults": faults, "reason": reason, "owner": None, "lease_until": None}
            Outbox.update({**kept, **again}).where(same).execute()
        return ReplyState(Outbox.get_by_id(row_id).state)
