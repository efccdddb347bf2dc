"""What the fake Instagram answers to reads: the nodes and edges the office uses, and no others."""

from collections.abc import Callable, Mapping
from typing import Any

from sync_agent.simulator.graph.errors import graph_error
from sync_agent.simulator.graph.fields import parse, pick
from sync_agent.simulator.graph.paging import listed
from sync_agent.simulator.instagram.memory import Memory
from sync_agent.simulator.instagram.nodes import COMMENTS_A_QUERY, Nodes
from sync_agent.simulator.network.items import Person

Asked = Mapping[str, str]


class Reading:
    """The reads of one account."""

    def __init__(self, memory: Memory) -> None:
        """Read from this memory."""
        self._memory, self._nodes = memory, Nodes(memory)
        self._edges: dict[str, Callable[[str, Asked, str], dict[str, Any]]] = {
            "media": self._media,
            "tags": self._tags,
            "conversations": self._conversations,
            "messages": self._messages,
            "comments": self._comments,
            "replies": self._replies,
        }

    def node(self, node: str, asked: Asked) -> dict[str, Any]:
        """Return one object with the fields asked for. Raises GraphError."""
        memory, nodes = self._memory, self._nodes
        wanted = parse(asked.get("fields", ""))
        if memory.is_account(node):
            return pick(nodes.account(), wanted, "User")
        if memory.by_page and memory.is_inbox(node):
            return pick(nodes.page(), wanted, "Page", ("id", "name"))
        if node in memory.network.publications:
            return pick(nodes.media(memory.network.publications[node]), wanted, "IGMedia")
        comment, message = memory.comment(node), memory.message(node)
        if comment is not None:
            return pick(nodes.comment(comment), wanted, "IGComment", ("id", "timestamp", "text"))
        if message is not None:
            return pick(nodes.message(message), wanted, "UnifiedMessage", ("id", "created_time"))
        return pick(nodes.conversation(self._person(node)), wanted, "UnifiedThread")

    def edge(self, node: str, edge: str, asked: Asked, url: str) -> dict[str, Any]:
        """Return one list. Raises GraphError."""
        if edge not in self._edges:
            raise graph_error("bad_parameter", f"(#100) Tried accessing nonexisting field ({edge})")
        found = self._edges[edge](node, asked, url)
        return {"data": []} if self._memory.settings.empty_lists else found

    def _media(self, node: str, asked: Asked, url: str) -> dict[str, Any]:
        self._need(self._memory.is_account(node))
        write = self._nodes.writer(self._nodes.media, parse(asked.get("fields", "")), "IGMedia")
        return listed(self._memory.network.published(), write, asked, url)

    def _tags(self, node: str, asked: Asked, url: str) -> dict[str, Any]:
        self._need(self._memory.is_account(node))
        write = self._nodes.writer(self._nodes.tagged, parse(asked.get("fields", "")), "IGMedia")
        return listed(self._memory.tagged[::-1], write, asked, url)

    def _conversations(self, node: str, asked: Asked, url: str) -> dict[str, Any]:
        self._need(self._memory.is_inbox(node))
        if asked.get("platform", "").lower() != "instagram":
            return {"data": []}  # the Page's own Messenger inbox
        people = [person for person, _ in self._memory.network.chats()]
        if asked.get("user_id"):
            people = [person for person in people if person.id == asked["user_id"]]
        write = self._nodes.writer(self._nodes.conversation, parse(asked.get("fields", "")), "UnifiedThread")
        return listed(people, write, asked, url)

    def _messages(self, node: str, asked: Asked, url: str) -> dict[str, Any]:
        person = self._person(node)
        return self._nodes.messages(person, dict(asked), parse(asked.get("fields", "")))

    def _comments(self, node: str, asked: Asked, url: str) -> dict[str, Any]:
        publication = self._memory.network.publications.get(node)
        self._need(publication is not None)
        rows = self._memory.top_level(publication) if publication else []
        write = self._nodes.writer(self._nodes.comment, parse(asked.get("fields", "")), "IGComment")
        return listed(rows, write, asked, url, most=COMMENTS_A_QUERY)

    def _replies(self, node: str, asked: Asked, url: str) -> dict[str, Any]:
        root = self._memory.comment(node)
        self._need(root is not None)
        rows = self._memory.replies(root) if root else []
        write = self._nodes.writer(self._nodes.comment, parse(asked.get("fields", "")), "IGComment")
        return listed(rows, write, asked, url, most=COMMENTS_A_QUERY)

    def _person(self, conversation: str) -> Person:
        person = self._memory.person_of(conversation)
        if person is None:
            raise graph_error("not_found")
        if conversation in self._memory.settings.bad_thread.split():
            raise graph_error("unknown")
        return person

    def _need(self, there: bool) -> None:
        if not there:
            raise graph_error("not_found")
