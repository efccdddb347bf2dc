"""Fills a database with complaints as a busy office would have them: `load.py --complaints N [--database URL]`.

Ten messages a complaint, nine of ten archived, the rest somewhere on the way; clocks, history, trail and numbers too.
"""

import argparse
import random
import sys
import time
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from models.actions.core.held_calendars import hold_calendar
from models.actions.core.office_facts import office_calendar, sop_in_force, standards
from models.actions.search.indexing import index_everything
from models.rules.clocks.working_time import Calendar
from models.tables import Audit, ChannelAccount, NumberSeries, Staff, database
from models.tables.core.database import is_sqlite, open_database
from models.tables.core.settings import load_settings
from models.tables.search import search_triggers
from tests.benchmarks.bulk import Bulk
from tests.benchmarks.case_rows import CaseRows, Office
from tests.benchmarks.course import invent
from tests.office import office

DAYS = 730


def read_office(now: datetime) -> Office:
    """Read the office that the complaints are added to."""
    version, calendar = sop_in_force(now), office_calendar()
    mornings = _mornings(calendar, now)
    found = Office(
        ChannelAccount.select().first().id,
        {row.role: row for row in Staff.select()},
        version.id,
        standards(version.id),
        mornings,
        hold_calendar(calendar, now - timedelta(days=DAYS)),
    )
    for row in Audit.select().order_by(Audit.seq):
        found.chains[row.chain] = (row.seq, row.hash)
    return found


def _mornings(calendar: Calendar, now: datetime) -> list[datetime]:
    spans = (calendar.spans((now - timedelta(days=back)).date()) for back in range(DAYS, 0, -1))
    return [span[0][0] for span in spans if span]


def load(complaints: int, now: datetime, seed: int = 7) -> None:
    """Add that many complaints to the open database, which has its starting data, staff and a channel."""
    ChannelAccount.update(created_at=now - timedelta(days=2 * DAYS)).execute()  # nothing is history
    chance, bulk, base = random.Random(seed), Bulk(), read_office(now)
    search_triggers.remove()  # all is indexed at once below
    if is_sqlite():
        database.execute_sql("PRAGMA synchronous = 0")  # a data set can be made again
    for number in range(complaints):
        place = number * len(base.mornings) // complaints
        recent = place > len(base.mornings) - 30
        course = invent(chance, base.mornings[place], 0.2 if recent else 0.96)
        CaseRows(bulk, base, course, uuid.UUID(int=chance.getrandbits(128), version=4), chance).write()
        if number % 500 == 499:
            bulk.write()
    bulk.finish()
    for series, last in base.series.values():
        NumberSeries.update(last=last).where(NumberSeries.id == series).execute()
    search_triggers.install()
    index_everything()
    database.execute_sql("ANALYZE")
    if is_sqlite():
        database.execute_sql("PRAGMA synchronous = 2")


def main() -> None:
    """Fill the database of the settings, or the one named, making the sample office first where there is none."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--complaints", type=int, required=True)
    parser.add_argument("--database", default=load_settings().database_url)
    words = parser.parse_args()
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    open_database(words.database)
    began = time.perf_counter()
    if not (database.table_exists("staff") and Staff.select().exists()):
        with office(words.database, now):
            pass
    with database.connection_context():
        load(words.complaints, now)
    print(f"{words.complaints} complaints in {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
