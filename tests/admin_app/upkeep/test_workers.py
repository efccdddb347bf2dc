"""What workers leave for each other: signs of life that grow old, and figures that none of them loses."""

from typing import Any

import pytest
from flask import Flask

from admin_app.upkeep import workers
from admin_app.upkeep.prometheus import Figure, Kind, Spread, written
from admin_app.upkeep.workers import SILENT_SECONDS, Board, Place, take_place
from tests.admin_app.browsing import Browser, text

COUNTED = [
    Figure("process_open_fds", "open files", [({}, 7)]),
    Figure("spent_total", "time", [({"of": "x"}, 0.25)], Kind.COUNTER),
    Figure("asked", "answers", [], Kind.HISTOGRAM, [Spread({"code": "200"}, [(0.1, 3), (float("inf"), 4)], 1.5)]),
]


def test_a_worker_answers_while_it_signs_and_has_a_thread_free() -> None:
    board = Board(2)
    board.begin(1, 100.0)
    board.begin(2, 100.0)
    assert board.idle(100.0) == [1, 2]
    for worker in (1, 2):
        board.sign(worker, 101.0, free=True)
    assert board.idle(101.0 + SILENT_SECONDS - 0.1) == []
    board.sign(1, 110.0, free=False)  # it lives, and each of its threads is held
    board.sign(2, 110.0, free=True)
    assert board.idle(101.0 + SILENT_SECONDS) == [1]
    assert (board.since(1, 111.0), board.since(2, 112.5)) == (1.0, 2.5)


def test_one_that_is_begun_anew_answers_nobody_until_it_signs() -> None:
    board = Board(1)
    board.sign(1, 100.0, free=True)
    board.begin(1, 101.0)
    assert (board.idle(101.0), board.since(1, 104.0)) == ([1], 3.0)


def test_figures_are_read_as_they_were_left_and_the_latest_count() -> None:
    board = Board(2)
    assert board.told(2) == []
    board.tell(2, [Figure("earlier", "x" * 500, [])])
    board.tell(2, COUNTED)
    assert written(board.told(2)) == written(COUNTED)
    assert board.told(1) == []


def test_figures_that_are_being_written_or_have_no_room_are_not_read_half(monkeypatch: pytest.MonkeyPatch) -> None:
    board = Board(1)
    board.tell(1, COUNTED)
    board.tell(1, [Figure("large", "x" * 1_000_001, [])])
    assert written(board.told(1)) == written(COUNTED)
    board._memory[workers._TURN : workers._TURN + 1] = b"\x05"
    assert board.told(1) == []
    board.tell(1, COUNTED)  # whoever was killed while it wrote is followed by one that writes whole
    assert written(board.told(1)) == written(COUNTED)


def test_whichever_is_asked_tells_of_all_of_them_each_under_its_number(app: Flask) -> None:
    board = Board(3)
    take_place(app, Place(board, 1))
    board.tell(2, [Figure("process_open_fds", "open files", [({}, 9)])])
    with app.app_context():
        told = written(workers.of_workers(COUNTED))
    for line in (
        'process_open_fds{worker="1"} 7',
        'process_open_fds{worker="2"} 9',
        'asked_bucket{code="200",worker="1",le="0.1"} 3',
        'aduan_worker_up{worker="3"} 0',
    ):
        assert line in told
    assert told.count("# TYPE process_open_fds") == 1


def test_a_back_office_that_is_alone_counts_without_a_number(app: Flask) -> None:
    with app.app_context():
        assert written(workers.of_workers(COUNTED[:1])).splitlines()[-1] == 'aduan_worker_up{worker="1"} 1'
        assert "process_open_fds 7" in written(workers.of_workers(COUNTED[:1]))
        assert workers.troubled_workers() == []


def test_readyz_names_a_worker_that_answers_nobody(
    app: Flask, browser: Browser, sqlite_account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = Board(2)
    take_place(app, Place(board, 1))
    monkeypatch.setattr(workers.time, "monotonic", lambda: 200.0)
    board.sign(1, 199.0, free=True)
    board.sign(2, 150.0, free=True)
    said = browser.get("/readyz").get_json()
    assert (said["workers"], "back_office_worker" in said["degraded"]) == (["worker 2 answers nobody"], True)
    board.sign(2, 199.0, free=True)
    assert "worker " not in text(browser.get("/readyz")) and "_worker" not in text(browser.get("/readyz"))


def test_one_that_ended_by_itself_is_named_with_how_for_three_minutes(
    app: Flask, browser: Browser, sqlite_account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    board, now = Board(2), [200.0]
    take_place(app, Place(board, 1))
    monkeypatch.setattr(workers.time, "monotonic", lambda: now[0])
    board.end(2, 100.0, "signal 9")
    board.begin(2, 101.0)
    for moment, said in (
        (101.0 + 2, ["worker 2 ended (signal 9)"]),
        (279.9, ["worker 2 ended (signal 9)"]),
        (280, []),
    ):
        now[0] = moment
        for worker in (1, 2):
            board.sign(worker, moment, free=True)
        found = browser.get("/readyz").get_json()
        assert (found["workers"], "back_office_worker" in found["degraded"]) == (said, bool(said))
    board.tell(2, COUNTED)
    board.end(2, now[0], "exit code 1")
    assert (written(board.told(2)), board.ended(now[0])) == (written(COUNTED), [(2, "exit code 1")])
