"""The fake WAHA over real HTTP: what the real one does with a poll, a send, a file and a refusal."""

from typing import Any

import pytest
import requests

from sync_agent.simulator.serve import Running
from tests.simulator.caller import ANI, BUDI, Caller, until


def _texts(items: list[dict[str, Any]]) -> list[str]:
    return [item["body"] for item in items]


def test_both_ends_of_the_time_filter_are_included(call: Caller) -> None:
    for second in range(1000, 1006):
        call.happen(ANI, f"pada {second}", timestamp=second)
    span = {"filter.timestamp.gte": 1001, "filter.timestamp.lte": 1003}
    assert _texts(call.poll(**span)) == ["pada 1001", "pada 1002", "pada 1003"]
    assert _texts(call.poll(**span, sortOrder="desc")) == ["pada 1003", "pada 1002", "pada 1001"]


def test_messages_of_one_second_keep_the_order_of_arrival(call: Caller) -> None:
    call.control("POST", "/messages", json=[{"chat": ANI, "text": str(at), "timestamp": 5} for at in range(60)])
    assert _texts(call.poll()) == [str(at) for at in range(60)]


def test_paging_by_offset_gives_each_message_once(call: Caller) -> None:
    call.control("POST", "/messages", json=[{"chat": ANI, "text": str(at), "timestamp": at} for at in range(25)])
    pages = [_texts(call.poll(limit=10, offset=offset)) for offset in (0, 10, 20, 30)]
    assert [len(page) for page in pages] == [10, 10, 5, 0]
    assert [text for page in pages for text in page] == [str(at) for at in range(25)]


def test_hidden_rows_take_a_place_in_the_paging_so_that_a_page_comes_short(call: Caller) -> None:
    call.control(
        "POST",
        "/messages",
        json=[{"chat": ANI, "text": str(at), "timestamp": at, "hidden": at % 2 == 1} for at in range(10)],
    )
    assert _texts(call.poll(limit=5, offset=0)) == ["0", "2", "4"]
    assert _texts(call.poll(limit=5, offset=5)) == ["6", "8"]


def test_messages_that_come_late_stand_at_their_old_time(call: Caller) -> None:
    call.happen(ANI, "baru", timestamp=2000)
    call.happen(BUDI, "lama", timestamp=1000)
    assert _texts(call.poll()) == ["lama", "baru"]


def test_own_and_foreign_messages_can_be_asked_for_apart(call: Caller) -> None:
    call.happen(ANI, "dari warga", timestamp=1)
    call.happen(ANI, "dari HP kantor", timestamp=2, from_me=True)
    assert _texts(call.poll(**{"filter.fromMe": "true"})) == ["dari HP kantor"]
    assert _texts(call.poll(**{"filter.fromMe": "false"})) == ["dari warga"]
    assert call.poll(**{"filter.fromMe": "true"})[0]["source"] == "app"


def test_the_order_is_newest_first_when_nothing_is_said(call: Caller) -> None:
    call.happen(ANI, "satu", timestamp=1)
    call.happen(ANI, "dua", timestamp=2)
    assert _texts(call.waha("GET", "/default/chats/all/messages?limit=5").json()) == ["dua", "satu"]


def test_one_chat_can_be_polled_under_both_addresses_of_its_owner(call: Caller) -> None:
    call.happen("700000000000001@lid", "lewat lid", phone=ANI, timestamp=1)
    call.happen(ANI, "lewat nomor", timestamp=2)
    call.happen(BUDI, "orang lain", timestamp=3)
    path = f"/default/chats/{ANI}/messages?limit=9&sortOrder=asc"
    assert _texts(call.waha("GET", path).json()) == ["lewat lid", "lewat nomor"]
    assert _texts(call.waha("GET", f"{path}&merge=false").json()) == ["lewat nomor"]


def test_a_twin_arrives_under_both_addresses_with_one_bare_id(call: Caller) -> None:
    call.happen("700000000000001@lid", "ganda", phone=ANI, twin=True)
    ids = [item["id"] for item in call.poll()]
    assert [one.partition("_")[2].partition("_")[0] for one in ids] == ["700000000000001@lid", ANI]
    assert len({one.rpartition("_")[2] for one in ids}) == 1
    assert len(call.seen(ANI)) == 1


@pytest.mark.parametrize(("tells", "told"), [(True, "6289900000001@s.whatsapp.net"), (False, "")])
def test_the_engine_may_tell_the_number_along_with_the_message(call: Caller, tells: bool, told: str) -> None:
    call.control("POST", "/settings", json={"tells_number": tells})
    call.happen("700000000000001@lid", "halo", phone=ANI)
    assert call.poll()[0]["_data"]["Info"]["SenderAlt"] == told


def test_an_unknown_hidden_id_has_no_number(call: Caller) -> None:
    assert call.waha("GET", "/default/lids/123456@lid").json() == {"lid": "123456@lid", "pn": None}


UNUSUAL = {
    "nul": "NUL \x00 di tengah",
    "lone surrogate": "sendiri \ud83d saja",
    "right to left": "\u202eterbalik\u202c",
    "joined emoji": "👩\u200d👩\u200d👧" * 1000,
    "a megabyte": "a" * 1_000_000,
    "markup": "</script>'\"\\",
}


@pytest.mark.parametrize("text", UNUSUAL.values(), ids=UNUSUAL)
def test_F36_unusual_texts_travel_unchanged(call: Caller, text: str) -> None:
    made = call.happen(ANI, text)
    assert made["text"] == text
    assert _texts(call.poll()) == [text]


def test_F36_unusual_texts_travel_as_json_escapes(call: Caller) -> None:
    call.happen(ANI, "\ud83d dan \x00")
    raw = call.waha("GET", "/default/chats/all/messages?limit=5").content
    assert b"\\ud83d dan \\u0000" in raw


def test_a_repeated_id_makes_no_second_message(call: Caller) -> None:
    key = call.waha("GET", "/default/new-message-id").json()["id"]
    first, second = call.send(ANI, "sekali saja", id=key), call.send(ANI, "sekali saja", id=key)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json()["id"] == second.json()["id"]
    assert [row["text"] for row in call.seen(ANI)] == ["sekali saja"]


def test_new_message_ids_are_never_the_same(call: Caller) -> None:
    keys = [call.waha("GET", "/default/new-message-id").json()["id"] for _ in range(20)]
    assert len(set(keys)) == 20


def test_a_sent_message_is_found_by_its_bare_and_by_its_serialised_id(call: Caller) -> None:
    sent = call.send(ANI, "jawaban", id="3EB0ABC").json()
    for message_id in ("3EB0ABC", sent["id"]):
        item = call.waha("GET", f"/default/chats/all/messages/{message_id}").json()
        assert (item["body"], item["fromMe"], item["source"]) == ("jawaban", True, "api")


def test_a_message_that_is_not_there_is_not_found(call: Caller) -> None:
    answer = call.waha("GET", "/default/chats/all/messages/3EB0NOTHERE")
    assert answer.status_code == 404
    assert answer.json() == {"message": "Message not found", "error": "Not Found", "statusCode": 404}


def test_acks_rise_from_pending_to_read(call: Caller, running: Running) -> None:
    running.practice.gateway.settings.ack_seconds = (3600, 3600, 3600)
    call.send(ANI, "jawaban", id="3EB0ACK")
    read = lambda: call.waha("GET", "/default/chats/all/messages/3EB0ACK").json()["ackName"]  # noqa: E731
    assert read() == "PENDING"
    for seconds, name in (((0, 3600, 3600), "SERVER"), ((0, 0, 3600), "DEVICE"), ((0, 0, 0), "READ")):
        running.practice.gateway.settings.ack_seconds = seconds
        assert read() == name


def test_F51_a_citizen_who_blocked_the_office_never_gets_the_message(call: Caller) -> None:
    call.control("POST", "/settings", json={"ack_seconds": [0, 0, 0], "blocked_by": [ANI]})
    assert call.send(ANI, "halo").json()["ackName"] == "SERVER"
    assert call.send(BUDI, "halo").json()["ackName"] == "READ"


def test_F51_a_number_without_whatsapp_is_refused_as_the_engine_does(call: Caller) -> None:
    call.control("POST", "/settings", json={"not_on_whatsapp": [ANI]})
    answer = call.send(ANI, "halo")
    assert answer.status_code == 500
    assert answer.json()["exception"]["details"].startswith("no LID found for 6289900000001@s.whatsapp.net")
    assert call.seen(ANI) == []


def test_media_is_given_with_the_key_until_its_lifetime_is_over(call: Caller, running: Running) -> None:
    call.happen(ANI, "foto", media={"sample": "paspor"})
    url = call.poll()[0]["media"]["url"]
    assert requests.get(url, timeout=10).status_code == 401
    fetched = requests.get(url, headers={"X-Api-Key": "kunci"}, timeout=10)
    assert fetched.content.startswith(b"\x89PNG")
    running.practice.gateway.settings.file_lifetime = 1e-9
    assert requests.get(url, headers={"X-Api-Key": "kunci"}, timeout=10).status_code == 404


def test_media_that_was_not_downloaded_has_no_address(call: Caller) -> None:
    call.happen(ANI, "foto", media={"sample": "paspor"})
    item = call.poll(downloadMedia="false")[0]
    assert item["hasMedia"] is True
    assert "media" not in item


def test_files_of_any_bytes_come_back_as_they_were(call: Caller) -> None:
    call.happen(ANI, media={"base64": "AAECA/8=", "mimetype": "application/pdf", "filename": "a b.pdf"})
    media = call.poll()[0]["media"]
    assert media["filename"] == "a b.pdf"
    assert requests.get(media["url"], headers={"X-Api-Key": "kunci"}, timeout=10).content == b"\x00\x01\x02\x03\xff"


def test_F21_without_a_key_or_with_a_wrong_one_nothing_is_given(call: Caller) -> None:
    call.control("POST", "/settings", json={"api_key": "benar"})
    answer = call.waha("GET", "/sessions/default", headers={"X-Api-Key": "salah"})
    assert (answer.status_code, answer.json()) == (401, {"message": "Unauthorized", "statusCode": 401})
    assert call.waha("GET", "/sessions/default", headers={"X-Api-Key": "benar"}).status_code == 200


def test_F21_a_session_that_is_not_working_refuses_every_call_but_its_own_state(call: Caller) -> None:
    call.control("POST", "/session", json={"status": "SCAN_QR_CODE"})
    session = call.waha("GET", "/sessions/default")
    assert (session.status_code, session.json()["status"]) == (200, "SCAN_QR_CODE")
    assert "me" not in session.json()
    refused = call.send(ANI, "halo")
    assert refused.status_code == 422
    assert refused.json() == {
        "error": "Session status is not as expected. Try again later or restart the session",
        "session": "default",
        "status": "SCAN_QR_CODE",
        "expected": ["WORKING"],
    }
    assert call.seen(ANI) == []


@pytest.mark.parametrize(
    ("before", "heals", "after"),
    [("FAILED", True, "WORKING"), ("FAILED", False, "FAILED"), ("SCAN_QR_CODE", True, "SCAN_QR_CODE")],
)
def test_a_restart_passes_through_starting(call: Caller, before: str, heals: bool, after: str) -> None:
    call.control("POST", "/settings", json={"restart_seconds": 0.3})
    call.control("POST", "/session", json={"status": before, "heals": heals})
    assert call.waha("POST", "/sessions/default/restart").json()["status"] == "STARTING"
    until(lambda: call.waha("GET", "/sessions/default").json()["status"] == after)


def test_an_unknown_session_and_an_unknown_path_are_not_found(call: Caller) -> None:
    for path in ("/sessions/lain", "/lain/chats/all/messages?limit=1", "/default/contacts"):
        answer = call.waha("GET", path)
        assert (answer.status_code, answer.json()["statusCode"]) == (404, 404)


@pytest.mark.parametrize("query", ["limit=banyak", "limit=5&offset=-1", "limit=5&filter.fromMe=ya"])
def test_a_badly_put_question_is_refused_with_the_reason(call: Caller, query: str) -> None:
    answer = call.waha("GET", f"/default/chats/all/messages?{query}")
    assert (answer.status_code, answer.json()["error"]) == (400, "Bad Request")


def test_in_the_engines_manner_what_is_not_there_is_null_and_a_send_is_answered_shortly(call: Caller) -> None:
    call.control("POST", "/settings", json={"manner": "gows"})
    call.happen(ANI, "halo", timestamp=1, name="Ani")
    sent = call.send(ANI, "jawaban").json()
    assert sent.keys() == {"id", "_data"}
    incoming, outgoing = call.poll()
    assert incoming["to"] is incoming["participant"] is incoming["media"] is incoming["replyTo"] is None
    assert outgoing["from"] == ANI
    assert incoming["_data"]["Info"]["PushName"] == "Ani"


def test_F15_a_message_may_appear_in_the_poll_later_than_on_the_phone(call: Caller) -> None:
    call.happen(ANI, "terlambat muncul", timestamp=5, appears_after=0.4)
    call.happen(ANI, "langsung", timestamp=6)
    assert _texts(call.poll()) == ["langsung"]
    assert len(call.seen(ANI)) == 2
    until(lambda: _texts(call.poll()) == ["terlambat muncul", "langsung"])


def test_F20_an_edited_message_keeps_its_id_and_its_time(call: Caller) -> None:
    made = call.happen(ANI, "salah ketk", timestamp=9)
    assert call.control("PATCH", f"/messages/{made['id']}", json={"text": "salah ketik"}) == {"edited": True}
    item = call.poll()[0]
    assert (item["id"], item["timestamp"], item["body"]) == (made["id"], 9, "salah ketik")


@pytest.mark.parametrize(("how", "left"), [("vanish", []), ("blank", [""]), ("keep", ["rahasia"])])
def test_F19_a_withdrawn_message_vanishes_is_emptied_or_stays(call: Caller, how: str, left: list[str]) -> None:
    made = call.happen(ANI, "rahasia")
    call.control("DELETE", f"/messages/{made['id']}?how={how}")
    assert _texts(call.poll()) == left
    assert [row["withdrawn"] for row in call.seen(ANI)] == [True]


def test_what_is_not_there_cannot_be_edited_or_withdrawn(call: Caller) -> None:
    assert call.control("PATCH", "/messages/3EB0NO", json={"text": "x"}) == {"edited": False}
    assert call.control("DELETE", "/messages/3EB0NO") == {"withdrawn": False}


def test_the_messages_named_turn_blue_and_all_of_the_chat_where_none_is(call: Caller) -> None:
    made = [call.happen(ANI, text)["id"] for text in ("satu", "dua", "tiga")]
    body = {"session": "default", "chatId": ANI}
    assert (
        call.waha("POST", "/sendSeen", json={**body, "messageIds": [made[1], "false_x@c.us_NO"]}).status_code == 201
    )
    assert [row["ack_name"] for row in call.seen(ANI)] == ["DEVICE", "READ", "DEVICE"]
    assert call.waha("POST", "/sendSeen", json=body).status_code == 201
    assert [row["ack_name"] for row in call.seen(ANI)] == ["READ", "READ", "READ"]
    assert call.waha("POST", "/sendSeen", json={"session": "default"}).status_code == 400
