"""The register of running programs: entered once, signed, told to end, struck out. Both databases."""

import os
import subprocess
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from models.actions.upkeep.programs import Entry, drain, running, started_by_hand
from models.rules.upkeep.programs import LIVES, SIGNED_EVERY, ProgramKind, Told
from models.tables import RunningProgram
from models.tables.core.files.places import this_machine
from tests.office import NOW

FOLDER = Path("/srv/aduan")


def entry(kind: ProgramKind = ProgramKind.AGENT, process: int = 0) -> Entry:
    return Entry(kind, FOLDER, process or os.getpid())


def gone_process() -> int:
    """Return the number of a process that has ended."""
    with subprocess.Popen(["true"]) as one:
        return one.pid


def entered(host: str = "", now: datetime = NOW) -> RunningProgram:
    """Enter a program, on another machine if one is named."""
    one = entry()
    one.look(now)
    row: RunningProgram = RunningProgram.get(RunningProgram.mark == one.mark)
    if host:
        row.host = host
        row.save()
    return row


def test_a_program_is_entered_once_signs_now_and_then_and_is_struck_out(account: Any) -> None:
    one = entry()
    for seconds in (0, 3, 6, 9):
        assert one.look(NOW + timedelta(seconds=seconds)) is Told.NOTHING
    row = RunningProgram.get()
    assert (row.host, row.folder, row.process, row.seen_at) == (this_machine(), str(FOLDER), os.getpid(), NOW)
    one.look(NOW + SIGNED_EVERY)
    assert RunningProgram.get().seen_at == NOW + SIGNED_EVERY
    one.leave()
    assert running(NOW) == []


def test_a_sign_of_a_clock_that_was_ahead_is_written_over(account: Any) -> None:
    one = entry()
    one.look(NOW + timedelta(days=1))
    one.look(NOW)
    assert RunningProgram.get().seen_at == NOW


def test_what_everybody_is_told_each_reads_and_who_comes_later_is_told_nothing(account: Any) -> None:
    first, second = entry(), entry(ProgramKind.BACK_OFFICE)
    first.look(NOW)
    drain(lambda: NOW, Told.COME_BACK, lambda _seconds: None, seconds=1)
    assert (first.look(NOW), second.look(NOW), second.look(NOW)) == (Told.COME_BACK, Told.NOTHING, Told.NOTHING)


def test_one_that_was_struck_out_while_it_lives_enters_itself_again(account: Any) -> None:
    one = entry()
    one.look(NOW)
    RunningProgram.delete().execute()
    one.look(NOW)
    assert len(running(NOW)) == 1


def test_of_the_dead_nobody_waits_for_one_and_the_next_start_strikes_them_out(account: Any) -> None:
    entered("pc-lain", NOW - LIVES - timedelta(seconds=1))
    entry(process=gone_process()).look(NOW - LIVES - timedelta(seconds=1))
    RunningProgram.update(seen_at=NOW).where(RunningProgram.host == this_machine()).execute()
    assert running(NOW) == []
    assert RunningProgram.select().count() == 2
    entry().look(NOW)
    assert RunningProgram.select().count() == 1


@pytest.mark.parametrize(("environ", "by_hand"), [({}, True), ({"SYSTEMD_EXEC_PID": "7"}, False)])
def test_a_service_is_known_by_the_process_that_systemd_began(environ: dict[str, str], by_hand: bool) -> None:
    assert started_by_hand(7, environ) is by_hand
    assert started_by_hand(8, environ) is True  # whatever a service begins is not the service


def leaving(*who: RunningProgram) -> Callable[[float], object]:
    """Return a pause in which these end, once they were told to."""

    def pause(_seconds: float) -> None:
        for row in who:
            RunningProgram.delete().where((RunningProgram.id == row.id) & (RunningProgram.told == "end")).execute()

    return pause


def test_who_ends_is_named_and_who_was_started_by_hand_must_be_started_again(account: Any) -> None:
    service, by_hand = entered("pc-1"), entered("pc-2")
    RunningProgram.update(by_hand=False).where(RunningProgram.id == service.id).execute()
    done = drain(lambda: NOW, Told.END, leaving(service, by_hand))
    assert [name.split(",")[0] for name in done.ended] == ["agent 1.0.0 on pc-1", "agent 1.0.0 on pc-2"]
    assert [name.split(",")[0] for name in done.by_hand] == ["agent 1.0.0 on pc-2"]
    assert done.stayed == []


def test_who_stays_is_named_when_the_time_is_over(account: Any) -> None:
    leaves, stays, pauses = entered("pc-1"), entered("pc-2"), list[float]()
    go = leaving(leaves)

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        go(seconds)

    done = drain(lambda: NOW, Told.END, pause, seconds=10)
    assert [name.split(",")[0] for name in done.stayed] == ["agent 1.0.0 on pc-2"]
    assert done.by_hand == done.ended
    assert sum(pauses) == 10
    assert RunningProgram.get_by_id(stays.id).told == "end"


def test_one_that_begins_meanwhile_is_told_as_well(account: Any) -> None:
    first, later = entered("pc-1"), list[RunningProgram]()

    def pause(_seconds: float) -> None:
        leaving(first, *later)(0)
        if not later:
            later.append(entered("pc-2"))

    assert len(drain(lambda: NOW, Told.END, pause).ended) == 2


def test_the_workers_of_one_back_office_are_named_once(account: Any) -> None:
    both = entered("pc-1"), entered("pc-1")
    assert len(drain(lambda: NOW, Told.END, leaving(*both)).ended) == 1


def test_where_nobody_runs_nobody_is_waited_for(account: Any) -> None:
    def pause(_seconds: float) -> None:
        raise AssertionError

    assert drain(lambda: NOW, Told.END, pause).ended == []
