"""Tells whoever is entered as outside watcher now, and notes what came of it beside the address."""

import platform
from collections.abc import Sequence

from models.rules.upkeep.watched import Wrong
from models.tables.core.secrets import SecretLost
from models.tables.core.settings import Settings
from models.tables.upkeep.outside_watcher import AddressElsewhere, kept_address, note_word
from sync_agent.clock import Clock
from sync_agent.watcher.noting import Notes
from sync_agent.watcher.outside import Outside

NOBODY = "no outside watcher is entered (run_agent.py watch outside): nobody hears of it if this machine stops"
_LOST = "secret.key does not open the address of the outside watcher: enter it anew (run_agent.py watch outside)"
_NOT_OURS = (
    "the address of the outside watcher is of another account: enter it as the account that watches (sudo -u …)"
)


def machine() -> str:
    """Return the name of this machine, with which an address is sealed."""
    return platform.node()


class Telling:
    """The words of one watcher; the address is read for each, so that one entered or forgotten meanwhile counts."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self._settings, self._clock, self._notes = settings, clock, Notes(settings.data_dir)

    def tell(self, wrong: Sequence[Wrong]) -> str:
        """Say what is wrong, or that all is well; return why that was not heard, empty where it was."""
        why_not = self._told(wrong)
        if why_not != NOBODY:
            self._notes.outside(wrong, self._clock(), why_not)
        return why_not

    def _told(self, wrong: Sequence[Wrong]) -> str:
        try:
            address = kept_address(self._settings.data_dir, self._settings.secret_key_file, machine())
        except AddressElsewhere as err:
            return str(err)
        except PermissionError:
            return _NOT_OURS
        except (SecretLost, OSError, ValueError):
            return _LOST
        if not address:
            return NOBODY
        why_not = Outside(address).tell(wrong)
        note_word(self._settings.data_dir, self._clock(), why_not)
        return why_not
