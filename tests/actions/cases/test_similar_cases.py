"""Possible duplicates: open, near in time or of the same person, alike in words, and visible to who asks."""

from datetime import timedelta

from models.actions.cases.similar_cases import DAYS, SimilarCase, similar_cases
from models.actions.intake.suggest_case import words_of
from models.rules.staff.roles import Role
from models.tables import ChannelAccount, Complaint, ConflictParty, Staff
from tests.office import NOW, actor, new_complaint

STORY = "Paspor saya belum jadi padahal sudah dua bulan sejak wawancara di kantor imigrasi Belakang Padang"
AGAIN = "Pak, paspor saya belum jadi padahal sudah dua bulan sejak wawancara di imigrasi Belakang Padang"
OTHER = "Apakah kantor buka hari Sabtu untuk perpanjangan izin tinggal terbatas suami saya orang Singapura"
PENGELOLA = Role.PENGELOLA


def found(case: Complaint, role: Role = PENGELOLA) -> list[SimilarCase]:
    text = words_of([case.id])[case.id]
    return similar_cases(case, text, [case.contact_id], actor(role))


def test_an_open_case_told_in_nearly_the_same_words_is_shown_and_another_matter_is_not(
    account: ChannelAccount,
) -> None:
    first = new_complaint(account, STORY, "628110000001")
    new_complaint(account, OTHER, "628110000002")
    second = new_complaint(account, AGAIN, "628110000003")
    assert [(one.case.id, one.same_person) for one in found(second)] == [(first.id, False)]


def test_the_same_person_is_shown_first_whatever_the_words(account: ChannelAccount) -> None:
    alike = new_complaint(account, STORY, "628110000001")
    mine = new_complaint(account, OTHER, "628110000002")
    asking = new_complaint(account, AGAIN, "628110000003")
    Complaint.update(contact=asking.contact_id).where(Complaint.id == mine.id).execute()
    assert [one.case.id for one in found(asking)] == [mine.id, alike.id]
    assert [one.same_person for one in found(asking)] == [True, False]


def test_closed_and_long_past_cases_are_not_shown(account: ChannelAccount) -> None:
    closed = new_complaint(account, STORY, "628110000001")
    Complaint.update(open=False).where(Complaint.id == closed.id).execute()
    past = new_complaint(account, STORY, "628110000002")
    long_ago = NOW - timedelta(days=DAYS + 1)
    Complaint.update(opened_at=long_ago).where(Complaint.id == past.id).execute()
    asking = new_complaint(account, AGAIN, "628110000003")
    assert found(asking) == []


def test_who_may_not_see_a_case_is_not_told_of_it(account: ChannelAccount) -> None:
    first = new_complaint(account, STORY, "628110000001")
    second = new_complaint(account, AGAIN, "628110000002")
    assert found(second, Role.KASI_LALINTALKIM) == []
    party = Staff.get(Staff.username == str(PENGELOLA))
    ConflictParty.create(complaint=first.id, staff=party, named_at=NOW)
    assert found(second) == []


def test_nothing_is_merged_by_itself(account: ChannelAccount) -> None:
    new_complaint(account, STORY, "628110000001")
    asking = new_complaint(account, AGAIN, "628110000002")
    before = list(Complaint.select().order_by(Complaint.id).tuples())
    found(asking)
    assert list(Complaint.select().order_by(Complaint.id).tuples()) == before


def test_a_protected_complainant_is_not_told_by_his_other_cases(account: ChannelAccount) -> None:
    mine = new_complaint(account, OTHER, "628110000002")
    asking = new_complaint(account, AGAIN, "628110000003")
    Complaint.update(contact=asking.contact_id, identity_protected=True).where(Complaint.id == mine.id).execute()
    assert found(asking) == []


def test_a_protected_person_is_not_given_away_as_the_same(account: ChannelAccount) -> None:
    secret = new_complaint(account, OTHER, "628110000001")
    asking = new_complaint(account, STORY, "628110000002")
    Complaint.update(contact=asking.contact_id, identity_protected=True).where(Complaint.id == secret.id).execute()
    assert found(asking) == []
    assert found(Complaint.get_by_id(secret.id)) == []
