"""Urgency changed on an open case, by who may, once, traced."""

from typing import Any

import pytest

from models.actions.cases.mark_urgent import mark_urgent
from models.actions.core.move_complaint import move_complaint
from models.rules.cases.identification import Urgency
from models.rules.cases.sop import Move
from models.rules.core.errors import AlreadyDone, NotPermitted, NotVisible, RuleBroken
from models.rules.staff.roles import Role
from models.tables import Audit
from tests.actions.walking import Walk
from tests.office import NOW, actor, new_complaint


def test_a_case_becomes_urgent_and_usual_again_and_its_forms_grow_stale(account: Any) -> None:
    walk = Walk(account)
    version = walk.case.version
    mark_urgent(walk.id, Urgency.MENDESAK, actor(Role.PENGELOLA), NOW)
    assert (walk.case.urgency, walk.case.version) == ("mendesak", version + 1)
    mark_urgent(walk.id, Urgency.BIASA, actor(Role.KASUBSI_INFOKIM), NOW)
    events = Audit.select().where(Audit.event == "ubah_urgensi").order_by(Audit.id)
    assert [(row.before, row.after) for row in events] == [("biasa", "mendesak"), ("mendesak", "biasa")]


def test_what_is_so_already_is_said_and_changes_nothing(account: Any) -> None:
    walk = Walk(account)
    version = walk.case.version
    with pytest.raises(AlreadyDone, match="sudah bertanda biasa"):
        mark_urgent(walk.id, Urgency.BIASA, actor(Role.PENGELOLA), NOW)
    assert walk.case.version == version


def test_a_section_does_not_change_it_and_nobody_on_a_closed_case(account: Any) -> None:
    walk = Walk(account).at_section()
    with pytest.raises(NotPermitted):
        mark_urgent(walk.id, Urgency.MENDESAK, actor(Role.KASI_LALINTALKIM), NOW)
    with pytest.raises(NotVisible):
        mark_urgent(walk.id, Urgency.MENDESAK, actor(Role.KASI_INTELDAKIM), NOW)
    other = new_complaint(account, "Terima kasih", "628119990003")
    move_complaint(other.id, Move.TUTUP_APRESIASI, actor(Role.PENGELOLA), NOW)
    with pytest.raises(RuleBroken, match="sudah selesai"):
        mark_urgent(other.id, Urgency.MENDESAK, actor(Role.PENGELOLA), NOW)
