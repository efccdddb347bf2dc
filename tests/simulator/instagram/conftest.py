"""A fake Instagram without a network, and a caller with its token."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from sync_agent.simulator.instagram.platform import Instagram

START = 1_795_572_184.0


class Clock:
    """A clock that stands still until it is moved."""

    now = START

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def fake(clock: Clock) -> Instagram:
    return Instagram(clock)


@pytest.fixture
def client(fake: Instagram) -> FlaskClient:
    app = Flask(__name__)
    fake.mount(app)
    return app.test_client()


@pytest.fixture
def get(client: FlaskClient, fake: Instagram) -> Callable[..., Any]:
    def ask(path: str, **asked: str) -> Any:
        return client.get(f"/instagram/v25.0/{path}", query_string=asked, headers=bearer(fake)).json

    return ask


@pytest.fixture
def post(client: FlaskClient, fake: Instagram) -> Callable[..., Any]:
    def ask(path: str, **body: Any) -> Any:
        return client.post(f"/instagram/v25.0/{path}", json=body, headers=bearer(fake)).json

    return ask


def bearer(fake: Instagram) -> dict[str, str]:
    return {"Authorization": f"Bearer {fake.settings.token}"}
