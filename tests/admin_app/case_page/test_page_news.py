"""Every page can be asked whether it changed: nothing is read where nothing did, and no change is missed."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from models.actions.cases.look_at_case import look_at_case
from models.actions.staff.own_choices import choose_signals
from models.rules.staff.roles import Role
from models.tables import Notice, Staff
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser, Clock, text
from tests.admin_app.queue.test_queue import counted
from tests.office import NOW, actor, new_complaint

Open = Callable[[Role | str], Browser]
SELF = {"X-Aduan-Otomatis": "1", "Accept": "application/json"}
PAGES = ("/penelitian/", "/pengaduan/", "/pemberitahuan/", "/naskah/", "/kabar")


def ask(browser: Browser, path: str, mark: str = "", **more: str) -> Any:
    """Ask a page about itself."""
    return browser.get(path, headers={**SELF, "If-None-Match": mark, **more})


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asked_about_itself_answers_nothing_while_nothing_changed(
    sqlite_account: Any, signed_in: Open, path: str
) -> None:
    browser = signed_in(Role.KASI_LALINTALKIM)
    new_complaint(sqlite_account)
    first = ask(browser, path)
    assert (first.status_code, first.headers["X-Aduan-Akun"]) == (200, "kasi_lalintalkim")
    mark = first.headers["ETag"]
    again = ask(browser, path, mark)
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", mark)
    Notice.create(staff=Staff.get(Staff.username == "kasi_lalintalkim"), kind="x", text="y", key="z", made_at=NOW)
    changed = ask(browser, path, mark)
    assert changed.status_code == 200
    assert 'class="bell-count"' in text(changed)


def test_another_address_another_person_and_another_minute_have_marks_of_their_own(
    sqlite_account: Any, signed_in: Open, clock: Clock
) -> None:
    browser = signed_in(Role.PENGELOLA)
    mark = ask(browser, "/pengaduan/").headers["ETag"]
    assert ask(browser, "/pengaduan/?search=x", mark).status_code == 200
    assert ask(signed_in(Role.KASUBSI_INFOKIM), "/pengaduan/", mark).status_code == 200
    clock.move(minutes=1)
    assert ask(browser, "/pengaduan/", mark).status_code == 200


def test_nothing_changed_costs_a_few_look_ups(sqlite_account: Any, signed_in: Open) -> None:
    browser = signed_in(Role.KASI_LALINTALKIM)
    mark = ask(browser, "/penelitian/").headers["ETag"]
    with counted() as seen:
        assert ask(browser, "/penelitian/", mark).status_code == 304
    assert len([sql for sql in seen if sql.startswith("SELECT")]) <= 5


def test_a_person_clicking_gets_a_whole_page_and_no_mark(sqlite_account: Any, signed_in: Open) -> None:
    browser = signed_in(Role.PENGELOLA)
    mark = ask(browser, "/pengaduan/").headers["ETag"]
    clicked = browser.get("/pengaduan/", headers={"If-None-Match": mark})
    assert (clicked.status_code, "ETag" in clicked.headers, "X-Aduan-Akun" in clicked.headers) == (200, False, False)


def test_what_a_page_is_to_say_once_is_not_taken_by_one_that_only_looks(sqlite_account: Any, signed_in: Open) -> None:
    browser = signed_in(Role.PENGELOLA)
    browser.post("/akun/tanda", on="/akun", form_key="kunci-tanda-0123456789", tanda="lencana")
    assert "Pilihan tanda sudah disimpan" not in text(ask(browser, "/pengaduan/"))
    assert "Pilihan tanda sudah disimpan" in text(browser.get("/akun"))


def test_a_session_that_ended_is_told_so_and_a_new_one_brings_the_token_of_its_forms(
    app: Flask, sqlite_account: Any, signed_in: Open, clock: Clock
) -> None:
    browser = signed_in(Role.PENGELOLA)
    old = browser.token("/akun")
    clock.move(hours=2)
    assert ask(browser, "/kabar/ada").status_code == 401
    assert ask(browser, "/kabar").status_code == 401
    browser.sign_in(Role.PENGELOLA)
    there = ask(browser, "/kabar/ada", **{"X-Aduan-Formulir": "1"})
    assert (there.status_code, there.data) == (204, b"")
    fields = {"form_key": "kunci-tanda-0123456789", "tanda": "lencana"}
    stale = browser.client.post("/akun/tanda", data={"csrf_token": old, **fields})
    assert stale.status_code == 400
    sent = browser.client.post("/akun/tanda", data={"csrf_token": there.headers["X-Aduan-Formulir"], **fields})
    assert sent.status_code == 302
    assert "Anda sudah masuk" in text(browser.get("/akun/kembali"))


def test_a_page_that_asks_by_itself_keeps_no_session_alive(
    sqlite_account: Any, signed_in: Open, clock: Clock
) -> None:
    browser = signed_in(Role.PENGELOLA)
    for _ in range(5):
        clock.move(minutes=15)
        last = ask(browser, "/kabar/ada")
    assert last.status_code == 401


def bell_of(browser: Browser) -> dict[str, str]:
    """What the bell of a page carries."""
    found = re.search(r'<a class="bell[^>]*>', text(browser.get("/pemberitahuan/")))
    assert found
    return dict(re.findall(r'data-(\w+)="([^"]*)"', found[0]))


def test_signals_are_counted_for_who_wants_them_alone(sqlite_account: Any, signed_in: Open, clock: Clock) -> None:
    browser = signed_in(Role.PENGELOLA)
    case = new_complaint(sqlite_account)
    none = bell_of(browser)
    assert (none["signals"], none["waiting"], none["counts"], none["user"]) == ("", "0", "", "pengelola")
    choose_signals(actor(Role.PENGELOLA), NOW, sound=True, badge=True)
    told = bell_of(browser)
    assert (told["signals"], told["waiting"], told["counts"]) == ("bunyi lencana", "1", "1 1 0")
    look_at_case(case.id, 10**9, actor(Role.PENGELOLA), NOW)
    assert bell_of(browser)["counts"] == "1 0 0"


def test_signals_count_what_one_may_see(sqlite_account: Any, signed_in: Open) -> None:
    Walk(sqlite_account).at_fieldwork()
    for role, counts in (
        (Role.PETUGAS_SEKSI, "1 0 0"),
        (Role.KASI_INTELDAKIM, "0 0 0"),
        (Role.ADMINISTRATOR, "0 0 0"),
    ):
        choose_signals(actor(role), NOW, sound=True, badge=False)
        assert bell_of(signed_in(role))["counts"] == counts
