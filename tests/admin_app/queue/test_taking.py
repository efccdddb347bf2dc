"""Ambil berikutnya from any page: opens the case, holds it, says so where there is none."""

from collections.abc import Callable
from typing import Any

from models.rules.staff.roles import Role
from models.tables import Complaint, Staff
from tests.admin_app.browsing import Browser, text
from tests.office import new_complaint

Open = Callable[[Role | str], Browser]


def test_the_button_opens_the_case_it_takes_and_says_when_there_is_none(signed_in: Open, sqlite_account: Any) -> None:
    case = new_complaint(sqlite_account)
    browser = signed_in(Role.PENGELOLA)
    answer = browser.post("/ambil/", form_key="k" * 32)
    assert answer.headers["Location"] == f"/meja/kasus/{case.public_id}?tab=saya"
    assert Complaint.get_by_id(case.id).assignee_id == Staff.get(Staff.username == "pengelola").id
    assert "kini Anda pegang" in text(browser.get("/akun"))
    answer = browser.post("/ambil/", form_key="j" * 32)
    assert answer.headers["Location"] == "/meja/?tab=saya"
    assert "Tidak ada kasus bebas yang menunggu Anda." in text(browser.get("/akun"))
    assert browser.post("/ambil/", form_key="j" * 32).status_code == 409


def test_who_works_on_no_case_takes_none(signed_in: Open, sqlite_account: Any) -> None:
    case = new_complaint(sqlite_account)
    assert signed_in(Role.ADMINISTRATOR).post("/ambil/").status_code == 403
    assert Complaint.get_by_id(case.id).assignee_id is None
