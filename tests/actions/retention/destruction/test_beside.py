"""What lies beside the database goes with the cases it knows of, and the ledger forgets none."""

from pathlib import Path
from typing import Any

from models.actions.retention.destruction.beside import DOSSIERS, clear_beside
from models.tables import Complaint
from models.tables.retention import ledger
from models.tables.retention.ledger import Ledger, Line
from tests.office import NOW, new_complaint


def test_the_dossiers_of_destroyed_cases_go_and_those_of_others_stay(sqlite_account: Any, tmp_path: Path) -> None:
    gone, kept = new_complaint(sqlite_account), new_complaint(sqlite_account, who="628110000002")
    Complaint.update(destroyed_at=NOW).where(Complaint.id == gone.id).execute()
    (tmp_path / DOSSIERS).mkdir()
    for case in (gone, kept):
        (tmp_path / DOSSIERS / f"{case.public_id}-ab.zip").write_bytes(b"x")
    clear_beside(tmp_path, NOW)
    assert [path.name for path in (tmp_path / DOSSIERS).iterdir()] == [f"{kept.public_id}-ab.zip"]


def test_a_case_the_database_does_not_know_stays_in_the_ledger(sqlite_account: Any, tmp_path: Path) -> None:
    lost = Line("ADU-2020-000001", "lost", "2024-01-01T00:00:00+00:00")
    ledger.write(tmp_path / ledger.NAME, Ledger("2024", frozenset({lost})))
    assert clear_beside(tmp_path, NOW).lines == {lost}
    assert ledger.read(tmp_path / ledger.NAME).lines == {lost}
