"""What comes without words over WAHA, as each engine writes it: what officers read, and what sort it is."""

from typing import Any

import pytest

from models.rules.channels.messages import IncomingMessage
from models.rules.channels.wordless import Came
from sync_agent.connectors.waha import payloads

UNREAD, UNKNOWN = "[Pesan tidak terbaca: buka di telepon]", "[Pesan jenis lain: buka di telepon]"
VCARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Rina Contoh\nTEL;waid=6281200000009:+62 812-0000-0009\nEND:VCARD"
CARD = "[Kartu kontak] Rina Contoh +62 812-0000-0009"
ONCE = "[Pesan sekali lihat: buka di telepon]"
CHOSEN = "[Pilihan tombol tanpa tulisan: buka di telepon]"
POINT = {"degreesLatitude": -6.9, "degreesLongitude": 107.6}

# WhatsApp's protobuf, which GOWS hands on as `Message` and NOWEB as `message`: name, content, what is read.
CONTENTS: list[tuple[str, dict[str, Any], str, Came | None]] = [
    ("words", {"conversation": "Halo"}, "Halo", None),
    ("words in a wrapper", {"ephemeralMessage": {"message": {"conversation": "Halo"}}}, "Halo", None),
    ("a button", {"buttonsResponseMessage": {"selectedButtonId": "1", "selectedDisplayText": "Ya"}}, "Ya", None),
    ("a button of Go", {"buttonsResponseMessage": {"Response": {"SelectedDisplayText": "Ya"}}}, "Ya", None),
    ("a template's button", {"templateButtonReplyMessage": {"selectedDisplayText": "Pengaduan"}}, "Pengaduan", None),
    (
        "a line of a list",
        {"listResponseMessage": {"title": "Paspor", "singleSelectReply": {"selectedRowID": "p"}}},
        "Paspor",
        None,
    ),
    ("a flow", {"interactiveResponseMessage": {"body": {"text": "Terkirim"}}}, "Terkirim", None),
    (
        "a choice without words",
        {"interactiveResponseMessage": {"nativeFlowResponseMessage": {}}},
        CHOSEN,
        Came.CHOSEN,
    ),
    ("buttons to choose from", {"buttonsMessage": {"contentText": "Pilih satu"}}, "Pilih satu", None),
    ("a list to choose from", {"listMessage": {"title": "Menu", "description": "Pilih"}}, "Pilih", None),
    ("a template", {"templateMessage": {"hydratedTemplate": {"hydratedContentText": "Promo"}}}, "Promo", None),
    (
        "choices without words",
        {"interactiveMessage": {"carouselMessage": {}}},
        "[Pesan dengan tombol pilihan: buka di telepon]",
        Came.CHOICES,
    ),
    ("an album", {"albumMessage": {"expectedImageCount": 3}}, "[Album 3 foto]", Came.ALBUM),
    (
        "a mixed album",
        {"albumMessage": {"expectedImageCount": 2, "expectedVideoCount": 1}},
        "[Album 2 foto, 1 video]",
        Came.ALBUM,
    ),
    ("an album that says nothing", {"albumMessage": {}}, "[Album: buka di telepon]", Came.ALBUM),
    ("a sticker", {"stickerMessage": {"mimetype": "image/webp", "isAnimated": True}}, "[Stiker]", Came.STICKER),
    (
        "a moving sticker",
        {"lottieStickerMessage": {"message": {"stickerMessage": {"mimetype": "application/was"}}}},
        "[Stiker]",
        Came.STICKER,
    ),
    ("a reaction", {"reactionMessage": {"key": {"id": "3EB0"}, "text": "👍"}}, "[Reaksi 👍]", Came.REACTION),
    (
        "a poll",
        {"messageContextInfo": {}, "pollCreationMessageV3": {"name": "Kapan buka?", "options": []}},
        "[Jajak pendapat: Kapan buka?]",
        Came.POLL,
    ),
    (
        "a vote",
        {"pollUpdateMessage": {"vote": {"encPayload": "AA"}}},
        "[Jawaban jajak pendapat: buka di telepon]",
        Came.POLL_VOTE,
    ),
    ("a place", {"locationMessage": {**POINT, "name": "Kantor"}}, "[Lokasi] -6.9, 107.6 Kantor", None),
    ("a moving place", {"liveLocationMessage": POINT}, "[Lokasi] -6.9, 107.6", None),
    ("a card", {"contactMessage": {"displayName": "Rina", "vcard": VCARD}}, CARD, None),
    ("cards", {"contactsArrayMessage": {"contacts": [{"vcard": VCARD}, {"vcard": VCARD}]}}, f"{CARD}\n{CARD}", None),
    (
        "a call",
        {"callLogMesssage": {"isVideo": False}},
        "[Panggilan WhatsApp – hanya tercatat di telepon]",
        Came.CALL,
    ),
    ("an event", {"eventMessage": {"name": "Rapat"}}, "[Undangan acara: Rapat]", Came.EVENT),
    ("an order", {"orderMessage": {"itemCount": 2}}, "[Pesanan: buka di telepon]", Came.ORDER),
    ("a product", {"productMessage": {"product": {"title": "Map"}}}, "[Produk: Map]", Came.PRODUCT),
    ("a payment", {"requestPaymentMessage": {"amount1000": 5}}, "[Pembayaran: buka di telepon]", Came.PAYMENT),
    ("a group", {"groupInviteMessage": {"groupName": "Warga"}}, "[Undangan grup: Warga]", Came.GROUP_INVITE),
    (
        "to be seen once",
        {"viewOnceMessageV2": {"message": {"imageMessage": {"mimetype": "image/jpeg"}}}},
        ONCE,
        Came.VIEW_ONCE,
    ),
    ("kept from this device", {"placeholderMessage": {"type": "MASK_LINKED_DEVICES"}}, UNREAD, Came.UNREAD),
    (
        "a setting",
        {"protocolMessage": {"type": 3, "ephemeralExpiration": 86400}},
        "[Catatan WhatsApp, bukan tulisan pelapor]",
        Came.NOTE,
    ),
    ("a key alone", {"senderKeyDistributionMessage": {}}, "[Catatan WhatsApp, bukan tulisan pelapor]", Came.NOTE),
    ("something new", {"hologramMessage": {"x": 1}}, UNKNOWN, Came.UNKNOWN),
    ("a picture", {"imageMessage": {"mimetype": "image/jpeg"}}, "", None),
]

# `_data` of WEBJS, and of an item without any content.
RECORDS: list[tuple[str, dict[str, Any], str, Came | None]] = [
    ("webjs undecryptable", {"type": "ciphertext"}, UNREAD, Came.UNREAD),
    ("webjs sticker", {"type": "sticker"}, "[Stiker]", Came.STICKER),
    ("webjs album", {"type": "album", "expectedImageCount": 3}, "[Album 3 foto]", Came.ALBUM),
    ("webjs poll", {"type": "poll_creation", "pollName": "Kapan?"}, "[Jajak pendapat: Kapan?]", Came.POLL),
    ("webjs call", {"type": "call_log"}, "[Panggilan WhatsApp – hanya tercatat di telepon]", Came.CALL),
    ("webjs reaction", {"type": "reaction", "reactionText": "🙏"}, "[Reaksi 🙏]", Came.REACTION),
    ("webjs event", {"type": "event_creation", "eventName": "Rapat"}, "[Undangan acara: Rapat]", Came.EVENT),
    (
        "webjs place",
        {"type": "location", "lat": -6.9, "lng": 107.6, "loc": "Kantor"},
        "[Lokasi] -6.9, 107.6 Kantor",
        None,
    ),
    ("webjs list reply without words", {"type": "list_response"}, CHOSEN, Came.CHOSEN),
    ("webjs order", {"type": "order"}, "[Pesanan: buka di telepon]", Came.ORDER),
    ("webjs note", {"type": "e2e_notification"}, "[Catatan WhatsApp, bukan tulisan pelapor]", Came.NOTE),
    ("webjs unknown", {"type": "unknown"}, UNKNOWN, Came.UNKNOWN),
    ("webjs of tomorrow", {"type": "hologram"}, UNKNOWN, Came.UNKNOWN),
    ("noweb undecryptable", {"key": {"id": "A"}, "messageStubType": 2}, UNREAD, Came.UNREAD),
    ("noweb undecryptable by name", {"key": {"id": "A"}, "messageStubType": "CIPHERTEXT"}, UNREAD, Came.UNREAD),
    (
        "noweb missed call",
        {"key": {}, "messageStubType": 40},
        "[Panggilan WhatsApp – hanya tercatat di telepon]",
        Came.CALL,
    ),
    ("noweb note", {"key": {}, "messageStubType": 39}, "[Catatan WhatsApp, bukan tulisan pelapor]", Came.NOTE),
    ("noweb nothing", {"key": {"id": "A"}, "message": None}, UNREAD, Came.UNREAD),
    ("gows undecryptable", {"Info": {"ID": "A"}, "DecryptFailMode": "show"}, UNREAD, Came.UNREAD),
    (
        "gows unavailable",
        {"Info": {"ID": "A"}, "IsUnavailable": True, "UnavailableType": "view_once"},
        UNREAD,
        Came.UNREAD,
    ),
    ("gows nothing", {"Info": {"ID": "A"}, "Message": None}, UNREAD, Came.UNREAD),
    ("no record at all", {}, UNKNOWN, Came.UNKNOWN),
]


def item(data: dict[str, Any], **more: Any) -> dict[str, Any]:
    """One item without words, as WAHA writes it."""
    plain = {"id": "false_6281200000001@c.us_3EB0AA01", "timestamp": 1795572000, "from": "6281200000001@c.us"}
    return {**plain, "fromMe": False, "body": None, "hasMedia": False, "_data": data, **more}


def read(data: dict[str, Any], **more: Any) -> IncomingMessage:
    found = payloads.read_item(item(data, **more), lambda _: None)
    assert isinstance(found, IncomingMessage)
    return found


@pytest.mark.parametrize("record", ["Message", "message"], ids=["gows", "noweb"])
@pytest.mark.parametrize(
    ("content", "words", "came"), [row[1:] for row in CONTENTS], ids=[row[0] for row in CONTENTS]
)
def test_each_content_of_the_protocol_says_what_it_is(
    record: str, content: dict[str, Any], words: str, came: Came | None
) -> None:
    found = read({record: content})
    assert (found.text, found.came) == (words, came)


@pytest.mark.parametrize(("data", "words", "came"), [row[1:] for row in RECORDS], ids=[row[0] for row in RECORDS])
def test_each_record_of_an_engine_says_what_it_is(data: dict[str, Any], words: str, came: Came | None) -> None:
    found = read(data)
    assert (found.text, found.came) == (words, came)


def test_no_sort_is_read_as_nothing_and_every_sort_of_whatsapp_is_tried() -> None:
    assert all(words or name == "a picture" for name, _, words, _ in CONTENTS + RECORDS)
    tried = {came for *_, came in CONTENTS + RECORDS}
    assert set(Came) - tried == {Came.WITHDRAWN, Came.NOT_FORWARDED}


def test_words_the_gateway_gives_are_the_words_also_of_a_chosen_button() -> None:
    found = read({"Message": {"buttonsResponseMessage": {"selectedButtonId": "1"}}}, body="Ya, benar")
    assert (found.text, found.came) == ("Ya, benar", None)


def test_a_poll_says_that_it_is_one_also_where_its_question_is_the_body() -> None:
    assert read({"type": "poll_creation"}, body="Kapan?").text == "[Jajak pendapat: Kapan?]"


@pytest.mark.parametrize("kind", ["vcard", "location"])
def test_what_webjs_puts_into_the_body_of_a_card_or_place_is_not_shown_as_words(kind: str) -> None:
    found = read({"type": kind, "lat": 1, "lng": 2}, body="/9j/4AAQSkZJRg==", vCards=[VCARD])
    assert "/9j/" not in found.text
    assert CARD in found.text


def test_a_file_that_older_noweb_did_not_fetch_yet_is_asked_for_all_the_same() -> None:
    found = read({"key": {}, "message": {"imageMessage": {"mimetype": "image/jpeg", "fileLength": "512"}}})
    assert [(one.mime, one.size) for one in found.attachments] == [("image/jpeg", 512)]


def test_a_message_taken_back_before_it_was_read_says_so() -> None:
    for data in ({"type": "revoked"}, {"messageStubType": 1, "key": {}}, {"Info": {"Edit": "7"}}):
        found = read(data)
        assert (found.text, found.came, found.withdrawn) == (
            "[Pesan ditarik kembali sebelum terbaca]",
            Came.WITHDRAWN,
            True,
        )


@pytest.mark.parametrize(
    "data",
    [
        {"Message": {"viewOnceMessage": 1}},
        {"Message": {"ephemeralMessage": {"message": 1}}},
        {"Message": {"albumMessage": {"expectedImageCount": "drei"}}},
        {"message": {"pollCreationMessage": []}},
        {"type": ["sticker"]},
        {"messageStubType": [2]},
        {"Message": {"contactsArrayMessage": {"contacts": [1, {"vcard": 5}]}}},
    ],
)
def test_F33_an_item_of_an_odd_shape_still_says_something(data: dict[str, Any]) -> None:
    assert read(data).text
