"""Whether whoever knows a password is in the office with it alone."""

from models.actions.upkeep.diagnose.findings import Finding, Level, ok
from models.rules.core.forwarding import is_loopback
from models.tables.core.listening import starts
from models.tables.core.settings import OPTIONAL, Settings

_NAME = "second factor"
_REMEDY = "Take ADUAN_SECOND_FACTOR out of the settings, and start the back office anew."


def look_at_second_factor(settings: Settings) -> Finding:
    """Return whether signing in takes more than a password, where other machines reach the back office."""
    if settings.second_factor != OPTIONAL:
        return ok(_NAME, "Signing in takes a password and a code of a telephone.")
    words = "ADUAN_SECOND_FACTOR is optional: whoever knows a password may be in."
    if _is_reached(settings):
        return Finding(_NAME, Level.UNSAFE, f"{words} Other machines reach the back office. {_REMEDY}")
    return Finding(_NAME, Level.NOTE, f"{words} Only this machine reaches the back office.")


def _is_reached(settings: Settings) -> bool:
    """Whether a proxy stands before the back office, or it listens on a network."""
    if settings.trusted_proxies or settings.hosts:
        return True
    try:
        found = starts(settings.data_dir)
    except ValueError:
        return True
    return any(not is_loopback(host) for one in found for host, _ in one.addresses)
