"""What the office does at X: answers in public, direct messages; and when X lets it not."""

from collections.abc import Callable
from typing import Any

from werkzeug.datastructures import Authorization

from models.rules.channels.weighted_length import weighted_length
from sync_agent.simulator.network.items import COMMENT, DM, Draft, Item, Media, Person
from sync_agent.simulator.x import refusals
from sync_agent.simulator.x.memory import XMemory

CLIENT_ID, CLIENT_SECRET = "klien-latihan", "rahasia-klien-latihan"
LONGEST_DM = 10_000
LONGEST_PUBLICATION = 280
PICTURES, LARGEST = ("image/jpeg", "image/png", "image/webp"), 5 * 1024 * 1024


def check_client(given: Authorization | None) -> None:
    """Refuse a token call of another app. Raises Refusal."""
    if given is None or (given.username, given.password) != (CLIENT_ID, CLIENT_SECRET):
        raise refusals.Refusal(
            401, {"error": "unauthorized_client", "error_description": "Missing valid authorization header"}
        )


def person(platform: XMemory, user_id: str) -> Person:
    """Return a citizen by id. Raises Refusal."""
    for found in platform.network.people.values():
        if found.id == user_id:
            return found
    raise refusals.not_found("user", "participant_id", user_id)


def answer(platform: XMemory, body: dict[str, object]) -> Item:
    """Publish an answer. Raises Refusal for a duplicate, an author who did not call us, a publication gone."""
    text = _text(body, weighted_length, LONGEST_PUBLICATION)
    reply = body.get("reply")
    above_id = str(reply.get("in_reply_to_tweet_id")) if isinstance(reply, dict) else ""
    above = platform.network.shown(above_id)
    if above is None:
        raise refusals.forbidden(refusals.GONE)
    if above.extra.get("uninvited") or above.person.closed:
        raise refusals.forbidden(refusals.NOT_INVITED)
    own = (row.text for row in platform.network.office_items if row.kind == COMMENT and not row.removed)
    if platform.settings.refuses_duplicates and text in own:
        raise refusals.forbidden(refusals.DUPLICATE)
    author = platform.office.id if above.from_office else above.person.id
    publication = above.publication.id if above.publication else None
    extra = {"answers_user": author}
    return platform.network.write(
        Draft(above.person.username, text, COMMENT, "", publication, above.id, None, (), True, "api", extra=extra)
    )


def message(platform: XMemory, participant_id: str, body: dict[str, object]) -> Item:
    """Send a direct message. Raises Refusal where the citizen takes none from the office."""
    media = _attached(platform, body.get("attachments"))
    text = _text(body, len, LONGEST_DM) if body.get("text") or not media else ""
    citizen = person(platform, participant_id)
    if citizen.closed:
        raise refusals.forbidden(refusals.NO_DM)
    words = f"{text} https://t.co/{len(platform.uploads):010d}".strip() if media else text
    return platform.network.write(Draft(citizen.username, words, DM, media=media, from_office=True, source="api"))


def upload(platform: XMemory, category: str, media: Media | None) -> str:
    """Take a picture to be sent later and return its id. Raises Refusal."""
    if platform.settings.no_media_write:
        raise refusals.forbidden(refusals.NO_UPLOAD)
    if media is None or category != "dm_image" or media.mimetype not in PICTURES or len(media.content) > LARGEST:
        raise refusals.invalid("media", "", "The media could not be taken.")
    name = str(1_146_654_567_674_912_000 + len(platform.uploads))
    platform.uploads[name] = media
    return name


def _attached(platform: XMemory, payload: object) -> tuple[Media, ...]:
    """Return the one picture a message names. Raises Refusal."""
    if payload is None:
        return ()
    names = (
        [str(one.get("media_id")) for one in payload if isinstance(one, dict)] if isinstance(payload, list) else []
    )
    if len(names) != 1 or names[0] not in platform.uploads:
        raise refusals.invalid("attachments", "", "The media ids are invalid.")
    return (platform.uploads[names[0]],)


def _text(body: dict[str, Any], measure: Callable[[str], int], longest: int) -> str:
    text = body.get("text")
    if not isinstance(text, str) or not text:
        raise refusals.invalid("text", "", "The text is missing.")
    if measure(text) > longest:
        raise refusals.invalid("text", "", f"The text is longer than {longest}.")
    return text
