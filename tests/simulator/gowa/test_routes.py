"""The fake GOWA as a caller sees it: its password, its lists as its store orders them, its sends and files."""

from collections.abc import Iterator
from typing import Any

import pytest
import requests

from sync_agent.simulator.app import build
from sync_agent.simulator.gowa.platform import Gowa
from sync_agent.simulator.network.items import Draft, Media
from sync_agent.simulator.serve import Running, start

ANI, BUDI = "6281200000001", "6281200000002"
JID = f"{ANI}@s.whatsapp.net"
START = 1_795_572_000.0  # 2026-11-25T02:00:00Z


@pytest.fixture
def running() -> Iterator[Running]:
    with start(build(seed=1, clock=lambda: START)) as simulator:
        yield simulator


@pytest.fixture
def fake(running: Running) -> Gowa:
    found = running.practice.platforms["gowa"]
    assert isinstance(found, Gowa)
    return found


def ask(running: Running, path: str, method: str = "GET", **rest: Any) -> requests.Response:
    auth = rest.pop("auth", ("aduan", "x"))
    return requests.request(method, f"{running.url}/gowa{path}", auth=auth, timeout=10, **rest)


def rows(running: Running, path: str, **query: Any) -> list[dict[str, Any]]:
    answer = ask(running, path, params=query)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["results"]["data"]
    return found


def write(fake: Gowa, text: str, who: str = ANI, at: float = START, **more: Any) -> str:
    return fake.network.write(Draft(who, text, at=at, **more)).id


def test_nobody_is_let_in_without_the_password_but_files_and_health_are_open(running: Running, fake: Gowa) -> None:
    one = write(fake, "foto", media=(Media(b"isi", "image/jpeg"),))
    place = ask(running, f"/message/{one}/download", params={"phone": JID}).json()["results"]["file_path"]
    assert ask(running, "/chats", auth=None).status_code == 401
    assert ask(running, "/chats", auth=("aduan", "")).status_code == 401
    assert ask(running, "/health", auth=None).text == "OK"
    assert ask(running, f"/{place}", auth=None).content == b"isi"


def test_lists_go_on_answering_while_the_device_is_cut_off_and_sends_do_not(running: Running, fake: Gowa) -> None:
    write(fake, "halo")
    fake.settings.connected = False
    assert ask(running, "/app/status").json()["results"]["is_connected"] is False
    assert len(rows(running, "/chats")) == 1
    sent = ask(running, "/send/message", "POST", json={"phone": JID, "message": "x"})
    assert (sent.status_code, sent.json()["code"]) == (401, "AUTHENTICATION_ERROR")


def test_the_chat_stored_into_last_tells_the_time_of_that_message_though_it_is_older(
    running: Running, fake: Gowa
) -> None:
    write(fake, "baru")
    write(fake, "lain", BUDI, START - 60)
    write(fake, "terlambat", at=START - 7200)
    chats = rows(running, "/chats")
    assert [chat["jid"][:13] for chat in chats] == [BUDI, ANI]
    assert chats[1]["last_message_time"] == "2026-11-25T00:00:00Z"


@pytest.mark.parametrize(
    ("hours", "start", "count"),
    [
        (0, "2026-11-25T09:00:00+07:00", 0),  # the same moment, and everything is missed
        (0, "2026-11-25T02:00:00Z", 8),
        (7, "2026-11-25T02:00:00Z", 12),  # seven hours too much
        (7, "2026-11-25T09:00:00+07:00", 8),
    ],
)
def test_start_time_is_compared_as_text(running: Running, fake: Gowa, hours: float, start: str, count: int) -> None:
    fake.settings.zone_hours = hours
    for number in range(8):
        write(fake, "sesudah", at=START + number)
    for number in range(4):
        write(fake, "sebelum", at=START - 3600 * (number + 1))
    assert len(rows(running, f"/chat/{JID}/messages", start_time=start, limit=100)) == count


def test_a_page_is_newest_first_and_its_total_ignores_the_filters(running: Running, fake: Gowa) -> None:
    for number in range(5):
        write(fake, f"pesan {number}", at=START + number, from_office=number == 0)
    answer = ask(running, f"/chat/{JID}/messages", params={"limit": 2, "offset": 1, "is_from_me": "false"}).json()
    assert [row["content"] for row in answer["results"]["data"]] == ["pesan 3", "pesan 2"]
    assert answer["results"]["pagination"] == {"limit": 2, "offset": 1, "total": 5}


def test_an_unknown_chat_is_an_empty_list(running: Running) -> None:
    assert rows(running, f"/chat/{BUDI}@s.whatsapp.net/messages") == []


def test_a_revoked_message_is_gone_and_an_edited_one_overwritten(running: Running, fake: Gowa) -> None:
    gone, kept = write(fake, "ditarik"), write(fake, "lama")
    fake.network.remove(gone)
    fake.network.edit(kept, "baru")
    assert [row["content"] for row in rows(running, f"/chat/{JID}/messages")] == ["baru"]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 400, "VALIDATION_ERROR"),
        ({"phone": JID}, 400, "VALIDATION_ERROR"),
        ({"phone": "0812", "message": "x"}, 400, "VALIDATION_ERROR"),
        ({"phone": BUDI, "message": "x"}, 400, "INVALID_JID"),
        ({"phone": "6281200000003", "message": "x"}, 429, "WA_REACHOUT_TIMELOCK"),
    ],
)
def test_a_send_is_refused_with_the_gateway_s_own_names(
    running: Running, fake: Gowa, body: dict[str, str], status: int, code: str
) -> None:
    fake.network.person(BUDI).closed = True
    fake.settings.no_prior_chat = ["6281200000003"]
    answer = ask(running, "/send/message", "POST", json=body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert fake.network.office_items == []


def test_a_sent_text_is_on_the_phone_at_once_and_in_the_store_once_written(running: Running, fake: Gowa) -> None:
    fake.settings.stored_after = 5.0
    ask(running, "/send/message", "POST", json={"phone": JID, "message": "Baik."})
    assert [item.text for item in fake.network.office_items] == ["Baik."]
    assert rows(running, f"/chat/{JID}/messages") == []


@pytest.mark.parametrize(
    ("path", "query", "status", "code"),
    [
        ("/chats", {"limit": 101}, 400, "VALIDATION_ERROR"),
        (f"/chat/{JID}/messages", {"limit": 500}, 400, "VALIDATION_ERROR"),
        (f"/chat/{JID}/messages", {"start_time": "1700000000"}, 400, "VALIDATION_ERROR"),
        ("/message/X/download", {}, 400, "VALIDATION_ERROR"),
        ("/message/X/download", {"phone": JID}, 500, "INTERNAL_SERVER_ERROR"),
        ("/chats", {"device_id": "lain"}, 404, "DEVICE_NOT_FOUND"),
        ("/devices/lain/status", {}, 404, "DEVICE_NOT_FOUND"),
    ],
)
def test_what_does_not_fit_is_refused(
    running: Running, path: str, query: dict[str, Any], status: int, code: str
) -> None:
    answer = ask(running, path, params=query)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_several_devices_want_one_named(running: Running, fake: Gowa) -> None:
    fake.settings.device = "kantor"
    assert ask(running, "/chats").json()["code"] == "DEVICE_ID_REQUIRED"
    assert ask(running, "/chats", headers={"X-Device-Id": "kantor"}).status_code == 200
    assert ask(running, "/devices/kantor/status").status_code == 200


def test_other_paths_are_none(running: Running) -> None:
    assert ask(running, "/lain").text == "Cannot GET /lain"


def test_one_message_at_a_time_is_told_to_have_been_read(running: Running, fake: Gowa) -> None:
    first, second = (fake.network.write(Draft(JID.partition("@")[0], text)) for text in ("satu", "dua"))
    assert ask(running, f"/message/{second.id}/read", "POST", json={"phone": JID}).status_code == 200
    assert [first.read, second.read] == [False, True]
    assert ask(running, f"/message/{first.id}/read", "POST", json={}).json()["code"] == "VALIDATION_ERROR"
    fake.settings.logged_in = False
    assert ask(running, f"/message/{first.id}/read", "POST", json={"phone": JID}).status_code >= 400
    assert not first.read
