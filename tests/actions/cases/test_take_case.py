"""Who holds a case: the most urgent free one, never one case for two, given only to who has it on his desk."""

import threading
from datetime import timedelta
from typing import Any

import pytest

from models.actions.cases.take_case import CaseHeld, give_case, may_be_given, release_case, take_case, take_next
from models.actions.core.actor import actor_of
from models.actions.privacy.name_party import name_party
from models.rules.cases.sop import Move
from models.rules.core.errors import AlreadyDone, NotPermitted, NotVisible, RuleBroken
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role, Section
from models.tables import Audit, Complaint, Notice, Staff, database
from tests.actions.walking import Walk
from tests.office import NOW, actor, add_staff, new_complaint

ME = Role.PENGELOLA


def several(account: Any, number: int) -> list[Complaint]:
    """Take in that many complaints, the first due first."""
    cases = [new_complaint(account, f"Aduan ke-{place}", f"62811{place:07d}") for place in range(number)]
    for place, case in enumerate(cases):
        Complaint.update(due_at=NOW + timedelta(minutes=place)).where(Complaint.id == case.id).execute()
    return cases


def test_the_most_urgent_free_case_is_taken_then_the_next_due(account: Any) -> None:
    one, two, three = several(account, 3)
    Complaint.update(urgency="mendesak").where(Complaint.id == three.id).execute()
    taken = [take_next(actor(ME), NOW) for _ in range(4)]
    assert [case and case.id for case in taken] == [three.id, one.id, two.id, None]
    assert {row.assignee_id for row in Complaint.select()} == {actor(ME).staff_id}
    trace = Audit.select().where(Audit.event == "ambil_kasus").order_by(Audit.id).first()
    assert (trace.subject, trace.after) == (f"complaint:{three.id}", actor(ME).username)


def test_nobody_takes_what_does_not_wait_for_him_or_is_hidden_from_him(account: Any) -> None:
    walk = Walk(account).at_section()
    assert [take_next(actor(role), NOW) for role in (ME, Role.KASI_INTELDAKIM, Role.ADMINISTRATOR)] == [None] * 3
    taken = take_next(actor(Role.KASI_LALINTALKIM), NOW)
    assert taken is not None
    assert taken.id == walk.id
    other = new_complaint(account, "Tentang petugas", "628119990001")
    name_party(other.id, actor(ME).staff_id or 0, "disebut", actor(Role.KASUBSI_INFOKIM), NOW)
    assert take_next(actor(ME), NOW) is None


def test_the_same_form_takes_one_case(account: Any) -> None:
    several(account, 2)
    take_next(actor(ME), NOW, form_key="k" * 32)
    with pytest.raises(AlreadyDone):
        take_next(actor(ME), NOW, form_key="k" * 32)
    assert Complaint.select().where(Complaint.assignee.is_null(False)).count() == 1


def test_who_was_switched_off_holds_nothing(account: Any) -> None:
    (case,) = several(account, 1)
    gone = add_staff(ME, username="dulu")
    take_next(actor_of(gone), NOW)
    assert take_next(actor(ME), NOW) is None
    Staff.update(active=False).where(Staff.id == gone.id).execute()
    taken = take_next(actor(ME), NOW)
    assert taken is not None
    assert taken.id == case.id


def test_ten_people_at_once_never_get_the_same_case(account: Any) -> None:
    cases = several(account, 12)
    people = [actor_of(add_staff(ME, username=f"petugas{place}")) for place in range(10)]
    gate, taken = threading.Barrier(len(people)), []

    def submit(person: Any) -> None:
        gate.wait()
        with database.connection_context():
            case = take_next(person, NOW)
            taken.append((person.staff_id, case.id if case else None))

    threads = [threading.Thread(target=submit, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == len(people)
    got = [case for _, case in taken]
    assert None not in got
    assert len(set(got)) == len(people)
    held = dict(Complaint.select(Complaint.assignee, Complaint.id).where(Complaint.assignee.is_null(False)).tuples())
    assert held == dict(taken)
    assert set(got) <= {case.id for case in cases}


def test_a_colleagues_case_is_not_taken_away_and_a_head_may_give_it(account: Any) -> None:
    (case,) = several(account, 1)
    other = add_staff(ME, username="rekan")
    take_case(case.id, actor_of(other), NOW)
    with pytest.raises(CaseHeld, match="dipegang"):
        take_case(case.id, actor(ME), NOW)
    with pytest.raises(NotPermitted):
        give_case(case.id, other.id, actor(ME), NOW)
    with pytest.raises(NotPermitted):
        release_case(case.id, actor(ME), NOW)
    give_case(case.id, actor(ME).staff_id or 0, actor(Role.KASUBSI_INFOKIM), NOW)
    told = Notice.get(Notice.kind == "penunjukan")
    assert (told.staff_id, told.complaint) == (actor(ME).staff_id, case.id)
    release_case(case.id, actor(ME), NOW)
    assert Complaint.get_by_id(case.id).assignee_id is None
    with pytest.raises(RuleBroken, match="tidak dipegang"):
        release_case(case.id, actor(ME), NOW)


def test_a_case_is_given_only_to_who_has_it_on_his_desk_and_sees_it(account: Any) -> None:
    walk = Walk(account).at_fieldwork()
    kasi = actor(Role.KASI_LALINTALKIM)
    stranger = add_staff(Role.PETUGAS_SEKSI, Section.INTELDAKIM, "asing")
    for staff in (stranger.id, actor(ME).staff_id or 0, 99_999):
        with pytest.raises(RuleBroken):
            give_case(walk.id, staff, kasi, NOW)
    officer = Staff.get(Staff.role == str(Role.PETUGAS_SEKSI))
    give_case(walk.id, officer.id, kasi, NOW)
    assert walk.case.assignee_id == officer.id
    with pytest.raises(NotVisible):
        give_case(walk.id, officer.id, actor(Role.KASI_INTELDAKIM), NOW)


def test_those_a_case_may_be_given_to_are_those_whose_desk_it_lies_on(account: Any) -> None:
    walk, other = Walk(account).at_fieldwork(), new_complaint(account, "Lain", "628119990003")
    section = {Role.KASI_LALINTALKIM, Role.PETUGAS_SEKSI}
    assert {Role(person.role) for person in may_be_given([walk.case], NOW)} == section
    assert {Role(person.role) for person in may_be_given([walk.case, other], NOW)} == {*section, Role.PENGELOLA}
    name_party(walk.id, actor(Role.PETUGAS_SEKSI).staff_id or 0, "disebut", actor(Role.KASUBSI_INFOKIM), NOW)
    assert [person.role for person in may_be_given([walk.case], NOW)] == [Role.KASI_LALINTALKIM]


def test_the_next_desk_gets_the_case_free_and_the_same_desk_keeps_its_holder(account: Any) -> None:
    walk = Walk(account)
    take_case(walk.id, actor(ME), NOW)
    version = walk.case.version
    walk.identified()
    assert (walk.case.assignee_id, walk.case.version > version) == (actor(ME).staff_id, True)
    walk.answer(Purpose.TANGGAPAN_AWAL)
    walk.move(Move.AJUKAN_PENERUSAN)
    assert walk.case.assignee_id is None
    take_case(walk.id, actor(Role.KASUBSI_INFOKIM), NOW)
    walk.move(Move.KEMBALIKAN_PENERUSAN)
    assert walk.case.assignee_id is None
