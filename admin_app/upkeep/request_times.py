"""How long requests took since the program began, by method, page and status: what /metrics shows of them.

A page is the name of its route, never its address: an address may hold the number of a case. So what is kept here is
bounded by the routes there are.
"""

import threading
import time
from bisect import bisect_left
from collections.abc import Callable
from typing import cast

from flask import Flask, Response, current_app, g, request

from admin_app.upkeep.prometheus import Figure, Kind, Spread

# Seconds, as Prometheus' own libraries divide them: from a cached answer to the longest a page may take.
BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, float("inf"))
NAME = "aduan_http_request_duration_seconds"
_EXTENSION, _UNKNOWN = "request_times", "unknown"
_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})

Key = tuple[str, str, str]


class RequestTimes:
    """What was measured so far. May be told by several threads."""

    def __init__(self, monotonic: Callable[[], float] = time.perf_counter) -> None:
        self.monotonic = monotonic
        self._turn = threading.Lock()
        self._found: dict[Key, list[float]] = {}  # a count for each bound, then the seconds

    def note(self, key: Key, seconds: float) -> None:
        """Count one request by method, page and status."""
        with self._turn:
            row = self._found.setdefault(key, [0.0] * (len(BOUNDS) + 1))
            row[bisect_left(BOUNDS, seconds)] += 1
            row[-1] += seconds

    def figure(self) -> Figure:
        """Return all of it as one histogram."""
        with self._turn:
            found = {key: list(row) for key, row in sorted(self._found.items())}
        spreads = [_spread(key, row) for key, row in found.items()]
        return Figure(NAME, "how long requests took until their answer was ready", [], Kind.HISTOGRAM, spreads)


def register(app: Flask) -> None:
    """Measure every request; called first, so that all other hooks are measured with it."""
    app.extensions[_EXTENSION] = RequestTimes()
    app.before_request(_begin)
    app.after_request(_end)


def times_of(app: Flask) -> RequestTimes:
    """Return what was measured in this app."""
    return cast(RequestTimes, app.extensions[_EXTENSION])


def _begin() -> None:
    g.request_began = times_of(current_app).monotonic()


def _end(response: Response) -> Response:
    times, began = times_of(current_app), g.pop("request_began", None)
    if began is None:
        return response  # it failed before anything began
    method = request.method if request.method in _METHODS else _UNKNOWN  # a stranger may invent any number of them
    key = (method, request.endpoint or _UNKNOWN, str(response.status_code))
    times.note(key, times.monotonic() - began)
    return response


def _spread(key: Key, row: list[float]) -> Spread:
    counts, so_far = [], 0
    for bound, count in zip(BOUNDS, row, strict=False):
        so_far += int(count)
        counts.append((bound, so_far))
    return Spread(dict(zip(("method", "handler", "code"), key, strict=True)), counts, row[-1])
