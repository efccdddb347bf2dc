"""What Meta's headers say of the call budgets: percent used, and minutes until calls are allowed again."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from sync_agent.connector_kit import strict_json

# channels.md §2: sent only once usage is noticeable; slow down from here on.
SLOW_FROM = 80
# The fuller a budget, the longer between two looks: a quiet Page's day has a few hundred calls (channels.md §2).
_RESTS = ((95, timedelta(minutes=10)), (90, timedelta(minutes=5)), (SLOW_FROM, timedelta(minutes=1)))
_APP, _BUSINESS = "x-app-usage", "x-business-use-case-usage"
_FORGOTTEN_AFTER = 20  # answers
_PERCENTS = ("call_count", "total_time", "total_cputime")
_LONGEST_MINUTES = 7 * 24 * 60


class Usage:
    """The fullest budget as last stated. Not every answer names every budget, and a quiet one is no longer named."""

    def __init__(self) -> None:
        self._stated: dict[str, tuple[int, int]] = {}  # by header: percent, answers since

    def note(self, headers: Mapping[str, str]) -> None:
        """Note one answer; a budget that several answers do not repeat is forgotten."""
        for name in (_APP, _BUSINESS):
            percent = percent_used({name: headers.get(name, "")})
            before, answers = self._stated.get(name, (0, _FORGOTTEN_AFTER))
            self._stated[name] = (before, answers + 1) if percent is None else (percent, 0)

    @property
    def percent(self) -> int | None:
        """Return the fullest budget in percent, None where none was named recently."""
        return max(
            (percent for percent, answers in self._stated.values() if answers < _FORGOTTEN_AFTER), default=None
        )


def rest_between(percent: int | None) -> timedelta:
    """Return how long to rest between two reads of a stream; nothing while the budget is ample."""
    return next((rest for least, rest in _RESTS if percent is not None and percent >= least), timedelta(0))


def percent_used(headers: Mapping[str, str]) -> int | None:
    """Return the fullest budget in percent, None where the answer names none; header names in small letters."""
    found = [row[name] for row in _rows(headers) for name in _PERCENTS if isinstance(row.get(name), int | float)]
    return int(max(found)) if found else None


def wait_seconds(headers: Mapping[str, str]) -> float | None:
    """Return how long to wait, in seconds (Meta states minutes); None where nothing is stated (F23, F24)."""
    stated = [row.get("estimated_time_to_regain_access") for row in _rows(headers)]
    minutes = max((one for one in stated if isinstance(one, int | float) and one > 0), default=0)
    return min(minutes, _LONGEST_MINUTES) * 60.0 if minutes else None


def _rows(headers: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Yield the usage records of both headers: one plain, one with a list per business."""
    app = _object(headers.get(_APP, ""))
    yield app
    for rows in _object(headers.get(_BUSINESS, "")).values():
        yield from (row for row in rows if isinstance(row, dict)) if isinstance(rows, list) else ()


def _object(text: str) -> dict[str, Any]:
    try:
        found = strict_json.parse(text) if text else {}
    except strict_json.NotJson:
        return {}
    return found if isinstance(found, dict) else {}
