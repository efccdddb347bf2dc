"""What a report says of the restore drills of its period: the office's work is no safer than its backups."""

from datetime import timedelta

from admin_app.shell.wording import wib
from models.actions.upkeep.planned.drill.standing import drills_between
from models.rules.core.moments import day_begins
from models.rules.figures.periods import Period
from models.rules.upkeep.drills import FLAW_WORDS, Flaw

_HEAD = "Latihan pemulihan cadangan dalam periode ini:"


def drill_note(period: Period) -> str:
    """Return how many drills of a period succeeded and failed, and what came of the last one."""
    drills = drills_between(day_begins(period.first), day_begins(period.last + timedelta(days=1)))
    if not drills:
        return f"{_HEAD} tidak ada."
    good, last = sum(not row.flaw for row in drills), drills[-1]
    came = f"{last.cases} perkara dan {last.files} berkas pulih"
    said = f"tidak berhasil, {FLAW_WORDS[Flaw(last.flaw)]}" if last.flaw else f"berhasil, {came}"
    return f"{_HEAD} {good} berhasil, {len(drills) - good} tidak. Yang terakhir, {wib(last.started_at)}: {said}."
