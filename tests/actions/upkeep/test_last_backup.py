"""What is noted of a backup, and nothing of its place in the trail; found again by its content."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from models.actions.core.actor import OPERATOR
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.audit_trail import write as trace
from models.actions.upkeep.backup.back_up import BackupMade
from models.actions.upkeep.last_backup import newest_backups, note_backup, note_moved, said_of
from models.actions.upkeep.lost_files import Lack
from models.rules.staff.roles import Role
from models.rules.upkeep.database_moves import MOVED
from models.rules.upkeep.losses import Fault
from models.tables import Attachment, Audit, LostFile, Message, database
from models.tables.core.files.folder_store import FolderStore
from tests.office import NOW, actor, new_complaint

PLACE, SHA = Path("/mnt/cadangan.zip"), "c" * 64


def test_the_newest_backup_is_told_with_its_size_and_what_it_lacks(account: Any, tmp_path: Path) -> None:
    assert newest_backups() == []
    note_backup(BackupMade(PLACE, 3, 1_500_000, "a" * 64, []), FolderStore(tmp_path), NOW)
    with database.atomic():
        trace(actor(Role.ADMINISTRATOR), NOW, AuditEvent("akun_ubah", "staff:1"))
    lacking = [Lack("b" * 64, Fault.MISSING)]
    note_backup(BackupMade(PLACE, 41, 12_340_000, SHA, lacking), FolderStore(tmp_path), NOW + timedelta(days=1))
    newest, first = newest_backups()
    assert (newest.made_at, newest.sha256, first.made_at) == (NOW + timedelta(days=1), SHA, NOW)
    assert said_of(newest.size, newest.files, newest.lacking) == "12,3 MB, 41 berkas, kurang 1 berkas"
    told = list(Audit.select().where(Audit.subject == "cadangan").order_by(Audit.id))
    assert [(row.actor, row.after) for row in told] == [
        ("operator", "1,5 MB, 3 berkas"),
        ("operator", "12,3 MB, 41 berkas, kurang 1 berkas"),
    ]
    assert not any("mnt" in row.after + row.before for row in Audit.select())


def test_a_backup_that_was_moved_is_known_by_its_content(account: Any, tmp_path: Path) -> None:
    note_backup(BackupMade(PLACE, 3, 1_500_000, SHA, []), FolderStore(tmp_path), NOW)
    assert note_moved(Path("/media/b.zip"), "d" * 64, 1_500_000, NOW) is None
    assert note_moved(Path("/media/b.zip"), SHA, 1_500_001, NOW) is None
    assert newest_backups()[0].path == str(PLACE)
    assert note_moved(Path("/media/b.zip"), SHA, 1_500_000, NOW) is not None
    assert newest_backups()[0].path == "/media/b.zip"


def test_a_loss_noted_by_an_earlier_backup_is_gone_once_the_file_is_whole(account: Any, tmp_path: Path) -> None:
    new_complaint(account)
    file = Attachment.create(public_id="a", message=Message.get(), sha256="b" * 64, state="tersimpan")
    note_backup(BackupMade(PLACE, 3, 1, SHA, [Lack("b" * 64, Fault.MISSING)]), FolderStore(tmp_path), NOW)
    assert [(row.sha256, row.fault) for row in LostFile.select()] == [("b" * 64, "missing")]
    note_backup(BackupMade(PLACE, 3, 1, SHA, [Lack("b" * 64, Fault.CHANGED)]), FolderStore(tmp_path), NOW)
    assert [row.fault for row in LostFile.select()] == ["changed"]
    found = FolderStore(tmp_path).keep(b"ditemukan")
    Attachment.update(sha256=found).where(Attachment.id == file.id).execute()
    LostFile.update(sha256=found).execute()
    note_backup(BackupMade(PLACE, 4, 1, SHA, []), FolderStore(tmp_path), NOW)
    assert LostFile.select().count() == 0


def test_a_backup_of_the_database_that_was_left_is_none_of_this_one(account: Any, tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    note_backup(BackupMade(PLACE, 3, 1_500_000, SHA, []), store, NOW)
    with database.atomic():
        trace(OPERATOR, NOW + timedelta(hours=1), AuditEvent(MOVED, "database"))
    assert newest_backups() == []  # it goes back into the old kind alone
    note_backup(BackupMade(PLACE, 3, 1_500_000, "e" * 64, []), store, NOW + timedelta(hours=2))
    assert [copy.sha256 for copy in newest_backups()] == ["e" * 64]
