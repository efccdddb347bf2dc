"""What is said when a post was handed over: whom it tells, and whether it ever was in force."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from models.rules.core.moments import to_wib
from models.rules.staff.roles import Role
from models.tables import OfficeHolder, Staff
from tests.admin_app.browsing import Browser, text
from tests.office import NOW

Open = Callable[[Role | str], Browser]


def hand_over(browser: Browser, days: int) -> str:
    """Hand the front desk over from so many days on; return the page after it."""
    first = to_wib(NOW).date() + timedelta(days=days)
    person = Staff.get(Staff.username == str(Role.KASI_TIKKIM))
    form = {"post": "kasi_inteldakim", "staff": person.id, "kind": "plt", "order_number": "SP-1", "note": ""}
    form |= {"first": first.isoformat(), "last": first.isoformat(), "form_key": str(uuid4())}
    assert browser.post("/serah-tugas/simpan", **form).status_code == 303
    return text(browser.get("/serah-tugas/"))


def test_a_vacant_post_has_nobody_who_is_told(sqlite_account: Any, signed_in: Open) -> None:
    head = signed_in(Role.KEPALA_KANTOR)
    Staff.update(active=False).where(Staff.role == str(Role.KASI_INTELDAKIM)).execute()
    assert "Penggantinya diberi tahu" in hand_over(head, 0)


def test_one_that_had_not_begun_is_not_said_to_have_stopped(sqlite_account: Any, signed_in: Open) -> None:
    head = signed_in(Role.KEPALA_KANTOR)
    assert "Keduanya diberi tahu" in hand_over(head, 3)
    holder = OfficeHolder.get(OfficeHolder.kind == "plt").id
    assert head.post("/serah-tugas/akhiri", serah=holder, form_key=str(uuid4())).status_code == 303
    assert "dibatalkan sebelum mulai." in text(head.get("/serah-tugas/"))
