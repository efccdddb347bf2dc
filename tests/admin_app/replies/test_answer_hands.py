"""Speed of hand at step 8, counted, without a mouse: the decided answer leaves in three actions."""

from typing import Any

from flask import Flask

from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role
from models.tables import Outbox
from tests.actions.walking import Walk
from tests.admin_app.browsing import PASSWORD, Clock
from tests.browser.hands import Hands
from tests.browser.people import sign_in
from tests.served import served


def test_the_decided_answer_is_opened_read_and_sent_in_three_actions(
    app: Flask, chromium: Any, sqlite_account: Any, clock: Clock
) -> None:
    walk = Walk(sqlite_account).with_answer().handed_back()
    clock.now = walk.now
    with served(app) as url:
        context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="id-ID")
        sign_in(context, url, str(Role.PENGELOLA), PASSWORD)
        page = context.new_page()
        page.goto(f"{url}/meja/")
        page.wait_for_selector("[data-key-ambil][aria-keyshortcuts=a]")
        hands = Hands(page)
        page.locator(".row", has_text=walk.case.number).focus()
        hands.leads("o")
        page.wait_for_selector("[data-key-ambil][aria-keyshortcuts=a]")
        hands.key("r")
        page.wait_for_selector("#balasan:focus")
        assert "Paspor dapat diambil besok." in page.input_value("#balasan")
        hands.leads("Control+Enter")
        page.wait_for_selector(".notice-good:has-text('masuk antrean kirim')")
        context.close()
    assert hands.actions == 3
    assert Outbox.select().where(Outbox.purpose == str(Purpose.JAWABAN)).count() == 1
