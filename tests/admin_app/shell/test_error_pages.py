"""What nobody foresaw: a page with a number, the place in the log, and nothing of the inside or of a citizen."""

import logging
import re

import pytest
from flask import Flask

from tests.admin_app.browsing import Browser, text

QUOTED = "Siti Aminah 3175012345670001 SELECT password_hash FROM staff"


def failing(_token: str = "") -> str:
    """Fail as a bug would, with a citizen's words and a secret in the error."""
    raise RuntimeError(QUOTED)


@pytest.mark.parametrize("machine", [False, True])
def test_a_failure_that_nobody_foresaw_tells_its_number_alone_and_the_log_where_it_was(
    app: Flask, browser: Browser, caplog: pytest.LogCaptureFixture, machine: bool
) -> None:
    app.view_functions["own_account.show"] = failing
    browser.sign_in("pengelola")
    with caplog.at_level(logging.ERROR):
        answer = browser.get("/akun", headers={"Accept": "application/json"} if machine else {})
    assert answer.status_code == 500
    shown = text(answer)
    assert not [word for word in ("Siti", "3175", "SELECT", "RuntimeError", "Traceback", ".py") if word in shown]
    (incident,) = set(re.findall(r"\b[0-9A-F]{8}\b", shown))
    logged = "\n".join(record.getMessage() for record in caplog.records)
    assert f"incident {incident}: RuntimeError at GET /akun" in logged
    assert "in failing" in logged
    assert "Siti" not in logged


def test_the_next_request_is_answered_as_if_nothing_had_been(app: Flask, browser: Browser) -> None:
    show, app.view_functions["own_account.show"] = app.view_functions["own_account.show"], failing
    browser.sign_in("pengelola")
    assert browser.get("/akun").status_code == 500
    app.view_functions["own_account.show"] = show
    assert browser.get("/akun").status_code == 200
