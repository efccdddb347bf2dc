"""A closed month: what its book and its figures said then to each person, and whether they say it still."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from models.actions.core.actor import actor_of
from models.actions.figures.period_figures import period_figures
from models.rules.figures.periods import read_period
from models.tables import MonthClose, Staff
from tests.machines import shown
from tests.machines.agreeing import Recounted, closed_month, same
from tests.recount.figures import figures, seen_by
from tests.recount.hours import WIB
from tests.recount.visibility import Visibility


class Closing:
    """A month just closed: recounted as of its closing, for everybody as far as he saw it then."""

    def __init__(self, month: str, now: datetime) -> None:
        self.month, self.lines = month, closed_month(month, now)
        self.told = Recounted(MonthClose.get(MonthClose.month == month).closed_at)
        mine = [one for one in self.told.courses.values() if f"{one.received + WIB:%Y-%m}" == month]
        people = list(Staff.select().order_by(Staff.id))
        self.seen = {row.id: seen_by(row, mine, self.told.visibility) for row in people}
        self.said = {row.id: self.read_by(row, now) for row in people}

    def read_by(self, person: Staff, now: datetime) -> dict[str, Any]:
        """Return the figures as this person reads them."""
        found: dict[str, Any] = period_figures(read_period(self.month), now, actor_of(person).whole_scope)
        return found

    def untrue(self, person: Staff, now: datetime) -> Iterator[str]:
        """Yield what a person reads otherwise than it was at the closing, less what is hidden from him since."""
        visibility, shows = Visibility(), self.read_by(person, now)
        still = [one for one in self.seen[person.id] if not visibility.hides(one.case.id, person)]
        counts = figures(still, self.told.rounds, self.told.now)
        where = f"figures of {self.month} for {person.username}"
        yield from same(where, shown.of_figures(shows), counts)
        if len(still) == len(self.seen[person.id]):
            yield from same(where, _without_words(shows), _without_words(self.said[person.id]))

    def book(self, now: datetime) -> Iterator[str]:
        """Yield the lines of its book that say something else now; lines are only added."""
        lines = closed_month(self.month, now)[: len(self.lines)]
        pairs = zip(lines, self.lines, strict=True)
        yield from (f"book of {self.month}: shown {new}, at closing {old}" for new, old in pairs if new != old)


def _without_words(value: Any) -> Any:
    """Leave out subjects: they are shown as they are today, or not at all."""
    if isinstance(value, list):
        return [_without_words(row) for row in value]
    return (
        {key: _without_words(one) for key, one in value.items() if key != "subject"}
        if isinstance(value, dict)
        else value
    )
