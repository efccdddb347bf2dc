"""What stands before every Graph fake: token, proof, switched-on troubles, usage headers."""

import json

import pytest
from flask import Blueprint, Flask, jsonify
from flask.testing import FlaskClient

from sync_agent.simulator.graph.errors import ERRORS, graph_error
from sync_agent.simulator.graph.middleware import GraphSettings, Middleware, proof


@pytest.fixture
def settings() -> GraphSettings:
    return GraphSettings(token="contoh")


@pytest.fixture
def client(settings: GraphSettings) -> FlaskClient:
    app, paths = Flask(__name__), Blueprint("graph", __name__)
    Middleware(settings, "17841400000000001", "instagram").attach(paths)
    paths.add_url_rule("/me", view_func=lambda: jsonify({"id": "1"}), methods=["GET", "POST"])
    app.register_blueprint(paths)
    return app.test_client()


HEADERS = {"Authorization": "Bearer contoh"}


def test_a_token_is_taken_from_the_header_and_from_the_address(client: FlaskClient) -> None:
    assert client.get("/me", headers=HEADERS).json == {"id": "1"}
    assert client.get("/me?access_token=contoh").json == {"id": "1"}
    refused = client.get("/me", headers={"Authorization": "Bearer lain"})
    assert (refused.status_code, refused.json["error"]["code"]) == (400, 190)


def test_a_proof_is_asked_for_where_the_app_wants_one(client: FlaskClient, settings: GraphSettings) -> None:
    settings.app_secret = "rahasia"
    assert client.get("/me", headers=HEADERS).status_code == 400
    assert client.get(f"/me?appsecret_proof={proof('contoh', 'rahasia')}", headers=HEADERS).status_code == 200


@pytest.mark.parametrize("name", ERRORS)
def test_every_error_has_meta_s_shape(name: str) -> None:
    body = graph_error(name).body()["error"]
    assert {"message", "type", "code", "fbtrace_id"} <= set(body)
    assert body.get("error_subcode", 1) > 0


def test_troubles_strike_reads_or_sends_alone(client: FlaskClient, settings: GraphSettings) -> None:
    settings.send_trouble = "unknown"
    assert client.get("/me", headers=HEADERS).status_code == 200
    assert client.post("/me", headers=HEADERS).json["error"]["code"] == 1
    settings.send_trouble, settings.read_trouble = "", "instagram_limit"
    assert client.get("/me", headers=HEADERS).json["error"]["code"] == 80002


def test_usage_is_told_once_it_is_noticeable(client: FlaskClient, settings: GraphSettings) -> None:
    assert "X-App-Usage" not in client.get("/me", headers=HEADERS).headers
    settings.usage, settings.regain_minutes = 85, 7
    answer = client.get("/me", headers=HEADERS)
    assert json.loads(answer.headers["X-App-Usage"])["call_count"] == 85
    (row,) = json.loads(answer.headers["X-Business-Use-Case-Usage"])["17841400000000001"]
    assert (row["type"], row["estimated_time_to_regain_access"]) == ("instagram", 7)
