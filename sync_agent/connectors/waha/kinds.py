"""What a WhatsApp item is where it has no words: tables of the engines' own names.

NOWEB (Baileys) and GOWS (whatsmeow) hand on WhatsApp's protobuf, whose fields are named alike; WEBJS has types of its
own (WWebJS MessageTypes). Sources: WAProto.proto, whatsmeow events.Message, whatsapp-web.js src/util/Constants.js.
"""

from collections.abc import Iterator
from typing import Any

from models.rules.channels.wordless import Came

# Fields around the content proper.
_WRAPPERS = (
    "ephemeralMessage",
    "documentWithCaptionMessage",
    "editedMessage",
    "deviceSentMessage",
    "associatedChildMessage",
    "botInvokeMessage",
    "groupMentionedMessage",
    "lottieStickerMessage",
)
_ONCE = ("viewOnceMessage", "viewOnceMessageV2", "viewOnceMessageV2Extension")
_COMPANIONS = ("messageContextInfo", "senderKeyDistributionMessage")
# None: words or a file, which say themselves what they are.
_FIELDS: dict[str, Came | None] = {
    "conversation": None,
    "extendedTextMessage": None,
    "imageMessage": None,
    "videoMessage": None,
    "ptvMessage": None,
    "audioMessage": None,
    "documentMessage": None,
    "locationMessage": None,
    "liveLocationMessage": None,
    "contactMessage": None,
    "contactsArrayMessage": None,
    "stickerMessage": Came.STICKER,
    "stickerPackMessage": Came.STICKER,
    "albumMessage": Came.ALBUM,
    "reactionMessage": Came.REACTION,
    "encReactionMessage": Came.REACTION,
    "pollCreationMessage": Came.POLL,
    "pollCreationMessageV2": Came.POLL,
    "pollCreationMessageV3": Came.POLL,
    "pollCreationMessageV4": Came.POLL,
    "pollCreationMessageV5": Came.POLL,
    "pollUpdateMessage": Came.POLL_VOTE,
    "pollResultSnapshotMessage": Came.POLL_VOTE,
    "encEventResponseMessage": Came.POLL_VOTE,
    "eventMessage": Came.EVENT,
    "scheduledCallCreationMessage": Came.EVENT,
    "callLogMesssage": Came.CALL,  # spelt so in the protobuf
    "call": Came.CALL,
    "bcallMessage": Came.CALL,
    "orderMessage": Came.ORDER,
    "productMessage": Came.PRODUCT,
    "invoiceMessage": Came.PAYMENT,
    "requestPaymentMessage": Came.PAYMENT,
    "sendPaymentMessage": Came.PAYMENT,
    "groupInviteMessage": Came.GROUP_INVITE,
    "buttonsMessage": Came.CHOICES,
    "listMessage": Came.CHOICES,
    "templateMessage": Came.CHOICES,
    "interactiveMessage": Came.CHOICES,
    "highlyStructuredMessage": Came.CHOICES,
    "buttonsResponseMessage": Came.CHOSEN,
    "listResponseMessage": Came.CHOSEN,
    "templateButtonReplyMessage": Came.CHOSEN,
    "interactiveResponseMessage": Came.CHOSEN,
    "placeholderMessage": Came.UNREAD,
    "protocolMessage": Came.NOTE,
    "pinInChatMessage": Came.NOTE,
    "keepInChatMessage": Came.NOTE,
}
# WAWebMsgType as WEBJS gives it in `_data.type`.
_TYPES: dict[str, Came | None] = {
    "chat": None,
    "image": None,
    "video": None,
    "ptv": None,
    "audio": None,
    "ptt": None,
    "document": None,
    "location": None,
    "vcard": None,
    "multi_vcard": None,
    "revoked": None,
    "sticker": Came.STICKER,
    "sticker-pack": Came.STICKER,
    "album": Came.ALBUM,
    "reaction": Came.REACTION,
    "poll_creation": Came.POLL,
    "poll_update": Came.POLL_VOTE,
    "event_creation": Came.EVENT,
    "scheduled_event_creation": Came.EVENT,
    "call_log": Came.CALL,
    "order": Came.ORDER,
    "product": Came.PRODUCT,
    "payment": Came.PAYMENT,
    "groups_v4_invite": Came.GROUP_INVITE,
    "list": Came.CHOICES,
    "hsm": Came.CHOICES,
    "interactive": Came.CHOICES,
    "buttons_response": Came.CHOSEN,
    "list_response": Came.CHOSEN,
    "template_button_reply": Came.CHOSEN,
    "interactive_response": Came.CHOSEN,
    "ciphertext": Came.UNREAD,
    "e2e_notification": Came.NOTE,
    "notification": Came.NOTE,
    "notification_template": Came.NOTE,
    "broadcast_notification": Came.NOTE,
    "gp2": Came.NOTE,
    "protocol": Came.NOTE,
    "pinned_message": Came.NOTE,
    "keep_in_chat": Came.NOTE,
}
# WebMessageInfo.StubType, which Baileys gives as number or name.
_STUBS: dict[object, Came] = {
    2: Came.UNREAD,
    "CIPHERTEXT": Came.UNREAD,
    3: Came.UNKNOWN,
    "FUTUREPROOF": Came.UNKNOWN,
    40: Came.CALL,
    "CALL_MISSED_VOICE": Came.CALL,
    41: Came.CALL,
    "CALL_MISSED_VIDEO": Came.CALL,
}
# What GOWS says of a message that whatsmeow could not decrypt (events.UndecryptableMessage).
_UNDECRYPTED = ("IsUnavailable", "UnavailableType", "DecryptFailMode")
# Where the citizen's words, or those he chose, stand. GOWS writes a choice as Go does, below `Response`.
_WORDS = (
    ("conversation",),
    ("extendedTextMessage", "text"),
    ("imageMessage", "caption"),
    ("videoMessage", "caption"),
    ("ptvMessage", "caption"),
    ("documentMessage", "caption"),
    ("buttonsResponseMessage", "selectedDisplayText"),
    ("buttonsResponseMessage", "Response", "SelectedDisplayText"),
    ("listResponseMessage", "title"),
    ("listResponseMessage", "description"),
    ("templateButtonReplyMessage", "selectedDisplayText"),
    ("interactiveResponseMessage", "body", "text"),
    ("buttonsMessage", "contentText"),
    ("listMessage", "description"),
    ("listMessage", "title"),
    ("templateMessage", "hydratedTemplate", "hydratedContentText"),
    ("interactiveMessage", "body", "text"),
    ("groupInviteMessage", "caption"),
    ("orderMessage", "message"),
)
_DETAILS = {
    Came.POLL: ("name",),
    Came.EVENT: ("name", "title"),
    Came.PRODUCT: ("title",),
    Came.REACTION: ("text",),
    Came.POLL_VOTE: ("chosen",),
    Came.GROUP_INVITE: ("groupName",),
}
_TYPE_DETAILS = {Came.POLL: "pollName", Came.EVENT: "eventName", Came.REACTION: "reactionText"}


def engine_data(item: dict[str, Any]) -> dict[str, Any]:
    """Return the engine's own record of an item, empty where there is none."""
    data = item.get("_data")
    return data if isinstance(data, dict) else {}


def content_of(item: dict[str, Any]) -> dict[str, Any]:
    """Return the protobuf's content of an item out of its wrappers, empty where there is none."""
    content = _message(item)
    for _ in range(8):
        inner = next((_inner(content[name]) for name in (*_WRAPPERS, *_ONCE) if _inner(content.get(name))), None)
        if inner is None:
            break
        content = inner
    return content


def words_of(item: dict[str, Any]) -> str:
    """Return the words of an item that the gateway left out of `body`: a chosen button, a text in a wrapper."""
    content = content_of(item)
    found = (_at(content, path) for path in _WORDS)
    return next((words for words in found if isinstance(words, str) and words.strip()), "")


def came(item: dict[str, Any]) -> tuple[Came | None, str]:
    """Return what an item is, and what more is known of it; None where words or a file say so themselves."""
    data, message = engine_data(item), _message(item)
    if any(name in message for name in _ONCE):
        return Came.VIEW_ONCE, ""
    if "lottieStickerMessage" in message:
        return Came.STICKER, ""
    if message:
        return _of_content(content_of(item))
    stub = data.get("messageStubType")
    if isinstance(stub, int | str) and stub:
        return _STUBS.get(stub, Came.NOTE), ""
    kind = data.get("type")
    if isinstance(kind, str) and kind:
        return _of_type(kind, data)
    unread = any(data.get(name) for name in _UNDECRYPTED) or "key" in data or "Message" in data
    return (Came.UNREAD if unread else Came.UNKNOWN), ""


def _of_content(content: dict[str, Any]) -> tuple[Came | None, str]:
    known = [name for name in content if name in _FIELDS]
    if not known:
        only = content and all(name in _COMPANIONS for name in content)
        return (Came.NOTE if only else Came.UNKNOWN), ""
    sort, own = _FIELDS[known[0]], content[known[0]]
    return sort, _detail(sort, own if isinstance(own, dict) else {})


def _detail(sort: Came | None, own: dict[str, Any]) -> str:
    if sort is Came.ALBUM:
        return album(own.get("expectedImageCount"), own.get("expectedVideoCount"))
    if sort is Came.PRODUCT and isinstance(own.get("product"), dict):
        own = own["product"]
    names = _DETAILS.get(sort, ()) if sort else ()
    return next((own[name] for name in names if isinstance(own.get(name), str)), "")


def _of_type(kind: str, data: dict[str, Any]) -> tuple[Came | None, str]:
    sort = _TYPES.get(kind, Came.UNKNOWN)
    if sort is Came.ALBUM:
        return sort, album(data.get("expectedImageCount"), data.get("expectedVideoCount"))
    named = data.get(_TYPE_DETAILS.get(sort, "")) if sort else None
    return sort, named if isinstance(named, str) else ""


def album(pictures: object, films: object) -> str:
    """Return how many pictures and films an album has, as far as it says so."""
    counts = ((pictures, "foto"), (films, "video"))
    return ", ".join(f"{count} {what}" for count, what in counts if type(count) is int and count > 0)


def _message(item: dict[str, Any]) -> dict[str, Any]:
    data = engine_data(item)
    message = data.get("Message") or data.get("message")
    return message if isinstance(message, dict) else {}


def _inner(wrapper: object) -> dict[str, Any] | None:
    found = wrapper.get("message") if isinstance(wrapper, dict) else None
    return found if isinstance(found, dict) and found else None


def _at(content: dict[str, Any], path: tuple[str, ...]) -> object:
    found: object = content
    for name in path:
        found = found.get(name) if isinstance(found, dict) else None
    return found


def cards_in(item: dict[str, Any]) -> Iterator[str]:
    """Yield the contact cards of the protobuf, where the gateway gives none of its own."""
    content = content_of(item)
    array = _at(content, ("contactsArrayMessage", "contacts"))
    for one in [content.get("contactMessage"), *(array if isinstance(array, list) else [])]:
        card = one.get("vcard") if isinstance(one, dict) else None
        if isinstance(card, str):
            yield card


def place_in(item: dict[str, Any]) -> dict[str, Any] | None:
    """Return the place of the protobuf as WAHA's own `location` has it, where the gateway gives none."""
    content, data = content_of(item), engine_data(item)
    for name in ("locationMessage", "liveLocationMessage"):
        own = content.get(name)
        if isinstance(own, dict):
            named = own.get("name") or own.get("caption") or own.get("address")
            return {"latitude": own.get("degreesLatitude"), "longitude": own.get("degreesLongitude"), "name": named}
    if data.get("type") == "location":
        return {"latitude": data.get("lat"), "longitude": data.get("lng"), "name": data.get("loc")}
    return None
