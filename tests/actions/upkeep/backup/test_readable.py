"""What doctor says of who can read a backup: what is in clear is told as in clear."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from models.actions.upkeep.backup.back_up import BackupMade
from models.actions.upkeep.backup.keys import enter_recovery_key
from models.actions.upkeep.backup.readable import look_at_backups
from models.actions.upkeep.diagnose.findings import Level
from models.actions.upkeep.last_backup import newest_backups, note_backup
from models.rules.upkeep.age_keys import public_text
from models.tables.core.age_file import new_private, public_of
from models.tables.core.files.folder_store import FolderStore
from tests.office import NOW


def test_a_backup_is_told_as_encrypted_only_for_the_key_in_use_and_while_that_is_at_hand(
    account: Any, tmp_path: Path
) -> None:
    first, second = new_private(), new_private()

    def backed_up(recovery: str) -> None:
        made = BackupMade(tmp_path / "b.zip", 1, 1, "a" * 64, [], recovery)
        note_backup(made, FolderStore(tmp_path), NOW)

    def said(days: int = 0) -> tuple[Level, str]:
        (found,) = look_at_backups(next(iter(newest_backups()), None), NOW + timedelta(days=days))
        return found.level, found.sentence

    assert (said()[0], "not encrypted" in said()[1]) == (Level.WARNING, True)
    backed_up("")
    enter_recovery_key(first, NOW)
    assert (said()[0], "is not encrypted" in said()[1]) == (Level.WARNING, True)
    backed_up(public_text(public_of(first)))
    assert (said()[0], public_text(public_of(first)) in said()[1]) == (Level.OK, True)
    assert (said(366)[0], "for a year" in said(366)[1]) == (Level.WARNING, True)
    enter_recovery_key(second, NOW)
    assert (said()[0], "another recovery key" in said()[1]) == (Level.WARNING, True)


def test_where_a_key_is_there_and_no_backup_only_the_next_one_is_spoken_of(account: Any) -> None:
    enter_recovery_key(new_private(), NOW)
    (found,) = look_at_backups(None, NOW)
    assert (found.level, found.sentence.startswith("The next backup")) == (Level.OK, True)
