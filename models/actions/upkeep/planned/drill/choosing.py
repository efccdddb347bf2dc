"""Which backup a drill tries: always the newest, so that an older one that opens hides nothing."""

from dataclasses import dataclass
from pathlib import Path

from models.actions.upkeep.last_backup import newest_backups
from models.actions.upkeep.planned.copies import copies_of
from models.actions.upkeep.planned.plan import plan_in_use
from models.tables import BackupCopy, BackupPlan
from models.tables.core.files.places import this_machine


class DrillRefused(Exception):
    """No drill can be made now; the English sentence says why and what to do."""


@dataclass(frozen=True)
class Chosen:
    """A backup, where its file is to be, and whether that is the second place."""

    copy: BackupCopy
    path: Path
    second: bool = False


def newest_backup(*, second: bool = False) -> Chosen:
    """Return the plan's newest copy, without a plan the newest backup made by hand. Raises DrillRefused.

    `second`: the copy of it at the second place.
    """
    plan = plan_in_use()
    copies = _planned(plan) if plan is not None else newest_backups()
    if not copies:
        raise DrillRefused("There is no backup to try yet: run_admin.py backup FILE, or backup --planned.")
    newest = copies[0]
    if second:
        if not newest.second:
            raise DrillRefused("The newest backup is not at a second place: see 'run_admin.py backup-plan show'.")
        return Chosen(newest, Path(newest.second), second=True)
    path = Path(newest.path)
    if plan is None and not path.parent.is_dir():
        raise DrillRefused(
            f"The newest backup lies in {path.parent}, which is not here now. Mount its disk, or say where the file "
            "lies (run_admin.py backup-moved FILE)."
        )
    return Chosen(newest, path)


def _planned(plan: BackupPlan) -> list[BackupCopy]:
    if plan.host != this_machine():
        raise DrillRefused(f"The plan's backups are made on {plan.host}: run the drill there.")
    return copies_of(plan)
