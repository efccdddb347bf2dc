"""What waits is said on the screen it was entered on, and a row is stored at once where nobody second is needed."""

from typing import Any

from flask import Flask

from admin_app.second.asking import waiting_of
from models.actions.core.second.rows import kind_of
from models.actions.office.holders import HELD_HOLDER
from models.actions.office.second_kinds import HAND_OVER
from models.rules.staff.roles import Role
from models.tables import OfficeHolder, SecondRequest, Staff
from tests.admin_app.browsing import text
from tests.admin_app.office.test_acting_by_two import HAND_OVERS, HOLDERS, Open, enter_holder, hand_over
from tests.office import NOW


def test_what_waits_is_named_where_it_was_entered_and_the_rest_is_not(app: Flask, signed_in: Open) -> None:
    Staff.update(last_login_at=NOW).where(Staff.role == str(Role.KEPALA_KANTOR)).execute()
    admin = signed_in(Role.ADMINISTRATOR)
    hand_over(admin)
    enter_holder(admin, HOLDERS, Role.KASI_LALINTALKIM)
    assert SecondRequest.select().count() == 2
    page = text(admin.get(HAND_OVERS))
    assert "Contoh Petugas Seksi" in page
    assert "Plh. Kepala Kantor" not in page
    with app.test_request_context("/"):
        assert len(waiting_of(HAND_OVER)) == 1
        assert len(waiting_of(HAND_OVER, kind_of(HELD_HOLDER))) == 2


def test_before_a_head_was_here_a_row_is_stored_at_once(sqlite_account: Any, signed_in: Open) -> None:
    enter_holder(signed_in(Role.ADMINISTRATOR), HOLDERS, Role.KASI_LALINTALKIM)
    assert OfficeHolder.select().where(OfficeHolder.kind == "plh").count() == 1
