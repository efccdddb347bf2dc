"""Takes in one page of a platform: raw items, messages, complaints and cursor in one short transaction (R1)."""

import hashlib
from datetime import datetime

from peewee import fn

from models.actions.core.actor import AGENT, Actor
from models.actions.figures.late_lines import take_turn
from models.actions.figures.register_chain import serialise
from models.actions.figures.register_correction import correct_on_time
from models.actions.intake.arrivals import Arrival
from models.actions.intake.history import note_received
from models.actions.intake.imported import adopt_imported
from models.actions.intake.invitation_codes import without_codes
from models.actions.intake.keeping import keep_envelopes, keep_messages
from models.actions.intake.open_or_join import assign
from models.actions.intake.people import find_handles, find_threads
from models.actions.intake.seen_again import acknowledged, note_acks, note_changes, note_withdrawals, told_earlier
from models.actions.intake.survey_answers import without_survey_answers
from models.actions.intake.watch_conduct import watch_edited
from models.actions.replies.counted_earlier import WHY
from models.actions.replies.delivery_grades import mark_seen
from models.actions.replies.echoes import match_echoes
from models.actions.replies.reply_outcome import release_parked
from models.rules.channels.messages import IncomingMessage, Page
from models.rules.core.texts import storable, storable_id
from models.tables import ChannelAccount, Complaint, Cursor, Gap, Quarantine, Thread, database


def receive_page(
    account_id: int,
    stream: str,
    page: Page,
    now: datetime,
    found_by: str = "poll",
    actor: Actor = AGENT,
    opens: bool = True,
    seen_at: datetime | None = None,
) -> int:
    """Store a page and its cursor, all or nothing; return how many messages were new (I-2).

    A page without cursor (a sweep) leaves the stored one. `found_by` is poll, sweep, push, import or desk; `actor` is
    recorded as opening complaints. Without `opens`, old messages join an open complaint but open none. `seen_at`:
    when it was pushed to us; None: now.
    """
    with database.atomic():
        account = ChannelAccount.get_by_id(account_id)
        earlier = told_earlier(account, page.acknowledgements)
        if earlier:
            serialise()  # a closed month may say otherwise of them; before any case is locked
        _quarantine(account, page, now)
        seen = min(seen_at or now, now)
        new = _take_in(account, list(page.messages), now, seen, found_by, actor, opens)
        for reply, ack in acknowledged(account, page.acknowledgements, now):
            how = "dipastikan oleh kabar dari platform"
            mark_seen(reply, ack.external_id, now, how, str(ack.ack), at=ack.at)
        note_acks(account, page.acknowledgements, now)
        for case in Complaint.select().where(Complaint.id.in_(earlier)).order_by(Complaint.id):
            correct_on_time(case, WHY, None, now)
        note_withdrawals(account, page.messages, now)
        _note_gaps(account, page.gaps, now)
        if page.cursor is not None:
            _move_cursor(account, stream, page.cursor, now)
    return new


def _take_in(
    account: ChannelAccount,
    messages: list[IncomingMessage],
    now: datetime,
    seen: datetime,
    found_by: str,
    actor: Actor,
    opens: bool,
) -> int:
    if not messages:
        return 0
    if found_by != "import":
        adopt_imported(account, messages)
    envelopes = keep_envelopes(account, messages, seen, found_by)
    fresh, again = _split(messages, envelopes)
    if not fresh:
        watch_edited(note_changes(account, again, now, found_by), now)
        return 0
    take_turn((min(message.sent_at, seen) for message, _ in fresh), now)
    handles = find_handles([message for message, _ in fresh], now)
    threads = find_threads(account, [message for message, _ in fresh], handles, now)
    held = [thread.id for thread in threads.values()]
    watch_edited(note_changes(account, again, now, found_by, held), now)
    ids = keep_messages(account, fresh, handles, threads, now)
    kept = [(message, ids[str(message.kind), storable_id(message.external_id)]) for message, _ in fresh]
    for reply in match_echoes(account, kept, threads, now):
        mark_seen(reply, reply.external_id, now, "terlihat di percakapan")
    arrivals = _by_thread(kept, threads)
    coming = without_codes(without_survey_answers(arrivals, now), now)
    note_received(account, coming, seen, found_by)
    assign(account, coming, now, actor, opens)
    _note_arrivals(account, arrivals, now, found_by, len(fresh))
    return len(fresh)


def _split(
    messages: list[IncomingMessage], envelopes: dict[tuple[str, str], int]
) -> tuple[list[tuple[IncomingMessage, int]], list[IncomingMessage]]:
    fresh, again = [], []
    left = dict(envelopes)
    for message in messages:
        envelope = left.pop((str(message.kind), storable_id(message.external_id)), None)
        if envelope is None:
            again.append(message)
        else:
            fresh.append((message, envelope))
    return fresh, again


def _by_thread(kept: list[tuple[IncomingMessage, int]], threads: dict[tuple[str, str], Thread]) -> list[Arrival]:
    arrivals: dict[int, Arrival] = {}
    for pair in sorted(kept, key=lambda pair: (pair[0].sent_at, pair[1])):
        thread = threads[str(pair[0].kind), storable(pair[0].thread_id)[:200]]
        arrival = arrivals.setdefault(thread.id, Arrival(thread))
        arrival.messages.append(pair)
        if pair[0].came is not None:
            arrival.came[pair[1]] = pair[0].came
    return list(arrivals.values())


def _note_arrivals(
    account: ChannelAccount, arrivals: list[Arrival], now: datetime, found_by: str, count: int
) -> None:
    inbound = [message.sent_at for arrival in arrivals for message, _ in arrival.inbound]
    for arrival in arrivals:
        _note_newest(arrival)
    release_parked([arrival.thread.id for arrival in arrivals if arrival.inbound], AGENT, now)
    if inbound and found_by != "import":  # history says nothing of how the channel is
        ChannelAccount.update(last_inbound_at=now).where(ChannelAccount.id == account.id).execute()
    if found_by == "sweep":
        total = ChannelAccount.found_by_sweep + count
        ChannelAccount.update(found_by_sweep=total).where(ChannelAccount.id == account.id).execute()


def _note_newest(arrival: Arrival) -> None:
    """Update the newest times of a thread; a new thread was created with them."""
    changes = {}
    newest = max(message.sent_at for message, _ in arrival.messages)
    if arrival.thread.last_message_at is None or newest > arrival.thread.last_message_at:
        changes["last_message_at"] = newest
    written = max((message.sent_at for message, _ in arrival.inbound), default=None)
    if written and (arrival.thread.last_inbound_at is None or written > arrival.thread.last_inbound_at):
        changes["last_inbound_at"] = written
    if changes:
        Thread.update(changes).where(Thread.id == arrival.thread.id).execute()


def _quarantine(account: ChannelAccount, page: Page, now: datetime) -> None:
    rows = [
        {
            "account": account.id,
            "kind": str(item.kind),
            "fingerprint": hashlib.sha256(item.payload.encode("utf-8", "replace")).hexdigest(),
            "external_id": storable_id(item.external_id) if item.external_id else None,
            "payload": storable(item.payload),
            "reason": item.reason,
            "seen_at": now,
        }
        for item in page.unreadable
    ]
    if rows:
        Quarantine.insert_many(rows).on_conflict_ignore().execute()


def _note_gaps(account: ChannelAccount, threads: tuple[str, ...], now: datetime) -> None:
    for thread in threads:
        open_gap = (Gap.account == account.id) & (Gap.thread_external_id == thread) & Gap.settled_at.is_null()
        if not Gap.select(fn.COUNT(Gap.id)).where(open_gap).scalar():
            Gap.insert(
                account=account.id, thread_external_id=thread, why="pesan mungkin terlewat", noticed_at=now
            ).execute()


def _move_cursor(account: ChannelAccount, stream: str, value: str, now: datetime) -> None:
    Cursor.insert(account=account.id, stream=stream, value=value, updated_at=now).on_conflict(
        conflict_target=(Cursor.account, Cursor.stream), update={Cursor.value: value, Cursor.updated_at: now}
    ).execute()
