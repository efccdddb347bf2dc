"""When the office is surely at rest: what stops everybody from writing is done then."""

from datetime import datetime, timedelta

from models.rules.clocks.working_time import Calendar
from models.rules.core.moments import to_wib

# Kept free on both sides of working time: who stays late finishes, and who comes early finds it done.
_AROUND = timedelta(hours=2)
_DAYS = 40  # looked ahead at most; longer holidays begin with their first day anyway


def quiet_from(calendar: Calendar, now: datetime) -> datetime:
    """Return the first moment from now on (naive UTC) that is well outside office hours: now itself where it is."""
    day = to_wib(now).date()
    spans = [span for offset in range(-_DAYS, _DAYS) for span in calendar.spans(day + timedelta(days=offset))]
    moment = now
    for opens, closes in sorted(spans):
        if opens - _AROUND <= moment < closes + _AROUND:
            moment = closes + _AROUND
    return moment


def is_quiet(calendar: Calendar, now: datetime) -> bool:
    """Whether the office is closed now, and neither just closed nor about to open."""
    return quiet_from(calendar, now) == now
