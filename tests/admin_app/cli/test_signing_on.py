"""A worker signs once a second, takes no connection while each thread is held, and ends where its parent is gone."""

import os
import threading
from collections import deque
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from waitress.server import TcpWSGIServer

from admin_app.cli.signing_on import SigningOn
from admin_app.upkeep.workers import Board, Place


class Server:
    """Stands for waitress: so many threads, of which some are held."""

    def __init__(self) -> None:
        self.listening = TcpWSGIServer.__new__(TcpWSGIServer)
        self.listening.accepting = True
        self.map = {1: self.listening}
        self.task_dispatcher = SimpleNamespace(threads={0, 1}, active_count=0, queue=deque())


def test_it_signs_and_leaves_connections_to_others_while_each_thread_is_held(app: Flask) -> None:
    server, board, now, told = Server(), Board(1), [100.0], threading.Event()
    signing = SigningOn(server, app, Place(board, 1), os.getppid(), told, lambda: now[0])

    def look(seconds: float, held: int) -> tuple[float, list[int], bool]:
        now[0] += seconds
        server.task_dispatcher.active_count = held
        signing.look()
        return board.since(1, now[0]), board.idle(now[0]), server.listening.accepting

    assert look(0, 1) == (0, [], True)
    assert look(0.5, 2) == (0.5, [], False)
    assert look(0.6, 2) == (0, [], False)
    assert look(15, 2) == (0, [1], False)
    assert look(1, 1) == (0, [], True)
    assert [figure.name for figure in board.told(1)][-1] == "aduan_http_request_duration_seconds"
    assert not told.is_set()


def test_without_its_parent_it_stops(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    told: Any = threading.Event()
    signing = SigningOn(Server(), app, Place(Board(1), 1), os.getppid(), told)
    monkeypatch.setattr(os, "getppid", lambda: 1)
    signing.look()
    assert told.is_set()
