"""Claims one reply for sending, commits the intent before the request leaves, and records the outcome."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from peewee import Expression, fn

from models.actions.core.actor import AGENT
from models.actions.core.answers.late_answers import waits_for_nothing
from models.actions.core.answers.reply_state import is_taken
from models.actions.core.answers.turns import next_turn
from models.actions.core.row_by_row import row_by_row
from models.actions.replies.delivery_grades import mark_sent
from models.actions.replies.reply_outcome import call_off_files, change_state
from models.actions.replies.reply_reach import reply_reach
from models.actions.replies.row_faults import at_row
from models.actions.replies.whole_answer import outgoing_file
from models.rules.channels.approved_texts import read_approved
from models.rules.channels.messages import Kind, OutgoingReply, Receipt
from models.rules.channels.pace import UNLIMITED, Limits
from models.rules.channels.windows import Window
from models.rules.core.stored_moments import LONGEST_LEASE, LONGEST_REST
from models.rules.replies.delivery import CLAIMABLE, OPEN_STATES, ReplyState
from models.tables import ChannelAccount, Handle, Outbox, Thread, database
from models.tables.core.stored_moments import has_come

_S = ReplyState
_TWICE = "kanal menyebut nomor pesan dari jawaban lain: sedang dipastikan"
WINDOW_SHUT = "waktu menjawab di kanal ini sudah habis: pilih cara lain, atau tunggu warga menulis lagi"


@dataclass(frozen=True)
class Claim:
    """One reply claimed by an agent: the row, the lease token that fences its writes, and what to send."""

    row_id: int
    token: int
    attempt: int
    text_hash: str
    reply: OutgoingReply


def claim_due(
    account_id: int, owner: str, lease_seconds: float, now: datetime, limits: Limits = UNLIMITED
) -> Claim | None:
    """Claim the next reply that may be sent: the oldest of its thread, with none of that thread in flight or held.

    `limits`: how fast this account may send; what must wait for its turn is not claimed.
    Raises RowFailed where the program fails at it.
    """
    due = has_come(Outbox.not_before, now, LONGEST_REST) | waits_for_nothing(now)
    free = has_come(Outbox.lease_until, now, LONGEST_LEASE)
    older = Outbox.alias()
    # FIFO per conversation; a held or unknown one stops the later ones of its thread. An approved text passes an
    # answer that rests until the citizen writes: it is what asks him to.
    before = (older.thread == Outbox.thread) & (older.id < Outbox.id) & older.state.in_([str(s) for s in OPEN_STATES])
    passed = (older.state == str(_S.PARKED)) & (Outbox.approved != "")
    blocked = fn.EXISTS(older.select(older.id).where(before & ~passed))
    ready = (Outbox.account == account_id) & Outbox.state.in_([str(s) for s in CLAIMABLE]) & due & free & ~blocked
    # Asked before the transaction: with thousands waiting, nobody else could write while they are read.
    mine = None if _is_banned(account_id) else _in_turn(account_id, ready, limits, now)
    if mine is None:
        return None
    with database.atomic():
        row = _next(mine)
        while row is not None and _parks(row, now):
            mine = _in_turn(account_id, ready, limits, now)
            row = _next(mine) if mine is not None else None
        if row is None:
            return None
        taken = (
            Outbox.update(
                owner=owner, lease_token=row.lease_token + 1, lease_until=now + timedelta(seconds=lease_seconds)
            )
            .where((Outbox.id == row.id) & (Outbox.state == row.state) & (Outbox.lease_token == row.lease_token))
            .execute()
        )
        if not taken:
            return None
    with at_row(row.id):
        return claim_of(Outbox.get_by_id(row.id), now)


def _in_turn(account_id: int, ready: Expression, limits: Limits, now: datetime) -> Expression | None:
    """Return the condition for what may leave now; None where an account is limited and nothing's turn has come."""
    if not limits.any:
        return ready
    turn = next_turn(account_id, limits, now)
    return ready & (Outbox.id == turn) if turn is not None else None


def _next(mine: Expression) -> Outbox | None:
    """Return the reply to send now: the oldest, or whose turn it is."""
    found: Outbox | None = Outbox.select().where(mine).order_by(Outbox.id).first()
    return found


def _parks(row: Outbox, now: datetime) -> bool:
    """Whether a reply was parked: asking the platform would only earn a refusal, and the ways out are shown (F49)."""
    with at_row(row.id):
        shut = _window(row, now) is Window.SHUT
        return shut and change_state(row, _S.PARKED, AGENT, now, reason=WINDOW_SHUT)


def _window(row: Outbox, now: datetime) -> Window:
    """Return the platform's window for a reply; open for an approved text.

    A way of answering that no longer exists counts as open too, and is refused later.
    """
    if row.approved:
        return Window.OPEN
    way = reply_reach(Thread.get_by_id(row.thread_id), row.account, now, row.private, row.reply_to)
    return way.window if way else Window.OPEN


def claim_of(row: Outbox, now: datetime) -> Claim:
    """Return a row as the agent works with it, under its present lease."""
    thread = Thread.select(Thread, Handle).join(Handle).where(Thread.id == row.thread_id).get()
    reply = OutgoingReply(
        reply_key=row.reply_key,
        thread_id=thread.external_id,
        kind=Kind(thread.kind),
        text=row.text,
        client_ref=row.client_ref,
        reply_to=row.reply_to,
        author_handle=thread.handle.value,
        private=row.private,
        late=_window(row, now) is Window.LATE,
        # What surely did not leave is at the platform by no try of ours: it may say so of words it calls known.
        tried_at=_earlier_try(row) if row.state in CLAIMABLE else tried_since(row),
        file=outgoing_file(row.id),
        approved=read_approved(row.approved),
    )
    return Claim(row.id, row.lease_token, row.attempts + 1, row.text_hash, reply)


def _earlier_try(row: Outbox) -> datetime | None:
    """Return the moment of the first try that may have reached the platform after all; None where there is none."""
    surely_not = row.resends == 0 and row.settled_at is None
    return None if surely_not else row.first_attempt_at or row.created_at


def tried_since(row: Outbox) -> datetime | None:
    """Return from when on a reply may stand at the platform; None where it was never tried."""
    if row.first_attempt_at is not None or row.attempts == 0:
        return row.first_attempt_at
    # Rows of older versions know only the last of their tries.
    return row.last_attempt_at if row.attempts == 1 else row.created_at


def _is_banned(account_id: int) -> bool:
    banned = (ChannelAccount.id == account_id) & ChannelAccount.blocked_at.is_null(False)
    return bool(ChannelAccount.select().where(banned).exists())


def choose_client_ref(claim: Claim, client_ref: str) -> bool:
    """Store the id chosen before sending; every later try of this reply uses the same."""
    mine = (Outbox.id == claim.row_id) & (Outbox.lease_token == claim.token) & Outbox.client_ref.is_null()
    return bool(Outbox.update(client_ref=client_ref).where(mine).execute())


def record_intent(claim: Claim, lease_seconds: float, now: datetime) -> bool:
    """Commit that the request is about to leave; False where claim or number was lost: then nothing may be sent."""
    with database.atomic():
        row = Outbox.get_by_id(claim.row_id)
        if row.lease_token != claim.token or row.state not in CLAIMABLE or _is_banned(row.account_id):
            return False
        return change_state(
            row,
            _S.SENDING,
            AGENT,
            now,
            attempts=claim.attempt,
            first_attempt_at=_earlier_try(row) or now,
            last_attempt_at=now,
            absences=0,
            lease_until=now + timedelta(seconds=lease_seconds),
        )


def _record(claim: Claim, state: ReplyState, now: datetime, **changes: object) -> bool:
    with database.atomic():
        row = Outbox.get_by_id(claim.row_id)
        if row.lease_token != claim.token or row.state != _S.SENDING:
            return False
        return change_state(row, state, AGENT, now, **{"faults": 0, **changes})


def record_sent(claim: Claim, receipt: Receipt, now: datetime) -> bool:
    """Record the platform's receipt, which ends the step the reply was for."""
    with database.atomic():
        row = Outbox.get_by_id(claim.row_id)
        if row.lease_token != claim.token or row.state != _S.SENDING:
            return False
        if is_taken(row, receipt.external_id):
            return change_state(row, _S.UNKNOWN, AGENT, now, reason=_TWICE)
        return mark_sent(row, receipt.external_id, AGENT, now, ack=str(receipt.ack), faults=0)


def record_waiting(claim: Claim, until: datetime, reason: str, now: datetime) -> bool:
    """Record that it was surely not sent and is tried again at a stored time."""
    return _record(claim, _S.WAITING, now, not_before=until, reason=reason)


def record_refused(claim: Claim, reason: str, now: datetime) -> bool:
    """Record that it will never be sent: the officer sees the reason and other ways. Its files are cancelled too."""
    with database.atomic():
        done = _record(claim, _S.REFUSED, now, reason=reason)
        if done:
            call_off_files(Outbox.get_by_id(claim.row_id), AGENT, now, "teks jawabannya ditolak kanal")
        return done


def record_parked(claim: Claim, reason: str, now: datetime) -> bool:
    """Record that the platform's window is closed: it waits until the citizen writes or is answered another way."""
    return _record(claim, _S.PARKED, now, reason=reason)


def record_unknown(claim: Claim, reason: str, now: datetime) -> bool:
    """Record a timeout, reset, 5xx, unreadable answer or 'duplicate'; only a read-back or a person ends this."""
    return _record(claim, _S.UNKNOWN, now, reason=reason)


def give_back(claim: Claim) -> None:
    """Release a claim whose request never left (the channel needs a new sign-in, or the agent stops)."""
    mine = (Outbox.id == claim.row_id) & (Outbox.lease_token == claim.token) & Outbox.state.in_(list(CLAIMABLE))
    Outbox.update(owner=None, lease_until=None).where(mine).execute()


def recover_expired(account_id: int, now: datetime) -> int:
    """Set sendings whose lease ran out to unknown, never back to queued; return how many. Unsent claims lapse.

    Each is a transaction of its own. Raises RowsFailed after the last where the program failed at some.
    """
    lapsed = (Outbox.account == account_id) & (Outbox.state == str(_S.SENDING))
    lapsed &= Outbox.lease_until.is_null(False) & has_come(Outbox.lease_until, now, LONGEST_LEASE)
    rows = list(Outbox.select().where(lapsed).order_by(Outbox.id))

    def recover(row: Outbox) -> bool:
        with database.atomic():
            return change_state(row, _S.UNKNOWN, AGENT, now, reason="agen berhenti di tengah pengiriman")

    return row_by_row(rows, recover, lambda row: row.id)
