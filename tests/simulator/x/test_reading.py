"""The fake X's lists: its ids, paging, since_id, both vocabularies, what it leaves out, its quotas and tokens."""

from typing import Any

import pytest
import requests

from sync_agent.simulator.x.snowflakes import by_clock, from_ms, to_ms
from tests.simulator.x.conftest import CallX

FIELDS = "created_at,author_id,conversation_id,referenced_tweets,in_reply_to_user_id,note_tweet"


def test_ids_grow_with_the_clock_and_lie_far_beyond_what_a_float_holds() -> None:
    moments = iter([1_795_572_000.5, 1_795_572_000.5, 1_795_571_000.0, 1_795_572_009.0])
    new_id = by_clock(lambda: next(moments))
    made = [int(new_id("dm")) for _ in range(4)]
    assert made == sorted(set(made))
    assert made[0] > 2**53
    assert len(str(made[-1])) == 19
    assert to_ms(made[0]) == 1_795_572_000_500
    assert from_ms(to_ms(made[-1])) == made[-1]


def test_nothing_found_has_no_data(x: CallX) -> None:
    assert x.mentions() == {"meta": {"result_count": 0}}


def test_a_list_goes_newest_first_page_by_page_though_more_comes_meanwhile(x: CallX) -> None:
    made = [x.write(f"{number}").id for number in range(12)]
    first = x.mentions(max_results=5)
    x.write("sesudahnya")
    second = x.mentions(max_results=5, pagination_token=first["meta"]["next_token"])
    third = x.mentions(max_results=5, pagination_token=second["meta"]["next_token"])
    found = [row["id"] for page in (first, second, third) for row in page["data"]]
    assert found == made[::-1]
    assert "next_token" not in third["meta"]
    assert (first["meta"]["newest_id"], first["meta"]["oldest_id"]) == (made[-1], made[-5])


def test_only_what_came_after_since_id_is_given(x: CallX) -> None:
    x.write("kemarin", at=x.x.clock() - 86_400)
    last = x.write("tadi").id
    edge = from_ms(int((x.x.clock() - 3600) * 1000))
    assert [row["id"] for row in x.mentions(since_id=edge)["data"]] == [last]
    assert x.mentions(since_id=last)["meta"]["result_count"] == 0


def test_only_what_was_asked_for_stands_in_a_publication(x: CallX) -> None:
    made = x.write("halo")
    (bare,) = x.mentions()["data"]
    assert bare == {"id": made.id, "text": "halo", "edit_history_tweet_ids": [made.id]}
    page = x.mentions(**{"tweet.fields": FIELDS, "expansions": "author_id,referenced_tweets.id"})
    assert page["data"][0]["referenced_tweets"] == [
        {"type": "replied_to", "id": made.publication.id if made.publication else ""}
    ]
    assert page["includes"]["users"] == [{"id": made.person.id, "name": "Sari Contoh", "username": "sari_contoh"}]
    assert page["includes"]["tweets"][0]["text"]


def test_a_long_text_is_cut_unless_the_note_is_asked_for(x: CallX) -> None:
    x.write("sangat panjang " * 30)
    (row,) = x.mentions(**{"tweet.fields": FIELDS})["data"]
    assert row["text"].endswith("…")
    assert row["note_tweet"]["text"] == "sangat panjang " * 30


@pytest.mark.parametrize(
    ("params", "named"),
    [
        ({"max_results": 4}, "max_results"),
        ({"max_results": 101}, "max_results"),
        ({"max_results": "x"}, "max_results"),
        ({"since_id": "x"}, "since_id"),
        ({"pagination_token": "zzz"}, "pagination_token"),
        ({"tweet.fields": "warna"}, "tweet.fields"),
        ({"post.fields": "created_at"}, "post.fields"),
        ({"expansions": "semua"}, "expansions"),
    ],
)
def test_a_wrong_parameter_is_refused_by_its_name(x: CallX, params: dict[str, Any], named: str) -> None:
    answer = x("GET", f"/2/users/{x.x.office.id}/mentions", params=params)
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "application/problem+json")
    assert named in answer.json()["errors"][0]["message"]


def test_direct_messages_are_listed_for_thirty_days_with_our_own(x: CallX) -> None:
    x.write("purba", kind="dm", at=x.x.clock() - 31 * 86_400)
    citizen = x.write("halo", kind="dm").person
    x.write("baik", kind="dm", from_office=True)
    params = {"dm_event.fields": "sender_id,dm_conversation_id", "event_types": "MessageCreate"}
    rows = x("GET", "/2/dm_events", params=params).json()["data"]
    assert [(row["text"], row["sender_id"]) for row in rows] == [("baik", x.x.office.id), ("halo", citizen.id)]
    assert rows[0]["dm_conversation_id"] == f"{x.x.office.id}-{citizen.id}"
    only = x("GET", f"/2/dm_conversations/with/{citizen.id}/dm_events").json()
    assert only["meta"]["result_count"] == 2


def test_every_answer_tells_the_quota_and_one_too_many_is_refused(x: CallX) -> None:
    x.x.settings.mention_reads = 2
    path = f"/2/users/{x.x.office.id}/mentions"
    answers = [x("GET", path) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert [answer.headers["x-rate-limit-remaining"] for answer in answers] == ["1", "0", "0"]
    assert 890 < int(answers[-1].headers["x-rate-limit-reset"]) - x.x.clock() <= 900
    assert x("GET", "/2/users/me").status_code == 200


def test_a_quota_is_new_after_its_fifteen_minutes() -> None:
    from sync_agent.simulator.x.memory import Quotas

    moment = [1000.0]
    quotas = Quotas(lambda: moment[0])
    assert [quotas.take("dm", 1)[0] for _ in range(2)] == [True, False]
    moment[0] += 900
    assert quotas.take("dm", 1)[0]


def renew(x: CallX, refresh: str, **rest: Any) -> requests.Response:
    form = {"grant_type": "refresh_token", "refresh_token": refresh}
    client = ("klien-latihan", "rahasia-klien-latihan")
    return requests.post(f"{x.url}/2/oauth2/token", data=form, auth=rest.get("auth", client), timeout=10)


def test_a_refresh_token_is_good_once_and_the_old_access_token_no_more(x: CallX) -> None:
    access, refresh = x.x.tokens.access, x.x.tokens.refresh
    assert renew(x, refresh, auth=("klien-latihan", "salah")).status_code == 401
    answer = renew(x, refresh).json()
    assert (answer["token_type"], answer["expires_in"]) == ("bearer", 7200)
    assert renew(x, refresh).status_code == 400
    assert x("GET", "/2/users/me").status_code == 200
    assert x("GET", "/2/users/me", headers={"Authorization": f"Bearer {access}"}).status_code == 401
    x.x.settings.refresh_refused = True
    assert renew(x, answer["refresh_token"]).status_code == 400


def test_another_path_or_person_is_not_there(x: CallX) -> None:
    assert x("GET", "/2/users/7/mentions").status_code == 404
    assert x("GET", "/2/dm_conversations/with/7/dm_events").status_code == 404
    assert x("GET", "/2/lists/1").status_code == 404
    assert x("GET", "/files/7_0.png").status_code == 404
