"""Takes what waits at a banned number to another one: each once; what may be out is left to a person. Audited."""

from dataclasses import dataclass
from datetime import datetime

from peewee import JOIN

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.answers.reply_state import change_state
from models.actions.core.audit_trail import AuditEvent
from models.actions.replies.whole_answer import words_of
from models.rules.channels.channels import channel
from models.rules.channels.messages import HandleKind, Kind
from models.rules.core.errors import NotVisible, ReplyNotAllowed
from models.rules.core.stored_moments import LONGEST_LEASE, is_ahead
from models.rules.replies.delivery import CLAIMABLE, MAYBE_OUT, ReplyState
from models.rules.staff.permissions import Permission
from models.tables import ChannelAccount, Complaint, Handle, Outbox, Thread, database
from models.tables.core.database import is_sqlite
from models.tables.privacy.visible import visible

_S = ReplyState
_LOOK = "nomornya diblokir dan mungkin sudah terkirim: periksa telepon"
_BY_PHONE = (str(HandleKind.PHONE),)


@dataclass(frozen=True)
class Moved:
    """What became of the answers: how many went over, were held for a person, or stay where they are."""

    moved: int = 0
    held: int = 0
    stay: int = 0


def waiting_there(account_id: int, actor: Actor) -> list[Outbox]:
    """Return the answers that wait at an account, of cases this person sees."""
    states = [str(state) for state in (*CLAIMABLE, _S.UNKNOWN, _S.SENDING, _S.HOLD)]
    mine = (Outbox.account == account_id) & Outbox.state.in_(states) & Outbox.complaint.is_null(False)
    rows = Outbox.select(Outbox, Complaint).join(Complaint, JOIN.LEFT_OUTER)
    return list(rows.where(mine & visible(actor.scope)).order_by(Outbox.id))


def may_be_out(row: Outbox) -> bool:
    """Whether an answer may have left this number, so that only a look at the telephone settles it.

    One looked for in vain is sent again under the same id, which no other number knows; by that a person settled it.
    """
    return row.state in MAYBE_OUT or (row.resends > 0 and row.settled_at is None)


def other_numbers(account_id: int) -> list[ChannelAccount]:
    """Return the accounts that can write to people by their telephone number, without this one and banned ones."""
    rows = ChannelAccount.select().where(
        ChannelAccount.enabled & ChannelAccount.blocked_at.is_null() & (ChannelAccount.id != account_id)
    )
    return [row for row in rows.order_by(ChannelAccount.id) if channel(row.kind).chat_of("1")]


def move_answers(account_id: int, target_id: int, actor: Actor, now: datetime) -> Moved:
    """Take the unsent answers of a banned number to another; what may be out is held for a person.

    Raises NotVisible where there is no such number, ReplyNotAllowed where this one is not said to be banned.
    """
    with database.atomic():
        actor.demand(Permission.SETTLE_REPLY)
        _one_after_the_other()
        account = ChannelAccount.get_or_none(ChannelAccount.id == account_id)
        target = next((row for row in other_numbers(account_id) if row.id == target_id), None)
        if account is None or target is None:
            raise NotVisible
        if account.blocked_at is None:
            raise ReplyNotAllowed("Nomor ini tidak dinyatakan diblokir. Nyatakan dahulu, lalu pindahkan jawabannya.")
        done = [_move(row, target, actor, now) for row in waiting_there(account_id, actor)]
    return Moved(done.count("moved"), done.count("held"), done.count("stay"))


def _one_after_the_other() -> None:
    """Let whoever presses second find what the first has left, instead of failing at the same rows."""
    if not is_sqlite():  # SQLite's BEGIN IMMEDIATE does it
        database.execute_sql("SELECT pg_advisory_xact_lock(hashtext('move answers'))")


def _move(row: Outbox, target: ChannelAccount, actor: Actor, now: datetime) -> str:
    claimed = row.state in CLAIMABLE and is_ahead(row.lease_until, now, LONGEST_LEASE)
    if row.state in (_S.SENDING, _S.HOLD) or claimed:
        return "held" if row.state == _S.HOLD else "stay"
    if may_be_out(row):
        return "held" if change_state(row, _S.HOLD, actor, now, reason=_LOOK) else "stay"
    if _lacks_words(row, target):
        return "stay"
    thread = _thread_at(target, row.thread_id)
    if thread is None:
        return "stay"
    # In its place: one row is one answer. The id chosen before and the message answered are the old number's, and the
    # new token keeps out an agent that claimed it there and fell asleep.
    same = (Outbox.id == row.id) & (Outbox.state == row.state) & (Outbox.lease_token == row.lease_token)
    changes = {"account": target.id, "thread": thread, "client_ref": None, "reply_to": None, "reason": ""}
    changes |= {"lease_token": row.lease_token + 1, "owner": None, "lease_until": None}
    # The time to take it back stays an officer's; the rest after a try was the old number's.
    changes |= {} if row.state == _S.QUEUED else {"not_before": None}
    if not Outbox.update(changes).where(same).execute():
        return "stay"
    before, after = f"channel:{row.account_id}", f"channel:{target.id}"
    audit_trail.write(actor, now, AuditEvent("pindah_jawaban", f"outbox:{row.id}", before, after))
    return "moved"


def _lacks_words(row: Outbox, target: ChannelAccount) -> bool:
    """Whether a file would come without its words, which did not go over before it."""
    words = words_of(row)
    return bool(words.id != row.id and words.account_id != target.id)


def _thread_at(target: ChannelAccount, thread_id: int) -> int | None:
    """Return the same person's conversation at another number, made the first time; None without a telephone."""
    person = Thread.select(Thread, Handle).join(Handle).where(Thread.id == thread_id).get().handle
    if person.kind not in _BY_PHONE:
        return None
    name = channel(target.kind).chat_of(person.value.lstrip("+"))
    made = Thread.insert(account=target.id, kind=str(Kind.DM), external_id=name, handle=person.id)
    made.on_conflict_ignore().execute()  # he may write to that number in the same moment
    return int(Thread.get(account=target.id, kind=str(Kind.DM), external_id=name).id)
