"""What the fake Instagram's lists show, and what they do not."""

from collections.abc import Callable
from typing import Any

from sync_agent.simulator.instagram.platform import Instagram
from sync_agent.simulator.network.items import COMMENT, Draft, Media
from tests.simulator.instagram.conftest import START, Clock

Ask = Callable[..., Any]
FIELDS = "id,text,username,from{id,username},parent_id,hidden,replies.limit(50){id,text,parent_id}"


def comment(fake: Instagram, text: str, username: str = "ani.contoh", **more: Any) -> str:
    return fake.network.write(Draft(username, text, COMMENT, **more)).id


def test_ids_are_beyond_what_a_double_holds(fake: Instagram) -> None:
    publication = fake.network.publish("pengumuman")
    assert int(publication.id) > 2**53
    assert int(comment(fake, "halo")) > 2**53


def test_comments_come_newest_first_fifty_a_query_with_their_replies_inside(fake: Instagram, get: Ask) -> None:
    publication = fake.network.publish("pengumuman")
    first = comment(fake, "komentar 0")
    for number in range(1, 60):
        comment(fake, f"komentar {number}")
    answer = comment(fake, "setuju", "budi.contoh", parent=first)
    comment(fake, "ya", parent=answer)
    page = get(f"{publication.id}/comments", fields=FIELDS, limit="200")
    assert [row["text"] for row in page["data"][:2]] == ["komentar 59", "komentar 58"]
    assert len(page["data"]) == 50
    rest = get(f"{publication.id}/comments", fields=FIELDS, limit="50", after=page["paging"]["cursors"]["after"])
    oldest = rest["data"][-1]
    assert [(row["text"], row["parent_id"]) for row in oldest["replies"]["data"]] == [
        ("setuju", first),
        ("ya", first),
    ]
    assert get(first, fields="id,replies{text}")["replies"]["data"][0]["text"] == "setuju"


def test_comments_of_restricted_people_are_counted_and_never_shown(fake: Instagram, get: Ask) -> None:
    publication = fake.network.publish("pengumuman")
    comment(fake, "terlihat")
    comment(fake, "dibatasi", "budi.contoh")
    fake.settings.restricted = "budi.contoh"
    assert [row["text"] for row in get(f"{publication.id}/comments", fields="text")["data"]] == ["terlihat"]
    assert get("me/media", fields="comments_count")["data"][0]["comments_count"] == 2


def test_a_token_without_the_scope_sees_no_authors(fake: Instagram, get: Ask) -> None:
    publication = fake.network.publish("pengumuman")
    comment(fake, "siapa")
    fake.settings.hides_authors = True
    assert set(get(f"{publication.id}/comments", fields="id,from,username,text")["data"][0]) == {"id", "text"}


def test_only_the_twenty_newest_messages_have_details(fake: Instagram, get: Ask) -> None:
    for number in range(25):
        fake.network.write(Draft("ani.contoh", f"pesan {number}", at=START + number))
    (row,) = get("me/conversations", platform="instagram", fields="id,updated_time")["data"]
    assert row["updated_time"] == "2026-11-25T02:03:28+0000"
    found = get(f"{row['id']}/messages", fields="id,created_time,from,to,message", limit="50")
    assert [item["message"] for item in found["data"]] == [f"pesan {number}" for number in range(24, 4, -1)]
    assert found["data"][0]["from"]["username"] == "ani.contoh"


def test_a_file_and_a_story_are_named_in_the_message(fake: Instagram, get: Ask) -> None:
    media = (Media(b"isi", "image/png"), Media(b"isi", "application/pdf", "surat.pdf"))
    item = fake.network.write(Draft("ani.contoh", "", media=media, extra={"story": "mention"}))
    found = get(item.id, fields="attachments,story,shares,is_unsupported")
    picture, letter = found["attachments"]["data"]
    assert picture["image_data"]["url"].endswith(f"/instagram/files/{item.id}/0")
    assert (letter["mime_type"], letter["name"]) == ("application/pdf", "surat.pdf")
    assert "mention" in found["story"] and "shares" not in found
    fake.settings.plain_fields = True
    assert get(item.id, fields="attachments")["error"]["code"] == 100


def test_a_bad_conversation_fails_alone_and_inside_an_expanded_list_all(fake: Instagram, get: Ask) -> None:
    for name in ("ani.contoh", "budi.contoh"):
        fake.network.write(Draft(name, "halo"))
    ids = [row["id"] for row in get("me/conversations", platform="instagram")["data"]]
    fake.settings.bad_thread = ids[0]
    assert get(f"{ids[0]}/messages")["error"]["code"] == 1
    assert len(get(f"{ids[1]}/messages")["data"]) == 1


def test_both_set_ups_name_the_account_their_own_way(fake: Instagram, get: Ask) -> None:
    assert get("me", fields="user_id,username")["user_id"] == fake.memory.account_id
    fake.settings.login = "facebook"
    page = get("me", fields="id,instagram_business_account{id,username}")
    assert page == {
        "id": fake.memory.page_id,
        "instagram_business_account": {"id": fake.memory.account_id, "username": fake.memory.username},
    }


def test_a_token_old_enough_is_refreshed_and_the_old_one_still_works(
    fake: Instagram, client: Any, get: Ask, clock: Clock
) -> None:
    old = fake.settings.token
    ask = f"/instagram/refresh_access_token?grant_type=ig_refresh_token&access_token={old}"
    fresh = client.get(ask).json
    assert fresh["access_token"] == fake.settings.token != old
    assert fresh["expires_in"] == 60 * 86_400
    assert client.get(f"/instagram/v25.0/me?access_token={old}").status_code == 200
    assert client.get(ask).json["error"]["code"] == 100  # the new one is too young
