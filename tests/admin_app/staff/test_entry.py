"""A person sets the password by the code that was handed over; whoever keeps accounts neither sets nor sees it."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from models.actions.core.actor import OPERATOR
from models.actions.staff.entry_codes import give_code, new_part
from models.rules.staff.entry_codes import GOOD_FOR
from models.rules.staff.roles import Role
from models.tables import EntryCode, Staff, database
from tests.admin_app.browsing import PASSWORD, Browser, Clock, text
from tests.admin_app.staff.codes import code_on, enter
from tests.office import NOW

Open = Callable[[Role | str], Browser]
NEW = "gerimis lampu sepeda"


@pytest.fixture
def code(app: Flask) -> str:
    """A code for pengelola."""
    plain, kept = new_part()
    with database.atomic():
        give_code(Staff.get(Staff.username == "pengelola").id, [kept], OPERATOR, NOW)
    return plain


def test_an_administrator_who_resets_a_password_does_not_choose_it(signed_in: Open, app: Flask) -> None:
    admin, staff = signed_in(Role.ADMINISTRATOR), Staff.get(Staff.username == "kasubsi_infokim")
    page = f"/pegawai/kode-masuk?id={staff.id}"
    assert "password" not in text(admin.get(page))
    assert admin.get(f"/pegawai/kata-sandi?id={staff.id}").status_code == 404
    key = re.search(r'name="form_key" value="([^"]+)"', text(admin.get(page)))
    assert key
    given = admin.post(page, on=page, form_key=key[1], password=NEW)
    assert Browser(app).sign_in("kasubsi_infokim", NEW).status_code == 401
    assert Browser(app).sign_in("kasubsi_infokim", PASSWORD).status_code == 401
    assert admin.post(page, on=page, form_key=key[1]).status_code == 409
    assert EntryCode.select().count() == 1
    assert enter(app, "kasubsi_infokim", code_on(given), NEW).headers["Location"] == "/login"
    assert Browser(app).sign_in("kasubsi_infokim", NEW).status_code == 302


def test_a_code_is_typed_without_signing_in_and_ends_with_its_use(app: Flask, code: str) -> None:
    assert "Kode masuk" in text(Browser(app).get("/masuk/kode"))
    assert "/masuk/kode" in text(Browser(app).get("/login"))
    assert enter(app, "pengelola", code, NEW).status_code == 302
    again = enter(app, "pengelola", code, NEW)
    assert (again.status_code, "sudah terpakai" in text(again)) == (409, True)
    assert Browser(app).sign_in("pengelola", NEW).status_code == 302


def test_a_code_ends_after_its_time(app: Flask, code: str, clock: Clock) -> None:
    clock.move(minutes=int(GOOD_FOR / timedelta(minutes=1)))
    assert enter(app, "pengelola", code, NEW).status_code == 409


@pytest.mark.parametrize(
    ("again", "password", "said"), [("lain", NEW, "belum sama"), ("password1234", "password1234", "mudah ditebak")]
)
def test_what_was_typed_wrong_is_said_and_the_code_stays(
    app: Flask, code: str, again: str, password: str, said: str
) -> None:
    refused = Browser(app).post(
        "/masuk/kode", on="/masuk/kode", username="pengelola", kode=code, password=password, again=again
    )
    assert (refused.status_code, said in text(refused)) == (409, True)
    assert password not in text(refused)
    assert code not in text(refused)
    assert enter(app, "pengelola", code, NEW).status_code == 302


def test_nobody_is_told_which_accounts_there_are(app: Flask, code: str) -> None:
    answers = [enter(app, who, "2222-2222", NEW) for who in ("pengelola", "tidak-ada")]
    pages = [text(answer).replace("tidak-ada", "pengelola") for answer in answers]
    told = [re.search(r'role="alert">([^<]+)<', page) for page in pages]
    assert told[0] and told[1]
    assert told[0][1] == told[1][1]
