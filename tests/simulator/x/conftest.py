"""The fake X alone, spoken to over HTTP."""

from dataclasses import dataclass
from typing import Any

import pytest
import requests

from sync_agent.simulator.network.items import Draft, Item
from sync_agent.simulator.serve import Running
from sync_agent.simulator.x.platform import X


@dataclass
class CallX:
    """A caller with the valid token."""

    x: X
    url: str

    def __call__(self, method: str, path: str, **rest: Any) -> requests.Response:
        """Call one path of the API."""
        headers = {"Authorization": f"Bearer {self.x.tokens.access}", **rest.pop("headers", {})}
        return requests.request(method, f"{self.url}{path}", headers=headers, timeout=10, **rest)

    def mentions(self, **params: Any) -> Any:
        """Return one page of mentions."""
        answer = self("GET", f"/2/users/{self.x.office.id}/mentions", params=params)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def write(self, text: str, username: str = "sari_contoh", **more: Any) -> Item:
        """Let a citizen write."""
        return self.x.network.write(Draft(username, text, **{"kind": "comment", "name": "Sari Contoh", **more}))

    def reply(self, text: str, to: str) -> requests.Response:
        """Answer a publication."""
        return self("POST", "/2/tweets", json={"text": text, "reply": {"in_reply_to_tweet_id": to}})


@pytest.fixture
def x(running: Running) -> CallX:
    """Return a caller of a fresh fake."""
    platform = running.practice.platforms["x"]
    assert isinstance(platform, X)
    return CallX(platform, f"{running.url}/x")
