"""The cases an officer opened last: newest first, few, and only what he may see now."""

from datetime import timedelta
from typing import Any

from models.actions.cases import remember_case as remembering
from models.actions.cases.remember_case import KEPT, SHOWN, recent_cases, remember_case
from models.actions.core.actor import AGENT, Actor
from models.rules.staff.roles import Role, Section
from models.tables import Complaint, ConflictParty, RecentCase
from tests.office import NOW, actor, citizen_message, take_in


def cases(account: Any, count: int) -> list[Complaint]:
    take_in(account, *(citizen_message(f"pesan {number}", f"62811000{number:04d}") for number in range(count)))
    return list(Complaint.select().order_by(Complaint.id))


def opened(who: Actor) -> list[int]:
    return [case.id for case in recent_cases(who)]


def test_the_last_opened_comes_first_and_once(account: Any) -> None:
    one, two = cases(account, 2)
    who = actor(Role.PENGELOLA)
    assert opened(who) == []
    for minute, case in enumerate((one, two, one)):
        assert remember_case(case.id, who, NOW + timedelta(minutes=minute))
    assert not remember_case(one.id, who, NOW + timedelta(minutes=9))  # drawn anew
    assert opened(who) == [one.id, two.id]
    assert opened(actor(Role.KASUBSI_INFOKIM)) == []


def test_few_are_shown_and_old_ones_are_forgotten(account: Any) -> None:
    who, all_cases = actor(Role.PENGELOLA), cases(account, KEPT + 3)
    for minute, case in enumerate(all_cases):
        remember_case(case.id, who, NOW + timedelta(minutes=minute))
    assert opened(who) == [case.id for case in reversed(all_cases)][:SHOWN]
    assert RecentCase.select().count() == KEPT
    assert remembering.KEPT > SHOWN


def test_what_may_be_seen_is_asked_now(account: Any) -> None:
    one, two, three = cases(account, 3)
    Complaint.update(forwarded=True, section=str(Section.LALINTALKIM)).execute()
    head = actor(Role.KASI_LALINTALKIM)
    for minute, case in enumerate((one, two, three)):
        remember_case(case.id, head, NOW + timedelta(minutes=minute))
    Complaint.update(section=str(Section.INTELDAKIM)).where(Complaint.id == one.id).execute()
    Complaint.update(misconduct=True).where(Complaint.id == two.id).execute()
    assert opened(head) == [three.id]
    ConflictParty.create(complaint=three, staff=head.staff_id, named_at=NOW)
    assert opened(head) == []
    Complaint.update(section=str(Section.LALINTALKIM), misconduct=False).execute()
    assert opened(head) == [two.id, one.id]


def test_the_agent_remembers_nothing(account: Any) -> None:
    (case,) = cases(account, 1)
    assert not remember_case(case.id, AGENT, NOW)
    assert not RecentCase.select().exists()
