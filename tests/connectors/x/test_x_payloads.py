"""X's JSON as our messages: what officers read, whose conversation it is, what cannot be read, both vocabularies."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from models.rules.channels.messages import Direction, HandleKind, IncomingMessage, Kind, Unreadable
from sync_agent.connector_kit import strict_json
from sync_agent.connectors.x.payloads import (
    Beside,
    beside,
    milliseconds_of,
    read_event,
    read_publication,
    unread_text,
)
from sync_agent.connectors.x.words import same_words
from tests.tools import shared

ME, SARI = "2125439335581876224", "2125439335636402177"
RECORDED = Path(__file__).parents[1] / "payloads" / "x"


def recorded(name: str) -> Any:
    """Return a whole answer."""
    return json.loads((RECORDED / name).read_text("utf-8"))


POST, EVENT = recorded("mentions.json")["data"][0], recorded("dm_events.json")["data"][0]
ABOUT = beside(recorded("mentions.json"))


def publication(**fields: Any) -> Any:
    return read_publication({**POST, **fields}, ABOUT, ME)


def event(**fields: Any) -> Any:
    return read_event({**EVENT, **fields}, ABOUT, ME)


def test_a_mention_is_read_whole() -> None:
    found = publication()
    assert isinstance(found, IncomingMessage)
    assert (found.kind, found.direction) == (Kind.COMMENT, Direction.IN)
    assert (found.external_id, found.reply_to) == (POST["id"], "2125439335636402178")
    assert found.thread_id == f"2125439335636402178/{SARI}"
    assert (found.author.handle_kind, found.author.handle) == (HandleKind.X, SARI)
    assert found.author.display_name == "Sari Contoh (@sari_contoh)"
    assert found.text == "@imigrasi_lat paspor saya & anak <3"
    assert found.about == "Layanan libur & tutup"
    assert found.sent_at == datetime(2026, 11, 25, 2, 0, 0, 250_000)
    assert found.also_known_as == ("2125439335636402998",)
    assert found.permalink == f"https://x.com/i/status/{POST['id']}"
    assert [one.ref["url"] for one in found.attachments] == [
        "https://pbs.twimg.com/media/a.jpg",
        "https://video.twimg.com/besar.mp4",
        "",
    ]
    assert json.loads(found.payload) == POST


def test_the_other_vocabulary_gives_the_same_message() -> None:
    answer = recorded("mentions_post.json")
    (renamed,) = answer["data"]
    one, other = read_publication(renamed, beside(answer), ME), publication()
    assert isinstance(one, IncomingMessage)
    assert json.loads(one.payload) == renamed
    assert [getattr(one, name) for name in ("external_id", "thread_id", "reply_to", "about", "also_known_as")] == [
        getattr(other, name) for name in ("external_id", "thread_id", "reply_to", "about", "also_known_as")
    ]


@pytest.mark.parametrize("name", ["note_tweet", "note_post"])
def test_a_long_text_is_read_whole(name: str) -> None:
    assert publication(**{name: {"text": "sangat panjang"}}).text == "sangat panjang"
    assert publication(**{name: {"text": 7}}).text.startswith("@imigrasi_lat")


def test_a_quotation_of_a_publication_is_about_that_publication() -> None:
    found = publication(referenced_tweets=[{"type": "quoted", "id": "2125439335636402178"}])
    assert (found.reply_to, found.about) == ("2125439335636402178", "Layanan libur & tutup")


def test_a_repetition_of_somebody_s_words_is_passed_over() -> None:
    assert publication(referenced_tweets=[{"type": "retweeted", "id": "1"}]) is None


def test_a_mention_without_a_conversation_stands_for_itself() -> None:
    found = publication(conversation_id=None, referenced_tweets=None)
    assert (found.thread_id, found.reply_to, found.about) == (f"{POST['id']}/{SARI}", None, "")


@pytest.mark.parametrize("root", ["../x", "9" * 61, "", 7, "٣"])
def test_a_conversation_that_is_no_number_is_not_taken_over(root: Any) -> None:
    assert publication(conversation_id=root).thread_id == f"{POST['id']}/{SARI}"
    assert publication(referenced_tweets=[{"type": "replied_to", "id": root}]).reply_to is None


def test_our_own_answer_is_the_citizen_s_conversation() -> None:
    found = publication(author_id=ME, in_reply_to_user_id=SARI)
    assert (found.direction, found.thread_id) == (Direction.OUT, f"2125439335636402178/{SARI}")
    assert (found.author.handle, found.author.display_name) == (SARI, "")


@pytest.mark.parametrize("answered", [ME, None, 7])
def test_our_own_publication_without_a_citizen_is_passed_over(answered: Any) -> None:
    assert publication(author_id=ME, in_reply_to_user_id=answered) is None


def test_a_direct_message_is_answered_at_its_sender() -> None:
    found = event()
    assert (found.kind, found.thread_id, found.direction) == (Kind.DM, SARI, Direction.IN)
    assert found.author.display_name == "Sari Contoh (@sari_contoh)"
    own = event(sender_id=ME)
    assert (own.thread_id, own.direction, own.author.handle) == (SARI, Direction.OUT, SARI)


def test_a_direct_message_that_is_only_a_file_has_no_text() -> None:
    only = {name: value for name, value in EVENT.items() if name != "text"}
    found = read_event({**only, "attachments": {"media_keys": ["3_1"]}}, ABOUT, ME)
    assert isinstance(found, IncomingMessage)
    assert (found.text, len(found.attachments)) == ("", 1)
    assert isinstance(read_event(only, ABOUT, ME), Unreadable)


def test_a_direct_message_without_a_conversation_is_its_sender_s() -> None:
    assert event(dm_conversation_id=None).thread_id == SARI
    assert isinstance(event(dm_conversation_id=None, sender_id=ME), Unreadable)


@pytest.mark.parametrize("sort", ["ParticipantsJoin", "ParticipantsLeave"])
def test_comings_and_goings_are_passed_over(sort: str) -> None:
    assert event(event_type=sort) is None


@pytest.mark.parametrize(
    "fields",
    [
        {"id": None},
        {"id": ["x"]},
        {"id": "9" * 61},
        {"text": 17},
        {"text": None},
        {"created_at": None},
        {"created_at": "kemarin"},
        {"created_at": 1e300},
        {"created_at": "0001-01-01T00:00:00+23:59"},
        {"created_at": "1969-01-01T00:00:00Z"},
    ],
)
def test_F33_what_cannot_be_read_is_kept_as_it_came(fields: dict[str, Any]) -> None:
    for found, sent in ((publication(**fields), {**POST, **fields}), (event(**fields), {**EVENT, **fields})):
        assert isinstance(found, Unreadable)
        assert found.reason.endswith(".")
        assert json.loads(found.payload) == sent


def test_F33_a_sender_or_a_conversation_that_cannot_be_told_is_kept_as_it_came() -> None:
    odd = [
        publication(author_id=None),
        event(sender_id=None),
        event(sender_id="5"),
        event(dm_conversation_id="1-2-3"),
    ]
    odd += [
        event(dm_conversation_id=f"{ME}-..", sender_id=ME),
        event(dm_conversation_id=f"{ME}-{'9' * 61}", sender_id=ME),
    ]
    assert all(isinstance(found, Unreadable) for found in odd)


@pytest.mark.parametrize("item", [None, 9007199254740993, "bukan objek", [], True])
def test_F33_what_is_no_object_is_kept_as_it_came(item: Any) -> None:
    for found in (read_publication(item, ABOUT, ME), read_event(item, ABOUT, ME)):
        assert isinstance(found, Unreadable)
        assert json.loads(found.payload) == item
    assert milliseconds_of(item) is None


def test_F33_a_number_beyond_the_floats_stays_exact() -> None:
    assert publication(id=90071992547409931234567890).external_id == "90071992547409931234567890"
    assert unread_text("[[[", Kind.DM).payload == "[[["


def test_F35_a_monstrous_text_is_cut_and_said_to_be() -> None:
    assert (len(publication(text="a" * 100_001).text), publication(text="a" * 100_001).truncated) == (100_000, True)
    assert not publication(text="a" * 100_000).truncated


@pytest.mark.parametrize("text", ["\x00", "\ud800", "a\u202eb", "<script>", "\r\n", "🏳️‍🌈", "&#39;"])
def test_F36_an_unusual_text_is_read_as_it_is_and_its_payload_is_plain_ascii(text: str) -> None:
    for found in (publication(text=text), event(text=text)):
        assert found.text == text
        assert found.payload.isascii()
        assert strict_json.parse(found.payload)["text"] == text


@pytest.mark.parametrize("includes", [None, [], {"users": 7, "media": [None], "tweets": {}}])
def test_odd_things_beside_the_items_cost_nothing(includes: Any) -> None:
    assert beside({"includes": includes}) == Beside()
    assert isinstance(read_publication(POST, beside({"includes": includes}), ME), IncomingMessage)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Baik.", "Baik.", True),
        ("Baik.", "@sari_contoh @lain Baik.", True),
        ("Lihat https://imigrasi.go.id/a", "Lihat https://t.co/abc", True),
        ("Lihat imigrasi.go.id", "Lihat https://t.co/abc", True),
        ("Baik  sekali\n", "Baik sekali", True),
        ("e\u0301", "é", True),
        ("Baik.", "Baik", False),
        ("", "Baik", False),
    ],
)
def test_two_texts_are_one_answer_whatever_x_did_to_it(one: str, other: str, same: bool) -> None:
    assert same_words(one, other) is same


def test_the_mentions_somebody_recorded_are_read_or_kept() -> None:
    calls = json.loads(shared("data/payloads/x/tweepy_test_client_get_users_mentions.json").read_text("utf-8"))
    rows = [row for call in calls for row in call["payload"].get("data", [])]
    assert len(rows) >= 10
    full = {"author_id": SARI, "created_at": POST["created_at"]}
    assert all(isinstance(read_publication(row, ABOUT, ME), Unreadable) for row in rows)
    assert all(isinstance(read_publication({**row, **full}, ABOUT, ME), IncomingMessage) for row in rows)


def test_the_direct_messages_of_the_documentation_are_read() -> None:
    blocks = json.loads(shared("data/payloads/x/docs_json_blocks.json").read_text("utf-8"))
    events = [block["payload"] for block in blocks if isinstance(block["payload"], dict)]
    found = [read_event(item, ABOUT, ME) for item in events if "event_type" in item]
    assert found == [None, None, None]  # the documentation's examples are a group's
    rows = [row for block in events for row in block.get("data") or () if isinstance(row, dict)]
    talks = [row for row in rows if row.get("event_type") == "MessageCreate" and "created_at" in row]
    assert talks
    assert all(isinstance(read_event(row, ABOUT, ME), IncomingMessage) for row in talks)
