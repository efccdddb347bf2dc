"""The database keeps each line of attempts.log once, whatever is killed, sealed, merged or put back."""

import shutil
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.actions.replies import keep_lines as module
from models.actions.replies.keep_attempts import leave_out_old, mark_known
from models.actions.replies.keep_lines import (
    Copied,
    attempt_of,
    drop_old,
    forget_places,
    forgotten_replies,
    keep_lines,
)
from models.rules.core.moments import iso
from models.rules.retention.retention import STANDS_FOR
from models.tables import AttemptLine, Complaint, Outbox, Thread
from models.tables.core.database import connected
from models.tables.core.sealed_log import seal_log, segments
from models.tables.replies import attempts_log
from models.tables.replies.attempts_log import Attempt, append, entries, name_of
from tests.actions.replies.test_keep_attempts import Killed, killed, line, sealed_with
from tests.actions.sending import queue, sending
from tests.actions.walking import Walk

LONG = timedelta(days=500)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "attempts.log"


@pytest.fixture
def walk(account: Any) -> Walk:
    """One reply on its way, tried once."""
    walk = Walk(account)
    queue(walk, "a")
    sending(walk)
    return walk


def kept() -> list[Attempt]:
    """Every line that the database keeps, in its order."""
    return [attempt_of(row) for row in AttemptLine.select().order_by(AttemptLine.id)]


def places(name: str = "") -> list[tuple[int, int]]:
    """Part and place of each line that is kept, of one log or of all."""
    rows = AttemptLine.select(AttemptLine.part, AttemptLine.place).order_by(AttemptLine.part, AttemptLine.place)
    return list((rows.where(AttemptLine.log == name) if name else rows).tuples())


def test_what_the_log_has_is_kept_once_and_what_comes_later_is_added(walk: Walk, log: Path) -> None:
    assert keep_lines(log) == Copied(0) and not log.with_name(attempts_log.NAME).exists()
    append(log, line(walk, "a"))
    append(log, line(walk, "hilang"))  # the database has no such reply: it may be older than the log
    assert [keep_lines(log), keep_lines(log)] == [Copied(2), Copied(0)]
    append(log, line(walk, "a", 2))
    assert keep_lines(log) == Copied(1)
    assert kept() == list(entries(log))


def test_sealed_meanwhile_a_line_keeps_its_place_and_a_late_one_of_the_segment_is_found(
    walk: Walk, log: Path
) -> None:
    append(log, line(walk, "a"))
    keep_lines(log)
    append(log, line(walk, "a", 2))
    segment = seal_log(log, 1)
    append(log, line(walk, "a", 3))
    assert segment is not None and keep_lines(log) == Copied(2)
    with segment.open("ab") as late:  # who opened the log before it was sealed
        late.write(line(walk, "a", 4).line().encode() + b"\n")
    assert (keep_lines(log), keep_lines(log)) == (Copied(1), Copied(0))
    assert {one.attempt for one in kept()} == {1, 2, 3, 4}
    assert [part for part, _place in places()] == [1, 1, 1, 2]


@pytest.mark.parametrize("torn", [b'{"reply_key": "a", "att', b'{"reply_key": "a", "att\n', b"\x00\x00\n"])
def test_a_torn_line_is_not_kept_and_hides_none(walk: Walk, log: Path, torn: bytes) -> None:
    append(log, line(walk, "a"))
    with log.open("ab") as file:
        file.write(torn)
    assert keep_lines(log) == Copied(1)
    append(log, line(walk, "a", 2))
    assert (keep_lines(log), keep_lines(log)) == (Copied(1), Copied(0))
    assert kept() == list(entries(log))


def test_many_lines_are_kept_some_at_each_look(walk: Walk, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AT_ONCE", 2)
    for number in range(3):
        sealed_with(log, line(walk, "a", 2 * number + 1), line(walk, "a", 2 * number + 2))
    append(log, line(walk, "a", 7))
    assert [keep_lines(log).lines for _ in range(5)] == [2, 2, 2, 1, 0]
    assert kept() == list(entries(log))


@pytest.mark.parametrize("where", ["insert_rows", "forgotten_replies"])
def test_killed_while_it_copies_it_is_begun_anew_without_doubles(
    walk: Walk, log: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    append(log, line(walk, "a"))
    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(module, where, killed)
        keep_lines(log)
    assert kept() == []
    assert keep_lines(log) == Copied(1)
    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(module, where, killed)
        keep_lines(log)
    assert (keep_lines(log), kept()) == (Copied(0), list(entries(log)))


def test_two_agents_of_one_folder_copy_each_line_once(walk: Walk, log: Path) -> None:
    for number in range(50):
        append(log, line(walk, "a", number + 1))
    append(log.with_name("x.log"), line(walk, "a"))
    attempts_log.give_name(log)

    def copy() -> None:
        with connected():
            keep_lines(log)

    both = [threading.Thread(target=copy) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(one.attempt for one in kept()) == list(range(1, 51))


def test_a_database_put_back_copies_on_from_where_it_was(walk: Walk, log: Path) -> None:
    for number in range(3):
        append(log, line(walk, "a", number + 1))
    keep_lines(log)
    AttemptLine.delete().where(AttemptLine.attempt > 1).execute()
    assert keep_lines(log) == Copied(2)
    assert (kept(), len(set(places()))) == (list(entries(log)), 3)


@pytest.mark.parametrize("way", ["an older disk", "lines merged in front", "another log", "the segments are gone"])
def test_a_log_that_is_another_one_gets_a_name_of_its_own_and_no_line_is_missed(
    walk: Walk, log: Path, tmp_path: Path, way: str
) -> None:
    append(log, line(walk, "a"))
    shutil.copy(log, tmp_path / "older")
    if way == "the segments are gone":
        seal_log(log, 1)
    append(log, line(walk, "a", 2))
    keep_lines(log)
    name, before = name_of(log), places()
    if way == "an older disk":
        shutil.copy(tmp_path / "older", log)
    elif way == "lines merged in front":
        log.write_bytes(line(walk, "lain").line().encode() + b"\n" + log.read_bytes())
    elif way == "another log":
        log.unlink()
        append(log, line(walk, "b"))
    else:
        segments(log)[0].unlink()
    append(log, line(walk, "a", 3))
    found = keep_lines(log)
    assert found == Copied(len(list(entries(log))), another=True)
    assert name_of(log) != name and places(name) == before
    assert set(entries(log)) <= set(kept())
    assert keep_lines(log) == Copied(0)


@pytest.mark.parametrize("spoilt", [b"", b"\x00" * 17, b"\xff\xfe", b"zzzz"])
def test_a_name_that_a_power_cut_spoilt_is_given_anew(walk: Walk, log: Path, spoilt: bytes) -> None:
    append(log, line(walk, "a"))
    log.with_name(attempts_log.NAME).write_bytes(spoilt)
    assert (keep_lines(log), keep_lines(log)) == (Copied(1), Copied(0))


def test_logs_of_two_gateways_lie_beside_each_other(walk: Walk, log: Path, tmp_path: Path) -> None:
    other = tmp_path / "lain" / "attempts.log"
    append(log, line(walk, "a"))
    append(other, line(walk, "a", 2))
    assert (keep_lines(log), keep_lines(other)) == (Copied(1), Copied(1))
    assert (places(name_of(log)), places(name_of(other))) == ([(1, 0)], [(1, 0)])


def test_where_a_forgotten_reply_went_is_not_copied_and_goes_where_it_was(walk: Walk, log: Path) -> None:
    append(log, line(walk, "a"))
    keep_lines(log)
    assert forget_places() == 0 and kept()[0].thread
    Complaint.update(destroyed_at=walk.now).execute()
    append(log, line(walk, "a", 2))
    keep_lines(log)
    assert [bool(one.thread or one.client_ref) for one in kept()] == [True, False]
    assert (forget_places(), forget_places()) == (1, 0)
    assert [one.thread + one.client_ref for one in kept()] == ["", ""]
    attempts_log.forget(log, {"a"})
    assert (keep_lines(log), kept()) == (Copied(0), list(entries(log)))


def test_an_answer_of_no_case_in_a_conversation_of_a_destroyed_person_is_forgotten(account: Any) -> None:
    walk = Walk(account)
    queue(walk, "baru")
    Outbox.update(complaint=None).execute()
    assert (forgotten_replies(), forgotten_replies(["baru"])) == (set(), set())
    Thread.update(external_id=f"{STANDS_FOR}1").execute()
    assert (forgotten_replies(), forgotten_replies(["lain"]), forgotten_replies(["baru"])) == (
        {"baru"},
        set(),
        {"baru"},
    )


@pytest.fixture
def many(walk: Walk, log: Path, monkeypatch: pytest.MonkeyPatch) -> Walk:
    """Five segments and the open log, a line each, of a reply that ended; the newest row always stays."""
    monkeypatch.setattr(module, "KEPT_LINES", 1)
    Outbox.update(state="refused").execute()
    for number in range(5):
        sealed_with(log, line(walk, "a", number + 1))
    append(log, line(walk, "a", 6))
    keep_lines(log)
    return walk


def test_lines_of_replies_long_ended_go_and_the_end_of_the_log_stays(many: Walk, log: Path) -> None:
    assert drop_old(many.now + timedelta(days=399)) == 0
    assert drop_old(many.now + LONG) == 4
    assert [part for part, _place in places()] == [5, 6]
    assert keep_lines(log) == Copied(0)  # they do not come back
    seal_log(log, 1)
    append(log, line(many, "a", 7))
    assert keep_lines(log) == Copied(1)


def test_a_line_stays_while_its_reply_has_not_ended_or_it_is_among_the_newest(
    many: Walk, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Outbox.update(state="parked").execute()
    assert drop_old(many.now + LONG) == 0
    Outbox.update(state="refused").execute()
    monkeypatch.setattr(module, "KEPT_LINES", 6)
    assert drop_old(many.now + LONG) == 0


def test_segments_that_were_left_out_take_nothing_from_what_is_copied_later(
    many: Walk, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.actions.replies.keep_attempts.KEPT_SEGMENTS", 1)
    Outbox.update(attempts=9).execute()
    mark_known(log, many.now)
    assert leave_out_old(log, many.now + LONG) == 3
    append(log, Attempt("a", 8, "h", "", "", iso(many.now + LONG) or ""))
    assert keep_lines(log) == Copied(1)
