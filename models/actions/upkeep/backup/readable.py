"""Who can read the newest backup, as doctor says it."""

from collections.abc import Iterator
from datetime import datetime

from models.actions.upkeep.backup.keys import encryption_of
from models.actions.upkeep.diagnose.findings import Finding, Level, ok
from models.rules.upkeep.backup_keys import Encryption
from models.tables import BackupCopy

_SAID = {
    Encryption.NO_KEY: "Backups are not encrypted: whoever holds one reads every case. Make a recovery key and enter "
    "it (run_admin.py recovery-key new, then recovery-key use).",
    Encryption.IN_CLEAR: "The newest backup is not encrypted, though there is a recovery key. Make a new one "
    "(run_admin.py backup FILE), and destroy those that are not encrypted once they are needed no more.",
    Encryption.OTHER_KEY: "The newest backup is encrypted for another recovery key than the one in use. Make a new "
    "one (run_admin.py backup FILE).",
    Encryption.UNTRIED: "Nobody entered the recovery key for a year. Take it from where it is kept and read it into "
    "'run_admin.py recovery-key use': without it no other machine opens a backup.",
}


def look_at_backups(newest: BackupCopy | None, now: datetime) -> Iterator[Finding]:
    """Return whether the newest backup is encrypted, for a key that is known to be at hand."""
    state = encryption_of(newest, now)
    if state is not Encryption.ENCRYPTED:
        yield Finding("encryption", Level.WARNING, _SAID[state])
    elif newest is None:
        yield ok("encryption", "The next backup will be encrypted for the recovery key.")
    else:
        yield ok("encryption", f"The newest backup is encrypted for the recovery key {newest.recovery}.")
