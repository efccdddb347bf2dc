"""Who else has a case open, in three grades, judged by the latest request of his page."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from models.rules.core.stored_moments import is_impossible


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
_FRESH, LONGEST = timedelta(seconds=15), timedelta(minutes=3)
# A request is written down when the one before is so old: with any pause between two it is heard within _FRESH.
_WRITTEN_EVERY = timedelta(seconds=6)


@dataclass(frozen=True)
class Heard:
    """The latest request of one person's page on a case."""

    at: datetime
    writing: bool


def grade_of(heard: Heard, now: datetime) -> Grade | None:
    """Return how actively he is at it now; None where he has left, or a wrong clock said when."""
    quiet = now - heard.at
    if quiet > LONGEST or is_impossible(heard.at, now):
        return None
    if quiet > _FRESH:
        return Grade.OPEN
    return Grade.WRITING if heard.writing else Grade.SEEING


def is_news(heard: Heard | None, now: datetime, *, writing: bool) -> bool:
    """Whether a request of his page says more than what is known of him, so that it must be written down."""
    return heard is None or heard.writing != writing or not timedelta() <= now - heard.at < _WRITTEN_EVERY
