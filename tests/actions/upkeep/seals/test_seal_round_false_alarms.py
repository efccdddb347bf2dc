"""What an office does lawfully is never told as an alteration: nothing waits, and nothing is a fault, after each."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from models.actions.retention.destruction.carry_out import carry_out
from models.actions.upkeep.backup.back_up import back_up
from models.actions.upkeep.backup.restore import restore
from models.actions.upkeep.move_database.move import move_database
from models.actions.upkeep.sample_data.remove import remove_sample
from models.actions.upkeep.seals.seal_round import seal_all
from models.actions.upkeep.trail_checkpoints import note_restored
from models.rules.cases.sop import Move
from models.rules.core.sealed_contents import SEALED
from models.rules.staff.roles import Role
from models.rules.upkeep.sample_data import AGREED
from models.tables import CaseNote, Complaint, RowSeal, database
from models.tables.core.settings import Settings
from models.tables.upkeep import schema
from tests.actions.retention.appraising import LATER
from tests.actions.retention.destruction.test_destruction import KASUBSI, agreed, finished
from tests.actions.upkeep.move_database.moving import at, empty_other, settings_of
from tests.actions.upkeep.sample_data.test_sample_data import practised, real_channel
from tests.actions.upkeep.seals.sealing import notes, said, sealed
from tests.actions.upkeep.trails import signing, verified
from tests.actions.upkeep.verify.test_verify import SOON, Someone, busy_office
from tests.actions.walking import Walk
from tests.office import NOW, actor, office, settings_in


def clean(folder: Path) -> None:
    """Demand that nothing is told, and after the next round that nothing waits."""
    assert said(folder) == ""
    sealed(folder)
    assert said(folder) == ""
    assert "; 0 wait for theirs" in notes(folder)


def test_nine_steps_walked_whole_and_sealed_at_each_act(
    account: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, tick = signing(tmp_path), Walk.tick

    def sealing(walk: Walk) -> Any:
        seal_all(walk.now)
        return tick(walk)

    monkeypatch.setattr(Walk, "tick", sealing)
    busy_office(account, folder)
    again = Someone(account, 21).with_answer().handed_back().finished()
    again.move(Move.BUKA_KEMBALI)
    again.identified()
    clean(folder)
    assert RowSeal.select().where(RowSeal.salt == "").exists()


def test_an_ordered_destruction(account: Any, tmp_path: Path) -> None:
    folder = signing(tmp_path)
    case = finished(account, folder)
    sealed(folder)
    listed = agreed(folder, case)
    clean(folder)
    carry_out(listed.id, settings_in(folder), actor(KASUBSI), LATER)
    clean(folder)
    assert Complaint.get_by_id(case.id).destroyed_at == LATER
    assert verified(folder).failures == []


def test_a_backup_put_back_over_a_later_office(database_url: str, tmp_path: Path) -> None:
    settings = settings_of(database_url, tmp_path)
    folder = signing(settings.data_dir)
    with office(database_url) as account:
        case = Walk(account).case
        sealed(folder)
        Complaint.update(urgency="mendesak").execute()
        back_up(tmp_path / "b.zip", settings, NOW)
        CaseNote.create(complaint=case, text="a", made_by=actor(Role.PENGELOLA).staff_id, made_at=NOW)
        sealed(folder)
        restore(tmp_path / "b.zip", settings, SOON, replace=True)
        note_restored(folder, SOON)
        clean(folder)
        assert CaseNote.select().count() == 0


@pytest.fixture
def worked(database_url: str, tmp_path: Path) -> Iterator[Settings]:
    """An office that worked a while, sealed; nobody has it open."""
    settings = settings_of(database_url, tmp_path)
    signing(settings.data_dir)
    with office(database_url) as account:
        busy_office(account, settings.data_dir)
        sealed(settings.data_dir)
        Complaint.update(urgency="mendesak").execute()  # goes over with its seal open
    yield settings


def test_a_move_to_the_other_kind_of_database(worked: Settings, postgres: str, tmp_path: Path) -> None:
    to = empty_other(worked.database_url, postgres, tmp_path)
    with at(worked.database_url):
        moved = move_database(worked, to, SOON)
    assert moved.failures == []
    with at(to):
        clean(worked.data_dir)
        database.execute_sql("UPDATE message SET text = 'lain' WHERE id = 1")
        assert "message 1" in said(worked.data_dir)


def rewriting(**before: Any) -> SimpleNamespace:
    """Return a migration that rewrites notes and what complaints are about, and says so of these lines."""

    def up(_migrator: object, db: Any) -> None:
        db.execute_sql("UPDATE case_note SET text = text || '.'")
        db.execute_sql("UPDATE complaint SET incident_place = 'Kantor'")

    return SimpleNamespace(up=up, **before)


def run(migration: SimpleNamespace) -> None:
    """Run it as the next one."""
    schema._runner()._run("9999_rewrites", migration, "up")
    database.obj.held = ""  # the program is of the version before


@pytest.fixture
def noted_case(account: Any, tmp_path: Path) -> Path:
    """A sealed office with a note on a case."""
    folder = signing(tmp_path)
    case = Walk(account).case
    CaseNote.create(complaint=case, text="a", made_by=actor(Role.PENGELOLA).staff_id, made_at=NOW)
    return sealed(folder)


def columns(kind: str) -> list[str]:
    """Return the columns of the database that a line seals."""
    fields = {"case_note": CaseNote, "complaint": Complaint}[kind]._meta.fields
    return [fields[name].column_name for name in SEALED[kind]]


def test_an_update_that_rewrites_sealed_columns(noted_case: Path) -> None:
    told = {kind: columns(kind) for kind in ("case_note", "complaint")}
    run(rewriting(REWRITES=told))
    assert "; 2 wait for theirs" in notes(noted_case)
    clean(noted_case)


def test_an_update_that_rewrites_them_unsaid_is_told_and_hides_nothing_that_was_altered_before(
    noted_case: Path,
) -> None:
    database.execute_sql("UPDATE case_note SET text = 'lain'")
    run(rewriting(REWRITES={"case_note": columns("case_note")}))
    sealed(noted_case)
    told = said(noted_case)
    assert "case_note 1" in told
    assert "complaint 1" in told


def test_practice_that_is_removed_and_numbers_that_are_given_anew(account: Any, tmp_path: Path) -> None:
    folder = signing(tmp_path)
    practised(account, folder)
    real_channel()
    sealed(folder)
    remove_sample(AGREED, actor(Role.ADMINISTRATOR), SOON)
    clean(folder)
    Someone(real_channel(), 31).with_answer()
    clean(folder)
