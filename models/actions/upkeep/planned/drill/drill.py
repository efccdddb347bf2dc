"""A restore drill: the newest backup opened by this machine's drill key and tried, with what came of it as a row."""

from collections.abc import Callable
from datetime import datetime, timedelta

from models.actions.core import audit_trail
from models.actions.core.actor import OPERATOR
from models.actions.core.audit_trail import AuditEvent
from models.actions.upkeep.last_backup import SUBJECT
from models.actions.upkeep.planned.drill.choosing import Chosen, DrillRefused, newest_backup
from models.actions.upkeep.planned.drill.scratch import clear, is_gone, scratch_name
from models.actions.upkeep.planned.drill.trying import Tried, try_backup
from models.rules.core.texts import storable
from models.rules.upkeep.drills import FLAW_WORDS, Flaw
from models.tables import RestoreDrill, database
from models.tables.core.files.places import this_machine
from models.tables.core.settings import Settings
from models.tables.upkeep.alone import BACKING_UP, alone

_LONGEST = 1000


def drill(
    settings: Settings, clock: Callable[[], datetime], seconds: Callable[[], float], *, second: bool = False
) -> RestoreDrill:
    """Try the newest backup and return what came of it. Raises DrillRefused, PeeweeException.

    `clock`: the present moment; `seconds`: a clock that nobody sets; `second`: the copy at the second place.
    """
    with alone(BACKING_UP) as mine:
        if not mine:
            raise DrillRefused("A planned backup, a drill or a restore is at work. Try again when it has ended.")
        return drill_in_turn(settings, clock, seconds, second=second)


def drill_in_turn(
    settings: Settings, clock: Callable[[], datetime], seconds: Callable[[], float], *, second: bool = False
) -> RestoreDrill:
    """Do the same where the lock of planned backups is held already."""
    settle_killed(settings, clock())
    chosen = newest_backup(second=second)
    row, began = _begin(chosen, clock()), seconds()
    tried = try_backup(chosen, settings, row.scratch, row.started_at)
    return _end(row, tried, seconds() - began, clock())


def settle_killed(settings: Settings, now: datetime) -> int:
    """Note which drills were killed and remove what they left; return how many. Only with the lock held."""
    clear(settings.data_dir)
    with database.atomic():
        killed = list(RestoreDrill.select().where(RestoreDrill.ended_at.is_null()))
        for row in killed:
            row.ended_at, row.flaw = now, str(Flaw.UNFINISHED)
            row.save()
            _trace(row, now)
    return len(killed)


def _begin(chosen: Chosen, now: datetime) -> RestoreDrill:
    """Note that a drill begins, with the name of its scratch database, before that is there."""
    return RestoreDrill.create(
        started_at=now,
        host=this_machine(),
        backup=chosen.copy.id,
        second=chosen.second,
        scratch=scratch_name(),
        age_minutes=max((now - chosen.copy.made_at) // timedelta(minutes=1), 0),
    )


def _end(row: RestoreDrill, tried: Tried, seconds: float, now: datetime) -> RestoreDrill:
    row.ended_at, row.seconds = now, round(seconds)
    row.scratch = "" if is_gone(row.scratch) else row.scratch  # else the next turn removes it
    row.cases, row.messages, row.files = tried.back.cases, tried.back.messages, tried.back.files
    row.held_cases, row.held_messages, row.held_files = tried.held.cases, tried.held.messages, tried.held.files
    row.flaw, row.detail = str(tried.flaw or ""), storable(tried.detail)[:_LONGEST]
    with database.atomic():
        row.save()
        _trace(row, now)
    return row


def _trace(row: RestoreDrill, now: datetime) -> None:
    said = FLAW_WORDS[Flaw(row.flaw)] if row.flaw else f"berhasil: {row.cases} perkara, {row.files} berkas"
    audit_trail.write(OPERATOR, now, AuditEvent("latihan_pemulihan", SUBJECT, after=said))
