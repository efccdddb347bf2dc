"""When a restore drill is due, what it may find wrong with a backup, and what is told of the last one.

A drill of a time to come was noted by a wrong clock: it proves nothing, and is due anew.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from models.rules.core.stored_moments import is_impossible, is_older
from models.rules.upkeep.backup_plan import GRACE

EVERY = timedelta(days=28)  # so that one that fails is tried again some days long before it is told
LONGEST = timedelta(days=31)
AGAIN = timedelta(hours=20)  # after one that failed: with the next day's backup
RUNS = timedelta(hours=12)  # what runs longer was killed


class Flaw(StrEnum):
    """Why a drill did not succeed."""

    GONE = "gone"
    CHANGED = "changed"
    AHEAD = "ahead"
    KEY = "key"
    BROKEN = "broken"
    COUNTS = "counts"
    FILES = "files"
    DATABASE = "database"
    STRANGER = "stranger"
    OLDER = "older"
    VERIFY = "verify"
    ITSELF = "itself"
    ROOM = "room"
    FORBIDDEN = "forbidden"
    UNFINISHED = "unfinished"
    SYSTEM = "system"


FLAW_WORDS: dict[Flaw, str] = {
    Flaw.GONE: "berkas cadangannya tidak ada di tempatnya",
    Flaw.CHANGED: "isi berkasnya bukan cadangan yang dibuat di sini",
    Flaw.AHEAD: "menurut catatannya cadangan itu dibuat pada waktu yang belum tiba; periksa jam komputer",
    Flaw.KEY: "kunci komputer ini tidak membukanya",
    Flaw.BROKEN: "cadangannya tidak dapat dibaca utuh",
    Flaw.COUNTS: "jumlah yang pulih tidak sama dengan yang disebut cadangannya",
    Flaw.FILES: "ada berkas di dalamnya yang hilang atau berubah",
    Flaw.DATABASE: "basis data di dalamnya rusak",
    Flaw.STRANGER: "yang pulih bukan riwayat kantor ini",
    Flaw.OLDER: "yang pulih lebih tua daripada waktu cadangannya",
    Flaw.VERIFY: "pemeriksaan (verify) atas yang pulih menemukan kesalahan",
    Flaw.ITSELF: "tempat mencobanya ternyata data kantor sendiri, jadi tidak dijalankan",
    Flaw.ROOM: "tempat di cakram untuk mencobanya kurang",
    Flaw.FORBIDDEN: "akun basis data program tidak boleh membuat database untuk mencobanya",
    Flaw.UNFINISHED: "terputus sebelum selesai",
    Flaw.SYSTEM: "sistem menolak",
}
# The same for the operator at the command line.
FLAW_SENTENCES: dict[Flaw, str] = {
    Flaw.GONE: "the backup's file is not where it was put",
    Flaw.CHANGED: "its content is not the backup that was made here",
    Flaw.AHEAD: "by the record it was made at a time to come: see whether this machine's clock is right",
    Flaw.KEY: "this machine's drill key does not open it",
    Flaw.BROKEN: "it cannot be read whole",
    Flaw.COUNTS: "what came back is not as many as the backup says it holds",
    Flaw.FILES: "files in it lack or were changed",
    Flaw.DATABASE: "the database in it is damaged",
    Flaw.STRANGER: "what came back is not this office's own history",
    Flaw.OLDER: "what came back is older than the backup says it is",
    Flaw.VERIFY: "verify finds what must not be in what came back",
    Flaw.ITSELF: "the scratch place turned out to be the office itself, so nothing was put there",
    Flaw.ROOM: "there is no room to try it",
    Flaw.FORBIDDEN: "the database's role may not create a database to try it in: as a superuser, "
    "'ALTER ROLE … CREATEDB'",
    Flaw.UNFINISHED: "it broke off before its end",
    Flaw.SYSTEM: "the system refuses",
}


class DrillLapse(StrEnum):
    """What is told of the drills."""

    FAILED = "failed"
    LONG_AGO = "long ago"


@dataclass(frozen=True)
class Drilled:
    """One drill as it is known: when it began, whether it ended, and what it found (None: nothing wrong)."""

    started_at: datetime
    ended: bool
    flaw: Flaw | None = None


def flaw_of(last: Drilled | None, now: datetime) -> Flaw | None:
    """Return what the last drill found; one that has run too long was killed."""
    if last is None:
        return None
    killed = not last.ended and is_older(last.started_at, RUNS, now)
    return last.flaw or (Flaw.UNFINISHED if killed else None)


def drill_lapse(
    last: Drilled | None, succeeded_at: datetime | None, since: datetime | None, now: datetime
) -> DrillLapse | None:
    """Return what is to be told, None where all is well.

    `succeeded_at`: when the last one that succeeded began; `since`: when the office's first backup was made, None:
    there is none, and nothing to try.
    """
    if flaw_of(last, now) is not None:
        return DrillLapse.FAILED
    known = succeeded_at if succeeded_at is not None and not is_impossible(succeeded_at, now) else since
    return DrillLapse.LONG_AGO if is_older(known, LONGEST, now) else None


def is_due(last: Drilled | None, succeeded_at: datetime | None, newest: datetime | None, now: datetime) -> bool:
    """Whether a drill is to be made by itself: a month after the last good one, with a backup just made.

    `newest`: when the newest backup was made. At night with it, not at noon while the office works.
    """
    if newest is None or is_older(newest, GRACE, now):
        return False
    if last is not None and not is_older(last.started_at, AGAIN, now):
        return False
    return succeeded_at is None or is_older(succeeded_at, EVERY, now)


def span_words(span: timedelta) -> str:
    """Return a span in its largest whole unit: 40 detik, 2 menit, 5 jam, 3 hari."""
    seconds = max(int(span.total_seconds()), 0)
    for size, name in ((86400, "hari"), (3600, "jam"), (60, "menit")):
        if seconds >= 2 * size:
            return f"{seconds // size} {name}"
    return f"{seconds} detik"
