"""GOWA's JSON as our messages: what officers read, whose conversation it is, and what cannot be read."""

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from models.rules.channels.messages import Direction, HandleKind, IncomingMessage, Unreadable
from models.rules.channels.wordless import Came
from sync_agent.connectors.gowa import payloads
from sync_agent.connectors.gowa.addresses import address, is_citizen, is_skipped
from tests.tools import shared

ANI, LID = "6281200000001@s.whatsapp.net", "99000000000001@lid"
RECORDED = json.loads((Path(__file__).parents[1] / "payloads" / "gowa" / "messages.json").read_text("utf-8"))
ITEM: dict[str, Any] = RECORDED["results"]["data"][-1]


def read(**changes: Any) -> Any:
    return payloads.read_item({**ITEM, **changes}, ANI)


def test_a_text_is_read_whole_with_its_time_in_utc() -> None:
    found = read()
    assert isinstance(found, IncomingMessage)
    assert (found.external_id, found.thread_id, found.text) == ("3EB0AA01", ANI, "Paspor saya belum selesai 🙏")
    assert found.sent_at == datetime(2026, 11, 25, 2, 0)
    assert (found.direction, found.author.handle) == (Direction.IN, "+6281200000001")
    assert (found.author.display_name, found.author.aliases) == ("Sari Contoh", ())
    assert json.loads(found.payload) == ITEM


def test_a_recorded_page_is_read_as_the_conversation_it_was() -> None:
    found = [payloads.read_item(item, ANI) for item in RECORDED["results"]["data"]]
    assert [(one.direction, one.text, len(one.attachments)) for one in found] == [
        (Direction.OUT, "Mohon ditunggu, sedang kami periksa.", 0),
        (Direction.IN, "Ini bukti antreannya", 1),
        (Direction.IN, "Paspor saya belum selesai 🙏", 0),
    ]
    assert {(one.thread_id, one.author.handle) for one in found} == {(ANI, "+6281200000001")}


@pytest.mark.parametrize("label", ["6281200000001", "+6281200000001", ANI, None, 7])
def test_a_label_that_only_repeats_the_number_is_no_name(label: Any) -> None:
    assert read(sender_display_name=label).author.display_name == ""


def test_our_own_message_belongs_to_the_citizen_of_the_chat() -> None:
    found = read(is_from_me=True, sender_jid="6289900000000@s.whatsapp.net", sender_display_name="Kantor")
    assert (found.direction, found.author.handle, found.author.display_name) == (Direction.OUT, "+6281200000001", "")


def test_a_hidden_sender_in_a_phone_s_chat_is_an_alias() -> None:
    assert read(sender_jid=LID).author.aliases == ((HandleKind.WHATSAPP_LID, LID),)


def test_a_file_is_named_by_chat_and_message_and_never_by_whatsapp_s_encrypted_address() -> None:
    (file,) = read(media_type="document", filename="surat.pdf", file_length=17, url="https://mmg.x/a").attachments
    assert (file.ref, file.filename, file.size) == ({"chat": ANI, "message": "3EB0AA01"}, "surat.pdf", 17)
    assert read(media_type=None).attachments == ()
    assert read(media_type="image", filename=None, file_length="17").attachments[0].size is None


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"id": None}, "nomor pengenal"),
        ({"id": ""}, "nomor pengenal"),
        ({"id": "X" * 500}, "terlalu panjang"),
        ({"chat_jid": "x@y"}, "Alamat percakapan"),
        ({"is_from_me": "ya"}, "siapa pengirim"),
        ({"content": 17}, "bukan teks"),
        ({"timestamp": "kemarin"}, "Waktu"),
        ({"timestamp": "0001-01-01T00:00:00Z"}, "Waktu"),
        ({"timestamp": 1e300}, "Waktu"),
        ({"timestamp": "9999-12-31T23:59:59-23:59"}, "Waktu"),
    ],
)
def test_F33_what_cannot_be_read_is_kept_with_a_reason(changes: dict[str, Any], says: str) -> None:
    found = read(**changes)
    assert isinstance(found, Unreadable)
    assert says in found.reason
    assert json.loads(found.payload) == {**ITEM, **changes}


@pytest.mark.parametrize("item", [None, 7, "teks", [], {}])
def test_F33_what_is_no_message_is_kept_too(item: Any) -> None:
    assert isinstance(payloads.read_item(item, ANI), Unreadable)
    assert isinstance(payloads.read_chat(item), Unreadable)


def test_an_item_that_does_not_tell_its_chat_is_in_the_one_asked_for() -> None:
    assert read(chat_jid=None).thread_id == ANI


def test_F35_a_text_beyond_the_limit_is_cut_and_says_so() -> None:
    found = read(content="x" * 200_000)
    assert (len(found.text), found.truncated) == (payloads.TEXT_LIMIT, True)


@pytest.mark.parametrize("jid", ["1203630@g.us", "status@broadcast", "12036@newsletter", "0@s.whatsapp.net"])
def test_chats_that_are_no_citizen_s_are_passed_over(jid: str) -> None:
    assert payloads.read_chat({"jid": jid, "last_message_time": "2026-11-25T02:00:00Z"}) is None
    assert read(chat_jid=jid) is None


def test_a_chat_tells_when_it_moved_or_that_this_cannot_be_read() -> None:
    assert payloads.read_chat({"jid": ANI, "last_message_time": "2026-11-25T09:00:00+07:00"}) == payloads.Chat(
        ANI, 1_795_572_000
    )
    assert payloads.read_chat({"jid": ANI, "last_message_time": None}) == payloads.Chat(ANI, None)


def test_addresses_of_the_gateway_s_own_documentation_are_understood() -> None:
    text = shared("data/payloads/whatsapp_gowa/webhook_payload_blocks.json").read_text("utf-8")
    found = set(re.findall(r'"(?:from|from_lid|chat_id|device_id)": "([^"]+@[^"]+)"', text))
    named = {one for one in found if "X" not in one}
    assert len(named) >= 3
    assert all(is_citizen(address(one)) or is_skipped(one) for one in named)


def test_the_example_of_the_gateway_s_openapi_is_read() -> None:
    spec = shared("contracts/whatsapp/gowa-openapi.yaml").read_text("utf-8")
    part = spec[spec.index("\n    ChatMessage:") : spec.index("\n    ChatReaction:")]
    pairs = re.findall(r"\n        (\w+):\n(?:          .*\n)*?          example: (.+)", part)
    item = {name: value.strip("'") for name, value in pairs}
    item |= {"is_from_me": item["is_from_me"] == "true", "file_length": int(item["file_length"])}
    found = payloads.read_item(item, "x")
    assert isinstance(found, IncomingMessage)
    assert (found.text, found.sent_at) == ("Hello, how are you?", datetime(2024, 1, 15, 10, 30))
    assert found.attachments[0].filename == "photo.jpg"


@pytest.mark.parametrize(
    ("media", "content", "words", "came"),
    [
        ("sticker", "", "[Stiker]", Came.STICKER),
        ("call", "", "[Panggilan WhatsApp – hanya tercatat di telepon]", Came.CALL),
        ("", "", "[Pesan jenis lain: buka di telepon]", Came.UNKNOWN),
        ("image", "", "", None),
        ("video_note", "", "", None),
        ("document", "", "", None),
        ("sticker", "dengan kata", "dengan kata", None),
        ("", "Contact: Rina (+62811)", "Contact: Rina (+62811)", None),
        ("", "https://maps.google.com/?q=-6.9,107.6", "https://maps.google.com/?q=-6.9,107.6", None),
    ],
)
def test_what_comes_without_words_says_what_it_is(media: str, content: str, words: str, came: Came | None) -> None:
    item = {
        "id": "3EB0FF",
        "chat_jid": "6281200000001@s.whatsapp.net",
        "content": content,
        "media_type": media,
        "timestamp": "2026-11-25T09:00:30Z",
        "is_from_me": False,
    }
    found = payloads.read_item(item, "6281200000001@s.whatsapp.net")
    assert isinstance(found, IncomingMessage)
    assert (found.text, found.came) == (words, came)
