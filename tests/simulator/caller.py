"""A caller of the simulator over real HTTP, as a connector would be."""

import time
from collections.abc import Callable
from typing import Any

import requests

ANI = "6289900000001@c.us"
BUDI = "6289900000002@c.us"


class Caller:
    """Speaks to the gateway with a key, and to the control API without one."""

    def __init__(self, url: str, prefix: str = "/waha") -> None:
        """Remember where the simulator is."""
        self.url, self.prefix = url, prefix

    def waha(self, method: str, path: str, timeout: float = 10, **rest: Any) -> requests.Response:
        """Call the gateway."""
        headers = {"X-Api-Key": "kunci", **rest.pop("headers", {})}
        return requests.request(
            method,
            f"{self.url}{self.prefix}/api{path}",
            headers=headers,
            timeout=timeout,
            allow_redirects=False,
            **rest,
        )

    def poll(self, **question: Any) -> list[dict[str, Any]]:
        """Return one page of all chats, oldest first."""
        answer = self.waha(
            "GET", "/default/chats/all/messages", params={"limit": 100, "sortOrder": "asc", **question}
        )
        assert answer.status_code == 200, answer.text
        items: list[dict[str, Any]] = answer.json()
        return items

    def send(self, chat: str, text: str, timeout: float = 10, **more: Any) -> requests.Response:
        """Send a text."""
        body = {"session": "default", "chatId": chat, "text": text, **more}
        return self.waha("POST", "/sendText", json=body, timeout=timeout)

    def control(self, method: str, path: str, **rest: Any) -> Any:
        """Call the control API and return its JSON."""
        answer = requests.request(method, f"{self.url}/_control{path}", timeout=10, **rest)
        return answer.json() if answer.content else None

    def happen(self, chat: str, text: str = "", **more: Any) -> dict[str, Any]:
        """Let a message happen."""
        made: dict[str, Any] = self.control("POST", "/messages", json={"chat": chat, "text": text, **more})
        return made

    def fault(self, kind: str, **more: Any) -> int:
        """Switch a fault on and return its number."""
        made = self.control("POST", "/faults", json={"kind": kind, **more})
        assert "number" in made, made
        return int(made["number"])

    def seen(self, chat: str) -> list[dict[str, Any]]:
        """Return what stands on a citizen's phone."""
        shown: list[dict[str, Any]] = self.control("GET", f"/phones/{chat}").get("messages", [])
        return shown


def until(true: Callable[[], object], seconds: float = 10) -> None:
    """Wait until something is so; fail when it does not come to be."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)
