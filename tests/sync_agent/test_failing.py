"""What a failed job means: written down, logged once, tried again; or the whole agent stops."""

import logging
from collections.abc import Callable
from threading import Event, Thread
from typing import Any

import pytest
from peewee import DatabaseError, OperationalError

from models.tables import ChannelAccount
from models.tables.core.database import connected
from models.tables.upkeep import moved_away
from sync_agent.clock import utc_now
from sync_agent.connector_kit.errors import SignInNeeded, TryLater
from sync_agent.delivering import WitnessLost
from sync_agent.failing import Guard
from tests.tables.core.test_fence import upgraded


def failing(err: Exception) -> Callable[[], None]:
    def job() -> None:
        raise err

    return job


@pytest.fixture
def guard(sqlite_account: Any) -> Guard:
    return Guard("waha-1", sqlite_account.id, utc_now, Event())


@pytest.mark.parametrize(
    ("err", "state"), [(TryLater("Kanal sibuk.", 5), "terganggu"), (SignInNeeded("Pindai QR."), "jeda")]
)
def test_a_channel_s_trouble_is_written_down_and_said_once(
    guard: Guard, err: Any, state: str, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(3):
        guard.run(failing(err))
        guard.pacing._rests_until = 0.0
    row = ChannelAccount.get()
    assert (row.state, row.state_reason, row.fails) == (state, err.reason, 3)
    assert caplog.text.count(err.reason) == 1
    assert guard.fatal is None


def test_F23_nothing_is_asked_while_the_channel_rests(guard: Guard) -> None:
    asked: list[int] = []
    guard.run(failing(TryLater("Tunggu.", 600)))
    guard.run(lambda: asked.append(1))
    assert asked == []


@pytest.mark.parametrize("err", [WitnessLost("attempts.log: x"), OperationalError("disk I/O error")])
def test_F44_what_the_disk_did_not_take_stops_the_agent(guard: Guard, err: Exception) -> None:
    guard.run(failing(err))
    assert guard.fatal
    assert guard._stop.is_set()


def test_a_damaged_file_stops_the_agent_and_says_what_to_do(guard: Guard) -> None:
    guard.run(failing(DatabaseError("database disk image is malformed")))
    assert "restore a backup" in str(guard.fatal)
    assert guard._stop.is_set()


def test_a_database_of_another_version_stops_the_agent_and_says_which_to_start(guard: Guard) -> None:
    def work() -> None:
        with connected():
            guard.run(lambda: ChannelAccount.update(label="WhatsApp").execute())

    upgraded()
    thread = Thread(target=work)
    thread.start()
    thread.join()
    assert "Start the newer version" in str(guard.fatal)
    assert (guard._stop.is_set(), ChannelAccount.get().label) == (True, "WhatsApp kantor")


@pytest.mark.parametrize("words", ["database is locked", "database or disk is full", "server closed the connection"])
def test_F42_F43_F47_a_database_in_trouble_is_tried_again(guard: Guard, words: str) -> None:
    done: list[str] = []

    def work() -> None:
        with connected():
            guard.run(failing(OperationalError(words)))
            guard.pacing.worked()
            guard.run(lambda: done.append(ChannelAccount.get().label))

    thread = Thread(target=work)
    thread.start()
    thread.join()
    assert (guard.fatal, guard.failed, len(done)) == (None, True, 1)


def test_an_unforeseen_error_says_where_but_not_what(guard: Guard, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    guard.run(failing(KeyError("NIK 3171234567890001")))
    assert "KeyError in job" in caplog.text
    assert "test_failing.py" in caplog.text
    assert "3171234567890001" not in caplog.text


def test_an_agent_that_comes_back_to_a_database_the_office_left_stops(guard: Guard) -> None:
    def work() -> None:
        with connected():
            guard.run(failing(OperationalError("server closed the connection unexpectedly")))

    moved_away.mark("postgresql://aduan@srv/aduan")
    thread = Thread(target=work)
    thread.start()
    thread.join()
    assert guard._stop.is_set() and "moved from here to postgresql://aduan@srv/aduan" in str(guard.fatal)
