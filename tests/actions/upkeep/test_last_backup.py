"""The trail tells when the office was last backed up, and nothing of where the backup lies."""

from datetime import timedelta
from typing import Any

from models.actions.core.audit_trail import AuditEvent
from models.actions.core.audit_trail import write as trace
from models.actions.upkeep.backup.back_up import BackupMade
from models.actions.upkeep.last_backup import last_backup, note_backup
from models.rules.staff.roles import Role
from models.tables import Audit, database
from tests.office import NOW, actor


def test_the_newest_backup_is_told_with_its_size(account: Any) -> None:
    assert last_backup() is None
    note_backup(BackupMade(3, 1_500_000, []), NOW)
    with database.atomic():
        trace(actor(Role.ADMINISTRATOR), NOW, AuditEvent("akun_ubah", "staff:1"))
    note_backup(BackupMade(41, 12_340_000, ["ab"]), NOW + timedelta(days=1))
    found = last_backup()
    assert found is not None
    assert (found.at, found.said) == (NOW + timedelta(days=1), "12,3 MB, 41 berkas")
    assert [row.actor for row in Audit.select().where(Audit.subject == "cadangan")] == ["operator", "operator"]
