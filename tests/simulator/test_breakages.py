"""Each fault over real HTTP: what the caller gets, and whether the effect took place."""

import subprocess
import sys
import time
from typing import Any

import pytest
import requests

from sync_agent.simulator.breaking_connections import kill
from sync_agent.simulator.breaking_contents import BAD_ITEMS
from sync_agent.simulator.serve import Running
from tests.simulator.caller import ANI, Caller, until

BROKEN = (requests.ConnectionError, requests.exceptions.ChunkedEncodingError)


def _page(call: Caller, timeout: float = 10, **rest: Any) -> requests.Response:
    return call.waha("GET", "/default/chats/all/messages?limit=50&sortOrder=asc", timeout=timeout, **rest)


def _shown(call: Caller) -> list[str]:
    return [row["text"] for row in call.seen(ANI)]


@pytest.fixture
def busy(call: Caller) -> Caller:
    """Return a caller whose gateway has three messages."""
    call.control("POST", "/messages", json=[{"chat": ANI, "text": str(at), "timestamp": at} for at in range(3)])
    return call


@pytest.mark.parametrize(
    ("kind", "arrives"),
    [
        ("reset_before", False),
        ("reset_after", True),
        ("timeout_before", False),
        ("timeout_after", True),
    ],
)
def test_F26_a_send_whose_connection_is_cut_did_or_did_not_arrive(call: Caller, kind: str, arrives: bool) -> None:
    call.fault(kind, path="*/sendText", count=1, **({"seconds": 0.2} if "timeout" in kind else {}))
    with pytest.raises(BROKEN):
        call.send(ANI, "jawaban", id="3EB0A")
    assert _shown(call) == (["jawaban"] if arrives else [])
    assert call.send(ANI, "jawaban", id="3EB0A").status_code == 201
    assert _shown(call) == ["jawaban"]


def test_F26_a_caller_that_waits_less_than_the_fault_holds_runs_into_its_own_deadline(call: Caller) -> None:
    call.fault("timeout_after", seconds=30)
    with pytest.raises(requests.Timeout):
        call.send(ANI, "jawaban", timeout=0.3)
    until(lambda: _shown(call) == ["jawaban"])


@pytest.mark.parametrize(("kind", "arrives"), [("error_before", False), ("error_after", True)])
@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_F26_a_server_error_on_a_send_says_nothing_about_its_effect(
    call: Caller, kind: str, arrives: bool, status: int
) -> None:
    call.fault(kind, path="*/sendText", status=status)
    assert call.send(ANI, "jawaban").status_code == status
    assert bool(_shown(call)) is arrives


def test_F48_a_late_publication_appears_after_the_caller_gave_up(call: Caller) -> None:
    call.fault("late_post", count=1, seconds=0.5)
    with pytest.raises(BROKEN):
        call.send(ANI, "menyusul", id="3EB0LATE")
    assert call.waha("GET", "/default/chats/all/messages/3EB0LATE").status_code == 404
    until(lambda: _shown(call) == ["menyusul"])
    assert call.waha("GET", "/default/chats/all/messages/3EB0LATE").status_code == 200


def test_F21_refusals_can_be_switched_on(call: Caller) -> None:
    call.fault("unauthorized", count=1)
    assert _page(call).status_code == 401
    call.fault("session_status", count=2, status="FAILED")
    assert (_page(call).status_code, call.waha("GET", "/sessions/default").json()["status"]) == (422, "FAILED")
    assert _page(call).status_code == 200


@pytest.mark.parametrize("retry_after", ["7", "Wed, 21 Oct 2037 07:28:00 GMT"])
def test_F23_too_many_requests_say_when_to_come_back(call: Caller, retry_after: str) -> None:
    call.fault("rate_limited", retry_after=retry_after)
    answer = _page(call)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, retry_after)


def test_F24_too_many_requests_may_not_say_when(call: Caller) -> None:
    call.fault("rate_limited", retry_after="none")
    assert "Retry-After" not in _page(call).headers


def test_F16_any_status_with_any_body_can_be_answered(call: Caller) -> None:
    call.fault("status", status=410, body='{"message":"cursor lama"}')
    answer = _page(call)
    assert (answer.status_code, answer.json()) == (410, {"message": "cursor lama"})


def test_F31_a_truncated_answer_is_no_json(busy: Caller) -> None:
    busy.fault("truncated", count=1)
    with pytest.raises(requests.JSONDecodeError):
        _page(busy).json()
    busy.fault("truncated", count=1, short_length=True)
    with pytest.raises(BROKEN):
        _page(busy)
    assert len(_page(busy).json()) == 3


def test_F32_a_login_page_answers_with_200(call: Caller) -> None:
    call.fault("login_page")
    answer = call.send(ANI, "jawaban")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert _shown(call) == []


def test_F17_empty_answers(busy: Caller) -> None:
    busy.fault("empty", count=1)
    answer = _page(busy)
    assert (answer.status_code, answer.content) == (200, b"")
    busy.fault("empty_list", count=1)
    assert _page(busy).json() == []


def test_F13_F14_F15_items_doubled_reversed_and_left_out(busy: Caller) -> None:
    for kind, bodies in (("duplicate_items", "001122"), ("reorder_items", "210"), ("hide_items", "02")):
        number = busy.fault(kind)
        assert "".join(item["body"] for item in _page(busy).json()) == bodies
        busy.control("DELETE", f"/faults/{number}")


@pytest.mark.parametrize("shape", BAD_ITEMS)
def test_F33_a_bad_item_stands_among_good_ones(busy: Caller, shape: str) -> None:
    busy.fault("bad_item", shape=shape)
    body = _page(busy).text
    assert body.startswith(f"[{BAD_ITEMS[shape]},")
    assert body.count('"body":') >= 3


def test_F33_a_bad_item_may_be_alone(call: Caller) -> None:
    call.fault("bad_item", shape="null")
    assert _page(call).json() == [None]


def test_F36_bytes_that_are_no_utf8(busy: Caller) -> None:
    busy.fault("bad_bytes")
    with pytest.raises(UnicodeDecodeError):
        _page(busy).content.decode("utf-8")


def test_F52_a_deaf_gateway_works_but_shows_nothing_new_until_it_hears_again(busy: Caller) -> None:
    busy.fault("deaf")
    _page(busy)
    busy.happen(ANI, "tidak terdengar", timestamp=time.time() + 1)
    busy.send(ANI, "jawaban")
    assert [item["body"] for item in _page(busy).json()] == ["0", "1", "2", "jawaban"]
    assert busy.waha("GET", "/sessions/default").json()["status"] == "WORKING"
    busy.control("DELETE", "/faults")
    assert "tidak terdengar" in [item["body"] for item in _page(busy).json()]


def test_F28_a_slow_drip_is_longer_than_a_read_timeout_that_never_strikes(call: Caller) -> None:
    call.fault("slow_drip", path="*/sessions/*", seconds_per_byte=0.006)
    started = time.monotonic()
    answer = call.waha("GET", "/sessions/default", timeout=1)
    assert time.monotonic() - started > 1
    assert answer.json()["name"] == "default"


def test_F29_an_answer_that_stops_in_the_middle_is_cut_at_the_end(busy: Caller) -> None:
    busy.fault("stalled", seconds=0.3)
    with pytest.raises(BROKEN):
        _page(busy)


def test_F34_a_gzip_bomb_is_small_on_the_wire_and_big_inside(busy: Caller) -> None:
    busy.fault("gzip_bomb", megabytes=20)
    answer = _page(busy, stream=True)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert int(answer.headers["Content-Length"]) < 100_000
    assert sum(len(part) for part in answer.iter_content(1 << 20)) == 20 * 1024 * 1024 + 1


def test_F37_F38_F39_media_gone_too_big_wrong_and_elsewhere(call: Caller) -> None:
    call.happen(ANI, media={"sample": "paspor"})
    url = call.poll()[0]["media"]["url"]

    def fetch(kind: str, **more: Any) -> requests.Response:
        call.fault(kind, count=1, **more)
        return requests.get(url, headers={"X-Api-Key": "kunci"}, timeout=10, allow_redirects=False)

    assert fetch("media_gone").status_code == 404
    assert len(fetch("media_oversize", megabytes=3).content) == 3 * 1024 * 1024
    assert fetch("media_wrong_type").headers["Content-Type"] == "text/html"
    assert fetch("redirect", location="http://10.0.0.1/").headers["Location"] == "http://10.0.0.1/"
    with pytest.raises(BROKEN):
        fetch("media_wrong_length")


def test_F39_a_message_may_point_to_a_foreign_address(call: Caller) -> None:
    call.happen(ANI, media={"sample": "paspor", "url": "http://169.254.169.254/rahasia"})
    assert call.poll()[0]["media"]["url"] == "http://169.254.169.254/rahasia"


def test_F51_a_number_without_whatsapp_can_be_switched_on(call: Caller) -> None:
    call.fault("not_on_whatsapp", count=1)
    assert "no LID found" in call.send(ANI, "halo").json()["exception"]["message"]
    assert _shown(call) == []


@pytest.mark.parametrize(("kind", "arrives"), [("kill_before", False), ("kill_after", True)])
def test_F7_F8_a_program_is_killed_at_a_request_before_or_after_its_effect(
    call: Caller, kind: str, arrives: bool
) -> None:
    victim = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    call.fault(kind, path="*/sendText", pid=victim.pid)
    with pytest.raises(BROKEN):
        call.send(ANI, "jawaban")
    assert victim.wait(timeout=60) != 0
    assert bool(_shown(call)) is arrives


def test_no_pid_harms_the_simulator_itself() -> None:
    for pid in (0, 1, -1):
        kill(pid)


def test_two_faults_on_one_request_both_count(call: Caller) -> None:
    call.fault("delay", path="*/sendText", seconds=0.01, count=1)
    call.fault("error_after", count=1)
    assert call.send(ANI, "jawaban").status_code == 500
    assert [fault["hits"] for fault in call.control("GET", "/state")["faults"]] == [1, 1]
    assert _shown(call) == ["jawaban"]


def test_the_requests_are_remembered_with_their_faults(call: Caller) -> None:
    call.fault("error_before", path="*/sendText", count=1)
    call.send(ANI, "x")
    call.poll(offset=3)
    seen = call.control("GET", "/requests")["requests"]
    assert [(note["path"], note["status"], note["faults"]) for note in seen] == [
        ("/waha/api/sendText", 500, ["error_before"]),
        ("/waha/api/default/chats/all/messages", 200, []),
    ]
    assert "offset=3" in seen[1]["query"]
    call.control("DELETE", "/requests")
    assert call.control("GET", "/requests?path=*sendText")["requests"] == []


def test_stopping_ends_faults_that_wait(running: Running) -> None:
    call = Caller(running.url)
    call.fault("timeout_before", seconds=3600)
    with pytest.raises(requests.Timeout):
        call.waha("GET", "/sessions/default", timeout=0.2)
    running.stop()
    with pytest.raises(requests.ConnectionError):
        call.waha("GET", "/sessions/default")
