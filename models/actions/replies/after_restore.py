"""After a restored backup: sendings in attempts.log that the database does not know become unknown, not repeated."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from models.actions.core.actor import AGENT
from models.actions.replies.reply_outcome import change_state
from models.rules.core.moments import iso, parse_iso
from models.rules.replies.delivery import ReplyState
from models.rules.upkeep.sample_data import EVENT
from models.tables import Audit, Outbox, database
from models.tables.core.bulk import in_pieces
from models.tables.replies.attempts_log import Attempt

_S = ReplyState
_REASON = "cadangan basis data lebih lama dari attempts.log: sedang dipastikan"
# The moves from a reply's state to `unknown`, along the table of design §5.
_PATHS: dict[ReplyState, tuple[ReplyState, ...]] = {
    _S.QUEUED: (_S.SENDING, _S.UNKNOWN),
    _S.WAITING: (_S.SENDING, _S.UNKNOWN),
    _S.PARKED: (_S.QUEUED, _S.SENDING, _S.UNKNOWN),
    _S.SENDING: (_S.UNKNOWN,),
}


@dataclass(frozen=True)
class Behind:
    """What attempts.log knows better: replies set to unknown, and sendings of replies missing in the database."""

    replies: int
    strangers: int

    @property
    def any(self) -> bool:
        """Whether the database is older than the log."""
        return bool(self.replies or self.strangers)


def reconcile_attempts(log: Iterable[Attempt], now: datetime) -> Behind:
    """Compare the log with the outbox, and set to unknown whatever may have been sent already (F45, I-12)."""
    newest = newest_attempts(log)
    with database.atomic():
        attempts = attempts_of(newest)
        behind = [key for key, attempt in newest.items() if attempt.attempt > attempts.get(key, attempt.attempt)]
        changed = sum(_hold_back(Outbox.get(Outbox.reply_key == key), newest[key], now) for key in behind)
    strangers = newest.keys() - attempts.keys()
    return Behind(changed, len(strangers - removed_replies()) if strangers else 0)


def newest_attempts(log: Iterable[Attempt]) -> dict[str, Attempt]:
    """Return the last try of each reply of the log."""
    newest: dict[str, Attempt] = {}
    for attempt in log:
        if attempt.reply_key not in newest or attempt.attempt >= newest[attempt.reply_key].attempt:
            newest[attempt.reply_key] = attempt
    return newest


def attempts_of(keys: Iterable[str]) -> dict[str, int]:
    """Return how many tries the database knows of each of these replies that it has."""
    columns = (Outbox.reply_key, Outbox.attempts)
    found: dict[str, int] = {}
    for some in in_pieces(keys):
        found.update(Outbox.select(*columns).where(Outbox.reply_key.in_(some)).tuples())
    return found


def hold_back_before(until: datetime, now: datetime) -> int:
    """Set to unknown what was approved before a moment and has not left: nobody knows any more whether it did."""
    with database.atomic():
        waits = Outbox.state.in_([str(state) for state in _PATHS]) & (Outbox.created_at <= until)
        rows = list(Outbox.select().where(waits).order_by(Outbox.id))
        return sum(_hold_back(row, _unkept(row), now) for row in rows)


def _unkept(row: Outbox) -> Attempt:
    return Attempt(row.reply_key, max(1, row.attempts), row.text_hash, "", "", iso(row.created_at) or "")


def _hold_back(row: Outbox, attempt: Attempt, now: datetime) -> bool:
    path = _PATHS.get(ReplyState(row.state))
    if path is None:
        return False
    known = {"attempts": attempt.attempt, "last_attempt_at": parse_iso(attempt.at), "reason": _REASON, "absences": 0}
    known |= {"client_ref": attempt.client_ref or row.client_ref, "last_readback_at": None}
    return all(change_state(row, state, AGENT, now, **known) for state in path)


def undecided_replies(account_id: int) -> int:
    """Return how many replies of an account still have to be read back."""
    return Outbox.select().where((Outbox.account == account_id) & (Outbox.state == str(_S.UNKNOWN))).count()


def removed_replies() -> set[str]:
    """Return the keys of the replies removed with the practice data; attempts.log still names them."""
    rows = Audit.select(Audit.before).where((Audit.event == EVENT) & Audit.subject.startswith("outbox:")).tuples()
    return {key for (key,) in rows}
