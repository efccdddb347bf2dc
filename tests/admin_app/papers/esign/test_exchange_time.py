"""An exchange ends at its time wherever it is: what is connected then, and what would be connected after."""

import socket
from collections.abc import Iterator

import pytest

from admin_app.papers.esign.exchange_time import ExchangeTime

LONG = 600.0


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    """Both ends of a connection."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


def test_what_is_connected_when_the_time_is_over_meets_its_end(ends: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = ends
    with ExchangeTime(LONG) as time:
        time.watch(ours)
        assert (time.over, ours.gettimeout()) == (False, LONG)
        time.end()
        assert (time.over, ours.recv(1), theirs.recv(1)) == (True, b"", b"")


def test_what_is_connected_after_it_meets_its_end_at_once(ends: tuple[socket.socket, socket.socket]) -> None:
    ours, _ = ends
    with ExchangeTime(LONG) as time:
        time.end()
        time.watch(ours)
        assert ours.recv(1) == b""


def test_a_connection_that_is_closed_already_is_no_trouble(ends: tuple[socket.socket, socket.socket]) -> None:
    ours, _ = ends
    with ExchangeTime(LONG) as time:
        time.watch(ours)
        ours.close()
        time.end()
        time.watch(ours)
    assert time.over
