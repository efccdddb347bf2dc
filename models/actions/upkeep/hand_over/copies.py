"""The backups and the drills as they are handed over: the plan, the newest copy, the last drill."""

from datetime import datetime
from pathlib import Path

from models.actions.upkeep.last_backup import is_at_hand, newest_backups
from models.actions.upkeep.planned.copies import copies_of
from models.actions.upkeep.planned.drill.standing import drill_stands
from models.actions.upkeep.planned.standing import stands
from models.rules.core.moments import iso
from models.rules.upkeep.backup_plan import time_words
from models.rules.upkeep.drills import FLAW_WORDS
from models.tables import BackupCopy, RestoreDrill

Facts = dict[str, object]


def copy_facts(now: datetime) -> Facts:
    """Return how the office is backed up, and what came of the drills."""
    drills = drill_stands(now)
    last = drills.last if drills.last != drills.succeeded else None
    newest = next(iter(newest_backups()), None)
    return {
        "plan": _plan(now),
        "newest": _copy(newest) if newest else None,
        "drill": _drill(drills.succeeded) if drills.succeeded else None,
        "last_drill": _drill(last) | {"flaw": FLAW_WORDS[drills.flaw] if drills.flaw else ""} if last else None,
    }


def _plan(now: datetime) -> Facts | None:
    found = stands(now)
    if found is None:
        return None
    plan = found.plan
    kept = {"daily": plan.daily, "weekly": plan.weekly, "monthly": plan.monthly}
    where = {"host": plan.host, "place": plan.place, "second": plan.second, "copies": len(copies_of(plan))}
    return {"at": time_words(plan.at_minute)} | kept | where


def _copy(copy: BackupCopy) -> Facts:
    """Return a backup; `at_hand` says what is seen of its file from this machine, not what its content is."""
    path = Path(copy.path)
    seen: Facts = {"at_hand": is_at_hand(copy), "folder_here": path.parent.exists(), "second": copy.second}
    counts: Facts = {
        "bytes": copy.size,
        "files": copy.files,
        "lacking": copy.lacking,
        "encrypted": bool(copy.recovery),
    }
    return seen | counts | {"made": iso(copy.made_at), "path": copy.path, "planned": copy.planned}


def _drill(row: RestoreDrill) -> Facts:
    counts: Facts = {"cases": row.cases, "messages": row.messages, "files": row.files, "seconds": row.seconds}
    of = {"of": iso(row.backup.made_at), "age_minutes": row.age_minutes, "second": row.second}
    return {"started": iso(row.started_at), "ended": row.ended_at is not None} | counts | of
