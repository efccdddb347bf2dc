"""A correction changes the person, keeps the old word in its history, and no word in the trail. Both databases."""

import pytest

from models.actions.intake.join_contacts import join_contacts
from models.actions.privacy.correct_data import correct_data
from models.rules.core.errors import AlreadyDone, NotPermitted, NotVisible
from models.rules.privacy.personal_data import CorrectionNotAllowed
from models.rules.staff.roles import Role
from models.tables import Audit, ChannelAccount, Complaint, ConflictParty, Contact, DataCorrection, Staff
from tests.office import NOW, actor, new_complaint

DESK = Role.PENGELOLA


def test_the_old_word_stays_in_the_history_and_no_word_in_the_trail(account: ChannelAccount) -> None:
    case = new_complaint(account)
    made = correct_data(case.id, "name", "Siti Contoh", " KTP ", actor(DESK), NOW)
    assert Contact.get_by_id(case.contact_id).name == "Siti Contoh"
    assert (made.before, made.after, made.why) == ("Sari Contoh", "Siti Contoh", "KTP")
    assert made.made_by_id == actor(DESK).staff_id
    row = Audit.get(Audit.event == "betulkan_data")
    assert (row.subject, row.before, row.after) == (f"contact:{case.contact_id}", "", "name")


def test_it_goes_to_the_contact_that_stands_for_the_person(account: ChannelAccount) -> None:
    one, other = new_complaint(account, "satu", "628110000001"), new_complaint(account, "dua", "628110000002")
    join_contacts(one.contact_id, other.contact_id, actor(DESK), NOW)
    correct_data(other.id, "address", "Jalan Contoh 1", "KTP", actor(DESK), NOW)
    assert [row.address for row in Contact.select().order_by(Contact.id)] == ["Jalan Contoh 1", ""]


def test_submitted_twice_it_is_corrected_once(account: ChannelAccount) -> None:
    case = new_complaint(account)
    correct_data(case.id, "name", "Siti", "KTP", actor(DESK), NOW, form_key="kunci-betulkan-1")
    with pytest.raises(AlreadyDone):
        correct_data(case.id, "name", "Sita", "KTP", actor(DESK), NOW, form_key="kunci-betulkan-1")
    assert DataCorrection.select().count() == 1


def test_a_refused_correction_changes_nothing(account: ChannelAccount) -> None:
    case = new_complaint(account)
    with pytest.raises(CorrectionNotAllowed):
        correct_data(case.id, "joined_into", "5", "x", actor(DESK), NOW)
    with pytest.raises(NotPermitted):
        correct_data(case.id, "name", "Siti", "x", actor(Role.KASI_LALINTALKIM), NOW)
    ConflictParty.create(complaint=case.id, staff=Staff.get(Staff.username == str(DESK)), named_at=NOW)
    with pytest.raises(NotVisible):
        correct_data(case.id, "name", "Siti", "x", actor(DESK), NOW)
    ConflictParty.delete().execute()
    Complaint.update(identity_protected=True).where(Complaint.id == case.id).execute()
    with pytest.raises(NotPermitted, match="dirahasiakan"):
        correct_data(case.id, "name", "Siti", "x", actor(DESK), NOW)
    assert (Contact.get().name, DataCorrection.select().count()) == ("Sari Contoh", 0)
