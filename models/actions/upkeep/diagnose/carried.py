"""Whether checkpoints of the audit trail leave this machine by letters, and since when none did."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from models.actions.upkeep.diagnose.findings import Finding, Level, ok
from models.actions.upkeep.trail_checkpoints import evidence_here
from models.rules.core.moments import parse_iso
from models.rules.core.signed_trail import Checkpoint
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
    gone = _left(settings.data_dir)
    if gone is None:
        words = (
            f"No letter is known to have carried a checkpoint of the audit trail, noted since {noted[0].at}: {_DO}"
        )
        yield Finding("trail_carried", Level.WARNING, words)
        return
    at, words = gone
    if is_older(at, _LATE, now):
        late = f"No checkpoint of the audit trail left since: {words}; {_DO}"
        yield Finding("trail_carried", Level.WARNING, late)
    else:
        yield ok("trail_carried", f"Of the audit trail {words}.")


def since_carried(data_dir: Path) -> str:
    """Return since when nothing of the trail left this machine by a letter, as `verify` says it; empty: none noted.

    Raises TrailKeyBroken, and OSError of the disk.
    """
    noted = evidence_here(data_dir).known.checkpoints
    if not noted:
        return ""
    gone = _left(data_dir)
    if gone is None:
        return f"no letter of this machine is known to have carried a checkpoint, noted since {noted[0].at}."
    since = f"; {len(later)} of those kept since then did not" if (later := _since(noted, gone[0])) else ""
    return f"{gone[1]}, and none by a letter since{since}."


def _since(noted: Sequence[Checkpoint], at: datetime) -> set[str]:
    return {one.at for one in noted if parse_iso(one.at) > at}  # the newest may stand in both files


def _left(data_dir: Path) -> tuple[datetime, str] | None:
    """Return when a letter carried a checkpoint off this machine last, with its words; None where none is known."""
    told = read_book(data_dir).told.items()
    left = [(one.carried_at, one.carried, way) for way, one in told if one.carried and one.carried_at is not None]
    if not left:
        return None
    at, of, way = max(left)
    return at, f"the checkpoint of {of} left this machine by {way} at {at:%Y-%m-%d %H:%M} UTC"
