"""What is entered for time that passed waits for a second person; then ended steps say what they were and are."""

from contextlib import nullcontext
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from models.actions.clocks.calendar_rows import change_of
from models.actions.clocks.change_calendar import (
    Entered,
    agree_change,
    effect_of,
    enter_change,
    refuse_change,
    would_wait,
)
from models.actions.clocks.keep_hours import add_special_hours
from models.actions.core.office_facts import office_calendar
from models.actions.core.recounts.recount_step import recounts_of
from models.actions.core.step_clock import running
from models.actions.figures.close_month import close_month
from models.actions.upkeep.verify import counts
from models.actions.upkeep.verify.office import Office
from models.rules.clocks.past_time import ChangeNotAllowed
from models.rules.clocks.special_hours import DayHours, HoursNotAllowed
from models.rules.clocks.working_time import net_minutes
from models.rules.core.errors import AlreadyDone, NotPermitted, ReasonMissing
from models.rules.staff.roles import Role
from models.tables import Audit, CalendarChange, Holiday, MonthClose, RegisterLine, StepRecord, WorkingBlock, database
from tests.actions.clocks.test_pause_step_accepted import end_it, ended
from tests.actions.walking import Walk
from tests.office import actor

KASUBSI, KEPALA = Role.KASUBSI_INFOKIM, Role.KEPALA_KANTOR
TUESDAY = date(2026, 11, 24)
THURSDAY = date(2026, 11, 26)
WORKED = 450  # minutes of a Thursday


def late_step(account: Any) -> Walk:
    """A step begun on Wednesday and ended on Friday: late by all of Thursday."""
    walk = Walk(account).at_section()
    walk.now = datetime(2026, 11, 27, 1, 0)
    end_it(walk)
    return walk


def enter(walk: Walk, day: date = THURSDAY, role: Role = KASUBSI, form_key: str | None = None) -> Entered:
    row = Holiday(day=day, name="Libur kantor", kind="libur kantor", active=True)
    with database.atomic():
        return enter_change("hari_libur", f"Hari libur {day:%d/%m/%Y}", [change_of(row)], actor(role), walk.tick())


def figures(walk: Walk) -> tuple[object, ...]:
    row = ended(walk)
    return row.due_at, row.net_minutes, row.late


def sound(walk: Walk) -> bool:
    office = Office(None, None, walk.now)  # type: ignore[arg-type]
    return not [*counts.ended(office), *counts.running(office), *counts.limits(office)]


def test_a_holiday_for_a_past_day_changes_nothing_until_another_agrees(account: Any) -> None:
    walk = late_step(account)
    was, due = figures(walk), running(walk.case).due_at  # type: ignore[union-attr]
    waits = enter(walk).waits
    assert waits is not None
    assert (figures(walk), running(walk.case).due_at) == (was, due)  # type: ignore[union-attr]
    assert not Holiday.select().where(Holiday.day == THURSDAY).exists()
    (one,) = effect_of(waits, walk.now).ended
    assert (one.record.net_minutes, one.again.net_minutes) == (was[1], was[1] - WORKED)  # type: ignore[operator]
    assert figures(walk) == was  # weighing it changed nothing
    with pytest.raises(ChangeNotAllowed, match="memasukkan"):
        agree_change(waits.id, actor(KASUBSI), walk.tick())
    with pytest.raises(NotPermitted):
        agree_change(waits.id, actor(Role.ADMINISTRATOR), walk.tick())
    assert agree_change(waits.id, actor(KEPALA), walk.tick()) == 1
    row = ended(walk)
    assert row.net_minutes == was[1] - WORKED  # type: ignore[operator]
    (kept,) = recounts_of([row.id])[row.id]
    assert (kept.due_before, kept.net_before, kept.late_before) == was
    assert kept.why == ("Hari libur 26/11/2026, dimasukkan Contoh Kasubsi Infokim, diparaf Contoh Kepala Kantor")
    trail = Audit.get(Audit.event == "paraf_kalender")
    assert (trail.actor, trail.before) == ("kepala_kantor", "Contoh Kasubsi Infokim")
    assert sound(walk)


def test_a_running_step_is_not_paused_for_past_days_by_one_person(account: Any) -> None:
    walk = Walk(account).at_section()
    due = running(walk.case).due_at  # type: ignore[union-attr]
    walk.now = datetime(2026, 11, 27, 1, 0)
    waits = enter(walk, date(2026, 11, 25)).waits
    assert running(walk.case).due_at == due  # type: ignore[union-attr]
    agree_change(waits.id, actor(KEPALA), walk.tick())  # type: ignore[union-attr]
    assert running(walk.case).due_at > due  # type: ignore[union-attr]
    assert sound(walk)


def test_days_to_come_and_days_before_any_case_need_nobody(account: Any) -> None:
    walk = late_step(account)
    was = figures(walk)
    for day in (TUESDAY, date(2026, 11, 30)):
        assert enter(walk, day).waits is None
        assert Holiday.select().where(Holiday.day == day).exists()
    assert (figures(walk), CalendarChange.select().count()) == (was, 0)
    assert sound(walk)


def test_a_refused_change_is_on_record_and_counts_nothing(account: Any) -> None:
    walk = late_step(account)
    was, waits = figures(walk), enter(walk).waits
    assert waits is not None
    with pytest.raises(ChangeNotAllowed, match="sama sudah menunggu"):
        enter(walk)
    with pytest.raises(ReasonMissing):
        refuse_change(waits.id, " ", actor(KEPALA), walk.tick())
    with pytest.raises(NotPermitted):
        refuse_change(waits.id, "Bukan hari libur.", actor(Role.PENGELOLA), walk.tick())
    refuse_change(waits.id, "Bukan hari libur.", actor(KEPALA), walk.tick(), form_key="tolak")
    row = CalendarChange.get_by_id(waits.id)
    assert (row.agreed, row.reason, row.decided_by.username) == (False, "Bukan hari libur.", "kepala_kantor")
    assert Audit.select().where(Audit.event == "tolak_kalender").count() == 1
    with pytest.raises(ChangeNotAllowed, match="sudah diputuskan"):
        agree_change(waits.id, actor(KEPALA), walk.tick())
    with pytest.raises(AlreadyDone):
        refuse_change(waits.id, "Lagi.", actor(KEPALA), walk.tick(), form_key="tolak")
    assert figures(walk) == was


def test_who_entered_it_may_take_it_back(account: Any) -> None:
    walk = late_step(account)
    waits = enter(walk, role=Role.ADMINISTRATOR).waits
    assert waits is not None
    refuse_change(waits.id, "Salah tanggal.", actor(Role.ADMINISTRATOR), walk.tick())
    assert Audit.select().where(Audit.event == "tarik_kalender").count() == 1


def test_a_calendar_that_changed_meanwhile_is_not_overwritten(account: Any) -> None:
    walk = late_step(account)
    waits = enter(walk).waits
    Holiday.create(day=THURSDAY, name="Dicatat orang lain")
    with pytest.raises(ChangeNotAllowed, match="sudah tercatat"):
        agree_change(waits.id, actor(KEPALA), walk.tick())  # type: ignore[union-attr]
    assert CalendarChange.get().decided_at is None


def test_special_hours_hold_for_days_to_come_and_wait_for_those_that_passed(account: Any) -> None:
    walk = late_step(account)
    was, hours = figures(walk), DayHours(time(10), time(15))
    given = (date(2026, 11, 26), date(2026, 12, 4), hours, hours)
    entered = add_special_hours("Ramadan", *given, actor(KASUBSI), walk.tick())
    dated = WorkingBlock.valid_from.is_null(False)
    assert {row.valid_from for row in WorkingBlock.select().where(dated)} == {date(2026, 11, 28)}
    assert (entered.waits is not None, figures(walk)) == (True, was)
    agree_change(entered.waits.id, actor(KEPALA), walk.tick())  # type: ignore[union-attr]
    assert min(row.valid_from for row in WorkingBlock.select().where(dated)) == date(2026, 11, 26)
    assert ended(walk).net_minutes < was[1]  # type: ignore[operator]
    assert sound(walk)


def test_special_hours_entered_anew_while_the_first_wait_do_not_count_a_day_twice(account: Any) -> None:
    walk = late_step(account)
    given = (date(2026, 11, 26), date(2026, 12, 4))
    for starts in (10, 9):
        hours = DayHours(time(starts), time(15))
        with pytest.raises(HoursNotAllowed) if starts == 9 else nullcontext():
            add_special_hours("Ramadan", *given, hours, hours, actor(KASUBSI), walk.tick())
    assert net_minutes(office_calendar(), datetime(2026, 11, 30), datetime(2026, 12, 1)) == 300


def test_two_that_wait_for_the_same_hours_do_not_both_hold(account: Any) -> None:
    walk = late_step(account)
    for starts in (10, 9):
        hours = DayHours(time(starts), time(15))
        add_special_hours("Ramadan", THURSDAY, THURSDAY, hours, hours, actor(KASUBSI), walk.tick())
    first, second = CalendarChange.select().order_by(CalendarChange.id)
    agree_change(first.id, actor(KEPALA), walk.tick())
    with pytest.raises(ChangeNotAllowed, match="sudah tercatat"):
        agree_change(second.id, actor(KEPALA), walk.tick())
    assert net_minutes(office_calendar(), datetime(2026, 11, 26), datetime(2026, 11, 27)) == 300


def test_a_closed_month_stays_as_it_was_and_a_line_corrects_it(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back()
    walk.now = datetime(2026, 11, 26, 0, 40)
    walk.finished()
    walk.now = datetime(2026, 12, 2, 2, 0)
    close_month("2026-11", actor(KASUBSI), walk.now)
    figures_closed, lines = MonthClose.get().figures, RegisterLine.select().count()
    late = {row.id for row in StepRecord.select().where(StepRecord.late)}
    waits = enter(walk, date(2026, 11, 25)).waits
    agree_change(waits.id, actor(KEPALA), walk.tick())  # type: ignore[union-attr]
    assert MonthClose.get().figures == figures_closed
    assert late > {row.id for row in StepRecord.select().where(StepRecord.late)}
    added = list(RegisterLine.select().where(RegisterLine.corrects.is_null(False)))
    assert len(added) == RegisterLine.select().count() - lines == 1
    assert "diparaf Contoh Kepala Kantor" in added[0].reason


def test_an_office_without_cases_sets_up_its_calendar_alone(account: Any) -> None:
    row = Holiday(day=TUESDAY, name="Libur", kind="libur kantor", active=True)
    assert not would_wait([change_of(row)], datetime(2026, 11, 27, 1, 0) + timedelta(days=400))
