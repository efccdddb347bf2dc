"""The receiver of pushes over HTTP: signed and stored is 200, everything else stores nothing and says nothing."""

import json
import logging
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from models.rules.channels.push_schemes import META, WAHA, signature
from models.tables import Audit, ChannelAccount, Message, PushPayload, StaffSession
from models.tables.core.secrets import load_key, seal
from tests.office import NOW

APP_SECRET, VERIFY, HOOK_KEY = "rahasia-aplikasi", "token-verifikasi", "kunci-webhook"
BODY = json.dumps({"object": "whatsapp_business_account", "entry": [], "text": "isi warga"}).encode()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def endpoint(app: Flask, sqlite_account: ChannelAccount) -> str:
    """The address of an account of Meta's."""
    secrets = {"access_token": "t", "app_secret": APP_SECRET, "verify_token": VERIFY}
    sealed = seal(load_key(app.config["ADUAN"].secret_key_file), json.dumps(secrets))
    made = ChannelAccount.create(kind="whatsapp_cloud", label="Cloud", secret=sealed, created_at=NOW)
    return f"/dorong/{made.id}"


def push(
    client: FlaskClient, endpoint: str, body: bytes = BODY, secret: str = APP_SECRET, **words: Any
) -> TestResponse:
    """Push a body as Meta does."""
    headers = {META.header: signature(META, secret, body)} | words.pop("headers", {})
    return client.post(
        endpoint, data=body, headers=headers, content_type=words.pop("content_type", "application/json")
    )


def test_a_signed_push_is_stored_before_the_200_and_read_by_nobody_here(client: FlaskClient, endpoint: str) -> None:
    answer = push(client, endpoint)
    assert (answer.status_code, answer.get_data(True), answer.mimetype) == (200, "ok", "text/plain")
    assert [row.body.encode() for row in PushPayload.select()] == [BODY]
    assert Message.select().count() == 0


def test_F13_a_replay_is_200_again_and_stored_once(client: FlaskClient, endpoint: str) -> None:
    assert [push(client, endpoint).status_code for _ in range(3)] == [200, 200, 200]
    assert PushPayload.select().count() == 1


@pytest.mark.parametrize("given", ["", "sha256=", "sha256=00", "sha1=x", "é" * 40])
def test_a_wrong_signature_is_403_and_stores_nothing(client: FlaskClient, endpoint: str, given: str) -> None:
    assert push(client, endpoint, headers={META.header: given.encode("utf-8").decode("latin-1")}).status_code == 403
    assert client.post(endpoint, data=BODY, content_type="application/json").status_code == 403
    assert push(client, endpoint, secret="lain").status_code == 403
    assert PushPayload.select().count() == 0


def test_the_signature_covers_the_raw_bytes_not_what_they_mean(client: FlaskClient, endpoint: str) -> None:
    same_json = BODY.replace(b": ", b":")
    headers = {META.header: signature(META, APP_SECRET, BODY)}
    assert push(client, endpoint, same_json, headers=headers).status_code == 403


def test_a_body_beyond_the_limit_is_refused_unread(client: FlaskClient, endpoint: str) -> None:
    body = b'{"a":"' + b"x" * META.largest + b'"}'
    assert push(client, endpoint, body).status_code == 413
    assert PushPayload.select().count() == 0


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_only_json_is_taken(client: FlaskClient, endpoint: str, content_type: str) -> None:
    assert push(client, endpoint, content_type=content_type).status_code == 415
    assert PushPayload.select().count() == 0


def test_no_session_is_made_and_none_is_needed(client: FlaskClient, endpoint: str) -> None:
    answer = push(client, endpoint)
    assert "Set-Cookie" not in answer.headers
    assert StaffSession.select().count() == 0
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/dorong/999", "/dorong/0", "/dorong/99999999999999999999", "/dorong/x"])
def test_where_no_account_takes_pushes_there_is_nothing(client: FlaskClient, endpoint: str, path: str) -> None:
    assert push(client, path).status_code in (401, 404)
    assert client.get(path, query_string={"hub.mode": "subscribe"}).status_code in (302, 404)


def test_a_switched_off_account_takes_nothing(client: FlaskClient, endpoint: str) -> None:
    ChannelAccount.update(enabled=False).execute()
    assert push(client, endpoint).status_code == 404


def test_the_address_is_confirmed_with_the_challenge_as_plain_text(client: FlaskClient, endpoint: str) -> None:
    words = {"hub.mode": "subscribe", "hub.verify_token": VERIFY, "hub.challenge": "<b>1158201444</b>"}
    answer = client.get(endpoint, query_string=words)
    assert (answer.status_code, answer.get_data(True)) == (200, "<b>1158201444</b>")
    assert answer.mimetype == "text/plain"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert client.get(endpoint, query_string=words | {"hub.verify_token": "salah"}).status_code == 403
    assert client.get(endpoint).status_code == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused(client: FlaskClient, endpoint: str, method: str) -> None:
    assert client.open(endpoint, method=method).status_code in (401, 405)


def test_neither_secret_nor_words_reach_the_log(
    client: FlaskClient, endpoint: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        push(client, endpoint)
        push(client, endpoint, secret="lain")
    assert "refused" in caplog.text
    assert not any(word in caplog.text for word in (APP_SECRET, VERIFY, "isi warga"))
    assert not any("isi warga" in f"{row.before}{row.after}" for row in Audit.select())


def test_waha_signs_with_sha512_in_its_own_header(
    app: Flask, client: FlaskClient, sqlite_account: ChannelAccount
) -> None:
    sealed = seal(
        load_key(app.config["ADUAN"].secret_key_file), json.dumps({"api_key": "a", "webhook_key": HOOK_KEY})
    )
    ChannelAccount.update(secret=sealed).where(ChannelAccount.id == sqlite_account.id).execute()
    endpoint = f"/dorong/{sqlite_account.id}"
    headers = {WAHA.header: signature(WAHA, HOOK_KEY, BODY), "X-Webhook-Hmac-Algorithm": "sha512"}
    assert client.post(endpoint, data=BODY, headers=headers, content_type="application/json").status_code == 200
    assert client.post(endpoint, data=b"{}", headers=headers, content_type="application/json").status_code == 403
    assert client.get(endpoint, query_string={"hub.mode": "subscribe", "hub.verify_token": ""}).status_code == 403
