"""The plan an office set, and what of it does not go through."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from models.actions.core import audit_trail
from models.actions.core.actor import OPERATOR
from models.actions.core.audit_trail import AuditEvent
from models.actions.upkeep.last_backup import SUBJECT
from models.rules.core.texts import storable
from models.rules.upkeep.backup_plan import Keeps, Why, time_words
from models.rules.upkeep.conditions.of_machine import MEDIA_NEEDS
from models.tables import BackupPlan, BackupTrouble, database
from models.tables.core.disk_room import demand_room
from models.tables.core.files.places import this_machine
from models.tables.upkeep.backup_plan import give_mark, mark_of

FIRST, SECOND = "first", "second"  # kinds of trouble: a backup is not made; it is not carried to the second place


class PlanRefused(Exception):
    """The plan cannot be kept so; the English sentence says why and what to do."""


class PlaceAway(Exception):
    """A folder is not the plan's: its disk or share is not mounted, or somebody took its mark away."""


@dataclass(frozen=True)
class Wanted:
    """What an office wants: at which minute of the day (WIB), into which folder, and how many are kept."""

    at_minute: int
    place: Path
    keeps: Keeps
    second: Path | None = None  # where each copy is carried besides


def plan_in_use() -> BackupPlan | None:
    """Return the plan that holds, None where there is none or it was ended."""
    last = BackupPlan.select().order_by(BackupPlan.id.desc()).first()
    return last if last is not None and last.active else None


def keeps_of(plan: BackupPlan) -> Keeps:
    """Return how many copies a plan keeps."""
    return Keeps(plan.daily, plan.weekly, plan.monthly)


def plan_words(plan: BackupPlan) -> str:
    """Return a plan in Indonesian, without its place."""
    kept = f"{plan.daily} harian, {plan.weekly} mingguan, {plan.monthly} bulanan"
    twice = ", di dua tempat" if plan.second else ""
    return f"setiap hari pukul {time_words(plan.at_minute)} WIB; disimpan {kept}{twice}"


def set_plan(wanted: Wanted, data_dir: Path, now: datetime) -> BackupPlan:
    """Keep a plan, carried out on this machine from now on, and mark its folder. Raises PlanRefused, OSError."""
    if wanted.second and wanted.second.resolve() == wanted.place.resolve():
        raise PlanRefused(f"{wanted.second} is the first place too. Choose a folder on another disk or share.")
    mark, keeps = _marked(wanted.place, data_dir), wanted.keeps
    second_mark = _marked(wanted.second, data_dir) if wanted.second else ""
    with database.atomic():
        before = plan_in_use()
        plan = BackupPlan.create(
            set_at=now,
            host=this_machine(),
            at_minute=wanted.at_minute,
            place=storable(str(wanted.place)),
            mark=mark,
            daily=keeps.daily,
            weekly=keeps.weekly,
            monthly=keeps.monthly,
            second=storable(str(wanted.second or "")),
            second_mark=second_mark,
        )
        if not wanted.second:
            BackupTrouble.delete().where(BackupTrouble.kind == SECOND).execute()
        _trace(before, plan, now)
    return plan


def end_plan(now: datetime) -> bool:
    """End the plan; return whether there was one. Its copies stay where they are."""
    with database.atomic():
        plan = plan_in_use()
        if plan is None:
            return False
        BackupPlan.update(active=False).where(BackupPlan.id == plan.id).execute()
        BackupTrouble.delete().execute()
        _trace(plan, None, now)
    return True


def demand_place(folder: Path, mark: str) -> None:
    """Raise PlaceAway where a folder has not the plan's mark; OSError where it cannot be read."""
    if mark_of(folder) != mark:
        raise PlaceAway(str(folder))


def demand_room_for(size: int, place: Path, data_dir: Path) -> None:
    """Raise OSError where a file of this size would fill the disk of a folder, or the office's own."""
    same = place.stat().st_dev == data_dir.stat().st_dev
    demand_room(place, size + (MEDIA_NEEDS if same else 0))


def note_trouble(kind: str, why: Why, place: str, detail: str, now: datetime) -> None:
    """Note that something of the plan does not go through; since when stays as it was."""
    with database.atomic():
        row = BackupTrouble.get_or_none(BackupTrouble.kind == kind) or BackupTrouble(kind=kind, failing_since=now)
        row.why, row.place, row.detail, row.seen_at = str(why), storable(place), storable(detail)[:500], now
        row.save()


def clear_trouble(kind: str) -> None:
    """Note that it goes through."""
    with database.atomic():
        BackupTrouble.delete().where(BackupTrouble.kind == kind).execute()


def _marked(place: Path, data_dir: Path) -> str:
    """Return the mark of a plan's folder, given where it has none. Raises PlanRefused."""
    if not place.is_dir():
        raise PlanRefused(f"There is no folder {place}. Mount its disk or share, make the folder, and try again.")
    if place.resolve().is_relative_to(data_dir.resolve()):
        raise PlanRefused(f"{place} lies in the data folder: what damages the data takes it along. Choose another.")
    there = mark_of(place)
    ours = (BackupPlan.mark == there) | (BackupPlan.second_mark == there)
    known = there and BackupPlan.select().where(ours).exists()
    if there and not known:
        raise PlanRefused(f"{place} holds the backups of another office's plan. Choose a folder of its own.")
    return give_mark(place)


def _trace(before: BackupPlan | None, after: BackupPlan | None, now: datetime) -> None:
    words = [plan_words(plan) if plan else "" for plan in (before, after)]
    audit_trail.write(OPERATOR, now, AuditEvent("rencana_cadangan", SUBJECT, *words))
