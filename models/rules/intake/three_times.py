"""The three times of a message or letter: written or received, seen by us, stored; since when it counts."""

from datetime import datetime, timedelta

from models.rules.core.moments import day_words, to_wib

# What was written longer than this before its channel was connected is history: nobody waits for us to read it.
HISTORY_BEFORE = timedelta(days=1)
# Nothing that is older is filed by hand: a year mistyped would make every limit late.
OLDEST_FILED = timedelta(days=365)
# Below that, receiving and recording are one for a reader, as long as they share a day.
_ONE_MOMENT = timedelta(hours=1)


def received_at(written: datetime, seen: datetime) -> datetime:
    """Return when the office received it: the platform's time, but never after we saw it (clocks run ahead)."""
    return min(written, seen)


def is_history(written: datetime, found_by: str, connected: datetime) -> bool:
    """Whether it was there before the office had this way in: imported, or of before its channel was connected."""
    if found_by == "desk":
        return False  # an officer says himself when it came
    return found_by == "import" or written < connected - HISTORY_BEFORE


def counts_since(written: datetime, seen: datetime, stored: datetime, history: bool) -> datetime:
    """Return since when a complaint it opens counts; history starts no clock before it was stored."""
    return stored if history else min(received_at(written, seen), stored)


def tell_apart(received: datetime, recorded: datetime | None) -> bool:
    """Whether a reader must be told both: another day, or hours between."""
    if recorded is None or recorded <= received:
        return False
    return to_wib(received).date() != to_wib(recorded).date() or recorded - received >= _ONE_MOMENT


def late_words(received: datetime, recorded: datetime | None) -> str:
    """Return both where they differ, e.g. diterima 2 November 2026, dicatat 25 November 2026; else an empty text."""
    if recorded is None or not tell_apart(received, recorded):
        return ""
    came, kept = to_wib(received), to_wib(recorded)
    if came.date() == kept.date():
        return f"diterima {came:%H.%M}, dicatat {kept:%H.%M}"
    return f"diterima {day_words(came.date())}, dicatat {day_words(kept.date())}"
