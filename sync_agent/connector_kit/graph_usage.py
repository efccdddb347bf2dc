"""What Meta tells in its headers about the calls used up: percent of each budget, minutes until there are more."""

from collections.abc import Iterator, Mapping
from typing import Any

from sync_agent.connector_kit import strict_json

# channels.md §2: sent only once usage is noticeable; slow down from here on.
SLOW_FROM = 80
_PERCENTS = ("call_count", "total_time", "total_cputime")
_LONGEST_MINUTES = 7 * 24 * 60


def percent_used(headers: Mapping[str, str]) -> int | None:
    """Give the fullest budget in percent, None where the answer names none. Header names in lower case."""
    found = [row[name] for row in _rows(headers) for name in _PERCENTS if isinstance(row.get(name), int | float)]
    return int(max(found)) if found else None


def wait_seconds(headers: Mapping[str, str]) -> float | None:
    """Give how long to wait, in seconds (Meta states minutes); None where nothing is stated (F23, F24)."""
    stated = [row.get("estimated_time_to_regain_access") for row in _rows(headers)]
    minutes = max((one for one in stated if isinstance(one, int | float) and one > 0), default=0)
    return min(minutes, _LONGEST_MINUTES) * 60.0 if minutes else None


def _rows(headers: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Give the usage records of both headers: one plain, one a list for each business."""
    app = _object(headers.get("x-app-usage", ""))
    yield app
    for rows in _object(headers.get("x-business-use-case-usage", "")).values():
        yield from (row for row in rows if isinstance(row, dict)) if isinstance(rows, list) else ()


def _object(text: str) -> dict[str, Any]:
    try:
        found = strict_json.parse(text) if text else {}
    except strict_json.NotJson:
        return {}
    return found if isinstance(found, dict) else {}
