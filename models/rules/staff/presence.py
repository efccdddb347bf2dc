"""Who else has a case open, in three grades, judged by the latest request of his page."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Grade(StrEnum):
    """How actively a colleague is at a case."""

    WRITING = "menulis"
    SEEING = "melihat"
    OPEN = "terbuka"  # the page is open, but he looks elsewhere


GRADE_LABELS = {
    Grade.WRITING: "sedang menulis",
    Grade.SEEING: "sedang melihat",
    Grade.OPEN: "membuka kasus ini, sedang di tempat lain",
}
# A page that is looked at asks for news every few seconds; one that is hidden asks no more.
_FRESH, _LONGEST = timedelta(seconds=15), timedelta(minutes=3)


@dataclass(frozen=True)
class Heard:
    """The latest request of one person's page on a case."""

    at: datetime
    writing: bool


def grade_of(heard: Heard, now: datetime) -> Grade | None:
    """Return how actively he is at it now; None where he has left."""
    quiet = now - heard.at
    if quiet > _LONGEST:
        return None
    if quiet > _FRESH:
        return Grade.OPEN
    return Grade.WRITING if heard.writing else Grade.SEEING
