"""Ticking and merging in a real browser, wide and narrow: boxes show when wanted and stay when news comes."""

from typing import Any

import pytest
from flask import Flask

from models.rules.staff.roles import Role
from models.tables import Complaint
from tests.actions.linking import BUDI, SARI, texts
from tests.admin_app.browsing import PASSWORD
from tests.admin_app.test_screens import SHOTS, SIZES
from tests.browser.people import keep_picture, sign_in
from tests.office import NOW, citizen_message, new_complaint, take_in
from tests.served import served

PANES = {"kasus": "#tab-kasus", "percakapan": "#tab-percakapan"}


@pytest.mark.usefixtures("quick_news")
@pytest.mark.parametrize("size", SIZES)
def test_messages_are_ticked_and_cases_merged(size: str, app: Flask, sqlite_account: Any, chromium: Any) -> None:
    one = new_complaint(sqlite_account, "Paspor saya belum jadi, sudah tiga minggu saya menunggu kabar", SARI)
    other = new_complaint(sqlite_account, "Paspor kami belum jadi, sudah tiga minggu kami menunggu kabar", BUDI)
    take_in(sqlite_account, citizen_message("Loketnya tutup terus", SARI))
    width, height = SIZES[size]
    troubles: list[str] = []
    with served(app) as url:
        page = chromium.new_page(viewport={"width": width, "height": height}, locale="id-ID")
        page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
        sign_in(page.context, url, str(Role.PENGELOLA), PASSWORD)

        def show(case: Complaint, pane: str) -> None:
            page.goto(f"{url}/meja/kasus/{case.public_id}")
            if page.locator(PANES[pane]).is_visible():
                page.click(PANES[pane])

        show(one, "percakapan")
        assert not page.locator(".tick").first.is_visible()
        page.click("#centang > summary")
        page.locator(".bubble .tick input").last.check()
        take_in(sqlite_account, citizen_message("halo?", SARI), now=NOW)
        page.get_by_text("halo?").wait_for(timeout=20_000)
        assert page.locator(".bubble .tick input:checked").count() == 1
        keep_picture(page, SHOTS / f"centang-{size}.png")
        assert page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth") <= 0
        page.check("#tautkan [name=lepas]")
        page.click("#tautkan [value=baru]")
        page.get_by_text("dibuat dari 1 pesan").wait_for()
        show(other, "kasus")
        page.click("#f-gabung > summary")
        page.fill("#gabung-nomor", one.number)
        keep_picture(page, SHOTS / f"gabung-{size}.png")
        page.click("#gabung button")
        page.get_by_text(f"{other.number} digabung ke {one.number}").wait_for()
        assert page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth") <= 0
        page.context.close()
    assert troubles == []
    assert "Loketnya tutup terus" not in texts(one)
    assert "Paspor kami belum jadi, sudah tiga minggu kami menunggu kabar" in texts(one)
