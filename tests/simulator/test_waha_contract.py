"""The fake WAHA against WAHA's own OpenAPI, with Prism between: each path the office uses, happy and refused."""

from typing import Any

import pytest
import requests

from tests.simulator.caller import ANI, BUDI, Caller
from tests.simulator.prism import CheckedGateway

MESSAGE_FIELDS = {"id", "timestamp", "from", "fromMe", "to", "body", "hasMedia", "ack", "ackName"}


@pytest.fixture
def checked(checked_waha: CheckedGateway) -> Caller:
    """Call through Prism."""
    return Caller(checked_waha.url, prefix="")


@pytest.fixture
def straight(checked_waha: CheckedGateway) -> Caller:
    """Call the fake itself."""
    return Caller(checked_waha.running.url)


def _sound(answer: requests.Response, status: int) -> Any:
    assert answer.status_code == status, answer.text
    assert "errors#" not in answer.text
    return answer.json()


def test_the_session_tells_its_status_and_who_it_is(checked: Caller) -> None:
    session = _sound(checked.waha("GET", "/sessions/default"), 200)
    assert session["status"] == "WORKING"
    assert session["me"]["id"].endswith("@c.us")


def test_a_restart_is_answered_with_the_session(checked: Caller, straight: Caller) -> None:
    assert _sound(checked.waha("POST", "/sessions/default/restart"), 201)["status"] == "STARTING"
    straight.control("POST", "/session", json={"status": "WORKING"})


def test_a_page_of_every_kind_of_message_keeps_the_contract(checked: Caller, straight: Caller) -> None:
    first = straight.happen(ANI, "halo", name="Ani", timestamp=1_900_000_000)
    straight.happen(ANI, "ini fotonya", timestamp=1_900_000_001, media={"sample": "paspor"}, reply_to=first["key"])
    straight.happen(ANI, "", timestamp=1_900_000_002, media={"sample": "voice"})
    straight.happen("700000000000001@lid", "tersembunyi", phone=BUDI, timestamp=1_900_000_003, twin=True)
    straight.happen("120363000000000001@g.us", "rapat", participant=ANI, timestamp=1_900_000_004)
    straight.happen("status@broadcast", "libur", participant=ANI, timestamp=1_900_000_005)
    straight.happen("120363000000000002@newsletter", "cuaca", timestamp=1_900_000_006)
    straight.happen(ANI, "dijawab dari HP", from_me=True, timestamp=1_900_000_007)
    question = {
        "limit": 50,
        "offset": 0,
        "sortBy": "timestamp",
        "sortOrder": "asc",
        "filter.timestamp.gte": 1_900_000_000,
        "filter.timestamp.lte": 1_900_000_099,
        "downloadMedia": "true",
        "merge": "true",
    }
    items = _sound(checked.waha("GET", "/default/chats/all/messages", params=question), 200)
    assert len(items) == 9
    assert all(item.keys() >= MESSAGE_FIELDS for item in items)
    own = _sound(
        checked.waha("GET", "/default/chats/all/messages", params={**question, "filter.fromMe": "true"}), 200
    )
    assert [item["body"] for item in own] == ["dijawab dari HP"]


def test_a_page_without_a_limit_is_refused_on_both_sides(checked: Caller, straight: Caller) -> None:
    assert checked.waha("GET", "/default/chats/all/messages").status_code == 422
    assert straight.waha("GET", "/default/chats/all/messages").status_code == 400


def test_a_call_without_a_key_is_refused_on_both_sides(checked: Caller, straight: Caller) -> None:
    for caller in (checked, straight):
        url = f"{caller.url}{caller.prefix}/api/sessions/default"
        assert requests.get(url, timeout=10).status_code == 401


def test_one_message_is_given_by_its_id(checked: Caller, straight: Caller) -> None:
    made = straight.happen(ANI, "satu", media={"sample": "layar"})
    for chat in ("all", ANI):
        path = f"/default/chats/{chat}/messages/{made['id']}"
        item = _sound(checked.waha("GET", path, params={"downloadMedia": "true"}), 200)
        assert item["media"]["mimetype"] == "image/png"


def test_a_hidden_id_gives_its_number(checked: Caller, straight: Caller) -> None:
    straight.happen("700000000000001@lid", "halo", phone=BUDI)
    answer = _sound(checked.waha("GET", "/default/lids/700000000000001@lid"), 200)
    assert answer == {"lid": "700000000000001@lid", "pn": BUDI}


def test_a_text_is_sent_under_an_id_taken_before(checked: Caller, straight: Caller) -> None:
    key = _sound(checked.waha("GET", "/default/new-message-id"), 200)["id"]
    sent = _sound(checked.send(ANI, "Terima kasih, kami proses.", id=key, linkPreview=False), 201)
    assert sent["id"] == f"true_{ANI}_{key}"
    assert [row["text"] for row in straight.seen(ANI) if row["key"] == key] == ["Terima kasih, kami proses."]


def test_a_send_without_a_text_is_refused_on_both_sides(checked: Caller, straight: Caller) -> None:
    body = {"session": "default", "chatId": ANI}
    assert checked.waha("POST", "/sendText", json=body).status_code == 422
    assert straight.waha("POST", "/sendText", json=body).status_code == 400


def test_prism_does_notice_an_answer_that_breaks_the_contract(checked: Caller, straight: Caller) -> None:
    straight.happen(ANI, "x")
    number = straight.fault("bad_item", shape="null_id")
    answer = checked.waha("GET", "/default/chats/all/messages", params={"limit": 5})
    straight.control("DELETE", f"/faults/{number}")
    assert answer.status_code == 500
    assert "errors#VIOLATIONS" in answer.text
