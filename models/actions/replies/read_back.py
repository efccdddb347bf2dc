"""Reads back replies of unknown fate: which are due, what the looks at the platform say of all, and the record."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from models.actions.core.actor import AGENT
from models.actions.core.answers.reply_state import is_taken
from models.actions.replies.deliver_reply import Claim, tried_since
from models.actions.replies.delivery_grades import mark_sent
from models.actions.replies.reply_outcome import change_state
from models.rules.channels.channels import channel
from models.rules.channels.matching import Contender, looks_alike, match, names_of, place_of
from models.rules.channels.messages import Finding, Kind, Look, OutgoingReply, Readback, Sighting
from models.rules.core.stored_moments import AHEAD
from models.rules.core.texts import storable_id
from models.rules.replies.delivery import (
    ABSENT_TWICE,
    MAX_RESENDS,
    UNANSWERED_WINDOWS,
    ReplyState,
)
from models.tables import DeliveryProof, Handle, Message, Outbox, ReplyFile, Thread, database
from models.tables.core.filled import filled

_S = ReplyState
# A request never shows its effect later than this after it was sent.
_LATEST_EFFECT = timedelta(hours=24)
_UNSURE = "tidak dapat dipastikan: periksa telepon"
CONTESTED = (
    "ada pesan kantor berbunyi sama di tempat yang sama dan tidak pasti yang mana jawaban ini: periksa di kanal, "
    "lalu tetapkan"
)


def due_readbacks(account_id: int, settle_seconds: float, now: datetime) -> list[int]:
    """Return the ids of the replies of unknown fate to look for: settled since the last try, not just looked for."""
    edge = now - timedelta(seconds=settle_seconds)
    looked = Outbox.last_readback_at.is_null() | (
        Outbox.last_readback_at <= now - timedelta(seconds=settle_seconds / 2)
    )
    rows = Outbox.select(Outbox.id).where(
        (Outbox.account == account_id)
        & (Outbox.state == str(_S.UNKNOWN))
        & (Outbox.last_attempt_at.is_null() | (Outbox.last_attempt_at <= edge))
        & looked
    )
    return [row_id for (row_id,) in rows.order_by(Outbox.id).tuples()]


def count_from_now(account_id: int, now: datetime) -> int:
    """Let what a wrong clock stamped on replies of unknown fate count from now; return how many stamps it were.

    A look right away might miss what is still on its way, so they settle once more.
    """
    unknown = (Outbox.account == account_id) & (Outbox.state == str(_S.UNKNOWN))
    wrong = {column: unknown & (column > now + AHEAD) for column in (Outbox.last_attempt_at, Outbox.last_readback_at)}
    # Asked before every read-back, and nearly never so: nothing is written then.
    found = [column for column, mine in wrong.items() if Outbox.select(Outbox.id).where(mine).exists()]
    return sum(Outbox.update({column: now}).where(wrong[column]).execute() for column in found)


def judge(
    account_id: int, looks: Sequence[tuple[Claim, Look]], settle_seconds: float, now: datetime
) -> list[tuple[Claim, Readback]]:
    """Return what the looks say of each reply, all of them weighed together; one that has to wait is left out."""
    if not looks:
        return []
    asked = {claim.row_id: look for claim, look in looks}
    contenders = _contenders(account_id, asked, settle_seconds, now)
    sightings = [seen for _, look in looks for seen in look.seen]
    names = {storable_id(name) for seen in sightings for name in names_of(seen)}
    verdicts = match([*contenders, *_recorded(account_id, sightings)], _owned(account_id, names, asked))
    return [(claim, verdicts[claim.row_id]) for claim, _ in looks if claim.row_id in verdicts]


def _contenders(account_id: int, asked: dict[int, Look], settle_seconds: float, now: datetime) -> list[Contender]:
    """Return the replies asked about, and those of the same words that may stand beside them."""
    mine = list(Outbox.select().where(Outbox.id.in_(list(asked))))
    tried = [moment for row in mine if (moment := tried_since(row)) is not None]
    since = min(tried, default=now) - _LATEST_EFFECT
    rival = (Outbox.account == account_id) & Outbox.text_hash.in_([row.text_hash for row in mine])
    rival &= Outbox.external_id.is_null() & (Outbox.last_attempt_at > since) & Outbox.id.not_in(list(asked))
    maybe = Outbox.state.in_([str(state) for state in (_S.SENDING, _S.UNKNOWN, _S.HOLD, _S.SENT)])
    again = (Outbox.resends > 0) | Outbox.settled_at.is_null(False)
    rivals = Outbox.select().where(rival & (maybe | again))
    patience = now - timedelta(seconds=UNANSWERED_WINDOWS * settle_seconds)
    found = [_contender(row, asked.get(row.id), patience) for row in (*mine, *rivals)]
    return [one for one in found if one is not None]


def _contender(row: Outbox, look: Look | None, patience: datetime) -> Contender | None:
    thread = Thread.select(Thread, Handle).join(Handle).where(Thread.id == row.thread_id).get()
    kind, reach = Kind(thread.kind), channel(row.account.kind).reach(Kind(thread.kind), row.private)
    has_file = ReplyFile.select().where(ReplyFile.reply == row.id).exists()
    reply = OutgoingReply(
        row.reply_key,
        thread.external_id,
        kind,
        row.text,
        reply_to=row.reply_to,
        author_handle=thread.handle.value,
        private=row.private,
    )
    if look is None and not (has_file or looks_alike(reply, reach)):
        return None
    deciding = row.state in (_S.SENDING, _S.UNKNOWN) and look is None
    waited = row.last_attempt_at is not None and row.last_attempt_at <= patience
    # A file is never taken for words of the same sound.
    words = f"berkas {row.text_hash}" if has_file else row.text_hash
    return Contender(row.id, place_of(reply, reach), words, look, deciding and not waited)


def _owned(account_id: int, names: Collection[str], asked: Collection[int]) -> set[str]:
    """Return the ids of messages that other replies have; an id may be shown with another address before it."""
    ids = [*names, *(name.rsplit("_", 1)[-1] for name in names)]
    mine = Outbox.select(Outbox.text_hash).where(Outbox.id.in_(list(asked)))
    near = Outbox.external_id.in_(ids) | Outbox.client_ref.in_(ids) | Outbox.text_hash.in_(mine)
    rows = Outbox.select(Outbox.external_id).where(
        (Outbox.account == account_id) & near & Outbox.id.not_in(list(asked)) & Outbox.external_id.is_null(False)
    )
    owned = {filled(one) for (one,) in rows.tuples()}
    return owned | {one.rsplit("_", 1)[-1] for one in owned}


def _recorded(account_id: int, sightings: Iterable[Sighting]) -> list[Contender]:
    """Return the messages that an officer recorded as an answer given in the app: each contends for itself."""
    by_id = {storable_id(one.external_id): one for one in sightings}
    rows = (
        DeliveryProof.select(Message.id, Message.external_id)
        .join(Message)
        .where((Message.account == account_id) & Message.external_id.in_(list(by_id)))
        .tuples()
    )
    return [Contender(-row_id, f"app {row_id}", "", Look((by_id[name],))) for row_id, name in rows]


def record_readback(claim: Claim, readback: Readback, can_refute: bool, now: datetime) -> ReplyState:
    """Record a read-back; return the new state: sent, queued (absent twice on a channel that can refute), or hold."""
    with database.atomic():
        row = Outbox.get_by_id(claim.row_id)
        if row.lease_token != claim.token or row.state != _S.UNKNOWN:
            return ReplyState(row.state)
        finding = Finding.CONTESTED if is_taken(row, readback.external_id) else readback.finding
        seen = {"last_readback_at": now, "faults": 0}
        if finding is Finding.FOUND:
            looked = {"faults": 0, "last_readback_at": now}
            mark_sent(row, readback.external_id, AGENT, now, "ditemukan di kanal", str(readback.ack), None, **looked)
        elif finding is Finding.CONTESTED:
            change_state(row, _S.HOLD, AGENT, now, **seen, reason=CONTESTED)
        elif finding is Finding.UNDECIDED or not can_refute or row.resends >= MAX_RESENDS:
            absences = row.absences + (finding is Finding.ABSENT)
            change_state(row, _S.HOLD, AGENT, now, **seen, reason=_UNSURE, absences=absences)
        elif row.absences + 1 >= ABSENT_TWICE:
            change_state(row, _S.QUEUED, AGENT, now, **seen, resends=row.resends + 1, not_before=None, reason="")
        else:
            Outbox.update({**seen, "absences": row.absences + 1}).where(Outbox.id == row.id).execute()
        return ReplyState(Outbox.get_by_id(row.id).state)


def record_unanswered(claim: Claim, settle_seconds: float, now: datetime) -> ReplyState:
    """Record that a working platform said nothing about this reply: it is asked again later, and finally held."""
    with database.atomic():
        row = Outbox.get_by_id(claim.row_id)
        if row.lease_token != claim.token or row.state != _S.UNKNOWN:
            return ReplyState(row.state)
        patience = timedelta(seconds=UNANSWERED_WINDOWS * settle_seconds)
        if row.last_attempt_at is None or now - row.last_attempt_at >= patience:
            reason = "kanal tidak menjawab apakah ini sampai: periksa telepon"
            change_state(row, _S.HOLD, AGENT, now, last_readback_at=now, reason=reason)
        else:
            Outbox.update(last_readback_at=now).where(Outbox.id == row.id).execute()
        return ReplyState(row.state)
