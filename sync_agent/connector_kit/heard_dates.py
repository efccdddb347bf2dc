"""What time the platforms' servers last said it was, by host: the `Date` header every answer of HTTP carries.

Kept for the whole program, since a PC has one clock and every account hears of it.
"""

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

_KEPT_SECONDS = 900.0
_AWAKE_OR_NOT: int | None = getattr(time, "CLOCK_BOOTTIME", None)


def seconds_gone() -> float:
    """Return the seconds of a clock nobody can set that goes on while the PC sleeps: Linux's monotonic one stops."""
    return time.monotonic() if _AWAKE_OR_NOT is None else time.clock_gettime(_AWAKE_OR_NOT)


@dataclass(frozen=True)
class HeardDate:
    """A host's clock: what it said (naive UTC) and how many seconds ago.

    `public`: a platform's own, by https; a gateway of the office is none, whatever it speaks.
    """

    host: str
    said: datetime
    seconds_ago: float
    public: bool


class HeardDates:
    """The last date of each host, measured from then on by a clock nobody can set."""

    def __init__(self) -> None:
        self._last: dict[str, tuple[datetime, float, bool]] = {}
        self._untimely: dict[str, float] = {}
        self._turn = threading.Lock()

    def hear(self, url: str, headers: Mapping[str, str], own: bool = False) -> None:
        """Note the date of an answer; not of one out of a cache, and not one that cannot be read.

        `own`: a gateway the office runs itself.
        """
        said = headers.get("date")
        if not said or "age" in headers:
            return
        try:
            parsed, parts = parsedate_to_datetime(said), urlsplit(url)
        except (TypeError, ValueError):
            return
        if parsed.tzinfo is None or not parts.hostname:
            return
        moment = parsed.astimezone(UTC).replace(tzinfo=None)
        with self._turn:
            self._last[parts.hostname] = (moment, seconds_gone(), parts.scheme == "https" and not own)
            self._untimely.pop(parts.hostname, None)

    def refuse(self, url: str) -> None:
        """Note a platform whose certificate is not valid at the time this PC has; it tells no date."""
        if host := urlsplit(url).hostname:
            with self._turn:
                self._untimely[host] = seconds_gone()

    def untimely(self) -> int:
        """Return of how many platforms the certificate was out of time by this PC's clock, lately."""
        with self._turn:
            return sum(seconds_gone() - at < _KEPT_SECONDS for at in self._untimely.values())

    def forget(self) -> None:
        """Begin anew: an agent that starts has heard nothing."""
        with self._turn:
            self._last.clear()
            self._untimely.clear()

    def recent(self) -> list[HeardDate]:
        """Return what was heard within a quarter of an hour."""
        with self._turn:
            rows = list(self._last.items())
        present = seconds_gone()
        found = [HeardDate(host, said, present - at, public) for host, (said, at, public) in rows]
        return [one for one in found if one.seconds_ago < _KEPT_SECONDS]


HEARD = HeardDates()
