"""A page whose frame is counted once for a walk is the page that counts anew, and costs fewer questions."""

import re
from pathlib import Path
from typing import Any

from flask import Flask

from models.actions.clocks.give_warnings import give_warnings
from models.rules.staff.roles import Role
from models.tables import ChannelAccount
from tests.admin_app.browsing import Browser, Clock, back_office, text
from tests.admin_app.frame_once import frame_once
from tests.admin_app.lists.test_lists import counted
from tests.office import new_complaint

# On every page another form token and another nonce.
_NEW = re.compile(r'(?<=value=")[^"]{30,}|(?<=nonce=")[^"]*|(?<=csrf-token" content=")[^"]*')
_PATHS = ("/pengaduan/", "/pemberitahuan/", "/naskah/")


def signed_in(app: Flask) -> dict[Role, Browser]:
    browsers = {role: Browser(app) for role in Role}
    for role, browser in browsers.items():
        browser.sign_in(role)
    return browsers


def seen(browser: Browser, times: int = 1) -> list[str]:
    """Return what somebody sees where his form is refused, and then some pages."""
    refused = _NEW.sub("", text(browser.client.post("/akun/tampilan", data={"csrf_token": "made-up"})))
    return [refused, *(_NEW.sub("", text(browser.get(path))) for _ in range(times) for path in _PATHS)]


def test_after_whatever_is_written_every_role_sees_what_it_would_see_anyhow(
    app: Flask, sqlite_account: Any, clock: Clock, tmp_path: Path
) -> None:
    case, remembering = new_complaint(sqlite_account), frame_once(back_office(tmp_path, clock))

    def opened() -> None:
        browser = Browser(app)
        browser.sign_in(Role.PENGELOLA)
        browser.get(f"/meja/kasus/{case.public_id}")

    def warned() -> None:
        clock.move(minutes=4)
        assert give_warnings(clock.now) == 3

    def renamed() -> None:
        ChannelAccount.update(label="Kanal lain").execute()

    browsers = {one: signed_in(one) for one in (app, remembering)}
    for change in (opened, warned, renamed):
        change()
        for role in Role:
            refused, *pages = seen(browsers[app][role])
            assert seen(browsers[remembering][role], times=2) == [refused, *pages, *pages], (change, role)
            assert "Formulir kedaluwarsa" in refused


def test_only_the_first_page_asks_for_the_frame(app: Flask, sqlite_account: Any) -> None:
    browser, asked = Browser(frame_once(app)), []
    browser.sign_in(Role.PENGELOLA)
    for _ in range(3):
        count = [0]
        with counted(count):
            browser.get("/pemberitahuan/")
        asked.append(count[0])
    assert asked[1] == asked[2] < asked[0] - 5
