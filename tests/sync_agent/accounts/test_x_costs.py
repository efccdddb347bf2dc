"""What an X account is charged, counted beside X's own bill: equal after usual work, and after a kill never less."""

import json
import uuid
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from peewee import OperationalError

from models.actions.replies.queue_reply import queue_reply
from models.rules.channels.costs.prices import Charge, Charged
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role
from models.tables import ChannelAccount, ChannelCharge, Complaint, Message, PaidResource
from models.tables.core.secrets import seal
from sync_agent import counting_costs
from sync_agent.account_worker import AccountWorker
from sync_agent.counting_costs import CostCounter
from sync_agent.simulator.network.items import Draft
from sync_agent.simulator.platforms import account_of
from sync_agent.simulator.x.platform import X
from tests.office import actor
from tests.sync_agent.desk import Desk

SARI = "sari_contoh"


@pytest.fixture
def x(desk: Desk) -> X:
    """Let the desk's account be one at X."""
    platform = desk.running.practice.platforms["x"]
    assert isinstance(platform, X)
    settings, secrets = account_of(platform, desk.running.url)
    ChannelAccount.update(kind="x", settings=json.dumps(settings), secret=seal(desk.key, json.dumps(secrets))).where(
        ChannelAccount.id == desk.row.id
    ).execute()
    return platform


def write(x: X, text: str, kind: str = "dm", **more: Any) -> str:
    return x.network.write(Draft(more.pop("by", SARI), text, kind, "Sari Contoh", **more)).id


def worked(desk: Desk) -> AccountWorker:
    worker = AccountWorker(desk.service(), desk.key)
    all_read(worker)
    return worker


def all_read(worker: AccountWorker) -> None:
    worker.poll()
    while worker._backlog:
        worker.poll()


def counted() -> Counter[tuple[date, Charged]]:
    rows = ChannelCharge.select(ChannelCharge.day, ChannelCharge.what, ChannelCharge.count)
    return +Counter({(day, Charged(what)): count for day, what, count in rows.tuples()})


def go_to(desk: Desk, x: X, ahead: timedelta) -> None:
    """Let both clocks, the agent's and X's, go ahead of the real one."""
    desk.ahead = ahead
    x.clock = lambda: (datetime.now(UTC) + ahead).timestamp()


def answer(desk: Desk, text: str, asked: str) -> str:
    message = Message.select().where(Message.text == asked).get()
    complaint = Complaint.select().where(Complaint.thread == message.thread_id).get()
    key = uuid.uuid4().hex
    queue_reply(complaint.id, text, Purpose.LAIN, key, actor(Role.PENGELOLA), desk.now())
    return key


def test_after_usual_work_the_count_is_x_s_bill(desk: Desk, x: X) -> None:
    for number in range(7):
        write(x, f"dm {number}", by=f"warga{number % 3}")
    write(x, "sebutan", "comment")
    write(x, "sebutan lain", "comment", by="budi_contoh")
    worker = worked(desk)
    keys = [answer(desk, "Kami periksa.", "dm 0"), answer(desk, "Lihat https://contoh.go.id/antre", "sebutan")]
    keys.append(answer(desk, "Silakan datang.", "sebutan lain"))
    worker.deliver()
    assert {desk.reply(key).state for key in keys} == {"sent"}
    write(x, "dm lagi")
    for _ in range(3):
        all_read(worker)
    worker = worked(desk)  # a new agent knows what was paid today
    worker.sweep()
    bill = +x.bill.lines
    assert {what for _, what in bill} == set(Charged) - {Charged.UPLOAD}
    assert counted() == bill


def test_a_quiet_day_is_paid_for_a_handful_of_known_messages_and_not_for_a_hundred(desk: Desk, x: X) -> None:
    for number in range(150):
        write(x, f"lama {number}", by=f"warga{number}")
    write(x, "sebutan lama", "comment")
    worker = worked(desk)
    x.bill.lines.clear()
    for hours in range(48, 48 + 24 * 3, 3):
        go_to(desk, x, timedelta(hours=hours))
        worker._wide_at = None  # an hour has passed: it looks a whole day back
        all_read(worker)
        worker.sweep()
    assert counted()[(desk.now().date(), Charged.MESSAGE_READ)] <= 3
    days = {day for day, _ in x.bill.lines}
    assert len(days) >= 3
    # One day settles what came late; every other one costs the smallest page and no mention.
    costs = sorted(x.bill.lines[day, Charged.MESSAGE_READ] for day in days)
    assert costs[-2] <= 3
    assert x.bill.lines[max(days), Charged.OWN_READ] == 0


@pytest.mark.parametrize("fresh", [1, 2, 3, 5, 26, 130])
def test_more_than_a_small_page_holds_comes_in_whole(desk: Desk, x: X, fresh: int) -> None:
    for number in range(40):
        write(x, f"lama {number}", at=x.clock() - 3 * 86_400 - number)
    worker = worked(desk)
    go_to(desk, x, timedelta(days=1))
    all_read(worker)
    x.bill.lines.clear()
    for number in range(fresh):
        write(x, f"baru {number}", at=x.clock() - number / 100)
    all_read(worker)
    texts = {text for (text,) in Message.select(Message.text).where(Message.text.startswith("baru")).tuples()}
    assert len(texts) == fresh
    paid = sum(count for (_, what), count in x.bill.lines.items() if what is Charged.MESSAGE_READ)
    assert paid <= 2 * fresh + 3


def test_a_message_that_shows_late_under_an_older_time_is_found_the_same_day(desk: Desk, x: X) -> None:
    for number in range(30):
        write(x, f"tadi {number}", at=x.clock() - 600 - number)
    worker = worked(desk)
    all_read(worker)
    write(x, "terlambat", at=x.clock() - 605.5)
    worker._wide_at = None
    all_read(worker)
    assert Message.select().where(Message.text == "terlambat").count() == 1


def test_what_a_failed_request_brought_counts_as_x_counts_it(desk: Desk, x: X) -> None:
    write(x, "boleh", "comment")
    write(x, "tak diundang", "comment", by="orang_lain", extra={"uninvited": True})
    desk.fault("error_before", platform="x", path="GET /x/2/users/*/mentions", count=1)
    worker = AccountWorker(desk.service(), desk.key)
    worker.run_job(worker.poll)
    worker.guard.pacing.worked()
    # X answered and charged, we heard nothing.
    desk.fault("truncated", platform="x", path="GET /x/2/users/*/mentions", count=1)
    worker.run_job(worker.poll)
    worker.guard.pacing.worked()
    all_read(worker)
    key = answer(desk, "Ditolak.", "tak diundang")
    worker.deliver()
    assert desk.reply(key).state == "refused"
    assert counted() == +x.bill.lines
    assert not any(what is Charged.PUBLISHED for _, what in counted())


class Killed(BaseException):
    """The process ends here."""


def test_a_kill_between_x_s_answer_and_the_count_loses_nothing_that_is_read_again(
    desk: Desk, x: X, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(x, "satu")
    worker = AccountWorker(desk.service(), desk.key)

    def die(*_: Any) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(counting_costs, "count_charges", die)
        with pytest.raises(Killed):
            worker.poll()
    assert counted() != +x.bill.lines
    assert Message.select().count() == 0
    worked(desk)
    assert counted() == +x.bill.lines


def test_a_kill_after_an_answer_left_has_counted_it_and_one_before_counts_one_too_many(
    desk: Desk, x: X, monkeypatch: pytest.MonkeyPatch
) -> None:
    for send_first in (True, False):
        write(x, f"tanya {send_first}", by=f"warga_{send_first}")
        worker = worked(desk)
        answer(desk, f"Kami periksa {send_first}.", f"tanya {send_first}")
        send = worker.service.connector._session.send  # type: ignore[attr-defined]

        def die(*args: Any, first: bool = send_first, send: Any = send, **more: Any) -> None:
            if first:
                send(*args, **more)
            raise Killed

        monkeypatch.setattr(worker.service.connector._session, "send", die)  # type: ignore[attr-defined]
        with pytest.raises(Killed):
            worker.deliver()
        billed = sum(count for (_, what), count in x.bill.lines.items() if what is Charged.MESSAGE_SENT)
        ours = sum(count for (_, what), count in counted().items() if what is Charged.MESSAGE_SENT)
        assert (billed, ours) == ((1, 1) if send_first else (1, 2))


def test_what_a_locked_database_refused_is_counted_with_the_next(account: Any, monkeypatch: Any) -> None:
    now = datetime(2026, 11, 28, 3)
    count = CostCounter(account.id, lambda: now)
    with monkeypatch.context() as patch:
        patch.setattr(counting_costs, "count_charges", lambda *_: (_ for _ in ()).throw(OperationalError("locked")))
        count([Charge(Charged.MESSAGE_READ, "1")])
    assert counted() == Counter()
    count([Charge(Charged.MESSAGE_READ, "2")])
    assert counted() == {(now.date(), Charged.MESSAGE_READ): 2}


def test_a_day_is_x_s_and_not_the_office_s(desk: Desk, x: X) -> None:
    write(x, "menjelang tengah malam")
    midnight = datetime.combine(datetime.now(UTC).date() + timedelta(days=2), time(), UTC)
    for seconds in (-60, 60):
        go_to(desk, x, midnight + timedelta(seconds=seconds) - datetime.now(UTC))
        worked(desk)
    before, after = (midnight - timedelta(days=1)).date(), midnight.date()
    assert {day for day, _ in counted()} == {before, after}
    assert counted() == +x.bill.lines
    # Where the PC's clock is a little behind X's, it is X's that says the day.
    desk.ahead = midnight + timedelta(days=1, seconds=-30) - datetime.now(UTC)
    x.clock = lambda: (midnight + timedelta(days=1, seconds=30)).timestamp()
    worked(desk)
    assert counted() == +x.bill.lines


def test_an_answer_counts_on_the_day_it_leaves_and_not_on_that_of_the_last_reading(desk: Desk, x: X) -> None:
    write(x, "tanya")
    midnight = datetime.combine(datetime.now(UTC).date() + timedelta(days=2), time(), UTC)
    go_to(desk, x, midnight - timedelta(minutes=30) - datetime.now(UTC))
    worker = worked(desk)
    answer(desk, "Kami periksa.", "tanya")
    go_to(desk, x, midnight + timedelta(minutes=20) - datetime.now(UTC))
    worker.deliver()
    assert counted() == +x.bill.lines
    assert counted()[midnight.date(), Charged.MESSAGE_SENT] == 1


def test_what_was_paid_is_forgotten_when_its_day_is_long_over(desk: Desk, x: X) -> None:
    write(x, "satu")
    worked(desk)
    go_to(desk, x, timedelta(days=5))
    worked(desk)
    assert {row.day for row in PaidResource.select()} == {desk.now().date()}
    assert len({day for day, _ in counted()}) == 2
