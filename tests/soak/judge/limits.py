"""How long things may take here: generous, since a soak shares its machine, and told in the report."""

from dataclasses import dataclass, field, replace

from models.rules.channels.late_answers import TIMES
from models.rules.replies.delivery import ReplyState

MEGABYTE = 1024 * 1024


def stretch(slowness: float) -> float:
    """Return how many times longer things may take on a machine that is so many times slower than one of our own."""
    return max(1.0, slowness / 2)


@dataclass(frozen=True)
class Limits:
    """Seconds and bytes; `late` is what ADUAN_LATE_SECONDS is set to."""

    late: float = 120.0
    margin: float = 90.0  # until an alarm must stand after its time
    stored: float = 240.0  # until what a citizen wrote is in the database, while nothing hinders it
    well: float = 420.0  # until all is well by itself after a fault
    settled: float = 420.0  # until a quiet point is quiet
    page: float = 60.0  # how long a page may take
    # How long a writing transaction may be open: shorter than one slow call to a platform (platform_faults.SLOW).
    write: float = 6.0
    memory: float = 60 * MEGABYTE  # growth of one program in one life (reliability L6)
    descriptors: float = 60.0  # growth of one program in one life
    most_memory: float = 600 * MEGABYTE  # of one program at any time
    most_descriptors: float = 300.0
    wal: float = 64 * MEGABYTE  # at a quiet point (L6)
    log_hour: float = 20 * MEGABYTE
    rows: float = 60.0  # rows of any one table for each message that came in

    def on(self, slowness: float) -> "Limits":
        """Return them for a machine that is so many times slower than one of our own."""
        factor = stretch(slowness)
        names = ("margin", "stored", "well", "settled", "page", "write")
        return replace(self, **{name: getattr(self, name) * factor for name in names})

    def alarm_after(self, state: str) -> float:
        """Return after how many seconds an answer that stays in a state must have raised an alarm."""
        return TIMES.get(ReplyState(state), 1) * self.late + self.margin


@dataclass
class Memory:
    """What the judge remembers between two looks."""

    first_texts: dict[tuple[str, str], str] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)  # of answers, by key
    since: dict[str, float] = field(default_factory=dict)  # since when an answer is in its state
    alarmed: dict[int, float] = field(default_factory=dict)  # when an account's trouble was last told
    hidden_since: dict[str, float] = field(default_factory=dict)  # what is not shown though it is so
    audits: int = 0
    base: dict[str, float] = field(default_factory=dict)  # figures at the beginning of each life
