"""A hand-over that waits is kept whole, shown in words, and done as it was asked, or not at all."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.core.actor import OPERATOR
from models.actions.core.second.requests import Wish
from models.actions.office.hand_over import HandOver, hand_over
from models.actions.office.second_kinds import HAND_OVER, hand_over_body, person_target
from models.rules.core.errors import RuleBroken
from models.rules.core.moments import to_wib
from models.rules.staff.roles import Role
from models.rules.staff.second_person import RequestNotAllowed, SecondPersonNeeded
from models.tables import OfficeHolder, Staff
from tests.actions.core.second.asking import BY_KEY, TIKKIM, agreed, asked, head_was_here, officer
from tests.office import NOW, actor

TODAY = to_wib(NOW).date()


def wanted(staff: Staff, days: int = 3) -> HandOver:
    last = TODAY + timedelta(days=days)
    return HandOver(Role.KASI_INTELDAKIM, staff.id, TODAY, last, "SP-1", "plt", "Titip")


def wish(staff: Staff) -> Wish:
    return Wish(HAND_OVER, person_target(wanted(staff)), hand_over_body(wanted(staff)))


def acting() -> list[str]:
    return [row.note for row in OfficeHolder.select().where(OfficeHolder.kind == "plt")]


def test_it_is_done_when_agreed_to_as_it_was_asked(account: Any) -> None:
    head_was_here()
    row = asked(wish(officer()))
    assert acting() == []
    agreed(row)
    assert acting() == ["Titip"]


def test_nobody_but_the_command_line_and_the_heads_does_it_alone(account: Any) -> None:
    staff = officer()
    head_was_here()
    with pytest.raises(SecondPersonNeeded):
        hand_over(wanted(staff), actor(Role.ADMINISTRATOR), NOW)
    hand_over(wanted(staff, 0), actor(Role.KASUBSI_INFOKIM), NOW)
    with pytest.raises(RuleBroken, match="sudah menggantikan"):
        hand_over(wanted(staff, 0), OPERATOR, NOW)


def test_who_stands_in_may_not_have_become_another(account: Any) -> None:
    staff = officer()
    head_was_here()
    row = asked(wish(staff))
    Staff.update(official=actor(TIKKIM).staff_id).where(Staff.id == staff.id).execute()
    with pytest.raises(RequestNotAllowed):
        agreed(row)
    assert acting() == []


def test_days_that_went_by_meanwhile_are_refused(account: Any) -> None:
    staff = officer()
    head_was_here()
    one = HandOver(Role.KASI_INTELDAKIM, staff.id, TODAY, TODAY, "SP-1", "plt")
    row = asked(Wish(HAND_OVER, person_target(one), hand_over_body(one)))
    with pytest.raises(RuleBroken, match="sudah lewat"):
        agreed(row, now=NOW + timedelta(days=2))
    assert "serah_tugas" in BY_KEY
