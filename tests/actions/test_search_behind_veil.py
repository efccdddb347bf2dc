"""An answer to a protected complainant is found by what the veil leaves, never by who he is."""

from typing import Any

import pytest

from models.actions.search_behind_veil import answers_behind_veil
from models.tables import Complaint, Outbox, Staff
from tests.office import NOW, new_complaint

SAID = "Saya Sari Contoh, 0811 0000 001, paspor belum jadi"


@pytest.fixture
def case(account: Any) -> Complaint:
    """A protected case among others, with two answers."""
    new_complaint(account, SAID, "628110000002")
    found = new_complaint(account, SAID)
    Complaint.update(identity_protected=True).where(Complaint.id == found.id).execute()
    for reply, text in (("a", "Yth. Bu Sari, paspor siap"), ("b", "Yth. Bapak/Ibu, paspor siap")):
        Outbox.create(
            reply_key=reply, complaint=found, account=found.account_id, thread=found.thread_id, text=text,
            text_hash="0" * 64, state="sent", created_at=NOW, created_by=Staff.get(),
        )  # fmt: skip
    return Complaint.get_by_id(found.id)


@pytest.mark.parametrize("asked", ["Sari", "sari", "Contoh", "Sari Contoh", "0811 0000 001", "0000", "Bu Sari"])
def test_who_he_is_finds_nothing(asked: str, case: Complaint) -> None:
    assert answers_behind_veil(asked) == []


def test_what_it_is_about_finds_it(case: Complaint) -> None:
    first, second = (row.id for row in Outbox.select().order_by(Outbox.id))
    assert answers_behind_veil("siap") == [first, second]
    assert answers_behind_veil("Bapak/Ibu") == [second]
    assert answers_behind_veil("tidak ada ini") == []


def test_what_is_not_protected_is_asked_elsewhere(case: Complaint) -> None:
    Complaint.update(identity_protected=False).execute()
    assert answers_behind_veil("siap") == []
