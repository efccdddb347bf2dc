"""Who has which case open, kept in this program's memory only; it informs colleagues and locks nothing."""

from collections import defaultdict
from datetime import datetime
from threading import Lock

from models.rules.staff.presence import GRADE_LABELS, Heard, grade_of


class Presence:
    """The latest request of every open page, by case and account."""

    def __init__(self) -> None:
        self._heard: dict[int, dict[str, Heard]] = defaultdict(dict)
        self._lock = Lock()

    def hear(self, case: int, username: str, now: datetime, *, writing: bool) -> None:
        """Note that a person's page asked for news of a case."""
        with self._lock:
            self._heard[case][username] = Heard(now, writing)

    def others(self, case: int, username: str, now: datetime) -> list[tuple[str, str, str]]:
        """Return the other people on a case by name, each with grade and words, forgetting those who left."""
        with self._lock:
            graded = {name: grade_of(heard, now) for name, heard in self._heard.get(case, {}).items()}
            for name in [name for name, grade in graded.items() if grade is None]:
                del self._heard[case][name]
            if not self._heard.get(case):
                self._heard.pop(case, None)
        found = sorted((name, grade) for name, grade in graded.items() if grade is not None and name != username)
        return [(name, str(grade), GRADE_LABELS[grade]) for name, grade in found]
