"""Doctor's check of the certificate that browsers of the office meet at its https address."""

from collections.abc import Iterator
from datetime import datetime

from models.actions.upkeep.diagnose.findings import Finding, Level, ok
from models.rules.upkeep.front_end import Trouble, for_operators, trouble_of_front
from models.tables.core.settings import Settings
from models.tables.upkeep.front_certificate import ask_front

_NAME = "certificate"
# What a browser lets nobody past without a warning is unsafe; who signed it may be known to the office's PCs alone.
_LEVELS = {Trouble.UNKNOWN: Level.WARNING, Trouble.ENDING: Level.WARNING}


def look_at_front(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Yield a finding on each name in ADUAN_HOSTS; nothing where no proxy stands before the back office."""
    for host in settings.hosts if settings.trusted_proxies else ():
        shown = ask_front(host)
        trouble = trouble_of_front(shown, now) if shown else None
        if shown is None:
            yield Finding(_NAME, Level.NOTE, f"https://{host} cannot be asked from here: look at it from another PC.")
        elif trouble is not None:
            said = for_operators(shown, trouble)
            yield Finding(_NAME, _LEVELS.get(trouble, Level.UNSAFE), f"{said[0].upper()}{said[1:]}.")
        else:
            yield ok(_NAME, f"That of https://{host} is known here and valid until {shown.ends:%Y-%m-%d %H:%M} UTC.")
