"""A change over long past time is counted in parts: in force at once, right in between, taken up after a kill."""

from datetime import date, datetime
from typing import Any

import pytest

from models.actions.clocks import change_calendar, count_in_parts
from models.actions.clocks.calendar_rows import taken_out, written
from models.actions.clocks.change_calendar import agree_change
from models.actions.clocks.count_in_parts import count_on, counts_on
from models.actions.core.recounts.recount_step import recounts_of
from models.actions.core.step_clock import running
from models.actions.figures.close_month import close_month
from models.rules.clocks.past_time import ChangeNotAllowed
from models.rules.clocks.statutory import LegalUnit
from models.rules.core.errors import MonthNotAllowed
from models.tables import (
    Audit,
    CalendarChange,
    Complaint,
    Holiday,
    StatutoryClock,
    StatutoryRule,
    StepRecord,
    WorkingBlock,
)
from tests.actions.cases.test_links_race import at_once
from tests.actions.clocks.test_change_calendar import (
    KASUBSI,
    KEPALA,
    THURSDAY,
    WORKED,
    enter,
    figures,
    sound,
)
from tests.actions.clocks.test_pause_step_accepted import end_it, ended
from tests.actions.walking import Walk
from tests.office import actor

DECEMBER = datetime(2026, 12, 1, 2, 0)


@pytest.fixture
def walks(account: Any, monkeypatch: pytest.MonkeyPatch) -> list[Walk]:
    """Three cases with a step that was late by a Thursday, of which one is counted at a time."""
    for module in (change_calendar, count_in_parts):
        monkeypatch.setattr(module, "AT_ONCE", 1)
    found = [Walk(account, who=f"62811000006{place}").at_section() for place in range(3)]
    for walk in found:
        walk.now = datetime(2026, 11, 27, 1, 0)
        end_it(walk)
    return found


def begun(walks: list[Walk]) -> CalendarChange:
    waits = enter(walks[-1]).waits
    assert waits is not None
    assert agree_change(waits.id, actor(KEPALA), walks[-1].tick()) == 0
    return CalendarChange.get_by_id(waits.id)


def test_it_holds_at_once_and_each_part_is_right_and_the_end_is_as_if_counted_together(walks: list[Walk]) -> None:
    was, due = [figures(walk) for walk in walks], running(walks[0].case).due_at  # type: ignore[union-attr]
    change = begun(walks)
    assert Holiday.select().where(Holiday.day == THURSDAY).exists()
    assert [figures(walk) for walk in walks] == was
    assert change.to_count >= 3 and counts_on()
    moment, parts, seen = walks[-1].tick(), 0, set[int]()
    while count_on(moment):
        parts += 1
        seen.add(sum(figures(walk) != one for walk, one in zip(walks, was, strict=True)))
        assert all(sound(walk) for walk in walks)
        row = CalendarChange.get_by_id(change.id)
        assert row.counted <= row.to_count
    row = CalendarChange.get_by_id(change.id)
    assert (row.hours, row.counted, row.changed, seen) == ("", row.to_count, 3, {1, 2, 3})
    assert parts >= row.to_count
    for walk, (_due, net, _late) in zip(walks, was, strict=True):
        record = ended(walk)
        assert record.net_minutes == net - WORKED  # type: ignore[operator]
        (kept,) = recounts_of([record.id])[record.id]
        assert kept.why == "Hari libur 26/11/2026, dimasukkan Contoh Kasubsi Infokim, diparaf Contoh Kepala Kantor"
    assert Audit.get(Audit.event == "selesai_hitung_kalender").after == "3 langkah berubah"
    assert running(walks[0].case).due_at == due  # type: ignore[union-attr]
    assert count_on(moment) == 0


def test_killed_in_a_part_it_goes_on_where_the_last_one_ended(walks: list[Walk], monkeypatch: Any) -> None:
    begun(walks)
    moment = walks[-1].tick()
    count_on(moment)
    real, last = count_in_parts.recount_these, CalendarChange.get().last_step

    def killed(*words: Any) -> int:
        real(*words)
        raise KeyboardInterrupt

    monkeypatch.setattr(count_in_parts, "recount_these", killed)
    with pytest.raises(KeyboardInterrupt):
        count_on(moment)
    assert CalendarChange.get().last_step == last
    monkeypatch.setattr(count_in_parts, "recount_these", real)
    while count_on(moment):
        pass
    row = CalendarChange.get()
    assert (row.hours, row.counted, row.changed) == ("", row.to_count, 3)
    assert all(sound(walk) for walk in walks)


def test_meanwhile_no_other_past_change_holds_and_no_month_is_closed(walks: list[Walk]) -> None:
    begun(walks)
    other = enter(walks[0], date(2026, 11, 25)).waits
    assert other is not None
    with pytest.raises(ChangeNotAllowed, match="sedang dihitung ulang menurut perubahan kalender, 0 dari"):
        agree_change(other.id, actor(KEPALA), walks[0].tick())
    with pytest.raises(MonthNotAllowed, match="Tutup bulan sesudahnya"):
        close_month("2026-11", actor(KASUBSI), DECEMBER)
    while count_on(DECEMBER):
        pass
    close_month("2026-11", actor(KASUBSI), DECEMBER)


def test_two_agents_count_each_part_once(walks: list[Walk]) -> None:
    change = begun(walks)
    moment = walks[-1].tick()
    while counts_on():
        assert not [one for one in at_once(lambda: count_on(moment), lambda: count_on(moment)) if one is None]
    row = CalendarChange.get_by_id(change.id)
    assert (row.counted, row.changed) == (row.to_count, 3)


def test_met_limits_are_counted_after_the_steps(walks: list[Walk]) -> None:
    clock = StatutoryClock.select().first()
    assert clock is not None
    StatutoryClock.update(met_at=walks[0].now).execute()
    begun(walks)
    moment = walks[-1].tick()
    while count_on(moment):
        pass
    row = CalendarChange.get()
    assert (row.hours, row.counted) == ("", row.to_count)


def test_a_case_is_counted_whole_so_that_its_line_never_says_what_never_held(walks: list[Walk]) -> None:
    mine = (StepRecord.complaint == walks[0].id) & StepRecord.finished_at.is_null(False)
    StepRecord.update(finished_at=walks[0].now).where(mine).execute()
    steps = StepRecord.select().where(mine).count()
    begun(walks)
    count_on(walks[-1].tick())
    assert CalendarChange.get().changed == steps > 1


def test_a_limit_undone_while_its_case_was_waited_for_stays_as_it_is(walks: list[Walk], monkeypatch: Any) -> None:
    StatutoryRule.update(unit=str(LegalUnit.HARI_KERJA)).execute()
    StatutoryClock.update(met_at=walks[0].now).execute()
    begun(walks)
    real = count_in_parts.met_after

    def undone_since(*words: Any) -> list[StatutoryClock]:
        if found := real(*words):
            StatutoryClock.update(met_at=None, due_at=DECEMBER).execute()
        return found

    monkeypatch.setattr(count_in_parts, "met_after", undone_since)
    while count_on(walks[-1].now):
        pass
    assert {row.due_at for row in StatutoryClock.select()} == {DECEMBER}


def test_many_steps_are_not_left_to_a_calendar_without_hours(walks: list[Walk]) -> None:
    Complaint.update(open=False, closed_at=walks[-1].now).execute()
    StepRecord.update(finished_at=walks[-1].now, calendar=None).where(StepRecord.finished_at.is_null()).execute()
    gone = [taken_out(row) for row in WorkingBlock.select()]
    change = CalendarChange.create(
        kind="jam_kerja", says="Tanpa jam", body=written(gone), made_by=actor(KASUBSI).person_id, made_at=walks[0].now
    )
    with pytest.raises(ChangeNotAllowed, match="tidak ada jam kerja tersisa"):
        agree_change(change.id, actor(KEPALA), walks[-1].tick())
    assert not counts_on() and WorkingBlock.select().exists()


def test_only_the_change_that_is_counted_is_under_way(walks: list[Walk]) -> None:
    change = begun(walks)
    other = enter(walks[0], date(2026, 11, 25)).waits
    assert other is not None
    assert (counts_on(), counts_on(change.id), counts_on(other.id)) == (True, True, False)
