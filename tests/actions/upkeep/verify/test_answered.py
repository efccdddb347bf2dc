"""An answer in a conversation nobody confirmed, or beside "unreachable", is named by verify."""

from pathlib import Path
from typing import Any

import pytest

from models.actions.upkeep.verify.every_invariant import verify
from models.rules.replies.delivery import Purpose
from models.tables import InvitationClaim, Message, database
from models.tables.core.files.folder_store import FolderStore
from tests.actions.inviting import ANSWER, Invited

# What a bug or a hand in the database would do, and what verify must say of it.
DAMAGES = {
    "a claim was never confirmed": ("UPDATE invitation_claim SET confirmed_at = NULL", "nobody confirmed"),
    "a confirmation has no proof": ("UPDATE invitation_claim SET proof_id = NULL", "confirmed by nobody"),
    "an answered citizen is called unreachable": ("UPDATE complaint SET unreachable = (1=1)", "called unreachable"),
}


def said(walk: Invited, folder: Path) -> list[str]:
    """Return what verify says of answers; the test's platform keeps no log of attempts."""
    failures = verify(FolderStore(folder / "files"), folder / "attempts.log", walk.tick()).failures
    return [line for line in failures if "own conversation" in line or "unreachable" in line]


@pytest.fixture
def answered(account: Any) -> Invited:
    """A case answered in the private conversation its citizen confirmed."""
    walk = Invited(account).at_answering()
    walk.sent(ANSWER, Purpose.JAWABAN, linked=walk.confirmed().id)
    return walk


def test_an_answer_through_an_invitation_is_right(answered: Invited, tmp_path: Path) -> None:
    assert said(answered, tmp_path) == []


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_would_make_it_wrong_is_named(damage: str, answered: Invited, tmp_path: Path) -> None:
    change, words = DAMAGES[damage]
    database.execute_sql(change)
    assert any(words in line for line in said(answered, tmp_path))


def test_a_word_repeated_by_another_account_is_named(answered: Invited, tmp_path: Path) -> None:
    claim = InvitationClaim.get()
    Message.update(thread=claim.thread_id).where(Message.id == claim.proof_id).execute()
    assert any("another account" in line for line in said(answered, tmp_path))
