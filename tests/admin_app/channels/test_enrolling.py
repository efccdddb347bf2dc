"""The address at which gateways' PCs enrol: it hands nothing over without a code, and nothing outside https."""

import logging
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from models.actions.core.actor import OPERATOR
from models.actions.upkeep.enrolments import Place, make_code
from models.rules.upkeep.enrol_code import read_code
from models.tables import AgentMachine, Enrolment
from models.tables.core.keys.machine_key import new_machine_key
from models.tables.core.secrets import load_key
from sync_agent.clock import utc_now
from tests.tables.upkeep.test_agent_role_line import certificate

HTTPS = "https://localhost"


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def word(app: Flask) -> str:
    """The word of a code that was just made."""
    at, key = Place("server", certificate()[1].decode()), load_key(app.config["ADUAN"].secret_key_file)
    return read_code(make_code("gerbang1", at, b"s" * 16, key, OPERATOR, utc_now()).code).word.hex()


def said(client: FlaskClient, body: Any, base: str = HTTPS) -> tuple[int, Any]:
    """Show a code as a gateway's PC does."""
    answer = client.post("/komputer-kanal/daftar", json=body, base_url=base)
    return answer.status_code, answer.get_json(silent=True)


def test_outside_https_a_code_counts_for_nothing_and_is_not_used_up(client: FlaskClient, word: str) -> None:
    shown = {"word": word, "public": new_machine_key().public}
    assert said(client, shown, "http://localhost") == (403, {"refused": "https"})
    assert Enrolment.get().used_at is None


@pytest.mark.parametrize("wrong", [{}, [], "x", {"word": "aa"}, {"word": "0" * 32, "public": 5}])
def test_what_is_no_code_is_refused(client: FlaskClient, word: str, wrong: Any) -> None:
    assert said(client, wrong) == (403, {"refused": "code"})


def test_another_code_is_refused_and_neither_is_told_to_the_log(
    client: FlaskClient, word: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        assert said(client, {"word": "0" * 32, "public": new_machine_key().public}) == (403, {"refused": "code"})
    assert "refused (code)" in caplog.text and "0" * 32 not in caplog.text and word not in caplog.text
    assert AgentMachine.select().count() == 0 and Enrolment.get().used_at is None


def test_it_is_asked_by_post_alone(client: FlaskClient) -> None:
    answer = client.get("/komputer-kanal/daftar", base_url=HTTPS)
    assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (302, "/login")
