"""attempts.log goes into a backup, as segments or as rows, and a restore adds them to what is here."""

from dataclasses import replace
from pathlib import Path

import pytest

from models.actions.replies.keep_attempts import mark_known, marked
from models.actions.replies.keep_lines import Copied, keep_lines
from models.actions.upkeep.backup.back_up import back_up
from models.actions.upkeep.backup.restore import restore
from models.actions.upkeep.verify.every_invariant import verify
from models.rules.core.moments import iso
from models.tables import AttemptLine, database
from models.tables.core.sealed_log import seal_log, segments
from models.tables.core.settings import Settings
from models.tables.replies import attempts_log
from models.tables.replies.attempts_log import Attempt
from tests.actions.upkeep.backup import test_backup
from tests.actions.upkeep.backup.test_backup import LATER, elsewhere
from tests.office import NOW

settings = test_backup.settings


def test_F45_sealed_segments_of_the_log_are_backed_up_and_merged(
    settings: Settings, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    log = settings.attempts_log
    first = seal_log(log, 1)
    mark_known(log, NOW)
    attempts_log.append(log, Attempt("kemudian", 1, "h", "628@c.us", "", iso(NOW) or ""))
    lines = list(attempts_log.entries(log))
    back_up(tmp_path / "b.zip", settings, NOW)
    with elsewhere(settings, tmp_path, request) as new:
        restore(tmp_path / "b.zip", new, LATER)
        assert list(attempts_log.entries(new.attempts_log)) == lines
        assert [one.name for one in segments(new.attempts_log)] == [first.name if first else ""]
        with database.connection_context():
            assert marked() == {first.name if first else ""}
    seal_log(log, 1)  # what the backup has in the log stands in a segment here
    attempts_log.append(log, Attempt("lebih baru", 1, "h", "628@c.us", "", iso(LATER) or ""))
    here = list(attempts_log.entries(log))
    restore(tmp_path / "b.zip", settings, LATER, replace=True)
    assert list(attempts_log.entries(log)) == here
    assert (len(segments(log)), len(marked())) == (2, 1)


def test_a_backup_of_a_server_without_the_log_holds_it_and_a_restore_writes_it_back(
    settings: Settings, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    log = settings.attempts_log
    seal_log(log, 1)
    attempts_log.append(log, Attempt("asing", 1, "h", "628@c.us", "", iso(NOW) or ""))
    keep_lines(log)
    lines = list(attempts_log.entries(log))
    server = replace(settings, data_dir=tmp_path / "server")  # the agent, and its log, are on another machine
    server.data_dir.mkdir()
    back_up(tmp_path / "b.zip", server, NOW)
    with elsewhere(settings, tmp_path, request) as new:
        done = restore(tmp_path / "b.zip", new, LATER)
        assert [note for note in done.notes if "2 lines of attempts.log were put back" in note] != []
        assert list(attempts_log.entries(new.attempts_log)) == lines
        with database.connection_context():
            assert keep_lines(new.attempts_log) == Copied(2)  # a log of its own from now on
            assert [
                one for one in verify(new.files, new.attempts_log, LATER).failures if "database keeps" in one
            ] == []
        again = restore(tmp_path / "b.zip", new, LATER, replace=True)
        assert [note for note in again.notes if "put back" in note] == []
        assert list(attempts_log.entries(new.attempts_log)) == lines


def test_lines_written_back_stand_before_those_that_are_here_and_left_out_ones_stay_out(
    settings: Settings, tmp_path: Path
) -> None:
    log = settings.attempts_log
    old = Attempt("lama", 1, "h", "628@c.us", "", "2020-01-01T00:00:00+00:00")
    attempts_log.append(log, old)
    keep_lines(log)
    lines = list(attempts_log.entries(log))
    back_up(tmp_path / "b.zip", replace(settings, data_dir=tmp_path / "server"), NOW)
    log.unlink()
    segment = seal_log_of(log, old)
    attempts_log.leave_out(segment, old.at)
    newer = Attempt("lebih baru", 1, "h", "628@c.us", "", iso(LATER) or "")
    attempts_log.append(log, newer)
    restore(tmp_path / "b.zip", settings, LATER, replace=True)
    assert list(attempts_log.entries(log)) == [*(one for one in lines if one != old), newer]
    with database.connection_context():
        assert keep_lines(log).another  # what is kept of it stands at other places now
        assert AttemptLine.select().where(AttemptLine.reply_key == "lebih baru").count() == 1


def seal_log_of(log: Path, *lines: Attempt) -> Path:
    for one in lines:
        attempts_log.append(log, one)
    segment = seal_log(log, 1)
    assert segment is not None
    return segment
