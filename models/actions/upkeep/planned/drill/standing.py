"""How the drills stand: the one fact that the administrator's home, doctor, status, figures and letters tell."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.actions.upkeep.diagnose.findings import Finding, Level, ok
from models.actions.upkeep.last_backup import moved_here_at
from models.rules.core.moments import iso
from models.rules.upkeep.drills import (
    FLAW_SENTENCES,
    FLAW_WORDS,
    LONGEST,
    Drilled,
    DrillLapse,
    Flaw,
    drill_lapse,
    flaw_of,
)
from models.tables import BackupCopy, RestoreDrill

_FAILED = "Latihan pemulihan cadangan terakhir tidak berhasil: {why}. Rinciannya: run_admin.py doctor."
_LONG_AGO = (
    f"Sudah {LONGEST.days} hari tidak ada latihan pemulihan cadangan yang berhasil. Jalankan: run_admin.py drill."
)


@dataclass(frozen=True)
class DrillStanding:
    """The last drill, the last one that succeeded, and what is to be told of them."""

    last: RestoreDrill | None
    succeeded: RestoreDrill | None
    lapse: DrillLapse | None
    flaw: Flaw | None = None

    @property
    def drilled(self) -> Drilled | None:
        """Return the last drill as the rules see it."""
        return _drilled(self.last)

    @property
    def succeeded_at(self) -> datetime | None:
        """Return when the last drill that succeeded began."""
        return self.succeeded.started_at if self.succeeded else None

    @property
    def staff(self) -> str:
        """Return what is to be told, in Indonesian and without a place; empty where all is well."""
        if self.flaw is not None:
            return _FAILED.format(why=FLAW_WORDS[self.flaw])
        return _LONG_AGO if self.lapse else ""

    @property
    def operators(self) -> str:
        """Return the same for the command line, with the details."""
        if self.flaw is not None and self.last is not None:
            detail = f" ({self.last.detail})" if self.last.detail else ""
            return f"The restore drill of {iso(self.last.started_at)} failed: {FLAW_SENTENCES[self.flaw]}{detail}."
        if not self.lapse:
            return ""
        return f"No restore drill succeeded for {LONGEST.days} days: run 'run_admin.py drill'."


def drill_stands(now: datetime) -> DrillStanding:
    """Return how the drills stand; those before the office moved between databases say nothing of its backups now."""
    left = moved_here_at()
    drills = _since(RestoreDrill.select(), RestoreDrill.started_at, left).order_by(RestoreDrill.id.desc())
    last = drills.first()
    good = drills.where(RestoreDrill.ended_at.is_null(False) & (RestoreDrill.flaw == "")).first()
    first = _since(BackupCopy.select(), BackupCopy.made_at, left).order_by(BackupCopy.id).first()
    lapse = drill_lapse(_drilled(last), good.started_at if good else None, first.made_at if first else None, now)
    return DrillStanding(last, good, lapse, flaw_of(_drilled(last), now))


def _since(rows: Any, column: Any, left: datetime | None) -> Any:
    return rows if left is None else rows.where(column > left)


def _drilled(row: RestoreDrill | None) -> Drilled | None:
    if row is None:
        return None
    return Drilled(row.started_at, row.ended_at is not None, Flaw(row.flaw) if row.flaw else None)


def drills_between(since: datetime, until: datetime) -> list[RestoreDrill]:
    """Return the drills that began in a time and ended, the latest last."""
    within = (RestoreDrill.started_at >= since) & (RestoreDrill.started_at < until)
    return list(RestoreDrill.select().where(within & RestoreDrill.ended_at.is_null(False)).order_by(RestoreDrill.id))


def drill_line(row: RestoreDrill) -> str:
    """Return what came of a drill in a sentence, for the operator."""
    of = f"the backup of {iso(row.backup.made_at)}{' at the second place' if row.second else ''}"
    if row.flaw:
        detail = f" ({row.detail})" if row.detail else ""
        return f"The restore drill with {of} failed: {FLAW_SENTENCES[Flaw(row.flaw)]}{detail}."
    return (
        f"The restore drill with {of} succeeded: {row.cases} cases, {row.messages} messages and {row.files} files "
        f"came back as it says, verify finds nothing, in {row.seconds} seconds. The scratch place is removed."
    )


def look_at_drill(now: datetime) -> Finding:
    """Return how the drills stand, as doctor says it."""
    found = drill_stands(now)
    if wrong := found.operators:
        return Finding("restore drill", Level.WARNING, wrong)
    if found.succeeded is None:
        return Finding("restore drill", Level.NOTE, "No backup was tried yet: run 'run_admin.py drill'.")
    return ok("restore drill", drill_line(found.succeeded))
