"""The parent of several workers: whoever ends is begun anew, ever later where it ends at once; who hangs is ended."""

import os
import signal
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from admin_app.cli import workers
from admin_app.cli.workers import Parent
from admin_app.upkeep.workers import Board


class Machine:
    """Stands for the system: begins processes that live until the test says how they end."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now, self.begun, self.ended, self.killed = 1000.0, list[int](), dict[int, str](), list[tuple[int, int]]()
        self.refuses = False
        monkeypatch.setattr(workers, "_ended", lambda pid: self.ended.pop(pid, ""))
        monkeypatch.setattr(os, "kill", lambda pid, number: self.killed.append((pid, number)))
        self.board = Board(2)
        self.parent = Parent(self.board, lambda _number: 0, self._start, lambda: self.now)

    def _start(self, _work: Callable[[], int]) -> int:
        if self.refuses:
            raise BlockingIOError
        self.begun.append(100 + len(self.begun))
        return self.begun[-1]

    def look(self, seconds: float = 0.5, *signing: int) -> None:
        """Let time pass, these workers sign, and the parent look."""
        self.now += seconds
        for worker in signing:
            self.board.sign(worker, self.now, free=True)
        self.parent.look()


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(monkeypatch)


def test_each_is_begun_once_and_lives(machine: Machine) -> None:
    for _ in range(10):
        machine.look(0.5, 1, 2)
    assert (machine.begun, machine.killed) == ([100, 101], [])


def test_one_that_ends_is_begun_anew_after_a_pause_that_grows_while_it_ends_at_once(
    machine: Machine, caplog: pytest.LogCaptureFixture
) -> None:
    machine.look()
    pauses = []
    for _ in range(7):
        machine.ended[machine.parent.workers[0].pid] = "exit code 1"
        machine.look(0.5, 2)
        before, began = machine.now, len(machine.begun)
        while len(machine.begun) == began:
            machine.look(0.5, 2)
        pauses.append(machine.now - before)
    assert pauses == [2, 4, 8, 16, 30, 30, 30]
    assert "worker 1 ended (exit code 1); begun anew in 2 s" in caplog.text
    for _ in range(130):
        machine.look(0.5, 1, 2)
    machine.ended[machine.parent.workers[0].pid] = "signal 9"
    machine.look(0.5, 2)
    assert "worker 1 ended (signal 9); begun anew in 1 s" in caplog.text


def test_where_one_says_that_none_may_go_on_no_other_is_begun(
    machine: Machine, caplog: pytest.LogCaptureFixture
) -> None:
    machine.look()
    machine.ended[machine.parent.workers[1].pid] = "exit code 4"
    machine.look(0.5, 1)
    assert (machine.parent.final, machine.begun, caplog.text) == (4, [100, 101], "")


def test_where_no_process_can_be_begun_now_it_is_tried_again(machine: Machine) -> None:
    machine.refuses = True
    machine.look()
    assert machine.begun == []
    machine.refuses = False
    machine.look(10)
    assert len(machine.begun) == 2


def test_one_that_signs_no_more_is_ended_after_a_minute_of_looks_and_not_after_a_sleep_of_the_machine(
    machine: Machine,
) -> None:
    machine.look()
    machine.look(3600, 2)  # the machine slept, and the first worker has not signed yet
    for _ in range(100):
        machine.look(0.5, 2)
    assert machine.killed == []
    machine.look(0.5, 1, 2)
    for _ in range(150):
        machine.look(0.5, 2)
    assert machine.killed == [(machine.parent.workers[0].pid, signal.SIGKILL)]
    machine.ended[machine.parent.workers[0].pid] = "signal 9"
    machine.look(0.5, 2)
    assert machine.board.ended(machine.now) == [(1, "it hung")]
    machine.look(5, 2)
    machine.ended[machine.parent.workers[0].pid] = "exit code 1"
    machine.look(0.5, 2)
    assert machine.board.ended(machine.now) == [(1, "exit code 1")]


def test_all_are_told_to_stop_and_who_does_not_in_time_is_killed(machine: Machine, monkeypatch: Any) -> None:
    machine.look()
    one, two = machine.begun

    def pass_time(_seconds: float) -> None:
        machine.now += 1
        if machine.now < 1003:
            machine.ended[one] = "exit code 0"
        if (two, signal.SIGKILL) in machine.killed:
            machine.ended[two] = "signal 9"

    monkeypatch.setattr(workers.time, "sleep", pass_time)
    machine.parent.end()
    assert machine.killed == [(one, signal.SIGTERM), (two, signal.SIGTERM), (two, signal.SIGKILL)]


@pytest.fixture
def child() -> Iterator[Callable[[Callable[[], int]], str]]:
    """Return what begins a real worker and says how it ended."""

    def begin(work: Callable[[], int]) -> str:
        pid = workers._forked(work)
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
        return workers._ended(pid)

    yield begin


def test_a_worker_that_fails_ends_in_its_own_process(child: Callable[[Callable[[], int]], str]) -> None:
    assert child(lambda: 0) == "exit code 0"
    assert child(lambda: 3) == "exit code 3"
    assert child(lambda: 1 // 0) == "exit code 1"
    assert child(lambda: os.kill(os.getpid(), signal.SIGKILL)) == "signal 9"
    assert workers._ended(os.getpid()) == "gone"
