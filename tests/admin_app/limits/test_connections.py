"""Half-open connections, slow bodies and large ones cost the office next to nothing, and keep nobody out."""

import socket
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest

from admin_app.limits import connections
from admin_app.limits.connections import BODY_SECONDS, HEAD_SECONDS, IDLE_SECONDS, LARGE, MOST_LARGE_OF_AN_ADDRESS
from tests.admin_app.cli.test_serving import wait_until
from tests.admin_app.limits.served import Served, all_of, head, served


def answered(one: socket.socket, path: bytes) -> None:
    """Take an answer of an open connection."""
    found = b""
    while not found.endswith(path):
        found += one.recv(65536)


HALF = b"GET / HTTP/1.1\r\nHost: office\r\nX-"


def test_S29_hundreds_of_half_open_connections_of_one_address_keep_nobody_out() -> None:
    with served() as here, ExitStack() as held:
        for _ in range(500):
            held.enter_context(here.opened(HALF))
        assert here.asked("/antrean").endswith(b"/antrean")
        assert len(here.server.active_channels) <= connections.MOST_OF_AN_ADDRESS + 1


def test_one_who_asked_before_stays_while_others_hold_connections_half_open() -> None:
    with served() as here, ExitStack() as held:
        officer = held.enter_context(here.opened(b"GET /satu HTTP/1.1\r\nHost: office\r\n\r\n"))
        answered(officer, b"/satu")
        for _ in range(connections.MOST_OF_AN_ADDRESS + 50):
            held.enter_context(here.opened(HALF))
        officer.sendall(head("/dua"))
        assert all_of(officer).endswith(b"/dua")


def test_the_connections_of_a_proxy_are_many_peoples_and_bounded_in_all_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connections, "MOST_OF_AN_ADDRESS", 5)
    monkeypatch.setattr(connections, "MOST", 20)
    with served(is_proxy=lambda address: address == "127.0.0.1") as here, ExitStack() as held:
        for _ in range(15):
            held.enter_context(here.opened(HALF))
        wait_until(lambda: len(here.server.active_channels) == 15)
        for _ in range(15):
            held.enter_context(here.opened(HALF))
        assert here.asked("/antrean").endswith(b"/antrean")
        wait_until(lambda: len(here.server.active_channels) <= 21)


def test_S29_a_head_that_does_not_end_is_answered_with_408_and_one_that_never_began_is_closed() -> None:
    with served() as here, here.opened(HALF) as begun, here.opened() as silent:
        wait_until(lambda: sum(one.request is not None for one in here.server.active_channels.values()) == 1)
        wait_until(lambda: len(here.server.active_channels) == 2)
        here.later(HEAD_SECONDS - 1)
        begun.sendall(b"a")
        here.later(2)
        assert all_of(begun).startswith(b"HTTP/1.0 408 ")
        assert all_of(silent) == b""


def test_S29_a_body_that_drips_is_answered_with_408_and_one_that_comes_steadily_is_not() -> None:
    with served(1_000_000) as here, here.opened(head("/", "Content-Length: 900000", method="POST")) as slow:
        for count in range(1, 4):
            slow.sendall(b"x" * 160_000)
            wait_until(partial(lambda count: came(here) == count * 160_000, count))
            here.later(10)
        here.later(BODY_SECONDS + 31)
        assert all_of(slow).startswith(b"HTTP/1.1 408 ")


def test_a_connection_without_a_further_request_is_closed_after_a_while() -> None:
    with served() as here, here.opened(b"GET /satu HTTP/1.1\r\nHost: office\r\n\r\n") as idle:
        answered(idle, b"/satu")
        wait_until(lambda: not any(one.at_work for one in here.server.active_channels.values()))
        here.later(IDLE_SECONDS - 1)
        idle.sendall(head("/dua"))
        assert all_of(idle).endswith(b"/dua")


def test_an_answer_that_nobody_takes_does_not_hold_a_thread_for_good() -> None:
    with served(page=lambda _path: b"x" * 60_000_000) as here, here.opened() as deaf:
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        deaf.sendall(head())
        wait_until(lambda: any(one.total_outbufs_len > 1_000_000 for one in here.server.active_channels.values()))
        here.later(connections.STALLED_SECONDS + 1)
        wait_until(lambda: not here.server.active_channels)


@pytest.mark.parametrize("lines", [("Content-Length: 1073741824",), ("Content-Length: 1001", "Expect: 100-continue")])
def test_S29_a_body_whose_head_names_too_much_is_refused_before_a_byte_of_it(lines: tuple[str, ...]) -> None:
    with served(1000) as here, here.opened(head("/", *lines, method="POST")) as one:
        assert all_of(one).startswith(b"HTTP/1.1 413 ")
        assert here.lengths == []


def test_S29_a_body_that_names_no_length_is_cut_where_it_is_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with served(1000) as here, here.opened(head("/", "Transfer-Encoding: chunked", method="POST")) as one:
        one.sendall(b"300\r\n" + b"x" * 0x300 + b"\r\n")
        one.sendall(b"300\r\n" + b"x" * 0x300 + b"\r\n")
        assert all_of(one).startswith(b"HTTP/1.1 413 ")
        assert (here.lengths, list(tmp_path.iterdir())) == ([], [])


def test_a_body_within_its_limit_comes_whole() -> None:
    with served(1000) as here:
        with here.opened(head("/", "Content-Length: 1000", method="POST") + b"x" * 1000) as one:
            assert all_of(one).startswith(b"HTTP/1.1 200 ")
        assert here.lengths == [1000]


def test_an_address_brings_only_so_many_large_bodies_at_once_and_another_its_own() -> None:
    big = head("/", f"Content-Length: {LARGE + 1}", method="POST")
    told = lambda _address, forwarded: forwarded or "127.0.0.1"  # noqa: E731
    with served(LARGE + 1, asked_from=told) as here, ExitStack() as held:
        for _ in range(MOST_LARGE_OF_AN_ADDRESS):
            held.enter_context(here.opened(big))
        wait_until(lambda: _large(here) == MOST_LARGE_OF_AN_ADDRESS)
        with here.opened(big) as one_more:
            answer = all_of(one_more)
        assert (answer.startswith(b"HTTP/1.1 503 "), b"Retry-After: 20" in answer) == (True, True)
        other = head("/", f"Content-Length: {LARGE + 1}", "X-Forwarded-For: 10.1.1.1", method="POST")
        with here.opened(other + b"x" * (LARGE + 1)) as another:
            assert all_of(another).startswith(b"HTTP/1.1 200 ")


def came(here: Served) -> int:
    """Return how many bytes of the body on its way came."""
    there = [one.request for one in here.server.active_channels.values()]
    return sum(one.body_bytes_received for one in there if one is not None)


def _large(here: Served) -> int:
    there = [one.request for one in here.server.active_channels.values()]
    return sum(one is not None and one.is_large for one in there)
