"""The agent's clock job with two thousand open cases in a full data set, and the desk beside it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from peewee import fn

from models.actions.clocks.give_warnings import give_warnings
from models.actions.clocks.looking.limits import keep_clocks
from models.actions.clocks.recompute_steps import recompute_open_steps
from models.actions.core.actor import AGENT
from models.tables import Complaint, Notice, StatutoryClock, database
from models.tables.core.database import open_database
from sync_agent.keeping_time import keep_time
from tests.benchmarks import lists
from tests.benchmarks.figures import Figure, percentiles, seconds

OPEN, ROUNDS = 2_000, 20
_PAGES = ("Meja Kerja, queue", "one case")


def measure(folder: Path) -> list[Figure]:
    """Measure the first round after a standstill, the rounds of every minute, a changed calendar, and the desk."""
    place = folder / "clock"
    environ, _ = lists.fill(place, lists.COMPLAINTS)
    open_database(f"sqlite:///{place / 'aduan.db'}")
    with database.connection_context():
        case = _leave_open(OPEN)
        figures = _rounds(datetime.now(UTC).replace(tzinfo=None, microsecond=0))
    pages = lists.timed(environ, case, _PAGES)
    what = f"with {OPEN:,} open cases, their clocks and warnings"
    return [
        *figures,
        *(
            Figure(f"{name}, {what} (p50 {pages[name][0]:.1f})", pages[name][1], "ms", aim="p95 <= 50 ms")
            for name in _PAGES
        ),
    ]


def _leave_open(count: int) -> str:
    """Close every open case but the newest, and give one of them."""
    keep = Complaint.select(Complaint.id).where(Complaint.open).order_by(Complaint.id.desc()).limit(count)
    ids = [row for (row,) in keep.tuples()]
    Complaint.update(open=False).where(Complaint.open & (Complaint.id < min(ids))).execute()
    return str(Complaint.get_by_id(ids[len(ids) // 2]).public_id)


def _rounds(now: datetime) -> list[Figure]:
    size = f"{Complaint.select().count():,} complaints, {Complaint.select().where(Complaint.open).count():,} open"
    start = seconds(lambda: keep_clocks(now))
    warn = seconds(lambda: give_warnings(now))
    given = f"{StatutoryClock.select().count():,} limits, {Notice.select(fn.COUNT(Notice.id)).scalar():,} notices"
    minute = iter(range(1, 10 * ROUNDS))

    def next_minute() -> None:
        keep_time(now + timedelta(minutes=next(minute)))

    median, slow = percentiles(next_minute, ROUNDS)
    moved: Callable[[], object] = lambda: recompute_open_steps(AGENT, now + timedelta(hours=4))  # noqa: E731
    return [
        Figure(f"clock, first round: limits started, {size}", start * 1000, "ms"),
        Figure(f"clock, first round: everything warned of at once ({given})", warn * 1000, "ms"),
        Figure(f"clock, the round of every minute (p50 {median:.1f})", slow, "ms", aim="p95 <= 2,000 ms of 60,000"),
        Figure("calendar changed: every open due time looked at", seconds(moved) * 1000, "ms"),
    ]
