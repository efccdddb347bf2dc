"""Marks of a case: for its masks, gone when they are taken back, carried along with its messages."""

from typing import Any

from models.actions.core.identities import identity_of, mask_of, masks_of, masks_of_messages
from models.actions.core.links.contents import put_in
from models.actions.core.text_marks.standing import NOTHING_MARKED, Marks, marks_of, standing, take_marks_along
from models.tables import Complaint, ComplaintMessage, Staff, TextMark
from tests.office import NOW, new_complaint


def mark(case: Any, words: str, hides: bool = True) -> Any:
    return TextMark.create(complaint=case, words=words, hides=hides, made_by=Staff.get(), made_at=NOW)


def protect(*cases: Any) -> None:
    Complaint.update(identity_protected=True).where(Complaint.id.in_([case.id for case in cases])).execute()


def message_of(case: Any) -> int:
    return int(ComplaintMessage.get(ComplaintMessage.complaint == case.id).message_id)


def test_the_marks_of_each_case_are_its_own(account: Any) -> None:
    case, other = new_complaint(account), new_complaint(account, who="628119990002")
    mark(case, "si Jangkung")
    mark(case, "Mawar", hides=False)
    mark(case, "")  # of a destroyed case
    assert marks_of({case.id, other.id}) == {case.id: Marks(("si Jangkung",), ("Mawar",))}
    assert identity_of(other.id).marks == NOTHING_MARKED
    TextMark.update(undone_at=NOW).where(TextMark.hides).execute()
    assert marks_of([case.id]) == {case.id: Marks((), ("Mawar",))}
    assert [row.words for row in standing(case.id)] == ["Mawar"]


def test_every_mask_of_the_case_follows_its_marks(account: Any) -> None:
    case = new_complaint(account)
    protect(case)
    mark(case, "si Jangkung")
    mark(case, "Siti Rahmawati", hides=False)
    text, seen = "Nama saya Siti Rahmawati, oleh si Jangkung", "Nama saya Siti Rahmawati, oleh ▮▮▮"
    fresh, message = Complaint.get_by_id(case.id), message_of(case)
    assert mask_of(fresh)(text) == masks_of([case.id])[case.id](text) == seen
    assert masks_of_messages([message])[message](text) == identity_of(case.id).gate(text) == seen


def test_a_message_in_two_protected_cases_hides_what_either_hides_and_spares_only_what_both_do(account: Any) -> None:
    case, other = new_complaint(account), new_complaint(account, who="628119990002")
    ComplaintMessage.create(complaint=other, message=message_of(case), linked_at=NOW)
    protect(case, other)
    mark(case, "si Jangkung")
    mark(case, "Siti Rahmawati", hides=False)
    mask = masks_of_messages([message_of(case)])[message_of(case)]
    assert mask("Nama saya Siti Rahmawati, oleh si Jangkung") == "Nama saya ▮▮▮, oleh ▮▮▮"
    mark(other, "siti rahmawati", hides=False)
    mask = masks_of_messages([message_of(case)])[message_of(case)]
    assert mask("Nama saya Siti Rahmawati") == "Nama saya Siti Rahmawati"


def test_what_is_hidden_goes_along_with_its_messages_into_another_case(account: Any) -> None:
    case, other = new_complaint(account), new_complaint(account, who="628119990002")
    mark(case, "si Jangkung")
    mark(case, "Mawar", hides=False)
    TextMark.create(complaint=case, words="lama", hides=True, made_by=1, made_at=NOW, undone_at=NOW)
    put_in(other.id, [message_of(case)], None, NOW)
    assert marks_of([other.id]) == {other.id: Marks(("si Jangkung",))}
    take_marks_along([message_of(case)], other.id)
    assert len(standing(other.id)) == 1
