"""How the plan stands: the one fact that the administrator's home, doctor, status, figures and letters tell."""

from dataclasses import dataclass
from datetime import datetime

from models.actions.upkeep.diagnose.findings import Finding, Level, ok
from models.actions.upkeep.planned.copies import newest_copy
from models.actions.upkeep.planned.plan import FIRST, SECOND, plan_in_use
from models.actions.upkeep.planned.second import is_carried
from models.rules.core.moments import iso
from models.rules.upkeep.backup_plan import (
    WHY_SENTENCES,
    WHY_WORDS,
    Lapse,
    Why,
    due_since,
    lapse_of,
    second_lapse,
    time_words,
)
from models.tables import BackupCopy, BackupPlan, BackupTrouble

_MISSED = "Cadangan terjadwal tidak dibuat pada waktunya. Periksa pewaktunya: run_admin.py backup-plan show."
_SECOND_MISSED = "Cadangan terakhir belum ada di tempat kedua."
_SECOND_FAILED = "Cadangan tidak sampai di tempat kedua: {why}. Foldernya disebut di Beranda administrator."
_FAILED = "Cadangan terjadwal tidak jadi: {why}. Foldernya disebut di Beranda administrator."


@dataclass(frozen=True)
class Standing:
    """A plan, its newest copy that is there, what does not go through, and what is to be told of it."""

    plan: BackupPlan
    newest: BackupCopy | None
    trouble: BackupTrouble | None
    lapse: Lapse | None
    second_trouble: BackupTrouble | None = None
    second_lapse: Lapse | None = None

    @property
    def second_staff(self) -> str:
        """Return what is to be told of the second place, as `staff` does."""
        if self.second_lapse is Lapse.FAILED and self.second_trouble is not None:
            return _SECOND_FAILED.format(why=WHY_WORDS[Why(self.second_trouble.why)])
        return _SECOND_MISSED if self.second_lapse else ""

    @property
    def second_operators(self) -> str:
        """Return what is to be told of the second place, as `operators` does."""
        if self.second_lapse is Lapse.FAILED and self.second_trouble is not None:
            return f"Backups do not reach the second place: {_why(self.second_trouble)}."
        return f"The newest backup is not in {self.plan.second} yet." if self.second_lapse else ""

    @property
    def staff(self) -> str:
        """Return what is to be told, in Indonesian and without the place; empty where all is well."""
        if self.lapse is Lapse.FAILED and self.trouble is not None:
            return _FAILED.format(why=WHY_WORDS[Why(self.trouble.why)])
        return _MISSED if self.lapse else ""

    @property
    def operators(self) -> str:
        """Return the same for the command line, with place and the system's own words."""
        if self.lapse is Lapse.FAILED and self.trouble is not None:
            return f"Planned backups are not made: {_why(self.trouble)}."
        if not self.lapse:
            return ""
        return (
            f"No planned backup was made in time on {self.plan.host}: see that its timer runs there "
            "(run_admin.py backup-plan service status), or have 'run_admin.py backup --planned' started every ten "
            "minutes."
        )


def stands(now: datetime) -> Standing | None:
    """Return how the plan stands; None where there is none."""
    plan = plan_in_use()
    if plan is None:
        return None
    troubles = {row.kind: row for row in BackupTrouble.select()}
    newest, trouble = newest_copy(plan), troubles.get(FIRST)
    due = due_since(plan.at_minute, plan.set_at, now)
    lapse = lapse_of(newest.made_at if newest else None, due, trouble.failing_since if trouble else None, now)
    return Standing(plan, newest, trouble, lapse, *_second(plan, newest, troubles.get(SECOND), now))


def _second(
    plan: BackupPlan, newest: BackupCopy | None, trouble: BackupTrouble | None, now: datetime
) -> tuple[BackupTrouble | None, Lapse | None]:
    if not plan.second or newest is None:
        return None, None
    since = trouble.failing_since if trouble else None
    made_at = max(newest.made_at, plan.set_at)  # a second place that was named later gets it at the next turn
    return trouble, second_lapse(made_at, is_carried(newest, plan), since, now)


def _why(trouble: BackupTrouble) -> str:
    return f"{trouble.place}: {WHY_SENTENCES[Why(trouble.why)]} ({trouble.detail})"


def look_at_plan(now: datetime) -> Finding:
    """Return whether backups are made by themselves, as doctor says it."""
    found = stands(now)
    if found is None:
        said = "No plan of backups: each is made by hand. Set one (run_admin.py backup-plan set)."
        return Finding("backup plan", Level.NOTE, said)
    if wrong := " ".join(filter(None, (found.operators, found.second_operators))):
        return Finding("backup plan", Level.WARNING, wrong)
    when = f"every day at {time_words(found.plan.at_minute)} WIB on {found.plan.host}, to {found.plan.place}"
    when += f" and {found.plan.second}" if found.plan.second else ""
    newest = f"; the newest is of {iso(found.newest.made_at)}" if found.newest else ""
    return ok("backup plan", f"Backups are made {when}{newest}.")
