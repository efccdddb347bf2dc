"""The safety headers on every answer, and no script or style that stands in a page."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask, url_for

from admin_app.shell.safe_headers import ASKED_ANEW, KEPT
from models.rules.staff.roles import Role
from tests.admin_app.browsing import PASSWORD, Browser, text
from tests.admin_app.frame_once import frame_once
from tests.admin_app.samples import a_full_office
from tests.admin_app.test_every_route import address, allowed, rules
from tests.browser.people import sign_in
from tests.office import new_complaint
from tests.served import served
from tests.tools import ROOT

Open = Callable[[Role | str], Browser]


def test_S6_every_answer_carries_the_safety_headers(app: Flask, signed_in: Open, sqlite_account: Any) -> None:
    sample = a_full_office(sqlite_account, frame_once(app))
    browser = signed_in(Role.KASI_TIKKIM)
    for path in [address(rule, sample) for rule in rules(app)] + [
        "/static/aduan.css",
        "/static/lambang.svg",
        "/nowhere",
    ]:
        answer = browser.get(path)
        headers = answer.headers
        shown = answer.status_code == 200 and path.endswith("/halaman")  # refused, it is a page like any other
        inside = answer.mimetype == "application/pdf" or shown  # pages inside ours
        framed = "'self'" if inside else "'none'"
        assert f"frame-ancestors {framed}" in headers["Content-Security-Policy"], path
        assert "unsafe" not in headers["Content-Security-Policy"], path
        objects = "'self'" if answer.mimetype == "application/pdf" else "'none'"  # the viewer of a PDF
        assert f"object-src {objects}" in headers["Content-Security-Policy"], path
        assert "base-uri 'none'" in headers["Content-Security-Policy"], path
        assert not answer.data or answer.mimetype, path
        assert "Access-Control-Allow-Origin" not in headers, path
        is_text = answer.mimetype.startswith("text/") or answer.mimetype.endswith(("/xml", "+xml"))
        assert not is_text or answer.mimetype_params.get("charset") == "utf-8", path
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert headers["Referrer-Policy"] == "no-referrer", path
        assert headers["Cache-Control"] == ("no-cache" if path.startswith("/static/") else "no-store"), path
        assert answer.status_code < 500, path


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.PENGELOLA])
def test_no_page_carries_a_script_or_style_of_its_own(
    role: Role, app: Flask, signed_in: Open, sqlite_account: Any
) -> None:
    sample, browser = a_full_office(sqlite_account, frame_once(app)), signed_in(role)
    mine = [rule for rule in rules(app) if "GET" in (rule.methods or ()) and role in (allowed(rule.endpoint) or ())]
    # What is refused looks the same everywhere: one of each is enough.
    for path in [*(address(rule, sample) for rule in mine), "/penelitian/", "/nowhere"]:
        page = browser.get(path)
        body = text(page) if page.mimetype == "text/html" else ""
        assert "onclick" not in body, path
        assert "javascript:" not in body, path
        assert "style=" not in body, path
        assert "http://" not in body.replace("http://localhost", ""), path


def test_every_file_of_a_page_is_kept_under_the_mark_of_its_content(browser: Browser) -> None:
    files = re.findall(r'(?:href|src)="(/static/[^"]+)"', text(browser.get("/login")))
    assert len(files) >= 4
    for place in files:
        assert re.search(r"\?v=[0-9a-f]{10}$", place)
        assert browser.get(place).headers["Cache-Control"] == KEPT


def test_the_address_of_a_file_is_what_flask_says_wherever_the_program_stands(app: Flask) -> None:
    named = app.jinja_env.globals["url_for"]
    for root in ("", "/aduan"):
        with app.test_request_context("/", environ_overrides={"SCRIPT_NAME": root}):
            for given in ({"filename": "aduan.css"}, {"filename": "aduan.css", "_external": True}):
                assert [named("static", **given), named("static", **given)] == [url_for("static", **given)] * 2
            assert named("static", filename="aduan.css").startswith(f"{root}/static/aduan.css?v=")
            assert named("meja.index", tab="terbuka") == f"{root}/meja/?tab=terbuka"


def test_a_file_asked_for_without_its_mark_is_asked_for_anew(browser: Browser) -> None:
    answer = browser.get("/static/aduan.css")
    assert answer.headers["Cache-Control"] == ASKED_ANEW
    again = browser.get("/static/aduan.css", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_a_case_opened_again_asks_for_none_of_our_files(app: Flask, sqlite_account: Any, chromium: Any) -> None:
    case, asked, answer = new_complaint(sqlite_account), [], app.wsgi_app
    path = f"/meja/kasus/{case.public_id}?tab=terbuka"

    def noted(environ: Any, start_response: Any) -> Any:
        asked.append(environ["PATH_INFO"])
        return answer(environ, start_response)

    app.wsgi_app = noted  # type: ignore[method-assign]
    with served(app) as url:
        page = chromium.new_page(base_url=url)
        sign_in(page.context, url, str(Role.PENGELOLA), PASSWORD)
        page.goto(path)
        page.wait_for_selector("#meja[data-live]")
        assert "/static/meja/menulis.js" in asked
        assert "/static/lambang.svg" in asked
        asked.clear()
        page.goto(path)
        page.wait_for_selector("#meja[data-live]")
        page.context.close()
    assert asked[0] == path.partition("?")[0]
    assert [place for place in asked if place.startswith("/static/")] == []


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
