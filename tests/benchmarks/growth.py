"""What 10,000 messages leave behind: in the database, notices, attempts.log and logs; attachments aside."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from peewee import fn

from models.actions.clocks.give_warnings import give_warnings
from models.actions.clocks.looking.limits import keep_clocks
from models.rules.core.moments import iso
from models.tables import ChannelAccount, Complaint, Message, Notice, Outbox, database
from models.tables.replies import attempts_log
from models.tables.replies.attempts_log import Attempt
from sync_agent.simulator.app import build
from sync_agent.simulator.serve import start
from tests.benchmarks.figures import Figure
from tests.benchmarks.load import load
from tests.office import office
from tests.sync_agent.desk import Desk
from tests.tools import ROOT

COMPLAINTS, WRITTEN, MEASURED = 1_000, 500, 10_000
_KILOBYTE = 1_000


def measure(folder: Path) -> list[Figure]:
    """Measure a filled office, and an agent that takes messages in."""
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    with office(f"sqlite:///{folder / 'growth.db'}", now), database.connection_context():
        empty = _bytes()
        load(COMPLAINTS, now)
        messages = Message.select().count()
        figures = [Figure(_per("database, no notices"), _each(_bytes() - empty, messages), "kB")]
        figures.append(Figure(_per("attempts.log"), _each(attempts_bytes(folder / "attempts.log"), messages), "kB"))
        figures += _notices(now)
    return [*figures, Figure(_per("log of the agent"), _each(_agent_log(folder / "agent"), WRITTEN), "kB")]


def _per(what: str) -> str:
    return f"growth per {MEASURED:,} messages: {what}"


def _each(grown: int, messages: int) -> float:
    """Return so many bytes of so many messages as kilobytes of the measured number."""
    return grown * MEASURED / messages / _KILOBYTE


def _bytes() -> int:
    return int(database.execute_sql("PRAGMA page_count").fetchone()[0]) * int(
        database.execute_sql("PRAGMA page_size").fetchone()[0]
    )


def attempts_bytes(path: Path) -> int:
    """Write the line of every answer as the agent does, and return how large the log became."""
    for row in Outbox.select().where(Outbox.attempts > 0):
        at = iso(row.last_attempt_at or row.created_at) or ""
        ref = row.external_id or ""
        attempts_log.append(path, Attempt(row.reply_key, row.attempts, row.text_hash, "628110000001@c.us", ref, at))
    return path.stat().st_size


def _notices(now: datetime) -> list[Figure]:
    """Warn of everything that is late, and count; they go when their cases are long closed."""
    keep_clocks(now)
    give_warnings(now)
    cases = Complaint.select().where(Complaint.open).count()
    rows = Notice.select(fn.COUNT(Notice.id)).scalar() / max(1, cases)
    what = f"notices while all of their {COMPLAINTS:,} cases are open and late"
    return [Figure(_per(what), rows * COMPLAINTS, "rows")]


def _agent_log(folder: Path) -> int:
    """Let an agent take messages in, beyond what it writes of a pass without any."""
    url = f"sqlite:///{folder / 'aduan.db'}"
    folder.mkdir()
    with office(url, datetime.now(UTC).replace(tzinfo=None)), start(build(seed=5)) as running:
        desk = Desk(running, ChannelAccount.get(), folder, url)
        sizes = []
        for messages in (0, WRITTEN):
            for number in range(messages):
                desk.happen(f"Paspor saya belum jadi, nomor {number}", f"62812{number:08}@c.us")
            subprocess.run(
                [sys.executable, "run_agent.py", "--once"],
                cwd=ROOT,
                env=desk.environ | {"NO_PROXY": "127.0.0.1", "PATH": ""},
                check=False,
                capture_output=True,
            )
            sizes.append((folder / "logs" / "agent.log").stat().st_size)
        if Message.select().count() != WRITTEN:
            raise RuntimeError("the agent did not take the messages in")
    return max(0, sizes[1] - 2 * sizes[0])
