"""The restore drill by its command: what came of it, and exit 1 where it fails."""

from pathlib import Path

from models.tables import BackupCopy
from tests.admin_app.cli.programs import Office
from tests.admin_app.cli.test_offices import opened, with_complaint


def test_the_newest_backup_is_tried_and_what_came_of_it_is_said(ready: Office, bare: Office, tmp_path: Path) -> None:
    with_complaint(ready)
    assert ready.run("drill").refused(1, "no backup to try")
    file = tmp_path / "b.zip"
    assert ready.run("backup", str(file)).code == 0
    assert "restore drill: No backup was tried yet" in ready.run("doctor").out
    done = ready.run("drill")
    assert (done.code, "succeeded: 1 cases" in done.out, "scratch place is removed" in done.out) == (0, True, True)
    assert "restore drill: The restore drill with the backup of" in ready.run("doctor").out
    assert ready.run("drill", "--second").refused(1, "not at a second place")
    file.write_bytes(file.read_bytes()[:-1])
    assert ready.run("drill").refused(1, "failed", "not the backup that was made here")
    assert "not the backup that was made here" in ready.run("doctor").out
    assert ready.run("verify").code == 0
    with opened(ready):  # type: ignore[attr-defined]
        assert BackupCopy.select().count() == 1
