"""X's quotas by its headers: how much is left, until when to rest, how full the fullest is."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from models.rules.core.moments import naive_utc, to_unix
from sync_agent.connector_kit.errors import TryLater
from sync_agent.connector_kit.http import Answer

# Once only this part of a quota is left, what remains is spread over the rest of its fifteen minutes.
_SPARE = 3
_FAMILIES = ("x-rate-limit", "x-user-limit-24hour", "x-app-limit-24hour")


class QuotaUsedUp(TryLater):
    """One sort of request must wait until its quota is renewed; the others go on."""

    alone = True


@dataclass(frozen=True)
class Quota:
    """One quota: calls allowed and left, and the unix second of its renewal."""

    limit: int
    left: int
    reset: int


class Quotas:
    """The last known quota of each sort of request."""

    def __init__(self) -> None:
        self._known: dict[str, Quota] = {}
        self._asked: dict[str, datetime] = {}
        self._until: dict[str, datetime] = {}

    def note(self, sort: str, answer: Answer, now: datetime | None) -> None:
        """Remember the quotas in an answer."""
        found = _read(answer, _FAMILIES[0])
        if found is not None:
            self._known[sort] = found
        if now is None:
            return
        self._asked[sort] = now
        rest = rest_stated(answer, now) if found is not None and found.left == 0 else None
        if rest is not None:
            self.rest(sort, now, rest)

    def rest(self, sort: str, now: datetime, seconds: float) -> None:
        """Ask nothing of this sort for a while."""
        self._until[sort] = now + timedelta(seconds=seconds)

    def seconds_to_rest(self, sort: str, now: datetime | None) -> float:
        """Return for how long nothing of this sort may be asked; 0 where it may, or where that is not known."""
        until = self._until.get(sort)
        return max((until - now).total_seconds(), 0.0) if until and now else 0.0

    def too_early(self, sort: str, now: datetime) -> bool:
        """Whether a new walk would use up what is left of a quota before it is renewed."""
        found, asked = self._known.get(sort), self._asked.get(sort)
        if found is None or asked is None or found.left > found.limit // _SPARE or found.left == 0:
            return False
        pause = (found.reset - to_unix(asked)) / found.left
        return to_unix(now) < found.reset and (now - asked).total_seconds() < pause

    def used(self) -> int | None:
        """Return how full the fullest quota is, in percent."""
        return max((100 - 100 * one.left // one.limit for one in self._known.values() if one.limit), default=None)


def rest_stated(answer: Answer, now: datetime | None) -> float | None:
    """Return the seconds until the used-up quota is renewed, from the answer's own Date, else from `now`."""
    quotas = [found for name in _FAMILIES if (found := _read(answer, name)) is not None]
    since = date_of(answer) or now
    if not quotas or since is None:
        return None
    used_up = [one for one in quotas if one.left == 0] or quotas[:1]
    return float(max(max(one.reset for one in used_up) - to_unix(since), 0))


def date_of(answer: Answer) -> datetime | None:
    """Return an answer's own Date, naive UTC."""
    try:
        return naive_utc(parsedate_to_datetime(answer.headers.get("date", "")))
    except (ValueError, TypeError):
        return None


def _read(answer: Answer, family: str) -> Quota | None:
    values = [answer.headers.get(f"{family}-{name}", "") for name in ("limit", "remaining", "reset")]
    if not all(value.isascii() and value.isdigit() and len(value) < 12 for value in values):
        return None
    return Quota(int(values[0]), int(values[1]), int(values[2]))
