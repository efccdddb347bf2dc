"""Asks the TikTok fake as a client would: with a token, and paths that end with a slash."""

from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from sync_agent.simulator.network.items import COMMENT, Draft, Item
from sync_agent.simulator.tiktok.platform import TikTok

ORDERED = {"sort_field": "create_time", "sort_order": "desc"}


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self, now: float = 1_795_572_000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


@dataclass
class Asking:
    """A fake with a client."""

    fake: TikTok
    client: FlaskClient
    clock: Clock

    def get(self, path: str, **asked: Any) -> dict[str, Any]:
        """Ask and return the envelope."""
        query = {"business_id": self.fake.settings.business_id, **asked}
        return self._answer(self.client.get(self._path(path), query_string=query, headers=self._headers()))

    def post(self, path: str, **body: Any) -> dict[str, Any]:
        """Send and return the envelope."""
        whole = {"business_id": self.fake.settings.business_id, **body}
        return self._answer(self.client.post(self._path(path), json=whole, headers=self._headers()))

    def comment(self, text: str = "kuota penuh", username: str = "ani.contoh", **more: Any) -> Item:
        """Let a citizen comment."""
        return self.fake.network.write(Draft(username, text, COMMENT, **more))

    def message(self, text: str = "halo", username: str = "ani.contoh", **more: Any) -> Item:
        """Let a citizen write a message."""
        return self.fake.network.write(Draft(username, text, **more))

    def _path(self, path: str) -> str:
        return f"/tiktok/open_api/v1.3/{path}"

    def _headers(self) -> dict[str, str]:
        return {"Access-Token": self.fake.settings.access_token}

    def _answer(self, answer: Any) -> dict[str, Any]:
        assert answer.status_code == 200
        envelope: dict[str, Any] = answer.get_json()
        return envelope


def asking() -> Asking:
    """Return a fresh fake."""
    app, clock = Flask(__name__), Clock()
    fake = TikTok(clock)
    fake.mount(app)
    return Asking(fake, app.test_client(), clock)
