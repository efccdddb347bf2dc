"""A citizen's pages at any platform: the private chat, the comments under publications, and writing both."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from models.rules.channels.channels import CHANNELS
from sync_agent.simulator.network.items import COMMENT, DM, Draft, Item, Person, Publication
from sync_agent.simulator.pages import SHOWN_BUBBLES, part, shown_media, uploaded
from sync_agent.simulator.platforms import Platform
from sync_agent.simulator.practice import Practice

platform_pages = Blueprint("platform_pages", __name__, url_prefix="/people/<kind>/<username>")
SHOWN_PUBLICATIONS = 5


@dataclass(frozen=True)
class Conversation:
    """A publication of the office with what one citizen and the office wrote under it."""

    publication: Publication
    items: list[Item]


def _opened(kind: str, username: str) -> tuple[Platform, Person]:
    practice: Practice = current_app.extensions["practice"]
    platform = practice.platforms.get(kind)
    if platform is None or username not in platform.network.people:
        abort(404)
    return platform, platform.network.people[username]


@platform_pages.get("")
def person(kind: str, username: str) -> ResponseReturnValue:
    """Show what a citizen sees at a platform."""
    return render_template("person.html", **_facts(kind, username))


@platform_pages.get("/chat")
def chat(kind: str, username: str) -> ResponseReturnValue:
    """Return the private chat alone, for the page to renew itself."""
    return part("_chat.html", _facts(kind, username))


@platform_pages.get("/comments")
def comments(kind: str, username: str) -> ResponseReturnValue:
    """Return the comments alone, for the page to renew itself."""
    return part("_comments.html", _facts(kind, username))


def _facts(kind: str, username: str) -> dict[str, Any]:
    platform, person = _opened(kind, username)
    network, row = platform.network, CHANNELS[kind]
    with network.lock:
        rows = network.everything_of(username)
        person.seen = max((item.sequence for item in rows), default=person.seen)
    return {
        "platform": platform,
        "person": person,
        "chats": row.dm is not None,
        "rows": [item for item in rows if item.kind == DM][-SHOWN_BUBBLES:],
        "comments": row.comment is not None,
        "conversations": _conversations(platform, [item for item in rows if item.kind != DM][-SHOWN_BUBBLES:]),
        "label": platform.label,
    }


def _conversations(platform: Platform, rows: list[Item]) -> list[Conversation]:
    """Put comments under their publications, the last written last; those without a comment of this citizen too."""
    network = platform.network
    publications = {publication.id: publication for publication in network.published()[:SHOWN_PUBLICATIONS]}
    publications |= {item.publication.id: item.publication for item in rows if item.publication is not None}
    found = [
        Conversation(
            publication, [item for item in rows if item.publication and item.publication.id == publication.id]
        )
        for publication in publications.values()
    ]
    found.sort(key=lambda one: one.items[-1].created if one.items else one.publication.created)
    loose = [item for item in rows if item.publication is None]
    return [Conversation(Publication("", "Sebutan di luar unggahan kantor", 0), loose), *found] if loose else found


@platform_pages.post("")
def write(kind: str, username: str) -> ResponseReturnValue:
    """Write as the citizen: `where` is empty for a private message, else `post:ID`, `answer:ID` or `new`."""
    platform, _ = _opened(kind, username)
    text = request.form.get("text", "").replace("\r\n", "\n").strip()
    media = uploaded(request.files.get("photo"))
    if text or media:
        files = (media,) if media else ()
        platform.network.write(Draft(username, text, media=files, **_where(platform, request.form.get("where", ""))))
    return redirect(url_for("platform_pages.person", kind=kind, username=username), 303)


def _where(platform: Platform, where: str) -> dict[str, Any]:
    what, _, named = where.partition(":")
    if what == "post" and named in platform.network.publications:
        return {"kind": COMMENT, "publication": named}
    if what == "answer" and named in platform.network.items:
        return {"kind": COMMENT, "parent": named}
    return {"kind": COMMENT if what in ("post", "answer", "new") else DM}


@platform_pages.get("/media/<path:item_id>/<int:number>")
def media(kind: str, username: str, item_id: str, number: int) -> ResponseReturnValue:
    """Return a file as the citizen has it."""
    platform, _ = _opened(kind, username)
    item = platform.network.items.get(item_id)
    if item is None or item.person.username != username or number >= len(item.media):
        abort(404)
    answer: Response = shown_media(item.media[number].content, item.media[number].mimetype)
    return answer
