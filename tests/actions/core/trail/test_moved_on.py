"""A sealed row that a program changes: its seal is opened with the program's signature, and only where it fitted."""

from pathlib import Path
from typing import Any

import pytest

from models.actions.core.trail.moved_on import moved_by, opener_of
from models.actions.upkeep.seals.seal_round import seal_all
from models.rules.core.sealed_contents import moved_words
from models.tables import Complaint, RowSeal, database
from models.tables.core.keys.trail_key import is_signed, new_trail_key
from tests.actions.upkeep.trails import signing
from tests.office import NOW, new_complaint


@pytest.fixture
def case(account: Any, tmp_path: Path) -> int:
    """A case of an office that signs and seals."""
    signing(tmp_path / "data")
    made = int(new_complaint(account).id)
    seal_all(NOW)
    return made


def seal_of(case: int) -> RowSeal:
    """Return the newest seal of a case."""
    mine = (RowSeal.kind == "complaint") & (RowSeal.ref == case)
    return RowSeal.select().where(mine).order_by(RowSeal.id.desc()).get()


def test_the_salt_goes_at_once_and_who_moved_the_row_on_is_signed(case: int) -> None:
    assert seal_of(case).salt
    Complaint.update(urgency="lain").execute()
    seal = seal_of(case)
    public, signature = opener_of(seal.moved)
    assert seal.salt == ""
    assert is_signed(public, moved_words("complaint", case, seal.digest), signature)


def test_the_seal_of_a_row_that_somebody_altered_is_not_opened_by_the_programs_next_change(case: int) -> None:
    database.execute_sql("UPDATE complaint SET category = 'lain'")
    Complaint.update(urgency="lain").execute()
    assert (seal_of(case).salt, seal_of(case).moved) == ("", "")
    assert seal_all(NOW) == 0


def test_what_is_taken_back_leaves_the_seal_as_it_was(case: int) -> None:
    with database.atomic() as transaction:
        Complaint.update(urgency="lain").execute()
        transaction.rollback()
    assert seal_of(case).salt


def test_who_has_no_key_opens_no_seal() -> None:
    assert moved_by(None, "message", 1, "d") == ""
    key = new_trail_key()
    assert opener_of(moved_by(key, "message", 1, "d"))[0] == key.public
