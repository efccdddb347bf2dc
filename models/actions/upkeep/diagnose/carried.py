"""Whether checkpoints of the audit trail leave this machine by letters, and since when none did."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from models.actions.upkeep.diagnose.findings import Finding, Level, ok
from models.actions.upkeep.trail_checkpoints import evidence_here
from models.rules.core.stored_moments import is_older
from models.tables.core.keys.trail_key import TrailKeyBroken
from models.tables.core.settings import Settings
from models.tables.upkeep.alert_book import read_book

_LATE = timedelta(days=2)  # one leaves each day; a mail server may be away for a while
_DO = "enter where letters go (run_agent.py watch mail, or webhook), or carry off what 'run_admin.py trail' prints."


def look_at_carried(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Return since when no checkpoint left this machine; nothing where none was ever noted here."""
    try:
        noted = evidence_here(settings.data_dir).known.checkpoints
    except (TrailKeyBroken, OSError):
        return  # told where the trail is verified, and of the disk
    if not noted:
        return
    left = [
        (one.carried_at, one.carried, way) for way, one in read_book(settings.data_dir).told.items() if one.carried
    ]
    gone = max(((at, of, way) for at, of, way in left if at is not None), default=None)
    if gone is None:
        words = (
            f"No letter is known to have carried a checkpoint of the audit trail, noted since {noted[0].at}: {_DO}"
        )
        yield Finding("trail_carried", Level.WARNING, words)
        return
    at, of, way = gone
    words = f"the checkpoint of {of} left this machine by {way} at {at:%Y-%m-%d %H:%M} UTC"
    if is_older(at, _LATE, now):
        late = f"No checkpoint of the audit trail left since: {words}; {_DO}"
        yield Finding("trail_carried", Level.WARNING, late)
    else:
        yield ok("trail_carried", f"Of the audit trail {words}.")
