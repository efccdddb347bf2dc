"""Whether somebody outside the office hears it when this machine stops."""

from collections.abc import Iterator
from datetime import datetime

from models.actions.upkeep.diagnose.findings import Finding, Level, ok
from models.actions.upkeep.heard_outside import silence
from models.tables.core.settings import Settings
from models.tables.upkeep.outside_watcher import is_entered

_ENTER = "run_agent.py watch outside"


def look_at_watcher(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Return whether somebody outside hears it when this machine stops."""
    if not is_entered(settings.data_dir):
        words = f"Nobody outside hears of it if this machine stops: enter one ({_ENTER})."
        yield Finding("watcher", Level.WARNING, words)
        return
    found = silence(settings, now)
    if found is None:
        yield ok("watcher", "The outside watcher heard this machine within the hour.")
        return
    since = f"since {found.since:%Y-%m-%d %H:%M} UTC" if found.since else "yet"
    why = f" (last: {found.why_not})" if found.why_not else ""
    words = f"The outside watcher has heard nothing {since}{why}: does 'run_agent.py watch' run? Try 'watch trial'."
    yield Finding("watcher", Level.WARNING, words)
