"""What the fake Instagram answers to sends: messages with their windows, private replies, replies to comments."""

from collections.abc import Callable, Mapping
from typing import Any

from sync_agent.simulator.graph.errors import GraphError, Row, graph_error
from sync_agent.simulator.graph.middleware import as_object
from sync_agent.simulator.instagram.memory import Memory
from sync_agent.simulator.network.items import COMMENT, Draft, Item, Person

BYTES = 1000
_HOUR = 3600
_ANSWERED_ALREADY = Row(400, 10900, 0, "(#10900) Activity already replied to")
Asked = Mapping[str, str]


class Sending:
    """The sends of one account."""

    def __init__(self, memory: Memory) -> None:
        """Write into this memory."""
        self._memory = memory
        self._privately: set[str] = set()  # comments answered in private: once each
        self._edges: dict[str, Callable[[str, Asked], dict[str, Any]]] = {
            "messages": self._message,
            "replies": self._reply,
            "comments": self._new_comment,
            "mentions": self._mention,
        }

    def edge(self, node: str, edge: str, asked: Asked) -> dict[str, Any]:
        """Do what was asked. Raises GraphError."""
        if edge not in self._edges:
            raise graph_error("not_found")
        return self._edges[edge](node, asked)

    def _message(self, node: str, asked: Asked) -> dict[str, Any]:
        if not self._memory.is_inbox(node):
            raise graph_error("not_found")
        text = as_object(asked.get("message")).get("text")
        if not isinstance(text, str) or not text:
            raise graph_error("bad_parameter", "(#100) Param message must be non-empty")
        if len(text.encode("utf-8", "replace")) > BYTES:
            raise graph_error(
                "bad_parameter", "(#100) Length of param message[text] must be less than or equal to 1000"
            )
        recipient = as_object(asked.get("recipient"))
        if recipient.get("comment_id"):
            person = self._privately_to(str(recipient["comment_id"]))
        else:
            person = self._directly_to(str(recipient.get("id")), asked)
        if person.closed:
            raise graph_error("not_available")
        if recipient.get("comment_id"):
            self._privately.add(str(recipient["comment_id"]))
        sent = self._write(person, text)
        return {"recipient_id": person.id, "message_id": sent.id}

    def _directly_to(self, person_id: str, asked: Asked) -> Person:
        person = self._memory.person_by_id(person_id)
        if person is None:
            raise graph_error("no_such_user")
        theirs = [item for item in self._memory.network.whole_chat(person.username) if not item.from_office]
        settings = self._memory.settings
        late = asked.get("messaging_type") == "MESSAGE_TAG" and asked.get("tag") == "HUMAN_AGENT"
        hours = settings.longer_window_hours if late and settings.human_agent else settings.window_hours
        if not theirs or self._age(theirs[-1]) > hours * _HOUR:
            raise graph_error("outside_window_instagram")
        return person

    def _privately_to(self, comment_id: str) -> Person:
        comment = self._memory.comment(comment_id)
        if comment is None or comment.from_office:
            raise graph_error("not_found")
        if self._age(comment) > self._memory.settings.longer_window_hours * _HOUR:
            raise graph_error("outside_window_instagram")
        if comment_id in self._privately:
            raise GraphError(_ANSWERED_ALREADY)
        return comment.person

    def _reply(self, node: str, asked: Asked) -> dict[str, Any]:
        comment = self._memory.comment(node)
        if comment is None:
            raise graph_error("not_found")
        if comment.extra.get("hidden"):
            raise graph_error("bad_parameter", "(#100) Replies to hidden comments are not allowed")
        sent = self._write(comment.person, self._comment_text(asked), self._memory.root_of(comment))
        return {"id": sent.id}

    def _new_comment(self, node: str, asked: Asked) -> dict[str, Any]:
        """Write a new top-level comment: what the office never wants, though the answer looks like a reply's."""
        if node not in self._memory.network.publications:
            raise graph_error("not_found")
        draft = Draft(self._memory.username, self._comment_text(asked), COMMENT, publication=node, from_office=True)
        return {"id": self._memory.network.write(draft).id}

    def _mention(self, node: str, asked: Asked) -> dict[str, Any]:
        """Answer somebody under their own publication, which this account cannot list."""
        tagged = [publication for publication in self._memory.tagged if publication.id == asked.get("media_id")]
        if not self._memory.is_account(node) or not tagged:
            raise graph_error("not_found")
        person = self._memory.network.person(tagged[0].username)
        draft = Draft(person.username, self._comment_text(asked), "mention", from_office=True, source="api")
        return {"id": self._memory.network.write(draft).id}

    def _comment_text(self, asked: Asked) -> str:
        text = asked.get("message", "")
        if not text or len(text) > self._memory.settings.comment_limit:
            raise graph_error("bad_parameter", "(#100) Param message must be non-empty and not too long")
        return text

    def _write(self, person: Person, text: str, root: Item | None = None) -> Item:
        kind = "dm" if root is None else COMMENT
        parent = root.id if root else None
        draft = Draft(person.username, text, kind, parent=parent, from_office=True, source="api")
        return self._memory.network.write(draft)

    def _age(self, item: Item) -> float:
        return self._memory.network.clock() - item.created
