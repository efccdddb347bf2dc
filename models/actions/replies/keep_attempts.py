"""Keeps attempts.log short: marks the sealed segments the database knows, and leaves out what no backup can need.

A mark is a row of the database, so a restored one has only those of its time: what was sealed later is read again.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from models.actions.replies.after_restore import (
    Behind,
    attempts_of,
    hold_back_before,
    newest_attempts,
    reconcile_attempts,
    removed_replies,
)
from models.rules.core.moments import parse_iso
from models.rules.replies.delivery import ENDED
from models.tables import KnownSegment, Outbox, database
from models.tables.core import sealed_log
from models.tables.core.bulk import in_pieces
from models.tables.replies import attempts_log
from models.tables.replies.attempts_log import Attempt

# About 4,000 sendings: what a start reads at most, of a database that knows the segments.
SEGMENT_BYTES = 1 << 20
# No backup so old is restored; and whatever a clock says, so many of the newest segments stay whole.
KEPT, KEPT_SEGMENTS = timedelta(days=400), 10
_NO_LINE = "0001-01-01T00:00:00+00:00"


def reconcile_log(path: Path, now: datetime) -> Behind:
    """Set to unknown whatever may have been sent already (F45, I-12), and mark what is known of the segments."""
    marks = marked()
    behind = reconcile_attempts(attempts_log.entries(path, but=marks), now)
    for segment in sealed_log.segments(path):
        if segment.name not in marks:
            behind = replace(behind, replies=behind.replies + _look_at(segment, now))
    return behind


def mark_known(path: Path, now: datetime, but: Collection[str] = ()) -> list[str]:
    """Mark the segments, but not those of these names, whose every sending is known; return which were looked at."""
    marks = {*marked(), *but}
    fresh = [segment for segment in sealed_log.segments(path) if segment.name not in marks]
    for segment in fresh:
        _look_at(segment, now)
    return [segment.name for segment in fresh]


def marked() -> set[str]:
    """Return the names of the segments that this database knows."""
    return {name for (name,) in KnownSegment.select(KnownSegment.name).tuples()}


def _look_at(segment: Path, now: datetime) -> int:
    """Mark a segment if the database knows all of it; return how many replies were held back, for lines not kept."""
    until = attempts_log.left_out_until(segment)
    with database.atomic():
        held = hold_back_before(parse_iso(until), now) if until else 0
        if until or _is_known(attempts_log.entries_of(segment)):
            KnownSegment.insert(name=segment.name, known_at=now).on_conflict_ignore().execute()
    return held


def _is_known(lines: Iterable[Attempt]) -> bool:
    """Whether the database has every one of these sendings, or more of the same reply."""
    newest = newest_attempts(lines)
    known = attempts_of(newest)
    strangers = newest.keys() - known.keys()
    return all(newest[key].attempt <= known[key] for key in known) and not (
        strangers and strangers - removed_replies()
    )


def leave_out_old(path: Path, now: datetime) -> int:
    """Keep no lines of the oldest segments whose replies all ended long ago; return how many segments went.

    The last of them stays, with only its end: a database older than that holds back what it would send (`_look_at`).
    """
    marks, old = marked(), list[tuple[Path, str]]()
    for segment in sealed_log.segments(path)[:-KEPT_SEGMENTS]:
        until = attempts_log.left_out_until(segment) or _end_of_ended(segment)
        if segment.name not in marks or not until or parse_iso(until) > now - KEPT:
            break
        old.append((segment, until))
    if len(old) < 2:
        return 0
    *gone, (last, until) = old
    if not attempts_log.left_out_until(last):
        attempts_log.leave_out(last, until)
    for segment, _ in gone:
        segment.unlink(missing_ok=True)
    # After the files: a segment without its mark would be looked at as one that an older database does not know.
    KnownSegment.delete().where(KnownSegment.name.in_([segment.name for segment, _ in gone])).execute()
    return len(gone)


def _end_of_ended(segment: Path) -> str:
    """Return when the last line of a segment was made; "" where a reply of it has not ended."""
    lines = newest_attempts(attempts_log.entries_of(segment))
    open_ = Outbox.state.not_in([str(state) for state in ENDED])
    for keys in in_pieces(lines):
        if Outbox.select(Outbox.id).where(Outbox.reply_key.in_(keys) & open_).exists():
            return ""
    return max((line.at for line in lines.values() if line.at), default=_NO_LINE)
