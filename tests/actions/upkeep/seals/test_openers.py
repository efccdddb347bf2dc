"""Whose word counts that a sealed row was moved on: no strange key's, and an agent's only of its own work."""

from pathlib import Path
from typing import Any

import pytest

from models.actions.core.actor import OPERATOR
from models.actions.core.trail.moved_on import moved_by
from models.actions.upkeep.seals.openers import Openers, openers
from models.actions.upkeep.seals.seal_round import seal_all
from models.actions.upkeep.trail_writers import accept_writer
from models.rules.staff.roles import Role
from models.rules.upkeep.trail_proof import fingerprint
from models.tables import CaseNote, Complaint, Message, RowSeal, TrailWriter, database
from models.tables.core.keys.trail_key import new_trail_key, public_here
from tests.actions.upkeep.seals.sealing import gateway, said, sealed
from tests.actions.upkeep.trails import acted, noted, signing
from tests.office import NOW, actor, new_complaint


@pytest.fixture
def office(account: Any, tmp_path: Path) -> Path:
    """An office with a note on a case, all of it sealed."""
    found = signing(tmp_path / "office")
    acted("a")
    case = new_complaint(account)
    CaseNote.create(complaint=case, text="catatan", made_by=actor(Role.PENGELOLA).staff_id, made_at=NOW)
    return sealed(found)


def accepted(office: Path, machine: Path) -> None:
    """Accept the gateway's key at the office, which writes again from now on."""
    signing(office)
    accept_writer("agen-2", fingerprint(public_here(machine)), OPERATOR, NOW)
    noted(office)


def test_a_stolen_key_of_a_gateway_moves_no_row_of_the_office(office: Path, tmp_path: Path) -> None:
    machine = gateway(tmp_path / "gateway")
    accepted(office, machine)
    signing(machine)
    CaseNote.update(text="lain").execute()
    Complaint.update(urgency="lain").execute()
    signing(office)
    for _ in range(2):
        told = said(office)
        assert "case_note 1 (of ADU-2026-000001) was moved on by a key that is not accepted for it" in told
        assert "complaint 1 (of ADU-2026-000001) was moved on by a key that is not accepted for it" in told
        sealed(office)


def test_what_comes_in_and_what_the_clock_moves_is_the_gateway_s(office: Path, tmp_path: Path) -> None:
    machine = gateway(tmp_path / "gateway")
    accepted(office, machine)
    signing(machine)
    Message.update(text="disunting").execute()
    Complaint.update(closed_at=NOW).execute()
    signing(office)
    assert said(office) == ""
    sealed(office)
    assert said(office) == ""
    assert not RowSeal.select().where(RowSeal.moved != "").exists()


def test_a_key_that_nobody_accepted_moves_nothing_and_nothing_is_sealed_on_its_word(
    office: Path, tmp_path: Path
) -> None:
    machine = gateway(tmp_path / "gateway")
    Message.update(text="disunting").execute()
    signing(office)
    sealed(office)
    assert "message 1 (of ADU-2026-000001) was moved on by a key that is not accepted for it" in said(office)
    accepted(office, machine)
    assert said(office) == ""
    assert seal_all(NOW, office) == 1
    assert said(office) == ""


def test_words_that_nobody_signed_move_nothing(office: Path) -> None:
    database.execute_sql("UPDATE case_note SET text = 'lain'")
    for moved in ("x", public_here(office), moved_by(new_trail_key(), "case_note", 1, "d")):
        RowSeal.update(salt="", moved=moved).where(RowSeal.kind == "case_note").execute()
        sealed(office)
        assert "case_note 1 (of ADU-2026-000001) was moved on by a key" in said(office)


def test_a_writer_entered_by_hand_is_believed_by_nobody_who_knows_the_writers(office: Path) -> None:
    key = new_trail_key()
    TrailWriter.create(chain="web-7", kind="web", public=key.public, begun_seq=1, begun_at=NOW)
    seal = RowSeal.get(RowSeal.kind == "case_note")
    database.execute_sql("UPDATE case_note SET text = 'lain'")
    moved = moved_by(key, "case_note", seal.ref, seal.digest)
    RowSeal.update(salt="", moved=moved).where(RowSeal.id == seal.id).execute()
    sealed(office)
    assert "case_note 1" in said(office)


def test_without_knowledge_whoever_writes_the_trail_counts(account: Any) -> None:
    TrailWriter.create(chain="web", kind="web", public="a", begun_seq=1, begun_at=NOW)
    TrailWriter.create(chain="agen", kind="agen", public="b", begun_seq=1, begun_at=NOW)
    assert openers(None, "") == Openers({"web": "a", "agen": "b"})
    assert openers({"web": "c"}, "b") == Openers({"agen": "b", "web": "c"})


def test_an_agent_s_chain_seals_nothing() -> None:
    whose = Openers({"web": "a", "agen-2": "b"})
    assert [whose.may_seal(chain) for chain in ("web", "agen-2", "web-2")] == [True, False, False]
