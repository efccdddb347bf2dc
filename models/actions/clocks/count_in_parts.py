"""Counts anew, part by part, what a long change of the calendar concerns; officers write in between.

The change is in force at once, for what runs and what comes. Each part is a transaction of its own that also keeps
how far it came, so whatever was killed is taken up where it stood. What is not yet counted anew stays counted by the
calendar it names.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from models.actions.clocks.past_steps import ended_after, ended_of, met_after, recount_limits_of, recount_these
from models.actions.core import audit_trail
from models.actions.core.actor import AGENT, Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.links.graph import lock_cases
from models.actions.core.office_facts import office_calendar
from models.actions.figures.register_chain import serialise
from models.rules.clocks.past_time import ChangeNotAllowed, Hours
from models.rules.clocks.working_time import add_minutes
from models.rules.core.moments import iso, parse_iso
from models.rules.figures.months import under_way_words
from models.tables import CalendarChange, Staff, database
from models.tables.core.database import is_sqlite
from models.tables.core.filled import filled

# So many are counted at once, with what else of their cases is left: about half a second in which nobody else writes
# (SQLite), and a turn of the agent.
AT_ONCE = 200


def demand_none_under_way() -> None:
    """Raise ChangeNotAllowed while an earlier change is still being counted."""
    row = CalendarChange.select().where(CalendarChange.hours != "").first()
    if row is not None:
        raise ChangeNotAllowed(f"{under_way_words(row.counted, row.to_count)} Tunggu sampai selesai.")


def counts_on(change: int | None = None) -> bool:
    """Whether a change is under way; `change`: whether this one is."""
    query = CalendarChange.select(CalendarChange.id).where(CalendarChange.hours != "")
    return bool((query if change is None else query.where(CalendarChange.id == change)).exists())


def begin(change: CalendarChange, hours: Sequence[Hours], rows: int, now: datetime) -> None:
    """Keep what a change that was agreed to has still to count.

    Raises NoWorkingTime where it leaves none: no part could ever be counted.
    """
    add_minutes(office_calendar(), now, 0)
    text = json.dumps([[iso(one.begins), iso(one.ends)] for one in hours], separators=(",", ":"))
    CalendarChange.update(hours=text, to_count=rows).where(CalendarChange.id == change.id).execute()


def count_on(now: datetime) -> int:
    """Count the next part of a change that is under way; return how many rows were looked at."""
    if not counts_on():
        return 0
    with database.atomic():
        serialise()
        query = CalendarChange.select().where(CalendarChange.hours != "").order_by(CalendarChange.id)
        change = (query if is_sqlite() else query.for_update()).first()
        return 0 if change is None else _part(change, now)


def _part(change: CalendarChange, now: datetime) -> int:
    hours, actor = _read(change.hours), replace(AGENT, staff_id=change.decided_by_id)
    steps = ended_after(hours, change.last_step, AT_ONCE)
    if steps:
        locked = lock_cases({row.complaint_id for row in steps})
        # Whole cases, as they are under the lock: half a case could correct its register to what never held.
        fresh = ended_of(hours, change.last_step, locked)
        change.changed += recount_these(fresh, hours, office_calendar(), why_of(change), actor, now)
        change.last_step = steps[-1].id
    else:
        limits = met_after(hours, change.last_limit, AT_ONCE)
        locked = lock_cases({row.complaint_id for row in limits})
        # Read again as they are under the lock; of a case that is not locked, none was met before.
        met = [row for row in met_after(hours, change.last_limit, AT_ONCE) if row.complaint_id in locked]
        recount_limits_of(met, office_calendar(), actor, now)
        change.last_limit = limits[-1].id if limits else change.last_limit
        if len(limits) < AT_ONCE:
            _end(change, actor, now)
        change.counted += len(limits)
    change.counted += len(steps)
    change.save()
    return len(steps) or 1


def _end(change: CalendarChange, actor: Actor, now: datetime) -> None:
    change.hours = ""
    said = f"{change.changed} langkah berubah"
    audit_trail.write(actor, now, AuditEvent("selesai_hitung_kalender", f"calendar_change:{change.id}", "", said))


def why_of(change: CalendarChange) -> str:
    """Return why steps are counted anew by a change: what it says, and whose word it is."""
    entered, agreed = names_of([change.made_by_id, filled(change.decided_by_id)])
    return f"{change.says}, dimasukkan {entered}, diparaf {agreed}"


def names_of(people: Iterable[int]) -> list[str]:
    """Return the names of these accounts, in their order."""
    every = list(people)
    rows = {row.id: row.name or row.username for row in Staff.select().where(Staff.id.in_(every))}
    return [rows[one] for one in every]


def _read(text: str) -> list[Hours]:
    return [Hours(filled(parse_iso(begins)), filled(parse_iso(ends))) for begins, ends in json.loads(text)]
