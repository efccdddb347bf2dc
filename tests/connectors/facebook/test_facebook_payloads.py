"""What a Page's messages, comments and publications become, from recorded answers and from broken ones."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from models.rules.channels.messages import Direction, IncomingMessage, Kind, Unreadable
from sync_agent.connectors.facebook.payloads import (
    TEXT_LIMIT,
    Publication,
    authors_of,
    read_comment,
    read_dm,
    read_publication,
    read_visitor_publication,
)
from tests.tools import shared

PAGE, ANI = "104857600000001", "24176512340000001"
POST = Publication("104857600000001_1220987654321000001", "Jadwal layanan baru")
RECORDED = Path(__file__).parents[1] / "payloads" / "facebook"


def recorded(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((RECORDED / name).read_text(encoding="utf-8"))["data"]
    return found


def dms() -> list[IncomingMessage]:
    read = [read_dm(item, PAGE) for item in recorded("messages.json")]
    return [one for one in read if isinstance(one, IncomingMessage)]


def comments(publication: Publication = POST) -> dict[str, IncomingMessage]:
    items = recorded("comments.json")
    authors = authors_of(tuple((item, None) for item in items), PAGE)
    read = [read_comment(item, PAGE, publication, authors) for item in items]
    return {one.external_id[-1]: one for one in read if isinstance(one, IncomingMessage)}


def test_a_message_belongs_to_the_citizen_whoever_wrote_it() -> None:
    theirs, ours, *_ = dms()
    assert (theirs.direction, ours.direction) == (Direction.IN, Direction.OUT)
    assert {theirs.thread_id, ours.thread_id, theirs.author.handle, ours.author.handle} == {ANI}
    assert theirs.author.display_name == ours.author.display_name == "Warga Contoh"
    assert theirs.sent_at == datetime(2026, 11, 24, 2, 3, 4)
    assert theirs.reply_to == ours.external_id


def test_files_are_named_by_what_finds_them_again_and_what_is_no_file_is_told() -> None:
    with_files = dms()[2]
    assert [file.mime for file in with_files.attachments] == ["image/jpeg", "application/pdf"]
    assert with_files.attachments[1].ref == {
        "message": with_files.external_id,
        "attachment": "651143212510249",
        "url": "https://cdn.fbsbx.com/v/bukti.pdf?oe=1",
    }
    assert with_files.text == "[Lampiran] Lokasi: Jalan Contoh"


def test_a_message_that_shows_nothing_says_where_it_can_be_read() -> None:
    assert dms()[3].text == "[Isi pesan hanya dapat dibuka di Messenger]"


def test_each_citizen_under_a_comment_has_a_conversation_of_their_own() -> None:
    found = comments()
    root = "1220987654321000001_1330123456789000001"
    assert found["1"].thread_id == f"{root}/{ANI}"
    assert found["2"].thread_id == f"{root}/24176512340007920"
    assert found["3"].thread_id == found["1"].thread_id
    assert (found["3"].direction, found["3"].reply_to) == (Direction.OUT, root)
    assert {message.about for message in found.values()} == {"Jadwal layanan baru"}
    assert all(message.kind is Kind.COMMENT for message in found.values())


def test_who_is_hidden_by_facebook_is_anonymous_by_the_comment() -> None:
    found = comments()
    comment_id = "1220987654321000001_1330123456789000004"
    assert (found["4"].author.handle, found["4"].author.display_name) == (f"anonim-{comment_id}", "")
    assert found["5"].thread_id == found["4"].thread_id == f"{comment_id}/anonim-{comment_id}"
    assert all(len(message.thread_id) < 190 for message in found.values())


def test_the_office_talking_to_nobody_in_particular_is_passed_over() -> None:
    assert "6" not in comments()


def test_a_photo_is_a_file_and_a_shared_link_is_words() -> None:
    found = comments()
    assert [file.ref["comment"] for file in found["7"].attachments] == [found["7"].external_id]
    assert found["8"].attachments == ()
    assert found["8"].text == "Lihat ini\n[Tautan] Berita Contoh https://berita.example/contoh"


def test_under_a_visitors_publication_the_publication_is_what_the_conversation_hangs_on() -> None:
    written = {"id": "1_2", "message": "Tolong", "from": {"id": ANI, "name": "Warga Contoh"}}
    publication = read_publication(written, PAGE)
    assert publication is not None and publication.author is not None
    found = comments(publication)
    assert found["1"].thread_id == f"1_2/{ANI}"
    assert found["6"].thread_id == f"1_2/{ANI}"  # the office under the publication answers its author
    assert found["6"].reply_to == "1_2"
    visit = read_visitor_publication(written | {"created_time": "2026-11-24T02:03:04+0000"}, PAGE)
    assert isinstance(visit, IncomingMessage)
    assert (visit.thread_id, visit.text) == (f"1_2/{ANI}", "Tolong")


def test_a_publication_of_our_own_is_no_message_and_has_no_author() -> None:
    own = {"id": "1_3", "message": "Pengumuman", "from": {"id": PAGE}, "created_time": "2026-11-24T02:03:04+0000"}
    assert read_visitor_publication(own, PAGE) is None
    assert read_publication(own, PAGE) == Publication("1_3", "Pengumuman", None)
    unnamed = read_publication({"id": "1_4", "message": "?"}, PAGE, unnamed_is_own=False)
    assert unnamed is not None and unnamed.author is not None and unnamed.author.handle == "anonim-1_4"
    assert read_publication({"message": "tanpa id"}, PAGE) is None


@pytest.mark.parametrize(
    "broken",
    [
        None,
        "teks",
        9007199254740993,
        {},
        {"id": None},
        {"id": ["x"]},
        {"id": "x" * 251},
        {"id": "1", "from": {"id": ANI}, "message": 17, "created_time": "2026-11-24T02:03:04+0000"},
        {"id": "1", "from": {"id": ANI}, "message": "x", "created_time": "kemarin"},
        {"id": "1", "from": {"id": ANI}, "message": "x", "created_time": 1e300},
        {"id": "1", "from": {"id": ANI}, "message": "x"},
    ],
)
def test_F33_F35_what_cannot_be_read_is_kept_apart_and_never_raises(broken: Any) -> None:
    for read in (read_dm(broken, PAGE), read_comment(broken, PAGE, POST, {}), read_visitor_publication(broken, PAGE)):
        assert isinstance(read, Unreadable)
        assert json.loads(read.payload) == broken


def test_F33_a_message_of_nobody_is_kept_apart_but_a_comment_of_nobody_is_anonymous() -> None:
    item = {"id": "1", "message": "siapa", "created_time": "2026-11-24T02:03:04+0000"}
    assert isinstance(read_dm(item, PAGE), Unreadable)
    assert isinstance(read_dm(item | {"from": {"id": PAGE}, "to": {"data": []}}, PAGE), Unreadable)
    assert isinstance(read_comment(item, PAGE, POST, {}), IncomingMessage)


def test_F33_ids_stay_digit_by_digit_even_where_they_come_as_numbers() -> None:
    item = {"id": 90071992547409931234, "from": {"id": 24176512340000001}, "message": "x"}
    read = read_dm(item | {"created_time": "2026-11-24T02:03:04+0000"}, PAGE)
    assert isinstance(read, IncomingMessage)
    assert (read.external_id, read.thread_id) == ("90071992547409931234", ANI)


def test_F35_a_giant_text_is_cut_and_said_to_be() -> None:
    item = recorded("messages.json")[0] | {"message": "x" * (TEXT_LIMIT + 1)}
    read = read_dm(item, PAGE)
    assert isinstance(read, IncomingMessage)
    assert (len(read.text), read.truncated) == (TEXT_LIMIT, True)


def test_a_message_recorded_by_others_is_read_the_same_way() -> None:
    path = shared("data/payloads/graph_api_python_facebook/facebook__models__message.json")
    item = json.loads(path.read_text(encoding="utf-8"))
    read = read_dm(item, "2121008874780932")
    assert isinstance(read, IncomingMessage)
    assert (read.direction, read.thread_id) == (Direction.IN, "2711636948859886")
    assert read.sent_at == datetime(2021, 7, 23, 9, 50, 48)
    assert read.attachments[0].mime == "image/jpeg"
    assert read.attachments[0].ref["url"].startswith("https://scontent")


def test_a_comment_recorded_by_others_is_read_the_same_way() -> None:
    path = shared("data/payloads/graph_api_python_facebook/facebook__models__comment.json")
    item = json.loads(path.read_text(encoding="utf-8"))
    read = read_comment(item, "2121008874780932", POST, {})
    assert isinstance(read, IncomingMessage)
    assert read.thread_id == "2954961744718970_2966313500250461/2711636948859886"
    assert len(read.attachments) == 1
    for name in ("comment_info", "create_resp"):
        path = shared(f"data/payloads/graph_api_python_facebook/facebook__apidata__comments__{name}.json")
        alone = read_comment(json.loads(path.read_text(encoding="utf-8")), PAGE, POST, {})
        assert isinstance(alone, IncomingMessage)
        assert alone.author.handle.startswith("anonim-")
