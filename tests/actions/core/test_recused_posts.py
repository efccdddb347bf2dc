"""A post is passed over in a case only when every active account that holds it is named there."""

from typing import Any

from models.actions.core.recused_posts import (
    cases_hidden_from,
    recused_in_open_cases,
    recused_posts,
    subjects_hidden_from,
)
from models.rules.staff.roles import Role
from models.tables import Complaint, ConflictParty, Staff
from tests.admin_app.samples import reply_of
from tests.office import NOW, actor, add_staff, new_complaint


def staff(role: Role) -> Staff:
    return Staff.get(Staff.username == str(role))


def name_party(case: Complaint, person: Staff) -> ConflictParty:
    return ConflictParty.create(complaint=case, staff=person, why="terlapor", named_at=NOW)


def test_the_only_holder_named_bars_his_post_in_this_case_alone(account: Any) -> None:
    case, other = new_complaint(account), new_complaint(account, who="628110000002")
    assert recused_posts(case.id) == frozenset()
    assert recused_in_open_cases() == {}
    name_party(case, staff(Role.KASI_TIKKIM))
    assert recused_posts(case.id) == {Role.KASI_TIKKIM}
    assert recused_posts(other.id) == frozenset()
    assert recused_in_open_cases() == {case.id: {Role.KASI_TIKKIM}}


def test_a_colleague_of_the_same_post_keeps_it_in_the_case(account: Any) -> None:
    case = new_complaint(account)
    second = add_staff(Role.PENGELOLA, username="pengelola2")
    name_party(case, staff(Role.PENGELOLA))
    assert recused_posts(case.id) == frozenset()
    Staff.update(active=False).where(Staff.id == second.id).execute()
    assert recused_posts(case.id) == {Role.PENGELOLA}


def test_what_was_lifted_and_what_is_closed_bars_nothing_open(account: Any) -> None:
    case = new_complaint(account)
    party = name_party(case, staff(Role.KEPALA_KANTOR))
    Complaint.update(open=False).where(Complaint.id == case.id).execute()
    assert recused_posts(case.id) == {Role.KEPALA_KANTOR}
    assert recused_in_open_cases() == {}
    ConflictParty.update(lifted_at=NOW).where(ConflictParty.id == party.id).execute()
    assert recused_posts(case.id) == frozenset()


def test_a_section_officer_and_the_administrator_hold_no_desk_to_pass_over(account: Any) -> None:
    case = new_complaint(account)
    name_party(case, staff(Role.PETUGAS_SEKSI))
    name_party(case, staff(Role.ADMINISTRATOR))
    assert recused_posts(case.id) == frozenset()


def test_the_trail_of_a_case_is_hidden_from_who_is_named_with_its_answers(account: Any) -> None:
    case, other = new_complaint(account), new_complaint(account, who="628110000002")
    answer = reply_of(case)
    reply_of(other)
    party = name_party(case, staff(Role.KEPALA_KANTOR))
    assert cases_hidden_from(actor(Role.KEPALA_KANTOR)) == {case.id}
    assert set(subjects_hidden_from(actor(Role.KEPALA_KANTOR))) == {f"complaint:{case.id}", f"outbox:{answer.id}"}
    assert subjects_hidden_from(actor(Role.KASI_TIKKIM)) == []
    ConflictParty.update(lifted_at=NOW).where(ConflictParty.id == party.id).execute()
    assert cases_hidden_from(actor(Role.KEPALA_KANTOR)) == frozenset()
