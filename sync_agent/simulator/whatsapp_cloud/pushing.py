"""What the Cloud API pushes: messages, changes, news of delivery; signed over the raw body, again until it is 200."""

import hashlib
import hmac
import json
import urllib.error
import urllib.request
from typing import Any

from sync_agent.simulator.network.items import Item
from sync_agent.simulator.whatsapp_cloud.errors import cloud_error
from sync_agent.simulator.whatsapp_cloud.memory import CloudMemory

_KINDS = {"image": "image", "video": "video", "audio": "audio"}
_SECONDS = 2.0  # Meta waits ten; practice mode has one thread for all of its life


class Pusher:
    """Remembers what was pushed and pushes the rest, oldest first; what is not answered with 200 is pushed again."""

    def __init__(self, platform: CloudMemory) -> None:
        """Start with nothing pushed."""
        self._platform = platform
        self._done: set[tuple[str, str]] = set()
        self._retry_at = 0.0
        self.answers: list[int] = []

    def step(self) -> int:
        """Push what is due and say how many bodies were taken."""
        platform = self._platform
        url, now = platform.settings.webhook_url, platform.network.clock()
        if not url or now < self._retry_at:
            return 0
        taken = 0
        for mark, value in self._due():
            status = self.push(url, envelope(platform.settings.business_id, value))
            if status != 200:
                self._retry_at = now + platform.settings.retry_seconds
                break
            self._done.add(mark)
            taken += 1
        return taken

    def push(self, url: str, body: bytes) -> int:
        """Push one body as it stands, signed; return the status (0: nobody answered)."""
        digest = hmac.new(self._platform.settings.app_secret.encode(), body, hashlib.sha256).hexdigest()
        headers = {"Content-Type": "application/json", "X-Hub-Signature-256": f"sha256={digest}"}
        request = urllib.request.Request(url, body, headers, method="POST")  # noqa: S310 - the practice's own address
        try:
            with urllib.request.urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310
                status = int(answer.status)
        except urllib.error.HTTPError as error:
            status = error.code
        except (urllib.error.URLError, OSError):
            status = 0
        self.answers.append(status)
        return status

    def _due(self) -> list[tuple[tuple[str, str], dict[str, Any]]]:
        network = self._platform.network
        with network.lock:
            rows = sorted(network.items.values(), key=lambda item: item.place)
            return [
                ((item.id, news), value)
                for item in rows
                if item.shows_at <= network.clock()
                for news, value in self._news(item)
                if (item.id, news) not in self._done
            ]

    def _news(self, item: Item) -> list[tuple[str, dict[str, Any]]]:
        """Return everything there is to say of an item by now."""
        platform = self._platform
        if item.from_office and item.source == "api":
            wanted = ("failed",) if item.extra.get("failed") else platform.settings.statuses.split()
            return [(name, platform.value(item.person, statuses=[_status(item, name)])) for name in wanted]
        news = [("message", {**message(item), **self._odd(item)})]
        if item.edited:
            changed = {"type": "edit", "edit": {"original_message_id": item.id, "message": _content(item)}}
            news.append((f"edit {item.text}", changed))
        if item.removed:
            news.append(("revoke", {"type": "revoke", "revoke": {"original_message_id": item.id}}))
        name = "message_echoes" if item.from_office else "messages"
        ends = _ends(item, platform.settings.phone_number)
        return [
            (what, platform.value(item.person, **{name: [{**ends, "id": _id(item, what), **rest}]}))
            for what, rest in news
        ]

    def _odd(self, item: Item) -> dict[str, Any]:
        return dict(item.extra.get("odd") or {})


def envelope(business_id: str, value: dict[str, object]) -> bytes:
    """Write one body as Meta does, with every unusual character as a JSON escape."""
    field = "smb_message_echoes" if "message_echoes" in value else "messages"
    entry = {"id": business_id, "changes": [{"value": value, "field": field}]}
    return json.dumps({"object": "whatsapp_business_account", "entry": [entry]}).encode()


def message(item: Item) -> dict[str, Any]:
    """Write a message's own part."""
    context = {"context": {"id": item.parent}} if item.parent else {}
    return {**context, **_content(item)}


def _content(item: Item) -> dict[str, Any]:
    if not item.media:
        return {"type": "text", "text": {"body": item.text}}
    media = item.media[0]
    kind = _KINDS.get(media.mimetype.split("/")[0], "document")
    words = {"caption": item.text} if item.text else {}
    named = {"filename": media.filename} if media.filename and kind == "document" else {}
    sha = hashlib.sha256(media.content).hexdigest()
    return {"type": kind, kind: {**words, **named, "mime_type": media.mimetype, "sha256": sha, "id": media_id(item)}}


def media_id(item: Item) -> str:
    """Return the id of an item's file: a number far beyond 2^53."""
    return str(900_000_000_000_000_000 + item.sequence)


def _id(item: Item, what: str) -> str:
    return item.id if what == "message" else f"{item.id}.{hashlib.sha256(what.encode()).hexdigest()[:8]}"


def _ends(item: Item, office: str) -> dict[str, Any]:
    seconds = {"timestamp": str(int(item.created))}
    if item.from_office:
        return {"from": office, "to": item.person.username, **seconds}
    return {"from": item.person.username, **seconds}


def _status(item: Item, name: str) -> dict[str, Any]:
    status: dict[str, Any] = {"id": item.id, "status": name, "timestamp": str(int(item.created))}
    status |= {"recipient_id": item.person.username}
    chosen = item.extra.get("callback")
    status |= {"biz_opaque_callback_data": chosen} if chosen else {}
    failed = item.extra.get("failed")
    return status | ({"errors": [cloud_error(failed).as_news()]} if name == "failed" and failed else {})
