"""Keeps the lines of attempts.log in the database too, each after it was on the disk, so that one backup holds all.

The file remains what makes a sending happen once: nothing waits for the copy, and nothing is decided by it.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path

from peewee import ColumnBase, fn

from models.actions.replies.keep_attempts import KEPT
from models.rules.core.moments import iso
from models.rules.replies.delivery import ENDED
from models.rules.retention.retention import STANDS_FOR
from models.tables import AttemptLine, Complaint, Outbox, Thread, database
from models.tables.core.bulk import in_pieces, insert_rows
from models.tables.core.sealed_log import is_there
from models.tables.replies import attempts_log
from models.tables.replies.attempts_log import Attempt, Placed

AT_ONCE = 2_000  # lines at a look: the agent has leases to renew meanwhile
# As ten segments hold: whatever a clock says, so many of the newest stay.
KEPT_LINES = 40_000
# A line may still come into the part before the newest (sealed_log.py): both are asked where they end.
_OPEN_PARTS = 2


@dataclass(frozen=True)
class Copied:
    """How many lines were copied, and whether the log is another than the one that was copied under its name."""

    lines: int
    another: bool = False


def keep_lines(path: Path) -> Copied:
    """Copy what the log has and the database has not, the oldest first, at most AT_ONCE lines."""
    if not is_there(path):
        return Copied(0)
    name = attempts_log.name_of(path)
    last = _last_of(name) if name else {}
    found = _read_on(path, last)
    another = found is None
    if found is None:
        found = _read_on(path, {}) or []
    if another or not name:
        name = attempts_log.give_name(path)
    with database.atomic():
        gone = set(forgotten_replies(one.attempt.reply_key for one in found))
        insert_rows(AttemptLine, [_row(name, one, gone) for one in found], ignore=True)
    return Copied(len(found), another)


def _last_of(name: str) -> dict[int, AttemptLine]:
    """Return the last line that is kept of each of the newest parts of a log."""
    mine = AttemptLine.log == name
    newest = AttemptLine.select(fn.MAX(AttemptLine.part)).where(mine).scalar()
    parts = range(newest - _OPEN_PARTS + 1, newest + 1) if newest is not None else ()
    ends = AttemptLine.select().order_by(AttemptLine.place.desc())
    rows = (ends.where(mine & (AttemptLine.part == part)).first() for part in parts)
    return {row.part: row for row in rows if row is not None}


def _read_on(path: Path, last: dict[int, AttemptLine]) -> list[Placed] | None:
    """Return the lines behind the last ones; None where the last of them does not stand in the log."""
    known = {(row.part, row.place) for row in last.values()}
    lines = attempts_log.read_on(path, {row.part: row.place for row in last.values()})
    found = list(islice(lines, AT_ONCE + len(known)))
    if last:
        end = last[max(last)]
        here = (one.attempt for one in found if (one.part, one.place) == (end.part, end.place))
        if not any(attempt.is_same_try(attempt_of(end)) for attempt in here):
            return None
    return [one for one in found if (one.part, one.place) not in known][:AT_ONCE]


def attempt_of(row: AttemptLine) -> Attempt:
    """Return a kept line as it stood in the log."""
    return Attempt(row.reply_key, row.attempt, row.text_hash, row.thread, row.client_ref, row.at)


def _row(name: str, one: Placed, gone: set[str]) -> dict[str, object]:
    attempt = one.attempt
    if attempt.reply_key in gone:
        attempt = replace(attempt, thread="", client_ref="")
    return {"log": name, "part": one.part, "place": one.place, **asdict(attempt)}


def forgotten() -> ColumnBase:
    """Return the condition for replies of destroyed cases, and of conversations whose person was destroyed."""
    cases = Complaint.select(Complaint.id).where(Complaint.destroyed_at.is_null(False))
    threads = Thread.select(Thread.id).where(Thread.external_id.startswith(STANDS_FOR))
    return Outbox.complaint.in_(cases) | Outbox.thread.in_(threads)


def forgotten_replies(among: Iterable[str] | None = None) -> set[str]:
    """Return the keys of these replies, or of all, about which it must not be said any more where they went."""
    rows = Outbox.select(Outbox.reply_key).where(forgotten())
    if among is None:
        return {key for (key,) in rows.tuples()}
    return {key for some in in_pieces(set(among)) for (key,) in rows.where(Outbox.reply_key.in_(some)).tuples()}


def forget_places() -> int:
    """Take out of the kept lines where forgotten replies went, if that came in meanwhile; return of how many."""
    said = (AttemptLine.thread != "") | (AttemptLine.client_ref != "")
    theirs = AttemptLine.reply_key.in_(Outbox.select(Outbox.reply_key).where(forgotten()))
    with database.atomic():
        return int(AttemptLine.update(thread="", client_ref="").where(said & theirs).execute())


def drop_old(now: datetime) -> int:
    """Keep no lines of replies that ended long ago; return how many went. The newest stay, and each log's end."""
    edge = AttemptLine.select(fn.MAX(AttemptLine.id)).scalar() or 0
    waits = Outbox.select(Outbox.reply_key).where(Outbox.state.not_in([str(state) for state in ENDED]))
    old = (AttemptLine.id <= edge - KEPT_LINES) & (AttemptLine.at < (iso(now - KEPT) or ""))
    ends = list(AttemptLine.select(AttemptLine.log, fn.MAX(AttemptLine.part)).group_by(AttemptLine.log).tuples())
    gone = 0
    for log, newest in ends:
        mine = (AttemptLine.log == log) & (AttemptLine.part <= newest - _OPEN_PARTS)
        with database.atomic():
            gone += AttemptLine.delete().where(mine & old & AttemptLine.reply_key.not_in(waits)).execute()
    return gone
