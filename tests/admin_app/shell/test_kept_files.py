"""Styles and scripts are kept by the browser until they change; nothing else is kept at all."""

import re

import pytest
from flask import Flask

from admin_app.shell.kept_files import ASKED_ANEW, KEPT
from models.rules.staff.roles import Role
from tests.admin_app.browsing import Browser, text
from tests.tools import ROOT


def test_every_file_of_a_page_is_kept_under_the_mark_of_its_content(browser: Browser) -> None:
    files = re.findall(r'(?:href|src)="(/static/[^"]+)"', text(browser.get("/login")))
    assert len(files) >= 4
    for address in files:
        assert re.search(r"\?v=[0-9a-f]{10}$", address)
        assert browser.get(address).headers["Cache-Control"] == KEPT


def test_a_file_asked_for_without_its_mark_is_asked_for_anew(browser: Browser) -> None:
    answer = browser.get("/static/aduan.css")
    assert answer.headers["Cache-Control"] == ASKED_ANEW
    again = browser.get("/static/aduan.css", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_another_content_has_another_mark(app: Flask) -> None:
    with app.test_request_context():
        marks = {app.url_for("static", filename=name) for name in ("aduan.css", "tokens.css")}
    assert len({address.rpartition("=")[2] for address in marks}) == 2
    assert (ROOT / "admin_app" / "static" / "aduan.css").exists()


@pytest.mark.parametrize("path", ["/login", "/akun?v=1", "/lampiran/tidak-ada?v=1", "/static/tidak-ada.css"])
def test_no_page_and_no_citizens_file_is_kept(app: Flask, path: str) -> None:
    browser = Browser(app)
    browser.sign_in(Role.PENGELOLA)
    assert browser.get(path).headers["Cache-Control"] in ("no-store", ASKED_ANEW)
    assert path.startswith("/static") or browser.get(path).headers["Cache-Control"] == "no-store"
