"""A month's budget of a platform that is paid by use: how much of it is gone, and what is done about it, as rows.

Answers are never held back for it. A thing read again on the same day of UTC is not charged again, so what saves most
is not to read again what earlier days brought; reading less often saves where the platform charges all the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from datetime import date as Day  # noqa: N812 - a parameter is called so

from models.rules.channels.costs.prices import Charged, Counts, Price, by_kind, cost, dollars, month_of
from models.rules.core.moments import day_words, to_wib

BUDGET = "monthly_budget"  # the account's setting, in whole dollars


@dataclass(frozen=True)
class Thrift:
    """From `share` percent of the budget on: how many times as long between two reads, at least how long.

    `rereads`: whether what was paid on earlier days is read again, to find what a read may have missed.
    """

    share: int
    factor: int = 1
    least: timedelta = timedelta()
    rereads: bool = True
    says: str = ""

    def pause(self, usual: timedelta) -> timedelta:
        """Return how long to wait between two reads."""
        return max(usual * self.factor, self.least)


THRIFTS: tuple[Thrift, ...] = (
    Thrift(0),
    Thrift(
        70, 2, rereads=False, says="jeda antarbacaan dua kali lebih lama; pesan hari-hari lalu tidak dibaca ulang"
    ),
    Thrift(90, 2, timedelta(minutes=30), False, "dibaca setiap 30 menit"),
    # The limits that count in days still hold; those of minutes count from the moment a message is read.
    Thrift(100, 2, timedelta(hours=1), False, "dibaca setiap jam"),
)


@dataclass(frozen=True)
class Spending:
    """What an account spent in the present month of UTC, by our count. `began`: the first day counted at all."""

    moment: datetime
    counts: Counts = field(default_factory=dict)
    budget: int = 0  # millionths of a dollar; 0: none
    began: Day | None = None
    corrected: Sequence[Price] = ()

    @property
    def spent(self) -> int:
        """Return what was spent, in millionths of a dollar."""
        return cost(self.counts, self.corrected)

    @property
    def by_kind(self) -> dict[Charged, tuple[int, int]]:
        """Return of each thing charged how many there were and what they cost."""
        return by_kind(self.counts, self.corrected)

    @property
    def share(self) -> int | None:
        """Return how much of the budget is gone, in whole percent; None without a budget."""
        return 100 * self.spent // self.budget if self.budget else None

    @property
    def thrift(self) -> Thrift:
        """Return what is done at this share."""
        return [row for row in THRIFTS if row.share <= max(self.share or 0, 0)][-1]

    @property
    def month(self) -> tuple[Day, Day]:
        """Return the month's first day and the next month's."""
        return month_of(self.moment.date())

    @property
    def since(self) -> datetime:
        """Return since when this month was counted, naive UTC."""
        first = self.month[0]
        return datetime.combine(max(first, self.began or first), time())

    @property
    def is_whole(self) -> bool:
        """Whether the month was counted from its first day on."""
        return self.began is not None and self.began <= self.month[0]

    @property
    def forecast(self) -> int | None:
        """Return what the month will cost at the pace so far; None before a whole day was counted."""
        counted = self.moment - self.since
        if self.began is None or counted < timedelta(days=1):
            return None
        left = datetime.combine(self.month[1], time()) - self.moment
        return self.spent + int(self.spent * (left / counted))

    @property
    def slower_at(self) -> datetime | None:
        """Return when the next row begins at the pace so far, if within the month; None where it does not."""
        row = next((row for row in THRIFTS if row.share > max(self.share or 0, 0)), None)
        counted, spent = self.moment - self.since, self.spent
        if row is None or not self.budget or not spent or self.forecast is None:
            return None
        then = self.moment + counted * max((row.share * self.budget / 100 - spent) / spent, 0.0)
        return then if then < datetime.combine(self.month[1], time()) else None

    @property
    def next_thrift(self) -> Thrift | None:
        """Return the row that comes next."""
        return next((row for row in THRIFTS if row.share > max(self.share or 0, 0)), None)


def budget_of(setting: str) -> int:
    """Return a budget as set, in millionths of a dollar; 0 where none is."""
    return int(setting) * 1_000_000 if setting.isascii() and setting.isdigit() else 0


def spent_words(spending: Spending) -> str:
    """Return what was spent of what, in words."""
    if not spending.budget:
        return dollars(spending.spent)
    return f"{dollars(spending.spent)} dari {dollars(spending.budget)} ({spending.share} %)"


def month_begins(spending: Spending) -> str:
    """Return when the next month begins, in words of the office's time."""
    then = to_wib(datetime.combine(spending.month[1], time()))
    return f"{day_words(then.date())} pukul {then:%H.%M} WIB"


def utc_day(moment: datetime) -> Day:
    """Return the day of UTC of a moment, naive UTC or aware."""
    return (moment if moment.tzinfo is None else moment.astimezone(UTC)).date()
