"""A program killed for real (SIGKILL) while it seals or changes what is sealed: no false alarm, and no hole."""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

from models.actions.core import audit_trail
from models.actions.core.trail import moved_on
from models.actions.upkeep.seals import seal_round
from models.actions.upkeep.seals.seal_round import seal_all
from models.rules.staff.roles import Role
from models.tables import CaseNote, ChannelAccount, Complaint, RowSeal, database
from models.tables.core.settings import Settings
from tests.actions.upkeep.move_database.moving import at, settings_of
from tests.actions.upkeep.seals.sealing import notes, said, sealed
from tests.actions.upkeep.trails import signing
from tests.office import NOW, actor, citizen_message, lay_office, take_in

pytestmark = pytest.mark.skipif(os.name != "posix", reason="forks, and is killed")


@pytest.fixture
def begun(database_url: str, tmp_path: Path) -> Settings:
    """An office whose first case is sealed; a second one came in, and a note on the first was changed."""
    settings = settings_of(database_url, tmp_path)
    lay_office(database_url)
    signing(settings.data_dir)
    with at(database_url):
        account = ChannelAccount.get(ChannelAccount.kind == "waha")
        take_in(account, citizen_message("Paspor"))
        CaseNote.create(complaint=Complaint.get(), text="a", made_by=actor(Role.PENGELOLA).staff_id, made_at=NOW)
        sealed(settings.data_dir)
        take_in(account, citizen_message("Kapan?", who="628110000002"))
        CaseNote.update(text="b").execute()
    return settings


def die(*_given: object) -> NoReturn:
    """End this process as a kill or a power cut does: nothing of it runs any more."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("not killed")


def killed(begun: Settings, plant: Callable[[], None], act: Callable[[], object]) -> None:
    """Act in a process of its own that is killed at what was planted."""
    child = os.fork()
    if child == 0:
        try:
            plant()
            with at(begun.database_url):
                act()
        finally:
            os._exit(7)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def before(where: Any, name: str) -> Callable[[], None]:
    """Return what plants a kill where this begins."""
    return lambda: setattr(where, name, die)


def after(where: Any, name: str) -> Callable[[], None]:
    """Return what plants a kill where this has ended."""
    real = getattr(where, name)
    return lambda: setattr(where, name, lambda *given: die(real(*given)))


STAGES: dict[str, Callable[[], None]] = {
    "before the rows are read": before(seal_round, "_todo"),
    "before the seals": before(seal_round, "insert_rows"),
    "after the seals": after(seal_round, "insert_rows"),
    "before the root": before(audit_trail, "write"),
    "after the root": after(audit_trail, "write"),
    "after a batch": after(seal_round, "seal_once"),
}


@pytest.mark.parametrize("stage", STAGES)
def test_killed_while_it_seals_nothing_is_told_and_all_is_sealed_afterwards(begun: Settings, stage: str) -> None:
    killed(begun, STAGES[stage], lambda: seal_all(NOW, begun.data_dir))
    with at(begun.database_url):
        assert said(begun.data_dir) == ""
        sealed(begun.data_dir)
        assert said(begun.data_dir) == ""
        assert "; 0 wait for theirs" in notes(begun.data_dir)
        database.execute_sql("UPDATE case_note SET text = 'lain'")
        database.execute_sql("UPDATE message SET text = 'lain' WHERE id = 2")
        told = said(begun.data_dir)
        assert "case_note 1" in told
        assert "message 2" in told


def _changed() -> None:
    with database.atomic():
        Complaint.update(urgency="lain").where(Complaint.id == 1).execute()
        die()


@pytest.mark.parametrize("plant", [before(moved_on, "_open_seals"), after(moved_on, "_open_seals"), lambda: None])
def test_killed_while_it_changes_a_sealed_row_the_seal_is_as_it_was(
    begun: Settings, plant: Callable[[], None]
) -> None:
    killed(begun, plant, _changed)
    with at(begun.database_url):
        assert said(begun.data_dir) == ""
        assert RowSeal.get((RowSeal.kind == "complaint") & (RowSeal.ref == 1)).salt
