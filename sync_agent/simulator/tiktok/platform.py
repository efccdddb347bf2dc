"""The TikTok fake put together: its keys, its paths, the refusals that are switched on."""

import base64
import hashlib
from collections import deque
from collections.abc import Callable, Mapping
from itertools import count
from typing import Any

from flask import Flask, Response, abort, jsonify, request
from flask.typing import ResponseReturnValue

from sync_agent.simulator.network.items import Item
from sync_agent.simulator.network.network import Network, snowflakes
from sync_agent.simulator.tiktok.comments import Comments
from sync_agent.simulator.tiktok.envelope import TikTokError, wrapped
from sync_agent.simulator.tiktok.messages import Messages
from sync_agent.simulator.tiktok.settings import TikTokSettings

_FIRST_ID = 7_340_000_000_000_000_001
_DAY, _YEAR = 86_400, 31_536_000  # seconds a token and a refresh token live
_SENDS = frozenset({"business/comment/reply/create/", "business/message/send/"})
Doing = Callable[[Mapping[str, Any]], dict[str, Any]]


class TikTok:
    """One TikTok business account."""

    kind = "tiktok"
    label = "TikTok"
    prefix = "/tiktok"
    polls = "GET /tiktok/open_api/v1.3/business/*/list/"
    sends = "*/business/comment/reply/create/|*/business/message/send/"
    files = "GET /tiktok/files/*"
    carries_files = ("dm", "comment")
    many = 100  # conversations the platform lists, however many there are
    many = 90  # no more conversations are ever listed than a hundred

    def __init__(self, clock: Callable[[], float]) -> None:
        """Start with nobody there."""
        self.network = Network(clock, _ids())
        self.settings = TikTokSettings()
        self._calls: dict[str, deque[float]] = {}
        comments = Comments(self.network, self.settings, self._link)
        messages = Messages(self.network, self.settings, self._link)
        self._doings: dict[str, Doing] = {
            "GET business/get/": self._account,
            "GET business/video/list/": comments.videos,
            "GET business/comment/list/": comments.comments,
            "GET business/comment/reply/list/": comments.replies,
            "POST business/comment/reply/create/": comments.reply,
            "GET business/message/conversation/list/": messages.conversations,
            "GET business/message/content/list/": messages.content,
            "POST business/message/send/": messages.send,
            "POST business/message/media/download/": messages.download,
        }

    def mount(self, app: Flask) -> None:
        """Add the paths; each ends with a slash, and without it there is nothing."""
        base = f"{self.prefix}/open_api/v1.3/<path:rest>"
        app.add_url_rule(base, "tiktok.api", self._api, methods=["GET", "POST"])
        app.add_url_rule(f"{self.prefix}/files/<item_id>", "tiktok.file", self._file)

    def account(self, base_url: str) -> tuple[dict[str, str], dict[str, str]]:
        """Return the settings and the secrets with which a connector reaches this fake."""
        base = base_url.rstrip("/")
        own = self.settings
        return (
            {
                "base_url": base if base.endswith(self.prefix) else base + self.prefix,
                "business_id": own.business_id,
                "client_id": own.client_id,
            },
            {
                "access_token": own.access_token,
                "refresh_token": own.refresh_token,
                "client_secret": own.client_secret,
            },
        )

    def _api(self, rest: str) -> ResponseReturnValue:
        try:
            return jsonify(wrapped(self._answer(rest)))
        except TikTokError as error:
            return jsonify(error.body())

    def _answer(self, rest: str) -> dict[str, Any]:
        if request.method == "POST" and rest == "tt_user/oauth2/refresh_token/":
            return self._refresh(_body())
        doing = self._doings.get(f"{request.method} {rest}")
        if doing is None:
            abort(404)
        self._check(rest)
        asked: Mapping[str, Any] = _body() if request.method == "POST" else request.args
        if asked.get("business_id") != self.settings.business_id:
            raise TikTokError(40001)
        return doing(asked)

    def _check(self, rest: str) -> None:
        """Refuse a wrong token, a call too many, and what a switched-on trouble refuses."""
        own, token = self.settings, request.headers.get("Access-Token", "")
        if not token:
            raise TikTokError(40104)
        if token != own.access_token or own.token_expired:
            raise TikTokError(40105)
        if own.per_minute and self._lately(rest) > own.per_minute:
            raise TikTokError(40100)
        read = own.read_trouble if request.method == "GET" else 0
        code = own.trouble or read or (own.send_trouble if rest in _SENDS else 0)
        if code:
            raise TikTokError(code, own.trouble_says)

    def _lately(self, rest: str) -> int:
        """Count this call with those of the last minute."""
        now, calls = self.network.clock(), self._calls.setdefault(rest, deque())
        calls.append(now)
        while calls[0] <= now - 60:
            calls.popleft()
        return len(calls)

    def _account(self, asked: Mapping[str, object]) -> dict[str, Any]:
        return {"username": self.settings.username, "display_name": "Kantor Imigrasi Contoh"}

    def _refresh(self, body: Mapping[str, object]) -> dict[str, Any]:
        """Return new tokens; the old refresh token is dead from now on."""
        own = self.settings
        given = (body.get("client_id"), body.get("client_secret"), body.get("grant_type"))
        if given != (own.client_id, own.client_secret, "refresh_token"):
            raise TikTokError(40002, "client_id, client_secret, grant_type: invalid value.")
        if body.get("refresh_token") != own.refresh_token:
            raise TikTokError(40105, "The refresh token is invalid or has been used.")
        own.access_token, own.refresh_token = _next(own.access_token), _next(own.refresh_token)
        own.token_expired = False
        return {
            "access_token": own.access_token,
            "expires_in": _DAY,
            "open_id": own.business_id,
            "refresh_token": own.refresh_token,
            "refresh_token_expires_in": _YEAR,
            "scope": "user.info.basic,video.list,comment.list,comment.list.manage,message.list.send",
            "token_type": "Bearer",
        }

    def _link(self, item: Item) -> str:
        return f"{request.host_url.rstrip('/')}{self.prefix}/files/{item.id}"

    def _file(self, item_id: str) -> ResponseReturnValue:
        """Return a file; those of direct messages only to who shows the token."""
        item = self.network.shown(item_id)
        if item is None or not item.media:
            abort(404)
        if item.kind == "dm" and request.headers.get("x-user") != self.settings.access_token:
            abort(403)
        return Response(item.media[0].content, content_type=item.media[0].mimetype)


def _body() -> dict[str, Any]:
    body = request.get_json(silent=True)
    return body if isinstance(body, dict) else {}


def _next(token: str) -> str:
    start, _, number = token.rpartition(".")
    return f"{start}.{int(number) + 1}" if number.isdigit() else f"{token}.2"


def _ids() -> Callable[[str], str]:
    """Make ids: people have long ones with + and / in them, everything else numbers beyond 2^53."""
    numbers, people = snowflakes(_FIRST_ID), count(1)

    def make(what: str) -> str:
        if what != "person":
            return numbers(what)
        digest = hashlib.sha256(f"tiktok {next(people)}".encode()).digest()
        return f"+{base64.b64encode(digest).decode()[:22]}/{digest.hex()[:40]}"

    return make
