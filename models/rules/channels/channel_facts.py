"""What is known of one channel account, its grades, and the form of the conditions (channel_health.py, ends.py)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from models.rules.channels.costs.budget import Spending
from models.rules.channels.lifetimes import ApiVersion, TokenLife
from models.rules.channels.pace import Full, Use
from models.rules.channels.passes import Pass


class Grade(StrEnum):
    """How bad a condition is, worst first."""

    DISTURBED = "terganggu"
    PAUSED = "jeda"
    DEAF = "tuli"
    ATTENTION = "perhatian"
    OK = "ok"
    OFF = "nonaktif"


GRADE_LABELS: dict[Grade, str] = {
    Grade.DISTURBED: "Terganggu",
    Grade.PAUSED: "Perlu tindakan",
    Grade.DEAF: "Tuli",
    Grade.ATTENTION: "Perhatian",
    Grade.OK: "Berjalan",
    Grade.OFF: "Dimatikan",
}


@dataclass(frozen=True)
class Facts:
    """What is known of one account; times are naive UTC, None where it never happened."""

    moment: datetime
    enabled: bool = True
    needs_agent: bool = True
    agent_alive: bool = True
    machine: str = ""  # the gateway's PC that serves it; empty: the office's own agents
    machine_gone: bool = False  # that PC was revoked
    lacks_secret: bool = False  # nothing is sealed for that PC, and the channel needs a secret
    locked: bool = False  # no agent gives a sign, and none can: another program holds the database
    state: str = "ok"  # baru, ok, terganggu, jeda
    reason: str = ""
    state_since: datetime | None = None
    fails: int = 0
    created_at: datetime | None = None
    last_success_at: datetime | None = None
    last_inbound_at: datetime | None = None
    token_expires_at: datetime | None = None
    token_life: TokenLife = TokenLife.NONE
    version: ApiVersion | None = None  # of the platform's API
    quota_used: int | None = None
    advice: str = ""
    deaf: bool = False
    unreadable: int = 0
    held: int = 0
    held_late: int = 0  # of these, for longer than such an answer may wait
    parked_late: int = 0  # wait that long already for the citizen to write again
    # Answers of the last day, and older ones an open case still lacks; with the cases of which anybody may know.
    late: int = 0  # answers that should have left by themselves
    late_since: datetime | None = None
    turns: int = 0  # answers that are late only because they wait for their turn (pace.py)
    turns_end: datetime | None = None  # when the last of all that wait leaves, if nothing else comes
    blocked: str = ""  # why its number is taken for banned
    full: Full | None = None  # the limit of an hour or a day that is used up
    uses: tuple[Use, ...] = ()  # how many answers left the number within an hour and a day
    failed: int = 0  # taken by the platform, and not there
    stuck: int = 0  # not confirmed by the platform for ten minutes
    failed_cases: tuple[str, ...] = ()
    stuck_cases: tuple[str, ...] = ()
    restarts: int = 0  # how often in the last day its service ended by itself and was begun anew
    push_waits_since: datetime | None = None  # the oldest push no agent has read
    paused_until: datetime | None = None  # as the platform or our own patience said
    spending: Spending | None = None  # of the month, where the platform is paid by use
    poll_seconds: float = 0.0
    passes: Mapping[str, Pass] = field(default_factory=dict)  # of each job that ever began here

    @property
    def lag(self) -> timedelta | None:
        """Return how far we may be behind the platform: since the last successful poll or the oldest unread push."""
        since = [moment for moment in (self.last_success_at, self.push_waits_since) if moment is not None]
        return max(self.moment - min(since), timedelta(0)) if since else None

    @property
    def token_left(self) -> timedelta | None:
        """Return how long the token is still valid; None where it does not expire."""
        return None if self.token_expires_at is None else self.token_expires_at - self.moment

    @property
    def pause(self) -> timedelta:
        """Return how far apart its reads are on purpose, for the month's budget; nothing where at the usual pace."""
        if self.spending is None or not self.spending.thrift.share:
            return timedelta(0)
        return self.spending.thrift.pause(timedelta(seconds=self.poll_seconds))

    @property
    def late_for(self) -> str:
        """Return in words how long the oldest late answer waits."""
        minutes = int((self.moment - (self.late_since or self.moment)).total_seconds() // 60)
        return f"{minutes} menit" if minutes < 120 else f"{minutes // 60} jam"


@dataclass(frozen=True)
class Condition:
    """One row: when it holds, its grade, what staff are told to do, and a short name for operators."""

    code: str
    grade: Grade
    holds: Callable[[Facts], bool]
    to_do: Callable[[Facts], str]
    operators: str
    told: bool = False  # /readyz and `status` count it though the channel itself works
