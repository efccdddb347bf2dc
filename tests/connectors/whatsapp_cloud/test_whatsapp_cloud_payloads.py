"""Pushed bodies read: every kind of message, changes, news of delivery; bad ones are kept apart, none is dropped."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.rules.channels.messages import Ack, Direction, HandleKind, IncomingMessage, Page
from models.rules.channels.wordless import Came, said
from sync_agent.connectors.whatsapp_cloud.payloads import read_push
from tests.tools import shared

NUMBER = "106540352242922001"
BODY = (Path(__file__).parents[1] / "payloads" / "whatsapp_cloud" / "push.json").read_text("utf-8")


def read(body: str = BODY, number: str = NUMBER) -> Page:
    return read_push(body, number)


def by_id(page: Page) -> dict[str, IncomingMessage]:
    return {message.external_id: message for message in page.messages if not message.withdrawn}


def body_of(*items: Any, **more: Any) -> str:
    """One pushed body around items."""
    value = {"metadata": {"phone_number_id": NUMBER}, "messages": list(items), **more}
    return json.dumps({"entry": [{"changes": [{"field": "messages", "value": value}]}]})


def item(**changes: Any) -> dict[str, Any]:
    """One text message."""
    plain = {"from": "6281300000007", "id": "wamid.X", "timestamp": "1795568400", "type": "text"}
    return {**plain, "text": {"body": "halo"}, **changes}


def test_a_text_is_read_whole() -> None:
    message = read().messages[0]
    assert (message.external_id, message.thread_id, message.text) == (
        "wamid.A1",
        "6281300000007",
        "Paspor saya belum jadi 🙏",
    )
    assert (message.author.handle_kind, message.author.handle) == (HandleKind.PHONE, "+6281300000007")
    assert (message.author.display_name, message.direction) == ("Sari Contoh", Direction.IN)
    assert (message.reply_to, message.sent_at) == ("wamid.A0", datetime(2026, 11, 25, 1, 0))
    assert json.loads(message.payload)["text"]["body"] == message.text


def test_every_other_kind_says_what_it_is() -> None:
    found = by_id(read())
    assert found["wamid.A3"].attachments[0].filename == "surat.pdf"
    assert found["wamid.A4"].text == "[Lokasi] -6.2, 106.8 Kantor Jalan Contoh 1"
    assert found["wamid.A5"].text == "[Kartu kontak] Budi Contoh +62 811"
    assert (found["wamid.A6"].text, found["wamid.A7"].text) == ("Pengaduan", "Ya")
    assert "tidak diteruskan oleh WhatsApp" in found["wamid.A8"].text
    assert found["wamid.A9"].came is Came.REACTION


def test_a_file_is_known_by_its_id_alone() -> None:
    picture = read().messages[1]
    assert (picture.text, picture.attachments[0].ref) == ("bukti", {"media": "900000000000000123"})
    assert picture.attachments[0].mime == "image/jpeg"


def test_F19_F20_changes_are_told_under_the_id_of_what_they_change() -> None:
    changed = [message for message in read().messages if message.text == "Sudah jadi" or message.withdrawn]
    assert [(message.external_id, message.withdrawn) for message in changed] == [
        ("wamid.A1", False),
        ("wamid.A2", True),
    ]


def test_what_the_office_wrote_in_the_app_is_its_own_in_the_citizens_thread() -> None:
    own = by_id(read())["wamid.C1"]
    assert (own.direction, own.thread_id, own.author.display_name) == (Direction.OUT, "6281300000007", "")


def test_who_hides_the_number_is_known_by_the_user_id() -> None:
    hidden = by_id(read())["wamid.B3"]
    assert (hidden.author.handle_kind, hidden.thread_id) == (HandleKind.WHATSAPP_LID, "ID.13491208655302741918")


def test_news_of_delivery_carries_the_word_chosen_before_sending() -> None:
    told = read().acknowledgements
    assert [(one.external_id, one.ack, one.client_ref) for one in told] == [
        ("wamid.D1", Ack.DELIVERED, "ref-1"),
        ("wamid.D2", Ack.FAILED, ""),
    ]
    assert told[0].at == datetime(2026, 11, 25, 1, 0, 13)  # as Meta says, not when it came


def test_a_push_for_another_number_is_shown_not_dropped() -> None:
    page = read(number="1")
    assert page.messages == ()
    assert len(page.unreadable) == 3
    assert "nomor WhatsApp lain" in page.unreadable[0].reason
    assert "wamid.A1" in page.unreadable[0].payload


@pytest.mark.parametrize(
    "body",
    ["", "{", "[]", "null", '{"entry": 1}', '{"entry": [1]}', '{"entry": [{"changes": 1}]}', "NaN", "[" * 999],
)
def test_F31_F33_a_body_of_another_shape_is_kept_as_it_came(body: str) -> None:
    page = read(body)
    assert (page.messages, len(page.unreadable)) == ((), 1)


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"id": None}, "pengenal"),
        ({"id": 5}, "pengenal"),
        ({"id": "x" * 201}, "panjang"),
        ({"from": None}, "pengirim"),
        ({"from": ""}, "pengirim"),
        ({"timestamp": "besok"}, "Waktu"),
        ({"timestamp": "9" * 30}, "Waktu"),
        ({"timestamp": True}, "Waktu"),
        ({"type": "edit", "edit": {}}, "Perubahan"),
        ({"type": "revoke", "revoke": {"original_message_id": None}}, "pengenal"),
    ],
)
def test_F33_one_bad_item_does_not_spoil_its_neighbours(changes: dict[str, Any], word: str) -> None:
    page = read(body_of(item(id="wamid.1"), item(**changes), item(id="wamid.2"), 7))
    assert [message.external_id for message in page.messages] == ["wamid.1", "wamid.2"]
    assert word in page.unreadable[0].reason
    assert len(page.unreadable) == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "baru_sekali", "baru_sekali": {"x": 1}},
        {"type": None},
        {"type": ["text"]},
        {"type": "interactive"},
        {"type": "contacts", "contacts": {"x": 1}},
    ],
)
def test_a_kind_nobody_knows_is_a_message_that_says_so(changes: dict[str, Any]) -> None:
    (message,) = read(body_of(item(**changes))).messages
    assert "tidak diteruskan" in message.text


@pytest.mark.parametrize(
    ("changes", "words", "came"),
    [
        ({"type": "sticker", "sticker": {"id": "9", "mime_type": "image/webp"}}, "[Stiker]", Came.STICKER),
        ({"type": "reaction", "reaction": {"message_id": "wamid.1", "emoji": "👍"}}, "[Reaksi 👍]", Came.REACTION),
        ({"type": "button", "button": {"text": "Ya", "payload": "ya"}}, "Ya", None),
        (
            {
                "type": "interactive",
                "interactive": {"type": "list_reply", "list_reply": {"id": "1", "title": "Paspor"}},
            },
            "Paspor",
            None,
        ),
        (
            {"type": "interactive", "interactive": {"type": "nfm_reply", "nfm_reply": {"body": "Sent"}}},
            "Sent",
            None,
        ),
        (
            {"type": "unsupported", "errors": [{"code": 131051, "title": "Message type unknown"}]},
            said(Came.NOT_FORWARDED),
            Came.NOT_FORWARDED,
        ),
        ({"type": "order", "order": {"catalog_id": "1"}}, "[Pesanan]", None),
        ({"type": "image", "image": {"id": "9"}}, "", None),
        ({"type": "revoke", "revoke": {"original_message_id": "wamid.0"}}, said(Came.WITHDRAWN), Came.WITHDRAWN),
    ],
)
def test_what_comes_without_words_says_what_it_is(changes: dict[str, Any], words: str, came: Came | None) -> None:
    (message,) = read(body_of(item(**changes))).messages
    assert (message.text, message.came) == (words, came)


def test_a_reaction_taken_back_is_no_message() -> None:
    assert read(body_of(item(type="reaction", reaction={"message_id": "wamid.1"}))) == Page()


def test_groups_and_notes_of_the_system_are_passed_over() -> None:
    page = read(body_of(item(group_id="g"), item(type="system", system={"body": "x"})))
    assert (page.messages, page.unreadable) == ((), ())


def test_F35_a_monstrous_text_is_cut_and_marked() -> None:
    (message,) = read(body_of(item(text={"body": "x" * 150_000}))).messages
    assert (len(message.text), message.truncated) == (100_000, True)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["from", "id", "timestamp", "type", "text", "image", "contacts", "location", "edit"]),
        JSON,
    ),
    JSON,
)
def test_nothing_an_item_contains_breaks_the_reading(odd: dict[str, Any], other: Any) -> None:
    page = read(body_of({**item(), **odd}, item(id="wamid.baik"), contacts=other, statuses=other))
    assert "wamid.baik" in {message.external_id for message in page.messages}


RECORDED = ("message", "edited_message", "deleted_message", "outgoing_message", "message_status")


@pytest.mark.parametrize("name", RECORDED)
def test_the_recorded_bodies_of_another_project_are_all_read(name: str) -> None:
    bodies = json.loads(shared(f"data/payloads/whatsapp_cloud_api_pywa/{name}.json").read_text("utf-8"))
    for kind, body in bodies.items():
        metadata = body["entry"][0]["changes"][0]["value"]["metadata"]
        page = read(json.dumps(body), metadata["phone_number_id"])
        assert page.unreadable == (), kind
        assert page.messages or page.acknowledgements or "reaction" in kind, kind
