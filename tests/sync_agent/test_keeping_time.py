"""The clock job of the agent: everything is done, and one job that fails stops neither the others nor the agent."""

import json
import logging
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from peewee import DatabaseError, OperationalError

from models.actions.channels.serve_account import beat
from models.actions.clocks import give_warnings
from models.actions.core.row_by_row import RowsFailed
from models.actions.search import indexing
from models.actions.upkeep.office_watch import look_at_jobs, stamp_jobs
from models.rules.core.moments import iso
from models.rules.upkeep.agent_jobs import AgentJob
from models.tables import (
    AgentHeartbeat,
    CalendarChange,
    ChannelAccount,
    Complaint,
    JobPass,
    SearchDue,
    SearchEntry,
    Staff,
    StatutoryClock,
    WorkingBlock,
)
from models.tables import Warning as WarningGiven
from models.tables.core.files.folder_store import FolderStore
from sync_agent import keeping_time
from sync_agent.keeping_time import FlowWatch, TickJobs, clock_jobs, count_changes, keep_time, update_index
from tests.office import NOW, citizen_message, new_complaint, take_in


def test_limits_pauses_and_warnings_are_kept_in_one_round(sqlite_account: Any) -> None:
    case = new_complaint(sqlite_account)
    Complaint.update(source="lapor").where(Complaint.id == case.id).execute()
    keep_time(NOW + timedelta(minutes=2))
    assert StatutoryClock.select().count() == 2
    assert [row.grade for row in WarningGiven.select()] == ["50"]


def test_a_calendar_without_hours_ends_no_agent_and_says_nothing_private(
    sqlite_account: Any, caplog: pytest.LogCaptureFixture
) -> None:
    new_complaint(sqlite_account, "isi rahasia")
    WorkingBlock.delete().execute()
    with caplog.at_level(logging.INFO):
        keep_time(NOW + timedelta(minutes=2))
    assert "NoWorkingTime" in caplog.text
    assert "rahasia" not in caplog.text


def test_a_change_under_way_is_counted_a_part_at_each_tick_and_what_fails_stops_nothing(
    sqlite_account: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    by = Staff.get(Staff.username == "kepala_kantor")
    decided = {"decided_by": by, "decided_at": NOW, "agreed": True, "hours": "[]", "to_count": 1}
    CalendarChange.create(kind="hari_libur", says="x", body="[]", made_by=by, made_at=NOW, **decided)
    with caplog.at_level(logging.INFO):
        count_changes(NOW)
    assert "calendar: IndexError; tried again soon" in caplog.text
    begins, ends = iso(NOW - timedelta(days=3)), iso(NOW - timedelta(days=2))
    CalendarChange.update(hours=json.dumps([[begins, ends]])).execute()
    count_changes(NOW)
    assert CalendarChange.get().hours == ""

    def trouble(_now: object) -> int:
        raise OperationalError("locked")

    monkeypatch.setattr(keeping_time, "count_on", trouble)
    with pytest.raises(OperationalError):
        count_changes(NOW)


def test_every_job_is_stamped_when_it_went_through_and_one_that_fails_is_not(
    sqlite_account: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(_now: object) -> int:
        raise ValueError

    for job in clock_jobs(FolderStore(tmp_path), tmp_path, "pc"):
        job(NOW)
    TickJobs().look(NOW, may_stamp=True)
    assert {row.job: row.passed_at for row in JobPass.select()} == dict.fromkeys(map(str, AgentJob), NOW)
    later = NOW + timedelta(minutes=1)
    broken = [(name, breaks if name is AgentJob.PAUSES else job) for name, job in keeping_time._JOBS]
    monkeypatch.setattr(keeping_time, "_JOBS", broken)
    keep_time(later)
    stamped = {row.job: row.passed_at for row in JobPass.select()}
    assert (stamped[str(AgentJob.PAUSES)], stamped[str(AgentJob.WARNINGS)]) == (NOW, later)
    with pytest.raises(ValueError):
        keeping_time.stamped(AgentJob.FLOW, breaks, "pc")(later)
    assert JobPass.get(JobPass.job == str(AgentJob.FLOW)).passed_at == NOW


@pytest.mark.parametrize(
    ("job", "part", "says"),
    [
        (AgentJob.RECOUNT, "count_on", "perubahan kalender tidak dihitung ulang"),
        (AgentJob.INDEX, "catch_up", "pencarian tidak diperbarui"),
    ],
)
def test_a_part_of_every_tick_that_goes_on_failing_is_told_after_its_time_and_over_when_it_goes_through(
    sqlite_account: Any, monkeypatch: pytest.MonkeyPatch, job: AgentJob, part: str, says: str
) -> None:
    def breaks(*_words: object) -> int:
        raise IndexError

    AgentHeartbeat.create(owner="pc", started_at=NOW - timedelta(days=1), seen_at=NOW)
    ticks, whole = TickJobs(), getattr(keeping_time, part)
    for minute in range(14):
        moment = NOW + timedelta(minutes=minute)
        monkeypatch.setattr(keeping_time, part, breaks if 2 <= minute < 13 else whole)
        beat("pc", moment)
        stamp_jobs(set(AgentJob) - {AgentJob.RECOUNT, AgentJob.INDEX}, "pc", moment)
        ticks.look(moment, may_stamp=True)
        told = [one.says for one in look_at_jobs(moment, 10.0)]
        assert len(told) == (minute == 12)
        assert not told or f"tetapi {says}. " in told[0]


def test_an_index_that_another_program_keeps_from_going_on_is_no_whole_pass(
    account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    new_complaint(account)
    monkeypatch.setattr(indexing, "_alone", lambda: False)
    TickJobs().look(NOW, may_stamp=True)
    assert {row.job for row in JobPass.select()} == {str(AgentJob.RECOUNT)}


def test_a_tick_writes_its_stamps_once_a_minute_and_none_while_no_time_may_be_written(account: Any) -> None:
    ticks = TickJobs()
    ticks.look(NOW, may_stamp=False)
    assert not JobPass.select().exists()
    for seconds in (0, 2, 59):
        ticks.look(NOW + timedelta(seconds=seconds), may_stamp=True)
    assert {row.passed_at for row in JobPass.select()} == {NOW}
    ticks.look(NOW - timedelta(days=1), may_stamp=True)  # the clock was set back
    assert {row.passed_at for row in JobPass.select()} == {NOW - timedelta(days=1)}


@pytest.mark.parametrize("by_row", [False, True])
def test_a_damaged_page_that_a_job_meets_is_no_fault_of_that_job(
    sqlite_account: Any, monkeypatch: pytest.MonkeyPatch, by_row: bool
) -> None:
    damage = DatabaseError("database disk image is malformed")

    def meets(_now: object) -> int:
        raise RowsFailed(0, [(1, damage)]) if by_row else damage

    monkeypatch.setattr(keeping_time, "_JOBS", [(AgentJob.PAUSES, meets)])
    with pytest.raises(DatabaseError, match="malformed"):
        keep_time(NOW)


def test_a_damaged_page_met_while_a_change_is_counted_ends_the_agent_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def meets(_now: object) -> int:
        raise DatabaseError("database disk image is malformed")

    monkeypatch.setattr(keeping_time, "count_on", meets)
    with pytest.raises(DatabaseError, match="malformed"):
        count_changes(NOW)


def test_what_came_in_is_indexed(account: Any) -> None:
    new_complaint(account)
    assert SearchDue.select().exists()
    update_index()
    assert not SearchDue.select().exists()
    assert sorted(row.kind for row in SearchEntry.select()) == ["kasus", "pesan"]


def test_what_fails_is_said_by_its_kind_and_stops_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks() -> None:
        raise ValueError("Paspor saya belum jadi")

    monkeypatch.setattr(keeping_time, "catch_up", breaks)
    with caplog.at_level(logging.WARNING):
        update_index()
    assert "ValueError" in caplog.text
    assert "Paspor" not in caplog.text


def test_a_lost_database_is_the_agents_business(monkeypatch: pytest.MonkeyPatch) -> None:
    def lost() -> None:
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(keeping_time, "catch_up", lost)
    with pytest.raises(OperationalError):
        update_index()


def test_F52_a_silence_is_said_once_and_its_end_once(sqlite_account: Any, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    for hour in range(30):
        take_in(sqlite_account, citizen_message(), now=NOW - timedelta(hours=hour))
    ChannelAccount.update(last_inbound_at=NOW).execute()
    watch = FlowWatch()
    watch.look(NOW + timedelta(minutes=5))
    assert caplog.text == ""
    later = NOW + timedelta(days=12)
    watch.look(later)
    watch.look(later)
    take_in(sqlite_account, citizen_message(), now=later)
    watch.look(later)
    assert caplog.text.count("no citizen wrote") == 1
    assert caplog.text.count("messages arrive again") == 1


def test_a_case_at_which_a_clock_breaks_keeps_no_other_from_being_warned_of(
    sqlite_account: Any, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = [new_complaint(sqlite_account, who=f"62811000010{number}") for number in range(3)]
    look_at = give_warnings.WarnedPeople.look_at

    def breaks(self: Any, some: dict[int, Complaint]) -> None:
        if cases[1].id in some:
            raise KeyError("isi rahasia")
        look_at(self, some)

    monkeypatch.setattr(give_warnings.WarnedPeople, "look_at", breaks)
    keep_time(NOW + timedelta(minutes=2))
    warned = {row.complaint_id for row in WarningGiven.select()}
    assert warned == {cases[0].id, cases[2].id}
    assert "KeyError at" in caplog.text
    assert "rahasia" not in caplog.text
