"""Working time counted day by day from the office's rows: the crude way, with special hours and holidays."""

from datetime import date, datetime, timedelta

from models.tables import Holiday, WorkingBlock

WIB = timedelta(hours=7)
Span = tuple[datetime, datetime]


class Hours:
    """The office's working stretches as its rows stand now."""

    def __init__(self) -> None:
        self._blocks = list(WorkingBlock.select())
        self._off = {row.day for row in Holiday.select().where(Holiday.active)}
        self._days: dict[date, list[Span]] = {}

    def of_day(self, day: date) -> list[Span]:
        """Return the stretches of a day, naive UTC: of the hours that began last, those of every day otherwise."""
        if day not in self._days:
            self._days[day] = self._worked(day)
        return self._days[day]

    def _worked(self, day: date) -> list[Span]:
        if day in self._off:
            return []
        mine = [row for row in self._blocks if row.weekday == day.weekday()]
        mine = [row for row in mine if not (row.valid_from and day < row.valid_from)]
        mine = [row for row in mine if not (row.valid_until and day > row.valid_until)]
        newest = max((row.valid_from for row in mine if row.valid_from), default=None)
        held = [row for row in mine if row.valid_from == newest]
        spans = [(datetime.combine(day, row.starts) - WIB, datetime.combine(day, row.ends) - WIB) for row in held]
        return sorted(span for span in spans if span[0] < span[1])

    def minutes(self, start: datetime, end: datetime) -> float:
        """Return the working minutes between two moments."""
        total, day, last = 0.0, (start + WIB).date(), (end + WIB).date()
        while day <= last:
            total += sum(
                max(0.0, (min(end, to) - max(start, since)).total_seconds()) for since, to in self.of_day(day)
            )
            day += timedelta(days=1)
        return total / 60

    def after(self, start: datetime, minutes: float) -> datetime:
        """Return the moment at which so many working minutes have passed."""
        left, day = timedelta(minutes=minutes), (start + WIB).date()
        while True:
            for since, to in self.of_day(day):
                begins = max(start, since)
                if begins < to and left <= to - begins:
                    return begins + left
                left -= max(timedelta(), to - begins)
            day += timedelta(days=1)

    def days_after(self, start: datetime, days: int) -> datetime:
        """Return the same time of day so many working days later; the end of a stretch where that one is over."""
        begins = self.after(start, 0)
        day = (begins + WIB).date()
        while days:
            day += timedelta(days=1)
            days -= bool(self.of_day(day))
        wanted, spans = datetime.combine(day, (begins + WIB).time()) - WIB, self.of_day(day)
        begun = [to for since, to in spans if since <= wanted]
        return min(wanted, begun[-1]) if begun else spans[0][0]
