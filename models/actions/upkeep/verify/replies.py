"""Replies: allowed states and moves, proof of what is sent, one visible message each, in the order approved."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from models.actions.replies.after_restore import removed_replies
from models.actions.replies.keep_attempts import marked
from models.actions.upkeep.verify.asking import rows
from models.actions.upkeep.verify.office import Office
from models.rules.core.moments import parse_iso
from models.rules.core.stored_moments import is_impossible
from models.rules.core.texts import text_hash
from models.rules.replies.delivery import REPLY_MOVES, Purpose, ReplyState
from models.rules.retention.retention import DESTROYED
from models.rules.upkeep.sample_data import EVENT
from models.tables import Audit, Outbox
from models.tables.core.database import is_sqlite
from models.tables.core.sealed_log import is_there, segments
from models.tables.replies import attempts_log

_ALL = "SELECT id, reply_key, state, purpose, owner, lease_until, text, text_hash, sent_at FROM outbox ORDER BY id"
_TRACES = """SELECT subject, deed, before, after FROM audit WHERE deed = 'kirim'
 OR (deed = 'hapus_contoh' AND SUBSTR(subject, 1, 7) = 'outbox:') ORDER BY id"""
_UNPROVEN = "SELECT reply_key FROM outbox WHERE state = 'sent' AND external_id IS NULL AND settled_at IS NULL"
_EXTERNAL = """SELECT account_id, external_id, COUNT(*) FROM outbox WHERE external_id IS NOT NULL
 GROUP BY account_id, external_id HAVING COUNT(*) > 1"""
# A file is known by its id: what platforms call its text differs.
_VISIBLE = """SELECT id, thread_id, text FROM message
 WHERE direction = 'out' AND origin = 'aduan' AND text <> ? AND NOT EXISTS (
 SELECT 1 FROM outbox JOIN reply_file ON reply_file.reply_id = outbox.id
 WHERE outbox.account_id = message.account_id AND outbox.external_id = message.external_id) ORDER BY id"""
# The words first, then their files; no file without its words.
_FILES_BEFORE_WORDS = """SELECT part.reply_key FROM reply_file
 JOIN outbox AS part ON part.id = reply_file.reply_id JOIN outbox AS words ON words.id = reply_file.answer_id
 WHERE part.thread_id <> words.thread_id OR part.id < words.id
 OR (part.attempts > 0 AND words.state <> 'sent')"""
# Of a reply that a person vouched for nobody knows when it was sent.
_OUT_OF_ORDER = """SELECT reply_key, id, before_id FROM (
 SELECT reply_key, id, LAG(id) OVER (PARTITION BY thread_id ORDER BY id) AS before_id,
 sent_at, LAG(sent_at) OVER (PARTITION BY thread_id ORDER BY id) AS earlier
 FROM outbox WHERE state = 'sent' AND approved = ''
 AND (settled_at IS NULL OR sent_at <> settled_at)) AS sent WHERE sent_at < earlier"""
# The trail numbers what happens whatever the clock says, and bears the same time as the reply.
_SENT_BY = """SELECT MAX(a.id) FROM audit a JOIN outbox ON a.at = outbox.sent_at
 WHERE outbox.id = ? AND a.subject = ? AND a.deed = 'kirim' AND a.after = 'sent'"""
# From another number, when the later one had left (move_answers.py).
_CAME_OVER = """SELECT COUNT(*) FROM audit a JOIN outbox ON a.at >= outbox.sent_at
 WHERE outbox.id = ? AND a.subject = ? AND a.deed = 'pindah_jawaban'"""
_TOGETHER = """SELECT thread_id, COUNT(*) FROM outbox WHERE state IN ('sending', 'unknown', 'hold')
 GROUP BY thread_id HAVING COUNT(*) > 1"""


def states(office: Office) -> Iterator[str]:
    """Yield replies in a state, or moved to one in a way, that design §5 does not allow (I-7)."""
    last: dict[str, str] = {}
    yield from _ways(last)
    for number, key, state, purpose, owner, lease, text, kept, sent_at in rows(_ALL):
        if state not in list(ReplyState) or purpose not in list(Purpose):
            yield f"reply {key} is '{state}' for '{purpose}', which does not exist."
        if state == ReplyState.SENDING and (owner is None or lease is None):
            yield f"reply {key} is being sent by nobody."
        if (state == ReplyState.SENT) is not (sent_at is not None):
            yield f"reply {key} is {state}, but its time of sending says otherwise."
        if text_hash(text) != kept and text != DESTROYED:
            yield f"reply {key} has another text than the one approved."
        if last.get(f"outbox:{number}", ReplyState.QUEUED) != state:
            yield f"reply {key} is {state}, but its trace ends at {last.get(f'outbox:{number}', 'queued')}."


def _ways(last: dict[str, str]) -> Iterator[str]:
    """Yield forbidden moves in the audit trail; `last` receives each reply's last state."""
    for subject, event, before, after in rows(_TRACES):
        if event == EVENT:
            last.pop(subject, None)  # its id may be given anew
            continue
        at = last.get(subject, str(ReplyState.QUEUED))
        lawful = before in list(ReplyState) and after in REPLY_MOVES[ReplyState(before)]
        if before != at or not lawful:
            yield f"{subject} went from {before} to {after} while it was {at}."
        last[subject] = after


def proofs(office: Office) -> Iterator[str]:
    """Yield sent replies nobody confirmed, and platform ids that stand for two replies (I-5, I-4)."""
    for (key,) in rows(_UNPROVEN):
        yield f"reply {key} is sent without the platform's id or a person's word."
    for account, external_id, count in rows(_EXTERNAL):
        yield f"the message {external_id!r} of channel {account} stands for {count} replies."


def visible(office: Office) -> Iterator[str]:
    """Yield our messages at the platform for which there is no approved reply of that text (I-6, I-4)."""
    approved = Counter(Outbox.select(Outbox.thread, Outbox.text_hash).where(Outbox.attempts > 0).tuples().iterator())
    for message, thread, text in rows(_VISIBLE, DESTROYED):
        approved[thread, text_hash(text)] -= 1
        if approved[thread, text_hash(text)] < 0:
            yield f"message {message} is visible as ours, but no approved reply is left that has its text."


def order(office: Office) -> Iterator[str]:
    """Yield replies that overtook an earlier one, and conversations with two of unknown fate (I-13)."""
    for key, number, before in rows(_OUT_OF_ORDER):
        if next(rows(_CAME_OVER, number, f"outbox:{before}"))[0]:
            office.notes.append(f"reply {key} had left when the one before it came over from another number.")
        elif _by_wrong_clock(before, number):
            office.notes.append(f"reply {key} and the one before it left in order, by a clock that was wrong.")
        else:
            yield f"reply {key} was sent before one approved earlier."
    for (key,) in rows(_FILES_BEFORE_WORDS):
        yield f"reply {key} is a file that went before its words, or without them."
    for thread, count in rows(_TOGETHER):
        yield f"conversation {thread} has {count} replies in flight."


def _by_wrong_clock(before: int, number: int) -> bool:
    """Whether the trail shows two replies sent in order at the very times they bear: a clock was set between."""
    first, second = (
        next(rows(_SENT_BY, one, f"outbox:{one}"))[0]  # asked of the few that seem out of order
        for one in (before, number)
    )
    return first is not None and second is not None and first < second


def attempts(office: Office) -> Iterator[str]:
    """Yield attempts the database does not know, and sendings missing in attempts.log (I-7, I-18)."""
    if not is_there(office.attempts_log):
        if Outbox.select().where(Outbox.attempts > 0).exists():
            office.notes.append(f"{office.attempts_log} is not here, so attempts could not be compared (I-7).")
        return
    restored = Audit.select(Audit.at).where(Audit.event == "pulihkan").order_by(Audit.at.desc()).limit(1).scalar()
    known = {row.reply_key: row for row in Outbox.select().where(Outbox.attempts > 0)}
    practised = removed_replies() - known.keys()
    logged: set[str] = set()
    first: datetime | None = None
    forgotten = 0
    before = _before(office.attempts_log, restored)
    entries = enumerate(attempts_log.entries(office.attempts_log))
    for place, entry in ((place, entry) for place, entry in entries if entry.reply_key not in practised):
        logged.add(entry.reply_key)
        at = parse_iso(entry.at)
        first = first or at
        row = known.get(entry.reply_key)
        if row is not None and entry.attempt <= row.attempts and entry.text_hash == row.text_hash:
            continue
        if restored is not None and (place < before or is_impossible(at, office.now)):
            forgotten += 1  # sent after the backup that was restored: the agent read them back
        else:
            yield f"attempt {entry.attempt} of reply {entry.reply_key} ({entry.at}) is unknown to the database."
    if forgotten:
        office.notes.append(
            f"{forgotten} attempts were made after the backup restored on {restored:%Y-%m-%d %H:%M} UTC."
        )
    yield from _unlogged(known, logged, first)
    yield from _lost_segments(office.attempts_log)


def _before(log: Path, restored: datetime | None) -> int:
    """Return how many lines of the log were written before the last restore: up to the last one stamped before it.

    A clock that ran ahead stamped some of them later than they were written.
    """
    stamps = (parse_iso(entry.at) for entry in attempts_log.entries(log)) if restored else ()
    return max((place + 1 for place, at in enumerate(stamps) if restored and at <= restored), default=0)


def _lost_segments(path: Path) -> Iterator[str]:
    """Yield segments the database knows that are not here, between or after those that are."""
    here = [segment.name for segment in segments(path)]
    if not is_sqlite():
        return  # with PostgreSQL each gateway PC has its own
    for name in sorted(marked().difference(here)):
        if not here or name > here[0]:  # those before it were left out, long ended
            yield f"put {name} back beside attempts.log: it says what a backup would send twice."


def _unlogged(known: dict[str, Outbox], logged: set[str], first: datetime | None) -> Iterator[str]:
    if first is None or not is_sqlite():
        return  # with PostgreSQL each gateway PC has a log of its own
    for key, row in known.items():
        since = row.last_attempt_at is not None and row.last_attempt_at >= first
        if row.state == ReplyState.SENT and row.settled_at is None and since and key not in logged:
            yield f"reply {key} was sent without a line in attempts.log."
