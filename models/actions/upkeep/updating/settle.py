"""What a program does before anything else: it makes the old or the new version of an update that broke off."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from models.actions.upkeep.backup.restore import restore
from models.actions.upkeep.updating.places import in_use_beside, place_here
from models.rules.upkeep.updates import Journal, Recovery, recovery
from models.tables import database
from models.tables.core.database import is_sqlite
from models.tables.core.files.places import this_machine
from models.tables.core.secrets import SecretLost
from models.tables.core.settings import Settings
from models.tables.upkeep import being_updated, update_journal
from models.tables.upkeep.recovery_key import kept_drill_keys
from models.tables.upkeep.schema import SchemaNewer, SchemaOlder, check_current


class UpdateAtWork(Exception):
    """An update has not ended: this program must not begin now; the sentence says who begins when."""


class UpdateElsewhere(Exception):
    """An update of another machine is at the database: a command must not work in it now; the sentence says whose."""


def demand_no_update_beside() -> None:
    """Raise UpdateElsewhere where another machine's update is at the connected database.

    What a command did there now would be gone if the update goes back, and a backup would be of half a version.
    """
    machine = being_updated.whose()
    if machine and not _is_here(machine):
        raise UpdateElsewhere(
            f"An update of this office is at work on {machine}, so this is not done now. Run it again when that has"
            f" ended. If {machine} is gone for good, run 'DROP TABLE {being_updated.MARK}' in the database first."
        )


def settle_update(settings: Settings, now: datetime, held: bool = False) -> str:
    """End an update that broke off, and return what was done; empty where there was none. Raises UpdateAtWork.

    `held`: who asks has the update's lock. The database is not connected before and after.
    """
    if update_journal.found(settings.data_dir) is None:
        _demand_none_elsewhere()
        return ""
    lock = None if held else update_journal.lock(settings.data_dir)
    if lock is None and not held:
        raise UpdateAtWork(
            "An update of this office is at work on this machine. Begin again when it has ended; a service does so."
        )
    try:
        journal = update_journal.found(settings.data_dir)
        return _settled(journal, settings, now) if journal else ""
    finally:
        if lock is not None:
            lock.close()


def _settled(journal: Journal, settings: Settings, now: datetime) -> str:
    what = recovery(journal, place_here().name, in_use_beside().name, _fits())
    if what is Recovery.REFUSE:
        raise UpdateAtWork(
            f"The update {journal.told} broke off. Start the version in use, by the starter of the folder in which it"
            " is installed: it puts back what was there before, or goes on."
        )
    if what is Recovery.PUT_BACK:
        restore(Path(journal.backup), settings, now, True, _privates(settings), as_it_was=True)
    with database.connection_context():
        being_updated.unmark()
    update_journal.forget(settings.data_dir)
    if what is Recovery.PUT_BACK:
        return f"The update {journal.told} broke off; the office is as it was before it."
    return f"The update {journal.told} is over; this version works here."


def _privates(settings: Settings) -> list[bytes]:
    """Return what opens a backup that was encrypted on this machine."""
    with suppress(SecretLost, OSError):
        return kept_drill_keys(settings.data_dir, settings.secret_key_file)
    return []


def _fits() -> bool:
    with database.connection_context():
        try:
            check_current()
        except (SchemaNewer, SchemaOlder):
            return False
        finally:
            database.obj.held = ""
        return True


def _demand_none_elsewhere() -> None:
    if is_sqlite():
        return
    with database.connection_context():
        machine = being_updated.whose()
    if machine:
        here = (
            f" It broke off and left no journal: run 'DROP TABLE {being_updated.MARK}'." if _is_here(machine) else ""
        )
        raise UpdateAtWork(
            f"An update of this office is at work on {machine}. Begin again when it has ended; a service does"
            f" so.{here}"
        )


def _is_here(machine: str) -> bool:
    return machine == this_machine()
