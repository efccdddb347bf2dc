"""What an open page says of an office that answers and cannot work: its own sentence, at the form and above."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from peewee import OperationalError
from playwright.sync_api import expect

from models.rules.staff.roles import Role
from tests.admin_app.browsing import PASSWORD
from tests.browser.people import PATIENCE, sign_in
from tests.office import new_complaint
from tests.served import served


@pytest.mark.usefixtures("quick_news")
def test_a_locked_database_is_named_where_the_form_is_refused_and_the_words_stay(
    app: Flask, chromium: Any, sqlite_account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = new_complaint(sqlite_account)
    with served(app) as url, chromium.new_context() as context:
        sign_in(context, url, str(Role.PENGELOLA), PASSWORD)
        page = context.new_page()
        with page.expect_request("**/meja/kabar*", timeout=PATIENCE):
            page.goto(f"{url}/meja/kasus/{case.public_id}")
        words = page.locator("form[action*='/balas'] textarea").first
        words.fill("Jangan hilang.")
        monkeypatch.setattr("admin_app.shell.signing_in.resume", _locked())
        page.get_by_role("button", name="Kirim lewat WhatsApp").click()
        expect(page.locator(".not-sent")).to_contain_text("dikunci program lain", timeout=PATIENCE)
        expect(page.locator(".line-state")).to_contain_text("Aduan tidak dapat bekerja", timeout=PATIENCE)
        expect(words).to_have_value("Jangan hilang.")


def _locked() -> Callable[..., None]:
    def fail(*_words: object, **_more: object) -> None:
        raise OperationalError("database is locked")

    return fail
