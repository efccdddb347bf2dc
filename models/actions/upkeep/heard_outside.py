"""Whether somebody outside the office still hears this machine: doctor and the administrator's page show it."""

from dataclasses import dataclass
from datetime import datetime

from models.rules.core.stored_moments import is_older
from models.rules.upkeep.watched import UNHEARD
from models.tables.core.settings import Settings
from models.tables.upkeep.outside_watcher import is_entered, last_word


@dataclass(frozen=True)
class Silence:
    """That nobody outside heard a word for an hour: since when (None: never), and what came of the last one."""

    since: datetime | None
    why_not: str


def silence(settings: Settings, now: datetime) -> Silence | None:
    """Return the silence of this machine's watcher; None where it was heard lately, or no one outside is entered."""
    if not is_entered(settings.data_dir):
        return None
    word = last_word(settings.data_dir)
    if word is not None and word.heard_at is not None and not is_older(word.heard_at, UNHEARD, now):
        return None
    return Silence(word.heard_at if word else None, word.why_not if word else "")
