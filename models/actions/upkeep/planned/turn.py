"""One turn of the plan, every ten minutes: look at the copies, remove the old, make what is due, carry it on, try it.

What was due while the machine was off is made at the next turn. A kill at any point leaves what the next turn finds:
the copy before, a finished copy that is taken up, or scraps that the next backup removes.
"""

import errno
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import peewee

from models.actions.upkeep.backup.archive import ArchiveBroken
from models.actions.upkeep.backup.back_up import back_up
from models.actions.upkeep.backup.keys import Keys, keys_of
from models.actions.upkeep.backup.ledgers import put_beside
from models.actions.upkeep.last_backup import note_backup
from models.actions.upkeep.planned.copies import copies_of, look_at_copies, newest_copy, remove_old, take_up
from models.actions.upkeep.planned.drill.drill import drill_in_turn, settle_killed
from models.actions.upkeep.planned.drill.standing import drill_line, drill_stands
from models.actions.upkeep.planned.plan import (
    FIRST,
    SECOND,
    PlaceAway,
    clear_trouble,
    demand_place,
    demand_room_for,
    note_trouble,
    plan_in_use,
)
from models.actions.upkeep.planned.second import NotAsRead, carry_over
from models.rules.upkeep.backup_plan import WHY_SENTENCES, Why, due_since, is_wanting
from models.rules.upkeep.conditions.row import Sign
from models.rules.upkeep.drills import is_due
from models.tables import BackupPlan
from models.tables.core.durable import write_durably
from models.tables.core.files.places import this_machine
from models.tables.core.secrets import SecretLost
from models.tables.core.settings import Settings
from models.tables.core.trouble import RawError, trouble_of
from models.tables.upkeep.alone import BACKING_UP, alone
from models.tables.upkeep.backup_plan import BEING_MADE

_FAILURES = (
    OSError,
    PlaceAway,
    NotAsRead,
    ArchiveBroken,
    SecretLost,
    peewee.PeeweeException,
    RawError,
    zipfile.BadZipFile,
)
_NUMBERS = {
    errno.ENOSPC: Why.FULL,
    errno.EDQUOT: Why.FULL,
    errno.EROFS: Why.UNWRITABLE,
    errno.EACCES: Why.UNWRITABLE,
    errno.EPERM: Why.UNWRITABLE,
    errno.ENOENT: Why.AWAY,
    errno.ESTALE: Why.AWAY,
    errno.EHOSTDOWN: Why.AWAY,
    errno.EIO: Why.DAMAGED,
}

_SIGNS = {Sign.DISK_FULL: Why.FULL, Sign.DISK_ERRORS: Why.DAMAGED, Sign.UNWRITABLE: Why.UNWRITABLE}


@dataclass
class Turned:
    """What a turn did, a sentence each, and whether something did not go through."""

    said: list[str] = field(default_factory=list)
    failed: bool = False


def take_turn(
    settings: Settings, clock: Callable[[], datetime], seconds: Callable[[], float] = time.monotonic
) -> Turned:
    """Do what the plan asks for now, and note what fails. Raises PeeweeException where nothing can be noted.

    `seconds`: a clock that nobody sets, by which a drill is timed.
    """
    plan = plan_in_use()
    if plan is None:
        return Turned(["There is no plan of backups: run_admin.py backup-plan set."])
    if plan.host != this_machine():
        return Turned([f"The plan is carried out on {plan.host}; nothing is done here."])
    with alone(BACKING_UP) as mine:
        if not mine:
            return Turned(["A planned backup is being made; nothing more is done here."])
        done = _take(plan, settings, clock)
        _rehearse(plan, settings, done, clock, seconds)
        return done


def _take(plan: BackupPlan, settings: Settings, clock: Callable[[], datetime]) -> Turned:
    done = Turned()
    _try(FIRST, plan.place, done, clock, lambda: _first(plan, settings, done, clock))
    if plan.second and not done.failed:
        _try(SECOND, plan.second, done, clock, lambda: done.said.extend(carry_over(plan, settings, clock())))
    return done


def _rehearse(
    plan: BackupPlan,
    settings: Settings,
    done: Turned,
    clock: Callable[[], datetime],
    seconds: Callable[[], float],
) -> None:
    """Note a drill that was killed and remove what it left; make the one that is due, with a copy just made."""
    if settle_killed(settings, clock()):
        done.said.append("A restore drill had broken off: what it left was removed.")
    newest = next(iter(copies_of(plan)), None)
    found = drill_stands(clock())
    if not is_due(found.drilled, found.succeeded_at, newest.made_at if newest else None, clock()):
        return
    row = drill_in_turn(settings, clock, seconds)
    done.said.append(drill_line(row))
    done.failed = done.failed or bool(row.flaw)


def _try(kind: str, place: str, done: Turned, clock: Callable[[], datetime], work: Callable[[], object]) -> None:
    """Do one part of a turn; note what fails, and that it goes through again."""
    try:
        work()
    except _FAILURES as err:
        why = why_of(err)
        note_trouble(kind, why, place, f"{type(err).__name__}: {err}", clock())
        done.said.append(f"{place}: {WHY_SENTENCES[why]} ({err}).")
        done.failed = True
        return
    clear_trouble(kind)


def _first(plan: BackupPlan, settings: Settings, done: Turned, clock: Callable[[], datetime]) -> None:
    demand_place(Path(plan.place), plan.mark)
    keys = keys_of(settings)
    if take_up(plan, settings, keys, clock()):
        done.said.append("A copy that was finished before a kill was noted.")
    look_at_copies(plan, settings, clock())
    gone = remove_old(plan, clock())  # first: where the disk is full, a plan that keeps less makes room
    if gone:
        done.said.append(f"{gone} older copies were removed.")
    if _is_due(plan, keys, clock()):
        done.said.append(_make(plan, settings, keys, clock))


def _is_due(plan: BackupPlan, keys: Keys | None, now: datetime) -> bool:
    """Whether a copy is to be made: none since the time of day, or none for the recovery key that is in use."""
    newest, due = newest_copy(plan), due_since(plan.at_minute, plan.set_at, now)
    if newest is None or is_wanting(newest.made_at, due, now):
        return True
    return keys is not None and newest.recovery != keys.recovery


def _make(plan: BackupPlan, settings: Settings, keys: Keys | None, clock: Callable[[], datetime]) -> str:
    began = clock()  # what it holds is of then; a destruction meanwhile is not in a ledger of then
    target = _free_name(Path(plan.place), began, ".zip.age" if keys else ".zip")
    newest = newest_copy(plan)  # the next one will be about as large
    demand_room_for(newest.size if newest else 0, Path(plan.place), settings.data_dir)
    write_durably(settings.data_dir / BEING_MADE, str(target).encode())
    made = back_up(target, settings, began, keys=keys)
    demand_place(target.parent, plan.mark)  # unmounted meanwhile, it would lie elsewhere
    note_backup(made, settings.files, began, planned=True)
    (settings.data_dir / BEING_MADE).unlink()
    put_beside(target, settings, clock())
    lacks = f", without {len(made.lacking)} that lack (Sistem > Berkas hilang)" if made.lacking else ""
    return f"Backed up to {target}: {made.size / 1e6:.1f} MB, {made.files} files{lacks}."


def _free_name(place: Path, began: datetime, ending: str) -> Path:
    """Return a name that no file has: a clock set back makes the same one twice."""
    number, path = 1, place / f"aduan-{began:%Y%m%dT%H%M%SZ}{ending}"
    while path.exists():
        number += 1
        path = place / f"aduan-{began:%Y%m%dT%H%M%SZ}-{number}{ending}"
    return path


def why_of(err: BaseException) -> Why:
    """Return what a failure means for the plan."""
    if isinstance(err, PlaceAway):
        return Why.AWAY
    if isinstance(err, SecretLost):
        return Why.KEY
    if isinstance(err, (ArchiveBroken, NotAsRead, zipfile.BadZipFile)):
        return Why.DAMAGED
    if isinstance(err, OSError):
        return _NUMBERS.get(err.errno or 0, Why.OTHER)
    sign = trouble_of(err)
    return _SIGNS.get(sign, Why.DATABASE) if sign is not None else Why.OTHER
