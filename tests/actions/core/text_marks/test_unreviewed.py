"""Which texts wait for a look: each wording a citizen wrote in a protected case, until somebody looked it through."""

from datetime import timedelta
from typing import Any

from models.actions.core.text_marks.unreviewed import texts_of, unreviewed_texts
from models.tables import Complaint, ComplaintMessage, Message, MessageVersion, Staff, TextReview
from tests.office import NOW, citizen_message, new_complaint, take_in


def waiting(case: Any) -> list[tuple[int, str]]:
    return [(one.version, one.text) for one in unreviewed_texts(Complaint.get_by_id(case.id))]


def protect() -> None:
    Complaint.update(identity_protected=True).execute()


def test_only_a_protected_case_waits_and_only_for_words_a_citizen_wrote(account: Any) -> None:
    case = new_complaint(account, "Nama saya Siti")
    assert waiting(case) == []
    protect()
    assert waiting(case) == [(0, "Nama saya Siti")]
    Message.update(direction="out").execute()
    assert waiting(case) == []
    Message.update(direction="in", text="  ").execute()
    assert waiting(case) == []


def test_what_was_looked_through_waits_no_more_and_a_new_message_or_wording_does(account: Any) -> None:
    case = new_complaint(account, "pertama")
    protect()
    first = Message.get()
    TextReview.create(complaint=case, message=first, version=0, made_by=Staff.get(), made_at=NOW)
    assert waiting(case) == []
    take_in(account, citizen_message("kedua", sent_at=NOW + timedelta(minutes=1)), now=NOW + timedelta(minutes=1))
    MessageVersion.create(message=first, number=1, text="diubah", seen_at=NOW)
    assert waiting(case) == [(1, "diubah"), (0, "kedua")]
    assert [(one.text, seen) for one, seen in texts_of(case.id)] == [
        ("pertama", True),
        ("diubah", False),
        ("kedua", False),
    ]


def test_a_message_taken_out_waits_no_more_and_one_looked_through_elsewhere_waits_here(account: Any) -> None:
    case, other = new_complaint(account, "pertama"), new_complaint(account, "lain", who="628119990002")
    protect()
    link = ComplaintMessage.get(ComplaintMessage.complaint == case.id)
    TextReview.create(complaint=other, message=link.message_id, version=0, made_by=Staff.get(), made_at=NOW)
    assert waiting(case) == [(0, "pertama")]
    ComplaintMessage.update(undone_at=NOW).where(ComplaintMessage.id == link.id).execute()
    assert waiting(case) == []
