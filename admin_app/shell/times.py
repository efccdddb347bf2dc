"""Moments and minutes in the words of the screen (WIB), and the mark of what is late or soon late."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from docgen.wording import DAYS, MONTHS
from models.rules.clocks.due_dates import is_late
from models.rules.core.moments import to_wib

# Lateness must be visible before it happens (SOP, warning): at a fifth of the time left, ten minutes at least.
_SOON_SHARE, _SOON_LEAST = 0.2, timedelta(minutes=10)


@dataclass(frozen=True)
class DueMark:
    """How a due time stands: `state` is one of terlambat, segera, cukup, tanpa; the words mean the same."""

    state: str
    words: str


def due_mark(due: datetime | None, since: datetime, now: datetime) -> DueMark:
    """Return whether a due time is past, near or far; `since` is when its clock began."""
    if due is None:
        return DueMark("tanpa", "")
    if is_late(due, now):
        return DueMark("terlambat", f"Terlambat {span(now - due)}")
    left = due - now
    if left <= max(_SOON_LEAST, (due - since) * _SOON_SHARE):
        # A page is not drawn every second, so seconds would be wrong a moment later.
        return DueMark("segera", f"Sisa {span(left)}" if left >= timedelta(minutes=1) else "Kurang dari 1 mnt")
    return DueMark("cukup", f"s.d. {near(due, now)}")


def span(length: timedelta) -> str:
    """Return a rough length of time: 45 dtk, 12 mnt, 3 j 5 mnt, 2 hari."""
    seconds = int(length.total_seconds())
    if seconds < 60:
        return f"{seconds} dtk"
    if seconds < 3600:
        return f"{seconds // 60} mnt"
    if seconds < 86400:
        return f"{seconds // 3600} j {seconds % 3600 // 60} mnt"
    return f"{seconds // 86400} hari"


def near(moment: datetime | None, now: datetime) -> str:
    """Return a moment as short as its day allows: 10.42, kemarin 10.42, besok 07.50, Jum 27 Nov 10.00."""
    if moment is None:
        return "–"
    local, today = to_wib(moment), to_wib(now).date()
    names = {0: "", 1: "besok ", -1: "kemarin "}
    days = (local.date() - today).days
    if days in names:
        return f"{names[days]}{local:%H.%M}"
    year = "" if local.year == today.year else f" {local.year}"
    return f"{DAYS[local.weekday()][:3]} {local.day} {MONTHS[local.month - 1][:3]}{year} {local:%H.%M}"


def second(moment: datetime) -> str:
    """Return a moment of today to the second: 10.42.07."""
    return f"{to_wib(moment):%H.%M.%S}"


def full(moment: datetime | None) -> str:
    """Return a whole moment, for a title: Rabu, 25 November 2026 09.00 WIB."""
    if moment is None:
        return ""
    local = to_wib(moment)
    return f"{DAYS[local.weekday()]}, {local.day} {MONTHS[local.month - 1]} {local.year} {local:%H.%M} WIB"


def typed(moment: datetime | None) -> str:
    """Return a WIB moment as a date and time field needs it; empty for none."""
    return f"{to_wib(moment):%Y-%m-%dT%H:%M}" if moment else ""


def day_line(moment: datetime, now: datetime) -> str:
    """Return the day that separates bubbles: Hari ini, Kemarin, Senin 23 November 2026."""
    day, today = to_wib(moment).date(), to_wib(now).date()
    if 0 <= (today - day).days <= 1:
        return ("Hari ini", "Kemarin")[(today - day).days]
    return f"{DAYS[day.weekday()]}, {day.day} {MONTHS[day.month - 1]} {day.year}"


def minutes(amount: float | None) -> str:
    """Return working minutes as text: 24 dtk, 12 mnt, 7 j 30 mnt."""
    if amount is None:
        return "–"
    if amount < 1:
        return f"{round(amount * 60)} dtk"
    whole = round(amount)
    return f"{whole} mnt" if whole < 60 else f"{whole // 60} j {whole % 60} mnt"
