"""A question that is not answered holds nobody up, and is not asked a second time meanwhile."""

import threading

import pytest

from models.tables.core.in_time import InTime


class Server:
    """Answers with how often it was asked, unless it is frozen."""

    def __init__(self) -> None:
        self.asked, self.moves, self.reached = 0, threading.Event(), threading.Event()
        self.moves.set()

    def ask(self) -> int:
        self.asked += 1
        asked = self.asked
        self.reached.set()
        self.moves.wait(60)
        return asked


def test_each_question_is_asked_anew() -> None:
    server = Server()
    line = InTime(server.ask, 60)
    assert (line.answer(), line.answer()) == (1, 2)


def test_who_hangs_is_asked_by_one_thread_and_answers_again_when_he_moves() -> None:
    server = Server()
    line = InTime(server.ask, 0.01)
    server.moves.clear()
    assert line.answer() is None
    assert server.reached.wait(60)
    assert [line.answer(), line.answer(), server.asked] == [None, None, 1]
    server.moves.set()
    while (found := line.answer()) is None:  # the one that hung may still be on its way
        pass
    assert found > 1  # what it says so late is not taken for what is so now


def test_a_fault_is_raised_where_the_answer_is_waited_for() -> None:
    def fail() -> None:
        raise KeyError("x")

    with pytest.raises(KeyError):
        InTime(fail, 60).answer()


def test_a_program_that_is_to_stop_does_not_wait_for_it() -> None:
    server, stop = Server(), threading.Event()
    server.moves.clear()
    line = InTime(server.ask, 3600, stop)
    stop.set()
    assert line.answer() is None
    server.moves.set()
