"""A drill restores the newest backup in a scratch place and takes it away; one that was killed is told as such."""

import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.actions.upkeep.backup.keys import enter_recovery_key
from models.actions.upkeep.planned.drill import drill as drilling
from models.actions.upkeep.planned.drill.choosing import DrillRefused
from models.actions.upkeep.planned.drill.drill import settle_killed
from models.actions.upkeep.planned.drill.scratch import scratch_name
from models.actions.upkeep.planned.drill.standing import drill_stands
from models.rules.upkeep.drills import Flaw
from models.tables import Audit, BackupCopy, RestoreDrill, database
from models.tables.core.age_file import new_private
from models.tables.core.database import is_sqlite
from models.tables.core.settings import Settings
from tests.actions.upkeep.planned.conftest import Turn
from tests.actions.upkeep.planned.drill.conftest import Tried, everything, scraps
from tests.office import NOW
from tests.tables.upkeep.test_alone import holder


def test_it_brings_back_what_the_backup_says_and_leaves_nothing_behind(
    settings: Settings, tried: Tried, copy: BackupCopy
) -> None:
    before, handle = everything(), database.obj
    row = tried(NOW + timedelta(hours=5))
    assert (row.flaw, row.detail) == ("", "")
    assert (row.cases, row.messages, row.files) == (1, 1, 1) == (row.held_cases, row.held_messages, row.held_files)
    assert (row.backup_id, row.second, row.age_minutes, row.seconds) == (copy.id, False, 300, 2)
    assert row.ended_at is not None and row.scratch == ""
    assert (everything(), scraps(settings), database.obj is handle) == (before, [], True)
    assert settings.files.is_intact(next(iter(settings.files.names())))
    (trace,) = Audit.select().where(Audit.event == "latihan_pemulihan")
    assert trace.after == "berhasil: 1 perkara, 1 berkas"
    assert drill_stands(NOW).lapse is None


def test_one_that_is_encrypted_is_opened_by_this_machines_key_alone(
    settings: Settings, turn: Turn, tried: Tried
) -> None:
    enter_recovery_key(new_private(), NOW)
    turn(NOW + timedelta(minutes=10))
    assert BackupCopy.select().order_by(BackupCopy.id.desc()).get().recovery
    assert tried().flaw == ""
    (settings.data_dir / "drill.key.sealed").unlink()
    assert tried().flaw == Flaw.KEY
    settings.secret_key_file.unlink()
    assert tried().flaw == Flaw.KEY


def test_the_newest_is_tried_though_an_older_one_would_open(turn: Turn, tried: Tried) -> None:
    turn(NOW + timedelta(days=1))
    newest = BackupCopy.select().order_by(BackupCopy.id.desc()).get()
    Path(newest.path).write_bytes(b"")
    BackupCopy.update(fault="changed").where(BackupCopy.id == newest.id).execute()
    row = tried(NOW + timedelta(days=1))
    assert (row.flaw, row.backup_id) == (Flaw.CHANGED, newest.id)


def test_a_drill_that_is_killed_is_told_as_unfinished_and_the_next_removes_what_it_left(
    settings: Settings, tried: Tried, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def kill(_chosen: Any, there: Settings, name: str, _now: Any) -> None:
        (there.data_dir / ".restore-drill-12345678").mkdir()
        if name:
            database.execute_sql(f'CREATE DATABASE "{name}"')
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(drilling, "try_backup", kill)
        with pytest.raises(Killed):
            tried()
    assert len(scraps(settings)) == (1 if is_sqlite() else 2)
    assert drill_stands(NOW).lapse is None  # it may be at work
    later = NOW + timedelta(hours=13)
    assert "terputus sebelum selesai" in drill_stands(later).staff
    assert settle_killed(settings, NOW + timedelta(minutes=10)) == 1
    assert (scraps(settings), RestoreDrill.get().flaw) == ([], Flaw.UNFINISHED)
    assert "terputus sebelum selesai" in drill_stands(NOW).staff
    assert tried().flaw == "" and drill_stands(NOW).staff == ""
    assert [row.flaw for row in RestoreDrill.select().order_by(RestoreDrill.id)] == [Flaw.UNFINISHED, ""]


def test_a_scratch_database_that_could_not_be_removed_is_known_until_it_is(
    settings: Settings, tried: Tried, monkeypatch: pytest.MonkeyPatch
) -> None:
    if is_sqlite():
        return
    with monkeypatch.context() as patch:
        patch.setattr("models.actions.upkeep.planned.drill.scratch.drop", lambda _name: None)
        row = tried()
    assert scraps(settings) == [row.scratch]
    settle_killed(settings, NOW)
    assert scraps(settings) == [] and RestoreDrill.get().scratch == ""


def test_while_a_backup_or_a_restore_is_at_work_none_is_begun(settings: Settings, tried: Tried) -> None:
    other = holder(settings.database_url)
    assert other.stdout is not None and other.stdout.readline() == "True\n"
    try:
        with pytest.raises(DrillRefused, match="at work"):
            tried()
        assert RestoreDrill.select().count() == 0
    finally:
        other.kill()
        other.communicate()
    assert isinstance(other, subprocess.Popen)


def test_a_scratch_database_is_named_after_the_offices_and_never_twice(settings: Settings) -> None:
    names = {scratch_name(), scratch_name()}
    assert names == {""} if is_sqlite() else len(names) == 2
