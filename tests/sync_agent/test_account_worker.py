"""The thread of one account: what it does when room runs short, after a restored backup, and when clocks jump."""

from datetime import timedelta

import pytest

from models.actions.channels.blocked_number import declare_recovered, is_blocked
from models.actions.channels.channel_health import look_at_channels
from models.actions.channels.serve_account import beat
from models.actions.channels.stamp_passes import last_passes
from models.rules.channels.channel_facts import Grade
from models.rules.replies.delivery import ReplyState
from models.rules.staff.roles import Role
from models.rules.upkeep.clock_readings import ClockReading
from models.rules.upkeep.conditions.of_machine import MEGABYTE, SENDING_NEEDS
from models.rules.upkeep.conditions.row import Seen
from models.rules.upkeep.conditions.table import judge
from models.tables import Attachment, ChannelAccount, Message
from sync_agent import account_worker
from sync_agent.account_worker import AccountWorker
from tests.office import actor
from tests.sync_agent.desk import Desk


@pytest.fixture
def worker(desk: Desk) -> AccountWorker:
    desk.happen("halo")
    made = AccountWorker(desk.service(), desk.key)
    made.poll()
    return made


@pytest.mark.parametrize(
    ("megabytes", "files", "answers"),
    [(600, "tersimpan", "sent"), (400, "menunggu", "sent"), (100, "menunggu", "queued")],
)
def test_R7_a_disk_that_runs_full_stops_files_then_answers_and_never_intake(
    desk: Desk, worker: AccountWorker, megabytes: int, files: str, answers: str
) -> None:
    found = judge(Seen(free=megabytes * MEGABYTE))
    worker = AccountWorker(worker.service, desk.key, found=lambda: found)
    desk.photo(b"x")
    key = desk.answer("jawaban")
    worker.poll()
    worker.media()
    worker.deliver()
    assert Message.select().where(Message.direction == "in").count() == 2
    assert (Attachment.get().state, desk.reply(key).state) == (files, answers)


def test_F45_a_distrusting_worker_sends_only_after_the_week_was_read_again(desk: Desk, worker: AccountWorker) -> None:
    key = desk.answer("sabar")
    worker.distrusts = True
    worker.deliver()
    assert desk.visible() == []
    worker.sweep()
    worker.deliver()
    assert desk.reply(key).state == ReplyState.SENT
    assert not worker.distrusts


def test_the_week_is_read_again_once_a_day(desk: Desk, worker: AccountWorker) -> None:
    worker.sweep()
    asked = desk.asked("/messages")
    worker.sweep()
    assert desk.asked("/messages") == asked


@pytest.mark.parametrize("in_time", [(), ("deliver",), ("poll", "tests")])
def test_F40_a_clock_set_back_silences_no_job_whichever_ran_in_that_moment(
    worker: AccountWorker, in_time: tuple[str, ...]
) -> None:
    worker.begin()
    jobs = worker._scheduler.jobs
    for job in jobs:
        if job.job_func.args[0].__name__ not in in_time:
            job.next_run += timedelta(days=400)
    worker.turn()
    assert len(worker._scheduler.jobs) == len(jobs) == 6
    plans = [job.next_run for job in worker._scheduler.jobs]
    assert max(plans) - min(plans) < timedelta(seconds=90)


def test_jobs_are_planned_anew_only_where_the_clock_was_set_back(
    worker: AccountWorker, caplog: pytest.LogCaptureFixture
) -> None:
    worker.begin()
    for _ in range(3):
        worker.turn()
    assert "set back" not in caplog.text


def test_a_job_that_fails_again_and_again_is_seen_though_the_poll_works(
    desk: Desk, worker: AccountWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = worker
    made.passes.begin()
    monkeypatch.setattr(account_worker, "look_back", lambda _service: {}["isi rahasia"])
    desk.ahead = timedelta(minutes=4)
    for job in (made.poll, made.deliver, made.pushes, made.tests):
        made.guard.pacing.worked()
        made.run_job(job)
    assert last_passes()[desk.row.id]["poll"].at > last_passes()[desk.row.id]["deliver"].at
    beat("agen", made.service.now())
    (view,) = [one for one in look_at_channels(made.service.now(), 10.0) if one.account.id == desk.row.id]
    assert view.account.state == "ok"
    assert (view.verdict.grade, view.verdict.findings[0].code) == (Grade.DISTURBED, "stands_still")
    assert "jawaban tidak dikirim" in view.verdict.to_do


def test_a_short_disk_is_told_as_the_reason_and_goes_when_there_is_room(desk: Desk, worker: AccountWorker) -> None:
    free = [10**9]
    made = AccountWorker(worker.service, desk.key, found=lambda: judge(Seen(free=free[0])))
    made.run_job(made.deliver)
    free[0] = SENDING_NEEDS - 1
    made.run_job(made.deliver)
    assert last_passes()[desk.row.id]["deliver"].halt == "disk"
    free[0] = SENDING_NEEDS
    made.run_job(made.deliver)
    assert last_passes()[desk.row.id]["deliver"].halt == ""


def _far(desk: Desk, worker: AccountWorker) -> AccountWorker:
    """Return a worker whose PC's clock is known to be wrong."""
    wrong = judge(Seen(clock=ClockReading(timedelta(days=400), "platform")))
    return AccountWorker(worker.service, desk.key, found=lambda: wrong)


@pytest.mark.parametrize("job", ["pushes", "sweep"])
def test_F40_a_pass_held_off_by_a_wrong_clock_is_not_stamped(desk: Desk, worker: AccountWorker, job: str) -> None:
    made = _far(desk, worker)
    asked = desk.asked("/messages")
    made.run_job(getattr(made, job))
    assert (job in last_passes().get(desk.row.id, {}), desk.asked("/messages")) == (False, asked)
    assert ChannelAccount.get().last_sweep_at is None
    worker.run_job(getattr(worker, job))
    assert job in last_passes()[desk.row.id]


def test_F40_a_wrong_clock_gives_no_file_up(desk: Desk, worker: AccountWorker) -> None:
    desk.photo(b"x")
    worker.poll()
    desk.fault("media_gone", path="*/files/*")
    desk.ahead = timedelta(days=400)
    made = _far(desk, worker)
    made.run_job(made.media)
    assert (Attachment.get().state, Attachment.get().attempts) == ("menunggu", 0)
    assert last_passes()[desk.row.id]["media"].halt == "clock"


def test_a_sweep_that_fails_and_rests_is_stamped_in_neither_and_is_told(desk: Desk, worker: AccountWorker) -> None:
    worker.passes.begin()
    desk.fault("error_before", path="*/messages")
    desk.ahead = timedelta(minutes=16)
    for _ in range(2):  # it fails, and rests
        worker.guard.pacing.worked()
        worker.run_job(worker.sweep)
    beat("agen", desk.now())
    ChannelAccount.update(state="ok", last_success_at=desk.now(), paused_until=None).execute()
    (view,) = look_at_channels(desk.now(), 10.0)
    assert "pesan seminggu tidak dibaca ulang" in view.verdict.to_do
    desk.well()
    worker._sweep_rests_until = 0.0
    worker.guard.pacing.worked()
    worker.run_job(worker.sweep)
    assert last_passes()[desk.row.id]["sweep"].at >= desk.now() - timedelta(minutes=1)


def test_a_sweep_that_waits_for_the_polls_says_so_and_is_no_standing_still(desk: Desk, worker: AccountWorker) -> None:
    worker._backlog = True
    worker.run_job(worker.sweep)
    assert last_passes()[desk.row.id]["sweep"].halt == "backlog"
    assert ChannelAccount.get().last_sweep_at is None


def test_F40_a_week_read_again_at_a_time_to_come_is_read_again_now(desk: Desk, worker: AccountWorker) -> None:
    ChannelAccount.update(last_sweep_at=desk.now() + timedelta(days=400)).execute()
    worker.sweep()
    assert ChannelAccount.get().last_sweep_at <= desk.now()


@pytest.mark.parametrize("path", ["*/sendText", "*/sessions/*"])
def test_a_ban_told_by_the_gateway_stops_the_number_and_is_not_tried_again(
    desk: Desk, worker: AccountWorker, path: str
) -> None:
    key = desk.answer("satu")
    desk.fault("status", status=403, body='{"message":"account temporarily banned"}', path=path)
    worker.run_job(worker.poll)
    worker.run_job(worker.deliver)
    assert is_blocked(desk.row.id)
    assert desk.reply(key).state in (ReplyState.QUEUED, ReplyState.WAITING)  # surely not sent
    asked = desk.asked("/sendText")
    desk.well()
    desk.ahead = timedelta(hours=1)
    worker.guard.pacing.worked()
    worker.run_job(worker.poll)
    worker.run_job(worker.deliver)
    assert (desk.asked("/sendText"), desk.visible()) == (asked, [])
    worker.passes.store()
    assert last_passes()[desk.row.id]["deliver"].halt == "blocked"
    declare_recovered(desk.row.id, actor(Role.KASUBSI_INFOKIM), desk.now())
    worker.run_job(worker.deliver)
    assert desk.visible() == ["satu"]


def test_a_session_that_lost_its_phone_is_no_ban(desk: Desk, worker: AccountWorker) -> None:
    desk.answer("satu")
    desk.running.practice.gateway.session.set("SCAN_QR_CODE")
    worker.run_job(worker.poll)
    worker.run_job(worker.deliver)
    assert not is_blocked(desk.row.id)


def test_a_gateway_that_comes_back_as_an_older_one_is_told_at_once_and_its_mending_too(
    desk: Desk, worker: AccountWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker.guard.pacing, "resting", lambda: False)
    practice = desk.running.practice
    desk.happen("Paspor saya belum jadi")
    worker.run_job(worker.poll)
    assert ChannelAccount.get().state == "ok"
    for version, state in (("2024.10.8", "jeda"), ("2026.4.3", "ok")):
        practice.switchboard.switch_on({"kind": "reset_before", "platform": "waha"})  # while it is swapped
        worker.run_job(worker.poll)
        practice.switchboard.switch_off()
        practice.gateway.settings.version = version
        worker.run_job(worker.poll)
        assert (ChannelAccount.get().state, "terlalu lama" in ChannelAccount.get().state_reason) == (
            state,
            state == "jeda",
        )
