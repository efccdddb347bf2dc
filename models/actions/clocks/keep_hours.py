"""Adds and ends special hours, which replace the everyday ones for a time; for time that passed a second agrees."""

from datetime import date, datetime, timedelta

from models.actions.clocks.calendar_rows import RowChange
from models.actions.clocks.change_calendar import Entered, enter_change, would_wait
from models.actions.clocks.recompute_steps import recompute_open_steps
from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.form_key import spend_form_key
from models.rules.clocks.special_hours import DayHours, HoursNotAllowed, special_blocks
from models.rules.clocks.working_time import Block, NoWorkingTime
from models.rules.core.errors import NotVisible
from models.rules.core.moments import to_wib
from models.rules.core.texts import storable
from models.rules.staff.permissions import Permission
from models.tables import WorkingBlock, database


def add_special_hours(
    note: str,
    first: date,
    last: date,
    workdays: DayHours,
    friday: DayHours,
    actor: Actor,
    now: datetime,
    *,
    form_key: str | None = None,
) -> Entered:
    """Add special hours for a range and return how many running due times moved, or what waits for a second person.

    Days to come hold at once, also where the days before them wait. Raises HoursNotAllowed.
    """
    actor.demand(Permission.KEEP_CALENDAR)
    name = " ".join(storable(note).split())[:120]
    if not name:
        raise HoursNotAllowed("Beri nama, misalnya: Ramadan 1448 H.")
    with database.atomic():
        spend_form_key(form_key, actor, now)
        _demand_free(first)
        blocks, today = special_blocks(first, last, workdays, friday), to_wib(now).date()
        if not first <= today < last or not would_wait(_rows(name, blocks, first, last), now):
            return _enter(name, blocks, first, last, actor, now)
        _demand_free(today + timedelta(days=1))  # those of an earlier entry whose first days wait begin there too
        later = _enter(name, blocks, today + timedelta(days=1), last, actor, now)
        return Entered(later.moved, _enter(name, blocks, first, today, actor, now).waits)


def end_special_hours(first: date, actor: Actor, now: datetime, *, form_key: str | None = None) -> int:
    """End the special hours that begin on a day: today is their last day, or they never begin. Raises NotVisible."""
    actor.demand(Permission.KEEP_CALENDAR)
    today, mine = to_wib(now).date(), WorkingBlock.valid_from == first
    with database.atomic():
        spend_form_key(form_key, actor, now)
        rows = list(WorkingBlock.select().where(mine))
        if not rows or all(row.valid_until and row.valid_until < today for row in rows):
            raise NotVisible("Jam khusus itu tidak ada, atau sudah berakhir.")
        if first > today:
            WorkingBlock.delete().where(mine).execute()
        else:
            WorkingBlock.update(valid_until=today).where(mine).execute()
        event = AuditEvent(
            "akhiri_jam_khusus", f"hours:{first}", f"{rows[0].note}; s.d. {rows[0].valid_until}", f"{today}"
        )
        audit_trail.write(actor, now, event)
        return _moved(actor, now)


def _demand_free(day: date) -> None:
    """Raise HoursNotAllowed where others begin that day: a day of both would count twice."""
    if WorkingBlock.select().where(WorkingBlock.valid_from == day).exists():
        raise HoursNotAllowed("Sudah ada jam khusus yang mulai pada tanggal itu. Akhiri dahulu yang lama.")


def _enter(name: str, blocks: list[Block], first: date, last: date, actor: Actor, now: datetime) -> Entered:
    rows = _rows(name, blocks, first, last)
    if not rows:
        return Entered()
    told = ", ".join(f"{row.after['weekday']} {row.after['starts']:%H.%M}–{row.after['ends']:%H.%M}" for row in rows)
    says = f"Jam khusus “{name}” {first:%d/%m/%Y}–{last:%d/%m/%Y}"
    try:
        entered = enter_change("jam_khusus", says, rows, actor, now)
    except NoWorkingTime as empty:
        raise HoursNotAllowed("Dengan perubahan ini tidak ada jam kerja tersisa.") from empty
    if entered.waits is None:
        event = AuditEvent("tambah_jam_khusus", f"hours:{first}", after=f"{name}; s.d. {last}; {told}")
        audit_trail.write(actor, now, event)
    return entered


def _rows(name: str, blocks: list[Block], first: date, last: date) -> list[RowChange]:
    """Return the rows for a part of the range: of its weekdays only."""
    days = {(first + timedelta(days=offset)).weekday() for offset in range(min(7, (last - first).days + 1))}
    same = {"valid_from": first, "valid_until": last, "note": name}
    rows = [row for row in blocks if row.weekday in days]
    return [
        RowChange("working_block", {}, {"weekday": row.weekday, "starts": row.starts, "ends": row.ends} | same)
        for row in rows
    ]


def _moved(actor: Actor, now: datetime) -> int:
    try:
        return recompute_open_steps(actor, now)
    except NoWorkingTime as empty:
        raise HoursNotAllowed("Dengan perubahan ini tidak ada jam kerja tersisa.") from empty
