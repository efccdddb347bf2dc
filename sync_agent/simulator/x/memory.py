"""What the fake X remembers: who the office is there, its tokens, its quotas, and how it behaves."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from threading import Lock
from typing import Any

from models.rules.channels.costs.prices import Charged
from sync_agent.simulator.network.items import Media, Person
from sync_agent.simulator.network.network import Network
from sync_agent.simulator.x import refusals, snowflakes

OFFICE_NAME, OFFICE_USERNAME = "Kantor Imigrasi (latihan)", "imigrasi_lat"


@dataclass
class XSettings:
    """How X behaves; every field can be set through the control API. Quotas in calls for 15 minutes."""

    names: str = "tweet"  # what publications are called: "tweet" (contract 2.159) or "post" (2.167)
    trouble: str = ""  # a name of TROUBLES, answered to every call
    read_trouble: str = ""  # the same for GET only
    send_trouble: str = ""  # the same for POST only
    token_expired: bool = False  # the access token is past its two hours
    token_seconds: int = 7200
    refresh_refused: bool = False  # the refresh token is refused
    refuses_duplicates: bool = True
    hides_authors: bool = False  # `includes` and the fields lack what an account withheld; `errors` says so
    forgets_tokens: bool = False  # pagination tokens are refused
    plain_errors: bool = False  # every error in X's second form, {code, message}
    me_reads: int = 75
    mention_reads: int = 300
    timeline_reads: int = 900
    # X's own number is 15: in practice mode nothing would move then. Set it to try how the connector rests.
    dm_reads: int = 900
    dm_lookups: int = 900
    post_sends: int = 100
    dm_sends: int = 900
    uploads: int = 900
    no_media_write: bool = False  # the app lacks the permission to upload files


class Tokens:
    """The pair of OAuth 2 tokens; a refresh token is good for one use."""

    def __init__(self) -> None:
        """Start with the first pair."""
        self._lock, self._numbers = Lock(), count(2)
        self.access, self.refresh = "akses-latihan-1", "segar-latihan-1"

    def renew(self, refresh: str) -> bool:
        """Make a new pair for the valid refresh token; False for any other."""
        with self._lock:
            if refresh != self.refresh:
                return False
            number = next(self._numbers)
            self.access, self.refresh = f"akses-latihan-{number}", f"segar-latihan-{number}"
            return True


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


class Bill:
    """What X charges: things read once a day of UTC, however often they are asked for, and requests that wrote.

    Its page of prices (docs.x.com, August 2026) does not say whether people and publications beside the items are
    charged; this one charges for them, so that a count that forgets them shows.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        """Start with nothing charged; `clock` gives unix seconds."""
        self._clock, self._lock = clock, Lock()
        self._read: set[tuple[date, Charged, str]] = set()
        self.lines: Counter[tuple[date, Charged]] = Counter()

    def read(self, what: Charged, ids: Iterable[str]) -> None:
        """Charge for what an answer shows."""
        with self._lock:
            day = self._today()
            fresh = {(day, what, one) for one in ids} - self._read
            self._read |= fresh
            self.lines[day, what] += len(fresh)

    def wrote(self, what: Charged) -> None:
        """Charge for a request that had its effect."""
        with self._lock:
            self.lines[self._today(), what] += 1

    def _today(self) -> date:
        return datetime.fromtimestamp(self._clock(), UTC).date()


class XMemory:
    """The fake's memory: what is written stands in `network`."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Start empty; `clock` gives unix seconds."""
        self.clock = clock
        new_id = snowflakes.by_clock(clock)
        self.network = Network(clock, new_id)
        self.settings = XSettings()
        self.quotas, self.tokens = Quotas(clock), Tokens()
        self.bill = Bill(lambda: self.clock())
        self.uploads: dict[str, Media] = {}  # by the id they were given
        self.office = Person(new_id("person"), OFFICE_NAME, OFFICE_USERNAME)

    def refuse(self, method: str) -> None:
        """Raise the trouble that is switched on for a call, if any."""
        special = self.settings.read_trouble if method == "GET" else self.settings.send_trouble
        name = self.settings.trouble or special
        if name:
            raise refusals.TROUBLES[name]

    def problem(self, problem: dict[str, object]) -> dict[str, Any]:
        """Write a problem under the host of the contract in force."""
        host = "https://api.twitter.com" if self.settings.names == "tweet" else "https://api.x.com"
        return refusals.at_host(problem, host)
