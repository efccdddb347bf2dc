"""When the office's planned backup is due, what is told where none comes, and which older copies go.

A day begins at midnight in WIB. A copy of a time to come was made by a wrong clock: it counts for nothing, and stays.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from models.rules.core.moments import from_wib, to_wib
from models.rules.core.stored_moments import is_impossible, is_older

GRACE = timedelta(hours=3)  # a backup may take long, and a machine that begins late catches up
FAILING_FOR = timedelta(hours=1)  # a share may go away for a while when no backup is due
NEWEST_READ, OTHERS_READ = timedelta(days=1), timedelta(days=7)  # after so long a copy's content is compared anew
MOST = {"daily": 90, "weekly": 60, "monthly": 120}


class BackupPlanWrong(ValueError):
    """A plan that cannot be kept; the sentence says what it takes."""


@dataclass(frozen=True)
class Keeps:
    """Of how many of the last days, weeks and months that have a copy the newest one stays."""

    daily: int = 7
    weekly: int = 5
    monthly: int = 3

    def __post_init__(self) -> None:
        """Refuse what keeps nothing, or more than anybody wants. Raises BackupPlanWrong."""
        for name, most in MOST.items():
            least = 1 if name == "daily" else 0
            if not least <= getattr(self, name) <= most:
                raise BackupPlanWrong(f"--{name} takes {least} to {most}.")

    @property
    def longest(self) -> timedelta:
        """Return for how long a copy may be kept where one is made every day."""
        return timedelta(days=max(self.daily, 7 * self.weekly, 31 * self.monthly))


@dataclass(frozen=True)
class Kept:
    """One copy: when it was made, whether it was seen whole, and whether it is the one that was proven last."""

    id: int
    made_at: datetime
    whole: bool
    proven: bool = False


class Why(StrEnum):
    """Why a planned backup does not go through."""

    AWAY = "away"
    FULL = "full"
    UNWRITABLE = "unwritable"
    KEY = "key"
    DATABASE = "database"
    DAMAGED = "damaged"
    OTHER = "other"


WHY_WORDS: dict[Why, str] = {
    Why.AWAY: "foldernya tidak ada di tempatnya; mungkin cakram atau share-nya tidak terpasang",
    Why.FULL: "tempat di cakramnya habis",
    Why.UNWRITABLE: "foldernya tidak dapat ditulisi",
    Why.KEY: "secret.key hilang atau bukan yang benar",
    Why.DATABASE: "basis data tidak dapat dibaca utuh",
    Why.DAMAGED: "yang tertulis bukan yang dibaca; cakramnya mungkin rusak",
    Why.OTHER: "sistem menolak",
}
# The same for the operator at the command line.
WHY_SENTENCES: dict[Why, str] = {
    Why.AWAY: "this is not the plan's folder: its mark is not in it. Is the disk or share mounted?",
    Why.FULL: "there is no room",
    Why.UNWRITABLE: "it cannot be written to",
    Why.KEY: "secret.key is gone or another one",
    Why.DATABASE: "the database cannot be read whole",
    Why.DAMAGED: "what was written is not what was read: the disk may be failing",
    Why.OTHER: "the system refuses",
}


class Lapse(StrEnum):
    """How a planned backup is not made."""

    FAILED = "failed"
    MISSED = "missed"


def read_time(text: str) -> int:
    """Return a time of day like 02:00 as minutes after midnight. Raises BackupPlanWrong."""
    try:
        found = time.fromisoformat(text.strip().replace(".", ":"))
    except ValueError as err:
        raise BackupPlanWrong(f"'{text}' is no time of day: write it like 02:00.") from err
    if found.tzinfo or found.second or found.microsecond:
        raise BackupPlanWrong(f"'{text}' is no time of day: write it like 02:00.")
    return found.hour * 60 + found.minute


def time_words(minutes: int) -> str:
    """Return minutes after midnight as they are written: 02.00."""
    return f"{minutes // 60:02}.{minutes % 60:02}"


def due_since(minutes: int, set_at: datetime, now: datetime) -> datetime:
    """Return since when a backup is due: the plan's last time of day, or when the plan was made after it."""
    today = to_wib(now)
    moment = from_wib(datetime.combine(today.date(), time(minutes // 60, minutes % 60)))
    last = moment if moment <= now else moment - timedelta(days=1)
    return last if set_at > now else max(last, set_at)


def is_wanting(newest: datetime | None, due: datetime, now: datetime) -> bool:
    """Whether no copy was made since it was due; one of a time to come counts for nothing."""
    return newest is None or newest < due or is_impossible(newest, now)


def lapse_of(newest: datetime | None, due: datetime, failing_since: datetime | None, now: datetime) -> Lapse | None:
    """Return what is to be told of the planned backups, None where all is well.

    `newest`: when the newest copy that is there was made; `failing_since`: since when they do not go through.
    """
    wanting = is_wanting(newest, due, now)
    if failing_since is not None and (wanting or is_older(failing_since, FAILING_FOR, now)):
        return Lapse.FAILED
    return Lapse.MISSED if wanting and now - due > GRACE else None


def second_lapse(made_at: datetime, carried: bool, failing_since: datetime | None, now: datetime) -> Lapse | None:
    """Return what is to be told of the second place, None where all is well.

    `made_at`: when the newest copy that is there was made; `carried`: whether it lies in the second place, too.
    """
    if failing_since is not None and (not carried or is_older(failing_since, FAILING_FOR, now)):
        return Lapse.FAILED
    return Lapse.MISSED if not carried and is_older(made_at, GRACE, now) else None


def to_read(copies: Sequence[tuple[int, datetime | None]], now: datetime) -> int | None:
    """Return which copy's content is to be compared anew, the newest first; None where each was of late.

    `copies`: ids and when each was read last, the newest copy first. One at a time: the disk serves others too.
    """
    if not copies:
        return None
    newest, read_at = copies[0]
    if read_at is None or is_older(read_at, NEWEST_READ, now):
        return newest
    waiting = [(at or now - OTHERS_READ, one) for one, at in copies if at is None or is_older(at, OTHERS_READ, now)]
    return min(waiting)[1] if waiting else None


def going(copies: Iterable[Kept], keeps: Keeps, now: datetime) -> frozenset[int]:
    """Return the ids of the copies that go: whole ones that no day, week or month keeps.

    Where none is whole, nothing goes; the newest whole one, the proven one and those of a time to come never do.
    """
    there = [one for one in copies if not is_impossible(one.made_at, now)]
    whole = sorted((one for one in there if one.whole), key=lambda one: (one.made_at, one.id), reverse=True)
    stays = {one.id for one in whole[:1]} | {one.id for one in there if one.proven}
    for span, most in ((_day, keeps.daily), (_week, keeps.weekly), (_month, keeps.monthly)):
        stays |= _newest_of_each(whole, span, most)
    return frozenset(one.id for one in whole if one.id not in stays)


def _newest_of_each(whole: Sequence[Kept], span: Callable[[date], Hashable], most: int) -> set[int]:
    found: dict[Hashable, int] = {}
    for one in whole:
        found.setdefault(span(to_wib(one.made_at).date()), one.id)
    return set(list(found.values())[:most])


def _day(day: date) -> Hashable:
    return day


def _week(day: date) -> Hashable:
    return day.isocalendar()[:2]


def _month(day: date) -> Hashable:
    return day.year, day.month
