"""WAHA's JSON as our messages: what officers read, whose conversation it is, under which ids it may come again."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from models.rules.channels.messages import Ack, Direction, HandleKind, IncomingMessage, Unreadable
from sync_agent.connector_kit import strict_json
from sync_agent.connectors.waha import payloads

RECORDED = Path(__file__).parents[1] / "payloads" / "waha"
PHONE_OF = {"99000000000002@lid": "6281200000002@c.us"}
SKIPPED = ("@g.us", "@broadcast", "@newsletter")


def items(name: str) -> list[Any]:
    found: list[Any] = json.loads((RECORDED / name).read_text("utf-8"))
    return found


def read(item: Any) -> Any:
    return payloads.read_item(item, PHONE_OF.get)


def message(ending: str) -> IncomingMessage:
    item = next(one for one in items("poll.json") if one["id"].endswith(ending))
    found = read(item)
    assert isinstance(found, IncomingMessage)
    assert json.loads(found.payload) == item
    return found


def changed(ending: str = "AA01", **fields: Any) -> Any:
    item = next(one for one in items("poll.json") if one["id"].endswith(ending))
    return read({**item, **fields})


def test_a_citizen_s_text_is_read_whole() -> None:
    found = message("AA01")
    assert found.external_id == "false_6281200000001@c.us_3EB0AA01"
    assert found.thread_id == "6281200000001@c.us"
    assert found.text == "Selamat pagi, paspor saya belum selesai 🙏"
    assert found.sent_at == datetime(2026, 11, 25, 2, 0)
    assert found.direction is Direction.IN
    assert (found.author.handle_kind, found.author.handle) == (HandleKind.PHONE, "+6281200000001")
    assert found.author.display_name == "Sari Contoh"


def test_the_hidden_id_the_engine_tells_along_is_an_alias_of_person_and_message() -> None:
    found = message("AA01")
    assert found.author.aliases == ((HandleKind.WHATSAPP_LID, "99000000000001@lid"),)
    assert found.also_known_as == ("false_99000000000001@lid_3EB0AA01",)


def test_a_hidden_id_that_resolves_is_the_phone_s_conversation() -> None:
    found = message("AA02")
    assert found.external_id == "false_99000000000002@lid_3EB0AA02"
    assert found.also_known_as == ("false_6281200000002@c.us_3EB0AA02",)
    assert found.thread_id == "6281200000002@c.us"
    assert found.author.handle == "+6281200000002"
    assert found.reply_to == "3EB0AA01"


def test_a_hidden_id_nobody_knows_stays_what_it_is() -> None:
    found = changed("AA02", **{"id": "false_5@lid_X", "from": "5@lid", "_data": {}})
    assert (found.thread_id, found.author.handle, found.author.handle_kind) == ("5@lid", "5@lid", "wa_lid")
    assert found.also_known_as == ()


def test_a_file_is_kept_as_what_is_needed_to_ask_for_it_again() -> None:
    (found,) = message("AA02").attachments
    assert found.ref == {"chat": "99000000000002@lid", "message": "false_99000000000002@lid_3EB0AA02"}
    assert (found.mime, found.size) == ("image/jpeg", 51234)


@pytest.mark.parametrize(
    ("ending", "thread", "ack"),
    [("AA03", "6281200000001@c.us", Ack.READ), ("AA04", "6281200000003@c.us", Ack.FAILED)],
)
def test_our_own_message_belongs_to_the_citizen_s_conversation(ending: str, thread: str, ack: Ack) -> None:
    found = message(ending)
    assert (found.direction, found.thread_id) == (Direction.OUT, thread)
    assert found.author.handle == f"+{thread.removesuffix('@c.us')}"
    assert found.author.display_name == ""
    (told,) = payloads.acknowledgements(json.loads(found.payload), found)
    assert (told.external_id, told.ack) == (found.external_id, ack)


def test_a_citizen_s_ticks_are_no_news() -> None:
    found = message("AA01")
    assert payloads.acknowledgements(json.loads(found.payload), found) == []


def test_a_bare_id_is_known_under_the_engines_long_form_too() -> None:
    found = message("AA05")
    assert (found.external_id, found.also_known_as) == ("3EB0AA05", ("false_6281200000003@c.us_3EB0AA05",))


def test_groups_statuses_and_channels_are_passed_over() -> None:
    skipped = [item for item in items("poll.json") if any(end in item["id"] for end in SKIPPED)]
    assert len(skipped) == 3
    assert [read(item) for item in skipped] == [None, None, None]


def test_places_cards_and_what_only_the_phone_shows_are_said_in_words() -> None:
    assert message("AA09").text == (
        "[Lokasi] -6.9, 107.6 Kantor Imigrasi\n[Kartu kontak] Rina Contoh +62 812-0000-0009"
    )
    assert message("AA10").text == "[Jajak pendapat: ?]"


@pytest.mark.parametrize(
    "marks",
    [
        {"Info": {"Edit": "7"}},
        {"Info": {"Edit": "8"}},
        {"IsRevoked": True},
        {"type": "revoked"},
        {"Message": {"protocolMessage": {"type": 0, "key": {"ID": "3EB0AA01"}}}},
        {"message": {"protocolMessage": {"type": "REVOKE", "key": {"id": "3EB0AA01"}}}},
    ],
)
def test_F19_a_withdrawal_is_read_only_from_an_explicit_mark(marks: dict[str, Any]) -> None:
    assert changed(_data=marks).withdrawn
    assert not changed(body="").withdrawn


def test_F19_a_withdrawal_told_by_an_item_of_its_own_names_the_withdrawn_one() -> None:
    about = {"Message": {"protocolMessage": {"type": "REVOKE", "key": {"ID": "3EB0AA01"}}}}
    found = changed("AA05", id="false_6281200000001@c.us_3EB0FF", _data=about, **{"from": "6281200000001@c.us"})
    assert (found.external_id, found.withdrawn) == ("false_6281200000001@c.us_3EB0AA01", True)


def test_F20_an_edit_told_by_an_item_of_its_own_is_the_edited_message_with_its_new_text() -> None:
    edit = {"type": 14, "key": {"ID": "3EB0AA01"}, "editedMessage": {"extendedTextMessage": {"text": "baru"}}}
    found = changed("AA05", id="false_6281200000001@c.us_3EB0FF", _data={"Message": {"protocolMessage": edit}})
    assert (found.external_id, found.text) == ("false_6281200000001@c.us_3EB0AA01", "baru")


@pytest.mark.parametrize("number", range(len(items("odd.json"))))
def test_F33_an_item_of_the_wrong_shape_is_kept_apart_as_it_came(number: int) -> None:
    item = items("odd.json")[number]
    found = read(item)
    assert isinstance(found, Unreadable)
    assert json.loads(found.payload) == item
    assert found.reason.endswith(".")


def test_F33_a_number_beyond_the_floats_stays_exact() -> None:
    assert changed(id=90071992547409931234567890).external_id == "90071992547409931234567890"


@pytest.mark.parametrize("digits", ["²", "٣", "9" * 5000, "-1", "1e9", ""])
def test_F33_digits_python_cannot_count_with_spoil_nothing(digits: str) -> None:
    assert isinstance(changed(timestamp=digits), Unreadable)
    file = {"Message": {"imageMessage": {"mimetype": "image/jpeg", "fileLength": digits}}}
    assert changed(hasMedia=True, _data=file).attachments[0].size is None


def test_F35_a_monstrous_text_is_cut_and_said_to_be() -> None:
    found = changed(body="😀" * 100_001)
    assert (len(found.text), found.truncated) == (100_000, True)
    assert len(json.loads(found.payload)["body"]) == 100_001
    assert not changed(body="😀" * 100_000).truncated


@pytest.mark.parametrize("text", ["\x00", "\ud800", "a\u202eb", "\u200b", "<script>", "\r\n", "🏳️‍🌈"])
def test_F36_an_unusual_text_is_read_as_it_is_and_its_payload_is_plain_ascii(text: str) -> None:
    found = changed(body=text)
    assert found.text == text
    assert found.payload.isascii()
    assert strict_json.parse(found.payload)["body"] == text
