"""Migrations in turn: the second waits until the first has ended, however it ends. Both databases."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from threading import Event, Thread

import pytest

from models.tables.core.database import connected, open_database
from models.tables.upkeep.migration_lock import one_at_a_time
from tests.tools import ROOT

HOLDER = """
import sys
from models.tables.core.database import connected, open_database
from models.tables.upkeep.migration_lock import one_at_a_time
open_database(sys.argv[1])
with connected(), one_at_a_time(lambda: print("waits", flush=True)):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def empty(database_url: str) -> Iterator[str]:
    open_database(database_url)
    with connected():
        yield database_url


def nobody() -> None:
    raise AssertionError("the lock was free")


def test_the_second_is_told_that_it_waits_and_goes_on_when_the_first_has_ended(empty: str) -> None:
    waits, through = Event(), Event()

    def second() -> None:
        with connected(), one_at_a_time(waits.set):
            through.set()

    with one_at_a_time(nobody):
        other = Thread(target=second)
        other.start()
        assert waits.wait(30)
        assert not through.is_set()
    other.join(30)
    assert through.is_set()


def test_whoever_failed_or_was_killed_has_let_go_of_it(empty: str) -> None:
    with pytest.raises(KeyError), one_at_a_time(nobody):
        raise KeyError
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, empty], cwd=ROOT, stdin=pipe, stdout=pipe, text=True
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        os.kill(holder.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
        holder.wait(30)
    through = Event()
    with one_at_a_time(lambda: None):
        through.set()
    assert through.is_set()
