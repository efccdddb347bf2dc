"""On which days a limit of the law holds otherwise once it is changed."""

from datetime import date, timedelta

Days = tuple[date, date | None]  # the first, and the last; None: it still holds


def changed_days(before: Days | None, after: Days | None, other: bool) -> list[Days]:
    """Return the days on which a limit holds before a change or after it, not on both; `other`: on either of them.

    Of two stretches that do not meet, the days between are among them: rather too many than one too few.
    """
    if before is None or after is None or other:
        return [days for days in (before, after) if days is not None]
    found: list[Days] = []
    if before[0] != after[0]:
        found.append((min(before[0], after[0]), max(before[0], after[0]) - timedelta(days=1)))
    if before[1] != after[1]:
        ends = sorted(day for day in (before[1], after[1]) if day is not None)
        found.append((ends[0] + timedelta(days=1), ends[1] if len(ends) > 1 else None))
    return found
