"""What the fake Facebook answers to reads: the nodes and edges the office uses, and no others."""

import zlib
from collections.abc import Callable, Mapping
from typing import Any

from sync_agent.simulator.facebook.memory import TAGGED, VISITOR, Memory
from sync_agent.simulator.facebook.nodes import Nodes
from sync_agent.simulator.graph.errors import graph_error
from sync_agent.simulator.graph.fields import Node, parse, pick
from sync_agent.simulator.graph.paging import listed
from sync_agent.simulator.network.items import Item

Asked = Mapping[str, str]


class Reading:
    """The reads of one Page."""

    def __init__(self, memory: Memory) -> None:
        """Read from this memory."""
        self._memory, self._nodes = memory, Nodes(memory)
        self._edges: dict[str, Callable[[str, Asked, str], dict[str, Any]]] = {
            "conversations": self._conversations,
            "messages": self._messages,
            "published_posts": self._published,
            VISITOR: self._visitors,
            TAGGED: self._visitors,
            "comments": self._comments,
        }

    def node(self, node: str, asked: Asked) -> dict[str, Any]:
        """Return one object with the fields asked for. Raises GraphError."""
        wanted = parse(asked.get("fields", ""))
        found, kind, usual = self._node(node)
        return pick(found, wanted, kind, usual)

    def edge(self, node: str, edge: str, asked: Asked, url: str) -> dict[str, Any]:
        """Return one list. Raises GraphError."""
        if edge not in self._edges:
            raise graph_error("bad_parameter", f"(#100) Tried accessing nonexisting field ({edge})")
        found = self._edges[edge](node, {**asked, "edge": edge}, url)
        return {"data": []} if self._memory.settings.empty_lists else found

    def debug_token(self, token: str) -> dict[str, Any]:
        """Tell what a token is and may do."""
        settings = self._memory.settings
        about = {
            "app_id": "1020304050",
            "type": settings.token_type,
            "application": "Aduan Contoh",
            "data_access_expires_at": settings.data_ends_at,
            "expires_at": settings.token_expires_at,
            "is_valid": token == settings.token,
            "scopes": [scope for scope in settings.scopes.split(",") if scope],
            "profile_id": self._memory.page_id,
        }
        return {"data": about}

    def _node(self, node: str) -> tuple[Node, str, tuple[str, ...]]:
        memory, nodes = self._memory, self._nodes
        if memory.is_page(node):
            return nodes.me(), "Page", ("id", "name")
        if node in memory.network.publications:
            return nodes.publication(memory.network.publications[node]), "PagePost", ("id", "created_time", "message")
        comment, message = memory.comment(node), memory.message(node)
        if comment is not None and comment.extra.get("post"):
            return nodes.visitor_publication(comment), "PagePost", ("id", "created_time", "message")
        if comment is not None:
            return nodes.comment(comment), "Comment", ("id", "created_time", "from", "message")
        if message is not None:
            return nodes.message(message), "UnifiedMessage", ("id", "created_time")
        person = memory.person_of(node)
        if person is None:
            raise graph_error("not_found")
        return nodes.conversation(person), "UnifiedThread", ("id", "link", "updated_time")

    def _conversations(self, node: str, asked: Asked, url: str) -> dict[str, Any]:
        self._need_page(node)
        if asked.get("platform", "messenger").lower() != "messenger":
            return {"data": []}
        people = [person for person, _ in self._memory.network.chats()]
        if asked.get("user_id"):
            people = [person for person in people if person.id == asked["user_id"]]
        return self._list(people, self._nodes.conversation, asked, url, "UnifiedThread")

    def _messages(self, node: str, asked: Asked, url: str) -> dict[str, Any]:
        person = self._memory.person_of(node)
        if person is None:
            raise graph_error("not_found")
        if node in self._memory.settings.bad_thread.split():
            raise graph_error("unknown")
        rows = self._memory.network.chat(person.username)[::-1]
        return self._list(rows, self._nodes.message, asked, url, "UnifiedMessage")

    def _published(self, node: str, asked: Asked, url: str) -> dict[str, Any]:
        self._need_page(node)
        return self._list(self._memory.network.published(), self._nodes.publication, asked, url, "PagePost")

    def _visitors(self, node: str, asked: Asked, url: str) -> dict[str, Any]:
        self._need_page(node)
        rows = self._memory.visitor_publications(asked["edge"])
        return self._list(rows, self._nodes.visitor_publication, asked, url, "PagePost")

    def _comments(self, node: str, asked: Asked, url: str) -> dict[str, Any]:
        rows = self._memory.under(node)
        if rows is None:
            raise graph_error("not_found")
        if node in self._memory.settings.bad_thread.split():
            raise graph_error("unknown")
        if self._memory.settings.token_type != "PAGE":
            return {"data": []}
        stream = asked.get("filter", "toplevel") == "stream"
        whole = self._memory.comment(node) is not None  # of a comment all that hangs below is its first level
        rows = [item for item in rows if stream or whole or self._memory.above(item) is None]
        rows = [item for item in rows if item.created >= _number(asked.get("since"))]
        return self._list(self._ordered(rows, asked), self._nodes.comment, asked, url, "Comment")

    def _ordered(self, rows: list[Item], asked: Asked) -> list[Item]:
        """Put comments in order; ranked ones always come ranked."""
        if self._memory.settings.ranked:
            return sorted(rows, key=lambda item: zlib.crc32(item.id.encode()))
        return rows[::-1] if asked.get("order") == "reverse_chronological" else rows

    def _list(
        self, rows: list[Any], write: Callable[[Any], Node], asked: Asked, url: str, kind: str
    ) -> dict[str, Any]:
        wanted = parse(asked.get("fields", ""))
        arguments = {name: value for name, value in asked.items() if name != "edge"}
        usual = ("id", "created_time", "message") if kind != "UnifiedThread" else ("id", "link", "updated_time")
        return listed(rows, lambda row: pick(write(row), wanted, kind, usual), arguments, url)

    def _need_page(self, node: str) -> None:
        if not self._memory.is_page(node) or self._memory.settings.token_type != "PAGE":
            raise graph_error("not_found")


def _number(text: str | None) -> float:
    return float(text) if text and text.isdigit() else 0.0
