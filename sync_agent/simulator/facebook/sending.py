"""What the fake Facebook answers to sends: messages with their windows, private replies, comments, and the trap."""

from collections.abc import Mapping
from typing import Any

from sync_agent.simulator.facebook.memory import Memory
from sync_agent.simulator.graph.errors import GraphError, Row, graph_error
from sync_agent.simulator.graph.middleware import as_object
from sync_agent.simulator.network.items import COMMENT, DM, Draft, Item, Media, Person

LIMIT = 2000  # characters of a message
LARGEST_FILE = 25 * 1024 * 1024
_HOUR = 3600
_ANSWERED_ALREADY = Row(400, 10900, 0, "(#10900) Activity already replied to")
Asked = Mapping[str, str]


class Sending:
    """The sends of one Page."""

    def __init__(self, memory: Memory) -> None:
        """Write into this memory."""
        self._memory = memory
        self._privately: set[str] = set()  # comments answered in private: once each
        self._uploads: dict[str, Media] = {}

    def upload(self, node: str, asked: Asked, media: Media | None) -> dict[str, Any]:
        """Take a file to be sent later. Raises GraphError."""
        wanted = as_object(asked.get("message")).get("attachment")
        payload = wanted.get("payload") if isinstance(wanted, dict) else None
        if not self._memory.is_page(node) or media is None or not isinstance(payload, dict):
            raise graph_error("bad_parameter", "(#100) Param message[attachment] and a file are required")
        if not payload.get("is_reusable") or len(media.content) > LARGEST_FILE:
            raise graph_error("bad_parameter", "(#100) Upload attachment failure.")
        name = f"18579{len(self._uploads):012d}"
        self._uploads[name] = media
        return {"attachment_id": name}

    def edge(self, node: str, edge: str, asked: Asked) -> dict[str, Any]:
        """Do what was asked. Raises GraphError."""
        if edge == "messages" and self._memory.is_page(node):
            return self._message(asked)
        if edge == "comments":
            return self._answer(node, asked)
        raise graph_error("not_found")

    def overwrite(self, node: str, asked: Asked) -> dict[str, Any]:
        """Post to a comment itself: its words are replaced, whoever wrote them (channels.md §2, the trap)."""
        if self._memory.comment(node) is None:
            raise graph_error("not_found")
        self._memory.network.edit(node, asked.get("message", ""))
        return {"success": True}

    def _message(self, asked: Asked) -> dict[str, Any]:
        text, media = self._content(as_object(asked.get("message")))
        recipient = as_object(asked.get("recipient"))
        comment_id = str(recipient.get("comment_id") or "")
        person = self._author_of(comment_id) if comment_id else self._within_window(str(recipient.get("id")), asked)
        if person.closed:
            raise graph_error("not_available")
        if comment_id:
            self._privately.add(comment_id)
        draft = Draft(person.username, text, DM, media=media, from_office=True, source="api")
        sent = self._memory.network.write(draft)
        return {"recipient_id": person.id, "message_id": sent.id}

    def _content(self, message: dict[str, object]) -> tuple[str, tuple[Media, ...]]:
        """Read a text, or a file that was uploaded before. Raises GraphError."""
        text, file = message.get("text"), message.get("attachment")
        if isinstance(file, dict):
            payload = file.get("payload")
            media = self._uploads.get(str(payload.get("attachment_id"))) if isinstance(payload, dict) else None
            if media is None or text:
                raise graph_error("bad_parameter", "(#100) Invalid attachment_id, or a text beside it")
            return "", (media,)
        if not isinstance(text, str) or not text or len(text) > LIMIT:
            raise graph_error("bad_parameter", "(#100) Length of param message[text] must be between 1 and 2000")
        return text, ()

    def _within_window(self, person_id: str, asked: Asked) -> Person:
        person, settings = self._memory.person_by_id(person_id), self._memory.settings
        if person is None:
            raise graph_error("no_matching_user")
        tagged = asked.get("messaging_type") == "MESSAGE_TAG"
        if tagged and asked.get("tag") != "HUMAN_AGENT":
            raise graph_error("bad_parameter", "(#100) Param tag is no longer supported")
        hours = settings.longer_window_hours if tagged and settings.human_agent else settings.window_hours
        theirs = [item for item in self._memory.network.whole_chat(person.username) if not item.from_office]
        if not theirs or self._age(theirs[-1]) > hours * _HOUR:
            raise graph_error("outside_window")
        return person

    def _author_of(self, comment_id: str) -> Person:
        comment = self._memory.comment(comment_id)
        if comment is None or comment.from_office:
            raise graph_error("bad_parameter", "(#100) Invalid comment_id parameter")
        if self._age(comment) > self._memory.settings.longer_window_hours * _HOUR:
            raise graph_error("outside_window")
        if comment_id in self._privately:
            raise GraphError(_ANSWERED_ALREADY)
        return comment.person

    def _answer(self, node: str, asked: Asked) -> dict[str, Any]:
        """Comment under a comment or a publication, a visitor's or the Page's own; answers to answers move up."""
        text, settings = asked.get("message", ""), self._memory.settings
        if not text or len(text) > settings.comment_limit:
            raise graph_error("bad_parameter", "(#100) Param message must be non-empty and not too long")
        comment = self._memory.comment(node)
        if comment is not None:
            top = self._memory.above(comment) or comment
            draft = Draft(comment.person.username, text, COMMENT, parent=top.id, from_office=True, source="api")
        elif node in self._memory.network.publications:
            name = self._memory.page_name
            draft = Draft(name, text, COMMENT, publication=node, from_office=True, source="api")
        else:
            raise graph_error("not_found")
        sent = self._memory.network.write(draft)
        odd: dict[str, dict[str, Any]] = {"success": {"success": True}, "parent": {"id": node}}
        return odd.get(settings.odd_answer, {"id": sent.id})

    def _age(self, item: Item) -> float:
        return self._memory.network.clock() - item.created
