"""The office's videos and the comments under them, as the Accounts API lists and answers them."""

import json
import random
import zlib
from collections.abc import Mapping
from typing import Any

from sync_agent.simulator.network.items import COMMENT, Draft, Item, Media, Person, Publication
from sync_agent.simulator.network.network import Network
from sync_agent.simulator.tiktok.envelope import TikTokError, list_of_texts, whole
from sync_agent.simulator.tiktok.settings import TikTokSettings

_NEVER = 1e11  # seconds
_SORTS = {
    "create_time": lambda item: item.place,
    "likes": lambda item: (item.extra.get("likes", 0), item.sequence),
    "replies": lambda item: (item.extra.get("replies", 0), item.sequence),
}
LIMIT = 150  # characters of a reply
_SHOWN_REPLIES = 3


class Comments:
    """What is asked about videos and comments. `link` gives the address of a file of an item."""

    def __init__(self, network: Network, settings: TikTokSettings, link: Any) -> None:
        """Stand before a network."""
        self._network, self._settings, self._link = network, settings, link

    def videos(self, asked: Mapping[str, str]) -> dict[str, Any]:
        """List own videos backwards from a moment in milliseconds."""
        before = whole(asked.get("cursor"), 10**15, 0, 10**15)
        size = whole(asked.get("max_count"), 10, 1, 20)
        wanted = list_of_texts(json.dumps(json.loads(asked.get("filters") or "{}").get("video_ids", [])))
        rows = [publication for publication in self._network.published() if _milliseconds(publication) < before]
        rows = [publication for publication in rows if not wanted or publication.id in wanted]
        page = rows[:size]
        fields = set(list_of_texts(asked.get("fields"))) or {"item_id"}
        shown = [
            {name: value for name, value in self._video(publication).items() if name in fields}
            for publication in page
        ]
        return {
            "videos": shown,
            "cursor": _milliseconds(page[-1]) if page else before,
            "has_more": len(rows) > len(page),
        }

    def comments(self, asked: Mapping[str, str]) -> dict[str, Any]:
        """List the first-level comments under a video, or those asked for by id."""
        video = self._publication(asked)
        everything = self._network.comments(video.id)
        ids = list_of_texts(asked.get("comment_ids"))
        rows = (
            [item for item in everything if item.id in ids] if ids else [one for one in everything if not one.parent]
        )
        page, cursor, more = self._page(_visible(rows, asked), asked)
        nested = asked.get("include_replies") == "true"
        return {"comments": [self._comment(row, nested) for row in page], "cursor": cursor, "has_more": more}

    def replies(self, asked: Mapping[str, str]) -> dict[str, Any]:
        """List all answers under one comment; there is no such list for a hidden one."""
        self._publication(asked)
        above = self._network.shown(asked.get("comment_id", ""))
        if above is None or above.extra.get("hidden"):
            raise TikTokError(40007, "The comment does not exist.")
        page, cursor, more = self._page(_visible(self._under(above), asked), asked)
        return {"comments": [self._comment(row, False) for row in page], "cursor": cursor, "has_more": more}

    def reply(self, body: Mapping[str, object]) -> dict[str, Any]:
        """Answer a comment in public. A text too much like the one before is taken and shown to nobody."""
        video, text = self._publication(body), body.get("text")
        if not isinstance(text, str) or not 0 < len(text) <= LIMIT:
            raise TikTokError(40002, "text: length must be between 1 and 150 characters.")
        above = self._network.shown(str(body.get("comment_id")))
        if above is None or above.person.closed:
            raise TikTokError(40007, "The comment does not exist.")
        said = [item.text for item in self._network.office_items if item.kind == COMMENT]
        spam = self._settings.hides_similar and bool(said) and said[-1].split() == text.split()
        written = self._network.write(
            Draft(
                above.person.username,
                text,
                COMMENT,
                parent=above.id,
                from_office=True,
                source="api",
                appears_after=_NEVER if spam else 0.0,
            )
        )
        return {
            "comment_id": written.id,
            "parent_comment_id": above.id,
            "video_id": video.id,
            "user_id": self._settings.business_id,
            "create_time": str(int(written.created)),
            "text": text,
        }

    def _page(self, rows: list[Item], asked: Mapping[str, str]) -> tuple[list[Item], int, bool]:
        start, size = whole(asked.get("cursor"), 0, 0, 10**9), whole(asked.get("max_count"), 20, 1, 30)
        rows = self._sorted(rows, asked)
        rows = [] if self._settings.empty_lists else rows
        page = rows[start : start + size]
        shown = page[: max(1, size // 2)] if self._settings.short_pages else page
        return shown, start + len(shown), start + len(shown) < len(rows)

    def _sorted(self, rows: list[Item], asked: Mapping[str, str]) -> list[Item]:
        """Sort as asked; without a field and a direction the order is TikTok's own, another one each time."""
        field, way = asked.get("sort_field"), asked.get(self._settings.sort_name, "smart")
        if field is not None and field not in _SORTS:
            raise TikTokError(40002, "sort_field: invalid value.")
        if field is None or way not in ("asc", "desc"):
            return random.sample(rows, len(rows))
        ordered = sorted(rows, key=_SORTS[field], reverse=way == "desc")
        edge = self._settings.order_breaks_at
        by_likes = sorted(ordered, key=_SORTS["likes"], reverse=True)
        return ordered[:edge] + by_likes[edge:]

    def _publication(self, asked: Mapping[str, object]) -> Publication:
        video_id = str(asked.get("video_id") or "")
        if not video_id:
            raise TikTokError(40002, "video_id: this field is required.")
        if video_id == self._settings.bad_thread:
            raise TikTokError(self._settings.bad_thread_code)
        if video_id not in self._network.publications:
            raise TikTokError(40007, "The video does not exist.")
        return self._network.publications[video_id]

    def _under(self, above: Item) -> list[Item]:
        """Return all that hangs below a comment, however deep it answers."""
        found = self._network.answers(above.id)
        return found + [deeper for one in found for deeper in self._under(one)]

    def _video(self, publication: Publication) -> dict[str, Any]:
        return {
            "item_id": publication.id,
            "create_time": str(int(publication.created)),
            "caption": publication.text,
            "share_url": f"https://www.tiktok.com/@{self._settings.username}/video/{publication.id}",
            "comments": 0,  # lags a day or two behind
        }

    def _comment(self, item: Item, nested: bool) -> dict[str, Any]:
        below = self._under(item) if nested or not item.parent else []
        row: dict[str, Any] = {
            "comment_id": item.id,
            "video_id": item.publication.id if item.publication else "",
            **self._author(None if item.from_office else item.person),
            "create_time": str(int(item.created)),
            "text": item.text,
            "likes": item.extra.get("likes", 0),
            "replies": len(below),
            "owner": item.from_office,
            "liked": False,
            "pinned": bool(item.extra.get("pinned")),
            "status": "HIDDEN" if item.extra.get("hidden") else "PUBLIC",
        }
        row |= {"image_url": self._image(item, item.media[0])} if item.media else {}
        row |= {"parent_comment_id": item.parent} if item.parent else {}
        shown = sorted(below, key=lambda one: (one.extra.get("likes", 0), -one.sequence), reverse=True)
        row |= (
            {"reply_list": [self._comment(one, False) for one in shown[:_SHOWN_REPLIES]]} if nested and below else {}
        )
        return row

    def _image(self, item: Item, media: Media) -> str:
        return media.url or str(self._link(item))

    def _author(self, person: Person | None) -> dict[str, Any]:
        name = self._settings.username if person is None else person.username
        own = self._settings.business_id if person is None else person.id
        return {
            "user_id": f"{zlib.crc32(own.encode()):064x}",
            "unique_identifier": own,
            "username": name,
            "display_name": name if person is None else person.name,
            "profile_image": "https://p16-sign-sg.tiktokcdn.com/contoh.jpeg?x-expires=1900000000",
        }


def _visible(rows: list[Item], asked: Mapping[str, str]) -> list[Item]:
    only_public = asked.get("status") == "PUBLIC"
    return [row for row in rows if not (only_public and row.extra.get("hidden"))]


def _milliseconds(publication: Publication) -> int:
    return int(publication.created * 1000)
