"""verify compares attempts.log with what the database keeps of it, where the log is here. Both databases."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.actions.replies.keep_lines import keep_lines
from models.actions.upkeep.verify.attempts_kept import copies
from models.actions.upkeep.verify.office import Office
from models.tables import AttemptLine
from models.tables.core.sealed_log import seal_log, segments
from models.tables.replies import attempts_log
from models.tables.replies.attempts_log import append
from tests.actions.replies.test_keep_attempts import line
from tests.actions.upkeep.verify.test_verify import busy_office, look
from tests.actions.walking import Walk


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "attempts.log"


@pytest.fixture
def walk(account: Any, log: Path) -> Walk:
    """An office at work, whose log is copied."""
    walk = busy_office(account, log.parent)
    keep_lines(log)
    return walk


def told(log: Path, walk: Walk) -> tuple[list[str], list[str]]:
    """What it says, and notes beside."""
    office = Office(log.parent, log, walk.now)  # type: ignore[arg-type]
    return list(copies(office)), office.notes


def test_a_log_that_is_copied_is_found_whole_sealed_forgotten_or_not(walk: Walk, log: Path) -> None:
    assert (look(log.parent).failures, look(log.parent).notes) == ([], [])
    seal_log(log, 1)
    append(log, line(walk, "a"))
    keep_lines(log)
    attempts_log.forget(log, {AttemptLine.select().order_by(AttemptLine.id).first().reply_key})
    assert told(log, walk) == ([], [])


def test_lines_that_wait_to_be_copied_are_a_note_and_one_passed_over_is_a_fault(walk: Walk, log: Path) -> None:
    append(log, line(walk, "baru"))
    append(log, line(walk, "baru", 2))
    found, notes = told(log, walk)
    assert (found, ["2 lines" in note for note in notes]) == ([], [True])
    keep_lines(log)
    AttemptLine.delete().where((AttemptLine.reply_key == "baru") & (AttemptLine.attempt == 1)).execute()
    found, notes = told(log, walk)
    assert (["attempt 1 of reply baru" in one for one in found], notes) == ([True], [])
    assert told(log, replaced(walk, timedelta(days=500))) == ([], [])  # so old a line may have gone


def replaced(walk: Walk, later: timedelta) -> Walk:
    walk.now += later
    return walk


def test_a_line_that_the_log_lost_and_one_that_stands_otherwise_are_named(walk: Walk, log: Path) -> None:
    append(log, line(walk, "akhir"))
    keep_lines(log)
    whole = log.read_bytes()
    log.write_bytes(whole.replace(b'"akhir", "attempt": 1', b'"akhir", "attempt": 7'))
    assert ["stands otherwise" in one for one in told(log, walk)[0]] == [True]
    log.write_bytes(whole[: whole.index(b'{"reply_key": "akhir"')])
    assert ["reply akhir" in one and "lacks in attempts.log" in one for one in told(log, walk)[0]] == [True]
    log.write_bytes(whole.replace(b"628110000001@c.us", b"628110000009@c.us"))
    assert ["went elsewhere" in one for one in told(log, walk)[0]] == [True]


def test_a_segment_that_was_left_out_is_no_loss_and_a_lost_one_is(walk: Walk, log: Path) -> None:
    for number in range(4):
        seal_log(log, 1)
        append(log, line(walk, "a", number + 1))
    keep_lines(log)
    first, _second, third, _fourth = segments(log)
    attempts_log.leave_out(first, "2026-11-25T02:00:00+00:00")
    assert told(log, walk)[0] == []
    third.unlink()
    assert ["lacks in attempts.log" in one for one in told(log, walk)[0]] == [True]


@pytest.mark.parametrize("gone", ["attempts.log", attempts_log.NAME])
def test_where_the_log_or_its_name_is_not_here_nothing_is_compared(walk: Walk, log: Path, gone: str) -> None:
    log.with_name(gone).unlink()
    AttemptLine.update(attempt=9).execute()
    assert told(log, walk) == ([], [])


def test_a_line_is_the_same_try_wherever_it_went(walk: Walk, log: Path) -> None:
    one = line(walk, "a")
    assert one.is_same_try(replace(one, thread="", client_ref=""))
    assert not one.is_same_try(replace(one, at=""))
