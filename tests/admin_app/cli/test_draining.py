"""`drain`: back office and agent end when they are told to, and each is named. Both databases, real programs."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from admin_app.cli.opening import utc_now
from models.tables import RunningProgram
from models.tables.core.database import close_database, connected, open_database
from models.tables.upkeep.schema import check_current
from tests.admin_app.cli.programs import Office
from tests.admin_app.cli.test_serving import wait_until
from tests.admin_app.cli.test_serving_workers import answers
from tests.running.ports import free_port


def entries(office: Office) -> list[RunningProgram]:
    """Return the register as it stands."""
    open_database(office.url or f"sqlite:///{office.folder / 'aduan.db'}")
    with connected():
        found = list(RunningProgram.select())
    close_database()
    return found


@contextmanager
def serving(office: Office, *words: str) -> Iterator["subprocess.Popen[str]"]:
    port = free_port()
    program = office.start("serve", "--port", str(port), *words)
    try:
        wait_until(lambda: answers(f"http://127.0.0.1:{port}/healthz"), 120)
        wait_until(lambda: bool(entries(office)), 120)
        yield program
    finally:
        program.kill()
        program.communicate()


@pytest.mark.parametrize("words", [(), ("--workers", "2")], ids=["alone", "two workers"])
def test_a_back_office_ends_in_good_order_and_is_named_as_started_by_hand(
    ready: Office, words: tuple[str, ...]
) -> None:
    with serving(ready, *words) as program:
        done = ready.run("drain")
        _, err = program.communicate(timeout=60)
    assert (program.returncode, "Traceback" in err) == (0, False), err
    assert "told to end" in err
    who = f"process {program.pid}, started by hand, data in {ready.folder}"
    assert (done.code, done.out.count(f"{who}.")) == (0, 2)
    assert [line.split(":")[0] for line in done.out.splitlines()] == [
        "Ended",
        "Start it again yourself, it is no service",
    ]
    assert entries(ready) == []


def test_a_service_that_is_told_to_come_back_ends_with_4_so_that_it_is_begun_anew(here: Office) -> None:
    with serving(here) as program:
        assert here.run("drain", "--come-back").code == 0
        _, err = program.communicate(timeout=60)
    assert (program.returncode, "begun anew" in err) == (4, True)


def test_who_does_not_end_is_named_and_the_command_ends_with_5(ready: Office) -> None:
    open_database(ready.url)
    with connected():
        check_current()
        kept = {"host": "pc-lain", "folder": "/srv", "process": os.getpid(), "by_hand": False, "version": "1.0.0"}
        RunningProgram.create(mark="m", kind="agent", began_at=utc_now(), seen_at=utc_now(), **kept)
    close_database()
    done = ready.run("drain", "--seconds", "1")
    assert (done.code, "Did NOT end: agent 1.0.0 on pc-lain" in done.err) == (5, True)


def test_where_none_is_entered_it_says_so(here: Office) -> None:
    done = here.run("drain")
    assert (done.code, done.out) == (0, "No program is entered as running.\n")
