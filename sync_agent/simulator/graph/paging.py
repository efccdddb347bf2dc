"""Lists as the Graph API gives them: `data` and `paging` with opaque cursors, and times with +0000."""

import base64
import binascii
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar
from urllib.parse import urlencode

from sync_agent.simulator.graph.errors import graph_error

_Row = TypeVar("_Row")


def listed(
    rows: list[_Row],
    node: Callable[[_Row], dict[str, Any]],
    arguments: Mapping[str, str],
    url: str = "",
    usual: int = 25,
    most: int = 100,
) -> dict[str, Any]:
    """Return one page of rows in the list's order. Each row needs `.id`. `url` is the list's own address."""
    limit = min(_limit(arguments.get("limit"), usual), most)
    start = _place(rows, arguments["after"]) + 1 if arguments.get("after") else 0
    if arguments.get("before"):
        end = max(_place(rows, arguments["before"]), 0)
        start = max(end - limit, 0)
    else:
        end = start + limit
    page = rows[start:end]
    if not page:
        return {"data": []}
    paging: dict[str, Any] = {
        "cursors": {"before": _cursor(rows, start), "after": _cursor(rows, start + len(page) - 1)}
    }
    if start + len(page) < len(rows):
        paging["next"] = _address(url, arguments, "after", paging["cursors"]["after"])
    if start:
        paging["previous"] = _address(url, arguments, "before", paging["cursors"]["before"])
    return {"data": [node(row) for row in page], "paging": paging}


def moment(seconds: float) -> str:
    """Write unix seconds as Meta does: 2026-11-24T02:03:04+0000."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S+0000")


def _address(url: str, arguments: Mapping[str, str], name: str, cursor: str) -> str:
    kept = {key: value for key, value in arguments.items() if key not in ("after", "before")}
    return f"{url}?{urlencode({**kept, name: cursor})}"


def _limit(stated: str | None, usual: int) -> int:
    if stated is None:
        return usual
    if not stated.isdigit() or int(stated) < 1:
        raise graph_error("bad_parameter", "(#100) Param limit must be a positive integer")
    return int(stated)


def _cursor(rows: list[Any], place: int) -> str:
    return base64.urlsafe_b64encode(f"{place}:{rows[place].id}".encode()).decode().rstrip("=")


def _place(rows: list[Any], cursor: str) -> int:
    """Find a cursor's row again; where that row is gone, the place it had counts."""
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
        place, _, row_id = text.partition(":")
        number = int(place)
    except (binascii.Error, ValueError):
        raise graph_error("bad_parameter", "(#100) Invalid parameter: cursor") from None
    for at, row in enumerate(rows):
        if row.id == row_id:
            return at
    return number - 1
