"""How the fake Instagram writes its objects: account, media, comment, conversation, message."""

from collections.abc import Callable
from typing import Any

from flask import request

from sync_agent.simulator.graph.fields import Field, Node, pick
from sync_agent.simulator.graph.paging import listed, moment
from sync_agent.simulator.instagram.memory import Memory, Tagged
from sync_agent.simulator.network.items import Item, Person, Publication

NEWEST = 20  # messages of a conversation whose details are given
COMMENTS_A_QUERY = 50


class Nodes:
    """The objects of one memory."""

    def __init__(self, memory: Memory) -> None:
        """Write what this memory knows."""
        self._memory = memory

    def account(self) -> Node:
        """Write the professional account as Instagram Login shows it."""
        memory = self._memory
        about = {"username": memory.username, "name": "Kantor Imigrasi Contoh", "account_type": "BUSINESS"}
        return {"id": memory.scoped_id, "user_id": memory.account_id, **about}

    def page(self) -> Node:
        """Write the Page as Facebook Login shows it."""
        memory = self._memory
        linked = {"id": memory.account_id, "username": memory.username}
        return {"id": memory.page_id, "name": "Kantor Imigrasi Contoh", "instagram_business_account": linked}

    def media(self, publication: Publication) -> Node:
        """Write one of the account's publications."""
        memory = self._memory
        return {
            "id": publication.id,
            "caption": publication.text,
            "timestamp": moment(publication.created),
            "media_type": "IMAGE",
            "permalink": f"https://www.instagram.com/p/{publication.id[-11:]}/",
            "username": memory.username,
            "comments_count": len(memory.network.comments(publication.id)),
            "comments": lambda wanted: self.comments(memory.top_level(publication), wanted),
        }

    def tagged(self, publication: Tagged) -> Node:
        """Write somebody else's publication that tags the account."""
        return {
            "id": publication.id,
            "caption": publication.caption,
            "timestamp": moment(publication.created),
            "media_type": "IMAGE",
            "permalink": f"https://www.instagram.com/p/{publication.id[-11:]}/",
            "username": publication.username,
        }

    def comment(self, item: Item) -> Node:
        """Write a comment; who wrote it only where the token may see it."""
        memory = self._memory
        hidden = memory.settings.hides_authors and not item.from_office
        author = {"id": memory.account_id, "username": memory.username} if item.from_office else _named(item.person)
        return {
            "id": item.id,
            "text": item.text,
            "timestamp": moment(item.created),
            "username": None if hidden else author["username"],
            "from": None if hidden else author,
            "parent_id": memory.root_of(item).id if item.parent else None,
            "hidden": bool(item.extra.get("hidden")),
            "like_count": 0,
            "media": {"id": item.publication.id if item.publication else ""},
            "replies": lambda wanted: self._replies(item, wanted),
        }

    def comments(self, rows: list[Item], wanted: Field) -> dict[str, Any]:
        """Write a list of comments inside another object."""
        return listed(
            rows, self.writer(self.comment, wanted.fields, "IGComment"), wanted.arguments, most=COMMENTS_A_QUERY
        )

    def conversation(self, person: Person) -> Node:
        """Write a conversation."""
        memory = self._memory
        chat = memory.network.chat(person.username)
        ours = {"id": memory.account_id, "username": memory.username}
        return {
            "id": memory.conversation_of(person),
            "updated_time": moment(max(item.created for item in chat)) if chat else None,
            "participants": {"data": [ours, _named(person)]},
            "messages": lambda wanted: self.messages(person, dict(wanted.arguments), wanted.fields),
        }

    def messages(self, person: Person, arguments: dict[str, str], wanted: tuple[Field, ...]) -> dict[str, Any]:
        """Write the newest messages of a conversation, newest first; of older ones no details are to be had."""
        rows = self._memory.network.chat(person.username)[::-1][:NEWEST]
        return listed(rows, self.writer(self.message, wanted, "UnifiedMessage"), arguments, most=NEWEST)

    def message(self, item: Item) -> Node:
        """Write a direct message."""
        memory = self._memory
        ours, theirs = {"id": memory.account_id, "username": memory.username}, _named(item.person)
        sender, receiver = (ours, theirs) if item.from_office else (theirs, ours)
        node = {
            "id": item.id,
            "created_time": moment(item.created),
            "from": sender,
            "to": {"data": [receiver]},
            "message": item.text,
        }
        return node if memory.settings.plain_fields else node | _rich(item)

    def _replies(self, item: Item, wanted: Field) -> dict[str, Any] | None:
        rows = [] if item.parent else self._memory.replies(item)
        return self.comments(rows, wanted) if rows else None

    def writer(
        self, write: Callable[[Any], Node], wanted: tuple[Field, ...], kind: str
    ) -> Callable[[Any], dict[str, Any]]:
        """Return what writes a row of a list with the fields asked for."""
        usual = ("id", "timestamp", "text") if kind == "IGComment" else ("id",)
        return lambda row: pick(write(row), wanted, kind, usual)


def _named(person: Person) -> dict[str, Any]:
    return {"id": person.id, "username": person.username}


def _rich(item: Item) -> dict[str, Any]:
    """Write what a message holds beside its text. The names are the Messenger node's (channels.md §3 [?])."""
    story, share = item.extra.get("story"), item.extra.get("share")
    return {
        "attachments": {"data": [_file(item, at) for at in range(len(item.media))]} if item.media else None,
        "shares": {"data": [{"link": share}]} if share else None,
        "story": {story: {"link": "https://www.instagram.com/stories/contoh/1/", "id": "1"}} if story else None,
        "is_unsupported": True if item.extra.get("unsupported") else None,
        "reply_to": {"mid": item.parent} if item.parent else None,
    }


def _file(item: Item, at: int) -> dict[str, Any]:
    media = item.media[at]
    url = media.url or f"{request.url_root}instagram/files/{item.id}/{at}"
    sort = media.mimetype.partition("/")[0]
    if sort in ("image", "video"):
        return {f"{sort}_data": {"url": url, "preview_url": url, "width": 1080, "height": 1080}}
    return {"file_url": url, "mime_type": media.mimetype, "name": media.filename or "", "size": len(media.content)}
