"""`run_admin.py erase` says what it did, and a backup counts from when it was begun."""

from datetime import timedelta
from pathlib import Path

import pytest

from admin_app.cli import upkeep
from admin_app.cli.opening import utc_now
from models.actions.retention.erasure import postgres_file, sqlite_file
from models.actions.retention.erasure.ask_erasure import ask_erasure
from models.rules.retention.erasing import CannotErase, Why
from models.tables import Audit, BackupCopy, Erasure
from tests.admin_app.cli.programs import Office
from tests.admin_app.cli.test_offices import opened, with_complaint
from tests.office import NOW


def test_erase_says_done_only_of_what_it_did(ready: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    with_complaint(ready)
    nothing = ready.run("erase")
    assert (nothing.code, "left as it is" in nothing.out, "holds nothing" in nothing.out) == (0, True, False)
    with opened(ready):  # type: ignore[attr-defined]
        ask_erasure(Why.PEMULIHAN, utc_now())

    def full() -> str:
        raise CannotErase("Ruang disk kurang.")

    with monkeypatch.context() as disk:
        for file in (sqlite_file, postgres_file):
            disk.setattr(file, "rewrite", full)
        assert ready.run("erase").refused(1, "Not erased yet: Ruang disk kurang.")
    done = ready.run("erase")
    assert (done.code, "holds nothing any more" in done.out) == (0, True)
    with opened(ready):  # type: ignore[attr-defined]
        assert (Erasure.get().ended_at is not None, Erasure.get().problem) == (True, "")


def test_a_backup_is_of_the_moment_it_was_begun(
    ready: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = iter(NOW + timedelta(minutes=minute) for minute in range(20))
    monkeypatch.setattr(upkeep, "utc_now", lambda: next(moments))
    assert ready.run("backup", str(tmp_path / "b.zip")).code == 0
    with opened(ready):  # type: ignore[attr-defined]
        assert (BackupCopy.get().made_at, Audit.get(Audit.event == "cadangkan").at) == (NOW, NOW)
