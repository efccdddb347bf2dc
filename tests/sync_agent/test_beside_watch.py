"""The agent keeps what lies beside the database: clears what was destroyed, seals attempts.log when it is large."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.actions.replies.keep_attempts import SEGMENT_BYTES, marked
from models.tables import AttemptLine, Complaint
from models.tables.core.sealed_log import segments
from models.tables.replies import attempts_log
from models.tables.replies.attempts_log import Attempt, append
from models.tables.retention import ledger
from sync_agent import keeping_time
from sync_agent.keeping_time import AttemptsWatch, BesideWatch
from tests.actions.sending import queue, sending
from tests.actions.walking import Walk
from tests.office import NOW, new_complaint


def test_the_ledger_follows_the_database_and_is_stamped_daily(sqlite_account: Any, tmp_path: Path) -> None:
    case, path, watch = new_complaint(sqlite_account), tmp_path / ledger.NAME, BesideWatch(tmp_path)
    watch.look(NOW)
    assert ledger.read(path).lines == frozenset()
    path.unlink()
    watch.look(NOW + timedelta(minutes=1))
    assert not path.exists()  # nothing happened
    Complaint.update(destroyed_at=NOW).where(Complaint.id == case.id).execute()
    watch.look(NOW + timedelta(minutes=2))
    assert [line.number for line in ledger.read(path).lines] == [case.number]
    watch.look(NOW + timedelta(days=1))
    assert ledger.read(path).as_of.startswith("2026-11-26")


def test_a_large_log_is_sealed_and_marked_and_a_small_one_stays(
    sqlite_account: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk, log = Walk(sqlite_account), tmp_path / "attempts.log"
    queue(walk, "a")
    sending(walk)
    watch = AttemptsWatch(log)
    watch.look(walk.now)
    line = Attempt("a", 1, "h", "x" * SEGMENT_BYTES, "", "2026-11-25T02:00:00+00:00")
    append(log, line)
    watch.look(walk.now)
    (segment,) = segments(log)
    assert (log.exists(), marked()) == (False, {segment.name})
    append(log, Attempt("a", 1, "h", "", "", ""))
    watch.look(walk.now)
    assert (log.exists(), len(segments(log))) == (True, 1)


def test_a_segment_with_a_stranger_is_looked_at_once_by_a_running_agent(
    sqlite_account: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log, read, days = tmp_path / "attempts.log", list[Path](), list[Path]()
    append(log, Attempt("hilang", 1, "h", "628@c.us", "", "2026-11-25T02:00:00+00:00"))
    real = attempts_log.entries_of
    monkeypatch.setattr(attempts_log, "entries_of", lambda segment: read.append(segment) or real(segment))
    monkeypatch.setattr(keeping_time, "leave_out_old", lambda path, now: days.append(path) or 0)
    monkeypatch.setattr(keeping_time, "SEGMENT_BYTES", 1)
    watch, now = AttemptsWatch(log), Walk(sqlite_account).now
    for minutes in range(3):
        watch.look(now + timedelta(minutes=minutes))
    watch.look(now + timedelta(days=1))
    assert (len(read), len(days), marked()) == (1, 2, set())


def test_each_look_copies_what_is_new_and_says_where_the_log_is_another(
    sqlite_account: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    walk, log, line = Walk(sqlite_account), tmp_path / "attempts.log", Attempt("a", 1, "h", "628@c.us", "", "")
    watch = AttemptsWatch(log)
    append(log, line)
    for _ in range(2):
        watch.look(walk.now)
    assert (AttemptLine.select().count(), caplog.messages) == (1, [])
    log.write_bytes(b"")
    append(log, Attempt("b", 1, "h", "628@c.us", "", ""))
    watch.look(walk.now)
    assert [row.reply_key for row in AttemptLine.select().order_by(AttemptLine.id)] == ["a", "b"]
    assert ["is not the one that was copied" in said for said in caplog.messages] == [True]


def test_where_the_answers_of_a_destroyed_case_went_is_forgotten_in_the_copy_too(
    sqlite_account: Any, tmp_path: Path
) -> None:
    walk, log = Walk(sqlite_account), tmp_path / "attempts.log"
    queue(walk, "a")
    append(log, Attempt("a", 1, "h", "628@c.us", "", "2026-11-25T02:00:00+00:00"))
    AttemptsWatch(log).look(walk.now)
    assert AttemptLine.get().thread == "628@c.us"
    Complaint.update(destroyed_at=walk.now).execute()
    BesideWatch(tmp_path).look(walk.now)
    assert AttemptLine.get().thread == ""
