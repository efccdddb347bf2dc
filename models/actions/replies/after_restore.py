"""After a restored backup: sendings in attempts.log that the database does not know become unknown, not repeated."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from models.actions.core.actor import AGENT
from models.actions.replies.reply_outcome import change_state
from models.rules.core.moments import parse_iso
from models.rules.replies.delivery import ReplyState
from models.rules.upkeep.sample_data import EVENT
from models.tables import Audit, Outbox, database
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
    newest: dict[str, Attempt] = {}
    for attempt in log:
        if attempt.reply_key not in newest or attempt.attempt >= newest[attempt.reply_key].attempt:
            newest[attempt.reply_key] = attempt
    with database.atomic():
        attempts = dict(Outbox.select(Outbox.reply_key, Outbox.attempts).tuples())
        behind = [key for key, attempt in newest.items() if attempt.attempt > attempts.get(key, attempt.attempt)]
        changed = sum(_hold_back(Outbox.get(Outbox.reply_key == key), newest[key], now) for key in behind)
    return Behind(changed, len(newest.keys() - attempts.keys() - removed_replies()))


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
