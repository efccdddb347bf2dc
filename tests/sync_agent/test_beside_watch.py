"""The agent clears what lies beside the database when something was destroyed anywhere, and once a day."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from models.tables import Complaint
from models.tables.retention import ledger
from sync_agent.keeping_time import BesideWatch
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
