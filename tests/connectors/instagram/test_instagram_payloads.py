"""Instagram's JSON read without a network: recorded answers of others, and shapes no connector may stumble over."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from models.rules.channels.messages import Direction, IncomingMessage, Unreadable
from sync_agent.connectors.instagram.account import Own
from sync_agent.connectors.instagram.payloads import (
    Publication,
    read_dm,
    read_publication,
    read_tag,
    read_talk,
    replies_of,
)
from tests.tools import shared

OWN = Own("me", "me", frozenset({"17841400000000001", "26100000000000001"}), "kantor.imigrasi.contoh")
POST = Publication("17896129349106152", "Jadwal layanan", "https://www.instagram.com/p/contoh/")
US = {"id": "17841400000000001", "username": "kantor.imigrasi.contoh"}
ANI = {"id": "7654321098765001", "username": "ani.contoh"}
EXAMPLES = Path(__file__).parents[1] / "payloads" / "instagram"
RECORDED = "data/payloads/graph_api_python_facebook"


def dm(**more: Any) -> dict[str, Any]:
    plain = {"id": "aWdf1", "created_time": "2026-11-24T02:03:04+0000", "from": ANI, "to": {"data": [US]}}
    return {**plain, "message": "halo", **more}


def comment(number: int, text: str, author: dict[str, str] | None = None, **more: Any) -> dict[str, Any]:
    names = {"from": author, "username": author["username"]} if author else {}
    return {"id": str(number), "text": text, "timestamp": f"2026-11-24T02:03:{number:02d}+0000", **names, **more}


def talk(root: dict[str, Any], *replies: Any) -> list[Any]:
    return read_talk(root, None, [(one, None) for one in replies], OWN, POST)


def recorded(name: str) -> Any:
    return json.loads(shared(f"{RECORDED}/instagram__{name}.json").read_text())


def test_a_message_of_ours_stands_in_the_citizen_s_conversation() -> None:
    ours = read_dm(dm(**{"from": US, "to": {"data": [ANI]}}), OWN)
    theirs = read_dm(dm(), OWN)
    assert isinstance(ours, IncomingMessage) and isinstance(theirs, IncomingMessage)
    assert (ours.direction, theirs.direction) == (Direction.OUT, Direction.IN)
    assert ours.thread_id == theirs.thread_id == ANI["id"]
    assert ours.author == theirs.author


@pytest.mark.parametrize(
    "odd",
    [
        None,
        7,
        "teks",
        {},
        dm(id=None),
        dm(id="x" * 300),
        dm(**{"from": None}),
        dm(**{"from": {"id": []}}),
        dm(message={"x": 1}),
        dm(created_time="kemarin"),
        dm(created_time="2026-11-24T02:03:04"),
        dm(**{"from": US, "to": None}),
    ],
)
def test_F33_an_odd_message_is_kept_apart_as_it_came(odd: Any) -> None:
    found = read_dm(odd, OWN)
    assert isinstance(found, Unreadable)
    assert json.loads(found.payload) == odd


def test_F33_an_id_beyond_a_double_sent_as_a_number_keeps_its_digits() -> None:
    found = read_dm(json.loads(json.dumps(dm()).replace('"aWdf1"', "90071992547409931234")), OWN)
    assert isinstance(found, IncomingMessage) and found.external_id == "90071992547409931234"


def test_F33_a_bad_reply_spoils_neither_its_comment_nor_the_others() -> None:
    good, bad, other = talk(comment(1, "mulai", ANI), {"id": None}, comment(3, "lagi", ANI))
    assert isinstance(bad, Unreadable) or isinstance(good, Unreadable) or isinstance(other, Unreadable)
    assert sorted(one.text for one in (good, bad, other) if isinstance(one, IncomingMessage)) == ["lagi", "mulai"]


def test_a_reply_that_tells_only_the_name_joins_the_conversation_of_its_author() -> None:
    bare = {"id": "2", "text": "lagi", "timestamp": "2026-11-24T02:03:02+0000", "username": "ani.contoh"}
    first, second = talk(comment(1, "mulai", ANI), bare)
    assert first.thread_id == second.thread_id == f"1/{ANI['id']}"


def test_the_payload_of_a_comment_is_its_own_and_not_its_replies() -> None:
    first, _ = talk(comment(1, "mulai", ANI, replies={"data": [comment(2, "lagi", ANI)]}), comment(2, "lagi", ANI))
    assert "lagi" not in first.payload


def test_a_name_that_only_begins_alike_is_not_the_one_addressed() -> None:
    budi = {"id": "8", "username": "ani"}
    rows = talk(comment(1, "mulai", ANI), comment(2, "ikut", budi), comment(3, "@ani.contoh, baik", US))
    assert rows[2].thread_id == f"1/{ANI['id']}"


def test_a_publication_of_our_own_that_tags_us_is_nobody_s_word() -> None:
    tag = {"id": "5", "username": US["username"], "caption": "x", "timestamp": "2026-11-24T02:03:04+0000"}
    assert read_tag(tag, OWN) is None
    assert isinstance(read_tag({**tag, "username": None, "timestamp": 7}, OWN), Unreadable)


def test_a_permalink_that_is_no_web_address_is_left_out() -> None:
    assert read_publication({"id": "1", "permalink": "javascript:alert(1)"}) == Publication("1")
    assert read_publication({"id": {}}) is None


def test_recorded_comments_are_read() -> None:
    for name in ("apidata__comments__comment_fields", "models__ig_comment"):
        item = recorded(name)
        replies, more = replies_of(item)
        found = read_talk(item, None, replies, OWN, POST)
        assert not more
        assert found[0].external_id == "17892250648466172"
        assert found[0].author.handle == "@akun_6916"
        assert all(isinstance(one, IncomingMessage) for one in found)
    page = recorded("apidata__medias__comments_p1")
    found = [one for item in page["data"] for one in read_talk(item, None, [], OWN, POST)]
    assert [one.author.handle for one in found] == [f"anonim-{item['id']}" for item in page["data"]]


def test_recorded_media_are_read_and_the_recorded_owner_is_known_as_ours() -> None:
    publication = read_publication(recorded("models__ig_media"))
    assert publication is not None and publication.permalink == "https://www.instagram.com/p/CRyZpmrjYC4/"
    owner = Own("me", "me", frozenset({"17841406338772941"}), "akun_6916")
    assert read_talk(recorded("models__ig_reply"), None, [], owner, POST) == [None]
    assert isinstance(read_tag(recorded("apidata__users__mentioned_media")["mentioned_media"], OWN), IncomingMessage)


def example(name: str) -> list[Any]:
    found: list[Any] = json.loads((EXAMPLES / f"{name}.json").read_text(encoding="utf-8"))["data"]
    return found


def test_an_example_of_a_conversation_is_read_whole() -> None:
    ours, photo, first = (read_dm(item, OWN) for item in example("messages"))
    assert (
        isinstance(ours, IncomingMessage)
        and isinstance(photo, IncomingMessage)
        and isinstance(first, IncomingMessage)
    )
    assert [one.direction for one in (ours, photo, first)] == [Direction.OUT, Direction.IN, Direction.IN]
    assert {one.thread_id for one in (ours, photo, first)} == {"7654321098765001"}
    assert (photo.text, photo.attachments[0].mime, photo.attachments[0].ref["place"]) == ("", "image/jpeg", 0)
    assert (first.text, first.sent_at) == ("Paspor saya belum jadi 🙏", datetime(2026, 11, 24, 2, 3, 4))


def test_an_example_of_comments_is_read_whole() -> None:
    found = [one for item in example("comments") for one in read_talk(item, None, replies_of(item)[0], OWN, POST)]
    assert all(isinstance(one, IncomingMessage) for one in found)
    assert [(one.external_id[-1], one.thread_id.partition("/")[2], one.direction) for one in found] == [
        ("2", "7654321098765001", Direction.IN),
        ("3", "@budi.contoh", Direction.IN),
        ("4", "@budi.contoh", Direction.OUT),
        ("1", "anonim-17892250648466171", Direction.IN),
    ]
