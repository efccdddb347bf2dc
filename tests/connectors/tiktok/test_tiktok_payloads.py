"""Items as TikTok writes them, and as nobody should: each becomes a message or is kept apart."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.channels.messages import Direction, Kind
from sync_agent.connector_kit.http import Answer
from sync_agent.connectors.tiktok.client import opened
from sync_agent.connectors.tiktok.message_payloads import read_conversations, read_messages
from sync_agent.connectors.tiktok.payloads import TEXT_LIMIT, Found, Video, read_comments, read_videos
from tests.tools import shared

VIDEO = Video("7340999999999999999", "Kuota paspor bulan ini", "https://www.tiktok.com/@kanim.contoh/video/7339")
COMMENT = {
    "comment_id": "7340000000000000001",
    "video_id": VIDEO.id,
    "unique_identifier": "+ABc1D2/E0f",
    "create_time": "1773000000",
    "text": "kuota penuh terus",
    "replies": 0,
    "owner": False,
    "status": "PUBLIC",
    "username": "akun_0001",
    "display_name": "akun 0001",
}
MESSAGE = {
    "message_id": "7350000000000000001",
    "timestamp": 1_773_000_000_123,
    "message_type": "TEXT",
    "text": {"body": "paspor saya"},
    "from_user": {"id": "+ABc1D2/E0f", "role": "PERSONAL_ACCOUNT"},
    "to_user": {"id": "kantor", "role": "BUSINESS_ACCOUNT"},
    "message_tag": {"source": "APP"},
}
PEOPLE = {"participants": [{"id": "+ABc1D2/E0f", "role": "PERSONAL_ACCOUNT", "display_name": "Ani Contoh"}]}


RECORDED = Path(__file__).parents[1] / "payloads" / "tiktok"


def recorded(name: str) -> tuple[dict[str, Any], list[tuple[Any, str | None]]]:
    """Return an answer in the shape of TikTok's, written by hand, with the items of its list."""
    whole, rows = opened(Answer(200, {}, (RECORDED / f"{name}.json").read_bytes()), name)
    return whole["data"], rows


def comments(*items: Any, above: tuple[str, str] | None = None) -> Found:
    return read_comments([(item, None) for item in items], VIDEO, 0, above)


def written(*items: Any) -> Found:
    return read_messages([(item, None) for item in items], PEOPLE, "percakapan+1=", "kantor", 0)


def test_a_list_of_comments_is_read_whole() -> None:
    found = read_comments(recorded("comments")[1], VIDEO, 0)
    first, answer, picture = found.messages
    assert found.unreadable == []
    assert (first.direction, answer.direction, picture.direction) == (Direction.IN, Direction.OUT, Direction.IN)
    assert first.thread_id == answer.thread_id != picture.thread_id
    assert picture.attachments[0].ref == {"video": VIDEO.id, "comment": "7341000000000000003"}
    assert found.more_below == [(first.external_id, first.author.handle, 4)]


def test_a_conversation_is_read_whole() -> None:
    data, rows = recorded("messages")
    found = read_messages(rows, data, "7AbCdEf+GhIjKl==", "kantor-contoh-open-id", 0)
    first, answer = found.messages
    assert (first.direction, answer.direction, answer.text) == (Direction.IN, Direction.OUT, "Baik, kami periksa.")
    assert {message.author.handle for message in (first, answer)} == {"+AniContoh/E0fGhijklMNOrD34vDW/0001"}
    assert (first.author.display_name, first.attachments[0].ref["media"]) == ("Ani Contoh", "v0contoh01")
    assert [ack.external_id for ack in found.acknowledgements] == [answer.external_id]


def test_a_comment_is_read_whole() -> None:
    (found,) = comments(COMMENT).messages
    assert (found.kind, found.external_id, found.direction) == (Kind.COMMENT, COMMENT["comment_id"], Direction.IN)
    assert found.thread_id == f"{VIDEO.id}/{COMMENT['comment_id']}/+ABc1D2/E0f"
    assert (found.author.handle, found.author.display_name) == ("+ABc1D2/E0f", "akun 0001")
    assert (found.about, found.permalink) == (VIDEO.caption, VIDEO.link)
    assert json.loads(found.payload) == COMMENT


def test_F33_ids_beyond_2_53_stay_what_they_are_even_as_numbers() -> None:
    (found,) = comments({**COMMENT, "comment_id": 9_007_199_254_740_993}).messages
    assert found.external_id == "9007199254740993"
    (message,) = written({**MESSAGE, "message_id": 90_071_992_547_409_931_234}).messages
    assert message.external_id == "90071992547409931234"


def test_who_hides_has_a_handle_of_his_own() -> None:
    hidden = {name: value for name, value in COMMENT.items() if "name" not in name and "ident" not in name}
    (found,) = comments(hidden).messages
    assert (found.author.handle, found.author.display_name) == ("anonim-7340000000000000001", "")


@pytest.mark.parametrize(
    "bad",
    [
        None,
        7,
        "teks",
        [],
        {},
        {**COMMENT, "comment_id": None},
        {**COMMENT, "comment_id": True},
        {**COMMENT, "comment_id": "7" * 200},
        {**COMMENT, "create_time": "kemarin"},
        {**COMMENT, "create_time": "²"},
        {**COMMENT, "create_time": 10**30},
        {**COMMENT, "create_time": -5},
        {**COMMENT, "text": 17},
        {**COMMENT, "unique_identifier": "x" * 300},
    ],
)
def test_F33_a_bad_comment_is_kept_apart_and_the_others_are_read(bad: Any) -> None:
    found = comments(bad, COMMENT)
    assert [message.external_id for message in found.messages] == [COMMENT["comment_id"]]
    (odd,) = found.unreadable
    assert odd.kind is Kind.COMMENT
    assert odd.reason.endswith((".", "TikTok."))


@pytest.mark.parametrize(
    "bad",
    [
        None,
        "teks",
        {},
        {**MESSAGE, "message_id": None},
        {**MESSAGE, "timestamp": "kemarin"},
        {**MESSAGE, "timestamp": 12},
        {**MESSAGE, "from_user": None},
        {**MESSAGE, "from_user": {"id": "x"}},
        {**MESSAGE, "text": {"body": 17}},
        {**MESSAGE, "from_user": {"id": "x" * 300, "role": "PERSONAL_ACCOUNT"}},
    ],
)
def test_F33_a_bad_message_is_kept_apart_and_the_others_are_read(bad: Any) -> None:
    found = written(bad, MESSAGE)
    assert [message.external_id for message in found.messages] == [MESSAGE["message_id"]]
    assert [odd.kind for odd in found.unreadable] == [Kind.DM]


def test_F35_an_item_that_is_no_json_python_can_hold_is_kept_as_text() -> None:
    found = read_comments([(None, "[[[["), (COMMENT, None)], VIDEO, 0)
    assert [odd.payload for odd in found.unreadable] == ["[[[["]
    assert len(found.messages) == 1
    assert read_messages([(None, "{")], {}, "x", "kantor", 0).unreadable[0].payload == "{"


def test_F35_a_long_text_is_cut_and_says_so() -> None:
    (found,) = written({**MESSAGE, "text": {"body": "😭" * (TEXT_LIMIT + 1)}}).messages
    assert (len(found.text), found.truncated) == (TEXT_LIMIT, True)


def test_F36_signs_no_database_likes_stay_as_they_came() -> None:
    text = "\x00\u202eabc\u200b\udcff"
    (found,) = comments({**COMMENT, "text": text}).messages
    assert found.text == text


def test_answers_shown_below_a_comment_are_read_with_it_and_once() -> None:
    below = {**COMMENT, "comment_id": "2", "parent_comment_id": COMMENT["comment_id"], "username": "b"}
    ours = {**below, "comment_id": "3", "owner": True, "unique_identifier": "kantor"}
    found = comments({**COMMENT, "replies": 9, "reply_list": [below, ours, below]})
    assert [message.external_id for message in found.messages] == ["2", "3", COMMENT["comment_id"]]
    assert found.messages[1].thread_id.endswith(f"/{COMMENT['comment_id']}/+ABc1D2/E0f")
    assert found.more_below == [(COMMENT["comment_id"], "+ABc1D2/E0f", 9)]
    assert [ack.external_id for ack in found.acknowledgements] == ["3"]


def test_an_answer_below_the_offices_own_comment_is_its_writers_conversation() -> None:
    own = {**COMMENT, "owner": True, "unique_identifier": "kantor"}
    below = {**COMMENT, "comment_id": "2", "parent_comment_id": own["comment_id"], "unique_identifier": "budi"}
    reply = {**own, "comment_id": "3", "parent_comment_id": "2"}
    found = comments({**own, "reply_list": [below, reply]})
    assert {message.thread_id for message in found.messages} == {f"{VIDEO.id}/{own['comment_id']}/budi"}


def test_what_is_older_than_the_edge_is_not_given_but_tells_how_far_the_list_reaches() -> None:
    rows = [({**COMMENT, "comment_id": str(second), "create_time": str(second)}, None) for second in (100, 200, 300)]
    found = read_comments(rows, VIDEO, 200)
    assert [message.external_id for message in found.messages] == ["200", "300"]
    assert (found.oldest, found.newest) == (100, 300)


def test_a_message_is_read_whole_and_its_files_by_name_only() -> None:
    (found,) = written({**MESSAGE, "referenced_message_info": {"referenced_message_id": "9"}}).messages
    assert (found.thread_id, found.author.handle, found.author.display_name) == (
        *("percakapan+1=", "+ABc1D2/E0f"),
        "Ani Contoh",
    )
    assert (found.text, found.reply_to, found.direction) == ("paspor saya", "9", Direction.IN)
    picture = {**MESSAGE, "message_type": "IMAGE", "text": None, "image": {"media_id": "m1"}}
    (found,) = written(picture).messages
    assert found.attachments[0].ref == {
        "conversation": "percakapan+1=",
        "message": MESSAGE["message_id"],
        "media": "m1",
        "type": "IMAGE",
    }


def test_our_own_message_belongs_to_the_citizen() -> None:
    ours = {**MESSAGE, "from_user": MESSAGE["to_user"], "to_user": MESSAGE["from_user"]}
    (found,) = written(ours).messages
    assert (found.direction, found.author.handle) == (Direction.OUT, "+ABc1D2/E0f")
    (bare,) = written({**ours, "to_user": None}).messages
    assert bare.author.handle == "+ABc1D2/E0f"


def test_a_conversation_is_read_by_either_name_of_its_time() -> None:
    rows = [
        ({"conversation_id": "a", "update_time": 1_773_000_000_000}, None),
        ({"conversation_id": "b", "up_time": "1773000000000"}, None),
        ({"conversation_id": "c"}, None),
        ({"update_time": 5}, None),
    ]
    listed, found = read_conversations(rows)
    assert listed == [("a", 1_773_000_000_000), ("b", 1_773_000_000_000), ("c", None)]
    assert len(found.unreadable) == 1


def test_a_video_without_an_id_is_kept_apart() -> None:
    rows = [({"item_id": VIDEO.id, "caption": VIDEO.caption}, None), ({"caption": "?"}, None), (None, "[")]
    videos, found = read_videos(rows)
    assert videos == [Video(VIDEO.id, VIDEO.caption)]
    assert len(found.unreadable) == 2


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(name=st.sampled_from([*COMMENT, "reply_list", "parent_comment_id", "image_url"]), value=_JSON)
def test_F33_no_value_in_a_comment_stops_its_page(name: str, value: Any) -> None:
    found = comments({**COMMENT, name: value}, {**COMMENT, "comment_id": "5"})
    assert "5" in {message.external_id for message in found.messages}


@given(name=st.sampled_from([*MESSAGE, "image", "share_post"]), value=_JSON)
def test_F33_no_value_in_a_message_stops_its_page(name: str, value: Any) -> None:
    found = written({**MESSAGE, name: value}, {**MESSAGE, "message_id": "5"})
    assert "5" in {message.external_id for message in found.messages}


def test_the_constructed_payload_is_read_whole() -> None:
    text = shared("data/payloads/tiktok/comment_list_constructed.json").read_text(encoding="utf-8")
    rows = [(item, None) for item in json.loads(text)["payload"]["data"]["comments"]]
    found = read_comments(rows, VIDEO, 0)
    assert found.unreadable == []
    assert [(message.direction, bool(message.attachments)) for message in found.messages] == [
        (Direction.IN, False),
        (Direction.OUT, False),
        (Direction.IN, True),
    ]
    assert found.messages[0].thread_id == found.messages[1].thread_id
