"""signings.log goes into a backup; a restore merges it, and settles what the restored database does not know."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from models.actions.retention.destruction.take_out import take_out
from models.actions.upkeep.backup import logs
from models.actions.upkeep.backup.back_up import back_up
from models.actions.upkeep.backup.restore import restore
from models.tables import ChannelAccount, SentPaper, database
from models.tables.core.database import is_sqlite
from models.tables.core.sealed_log import seal_log, segments
from models.tables.core.settings import Settings
from models.tables.papers.signings_log import Signing, note_asked, signings
from tests.actions.papers.own_service.going import Trying
from tests.actions.upkeep.backup import test_backup
from tests.actions.upkeep.backup.test_backup import LATER, elsewhere
from tests.office import NOW

settings = test_backup.settings


def test_what_was_signed_after_the_backup_is_settled_by_the_restore_and_strangers_are_told(
    settings: Settings, tmp_path: Path
) -> None:
    trying = Trying(ChannelAccount.get())
    back_up(tmp_path / "b.zip", settings, NOW)
    sent = trying.away()
    note_asked(settings.signings_log, Signing(trying.paper.public_id, sent.sent_at, sent.number, sent.sent_by_id))
    note_asked(settings.signings_log, Signing("dibuat-sesudahnya", sent.sent_at, "X-9"))
    done = restore(tmp_path / "b.zip", settings, LATER, replace=True)
    with database.connection_context():
        assert [(row.state, row.number) for row in SentPaper.select()] == [("tidak_pasti", sent.number)]
    told = " ".join(done.notes)
    assert ("1 papers were sent to the e-signature service" in told, "does not know: X-9." in told) == (True, True)


def test_a_case_that_was_destroyed_breaks_no_restore(settings: Settings, tmp_path: Path) -> None:
    trying = Trying(ChannelAccount.get())
    note_asked(settings.signings_log, Signing(trying.paper.public_id, trying.walk.tick(), "7"))
    take_out(trying.walk.case, trying.walk.tick())
    back_up(tmp_path / "b.zip", settings, NOW)
    told = " ".join(restore(tmp_path / "b.zip", settings, LATER, replace=True).notes)
    assert "sent to the e-signature service" not in told
    assert ("only" in told and "signings.log was looked at" in told) is (not is_sqlite())  # another machine's is not


def test_the_log_and_its_segments_go_along_and_are_merged(
    settings: Settings, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    log, asked = settings.signings_log, [Signing(f"p-{number}", NOW, str(number)) for number in range(3)]
    note_asked(log, asked[0])
    seal_log(log, 1)
    note_asked(log, asked[1])
    back_up(tmp_path / "b.zip", settings, NOW)
    with elsewhere(settings, tmp_path, request) as new:
        restore(tmp_path / "b.zip", new, LATER)
        assert (signings(new.signings_log), len(segments(new.signings_log))) == (asked[:2], 1)
    note_asked(log, asked[2])
    restore(tmp_path / "b.zip", settings, LATER + timedelta(hours=1), replace=True)
    assert signings(log) == asked


def test_a_line_that_is_written_while_the_logs_are_merged_stays(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log, before, meanwhile = settings.signings_log, Signing("p-1", NOW, "1"), Signing("p-2", LATER, "2")
    note_asked(log, before)
    back_up(tmp_path / "b.zip", settings, NOW)
    log.unlink()
    append_lines, write_durably = logs.append_lines, logs.write_durably

    def first(write: Callable[..., None], path: Path, what: Any) -> None:
        if path == log:
            note_asked(log, meanwhile)
        write(path, what)

    monkeypatch.setattr(logs, "append_lines", partial(first, append_lines))
    monkeypatch.setattr(logs, "write_durably", partial(first, write_durably))
    restore(tmp_path / "b.zip", settings, LATER, replace=True)
    assert signings(log) == [meanwhile, before]
