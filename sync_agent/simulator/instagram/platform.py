"""The fake Instagram put together: its memory, its settings, its two set-ups, its routes."""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

from flask import Blueprint, Flask, Response, jsonify, request
from flask.typing import ResponseReturnValue

from sync_agent.simulator.graph.errors import graph_error
from sync_agent.simulator.graph.middleware import GraphSettings, Middleware, arguments
from sync_agent.simulator.instagram.memory import Memory
from sync_agent.simulator.instagram.reading import Reading
from sync_agent.simulator.instagram.sending import Sending
from sync_agent.simulator.network.network import Network

_DAY = 86_400


@dataclass
class InstagramSettings(GraphSettings):
    """How the fake behaves beyond what all Graph fakes know."""

    token: str = "IGAA-contoh-token"
    login: str = "instagram"  # or facebook: whose token it is, and what /me means
    token_days: int = 60
    token_age_hours: float = 48.0  # a token younger than 24 hours is not refreshed
    plain_fields: bool = False  # messages know no attachments, shares, story, is_unsupported (channels.md §3 [?])
    restricted: str = ""  # user names, parted by blanks, whose comments the account restricted: never shown
    hides_authors: bool = False  # the token lacks the scope that shows who commented
    comment_limit: int = 2200
    token_ends_at: int = 0  # unix seconds, of the Page's token; 0: no end
    scopes: str = "instagram_basic instagram_manage_messages instagram_manage_comments pages_show_list"


class Instagram:
    """One professional account and everybody who writes to it."""

    kind, label, prefix = "instagram", "Instagram", "/instagram"
    polls = (
        "GET /instagram/*/conversations|GET /instagram/*/messages|GET /instagram/*/media|GET /instagram/*/comments"
    )
    sends = "POST /instagram/*"
    files = "GET /instagram/files/*"
    carries_files = ("dm",)

    def __init__(self, clock: Callable[[], float]) -> None:
        """Start with an account nobody has written to; `clock` gives unix seconds."""
        self.settings = InstagramSettings()
        self.network = Network(clock, new_ids())
        self.memory = Memory(self.network, self.settings)
        self._reading, self._sending = Reading(self.memory), Sending(self.memory)

    def account(self, base_url: str) -> tuple[dict[str, str], dict[str, str]]:
        """Return the settings and the secrets with which a connector reaches this fake at `base_url`."""
        base = base_url.rstrip("/").removesuffix(self.prefix)
        settings = {"base_url": f"{base}{self.prefix}", "login": self.settings.login, "human_agent": "ya"}
        return settings, {"access_token": self.settings.token}

    def mount(self, app: Flask) -> None:
        """Add the platform's routes; files lie on another host of Meta's and know no token."""
        paths, files = Blueprint("instagram", __name__), Blueprint("instagram_files", __name__)
        Middleware(self.settings, self.memory.account_id, "instagram").attach(paths)
        files.add_url_rule("/files/<item_id>/<int:number>", view_func=self._file)
        paths.add_url_rule("/refresh_access_token", view_func=self._refresh)
        paths.add_url_rule("/<version>/<node>", view_func=self._node, methods=["GET", "POST"])
        paths.add_url_rule("/<version>/<node>/<edge>", view_func=self._edge, methods=["GET", "POST"])
        app.register_blueprint(files, url_prefix=self.prefix)
        app.register_blueprint(paths, url_prefix=self.prefix)

    def _node(self, version: str, node: str) -> ResponseReturnValue:
        if request.method == "POST":
            raise graph_error("bad_parameter", "(#100) This fake changes no objects")
        if node == "debug_token" and self.memory.by_page:
            return jsonify(data=self._about_token(request.args.get("input_token", "")))
        return jsonify(self._reading.node(node, arguments()))

    def _about_token(self, token: str) -> dict[str, Any]:
        settings = self.settings
        known = token in (settings.token, *settings.older_tokens.split())
        about = {"app_id": "1020304050", "type": "PAGE", "is_valid": known, "expires_at": settings.token_ends_at}
        return about | {"scopes": settings.scopes.split(), "profile_id": self.memory.page_id}

    def _edge(self, version: str, node: str, edge: str) -> ResponseReturnValue:
        if request.method == "POST":
            return jsonify(self._sending.edge(node, edge, arguments()))
        return jsonify(self._reading.edge(node, edge, arguments(), request.base_url))

    def _refresh(self) -> ResponseReturnValue:
        """Return a new token for sixty more days, as ig_refresh_token does; the old one is good until its own end."""
        if self.settings.login != "instagram" or request.args.get("grant_type") != "ig_refresh_token":
            raise graph_error("bad_parameter", "Invalid grant_type")
        if self.settings.token_age_hours < 24:
            raise graph_error("bad_parameter", "(#100) Token must be at least 24 hours old to be refreshed")
        settings = self.settings
        settings.older_tokens = f"{settings.older_tokens} {settings.token}".strip()
        settings.token = f"{settings.token.partition('.')[0]}.{len(settings.older_tokens.split())}"
        settings.token_age_hours = 0.0
        return jsonify(
            access_token=settings.token,
            token_type="bearer",
            expires_in=settings.token_days * _DAY,
            permissions="instagram_business_basic,instagram_business_manage_messages",
        )

    def _file(self, item_id: str, number: int) -> ResponseReturnValue:
        item = self.network.items.get(item_id)
        if item is None or number >= len(item.media):
            return Response("URL signature expired", 403)
        return Response(item.media[number].content, content_type=item.media[number].mimetype)


def new_ids() -> Callable[[str], str]:
    """Make ids as Instagram does: long numbers beyond 2^53, and for messages a long text."""
    numbers = {"person": count(7_654_321_098_765_001, 7919), "post": count(17_896_129_349_100_001, 104_729)}
    comments, messages = count(17_892_250_648_400_001, 7919), count(1)

    def make(what: str) -> str:
        if what == "dm":
            inner = f"ig_dm_item:{next(messages):032d}"
            return "aWdfZAG1faXRlbToxOk" + base64.urlsafe_b64encode(inner.encode()).decode().rstrip("=")
        return str(next(numbers.get(what, comments)))

    return make
