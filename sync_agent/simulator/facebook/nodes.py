"""How the fake Facebook writes its objects: Page, conversation, message, publication, comment."""

from typing import Any

from flask import request

from sync_agent.simulator.facebook.memory import Memory
from sync_agent.simulator.graph.fields import Field, Node
from sync_agent.simulator.graph.paging import moment
from sync_agent.simulator.network.items import Item, Person, Publication

NEWEST = 20  # messages of a conversation whose details are given


class Nodes:
    """The objects of one memory."""

    def __init__(self, memory: Memory) -> None:
        """Write what this memory knows."""
        self._memory = memory

    def me(self) -> Node:
        """Write whose token it is."""
        memory = self._memory
        if memory.settings.token_type != "PAGE":
            return {"id": memory.person_id, "name": "Pengelola Contoh"}
        return {"id": memory.page_id, "name": memory.page_name, "category": "Organisasi Pemerintah"}

    def conversation(self, person: Person) -> Node:
        """Write a conversation."""
        memory = self._memory
        chat = memory.network.chat(person.username)
        both = {"data": [_named(person), self._page()]}
        return {
            "id": memory.conversation_of(person),
            "link": f"/{memory.page_id}/inbox/{person.id}/",
            "updated_time": moment(max(item.created for item in chat)) if chat else None,
            "message_count": len(chat),
            "unread_count": 0,
            "snippet": chat[-1].text[:40] if chat else "",
            "participants": both,
            "senders": both,
            "can_reply": not person.closed,
            "scoped_thread_key": memory.conversation_of(person),
        }

    def message(self, item: Item) -> Node:
        """Write a private message; of one that is not among the newest nothing but the id is to be had."""
        newest = self._memory.network.chat(item.person.username)[-NEWEST:]
        theirs, ours = _named(item.person), self._page()
        sender, receiver = (ours, theirs) if item.from_office else (theirs, ours)
        node: dict[str, Any] = {
            "id": item.id,
            "created_time": moment(item.created),
            "from": sender,
            "to": {"data": [receiver]},
            "message": item.text,
            "attachments": (lambda wanted: self._files(item, wanted)) if item.media else None,
            "reply_to": {"mid": item.parent} if item.parent else None,
            "tags": {"data": [{"name": "inbox"}, {"name": "source:mobile"}]},
        }
        return node if item in newest else {name: value if name == "id" else None for name, value in node.items()}

    def publication(self, publication: Publication) -> Node:
        """Write one of the Page's own publications."""
        memory = self._memory
        moments = [item.created for item in memory.under(publication.id) or []]
        return {
            **self._publication(publication.id, publication.text, publication.created, moments),
            "from": self._page(),
            "full_picture": None,
        }

    def visitor_publication(self, item: Item) -> Node:
        """Write what somebody else posted."""
        memory = self._memory
        moments = [one.created for one in memory.under(item.id) or []]
        return {
            **self._publication(item.id, item.text, item.created, moments),
            "from": None if memory.settings.hides_authors else _named(item.person),
            "full_picture": self._address(item, 0) if item.media else None,
        }

    def comment(self, item: Item) -> Node:
        """Write a comment; who wrote it only where the app may see it."""
        memory = self._memory
        above, place = memory.above(item), memory.place_of(item)
        number = item.id.rpartition("_")[2]
        return {
            "id": item.id,
            "message": item.text,
            "from": self._author(item),
            "created_time": moment(item.created),
            "parent": {"id": above.id, "from": self._author(above)} if above else None,
            **dict.fromkeys(("can_comment", "can_hide", "can_like", "can_remove"), True),
            "can_reply_privately": not item.from_office,
            "is_hidden": bool(item.extra.get("hidden")),
            "is_private": False,
            "like_count": item.extra.get("likes", 0),
            "comment_count": len(memory.under(item.id) or []),
            "permalink_url": f"https://www.facebook.com/{place.replace('_', '/publications/')}/?comment_id={number}",
            "attachment": self._attachment(item) if item.media else None,
        }

    def _publication(self, publication_id: str, text: str, created: float, moments: list[float]) -> dict[str, Any]:
        return {
            "id": publication_id,
            "created_time": moment(created),
            "updated_time": moment(max([created, *moments])),
            "message": text,
            "story": None,
            "permalink_url": f"https://www.facebook.com/{publication_id.replace('_', '/publications/')}/",
            "is_published": True,
        }

    def _author(self, item: Item) -> dict[str, str] | None:
        if item.from_office:
            return self._page()
        return None if self._memory.settings.hides_authors else _named(item.person)

    def _page(self) -> dict[str, str]:
        return {"name": self._memory.page_name, "id": self._memory.page_id}

    def _files(self, item: Item, wanted: Field) -> dict[str, Any]:
        names = [one.name for one in wanted.fields]
        files = [self._file(item, at) for at in range(len(item.media))]
        return {"data": [{name: row[name] for name in names or row if name in row} for row in files]}

    def _file(self, item: Item, at: int) -> dict[str, Any]:
        media, url = item.media[at], self._address(item, at)
        named = {"id": f"65114321{item.sequence:07d}{at}", "mime_type": media.mimetype, "name": media.filename or ""}
        named |= {"size": len(media.content)}  # type: ignore[dict-item]
        sort = media.mimetype.partition("/")[0]
        if sort in ("image", "video"):
            return named | {f"{sort}_data": {"url": url, "preview_url": url, "width": 1080, "height": 1080}}
        return named | {"file_url": url}

    def _attachment(self, item: Item) -> dict[str, Any]:
        url = self._address(item, 0)
        image = {"image": {"height": 403, "src": url, "width": 720}}
        video = item.media[0].mimetype.startswith("video/")
        where = "https://www.facebook.com/photo.php?fbid=909150133277173"
        return {
            "type": "video_inline" if video else "photo",
            "media": image | ({"source": url} if video else {}),
            "target": {"id": "909150133277173", "url": where},
            "url": where,
        }

    def _address(self, item: Item, at: int) -> str:
        return item.media[at].url or f"{request.url_root}facebook/files/{item.id}/{at}"


def _named(person: Person) -> dict[str, str]:
    return {"name": person.name, "id": person.id}
