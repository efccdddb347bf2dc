"""What was destroyed still stands in databases the office left and in copies beside its own: named until they go."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.actions.core import audit_trail
from models.actions.core.actor import OPERATOR
from models.actions.core.audit_trail import AuditEvent
from models.actions.retention.erasure.told import elsewhere
from models.actions.upkeep.backup.back_up import BackupMade
from models.actions.upkeep.last_backup import note_backup
from models.actions.upkeep.move_database.take_back import note_gone
from models.rules.core.moments import to_unix
from models.rules.upkeep.database_moves import MOVED
from models.tables import BackupCopy, DestructionList, database
from models.tables.core.files.folder_store import FolderStore
from tests.office import NOW

OLD = {"server": "postgresql://aduan@srv/aduan", "file": "sqlite:////srv/aduan.db"}


def _moved(out_of: str, days: int) -> None:
    with database.atomic():
        audit_trail.write(OPERATOR, NOW + timedelta(days=days), AuditEvent(MOVED, "database", before=out_of))


def _said(folder: Path) -> list[str]:
    return [line for line in elsewhere(DestructionList(carried_out_at=NOW), folder, NOW) if "Database lama" in line]


@pytest.mark.parametrize("old", ["server", "file"])
def test_what_is_destroyed_after_a_move_still_stands_in_the_old_database(
    account: Any, tmp_path: Path, old: str
) -> None:
    assert (_said(tmp_path), note_gone(NOW)) == ([], False)
    _moved(OLD[old], -1)
    (said,) = _said(tmp_path)
    assert OLD[old] in said and "masih memuatnya" in said and "move --old-gone" in said
    assert note_gone(NOW) and not note_gone(NOW)
    assert _said(tmp_path) == []
    _moved(OLD[old], 0)  # and of a later move again
    assert len(_said(tmp_path)) == 1


def test_what_was_erased_before_a_move_may_stand_in_what_the_old_server_kept_alone(
    account: Any, tmp_path: Path
) -> None:
    _moved(OLD["file"], 1)
    assert _said(tmp_path) == []  # nobody moves before the file is rewritten
    _moved(OLD["server"], 1)
    (said,) = _said(tmp_path)
    assert "log, arsip, dan replika servernya mungkin masih memuatnya" in said


def test_of_a_server_that_never_had_it_nothing_is_said(account: Any, tmp_path: Path) -> None:
    _moved(OLD["file"], 1)
    said = elsewhere(DestructionList(carried_out_at=NOW), tmp_path, NOW)
    assert not [line for line in said if "WAL" in line or "rver" in line]


@pytest.mark.parametrize(
    "name",
    [
        "before-restore-20261125T100000.zip",
        "before-migrate-20261125T100000.zip",
        ".before-migrate-20261125T100000.zip-a1b2c3d4.part",
        "aduan.db.damaged-20261125T100000",
    ],
)
def test_a_copy_beside_the_database_is_named_until_it_is_deleted(account: Any, tmp_path: Path, name: str) -> None:
    copy = tmp_path / name
    copy.touch()
    os.utime(copy, (to_unix(NOW) - 60,) * 2)
    row = DestructionList(carried_out_at=NOW)
    assert [name in line for line in elsewhere(row, tmp_path, NOW) if "Salinan di samping" in line] == [True]
    copy.unlink()
    assert name not in " ".join(elsewhere(row, tmp_path, NOW))


def test_a_backup_that_the_plan_removed_from_both_places_holds_nothing_any_more(account: Any, tmp_path: Path) -> None:
    for days in (2, 1):
        made = BackupMade(tmp_path / f"{days}.zip", 0, 1, f"{days}" * 64, [])
        note_backup(made, FolderStore(tmp_path), NOW - timedelta(days=days), planned=True)

    def said() -> str:
        return next(
            one for one in elsewhere(DestructionList(carried_out_at=NOW), tmp_path, NOW) if "Cadangan:" in one
        )

    first = BackupCopy.sha256 == "2" * 64
    assert "Cadangan: 2 tercatat" in said()
    BackupCopy.update(removed_at=NOW, second="/mnt/usb/2.zip").where(first).execute()
    assert "Cadangan: 2 tercatat" in said()  # it still lies in the second place
    BackupCopy.update(second="").where(first).execute()
    assert "Cadangan: 1 tercatat" in said()
