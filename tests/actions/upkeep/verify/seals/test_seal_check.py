"""What verify says of the seals where nothing was altered, and since when it can tell (the ways to alter: seals)."""

from pathlib import Path
from typing import Any

import pytest

from models.rules.core.moments import iso
from models.rules.core.sealed_contents import SEAL_EVENT
from models.tables import Audit, Complaint, SealBatch, database
from tests.actions.upkeep.seals.sealing import gateway, notes, said, sealed
from tests.actions.upkeep.trails import acted, signing, verified
from tests.office import NOW, new_complaint


@pytest.fixture
def folder(account: Any, tmp_path: Path) -> Path:
    """An office that signs, with a case."""
    new_complaint(account)
    found = signing(tmp_path / "data")
    acted("a")
    return found


def test_nothing_is_said_where_nobody_signs(account: Any, tmp_path: Path) -> None:
    new_complaint(account)
    assert (said(tmp_path), notes(tmp_path)) == ("", "")


def test_it_is_noted_that_nothing_is_sealed_yet(folder: Path) -> None:
    assert "no row is sealed yet" in notes(folder)
    assert said(folder) == ""


def test_it_is_noted_since_when_rows_are_sealed_and_how_many_wait(folder: Path) -> None:
    sealed(folder)
    assert f"sealed since {iso(NOW)}" in notes(folder)
    assert "; 0 wait for theirs" in notes(folder)
    Complaint.update(urgency="lain").execute()
    assert "; 1 wait for theirs" in notes(folder)
    sealed(folder)
    assert "; 0 wait for theirs" in notes(folder)


def test_what_was_altered_before_its_seal_is_not_told_and_the_note_says_so(folder: Path) -> None:
    database.execute_sql("UPDATE complaint SET urgency = 'lain'")
    sealed(folder)
    assert said(folder) == ""
    assert "Not told is what was altered before the first, or between its writing and its seal" in notes(folder)


def test_a_batch_whose_root_only_an_agent_noted_was_made_by_no_program(folder: Path, tmp_path: Path) -> None:
    sealed(folder)
    gateway(tmp_path / "gateway")
    batch = SealBatch.create(number=2, at=NOW, lines=0)
    Audit.update(event=SEAL_EVENT, subject="segel:2", after="e3b0").where(Audit.chain == "agen-2").execute()
    signing(folder)
    assert f"batch {batch.number} of seals" in said(folder)
    assert "no program made it" in said(folder)


def test_a_changed_batch_is_told(folder: Path) -> None:
    sealed(folder)
    database.execute_sql("UPDATE row_seal SET was = 'x' WHERE id = 1")
    assert "batch 1 of seals" in said(folder)
    assert any("was changed after it was made" in line for line in verified(folder).failures)
