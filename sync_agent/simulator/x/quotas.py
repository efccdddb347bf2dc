"""X's quotas of fifteen minutes: so many calls for each sort of request, told in the headers of every answer."""

from collections.abc import Callable
from threading import Lock

WINDOW = 900


class Quotas:
    """Counts calls by their sort."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Start with nothing used; `clock` gives unix seconds."""
        self._clock, self._lock = clock, Lock()
        self._used: dict[str, tuple[int, int]] = {}  # sort → (end of the window, calls)

    def take(self, sort: str, limit: int) -> tuple[bool, dict[str, str]]:
        """Count one call; return whether it may go on, and the headers that tell how things stand."""
        with self._lock:
            now = int(self._clock())
            until, used = self._used.get(sort, (0, 0))
            if until <= now:
                until, used = now + WINDOW, 0
            allowed = used < limit
            used += 1 if allowed else 0
            self._used[sort] = (until, used)
        names = {"limit": limit, "remaining": max(limit - used, 0), "reset": until}
        return allowed, {f"x-rate-limit-{name}": str(value) for name, value in names.items()}
