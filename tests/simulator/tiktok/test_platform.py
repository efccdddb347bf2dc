"""The TikTok fake keeps the envelope, the token that rotates, the order nobody asked for and the windows."""

import pytest

from sync_agent.simulator.network.items import Media
from sync_agent.simulator.tiktok.envelope import MESSAGES
from sync_agent.simulator.tiktok.messages import conversation_id
from tests.simulator.tiktok.asking import ORDERED, Asking, asking

HOUR = 3600


@pytest.fixture
def tiktok() -> Asking:
    return asking()


def test_failures_come_with_http_200_and_a_code(tiktok: Asking) -> None:
    for code in MESSAGES:
        tiktok.fake.settings.trouble = code
        answer = tiktok.get("business/get/")
        assert (answer["code"], answer["data"]) == (code, {})
        assert answer["request_id"]


def test_a_path_without_its_slash_is_nowhere(tiktok: Asking) -> None:
    assert tiktok.client.get("/tiktok/open_api/v1.3/business/get").status_code == 404


def test_a_wrong_token_another_business_and_no_token_are_told_apart(tiktok: Asking) -> None:
    path = "/tiktok/open_api/v1.3/business/get/"
    assert tiktok.client.get(path).get_json()["code"] == 40104
    assert tiktok.client.get(path, headers={"Access-Token": "lain"}).get_json()["code"] == 40105
    assert tiktok.get("business/get/", business_id="lain")["code"] == 40001


def test_a_refresh_gives_new_tokens_and_kills_the_old_refresh_token(tiktok: Asking) -> None:
    own = tiktok.fake.settings
    old = own.refresh_token
    body = {"client_id": own.client_id, "client_secret": own.client_secret, "grant_type": "refresh_token"}
    own.token_expired = True
    assert tiktok.get("business/get/")["code"] == 40105
    fresh = tiktok.post("tt_user/oauth2/refresh_token/", refresh_token=old, **body)["data"]
    assert (fresh["access_token"], fresh["refresh_token"]) == (own.access_token, own.refresh_token)
    assert fresh["refresh_token"] != old
    assert tiktok.get("business/get/")["code"] == 0
    assert tiktok.post("tt_user/oauth2/refresh_token/", refresh_token=old, **body)["code"] == 40105
    assert tiktok.post("tt_user/oauth2/refresh_token/", refresh_token=own.refresh_token)["code"] == 40002


def test_comments_come_in_any_order_unless_one_is_asked_for(tiktok: Asking) -> None:
    written = [tiktok.comment(f"{number}", at=1000.0 + number).id for number in range(20)]
    video = next(iter(tiktok.fake.network.publications))

    def listed(**asked: str) -> list[str]:
        rows = tiktok.get("business/comment/list/", video_id=video, **asked)["data"]["comments"]
        return [row["comment_id"] for row in rows]

    assert listed(**ORDERED) == written[::-1]
    assert len({tuple(listed()) for _ in range(5)}) > 1
    assert len({tuple(listed(sort_field="create_time", sort_type="desc")) for _ in range(5)}) > 1


def test_pages_go_on_by_their_cursor_and_may_be_short(tiktok: Asking) -> None:
    for number in range(70):
        tiktok.comment(f"{number}")
    video = next(iter(tiktok.fake.network.publications))
    tiktok.fake.settings.short_pages = True
    found, cursor = set(), 0
    while True:
        data = tiktok.get("business/comment/list/", video_id=video, cursor=cursor, max_count=30, **ORDERED)["data"]
        assert len(data["comments"]) <= 15
        found |= {row["comment_id"] for row in data["comments"]}
        cursor = data["cursor"]
        if not data["has_more"]:
            break
    assert len(found) == 70


def test_at_most_three_answers_are_shown_and_the_rest_has_its_own_list_but_not_for_hidden_comments(
    tiktok: Asking,
) -> None:
    top = tiktok.comment("atas")
    for number in range(5):
        tiktok.comment(f"balasan {number}", "budi.contoh", parent=top.id)
    video = top.publication.id if top.publication else ""
    asked = {"video_id": video, **ORDERED}
    (row,) = tiktok.get("business/comment/list/", include_replies="true", **asked)["data"]["comments"]
    assert (row["replies"], len(row["reply_list"])) == (5, 3)
    assert "reply_list" not in tiktok.get("business/comment/list/", **asked)["data"]["comments"][0]
    assert len(tiktok.get("business/comment/reply/list/", comment_id=top.id, **asked)["data"]["comments"]) == 5
    top.extra["hidden"] = True
    assert tiktok.get("business/comment/reply/list/", comment_id=top.id, **asked)["code"] == 40007
    assert tiktok.get("business/comment/list/", status="PUBLIC", **asked)["data"]["comments"] == []


def test_videos_are_listed_backwards_from_a_moment_in_milliseconds(tiktok: Asking) -> None:
    ids = [tiktok.fake.network.publish(f"video {number}", 1000.0 + number).id for number in range(25)]
    asked = {"fields": '["item_id"]', "max_count": 20}
    first = tiktok.get("business/video/list/", **asked)["data"]
    rest = tiktok.get("business/video/list/", cursor=first["cursor"], **asked)["data"]
    assert [row["item_id"] for row in first["videos"] + rest["videos"]] == ids[::-1]
    assert (first["has_more"], rest["has_more"]) == (True, False)


def test_an_answer_has_at_most_150_characters(tiktok: Asking) -> None:
    top = tiktok.comment()
    body = {"video_id": top.publication.id if top.publication else "", "comment_id": top.id}
    assert tiktok.post("business/comment/reply/create/", text="x" * 151, **body)["code"] == 40002
    assert tiktok.post("business/comment/reply/create/", text="é" * 150, **body)["code"] == 0


def test_the_same_answer_twice_in_a_row_is_taken_and_shown_to_nobody(tiktok: Asking) -> None:
    tiktok.fake.settings.hides_similar = True
    top = tiktok.comment()
    body = {
        "video_id": top.publication.id if top.publication else "",
        "comment_id": top.id,
        "text": "Silakan kirim pesan.",
    }
    first, second = (tiktok.post("business/comment/reply/create/", **body)["data"] for _ in range(2))
    asked = {"video_id": body["video_id"], "comment_id": top.id, **ORDERED}
    listed = tiktok.get("business/comment/reply/list/", **asked)["data"]["comments"]
    assert [row["comment_id"] for row in listed] == [first["comment_id"]]
    assert second["comment_id"] != first["comment_id"]


def test_conversations_are_strangers_until_the_office_answers(tiktok: Asking) -> None:
    item = tiktok.message()

    def listed(kind: str) -> list[str]:
        rows = tiktok.get("business/message/conversation/list/", conversation_type=kind)["data"]["conversations"]
        return [row["conversation_id"] for row in rows]

    chat = conversation_id(item.person)
    assert (listed("STRANGER"), listed("SINGLE")) == ([chat], [])
    assert send(tiktok, chat)["code"] == 0
    assert (listed("STRANGER"), listed("SINGLE")) == ([], [chat])
    tiktok.clock.now += 91 * 24 * HOUR
    assert listed("SINGLE") == []


def send(tiktok: Asking, chat: str, body: str = "Baik.") -> dict[str, object]:
    text = {"body": body}
    return tiktok.post(
        "business/message/send/", recipient_type="CONVERSATION", recipient=chat, message_type="TEXT", text=text
    )


def test_twenty_newest_messages_and_an_id_whose_plus_must_be_encoded(tiktok: Asking) -> None:
    for number in range(25):
        item = tiktok.message(f"{number}")
    chat = conversation_id(item.person)
    assert "+" in chat
    rows = tiktok.get("business/message/content/list/", conversation_id=chat)["data"]["messages"]
    assert [row["text"]["body"] for row in rows] == [f"{number}" for number in range(24, 4, -1)]
    path = "/tiktok/open_api/v1.3/business/message/content/list/"
    bare = f"{path}?business_id={tiktok.fake.settings.business_id}&conversation_id={chat}"
    token = {"Access-Token": tiktok.fake.settings.access_token}
    assert tiktok.client.get(bare, headers=token).get_json()["code"] == 40002


def test_ten_messages_in_the_first_two_days_and_none_after(tiktok: Asking) -> None:
    chat = conversation_id(tiktok.message().person)
    assert [send(tiktok, chat)["code"] for _ in range(11)] == [0] * 10 + [40064]
    other = conversation_id(tiktok.message(username="budi.contoh").person)
    tiktok.clock.now += 48 * HOUR + 1
    assert send(tiktok, other)["code"] == 40064


def test_two_days_without_bound_from_each_answer_then_three_more(tiktok: Asking) -> None:
    chat = conversation_id(tiktok.message().person)
    send(tiktok, chat)
    tiktok.clock.now += HOUR
    tiktok.message()
    assert {send(tiktok, chat)["code"] for _ in range(15)} == {0}
    tiktok.clock.now += 48 * HOUR + 1
    assert [send(tiktok, chat)["code"] for _ in range(4)] == [0, 0, 0, 40064]


def test_a_file_is_given_to_who_shows_the_token(tiktok: Asking) -> None:
    item = tiktok.message(media=(Media(b"gambar", "image/png"),))
    chat = conversation_id(item.person)
    (row,) = tiktok.get("business/message/content/list/", conversation_id=chat)["data"]["messages"]
    assert row["message_type"] == "IMAGE"
    named = {"conversation_id": chat, "message_id": item.id, **row["image"], "media_type": "IMAGE"}
    url = tiktok.post("business/message/media/download/", **named)["data"]["download_url"]
    assert tiktok.client.get(url).status_code == 403
    token = {"x-user": tiktok.fake.settings.access_token}
    assert tiktok.client.get(url, headers=token).data == b"gambar"


def test_a_minute_takes_so_many_calls_of_an_endpoint(tiktok: Asking) -> None:
    tiktok.fake.settings.per_minute = 40
    assert {tiktok.get("business/get/")["code"] for _ in range(40)} == {0}
    assert tiktok.get("business/get/")["code"] == 40100
    tiktok.clock.now += 61
    assert tiktok.get("business/get/")["code"] == 0
