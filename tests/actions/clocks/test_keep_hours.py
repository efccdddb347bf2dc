"""Special hours kept and ended: running due times move at once, ended steps stay, the trail tells."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from models.actions.clocks.keep_hours import add_special_hours, end_special_hours
from models.actions.core.step_clock import running
from models.rules.clocks.special_hours import DayHours, HoursNotAllowed
from models.rules.core.errors import AlreadyDone, NotPermitted, NotVisible
from models.rules.staff.roles import Role
from models.tables import Audit, StepRecord, WorkingBlock
from tests.actions.walking import Walk
from tests.office import NOW, actor

KASUBSI = Role.KASUBSI_INFOKIM
TODAY = date(2026, 11, 25)  # a Wednesday
LATE_START = DayHours(time(10), time(15))


def add(first: date = TODAY, last: date = TODAY, hours: DayHours = LATE_START, **words: Any) -> int:
    return add_special_hours("Jam khusus contoh", first, last, hours, hours, actor(KASUBSI), NOW, **words).moved


def due_of(walk: Walk) -> datetime | None:
    record = running(walk.case)
    assert record is not None
    return record.due_at


def dated() -> list[tuple[int, date, date | None]]:
    rows = WorkingBlock.select().where(WorkingBlock.valid_from.is_null(False)).order_by(WorkingBlock.id)
    return [(row.weekday, row.valid_from, row.valid_until) for row in rows]


def test_running_steps_move_and_ended_ones_stay(account: Any) -> None:
    walk = Walk(account).at_section()
    ended = {row.id: (row.due_at, row.net_minutes) for row in StepRecord.select() if row.finished_at}
    assert add() == 1
    assert due_of(walk) == datetime(2026, 11, 25, 3, 30)  # 10.30 WIB: the office opens at ten today
    rows = StepRecord.select().where(StepRecord.id.in_(list(ended)))
    assert {row.id: (row.due_at, row.net_minutes) for row in rows} == ended
    assert "Jam khusus contoh" in Audit.get(Audit.event == "tambah_jam_khusus").after


def test_hours_that_run_end_today_and_hours_to_come_never_begin(account: Any) -> None:
    add(TODAY, TODAY + timedelta(days=20))
    add(date(2027, 2, 8), date(2027, 3, 9))
    end_special_hours(TODAY, actor(KASUBSI), NOW)
    end_special_hours(date(2027, 2, 8), actor(KASUBSI), NOW)
    assert {row[1:] for row in dated()} == {(TODAY, TODAY)}
    assert Audit.select().where(Audit.event == "akhiri_jam_khusus").count() == 2
    with pytest.raises(NotVisible):
        end_special_hours(TODAY, actor(KASUBSI), NOW + timedelta(days=1))
    with pytest.raises(NotVisible):
        end_special_hours(date(2030, 1, 1), actor(KASUBSI), NOW)


def test_only_who_keeps_the_calendar_changes_it_and_once(account: Any) -> None:
    with pytest.raises(NotPermitted):
        add_special_hours("x", TODAY, TODAY, LATE_START, LATE_START, actor(Role.PENGELOLA), NOW)
    with pytest.raises(NotPermitted):
        end_special_hours(TODAY, actor(Role.PENGELOLA), NOW)
    add(form_key="satu")
    with pytest.raises(AlreadyDone):
        add(TODAY + timedelta(days=1), TODAY + timedelta(days=1), form_key="satu")
    with pytest.raises(HoursNotAllowed, match="Sudah ada jam khusus"):
        add()
    with pytest.raises(HoursNotAllowed, match="Beri nama"):
        add_special_hours("  ", TODAY, TODAY, LATE_START, LATE_START, actor(KASUBSI), NOW)
    assert len(dated()) == 1
