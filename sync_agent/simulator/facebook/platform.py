"""The fake Facebook put together: its memory, its settings, its routes."""

import base64
from collections.abc import Callable
from itertools import count

from flask import Blueprint, Flask, Response, jsonify, request
from flask.typing import ResponseReturnValue

from sync_agent.simulator.facebook.memory import Memory
from sync_agent.simulator.facebook.reading import Reading
from sync_agent.simulator.facebook.sending import Sending
from sync_agent.simulator.facebook.settings import FacebookSettings
from sync_agent.simulator.graph.middleware import Middleware, arguments
from sync_agent.simulator.network.items import Media
from sync_agent.simulator.network.network import Network

_LISTS = ("conversations", "messages", "published_posts", "visitor_posts", "tagged", "comments")


class Facebook:
    """One Page and everybody who writes to it."""

    kind, label, prefix = "facebook", "Facebook", "/facebook"
    polls = "|".join(f"GET /facebook/*/{name}" for name in _LISTS)
    sends = "POST /facebook/*/messages|POST /facebook/*/comments"
    files = "GET /facebook/files/*"
    uploads_to = "POST /facebook/*/message_attachments*"
    carries_files = ("dm", "comment")

    def __init__(self, clock: Callable[[], float]) -> None:
        """Start with a Page nobody has written to; `clock` gives unix seconds."""
        self.settings = FacebookSettings()
        self.network = Network(clock, new_ids())
        self.memory = Memory(self.network, self.settings)
        self._reading, self._sending = Reading(self.memory), Sending(self.memory)

    def account(self, base_url: str) -> tuple[dict[str, str], dict[str, str]]:
        """Return the settings and the secrets with which a connector reaches this fake at `base_url`."""
        secrets = {"page_token": self.settings.token} | (
            {"app_secret": self.settings.app_secret} if self.settings.app_secret else {}
        )
        return {"base_url": base_url, "human_agent": "ya"}, secrets

    def mount(self, app: Flask) -> None:
        """Add the platform's routes; files lie on another host of Meta's and know no token."""
        paths, files = Blueprint("facebook", __name__), Blueprint("facebook_files", __name__)
        Middleware(self.settings, self.memory.page_id, "pages").attach(paths)
        files.add_url_rule("/files/<item_id>/<int:number>", view_func=self._file)
        paths.add_url_rule("/<version>/debug_token", view_func=self._debug_token)
        paths.add_url_rule("/<version>/<node>", view_func=self._node, methods=["GET", "POST"])
        paths.add_url_rule("/<version>/<node>/<edge>", view_func=self._edge, methods=["GET", "POST"])
        app.register_blueprint(files, url_prefix=self.prefix)
        app.register_blueprint(paths, url_prefix=self.prefix)

    def _debug_token(self, version: str) -> ResponseReturnValue:
        return jsonify(self._reading.debug_token(request.args.get("input_token", "")))

    def _node(self, version: str, node: str) -> ResponseReturnValue:
        if request.method == "POST":
            return jsonify(self._sending.overwrite(node, arguments()))
        return jsonify(self._reading.node(node, arguments()))

    def _edge(self, version: str, node: str, edge: str) -> ResponseReturnValue:
        if request.method == "POST":
            if edge == "message_attachments":
                file = request.files.get("filedata")
                media = Media(file.stream.read(), file.mimetype, file.filename) if file else None
                return jsonify(self._sending.upload(node, arguments(), media))
            return jsonify(self._sending.edge(node, edge, arguments()))
        return jsonify(self._reading.edge(node, edge, arguments(), request.base_url))

    def _file(self, item_id: str, number: int) -> ResponseReturnValue:
        item = self.network.items.get(item_id)
        if item is None or number >= len(item.media):
            return Response("URL signature expired", 403)
        return Response(item.media[number].content, content_type=item.media[number].mimetype)


def new_ids() -> Callable[[str], str]:
    """Make ids as Facebook does: numbers beyond 2^53, a publication's before its comments', messages as texts."""
    people, publications = count(24_176_512_340_000_001, 7919), count(1_220_987_654_321_000_001, 104_729)
    comments, messages = count(1_330_123_456_789_000_001, 7919), count(1)
    last = str(next(publications))

    def make(what: str) -> str:
        nonlocal last
        if what == "person":
            return str(next(people))
        if what == "post":
            last = str(next(publications))
            return f"104857600000001_{last}"
        if what == "dm":
            inner = f"mid.facebook:{next(messages):036d}"
            return "m_" + base64.urlsafe_b64encode(inner.encode()).decode().rstrip("=")
        return f"{last}_{next(comments)}"

    return make
