"""A fake Page without a network, and a caller with its token."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from sync_agent.simulator.facebook.platform import Facebook

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
def fake(clock: Clock) -> Facebook:
    return Facebook(clock)


@pytest.fixture
def client(fake: Facebook) -> FlaskClient:
    app = Flask(__name__)
    fake.mount(app)
    return app.test_client()


@pytest.fixture
def get(client: FlaskClient, fake: Facebook) -> Callable[..., Any]:
    def ask(path: str, **asked: Any) -> Any:
        headers = {"Authorization": f"Bearer {fake.settings.token}"}
        return client.get(f"/facebook/v25.0/{path}", query_string=asked, headers=headers).json

    return ask


@pytest.fixture
def post(client: FlaskClient, fake: Facebook) -> Callable[..., Any]:
    def ask(path: str, **body: Any) -> Any:
        headers = {"Authorization": f"Bearer {fake.settings.token}"}
        return client.post(f"/facebook/v25.0/{path}", json=body, headers=headers).json

    return ask
