"""The safety headers on every answer, and no script or style that stands in a page."""

from collections.abc import Callable
from typing import Any

from flask import Flask

from models.rules.staff.roles import Role
from tests.admin_app.browsing import Browser, text
from tests.admin_app.samples import a_full_office
from tests.admin_app.test_every_route import address, rules

Open = Callable[[Role | str], Browser]


def test_S6_every_answer_carries_the_safety_headers(app: Flask, signed_in: Open, sqlite_account: Any) -> None:
    sample = a_full_office(sqlite_account, app)
    browser = signed_in(Role.KASI_TIKKIM)
    for path in [address(rule, sample) for rule in rules(app)] + ["/static/aduan.css", "/nowhere"]:
        answer = browser.get(path)
        headers = answer.headers
        framed = "'self'" if answer.mimetype == "application/pdf" else "'none'"  # pages inside ours
        assert f"frame-ancestors {framed}" in headers["Content-Security-Policy"], path
        assert "unsafe" not in headers["Content-Security-Policy"], path
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert headers["Referrer-Policy"] == "no-referrer", path
        assert headers["Cache-Control"] == ("no-cache" if path.startswith("/static/") else "no-store"), path
        assert answer.status_code < 500, path


def test_no_page_carries_a_script_or_style_of_its_own(app: Flask, signed_in: Open, sqlite_account: Any) -> None:
    sample = a_full_office(sqlite_account, app)
    browser = signed_in(Role.ADMINISTRATOR)
    desk = signed_in(Role.PENGELOLA)
    for rule in rules(app):
        if "GET" not in (rule.methods or set()):
            continue
        for page in (browser.get(address(rule, sample)), desk.get(address(rule, sample))):
            body = text(page) if page.mimetype == "text/html" else ""
            assert "onclick" not in body, rule.rule
            assert "javascript:" not in body, rule.rule
            assert "style=" not in body, rule.rule
            assert "http://" not in body.replace("http://localhost", ""), rule.rule
