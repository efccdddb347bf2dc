"""Who stands behind a case: over joined contacts, everybody who wrote in it, and only for protected ones."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.core.identities import identity_of, mask_of, masks_of, masks_of_messages
from models.actions.intake.join_contacts import join_contacts
from models.rules.privacy.masking import HIDDEN
from models.rules.staff.roles import Role
from models.tables import TABLES, Complaint, ComplaintMessage, Contact, Message, Thread
from models.tables.core.declaring import held_by, identities_in
from tests.office import NOW, actor, citizen_message, new_complaint, take_in

IDENTITIES = [
    pytest.param(column, id=f"{table.__name__}.{column.name}") for table in TABLES for column in identities_in(table)
]


def protect(*cases: Complaint) -> None:
    Complaint.update(identity_protected=True).where(Complaint.id.in_([case.id for case in cases])).execute()


def test_a_person_is_all_his_contacts_and_handles(account: Any) -> None:
    case, other = new_complaint(account), new_complaint(account, who="628119990002")
    far = new_complaint(account, who="628119990003")
    Contact.update(name="Wati Lain", email="wati@contoh.id", address="Jalan Contoh 1").where(
        Contact.id == other.contact_id
    ).execute()
    join_contacts(case.contact_id, other.contact_id, actor(Role.PENGELOLA), NOW)
    join_contacts(other.contact_id, far.contact_id, actor(Role.PENGELOLA), NOW)
    for one in (case, other, far):
        found = identity_of(one.id)
        assert set(found.handles) == {
            ("phone", "+628110000001"),
            ("phone", "+628119990002"),
            ("phone", "+628119990003"),
        }
        assert set(found.names) == {"Sari Contoh", "Wati Lain"}
        assert (found.emails, found.addresses) == (("wati@contoh.id",), ("Jalan Contoh 1",))


@pytest.mark.parametrize("column", IDENTITIES)
def test_what_is_declared_to_tell_who_he_is_does_and_is_sought_in_texts_where_it_says_so(
    sqlite_account: Any, column: Any
) -> None:
    case = new_complaint(sqlite_account)
    protect(case)
    column.model.update({column: "zamrud"}).execute()
    assert "zamrud" in str(identity_of(case.id))
    hidden = mask_of(Complaint.get())("kata zamrud")
    assert hidden == (f"kata {HIDDEN}" if held_by(column).sought else "kata zamrud")


def test_only_protected_cases_have_a_mask(account: Any) -> None:
    case, other = new_complaint(account), new_complaint(account, who="628119990002")
    protect(case)
    masks = masks_of([case.id, other.id])
    assert set(masks) == {case.id}
    named = "Sari, 0811 0000 001, 08119990002"
    assert masks[case.id](named) == "▮▮▮, ▮▮▮, ▮▮▮"  # whoever else is told of in it, too
    assert mask_of(Complaint.get_by_id(case.id))(named) == masks[case.id](named)
    assert mask_of(other)("Sari") == "Sari"
    assert masks_of([]) == masks_of([other.id]) == {}


def test_whoever_else_wrote_in_the_case_is_hidden_too(account: Any) -> None:
    case = new_complaint(account)
    take_in(account, citizen_message("saya juga", "628119990009", NOW + timedelta(seconds=5)), now=NOW)
    second = Message.select().order_by(Message.id.desc()).first()
    ComplaintMessage.create(complaint=case, message=second, linked_at=NOW)
    protect(case)
    assert mask_of(Complaint.get_by_id(case.id))("08119990009") == "▮▮▮"
    assert Thread.select().count() == 2


def test_a_message_of_a_protected_case_is_masked_wherever_it_stands(account: Any) -> None:
    case, other = new_complaint(account), new_complaint(account, who="628119990002")
    first = ComplaintMessage.get(ComplaintMessage.complaint == case.id).message_id
    second = ComplaintMessage.get(ComplaintMessage.complaint == other.id).message_id
    ComplaintMessage.create(complaint=other, message=first, linked_at=NOW)
    protect(case)
    masks = masks_of_messages([first, second])
    assert set(masks) == {first}
    assert masks[first]("+62811-0000-001") == "▮▮▮"
    ComplaintMessage.update(undone_at=NOW).where(ComplaintMessage.complaint == case.id).execute()
    assert masks_of_messages([first, second]) == {}
